"""Rows of server_bar <-> who may not practise with others; found by a keyed hash, shown by a sealed id."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, load_queries
from bot.hashes import hash_to_keep, keyed_hash


@dataclass(frozen=True)
class Barred:
    """Somebody barred in a server. `user_id` is None once that person deleted their data. Times are UTC."""

    id: int
    user_id: int | None
    barred_at: datetime


class Bars:
    """Who is barred where. As personal data: a bar can be seen and taken along, and outlives its person's id."""

    kind = "barred"
    label = "Servers that bar you from practising with others (a bar stays, your id in it goes)"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def bar(self, connection: Connection, guild_id: int, user_id: int, now: datetime) -> int:
        """Bar somebody; twice is the same as once. Returns the bar's row."""
        await self._sql.ensure(connection, guild_id=guild_id)
        row = await self._sql.bar(
            connection,
            guild_id=guild_id,
            user_hash=await hash_to_keep(connection, self._sealer, user_id),
            user_id_sealed=self._sealer.seal(str(user_id)),
            now=to_ms(now),
        )
        return int(row["id"])

    async def get(self, connection: Connection, guild_id: int, bar_id: int) -> Barred | None:
        """One bar, None once it is lifted."""
        return next((one for one in await self.barred(connection, guild_id) if one.id == bar_id), None)

    async def unbar(self, connection: Connection, guild_id: int, bar_id: int) -> None:
        await self._sql.unbar(connection, guild_id=guild_id, id=bar_id)

    async def is_barred(self, connection: Connection, guild_id: int, user_id: int) -> bool:
        user_hash = await keyed_hash(connection, self._sealer, user_id)
        return await self._sql.is_barred(connection, guild_id=guild_id, user_hash=user_hash) is not None

    async def barred(self, connection: Connection, guild_id: int) -> list[Barred]:
        """Newest first."""
        return [
            Barred(
                row["id"],
                None if row["user_id_sealed"] is None else int(self._sealer.open(row["user_id_sealed"])),
                from_ms(row["barred_at"]),
            )
            async for row in self._sql.barred(connection, guild_id=guild_id)
        ]

    async def count(self, connection: Connection, user_id: int) -> int:
        return len(await self.export(connection, user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        user_hash = await keyed_hash(connection, self._sealer, user_id)
        return [
            {"server": row["guild_id"], "barred_at": from_ms(row["barred_at"]).isoformat()}
            async for row in self._sql.bars_of(connection, user_hash=user_hash)
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        """Only the id goes: a bar that its person could delete would protect nobody."""
        await self._sql.forget_id(connection, user_hash=await keyed_hash(connection, self._sealer, user_id))

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        """There are none."""
