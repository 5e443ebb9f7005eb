"""Rows of interview <-> real interviews, and which feedback belongs to which. Reached only through their owner."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound

Outcome = Literal["next_round", "rejected", "offer", "withdrew", "waiting"]
# In the order in which they come.
STAGES = ("application", "screen", "first", "task", "final")
FINAL: frozenset[str] = frozenset(("rejected", "offer", "withdrew"))


@dataclass(frozen=True)
class Details:
    """What a person says of an interview.

    `takes_place_at` is UTC; `typed` is the time as it was typed, until a zone is known.
    """

    role: str | None = None
    company: str | None = None
    level: str | None = None
    stage: str | None = None
    takes_place_at: datetime | None = None
    typed: str | None = None


@dataclass(frozen=True)
class Interview:
    """One real application, from its first conversation to its outcome. Times are UTC.

    `furthest` is the furthest stage it reached; `told_at` is when the outcome was told; `family` is the kind of work.
    """

    id: int
    details: Details
    family: str | None
    furthest: str | None
    countdown: bool
    outcome: Outcome | None
    well: str | None
    added_at: datetime
    told_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether it came to an end, by their word or the person's."""
        return self.outcome in FINAL

    @property
    def name(self) -> str:
        """Role and company in the person's words, "" where neither is kept."""
        return " at ".join(part for part in (self.details.role, self.details.company) if part)


