"""Feedback: what was said after a rejection, and the themes it names."""

from bot.dependencies import Dependencies
from bot.feedback.commands import add_commands
from bot.feedback.service import Evidence, Feedback
from bot.feedback.ui import FeedbackUI

__all__ = ["Evidence", "Feedback", "setup"]


def setup(parts: Dependencies) -> Feedback:
    """Add /feedback and its cards."""
    feedback = Feedback(parts.database, parts.sealer, parts.clock)
    parts.personal_data.append(feedback.store)
    ui = FeedbackUI(feedback, parts.router, parts.templates.speaker("feedback"))
    ui.register()
    add_commands(parts.tree, parts.router, ui)
    return feedback
