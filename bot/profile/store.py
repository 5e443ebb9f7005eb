"""Rows of person and draft <-> what the service works with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries

NOTICE = timedelta(days=7)


@dataclass(frozen=True)
class Person:
    """Somebody who agreed. Times are UTC. What they did not say is None; so is a retention of "keep"."""

    user_id: int
    agreed_at: datetime
    last_used_at: datetime
    family: str | None = None
    level: str | None = None
    time_zone: str | None = None
    retention_days: int | None = None
    noticed_at: datetime | None = None


@dataclass(frozen=True)
class Settings:
    """What a person chose: role family and level as in the question bank, an IANA zone, days or None for keep."""

    family: str | None
    level: str | None
    time_zone: str | None
    retention_days: int | None


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
        return row and _person(row)

    async def add_person(self, connection: Connection, user_id: int, now: datetime) -> None:
        await self._sql.add_person(connection, user_id=user_id, now=to_ms(now))

    async def touch(self, connection: Connection, user_id: int, now: datetime) -> None:
        await self._sql.touch_person(connection, user_id=user_id, now=to_ms(now))

    async def change(self, connection: Connection, user_id: int, settings: Settings) -> None:
        await self._sql.change_person(
            connection,
            user_id=user_id,
            family=settings.family,
            level=settings.level,
            time_zone=settings.time_zone,
            retention_days=settings.retention_days,
        )

    async def set_zone(self, connection: Connection, user_id: int, zone: str) -> None:
        await self._sql.set_zone(connection, user_id=user_id, zone=zone)

    async def unused(self, connection: Connection, now: datetime) -> list[Person]:
        """Those who still have words here, and whose time of retention ends within a week."""
        return [_person(row) async for row in self._sql.unused(connection, soon=to_ms(now + NOTICE))]

    async def notice(self, connection: Connection, user_id: int, now: datetime) -> None:
        await self._sql.notice(connection, user_id=user_id, now=to_ms(now))

    async def cleared(self, connection: Connection, user_id: int, now: datetime) -> None:
        await self._sql.cleared(connection, user_id=user_id, now=to_ms(now))

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

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        await self.erase(connection, user_id)


def _person(row: Row) -> Person:
    return Person(
        user_id=row["user_id"],
        agreed_at=from_ms(row["agreed_at"]),
        last_used_at=from_ms(row["last_used_at"]),
        family=row["family"],
        level=row["level"],
        time_zone=row["time_zone"],
        retention_days=row["retention_days"],
        noticed_at=None if row["noticed_at"] is None else from_ms(row["noticed_at"]),
    )
