"""Interviews: the real ones that practice is for."""

from bot.dependencies import Dependencies
from bot.feedback import Feedback
from bot.interviews.cards import InterviewCards
from bot.interviews.commands import add_commands
from bot.interviews.forms import OUTCOMES, STAGES
from bot.interviews.service import Interviews
from bot.interviews.store import Interview, Outline
from bot.interviews.ui import InterviewsUI
from bot.profile import Profile
from bot.reflection import Reflections
from bot.reminders import Delivery, Reminders

__all__ = ["OUTCOMES", "STAGES", "Interview", "Interviews", "Outline", "setup"]


def setup(
    parts: Dependencies,
    profile: Profile,
    reminders: Reminders,
    delivery: Delivery,
    feedback: Feedback,
    reflections: Reflections,
) -> Interviews:
    """Add /interview and its cards, and answer feedback's question which interview it belongs to."""
    interviews = Interviews(parts.database, parts.sealer, parts.clock, profile, reminders, feedback)
    parts.personal_data.append(interviews.store)
    feedback.store.interviews = interviews
    cards = InterviewCards(parts.templates.speaker("interviews"), parts.clock)
    ui = InterviewsUI(interviews, reflections, parts.router, cards)
    ui.register()
    delivery.on("countdown", ui.countdown_due)
    delivery.on("outcome", ui.outcome_due)
    add_commands(parts.tree, parts.router, ui, interviews)
    return interviews
