"""Feedback: what was said after a rejection, and the themes it names."""

from pathlib import Path

from bot.dependencies import Dependencies
from bot.feedback import requests
from bot.feedback.commands import add_commands
from bot.feedback.service import Evidence, Feedback, Quoted
from bot.feedback.store import Entry
from bot.feedback.ui import FeedbackUI
from bot.profile import Profile
from bot.reminders import Delivery, Reminders

__all__ = ["Entry", "Evidence", "Feedback", "Quoted", "check_content", "setup"]

REQUESTS = Path("requests", "feedback.toml")


def check_content(folder: Path) -> None:
    """Read the requests. Raises StartError when they are broken."""
    requests.load(folder / REQUESTS)


def setup(parts: Dependencies, profile: Profile, reminders: Reminders, delivery: Delivery) -> Feedback:
    """Add /feedback and its cards. Raises StartError when the requests are broken."""
    tones = requests.load(parts.prompts / REQUESTS)
    feedback = Feedback(parts.database, parts.sealer, parts.clock, reminders)
    parts.personal_data.append(feedback.store)
    ui = FeedbackUI(feedback, profile, tones, parts.router, parts.templates.speaker("feedback"))
    ui.register()
    delivery.on("second_look", ui.second_look_due)
    add_commands(parts.tree, parts.router, ui)
    return feedback
