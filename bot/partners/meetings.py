"""Use cases of two who were found: a time, yes or no, another time, and who is there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import CardIsOld, MockBusy
from bot.mock import Blocks, Place, Sessions, Shared
from bot.partners.endings import Endings
from bot.partners.hours import WEEK, starts
from bot.partners.matching import Pair
from bot.partners.model import MOST_MOVES, NOTICE, Match
from bot.partners.service import DEFAULT_ZONE
from bot.partners.store import PartnerStore
from bot.profile import Profile

OTHER_TIMES = 20


class Meetings:
    """Two people and a time."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        store: PartnerStore,
        profile: Profile,
        endings: Endings,
        blocks: Blocks,
        sessions: Sessions,
    ) -> None:
        self._database = database
        self._clock = clock
        self._store = store
        self._profile = profile
        self._endings = endings
        self._blocks = blocks
        self._sessions = sessions

    async def propose(self, guild_id: int, pair: Pair, names: dict[int, str]) -> None:
        """Match two if both still wait, at the first hour both are free, and ask them. Who waited longer answers first.

        `names` are {user id: name on that server} of both.
        """
        now = self._clock()

        async def work(connection: Connection) -> None:
            both = [one.user_id for one in await self._store.waiting(connection, guild_id) if one.user_id in names]
            times = await self._free(connection, *both) if len(both) == 2 else []
            if not times:
                return
            people = [(user_id, names[user_id]) for user_id in both]
            match_id = await self._store.add(connection, guild_id, times[0], pair.minutes, pair.languages, people, now)
            match = await self._store.get(connection, both[0], match_id)
            await self._endings.tell(connection, match.sides, now)

        await self._database.write(work)

    async def newest(self, user_id: int) -> Match | None:
        """The last match of one person, over or not."""
        return await self._database.read(lambda connection: self._store.newest(connection, user_id))

    async def match(self, user_id: int, match_id: int) -> Match:
        """One match as this person sees it. Raises NotFound when it is not theirs."""
        return await self._database.read(lambda connection: self._store.get(connection, user_id, match_id))

    async def sure(self, user_id: int, match_id: int) -> Match:
        """This one will be there. Raises NotFound, CardIsOld once it is over."""

        async def work(connection: Connection) -> Match:
            await self._to_come(connection, user_id, match_id)
            await self._store.sure(connection, match_id, user_id, self._clock())
            return await self._store.get(connection, user_id, match_id)

        return await self._database.write(work)

    async def other_times(self, user_id: int, match_id: int) -> list[tuple[datetime, datetime]]:
        """The other hours at which both are free, in UTC and on this person's clocks; none after three moves.

        Raises NotFound, CardIsOld.
        """

        async def work(connection: Connection) -> list[tuple[datetime, datetime]]:
            match = await self._to_come(connection, user_id, match_id)
            clocks = ZoneInfo(await self._zone(connection, user_id))
            return [(time, time.astimezone(clocks)) for time in await self._others(connection, match)]

        return await self._database.read(work)

    async def move(self, user_id: int, match_id: int, starts_at: datetime) -> Match:
        """Propose another time (UTC): who does will be there, the other is asked. Raises NotFound, CardIsOld."""
        now = self._clock()

        async def work(connection: Connection) -> Match:
            match = await self._to_come(connection, user_id, match_id)
            if starts_at not in await self._others(connection, match):
                raise CardIsOld
            await self._store.move(connection, match_id, starts_at, now)
            await self._store.sure(connection, match_id, user_id, now)
            await self._endings.tell(connection, match.sides, now)
            return await self._store.get(connection, user_id, match_id)

        return await self._database.write(work)

    async def leave(self, user_id: int, match_id: int, *, block: bool = False) -> None:
        """This one will not be there and waits no longer; the other keeps their place. Raises NotFound, CardIsOld.

        `block`: and the two are never matched again.
        """
        now = self._clock()

        async def work(connection: Connection) -> None:
            match = await self._store.get(connection, user_id, match_id)
            if match.ended:
                raise CardIsOld
            if block and match.other:
                await self._blocks.add(connection, user_id, match.other.user_id, now)
            await self._endings.end(connection, match, "left", match.sides[1:], faults=(match.me,))
            await self._store.stop(connection, user_id)

        await self._database.write(work)

    async def here(self, user_id: int, match_id: int) -> Match:
        """This one is there; once both are, the session begins. Raises NotFound, CardIsOld, MockBusy.

        That somebody is there is kept even when the session cannot begin.
        """
        now = self._clock()

        async def arrive(connection: Connection) -> Match:
            match = await self._store.get(connection, user_id, match_id)
            if match.ended != "began" and (match.ended or match.opened_at is None):
                raise CardIsOld
            await self._store.here(connection, match_id, user_id, now)
            return await self._store.get(connection, user_id, match_id)

        async def begin(connection: Connection) -> Match:
            match = await self._store.get(connection, user_id, match_id)
            if match.ended is None:
                try:
                    await self._begin(connection, match)
                except MockBusy as error:
                    # A session calls its candidate "you", who need not be the one who pressed.
                    candidate = (error.facts["who"] == "you") == (match.me.position == 1)
                    raise MockBusy(who="you" if candidate else "friend") from None
            return await self._store.get(connection, user_id, match_id)

        match = await self._database.write(arrive)
        both = match.other is not None and match.other.here_at is not None
        return await self._database.write(begin) if both else match

    async def reached(self, user_id: int, match_id: int) -> None:
        """They have seen it now, though a message could not be delivered."""
        await self._database.write(lambda connection: self._store.set_unreached(connection, match_id, user_id, False))

    async def _begin(self, connection: Connection, match: Match) -> None:
        """Open the session; who waited longer is the candidate first."""
        first, second = sorted(match.sides, key=lambda side: side.position)
        wish = await self._store.wish(connection, first.user_id)
        assert wish
        assert wish.choice
        place = Place("channel", match.guild_id, match.channel_id) if match.channel_id else Place("dm", match.guild_id)
        shared = Shared(wish.choice.wants, words=False, role=False)
        session_id = await self._sessions.open(connection, first.user_id, second.user_id, place, match.minutes, shared)
        await self._endings.end(connection, match, "began", match.sides[1:], session_id=session_id)
        for side in match.sides:
            await self._store.came(connection, side.user_id)

    async def _to_come(self, connection: Connection, user_id: int, match_id: int) -> Match:
        match = await self._store.get(connection, user_id, match_id)
        if match.ended or match.starts_at <= self._clock():
            raise CardIsOld
        return match

    async def _others(self, connection: Connection, match: Match) -> list[datetime]:
        """The other times that can be proposed for a match."""
        if match.other is None or match.moves >= MOST_MOVES:
            return []
        free = await self._free(connection, match.me.user_id, match.other.user_id)
        return [time for time in free if time != match.starts_at][:OTHER_TIMES]

    async def _free(self, connection: Connection, one: int, other: int) -> list[datetime]:
        """The hours of the week from tomorrow on at which both are free (UTC), in order."""
        after = self._clock() + NOTICE
        free: list[tuple[datetime, ...]] = []
        for user_id in (one, other):
            wish = await self._store.wish(connection, user_id)
            times = wish.choice.times if wish and wish.choice else ()
            free.append(starts(times, await self._zone(connection, user_id), after, WEEK))
        return [time for time in free[0] if time in free[1]]

    async def _zone(self, connection: Connection, user_id: int) -> str:
        return (await self._profile.person(connection, user_id)).time_zone or DEFAULT_ZONE
