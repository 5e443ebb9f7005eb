"""What somebody looks for, and what two people agreed on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot import themes
from bot.partners.hours import TIMES

# They hear of a time at least a day before, are asked again 12 hours before, and have to have answered by 2 before.
NOTICE = timedelta(hours=24)
ASK_AGAIN = timedelta(hours=12)
LAST_CALL = timedelta(hours=2)
WAIT_FOR_THE_OTHER = timedelta(minutes=15)
MOST_MOVES = 3

Stopped = Literal["off", "left", "barred", "no_shows"]
# began; one left; no word from one; one did not come; neither did; Rebound was away; the server closed it.
Ended = Literal["began", "left", "not_sure", "no_show", "nobody", "missed", "closed"]

# The tables hold one bit for each of these, in this order: a new one goes to the end.
LANGUAGES: dict[str, str] = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "ro": "Romanian",
    "uk": "Ukrainian",
    "ru": "Russian",
    "tr": "Turkish",
    "ar": "Arabic",
    "fa": "Persian",
    "hi": "Hindi",
    "ur": "Urdu",
    "bn": "Bengali",
    "ta": "Tamil",
    "id": "Indonesian",
    "vi": "Vietnamese",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "sw": "Swahili",
}
TOPICS: tuple[str, ...] = tuple(theme.key for theme in themes.PRACTISABLE)
TIME_KEYS: tuple[str, ...] = tuple(time.key for time in TIMES)
LANGUAGE_KEYS: tuple[str, ...] = tuple(LANGUAGES)
MOST_TOPICS = 3


@dataclass(frozen=True)
class Choice:
    """What suits somebody. Keys of TIMES and LANGUAGES, 15 or 30 minutes, theme keys."""

    times: tuple[str, ...]
    minutes: int
    languages: tuple[str, ...]
    helps_with: tuple[str, ...]
    wants: tuple[str, ...]


@dataclass(frozen=True)
class Wish:
    """One person's wish for a partner in one server. `choice` is None until it was made; `since` (UTC) while waiting.

    `first`: goes before others. `stopped`: why waiting ended by itself.
    """

    user_id: int
    guild_id: int
    choice: Choice | None
    since: datetime | None
    first: bool
    no_shows: int
    stopped: Stopped | None


@dataclass(frozen=True)
class Side:
    """One of two people. `name` as the other sees it, while it is not over. Times are UTC."""

    user_id: int
    position: int
    name: str
    sure_at: datetime | None
    here_at: datetime | None
    fault: bool
    unreached: bool


@dataclass(frozen=True)
class Match:
    """Two people and a time, as one of them (`me`) sees it. `other` is None once they deleted their data. UTC."""

    id: int
    guild_id: int
    starts_at: datetime
    minutes: int
    languages: tuple[str, ...]
    asked_at: datetime
    moves: int
    opened_at: datetime | None
    channel_id: int | None
    session_id: int | None
    ended_at: datetime | None
    ended: Ended | None
    me: Side
    other: Side | None

    @property
    def sides(self) -> tuple[Side, ...]:
        """Those who are still there."""
        return (self.me, self.other) if self.other else (self.me,)

    @property
    def asks_again_at(self) -> datetime:
        return self.starts_at - ASK_AGAIN

    def is_sure(self, side: Side) -> bool:
        """Whether this one said that they will be there, in the last 12 hours before."""
        return side.sure_at is not None and side.sure_at >= self.asks_again_at

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When something is due for each of the two, in order: asked, asked again, last call, the hour, nobody came."""
        return (
            self.asked_at,
            self.asks_again_at,
            self.starts_at - LAST_CALL,
            self.starts_at,
            self.starts_at + WAIT_FOR_THE_OTHER,
        )
