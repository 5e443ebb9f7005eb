"""Where a person stands, topic by topic: what was practised and named -> counts. No score, no order of merit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import themes
from bot.progress import recovery
from bot.progress.recovery import OUTSIDE, Interview, Practised, Recovery


@dataclass(frozen=True)
class Tally:
    """The answers on one theme: how many, the last own rating (1 to 4), the lengths in words of the last written ones.

    `first` is when (UTC) the first three of them were given: enough to know when practice had begun.
    """

    theme: str
    answers: int = 0
    own: int | None = None
    words: tuple[int, ...] = ()
    first: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class FriendRated:
    """What a friend rated one answer, 1 to 4. `own` is the own rating of the same answer, given blind. `at` is UTC."""

    theme: str
    rating: int
    own: int | None
    at: datetime


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


def overview(
    practised: Sequence[Tally],
    named: Mapping[str, int],
    interviews: Sequence[Interview],
    friends: Sequence[FriendRated] = (),
) -> Overview:
    """Count per theme. `named` is {theme: entries of feedback that name it}, from whomever they are.

    `friends` are answers given to a friend, oldest first; they count as practised like any other.

    `interviews` are the real ones that somebody who was there said something about: what a friend says, or a hunch,
    tells nothing of them. `outside` is counted apart and says nothing about any theme. Fit steers the search, so it is
    a topic here only once it was practised.
    """
    tallies = {tally.theme: tally for tally in practised}
    topics = []
    for theme in themes.ALL:
        own, times = tallies.get(theme.key, Tally(theme.key)), named.get(theme.key, 0)
        heard = [one for one in friends if one.theme == theme.key]
        answers = own.answers + len(heard)
        if theme.key == OUTSIDE or not (answers or (times and theme.practisable)):
            continue
        back = None
        if theme.practisable:
            moments = sorted([*own.first, *(one.at for one in heard)])
            back = recovery.recovery(theme.key, interviews, [Practised(theme.key, at) for at in moments])
        there_are_some = back and back.before.of + back.after.of
        friend = heard[-1] if heard else None
        topics.append(
            Topic(
                theme.key,
                answers,
                times,
                own.own or (friend.own if friend else None),
                friend,
                own.words,
                back if there_are_some else None,
            )
        )
    topics.sort(key=lambda topic: (-topic.answers, -topic.named))
    return Overview(tuple(topics), named.get(OUTSIDE, 0))


def apart(back: Recovery) -> bool:
    """Whether the ranges before and after share nothing, so that chance alone would rarely look like this."""
    return back.before.high < back.after.low or back.after.high < back.before.low
