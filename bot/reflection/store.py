"""Rows of reflection <-> what somebody wrote in an exercise. Reached only through its owner."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound


@dataclass(frozen=True)
class Reflection:
    """One exercise that was kept. `typed` is {box: text}, empty once the words were removed. Times are UTC.

    `came_up` and `did_it` are None until the person was asked.
    """

    id: int
    exercise: str
    feedback_id: int | None
    typed: dict[str, str]
    saved_at: datetime
    came_up: bool | None
    did_it: bool | None
    checked_at: datetime | None


class ReflectionStore:
    """What one person wrote in exercises."""

    kind = "reflections"
    label = "Plans, letters and other exercises"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def add(
        self,
        connection: Connection,
        user_id: int,
        exercise: str,
        feedback_id: int | None,
        typed: dict[str, str],
        now: datetime,
    ) -> int:
        return int(
            await self._sql.add(
                connection,
                user_id=user_id,
                exercise=exercise,
                feedback_id=feedback_id,
                text_sealed=self._sealer.seal_fields(typed),
                now=to_ms(now),
            )
        )

    async def get(self, connection: Connection, user_id: int, reflection_id: int) -> Reflection:
        """Raises NotFound when it is not there or not this person's."""
        row = await self._sql.get(connection, id=reflection_id, user_id=user_id)
        if row is None:
            raise NotFound
        return self._reflection(row)

    async def newest(self, connection: Connection, user_id: int, count: int) -> list[Reflection]:
        return [self._reflection(row) async for row in self._sql.newest(connection, user_id=user_id, count=count)]

    async def to_ask_about(
        self, connection: Connection, user_id: int, told_at: datetime, count: int
    ) -> list[Reflection]:
        """The newest plans made before `told_at` that had not come up by then, as far as was said."""
        rows = self._sql.to_ask_about(connection, user_id=user_id, told_at=to_ms(told_at), count=count)
        return [self._reflection(row) async for row in rows]

    async def latest(
        self, connection: Connection, user_id: int, exercise: str, feedback_id: int | None = None
    ) -> Reflection | None:
        """The newest one of an exercise, on one entry of feedback if that is given."""
        if feedback_id is None:
            row = await self._sql.latest(connection, user_id=user_id, exercise=exercise)
        else:
            row = await self._sql.latest_on(connection, user_id=user_id, exercise=exercise, feedback_id=feedback_id)
        return row and self._reflection(row)

    async def check(
        self, connection: Connection, user_id: int, reflection_id: int, came_up: bool, did_it: bool, now: datetime
    ) -> None:
        await self._sql.check(
            connection, id=reflection_id, user_id=user_id, came_up=int(came_up), did_it=int(did_it), now=to_ms(now)
        )

    async def delete(self, connection: Connection, user_id: int, reflection_id: int) -> None:
        await self._sql.delete(connection, id=reflection_id, user_id=user_id)

    async def room(self, connection: Connection, user_id: int) -> tuple[int, int]:
        """How many there are, and how many bytes their words take as stored."""
        row = await self._sql.room(connection, user_id=user_id)
        return row["entries"], row["bytes"]

    async def count(self, connection: Connection, user_id: int) -> int:
        return (await self.room(connection, user_id))[0]

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        found = [self._reflection(row) async for row in self._sql.all_of(connection, user_id=user_id)]
        return [
            {
                "exercise": one.exercise,
                "saved_at": one.saved_at.isoformat(),
                **one.typed,
                "came_up": one.came_up,
                "did_it": one.did_it,
            }
            for one in found
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        await self._sql.forget_words(connection, user_id=user_id)

    def _reflection(self, row: Row) -> Reflection:
        return Reflection(
            id=row["id"],
            exercise=row["exercise"],
            feedback_id=row["feedback_id"],
            typed=self._sealer.open_fields(row["text_sealed"]) if row["text_sealed"] else {},
            saved_at=from_ms(row["saved_at"]),
            came_up=None if row["came_up"] is None else bool(row["came_up"]),
            did_it=None if row["did_it"] is None else bool(row["did_it"]),
            checked_at=None if row["checked_at"] is None else from_ms(row["checked_at"]),
        )
