"""Use cases of encouragement: turn it on, pause it, turn it off, and choose what is true to say."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.database import Connection, Database
from bot.encouragement import effort, messages
from bot.encouragement.effort import Effort
from bot.encouragement.messages import NO_REPEAT, Message, Messages
from bot.encouragement.schedule import latest_missed, next_due
from bot.encouragement.store import EncouragementStore, Wish
from bot.errors import NoDays, NotFound, UnclearHour
from bot.profile import Profile
from bot.reminders import Due, Outcome, Reminders
from bot.when import parse_time

KIND = "encouragement"
NEXT_TIME = "next_time"
PAUSE = timedelta(days=14)
QUIET = timedelta(hours=24)
# A note that was due longer ago than this has missed its hour.
LATEST = timedelta(hours=3)
MOST_UNANSWERED = 3
# Gathers, inside a transaction, what a person has done.
Gather = Callable[[Connection, int], Awaitable[Effort]]


@dataclass(frozen=True)
class On:
    """What was turned on. `next_due` is UTC, None while it is paused by itself or cannot be delivered."""

    wish: Wish
    zone: str
    next_due: datetime | None


class Encouragement:
    """When a person wants encouragement, and what it says."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        rng: random.Random,
        content: Messages,
        profile: Profile,
        reminders: Reminders,
        gather: Gather,
    ) -> None:
        self._database = database
        self._clock = clock
        self._rng = rng
        self._content = content
        self._profile = profile
        self._reminders = reminders
        self._gather = gather
        self.store = EncouragementStore()

    async def turn_on(self, user_id: int, days: frozenset[int], time: str, zone: str) -> On:
        """Send notes on weekdays (0 Monday..6) at a time as typed. Raises NoDays, UnclearHour, UnknownZone."""
        if not days:
            raise NoDays
        minute_of_day = parse_time(time)
        if minute_of_day is None:
            raise UnclearHour
        await self._profile.set_zone(user_id, zone)
        now = self._clock()

        async def work(connection: Connection) -> On:
            await self.store.turn_on(connection, user_id, days, minute_of_day, now)
            return await self._set_next(connection, user_id, now)

        return await self._database.write(work)

    async def look(self, user_id: int) -> On | None:
        """What is on, if it is."""

        async def work(connection: Connection) -> On | None:
            wish = await self.store.get(connection, user_id)
            zone = (await self._profile.person(connection, user_id)).time_zone or "UTC"
            if wish is None:
                return None
            quiet = wish.stopped_itself or wish.dms_closed
            return On(wish, zone, None if quiet else self._next_slot(wish, zone, self._clock()))

        return await self._database.read(work)

    async def pause(self, user_id: int) -> datetime:
        """Send nothing for two weeks. Returns until when (UTC). Raises NotFound when it is not on."""
        until = self._clock() + PAUSE

        async def work(connection: Connection) -> None:
            if await self.store.get(connection, user_id) is None:
                raise NotFound
            await self.store.pause(connection, user_id, until)
            await self._set_next(connection, user_id, self._clock())

        await self._database.write(work)
        return until

    async def turn_off(self, user_id: int) -> None:
        """Send nothing any more; off twice is off."""

        async def work(connection: Connection) -> None:
            await self.store.turn_off(connection, user_id)
            await self._reminders.cancel(connection, user_id, KIND)

        await self._database.write(work)

    async def answered(self, user_id: int) -> None:
        """A note was pressed."""
        await self._database.write(lambda connection: self.store.answered(connection, user_id))

    async def use_channel(self, user_id: int, guild_id: int | None, channel_id: int | None) -> None:
        """Send a neutral line to this channel of a server from now on; None goes back to the DM. Raises NotFound."""

        async def work(connection: Connection) -> None:
            if await self.store.get(connection, user_id) is None:
                raise NotFound
            await self.store.set_channel(connection, user_id, guild_id, channel_id)
            await self._set_next(connection, user_id, self._clock())

        await self._database.write(work)

    async def undelivered(self, user_id: int) -> bool:
        """Whether the last note could not be delivered and the person has not been told. True once."""

        async def read(connection: Connection) -> bool:
            wish = await self.store.get(connection, user_id)
            return wish is not None and wish.dms_closed

        if not await self._database.read(read):
            return False
        await self._database.write(lambda connection: self.store.set_closed(connection, user_id, False))
        return True

    async def now(self, user_id: int) -> Message | None:
        """One message at once, or None when nothing new is true today."""

        async def work(connection: Connection) -> Message | None:
            return await self._choose(connection, user_id)

        return await self._database.read(work)

    async def next_time(self, user_id: int, days: frozenset[int], minute_of_day: int) -> datetime | None:
        """One question once more at the next such hour. Returns when (UTC), None while no time zone is known."""

        async def work(connection: Connection) -> datetime | None:
            zone = (await self._profile.person(connection, user_id)).time_zone
            if zone is None:
                return None
            due_at = next_due(self._clock(), days=days, minute_of_day=minute_of_day, zone=zone)
            await self._reminders.set(connection, user_id, NEXT_TIME, due_at)
            return due_at

        return await self._database.write(work)

    async def set_zone(self, user_id: int, typed: str) -> None:
        """Keep the person's time zone. Raises UnknownZone."""
        await self._profile.set_zone(user_id, typed)

    async def wish_of(self, user_id: int) -> Wish | None:
        """What the person asked for."""
        return await self._database.read(lambda connection: self.store.get(connection, user_id))

    async def for_note(self, due: Due) -> Message | None:
        """What a note says: chosen once, and the same at every further try. None when it is not to be sent."""
        now = self._clock()

        async def work(connection: Connection) -> Message | None:
            wish = await self.store.get(connection, due.user_id)
            if wish is None or await self._has_offer(connection, due.user_id, wish):
                return None
            zone = (await self._profile.person(connection, due.user_id)).time_zone or "UTC"
            slot = latest_missed(
                due.due_at - timedelta(minutes=1), now, days=wish.days, minute_of_day=wish.minute_of_day, zone=zone
            )
            if now - (slot or due.due_at) > LATEST:
                return None
            return await self.message_of(connection, due.user_id, due.id)

        return await self._database.write(work)

    async def open_note(self, user_id: int, reminder_id: int) -> Message:
        """What a note in a channel stands for. Raises NotFound, also when it is somebody else's."""

        async def work(connection: Connection) -> Message | None:
            if await self.store.choice(connection, user_id, reminder_id) is None:
                return None
            return await self.message_of(connection, user_id, reminder_id)

        message = await self._database.write(work)
        if message is None:
            raise NotFound
        return message

    async def message_of(self, connection: Connection, user_id: int, reminder_id: int) -> Message | None:
        """The message that was chosen for a note, or else a new choice, which is kept."""
        chosen = await self.store.choice(connection, user_id, reminder_id)
        message = await self._choose(connection, user_id, chosen)
        if message is not None:
            await self.store.keep_choice(connection, user_id, reminder_id, message.id, self._clock())
        return message

    async def settled(self, connection: Connection, due: Due, outcome: Outcome) -> None:
        """After a note: count it, and set the next one in the same transaction."""
        wish = await self.store.get(connection, due.user_id)
        if wish is None:
            return
        if await self._has_offer(connection, due.user_id, wish):
            await self.store.turn_off(connection, due.user_id)
        elif outcome == "closed":
            await self.store.set_closed(connection, due.user_id, True)
        elif outcome == "sent" and wish.unanswered >= MOST_UNANSWERED:
            await self.store.stop_itself(connection, due.user_id)
        else:
            if outcome == "sent":
                await self.store.count_unanswered(connection, due.user_id)
            await self._set_next(connection, due.user_id, max(self._clock(), due.due_at))

    async def _choose(self, connection: Connection, user_id: int, chosen: str | None = None) -> Message | None:
        now = self._clock()
        done = await self._gather(connection, user_id)
        state = effort.state(done, now)
        entries = self._content.entries
        if chosen is not None:
            entries = tuple(entry for entry in entries if entry.id == chosen)
            recent = {}
        else:
            recent = await self.store.recent(connection, user_id, now - NO_REPEAT)
            if done.last_rejection and now - done.last_rejection < QUIET:
                entries = tuple(entry for entry in entries if entry.kind == "agency")
        content = Messages(entries, self._content.first_lines)
        return messages.choose(content, effort.facts(done, now), state, recent, now, self._rng)

    async def _has_offer(self, connection: Connection, user_id: int, wish: Wish) -> bool:
        offer = (await self._gather(connection, user_id)).last_offer
        return offer is not None and offer >= wish.started_at

    async def _set_next(self, connection: Connection, user_id: int, after: datetime) -> On:
        """Make the next note due, once more than is due now."""
        wish = await self.store.get(connection, user_id)
        assert wish is not None
        zone = (await self._profile.person(connection, user_id)).time_zone or "UTC"
        due_at = self._next_slot(wish, zone, after)
        await self._reminders.set(connection, user_id, KIND, due_at)
        return On(wish, zone, due_at)

    def _next_slot(self, wish: Wish, zone: str, after: datetime) -> datetime:
        begin = max(after, wish.paused_until or after)
        return next_due(begin, days=wish.days, minute_of_day=wish.minute_of_day, zone=zone)
