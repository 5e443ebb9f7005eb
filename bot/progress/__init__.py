"""Progress: what a person has built up. Where they stand by theme, and the stories they can tell."""

from bot.dependencies import Dependencies
from bot.feedback import Feedback
from bot.interviews import Interviews
from bot.practice import Practice
from bot.progress.commands import add_commands
from bot.progress.pictures import Pictures
from bot.progress.service import Progress
from bot.progress.shares import Shares
from bot.progress.ui import ProgressUI
from bot.progress.views import Views
from bot.sharing import SharingUI
from bot.templates import Drawings

__all__ = ["Progress", "setup"]


def setup(
    parts: Dependencies, practice: Practice, feedback: Feedback, interviews: Interviews, sharing: SharingUI
) -> Progress:
    """Add /progress and its cards."""
    progress = Progress(parts.database, parts.sealer, parts.clock, practice, feedback, interviews)
    parts.personal_data.append(progress.store)
    say = parts.templates.speaker("progress")
    ui = ProgressUI(progress, parts.router, say)
    ui.register()
    pictures = Pictures(Drawings(parts.prompts / "pictures"))
    views = Views(progress, pictures, Shares(sharing, pictures, say), say)
    views.register(parts.router)
    add_commands(parts.tree, parts.router, ui, views)
    return progress
