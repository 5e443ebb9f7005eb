"""Feedback: what was said after a rejection, and the themes it names."""

from pathlib import Path

from bot.dependencies import Dependencies
from bot.feedback import requests
from bot.feedback.commands import add_commands
from bot.feedback.service import Evidence, Feedback
from bot.feedback.ui import FeedbackUI
from bot.profile import Profile

__all__ = ["Evidence", "Feedback", "check_content", "setup"]

REQUESTS = Path("requests", "feedback.toml")


def check_content(folder: Path) -> None:
    """Read the requests. Raises StartError when they are broken."""
    requests.load(folder / REQUESTS)


def setup(parts: Dependencies, profile: Profile) -> Feedback:
    """Add /feedback and its cards. Raises StartError when the requests are broken."""
    tones = requests.load(parts.prompts / REQUESTS)
    feedback = Feedback(parts.database, parts.sealer, parts.clock)
    parts.personal_data.append(feedback.store)
    ui = FeedbackUI(feedback, profile, tones, parts.router, parts.templates.speaker("feedback"))
    ui.register()
    add_commands(parts.tree, parts.router, ui)
    return feedback
