"""Use cases of a server: what its moderators chose, who is barred, and what happens when Rebound is removed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.server.bars import Barred, Bars
from bot.server.store import Place, Rules, ServerStore

KEPT_AFTER_LEAVING = timedelta(days=30)
ROUNDED_TO = 5
# Given the transaction and the id of a server that Rebound was removed from.
Leaving = Callable[[Connection, int], Awaitable[None]]
# Given a connection and a server's id: how many there are.
Counter = Callable[[Connection, int], Awaitable[int]]


@dataclass(frozen=True)
class Setup:
    """What /server setup shows: the rules, where the lasting card is, how many are barred."""

    rules: Rules
    card: Place | None
    barred: int


@dataclass(frozen=True)
class Total:
    """Something counted in one server, rounded down to fives."""

    label: str
    number: int


class Servers:
    """What each server chose. Features to the right ask `rules` and `is_barred` before anything that others notice."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._store = ServerStore(sealer)
        self.bars = Bars(sealer)
        self._leaving: list[Leaving] = []
        self._counters: dict[str, Counter] = {}

    def on_leaving(self, close: Leaving) -> None:
        """Let `close` end what is under way in a server, in the same transaction, when Rebound is removed from it."""
        self._leaving.append(close)

    def on_totals(self, label: str, count: Counter) -> None:
        """Show under `label` in /server status what `count` counts in that server."""
        self._counters[label] = count

    async def rules(self, guild_id: int) -> Rules:
        """What applies in this server; the defaults if it was never set up."""
        return await self._database.read(lambda connection: self._store.rules(connection, guild_id))

    async def help_line(self, guild_id: int) -> str:
        """The regional line for a hard day, or ""."""
        return (await self.rules(guild_id)).help_line

    async def setup(self, guild_id: int) -> Setup:
        """What can be set up, as it stands."""

        async def work(connection: Connection) -> Setup:
            return Setup(
                await self._store.rules(connection, guild_id),
                await self._store.card(connection, guild_id),
                len(await self.bars.barred(connection, guild_id)),
            )

        return await self._database.read(work)

    async def change(self, guild_id: int, **changes: Any) -> Rules:
        """Keep what a moderator chose, by the names of the fields of Rules. Returns all of it."""

        async def work(connection: Connection) -> Rules:
            rules = replace(await self._store.rules(connection, guild_id), **changes)
            await self._store.keep(connection, guild_id, rules)
            return rules

        return await self._database.write(work)

    async def card_placed(self, guild_id: int, place: Place) -> Place | None:
        """Remember where the lasting card is now. Returns where it was before, if anywhere."""

        async def work(connection: Connection) -> Place | None:
            before = await self._store.card(connection, guild_id)
            await self._store.place_card(connection, guild_id, place)
            return before

        return await self._database.write(work)

    async def totals(self, guild_id: int) -> list[Total]:
        """What can be counted in this server, rounded down to fives, so that it points at nobody."""

        async def work(connection: Connection) -> list[Total]:
            counted = [(label, await count(connection, guild_id)) for label, count in self._counters.items()]
            return [Total(label, number - number % ROUNDED_TO) for label, number in counted]

        return await self._database.read(work)

    async def is_barred(self, guild_id: int, user_id: int) -> bool:
        """Whether this person may not practise with others here."""
        return await self._database.read(lambda connection: self.bars.is_barred(connection, guild_id, user_id))

    async def bar(self, guild_id: int, user_id: int) -> None:
        """Keep a person from practising with others here; barring twice changes nothing."""
        now = self._clock()
        await self._database.write(lambda connection: self.bars.bar(connection, guild_id, user_id, now))

    async def unbar(self, guild_id: int, bar_id: int) -> None:
        """Lift a bar by its row, since the person's id may be gone; lifting twice changes nothing."""
        await self._database.write(lambda connection: self.bars.unbar(connection, guild_id, bar_id))

    async def barred(self, guild_id: int) -> list[Barred]:
        """Who is barred here, newest first."""
        return await self._database.read(lambda connection: self.bars.barred(connection, guild_id))

    async def left(self, guild_id: int) -> None:
        """Rebound was removed from a server: close what is under way; its settings go in 30 days."""
        now = self._clock()

        async def work(connection: Connection) -> None:
            await self._store.set_left(connection, guild_id, now)
            for close in self._leaving:
                await close(connection, guild_id)

        await self._database.write(work)

    async def joined(self, guild_id: int) -> None:
        """Rebound is in a server, perhaps again: its settings stay."""
        await self._database.write(lambda connection: self._store.clear_left(connection, guild_id))

    async def look(self, present: set[int]) -> None:
        """Given every server that Rebound is in: catch up with what happened while it was not connected, and delete
        the settings and bars of those that removed it 30 days ago, down to the bytes on disk.
        """
        known = await self._database.read(self._store.known)
        for guild_id, left_at in known.items():
            if left_at and guild_id in present:
                await self.joined(guild_id)
            elif not left_at and guild_id not in present:
                await self.left(guild_id)
        oldest = self._clock() - KEPT_AFTER_LEAVING
        due = [id_ for id_, left_at in known.items() if left_at and left_at <= oldest and id_ not in present]

        async def work(connection: Connection) -> None:
            for guild_id in due:
                await self._store.drop(connection, guild_id)

        if due:
            await self._database.write(work)
            await self._database.scrub()
