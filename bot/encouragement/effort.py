"""What a person has done: answers, interviews, exercises, stories -> facts, and the state they are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import themes
from bot.encouragement.messages import Facts, State

FRESH = timedelta(days=7)
SOON = timedelta(days=7)
SILENT_AFTER = timedelta(days=14)


@dataclass(frozen=True)
class Answered:
    """One answer as what can be counted of it. `words` and `numbers` are None for one said aloud. `at` is UTC."""

    round_id: int
    theme: str
    words: int | None
    numbers: int | None
    spoken_seconds: int | None
    followed_up: bool
    at: datetime


@dataclass(frozen=True)
class Effort:
    """Everything that facts are made of. `story_themes` are the themes of stories whose words are kept."""

    answers: Sequence[Answered] = ()
    story_themes: Sequence[str] = ()
    reflections: int = 0
    feedback_logged: int = 0
    interviews_done: int = 0
    friend_ratings: int = 0
    has_plan: bool = False
    last_rejection: datetime | None = None
    last_offer: datetime | None = None
    next_interview: datetime | None = None


def facts(effort: Effort, now: datetime) -> Facts:
    """Effort -> facts as of `now`. What there is too little of to be said is left out."""
    answers = effort.answers
    last_30 = [one for one in answers if now - one.at <= timedelta(days=30)]
    written = [one for one in answers if one.words is not None]
    theme = written[-1].theme if written else ""
    on_theme = [one for one in written if one.theme == theme]
    enough = len(on_theme) >= 2
    practised = {one.theme for one in answers}
    return Facts(
        answers_total=len(answers),
        answers_30=len(last_30),
        answers_7=sum(now - one.at <= timedelta(days=7) for one in answers),
        days_practised_30=len({one.at.date() for one in last_30}),
        theme=themes.BY_KEY[theme].name if enough else None,
        words_first=on_theme[0].words if enough else None,
        words_last=on_theme[-1].words if enough else None,
        numbers_first=on_theme[0].numbers if enough else None,
        numbers_last=on_theme[-1].numbers if enough else None,
        stories=len(effort.story_themes),
        topics_practised=len(practised),
        topics_without_story=len(practised - set(effort.story_themes)),
        reflections=effort.reflections,
        feedback_logged=effort.feedback_logged,
        interviews_done=effort.interviews_done,
        minutes_aloud=sum(one.spoken_seconds or 0 for one in answers) // 60,
        follow_ups_answered=sum(one.followed_up for one in answers),
        retries=len(answers) - len({one.round_id for one in answers}),
        friend_ratings=effort.friend_ratings,
        days_since_answer=(now - answers[-1].at).days if answers else None,
        days_to_interview=(effort.next_interview - now).days if effort.next_interview else None,
        has_plan=effort.has_plan,
        has_story=bool(effort.story_themes),
    )


def state(effort: Effort, now: datetime) -> State:
    """Where the person is: a rejection of the last week comes before all else."""
    if effort.last_rejection and now - effort.last_rejection <= FRESH:
        return "fresh_rejection"
    if effort.next_interview and timedelta() < effort.next_interview - now <= SOON:
        return "interview_soon"
    if effort.answers and now - effort.answers[-1].at <= SILENT_AFTER:
        return "practising"
    return "silent"
