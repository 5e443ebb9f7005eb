"""Encouragement a person asked for: what to say, built from facts about their own effort, at the hour they chose."""

from datetime import datetime
from pathlib import Path

from bot.database import Connection
from bot.dependencies import Dependencies
from bot.encouragement import messages
from bot.encouragement.commands import add_commands
from bot.encouragement.effort import Answered, Effort
from bot.encouragement.service import KIND, NEXT_TIME, Encouragement
from bot.encouragement.ui import EncouragementUI
from bot.feedback import Feedback
from bot.interviews import Interviews, Outline
from bot.practice import Practice
from bot.profile import Profile
from bot.progress import Progress
from bot.reflection import Reflections
from bot.reminders import Delivery, Reminders
from bot.server import Servers

__all__ = ["Encouragement", "check_content", "setup"]


def check_content(folder: Path) -> None:
    """Read the messages. Raises StartError when one is broken."""
    messages.load(folder / "encouragement")


def setup(
    parts: Dependencies,
    profile: Profile,
    servers: Servers,
    reminders: Reminders,
    delivery: Delivery,
    feedback: Feedback,
    reflections: Reflections,
    interviews: Interviews,
    practice: Practice,
    progress: Progress,
) -> Encouragement:
    """Add /encouragement and what it has due. Raises StartError when a message is broken."""

    async def gather(connection: Connection, user_id: int) -> Effort:
        done = await practice.done(connection, user_id)
        told = await interviews.outlines(connection, user_id)
        logged, last_logged = await feedback.logged(connection, user_id)
        return Effort(
            answers=[
                Answered(
                    one.round_id,
                    one.theme,
                    one.words,
                    one.numbers,
                    one.spoken_seconds,
                    one.followed_up,
                    one.answered_at,
                )
                for one in done
            ],
            story_themes=await progress.story_themes(connection, user_id),
            reflections=await reflections.store.count(connection, user_id),
            feedback_logged=logged,
            interviews_done=sum(one.outcome is not None for one in told),
            has_plan=await reflections.has_plan(connection, user_id),
            last_rejection=max(filter(None, (last_logged, _last(told, "rejected"))), default=None),
            last_offer=_last(told, "offer"),
            next_interview=min(
                (
                    one.takes_place_at
                    for one in told
                    if not one.is_over and one.takes_place_at and one.takes_place_at > parts.clock()
                ),
                default=None,
            ),
        )

    content = messages.load(parts.prompts / "encouragement")
    encouragement = Encouragement(parts.database, parts.clock, parts.rng, content, profile, reminders, gather)
    parts.personal_data.append(encouragement.store)
    ui = EncouragementUI(
        encouragement, profile, servers, reflections, parts.router, parts.templates.speaker("encouragement")
    )
    ui.register()
    delivery.on(KIND, ui.word, encouragement.settled, ui.place)
    delivery.on(NEXT_TIME, ui.word_next_time)
    add_commands(parts.tree, parts.router, ui)
    return encouragement


def _last(told: list[Outline], outcome: str) -> datetime | None:
    """When an outcome was last told."""
    return max((one.told_at for one in told if one.outcome == outcome and one.told_at), default=None)
