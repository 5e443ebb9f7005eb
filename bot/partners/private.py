"""What finding a partner keeps about a person, counted, taken along and erased."""

from typing import Any

from bot.bits import unpack
from bot.clock import from_ms
from bot.database import Connection
from bot.partners.endings import Endings
from bot.partners.model import LANGUAGE_KEYS, TIME_KEYS, TOPICS
from bot.partners.store import PartnerStore


class PartnerData:
    """One person's wish and matches. Who the others were is theirs, so it is in no export."""

    kind = "partners"
    label = "What you look for in a partner, and the practices arranged"

    def __init__(self, store: PartnerStore, endings: Endings) -> None:
        self._sql = store.sql
        self._endings = endings

    async def count(self, connection: Connection, user_id: int) -> int:
        return len(await self.export(connection, user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        wish = await self._sql.wish(connection, user_id=user_id)
        matches = [row async for row in self._sql.all_of(connection, user_id=user_id)]
        wished = [] if wish is None else [_wish(wish)]
        return wished + [
            {
                "server": row["guild_id"],
                "starts_at": from_ms(row["starts_at"]).isoformat(),
                "minutes": row["minutes"],
                "you_said_yes_at": _time(row["sure_at"]),
                "you_were_there_at": _time(row["here_at"]),
                "became": row["ended"],
            }
            for row in matches
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        """The other of a match that is not over is told, and keeps their place."""
        await self._endings.withdraw(connection, user_id)
        await self._sql.erase_wish(connection, user_id=user_id)
        await self._sql.erase_sides(connection, user_id=user_id)
        await self._sql.erase_empty(connection)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        """There are none; a name goes when a match is over."""


def _wish(row: Any) -> dict[str, Any]:
    return {
        "server": row["guild_id"],
        "said_18_or_older_at": _time(row["adult_at"]),
        "times": unpack(row["times"], TIME_KEYS),
        "minutes": row["minutes"],
        "languages": unpack(row["languages"], LANGUAGE_KEYS),
        "wants_help_with": unpack(row["wants"], TOPICS),
        "can_help_with": unpack(row["helps_with"], TOPICS),
        "waits_since": _time(row["since"]),
        "stayed_away": row["no_shows"],
        "stopped": row["stopped"],
    }


def _time(milliseconds: int | None) -> str | None:
    return None if milliseconds is None else from_ms(milliseconds).isoformat()
