"""Rows of person and draft <-> what the service works with."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, load_queries


@dataclass(frozen=True)
class Person:
    """Somebody who agreed. Times are UTC."""

    user_id: int
    agreed_at: datetime
    last_used_at: datetime


@dataclass(frozen=True)
class Draft:
    """Text that was submitted but could not be used yet."""

    form: str
    row: int
    typed: dict[str, str]
    saved_at: datetime


class ProfileStore:
    """A person's own row and drafts."""

    kind = "drafts"
    label = "Unsaved drafts (kept 24 hours)"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def person(self, connection: Connection, user_id: int) -> Person | None:
        row = await self._sql.get_person(connection, user_id=user_id)
        return row and Person(row["user_id"], from_ms(row["agreed_at"]), from_ms(row["last_used_at"]))

    async def add_person(self, connection: Connection, user_id: int, now: datetime) -> None:
        await self._sql.add_person(connection, user_id=user_id, now=to_ms(now))

    async def touch(self, connection: Connection, user_id: int, now: datetime) -> None:
        await self._sql.touch_person(connection, user_id=user_id, now=to_ms(now))

    async def delete_person(self, connection: Connection, user_id: int) -> None:
        await self._sql.delete_person(connection, user_id=user_id)

    async def keep_draft(self, connection: Connection, user_id: int, draft: Draft) -> int:
        await self._sql.keep_draft(
            connection,
            user_id=user_id,
            form=draft.form,
            row_id=draft.row,
            fields_sealed=self._sealer.seal_fields(draft.typed),
            now=to_ms(draft.saved_at),
        )
        row = await self._sql.find_draft(connection, user_id=user_id, form=draft.form, row_id=draft.row)
        return int(row["id"])

    async def draft(self, connection: Connection, user_id: int, draft_id: int, oldest: datetime) -> Draft | None:
        row = await self._sql.get_draft(connection, id=draft_id, user_id=user_id, oldest=to_ms(oldest))
        return row and Draft(
            row["form"],
            row["row_id"],
            self._sealer.open_fields(row["fields_sealed"]),
            from_ms(row["saved_at"]),
        )

    async def has_draft(self, connection: Connection, user_id: int, form: str, row: int) -> bool:
        return await self._sql.find_draft(connection, user_id=user_id, form=form, row_id=row) is not None

    async def drop_draft(self, connection: Connection, user_id: int, form: str, row: int) -> None:
        await self._sql.drop_draft(connection, user_id=user_id, form=form, row_id=row)

    async def drop_drafts_before(self, connection: Connection, oldest: datetime) -> None:
        await self._sql.drop_drafts_before(connection, oldest=to_ms(oldest))

    async def count(self, connection: Connection, user_id: int) -> int:
        return len(await self.export(connection, user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        return [
            {
                "form": row["form"],
                "saved_at": from_ms(row["saved_at"]).isoformat(),
                "typed": self._sealer.open_fields(row["fields_sealed"]),
            }
            async for row in self._sql.drafts_of(connection, user_id=user_id)
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.drop_drafts_of(connection, user_id=user_id)
