"""Rows of feedback and its themes <-> entries. An entry is reached only through its owner."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound


class Interviews(Protocol):
    """What feedback asks of the feature that knows real interviews."""

    async def name_of(self, connection: Connection, feedback_id: int) -> str:
        """The interview an entry belongs to, in the person's words, or "" for none."""
        ...

    async def link(self, connection: Connection, user_id: int, feedback_id: int, interview_id: int) -> None:
        """Let an entry belong to an interview. Raises NotFound."""
        ...


@dataclass(frozen=True)
class Tag:
    """A theme of an entry and the words that named it, if any words did."""

    theme: str
    because: str | None


@dataclass(frozen=True)
class TakenIn:
    """The three short fields of [Take it in], all of which may be absent."""

    saw: str | None = None
    use: str | None = None
    next_time: str | None = None


@dataclass(frozen=True)
class Entry:
    """One piece of feedback. Times are UTC; `confirmed_at` is None until the themes are confirmed.

    `interview` names the one it belongs to, "" for none.
    """

    id: int
    said: str
    source: str
    logged_at: datetime
    confirmed_at: datetime | None
    tags: tuple[Tag, ...]
    taken_in: TakenIn
    interview: str


class FeedbackStore:
    """Feedback entries of one person at a time."""

    kind = "feedback"
    label = "What you were told, and its topics"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))
        self.interviews: Interviews | None = None

    async def add(self, connection: Connection, user_id: int, said: str, source: str, now: datetime) -> int:
        return int(
            await self._sql.add(
                connection,
                user_id=user_id,
                said_sealed=self._sealer.seal_or_none(said),
                source=source,
                now=to_ms(now),
            )
        )

    async def get(self, connection: Connection, user_id: int, entry_id: int) -> Entry:
        """Raises NotFound when the entry is not there or not this person's."""
        row = await self._sql.get(connection, id=entry_id, user_id=user_id)
        if row is None:
            raise NotFound
        return await self._entry(connection, row)

    async def page(self, connection: Connection, user_id: int, count: int, skip: int) -> list[Entry]:
        rows = [row async for row in self._sql.page(connection, user_id=user_id, count=count, skip=skip)]
        return [await self._entry(connection, row) for row in rows]

    async def count(self, connection: Connection, user_id: int) -> int:
        return int(await self._sql.count(connection, user_id=user_id))

    async def last_rejection(self, connection: Connection, user_id: int) -> datetime | None:
        moment = await self._sql.last_rejection(connection, user_id=user_id)
        return None if moment is None else from_ms(moment)

    async def room(self, connection: Connection, user_id: int) -> tuple[int, int]:
        """How many entries there are, and how many bytes their words take as stored."""
        row = await self._sql.room(connection, user_id=user_id)
        return row["entries"], row["bytes"]

    async def edit(self, connection: Connection, user_id: int, entry_id: int, said: str) -> None:
        await self._sql.edit(connection, id=entry_id, user_id=user_id, said_sealed=self._sealer.seal(said))

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        await self._sql.forget_reasons(connection, user_id=user_id)
        await self._sql.forget_words(connection, user_id=user_id)

    async def confirm(self, connection: Connection, user_id: int, entry_id: int, now: datetime) -> None:
        await self._sql.confirm(connection, id=entry_id, user_id=user_id, now=to_ms(now))

    async def delete(self, connection: Connection, user_id: int, entry_id: int) -> None:
        await self._sql.delete(connection, id=entry_id, user_id=user_id)

    async def set_tags(self, connection: Connection, entry_id: int, tags: tuple[Tag, ...]) -> None:
        await self._sql.clear_themes(connection, feedback_id=entry_id)
        for rank, tag in enumerate(tags):
            await self._sql.add_theme(
                connection,
                feedback_id=entry_id,
                theme=tag.theme,
                rank=rank,
                because_sealed=self._sealer.seal_or_none(tag.because),
            )

    async def take_in(self, connection: Connection, user_id: int, entry_id: int, taken_in: TakenIn) -> None:
        await self._sql.take_in(
            connection,
            id=entry_id,
            user_id=user_id,
            saw_sealed=self._sealer.seal_or_none(taken_in.saw),
            use_sealed=self._sealer.seal_or_none(taken_in.use),
            next_time_sealed=self._sealer.seal_or_none(taken_in.next_time),
        )

    async def named(self, connection: Connection, user_id: int, count: int) -> list[tuple[int, str, str, datetime]]:
        """The last themes of confirmed entries: entry, theme, source, when it was logged; oldest first."""
        return [
            (row["id"], row["theme"], row["source"], from_ms(row["logged_at"]))
            async for row in self._sql.evidence(connection, user_id=user_id, count=count)
        ]

    async def quote(
        self, connection: Connection, user_id: int, entry_id: int, theme: str
    ) -> tuple[int, str, datetime, Tag] | None:
        """One theme of a confirmed entry with its words: entry, source, when it was logged, the tag."""
        row = await self._sql.quote(connection, id=entry_id, user_id=user_id, theme=theme)
        return row and self._quote(row)

    async def times_named(self, connection: Connection, user_id: int, there: bool) -> dict[str, int]:
        """{theme: confirmed entries that name it}, if `there` only those of interviewers and recruiters."""
        rows = self._sql.times_named(connection, user_id=user_id, there=int(there))
        return {row["theme"]: row["entries"] async for row in rows}

    async def quotes_of_those_there(
        self, connection: Connection, user_id: int, theme: str, count: int
    ) -> list[tuple[int, str, datetime, Tag]]:
        """The same for the last entries of interviewers and recruiters that name a theme, newest first."""
        rows = self._sql.quotes_of_those_there(connection, user_id=user_id, theme=theme, count=count)
        return [self._quote(row) async for row in rows]

    async def phrases(
        self, connection: Connection, user_id: int, theme: str, count: int
    ) -> list[tuple[int, str, datetime, Tag]]:
        """The same for the last entries in which others' words name a theme: those words alone, newest first."""
        rows = self._sql.phrases(connection, user_id=user_id, theme=theme, count=count)
        return [self._quote(row) async for row in rows]

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        rows = [row async for row in self._sql.all_of(connection, user_id=user_id)]
        return [_exported(await self._entry(connection, row)) for row in rows]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase(connection, user_id=user_id)

    def _quote(self, row: Row) -> tuple[int, str, datetime, Tag]:
        because = self._sealer.open_or_none(row["because_sealed"] or row["said_sealed"])
        return row["id"], row["source"], from_ms(row["logged_at"]), Tag(row["theme"], because)

    async def _entry(self, connection: Connection, row: Row) -> Entry:
        opened = self._sealer.open_or_none
        tags = [
            Tag(tag["theme"], opened(tag["because_sealed"]))
            async for tag in self._sql.themes(connection, feedback_id=row["id"])
        ]
        return Entry(
            id=row["id"],
            said=opened(row["said_sealed"]) or "",
            source=row["source"],
            logged_at=from_ms(row["logged_at"]),
            confirmed_at=None if row["confirmed_at"] is None else from_ms(row["confirmed_at"]),
            tags=tuple(tags),
            taken_in=TakenIn(opened(row["saw_sealed"]), opened(row["use_sealed"]), opened(row["next_time_sealed"])),
            interview=await self.interviews.name_of(connection, row["id"]) if self.interviews else "",
        )


def _exported(entry: Entry) -> dict[str, Any]:
    return {
        "logged_at": entry.logged_at.isoformat(),
        "said": entry.said,
        "source": entry.source,
        "topics": [tag.theme for tag in entry.tags],
        "confirmed": entry.confirmed_at is not None,
        "interview": entry.interview,
        "what_they_saw": entry.taken_in.saw,
        "what_i_can_use": entry.taken_in.use,
        "next_time_i_will": entry.taken_in.next_time,
    }
