"""Rows of post <-> posts. Only where a message is, never what it says."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound


@dataclass(frozen=True)
class Post:
    """Where a message that a person shared is. Both ids are Discord's; `posted_at` is UTC."""

    id: int
    message_id: int
    channel_id: int
    posted_at: datetime


class SharingStore:
    """What one person has posted."""

    kind = "shared"
    label = "Posts you shared"

    def __init__(self) -> None:
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def add(self, connection: Connection, user_id: int, message_id: int, channel_id: int, now: datetime) -> int:
        return int(
            await self._sql.add(
                connection, message_id=message_id, channel_id=channel_id, user_id=user_id, now=to_ms(now)
            )
        )

    async def get(self, connection: Connection, user_id: int, post_id: int) -> Post:
        """Raises NotFound when the post is not there or not this person's."""
        row = await self._sql.get(connection, id=post_id, user_id=user_id)
        if row is None:
            raise NotFound
        return _post(row)

    async def all_of(self, connection: Connection, user_id: int) -> list[Post]:
        return [_post(row) async for row in self._sql.all_of(connection, user_id=user_id)]

    async def delete(self, connection: Connection, post_id: int) -> None:
        await self._sql.delete(connection, id=post_id)

    async def count(self, connection: Connection, user_id: int) -> int:
        return int(await self._sql.count(connection, user_id=user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        return [
            {"message": post.message_id, "channel": post.channel_id, "posted_at": post.posted_at.isoformat()}
            for post in await self.all_of(connection, user_id)
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        """A post is the person's own publication; it stays until they take it back."""


def _post(row: Row) -> Post:
    return Post(row["id"], row["message_id"], row["channel_id"], from_ms(row["posted_at"]))
