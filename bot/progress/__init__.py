"""Progress: what a person has built up. The stories they can tell, by theme."""

from bot.dependencies import Dependencies
from bot.practice import Practice
from bot.progress.commands import add_commands
from bot.progress.service import Progress
from bot.progress.ui import ProgressUI

__all__ = ["Progress", "setup"]


def setup(parts: Dependencies, practice: Practice) -> Progress:
    """Add /progress and its cards."""
    progress = Progress(parts.database, parts.sealer, parts.clock, practice)
    parts.personal_data.append(progress.store)
    ui = ProgressUI(progress, parts.router, parts.templates.speaker("progress"))
    ui.register()
    add_commands(parts.tree, parts.router, ui)
    return progress
