"""Rows of story <-> stories. Reached only through their owner."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound


@dataclass(frozen=True)
class Story:
    """An answer worth telling again. `saved_at` is UTC; words that were removed by retention are empty."""

    id: int
    theme: str
    title: str
    text: str
    saved_at: datetime


class StoryStore:
    """The stories of one person at a time."""

    kind = "stories"
    label = "Stories you saved"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def add(
        self, connection: Connection, user_id: int, theme: str, title: str, text: str, answer_id: int, now: datetime
    ) -> int:
        return int(
            await self._sql.add(
                connection,
                user_id=user_id,
                theme=theme,
                title_sealed=self._sealer.seal(title),
                text_sealed=self._sealer.seal(text),
                answer_id=answer_id,
                now=to_ms(now),
            )
        )

    async def change(self, connection: Connection, user_id: int, story_id: int, title: str, text: str) -> None:
        await self._sql.change(
            connection,
            id=story_id,
            user_id=user_id,
            title_sealed=self._sealer.seal(title),
            text_sealed=self._sealer.seal(text),
        )

    async def get(self, connection: Connection, user_id: int, story_id: int) -> Story:
        """Raises NotFound when the story is not there or not this person's."""
        row = await self._sql.get(connection, id=story_id, user_id=user_id)
        if row is None:
            raise NotFound
        return self._story(row)

    async def of_answer(self, connection: Connection, user_id: int, answer_id: int) -> Story | None:
        row = await self._sql.of_answer(connection, answer_id=answer_id, user_id=user_id)
        return None if row is None else self._story(row)

    async def all_of(self, connection: Connection, user_id: int) -> list[Story]:
        """Newest first."""
        return [self._story(row) async for row in self._sql.all_of(connection, user_id=user_id)]

    async def delete(self, connection: Connection, user_id: int, story_id: int) -> None:
        await self._sql.delete(connection, id=story_id, user_id=user_id)

    async def room(self, connection: Connection, user_id: int) -> tuple[int, int]:
        """How many stories there are, and how many bytes they take as stored."""
        row = await self._sql.room(connection, user_id=user_id)
        return row["entries"], row["bytes"]

    async def count(self, connection: Connection, user_id: int) -> int:
        return int(await self._sql.count(connection, user_id=user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        return [
            {"saved_at": story.saved_at.isoformat(), "topic": story.theme, "title": story.title, "text": story.text}
            for story in await self.all_of(connection, user_id)
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        await self._sql.forget_words(connection, user_id=user_id)

    def _story(self, row: Row) -> Story:
        opened = self._sealer.open_or_none
        return Story(
            row["id"],
            row["theme"],
            opened(row["title_sealed"]) or "",
            opened(row["text_sealed"]) or "",
            from_ms(row["saved_at"]),
        )
