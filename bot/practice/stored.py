"""What the rows of practice are read into: sessions, rounds, answers, and answers as counts."""

from dataclasses import dataclass
from datetime import datetime

from bot.practice.observations import Answer, Counts


@dataclass(frozen=True)
class Attempt:
    """One answer. `rating` is 1 to 4 or None; `probe` is the follow-up that was asked. Times are UTC.

    One said aloud has no text but `spoken_seconds`, and in `ticks` bit n for each point n the person says they made.
    """

    id: int
    answer: Answer
    probe: str
    probe_answer: str | None
    rating: int | None
    reflection: str | None
    answered_at: datetime
    counts: Counts
    spoken_seconds: int | None = None
    ticks: int | None = None


@dataclass(frozen=True)
class Done:
    """One answer as what can be counted of it. `words` and `numbers` are None for one said aloud. Times are UTC."""

    id: int
    round_id: int
    question_id: str
    theme: str
    words: int | None
    numbers: int | None
    spoken_seconds: int | None
    rating: int | None
    followed_up: bool
    answered_at: datetime


@dataclass(frozen=True)
class Tally:
    """The answers on one theme: how many, the last own rating, the lengths in words of the last written ones.

    `first` is when (UTC) the first of them were given. Both are oldest first, and at most three.
    """

    theme: str
    answers: int
    own: int | None
    words: tuple[int, ...]
    first: tuple[datetime, ...]


@dataclass(frozen=True)
class StoredRound:
    """One question that was asked, and what became of it.

    `feedback_id` is the entry that decided it, `terms` what the picker weighed for each theme (empty: not kept yet).
    """

    id: int
    question_id: str
    theme: str
    feedback_id: int | None
    session_id: int | None
    chosen_by_hand: bool
    asked_at: datetime
    terms: dict[str, float]
    awaits_text_at: datetime | None
    ended_at: datetime | None
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True)
class Session:
    """Questions asked in one go: how many were wanted, for which role family, and the themes of each asked so far.

    `numbers` gives each round that was not skipped its number, from 1.
    """

    id: int
    questions: int
    family: str | None
    themes: tuple[str, ...]
    numbers: dict[int, int]