@dataclass(frozen=True)
class Outline:
    """An interview without its words: when it takes place and what came of it. Times are UTC."""

    id: int
    outcome: Outcome | None
    takes_place_at: datetime | None
    added_at: datetime
    told_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether it came to an end."""
        return self.outcome in FINAL


class InterviewStore:
    """The real interviews of one person at a time."""

    kind = "interviews"
    label = "Your real interviews"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def add(
        self, connection: Connection, user_id: int, details: Details, family: str | None, now: datetime
    ) -> int:
        return int(
            await self._sql.add(connection, user_id=user_id, family=family, now=to_ms(now), **self._columns(details))
        )

    async def change(self, connection: Connection, user_id: int, interview_id: int, details: Details) -> None:
        """Change what is known; the furthest stage never goes back."""
        before = await self.get(connection, user_id, interview_id)
        furthest = further(before.furthest, details.stage)
        await self._sql.change(
            connection, id=interview_id, user_id=user_id, furthest=furthest, **self._columns(details)
        )

    async def get(self, connection: Connection, user_id: int, interview_id: int) -> Interview:
        """Raises NotFound when it is not there or not this person's."""
        row = await self._sql.get(connection, id=interview_id, user_id=user_id)
        if row is None:
            raise NotFound
        return self._interview(row)

    async def set_countdown(self, connection: Connection, user_id: int, interview_id: int, on: bool) -> None:
        await self._sql.set_countdown(connection, id=interview_id, user_id=user_id, countdown=int(on))

    async def set_family(self, connection: Connection, user_id: int, interview_id: int, family: str | None) -> None:
        await self._sql.set_family(connection, id=interview_id, user_id=user_id, family=family)

    async def tell(
        self,
        connection: Connection,
        user_id: int,
        interview_id: int,
        outcome: Outcome,
        furthest: str | None,
        well: str | None,
        now: datetime,
    ) -> None:
        await self._sql.tell(
            connection,
            id=interview_id,
            user_id=user_id,
            outcome=outcome,
            furthest=furthest,
            well_sealed=self._sealer.seal_or_none(well),
            now=to_ms(now),
        )

    async def page(self, connection: Connection, user_id: int, count: int, skip: int) -> list[Interview]:
        """Newest first, by when it takes place, else by when it was added."""
        return [
            self._interview(row) async for row in self._sql.page(connection, user_id=user_id, count=count, skip=skip)
        ]

    async def outlines(self, connection: Connection, user_id: int) -> list[Outline]:
        """Every interview without its words, oldest first."""
        return [
            Outline(
                row["id"],
                row["outcome"],
                None if row["takes_place_at"] is None else from_ms(row["takes_place_at"]),
                from_ms(row["added_at"]),
                None if row["told_at"] is None else from_ms(row["told_at"]),
            )
            async for row in self._sql.outlines(connection, user_id=user_id)
        ]

    async def last_offer(self, connection: Connection, user_id: int) -> datetime | None:
        """When an offer was last told."""
        moment = await self._sql.last_offer(connection, user_id=user_id)
        return None if moment is None else from_ms(moment)

    async def all_of(self, connection: Connection, user_id: int) -> list[Interview]:
        """Oldest first."""
        return [self._interview(row) async for row in self._sql.all_of(connection, user_id=user_id)]

    async def to_tell(self, connection: Connection, user_id: int, count: int) -> list[Interview]:
        """Those whose outcome is still open, the one that was due first first."""
        return [self._interview(row) async for row in self._sql.to_tell(connection, user_id=user_id, count=count)]

    async def without_zone(self, connection: Connection, user_id: int) -> list[Interview]:
        """Those whose time was typed before a zone was known."""
        return [self._interview(row) async for row in self._sql.without_zone(connection, user_id=user_id)]

    async def next_with_countdown(self, connection: Connection, user_id: int, now: datetime) -> datetime | None:
        moment = await self._sql.next_with_countdown(connection, user_id=user_id, now=to_ms(now))
        return None if moment is None else from_ms(moment)

    async def link(self, connection: Connection, feedback_id: int, interview_id: int) -> None:
        """Let a piece of feedback belong to this interview and to no other."""
        await self._sql.link(connection, feedback_id=feedback_id, interview_id=interview_id)

    async def of_feedback(self, connection: Connection, feedback_id: int) -> Interview | None:
        row = await self._sql.of_feedback(connection, feedback_id=feedback_id)
        return row and self._interview(row)

    async def delete(self, connection: Connection, user_id: int, interview_id: int) -> None:
        await self._sql.delete(connection, id=interview_id, user_id=user_id)

    async def room(self, connection: Connection, user_id: int) -> tuple[int, int]:
        """How many there are, and how many bytes their words take as stored."""
        row = await self._sql.room(connection, user_id=user_id)
        return row["entries"], row["bytes"]

    async def count(self, connection: Connection, user_id: int) -> int:
        return int(await self._sql.count(connection, user_id=user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        return [
            {
                "added_at": one.added_at.isoformat(),
                "role": one.details.role,
                "company": one.details.company,
                "level": one.details.level,
                "role_family": one.family,
                "stage": one.details.stage,
                "takes_place_at": one.details.takes_place_at and one.details.takes_place_at.isoformat(),
                "time_as_typed": one.details.typed,
                "furthest_stage": one.furthest,
                "countdown": one.countdown,
                "outcome": one.outcome,
                "went_well": one.well,
            }
            for one in await self.all_of(connection, user_id)
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        await self._sql.forget_words(connection, user_id=user_id)

    def _columns(self, details: Details) -> dict[str, Any]:
        return {
            "role_sealed": self._sealer.seal_or_none(details.role),
            "company_sealed": self._sealer.seal_or_none(details.company),
            "level": details.level,
            "stage": details.stage,
            "takes_place_at": details.takes_place_at and to_ms(details.takes_place_at),
            "when_sealed": self._sealer.seal_or_none(details.typed),
        }

    def _interview(self, row: Row) -> Interview:
        opened = self._sealer.open_or_none
        return Interview(
            id=row["id"],
            details=Details(
                opened(row["role_sealed"]),
                opened(row["company_sealed"]),
                row["level"],
                row["stage"],
                None if row["takes_place_at"] is None else from_ms(row["takes_place_at"]),
                opened(row["when_sealed"]),
            ),
            family=row["family"],
            furthest=row["furthest"],
            countdown=bool(row["countdown"]),
            outcome=row["outcome"],
            well=opened(row["well_sealed"]),
            added_at=from_ms(row["added_at"]),
            told_at=None if row["told_at"] is None else from_ms(row["told_at"]),
        )


def further(one: str | None, other: str | None) -> str | None:
    """The later of two stages; None is before all."""
    return max((stage for stage in (one, other) if stage), key=STAGES.index, default=None)
