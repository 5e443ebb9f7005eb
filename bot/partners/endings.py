"""What becomes of two who were found as time passes: no word, nobody there, one gone, all closed, a session begun."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.clock import Clock
from bot.database import Connection, Database
from bot.partners.model import Ended, Match, Side, Stopped
from bot.partners.store import PartnerStore
from bot.reminders import Due, Outcome, Reminders

KIND = "partner"
MOST_NO_SHOWS = 2


class Endings:
    """Each of two has at most one thing due: the next moment of their match, or that it is over."""

    def __init__(self, database: Database, clock: Clock, store: PartnerStore, reminders: Reminders) -> None:
        self._database = database
        self._clock = clock
        self._store = store
        self._reminders = reminders
        # Told when somebody may be paired anew.
        self.on_free: Callable[[], None] = lambda: None

    async def tell(self, connection: Connection, sides: tuple[Side, ...], at: datetime) -> None:
        """Let these hear at `at` (UTC) what is new, in place of what else they were to hear."""
        for side in sides:
            await self._reminders.set(connection, side.user_id, KIND, at)

    async def end(
        self,
        connection: Connection,
        match: Match,
        ended: Ended,
        told: tuple[Side, ...],
        *,
        faults: tuple[Side, ...] = (),
        session_id: int | None = None,
    ) -> None:
        """It is over, because of `faults` if anybody; `told` hear of it. Inside the caller's transaction."""
        now = self._clock()
        await self._store.end(connection, match.id, ended, now, tuple(side.user_id for side in faults), session_id)
        await self.tell(connection, told, now)
        self.on_free()

    async def last_call(self, user_id: int) -> None:
        """Two hours before: without a word from both it does not take place."""

        async def work(connection: Connection, match: Match) -> None:
            unsure = tuple(side for side in match.sides if not match.is_sure(side))
            if unsure:
                await self.end(connection, match, "not_sure", match.sides, faults=unsure)
                for side in unsure:
                    await self._store.stop(connection, side.user_id)

        await self._if_live(user_id, work)

    async def opened(self, user_id: int, channel_id: int | None) -> None:
        """Their hour has come: they meet in this thread, or each in their own DM."""

        async def work(connection: Connection, match: Match) -> None:
            await self._store.open(connection, match.id, channel_id, self._clock())

        await self._if_live(user_id, work)

    async def gone(self, user_id: int, gone: Mapping[int, Stopped]) -> None:
        """These of the two may not practise in that server any more, and why."""

        async def work(connection: Connection, match: Match) -> None:
            faults = tuple(side for side in match.sides if side.user_id in gone)
            await self.end(connection, match, "left", match.sides, faults=faults)
            for side in faults:
                await self._store.stop(connection, side.user_id, gone[side.user_id])

        await self._if_live(user_id, work)

    async def nobody_came(self, user_id: int) -> None:
        """A quarter of an hour after: who is there goes first from now on; who is not stayed away once more.

        Where neither came nobody waited in vain, so nothing is counted.
        """
        now = self._clock()

        async def work(connection: Connection, match: Match) -> None:
            absent = tuple(side for side in match.sides if not side.here_at)
            present = tuple(side for side in match.sides if side.here_at)
            one_waited = bool(absent and present)
            await self.end(connection, match, "no_show" if one_waited else "nobody", match.sides, faults=absent)
            for side in present:
                await self._store.go_first(connection, side.user_id)
            for side in absent:
                if one_waited:
                    await self._store.stayed_away(connection, side.user_id, MOST_NO_SHOWS, now)
                else:
                    await self._store.stop(connection, side.user_id)

        await self._if_live(user_id, work)

    async def missed(self, user_id: int) -> None:
        """Rebound was not there at the hour."""

        async def work(connection: Connection, match: Match) -> None:
            await self.end(connection, match, "missed", match.sides)

        await self._if_live(user_id, work)

    async def live_in(self, guild_id: int) -> list[Match]:
        """The matches of one server that are not over, each as one of the two sees it."""
        return await self._database.read(lambda connection: self._store.live_in(connection, guild_id))

    async def close(self, connection: Connection, guild_id: int) -> None:
        """Finding a partner has ended in this server for everybody. Inside the caller's transaction."""
        for match in await self._store.live_in(connection, guild_id):
            await self.end(connection, match, "closed", match.sides)
        await self._store.stop_all(connection, guild_id)

    async def turned_off(self, guild_id: int) -> None:
        """The moderators turned it off, or paused Rebound."""
        await self._database.write(lambda connection: self.close(connection, guild_id))

    async def withdraw(self, connection: Connection, user_id: int) -> None:
        """This person's data is about to go. Inside the caller's transaction."""
        match = await self._store.newest(connection, user_id)
        if match and match.ended is None:
            await self.end(connection, match, "left", match.sides[1:], faults=(match.me,))

    async def settled(self, connection: Connection, due: Due, outcome: Outcome) -> None:
        """After something was due: set what is due next, and note whether it arrived."""
        match = await self._store.newest(connection, due.user_id)
        if match is None or match.ended or due.due_at not in match.moments:
            return
        if outcome in ("sent", "closed"):
            await self._store.set_unreached(connection, match.id, due.user_id, outcome == "closed")
        for moment in match.moments[match.moments.index(due.due_at) + 1 :][:1]:
            await self.tell(connection, (match.me,), moment)

    async def _if_live(self, user_id: int, work: Callable[[Connection, Match], Awaitable[None]]) -> None:
        """Do it unless the last match of this person is over already."""

        async def in_transaction(connection: Connection) -> None:
            match = await self._store.newest(connection, user_id)
            if match and match.ended is None:
                await work(connection, match)

        await self._database.write(in_transaction)
