"""Rows of search_line <-> the lines of the three lists. Reached only through their owner."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound
from bot.progress.search import ListName, Suggestion

State = Literal["idea", "started", "done"]


@dataclass(frozen=True)
class Written:
    """What a person puts into a line: their words, a step (a course, project or contact) and its state."""

    text: str | None = None
    step: str | None = None
    state: State | None = None


@dataclass(frozen=True)
class StoredLine:
    """A line as it is kept. `subject` is what a suggestion is about, None for the person's own. `added_at` is UTC."""

    id: int
    list: ListName
    subject: str | None
    written: Written
    removed: bool
    added_at: datetime

    @property
    def is_theirs(self) -> bool:
        """Whether it stays without anything that suggests it: added by the person, or changed."""
        return self.subject is None or self.written != Written()


class LineStore:
    """The lines of one person at a time."""

    kind = "search"
    label = "Your lists of what to look for, bridge and rule out"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def suggest(self, connection: Connection, user_id: int, suggestion: Suggestion, now: datetime) -> None:
        """Give a suggestion its row; one that has a row keeps it as it is."""
        await self._sql.suggest_line(
            connection, user_id=user_id, list=suggestion.list, subject=suggestion.subject, now=to_ms(now)
        )

    async def add(
        self, connection: Connection, user_id: int, list_name: ListName, written: Written, now: datetime
    ) -> int:
        """Add a line of the person's own. Returns its number."""
        return int(
            await self._sql.add_line(
                connection, user_id=user_id, list=list_name, subject=None, now=to_ms(now), **self._columns(written)
            )
        )

    async def change(self, connection: Connection, user_id: int, line_id: int, written: Written) -> None:
        await self._sql.change_line(connection, id=line_id, user_id=user_id, **self._columns(written))

    async def set_removed(self, connection: Connection, user_id: int, line_id: int, removed: bool) -> None:
        await self._sql.set_removed(connection, id=line_id, user_id=user_id, removed=int(removed))

    async def delete(self, connection: Connection, user_id: int, line_id: int) -> None:
        await self._sql.delete_line(connection, id=line_id, user_id=user_id)

    async def get(self, connection: Connection, user_id: int, line_id: int) -> StoredLine:
        """Raises NotFound when the line is not there or not this person's."""
        row = await self._sql.get_line(connection, id=line_id, user_id=user_id)
        if row is None:
            raise NotFound
        return self._line(row)

    async def all_of(self, connection: Connection, user_id: int) -> list[StoredLine]:
        """Every line, removed ones too, in the order in which they came."""
        return [self._line(row) async for row in self._sql.lines_of(connection, user_id=user_id)]

    async def room(self, connection: Connection, user_id: int) -> tuple[int, int]:
        """How many lines of their own a person has, and how many bytes they take as stored."""
        row = await self._sql.room_of_lines(connection, user_id=user_id)
        return row["entries"], row["bytes"]

    async def kept_after_offer(self, connection: Connection, user_id: int) -> datetime | None:
        """When the person last chose to keep what they wrote."""
        moment = await self._sql.kept_after_offer(connection, user_id=user_id)
        return None if moment is None else from_ms(moment)

    async def keep_after_offer(self, connection: Connection, user_id: int, now: datetime) -> None:
        await self._sql.keep_after_offer(connection, user_id=user_id, now=to_ms(now))

    async def count(self, connection: Connection, user_id: int) -> int:
        return int(await self._sql.count_lines(connection, user_id=user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        kept = await self.kept_after_offer(connection, user_id)
        lines: list[dict[str, Any]] = [
            {
                "added_at": line.added_at.isoformat(),
                "list": line.list,
                "about": line.subject,
                "text": line.written.text,
                "step": line.written.step,
                "state": line.written.state,
                "removed": line.removed,
            }
            for line in await self.all_of(connection, user_id)
        ]
        return lines + ([{"kept_everything_after_an_offer_at": kept.isoformat()}] if kept else [])

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase_lines(connection, user_id=user_id)
        await self._sql.erase_kept(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        await self._sql.forget_lines(connection, user_id=user_id)

    def _columns(self, written: Written) -> dict[str, Any]:
        return {
            "text_sealed": self._sealer.seal_or_none(written.text),
            "step_sealed": self._sealer.seal_or_none(written.step),
            "state": written.state,
        }

    def _line(self, row: Row) -> StoredLine:
        opened = self._sealer.open_or_none
        return StoredLine(
            row["id"],
            row["list"],
            row["subject"],
            Written(opened(row["text_sealed"]), opened(row["step_sealed"]), row["state"]),
            bool(row["removed"]),
            from_ms(row["added_at"]),
        )
