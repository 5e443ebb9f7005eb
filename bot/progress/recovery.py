"""Did it come back? How often real interviews named a theme, before and after practice on it, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot import themes

OUTSIDE = next(theme.key for theme in themes.ALL if theme.kind == themes.Kind.OUTSIDE)
ANSWERS = 3  # practised answers on a theme that part before from after
LEAST_EACH = 3  # interviews that each side needs
HINT_FROM, PATTERN_FROM = 4, 10
Z95 = 1.959963984540054  # 97.5% of a standard normal distribution lies below


class Sure(StrEnum):
    """What a number of interviews can show."""

    TOO_EARLY = "too early to tell"
    HINT = "a hint"
    PATTERN = "a pattern"


@dataclass(frozen=True)
class Interview:
    """A real interview: when it took place (UTC), and the themes its confirmed feedback names as weak.

    `named` is empty when the feedback names none, and None when there was no feedback or it gave no reason.
    """

    at: datetime
    named: frozenset[str] | None


@dataclass(frozen=True)
class Practised:
    """One practised answer: its theme, and when it was given (UTC)."""

    theme: str
    at: datetime


@dataclass(frozen=True)
class Count:
    """A theme was named in `named` of `of` interviews. `low` to `high` is the 95% interval of the share, 0 to 1."""

    named: int
    of: int
    low: float
    high: float


@dataclass(frozen=True)
class Recovery:
    """The counts before and after practice, and what they can show together."""

    theme: str
    before: Count
    after: Count
    sure: Sure


def recovery(theme: str, interviews: Sequence[Interview], practised: Sequence[Practised]) -> Recovery:
    """How often a theme (key) was named before its third practised answer, and from then on. Any order will do.

    An interview counts once, by when it took place: before the third answer, or after. Too early to tell with fewer
    than three interviews on either side. An interview whose only reason was `outside` says nothing about the answers
    given there, so it counts on neither side. Raises ValueError for `outside` itself, which no practice can change.
    """
    if theme == OUTSIDE:
        raise ValueError("outside is not about answers")
    answers = sorted(answer.at for answer in practised if answer.theme == theme)
    turn = answers[ANSWERS - 1] if len(answers) >= ANSWERS else None
    before: list[bool] = []
    after: list[bool] = []
    for interview in interviews:
        if interview.named is not None and interview.named != {OUTSIDE}:
            side = before if turn is None or interview.at < turn else after
            side.append(theme in interview.named)
    enough = min(len(before), len(after)) >= LEAST_EACH
    sure = how_sure(len(before) + len(after)) if enough else Sure.TOO_EARLY
    return Recovery(theme, _count(before), _count(after), sure)


def how_sure(interviews: int) -> Sure:
    """What a number of interviews can show: under four it is too early, from four a hint, from ten a pattern."""
    if interviews < HINT_FROM:
        return Sure.TOO_EARLY
    return Sure.HINT if interviews < PATTERN_FROM else Sure.PATTERN


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95% interval, low and high, 0 to 1, of a share seen as `hits` of `of`. Of none it is 0 to 1.

    Score interval of Wilson (1927), "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22, 209-212: the shares p with |hits/of - p| <= z * sqrt(p * (1 - p) / of).
    Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133, recommend it for small numbers.
    """
    if not of:
        return 0.0, 1.0
    share, spread = hits / of, Z95**2 / of
    middle = share + spread / 2
    reach = math.sqrt(spread * (share * (1 - share) + spread / 4))
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


def _count(named: Sequence[bool]) -> Count:
    return Count(sum(named), len(named), *wilson(sum(named), len(named)))
