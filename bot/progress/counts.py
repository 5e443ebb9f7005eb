"""Real interviews and what was named in them, counted in SQL. Reached only through their owner."""

from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.database import Connection, load_queries
from bot.progress.recovery import Interview
from bot.progress.search import FIT, LATEST, Alike


class InterviewCounts:
    """The interviews of one person at a time."""

    def __init__(self) -> None:
        self._sql: Any = load_queries(Path(__file__).with_name("counts.sql"))

    async def told(self, connection: Connection, user_id: int) -> list[Interview]:
        """The real interviews that somebody who was there said something about, with what they named."""
        named: dict[str, frozenset[str]] = {}
        return [
            Interview(from_ms(row["at"]), named.setdefault(row["named"], frozenset(row["named"].split(","))))
            async for row in self._sql.told(connection, user_id=user_id)
        ]

    async def alike(self, connection: Connection, user_id: int, now: datetime) -> list[Alike]:
        """The interviews that have taken place or have an outcome, counted where they are alike."""
        return [
            Alike(
                furthest=row["furthest"],
                outcome=row["outcome"],
                level=row["level"],
                family=row["family"],
                heard=bool(row["heard"]),
                fit=frozenset(theme for theme in FIT if row[theme]),
                outside_alone=bool(row["outside_alone"]),
                latest=bool(row["latest"]),
                count=row["count"],
            )
            async for row in self._sql.alike(connection, user_id=user_id, now=to_ms(now), latest=LATEST)
        ]

    async def ended_of(self, connection: Connection, user_id: int, subject: str, count: int) -> list[int]:
        """The last `count` interviews that are counted for a level or a kind of work, newest first."""
        rows = self._sql.ended_of(connection, user_id=user_id, subject=subject, count=count)
        return [row["id"] async for row in rows]
