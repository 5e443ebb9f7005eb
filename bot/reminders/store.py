"""Rows of reminder <-> what is due. Holds when and about what, never anybody's words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from bot.clock import from_ms, to_ms
from bot.database import Connection, Row, load_queries

# "closed": Discord does not let the bot write to the person. "nothing": there was nothing to say any more.
Outcome = Literal["sent", "nothing", "closed", "failed"]


@dataclass(frozen=True)
class Due:
    """One thing to be said to one person. `due_at` is UTC; it is about an entry, an interview, or neither.

    `unsure`: it was claimed before and never settled, so it may have been sent.
    """

    id: int
    user_id: int
    kind: str
    feedback_id: int | None
    interview_id: int | None
    due_at: datetime
    unsure: bool


@dataclass(frozen=True)
class Sent:
    """Where a delivered message is. Both ids are Discord's. `is_dm`: only the person sees it there."""

    channel_id: int
    message_id: int
    is_dm: bool


class ReminderStore:
    """What is due, and what was sent."""

    kind = "reminders"
    label = "Notes that are due or were sent to you"

    def __init__(self) -> None:
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def set(
        self,
        connection: Connection,
        user_id: int,
        kind: str,
        due_at: datetime,
        feedback_id: int | None,
        interview_id: int | None,
    ) -> None:
        about = {"user_id": user_id, "kind": kind, "feedback_id": feedback_id, "interview_id": interview_id}
        await self._sql.cancel(connection, **about)
        await self._sql.add(connection, due_at=to_ms(due_at), **about)

    async def cancel(
        self, connection: Connection, user_id: int, kind: str, feedback_id: int | None, interview_id: int | None
    ) -> None:
        await self._sql.cancel(
            connection, user_id=user_id, kind=kind, feedback_id=feedback_id, interview_id=interview_id
        )

    async def claim(self, connection: Connection, now: datetime, stale: datetime, most: int) -> list[Due]:
        """Take the oldest that are due: those never claimed, and those claimed before `stale` and not settled since."""
        rows = [row async for row in self._sql.due(connection, now=to_ms(now), stale=to_ms(stale), most=most)]
        for row in rows:
            await self._sql.claim(connection, id=row["id"], now=to_ms(now))
        return [_due(row) for row in rows]

    async def next_due(self, connection: Connection, stale_after: timedelta) -> datetime | None:
        """When the next is due for a claim, counting claims that will then be stale."""
        moment = await self._sql.next_due(connection, stale_after=stale_after // timedelta(milliseconds=1))
        return None if moment is None else from_ms(moment)

    async def channel_of(self, connection: Connection, user_id: int) -> int | None:
        """The DM that the last message to this person went to."""
        channel = await self._sql.channel_of(connection, user_id=user_id)
        return None if channel is None else int(channel)

    async def settle(
        self, connection: Connection, reminder_id: int, outcome: Outcome, sent: Sent | None, now: datetime
    ) -> None:
        await self._sql.settle(
            connection,
            id=reminder_id,
            outcome=outcome,
            channel_id=sent and sent.channel_id,
            message_id=sent and sent.message_id,
            is_dm=sent and int(sent.is_dm),
            now=to_ms(now),
        )

    async def sent_to(self, connection: Connection, user_id: int) -> list[Sent]:
        """Where the messages to one person are."""
        return [
            Sent(row["channel_id"], row["message_id"], bool(row["is_dm"]))
            async for row in self._sql.sent_to(connection, user_id=user_id)
        ]

    async def count(self, connection: Connection, user_id: int) -> int:
        return len(await self.export(connection, user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        return [
            {
                "kind": row["kind"],
                "due_at": from_ms(row["due_at"]).isoformat(),
                "outcome": row["outcome"],
                "message": row["message_id"],
            }
            async for row in self._sql.all_of(connection, user_id=user_id)
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        """There are none."""


def _due(row: Row) -> Due:
    return Due(
        row["id"],
        row["user_id"],
        row["kind"],
        row["feedback_id"],
        row["interview_id"],
        from_ms(row["due_at"]),
        row["claimed_at"] is not None,
    )
