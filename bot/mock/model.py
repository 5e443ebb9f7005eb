"""What the two halves of practising with a friend hand each other: where two people meet, and what is shared."""

from dataclasses import dataclass
from typing import Literal

from bot import themes

Where = Literal["channel", "dm", "private"]
# In the order of the list of themes, which gives each its bit: a new theme goes to its end.
TOPICS: tuple[str, ...] = tuple(theme.key for theme in themes.ALL if theme.kind is not themes.Kind.OUTSIDE)


@dataclass(frozen=True)
class Place:
    """Where two people meet. Ids are Discord's.

    "channel": of a server that the bot is in. "dm": each in their own DM with the bot. "private": a DM or group of
    theirs, which the bot reaches only in answer to a press.
    """

    where: Where
    guild_id: int | None = None
    channel_id: int | None = None


@dataclass(frozen=True)
class Shared:
    """What the candidate lets the friend see: topics, the words said to them about these, their role and level."""

    themes: tuple[str, ...]
    words: bool
    role: bool
