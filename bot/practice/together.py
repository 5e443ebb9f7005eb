"""Questions that were asked outside /practice: what a feature to the right hands in, and what it is given."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.database import Connection
from bot.practice.bank import Question
from bot.practice.picker import RATED, Asked

PAIRS_TO_COMPARE = 5


@dataclass(frozen=True)
class Paired:
    """One answer given to a friend: the person's own rating and the friend's, 1 to 4, None where there is none.

    `at` is UTC.
    """

    question_id: str
    theme: str
    own: int | None
    friend: int | None
    at: datetime


@dataclass(frozen=True)
class FriendRated:
    """A friend's rating, 1 to 4, and beside it the person's own of the same answer, if they gave one. `at` is UTC."""

    question_id: str
    theme: str
    rating: int
    own: int | None
    at: datetime


@dataclass(frozen=True)
class Chosen:
    """A question to ask, its theme, and the feedback that decided it, if any did."""

    question: Question
    theme: str
    feedback_id: int | None


# Given the transaction and whose questions or ratings are wanted.
AskedElsewhere = Callable[[Connection, int], Awaitable[list[Asked]]]
RatedElsewhere = Callable[[Connection, int], Awaitable[list[Paired]]]


def kindness(pairs: list[Paired]) -> float:
    """How much kinder somebody rates themselves than friends do, on the logit scale; 0 under five pairs."""
    differences = [RATED[pair.own] - RATED[pair.friend] for pair in pairs if pair.own and pair.friend]
    return sum(differences) / len(differences) if len(differences) >= PAIRS_TO_COMPARE else 0.0
