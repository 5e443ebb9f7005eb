"""Use cases of reminders: set one, cancel it, claim what is due, say what became of it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.database import Connection, Database
from bot.reminders.store import Due, Outcome, ReminderStore, Sent

AT_ONCE = 25
# Longer than discord.py itself tries to send one message.
STALE_AFTER = timedelta(minutes=2)
# Does more in the transaction that settles, such as setting the next.
AfterSettling = Callable[[Connection, Due, Outcome], Awaitable[None]]


class Reminders:
    """What is due at a time, for every feature."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.store = ReminderStore()
        self.on_set: Callable[[], None] = lambda: None

    async def set(
        self,
        connection: Connection,
        user_id: int,
        kind: str,
        due_at: datetime,
        *,
        feedback_id: int | None = None,
        interview_id: int | None = None,
    ) -> None:
        """Make something due at `due_at` (UTC), in place of what is still to come of the same kind about the same."""
        await self.store.set(connection, user_id, kind, due_at, feedback_id, interview_id)
        self.on_set()

    async def cancel(
        self,
        connection: Connection,
        user_id: int,
        kind: str,
        *,
        feedback_id: int | None = None,
        interview_id: int | None = None,
    ) -> None:
        """Take back what is still to come."""
        await self.store.cancel(connection, user_id, kind, feedback_id, interview_id)

    async def claim(self) -> list[Due]:
        """Take what is due now, at most 25. What was claimed and not settled for two minutes is returned once more."""
        now = self._clock()
        return await self._database.write(
            lambda connection: self.store.claim(connection, now, now - STALE_AFTER, AT_ONCE)
        )

    async def next_due(self) -> datetime | None:
        """When (UTC) the next is due, None when nothing is."""
        return await self._database.read(lambda connection: self.store.next_due(connection, STALE_AFTER))

    async def channel_of(self, user_id: int) -> int | None:
        """The id of the DM that the last message to this person went to."""
        return await self._database.read(lambda connection: self.store.channel_of(connection, user_id))

    async def settle(
        self, due: Due, outcome: Outcome, sent: Sent | None = None, after: AfterSettling | None = None
    ) -> None:
        """Say what became of a claim, and do `after` in the same transaction."""
        now = self._clock()

        async def work(connection: Connection) -> None:
            await self.store.settle(connection, due.id, outcome, sent, now)
            if after is not None:
                await after(connection, due, outcome)

        await self._database.write(work)

    async def sent_to(self, user_id: int) -> list[Sent]:
        """Where the messages to one person are."""
        return await self._database.read(lambda connection: self.store.sent_to(connection, user_id))
