"""Where a person stands, topic by topic: what was practised and named -> counts. No score, no order of merit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import themes
from bot.progress import recovery
from bot.progress.recovery import OUTSIDE, Interview, Practised, Recovery

WRITTEN = 3  # the last written answers whose lengths are shown
# Who can say what an interview showed. A friend was not there, and a hunch is the person's own.
WERE_THERE = frozenset(("interviewer", "recruiter"))


@dataclass(frozen=True)
class Answered:
    """One practised answer. `words` is None for one said aloud, `rating` is the own one, 1 to 4. `at` is UTC."""

    theme: str
    words: int | None
    rating: int | None
    at: datetime


@dataclass(frozen=True)
class FriendRated:
    """What a friend rated one answer, 1 to 4. `own` is the own rating of the same answer, given blind. `at` is UTC."""

    theme: str
    rating: int
    own: int | None
    at: datetime


@dataclass(frozen=True)
class Naming:
    """One theme that one confirmed entry of feedback names, and the interview it belongs to, if any."""

    theme: str
    source: str
    interview_id: int | None


@dataclass(frozen=True)
class Topic:
    """One theme: how many answers, the last own rating, the last by a friend, the lengths of the last written ones.

    `recovery` says whether it came back: None where no interview has feedback that could tell, and for fit, which no
    practice changes.
    """

    theme: str
    answers: int
    named: int
    own: int | None
    friend: FriendRated | None
    words: tuple[int, ...]
    recovery: Recovery | None


@dataclass(frozen=True)
class Overview:
    """Every theme that was practised or named, the most practised first, and how often it was `outside`."""

    topics: tuple[Topic, ...]
    outside: int

    @property
    def answers(self) -> int:
        """Answers on all themes."""
        return sum(topic.answers for topic in self.topics)


def overview(
    answered: Sequence[Answered],
    named: Sequence[Naming],
    when: Mapping[int, datetime],
    friends: Sequence[FriendRated],
) -> Overview:
    """Count per theme. `answered` is oldest first, `when` is {interview: when it took place}, `friends` in any order.

    `outside` is counted apart and says nothing about any theme. Fit steers the search, so it is a topic here only once
    it was practised.
    """
    interviews = told(named, when)
    practised = [Practised(one.theme, one.at) for one in answered]
    topics = []
    for theme in themes.ALL:
        own = [one for one in answered if one.theme == theme.key]
        rated = [one for one in friends if one.theme == theme.key]
        times = sum(one.theme == theme.key for one in named)
        if theme.key == OUTSIDE or not (own or rated or (times and theme.practisable)):
            continue
        back = recovery.recovery(theme.key, interviews, practised) if theme.practisable else None
        topics.append(
            Topic(
                theme.key,
                len(own),
                times,
                next((one.rating for one in reversed(own) if one.rating is not None), None),
                max(rated, key=lambda one: one.at, default=None),
                tuple(one.words for one in own if one.words is not None)[-WRITTEN:],
                back if back and back.before.of + back.after.of else None,
            )
        )
    topics.sort(key=lambda topic: (-topic.answers, -topic.named))
    return Overview(tuple(topics), sum(one.theme == OUTSIDE for one in named))


def told(named: Sequence[Naming], when: Mapping[int, datetime]) -> list[Interview]:
    """Every interview with what those who were there named in it; without their word it tells nothing."""
    found: dict[int, set[str]] = {}
    for one in named:
        if one.interview_id is not None and one.source in WERE_THERE:
            found.setdefault(one.interview_id, set()).add(one.theme)
    return [Interview(at, frozenset(found[key]) if key in found else None) for key, at in when.items()]


def apart(back: Recovery) -> bool:
    """Whether the ranges before and after share nothing, so that chance alone would rarely look like this."""
    return back.before.high < back.after.low or back.after.high < back.before.low
