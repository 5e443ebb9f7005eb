"""Rows of mock_block <-> from whom somebody wants no invites; both are keyed hashes, since neither need have agreed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, load_queries
from bot.hashes import hash_to_keep, keyed_hash


@dataclass(frozen=True)
class Blocked:
    """Whether somebody wants no invites from anybody, and how many people they blocked one by one."""

    everybody: bool
    people: int


class Blocks:
    """Whom a person blocked. As personal data: their own blocks, never those that others hold against them."""

    kind = "blocks"
    label = "People you take no invites from"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("blocks.sql"))

    async def add(self, connection: Connection, owner_id: int, other_id: int | None, now: datetime) -> None:
        """Block one person, or everybody with None; twice is the same as once."""
        owner_hash = await hash_to_keep(connection, self._sealer, owner_id)
        other_hash = None if other_id is None else await keyed_hash(connection, self._sealer, other_id)
        await self._sql.add(connection, owner_hash=owner_hash, other_hash=other_hash, now=to_ms(now))

    async def stops(self, connection: Connection, owner_id: int, other_id: int) -> bool:
        """Whether `owner_id` takes no invites from `other_id`."""
        owner_hash = await keyed_hash(connection, self._sealer, owner_id)
        other_hash = await keyed_hash(connection, self._sealer, other_id)
        return await self._sql.stops(connection, owner_hash=owner_hash, other_hash=other_hash) is not None

    async def among(self, connection: Connection, user_ids: Collection[int]) -> set[tuple[int, int]]:
        """Who of these blocked whom of these, one by one: (owner, other)."""
        known = {await keyed_hash(connection, self._sealer, user_id): user_id for user_id in user_ids}
        pairs = [(row["owner_hash"], row["other_hash"]) async for row in self._sql.pairs(connection)]
        return {(known[owner], known[other]) for owner, other in pairs if owner in known and other in known}

    async def of(self, connection: Connection, owner_id: int) -> Blocked:
        rows = await self._rows(connection, owner_id)
        people = [row for row in rows if row["other_hash"] is not None]
        return Blocked(len(people) < len(rows), len(people))

    async def take_from_all(self, connection: Connection, owner_id: int) -> None:
        """Take invites again; those who were blocked one by one stay blocked."""
        await self._sql.take_from_all(connection, owner_hash=await keyed_hash(connection, self._sealer, owner_id))

    async def unblock(self, connection: Connection, owner_id: int) -> None:
        """Lift every block of one person."""
        await self._sql.take_from_each(connection, owner_hash=await keyed_hash(connection, self._sealer, owner_id))

    async def count(self, connection: Connection, user_id: int) -> int:
        return len(await self._rows(connection, user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        return [
            {
                "blocked": "everybody" if row["other_hash"] is None else "one person, kept as a hash",
                "blocked_at": from_ms(row["blocked_at"]).isoformat(),
            }
            for row in await self._rows(connection, user_id)
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase(connection, owner_hash=await keyed_hash(connection, self._sealer, user_id))

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        """There are none."""

    async def _rows(self, connection: Connection, owner_id: int) -> list[Any]:
        owner_hash = await keyed_hash(connection, self._sealer, owner_id)
        return [row async for row in self._sql.of_owner(connection, owner_hash=owner_hash)]
