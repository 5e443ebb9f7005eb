"""Who practises with whom: everyone who waits in one server -> pairs, the best in sum. Exact and repeatable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations

from bot.partners.blossom import heaviest

OVERDUE = timedelta(hours=48)
APART = timedelta(days=14)
# What a pair is worth. One theme for each of two people is worth more than two themes for one of them.
MEETING = 1
HELP = (0, 5, 8, 10)  # by how many wanted themes the other helps with; more add nothing
HOUR, HOURS = 1, 6  # for each shared hour up to six
SAME_LENGTH = 3


@dataclass(frozen=True)
class Waiting:
    """One person who waits for a partner. Times are aware UTC.

    `languages` are codes such as "en"; `hours` are hours of the week in UTC, 0 (Monday 00:00 to 01:00) to 167;
    `minutes` is 15 or 30; `helps_with` and `wants` are theme keys; `blocked` are user ids; `lately` says of past
    partners when the last pairing was.
    """

    user_id: int
    since: datetime
    languages: frozenset[str]
    hours: frozenset[int]
    minutes: int
    helps_with: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    blocked: frozenset[int] = frozenset()
    lately: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """Two user ids, `one` the smaller, with all languages and hours of the week (UTC) they share, in order.

    `minutes` is the shorter wish.
    """

    one: int
    other: int
    languages: tuple[str, ...]
    hours: tuple[int, ...]
    minutes: int


def may_meet(one: Waiting, other: Waiting, now: datetime) -> bool:
    """Whether two people share a language and an hour, neither blocks the other, and 14 days passed since they met."""
    return (
        not one.languages.isdisjoint(other.languages)
        and not one.hours.isdisjoint(other.hours)
        and other.user_id not in one.blocked
        and one.user_id not in other.blocked
        and all(
            last is None or now - last >= APART
            for last in (one.lately.get(other.user_id), other.lately.get(one.user_id))
        )
    )


def worth(one: Waiting, other: Waiting) -> int:
    """How good a pair is, at least 1: themes that one wants and the other helps with, shared hours, the same length."""
    return (
        MEETING
        + HELP[min(len(one.helps_with & other.wants), len(HELP) - 1)]
        + HELP[min(len(other.helps_with & one.wants), len(HELP) - 1)]
        + HOUR * min(len(one.hours & other.hours), HOURS)
        + SAME_LENGTH * (one.minutes == other.minutes)
    )


def pair(waiting: Sequence[Waiting], now: datetime) -> tuple[Pair, ...]:
    """The pairs to propose, sorted; nobody is in two. `waiting` has each user id once and may come in any order.

    Of all sets of pairs that may meet: first those that pair the most people who waited over 48 hours, among these the
    one with the largest sum of `worth`. So who waited over 48 hours is left out only where every partner they may meet
    goes to somebody else who waited as long. Where sums are equal, user ids decide.
    """
    people = sorted(waiting, key=lambda person: person.user_id)
    worths = {
        (a, b): worth(people[a], people[b])
        for a, b in combinations(range(len(people)), 2)
        if may_meet(people[a], people[b], now)
    }
    more_than_all = sum(worths.values()) + 1
    overdue = [now - person.since > OVERDUE for person in people]
    weights = {(a, b): value + more_than_all * (overdue[a] + overdue[b]) for (a, b), value in worths.items()}
    return tuple(_pair(people[a], people[b]) for a, b in heaviest(len(people), weights))


def _pair(one: Waiting, other: Waiting) -> Pair:
    return Pair(
        one.user_id,
        other.user_id,
        tuple(sorted(one.languages & other.languages)),
        tuple(sorted(one.hours & other.hours)),
        min(one.minutes, other.minutes),
    )
