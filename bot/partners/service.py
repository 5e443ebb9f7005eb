"""Use cases of looking for a partner: say what suits, wait, stop; and who waits in one server, ready to be paired."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import themes
from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import NotFound, NothingTyped
from bot.feedback import Feedback
from bot.mock import Blocks
from bot.partners.hours import WEEK, hour_of_week, starts
from bot.partners.matching import APART, OVERDUE, Waiting
from bot.partners.model import MOST_TOPICS, NOTICE, Choice, Match, Stopped, Wish
from bot.partners.store import PartnerStore
from bot.profile import Profile
from bot.server import Servers

DEFAULT_ZONE = "UTC"


@dataclass(frozen=True)
class State:
    """Where one person stands. `others`: how many more wait in that server. `match` only while it is not over."""

    wish: Wish | None
    match: Match | None
    zone: str | None
    others: int


class Partners:
    """Who looks for a partner."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        store: PartnerStore,
        profile: Profile,
        servers: Servers,
        feedback: Feedback,
        blocks: Blocks,
    ) -> None:
        self._database = database
        self._clock = clock
        self._store = store
        self._profile = profile
        self._servers = servers
        self._feedback = feedback
        self._blocks = blocks
        # Told when there may be somebody new to pair.
        self.on_waiting: Callable[[], None] = lambda: None

    async def look(self, user_id: int, guild_id: int) -> State:
        """Where this person stands, and how many others wait in a server."""

        async def work(connection: Connection) -> State:
            match = await self._store.newest(connection, user_id)
            waiting = await self._store.waiting(connection, guild_id)
            return State(
                await self._store.wish(connection, user_id),
                match if match and match.ended is None else None,
                (await self._profile.person(connection, user_id)).time_zone,
                sum(wish.user_id != user_id for wish in waiting),
            )

        return await self._database.read(work)

    async def declare(self, user_id: int, guild_id: int) -> None:
        """Keep that this person said they are 18 or older."""
        now = self._clock()
        await self._database.write(lambda connection: self._store.declare(connection, user_id, guild_id, now))

    async def set_zone(self, user_id: int, typed: str) -> None:
        """Keep the person's time zone. Raises UnknownZone."""
        await self._profile.set_zone(user_id, typed)

    async def choose(self, user_id: int, choice: Choice) -> None:
        """Keep what suits them. Raises NotFound before they said that they are 18 or older, NothingTyped for no time,
        no language or nothing wanted.
        """
        if not (choice.times and choice.languages and choice.wants):
            raise NothingTyped

        async def work(connection: Connection) -> None:
            if await self._store.wish(connection, user_id) is None:
                raise NotFound
            await self._store.choose(connection, user_id, choice)

        await self._database.write(work)
        self.on_waiting()

    async def suggested(self, user_id: int) -> tuple[str, ...]:
        """The topics that their feedback named last, as many as can be chosen."""

        async def work(connection: Connection) -> tuple[str, ...]:
            named = await self._feedback.named_last(connection, user_id)
            return tuple(theme for theme in named if themes.BY_KEY[theme].practisable)[:MOST_TOPICS]

        return await self._database.read(work)

    async def wait(self, user_id: int, guild_id: int) -> None:
        """Wait in this server from now on; who does keeps their place. Raises NotFound before they chose what suits."""
        now = self._clock()

        async def work(connection: Connection) -> None:
            wish = await self._store.wish(connection, user_id)
            if wish is None or wish.choice is None:
                raise NotFound
            await self._store.wait(connection, user_id, guild_id, now)

        await self._database.write(work)
        self.on_waiting()

    async def stop(self, user_id: int) -> None:
        """Wait no longer; twice is the same as once."""
        await self._database.write(lambda connection: self._store.stop(connection, user_id))

    async def servers(self) -> list[int]:
        """The servers in which somebody waits or is matched."""
        return await self._database.read(self._store.servers)

    async def gone(self, user_ids: Iterable[int], why: Stopped) -> None:
        """These can no longer be matched where they wait."""

        async def work(connection: Connection) -> None:
            for user_id in user_ids:
                await self._store.stop(connection, user_id, why)

        await self._database.write(work)

    async def tidy(self, guild_id: int) -> None:
        """Those barred since wait no longer; what was matched 14 days ago is forgotten."""
        now = self._clock()

        async def work(connection: Connection) -> None:
            await self._store.forget_old(connection, now - APART)
            for wish in await self._store.waiting(connection, guild_id):
                if await self._servers.bars.is_barred(connection, guild_id, wish.user_id):
                    await self._store.stop(connection, wish.user_id, "barred")

        await self._database.write(work)

    async def waiting(self, guild_id: int) -> list[Waiting]:
        """Everyone who waits in one server and has no match, as the pairing wants them."""
        now = self._clock()

        async def work(connection: Connection) -> list[Waiting]:
            wishes = await self._store.waiting(connection, guild_id)
            blocked: dict[int, set[int]] = {wish.user_id: set() for wish in wishes}
            for owner, other in await self._blocks.among(connection, list(blocked)):
                blocked[owner].add(other)
            lately: dict[int, dict[int, datetime]] = {wish.user_id: {} for wish in wishes}
            for one, other, at in await self._store.pairings(connection, guild_id, now - APART):
                lately.setdefault(one, {})[other] = at
            people = []
            for wish in wishes:
                zone = (await self._profile.person(connection, wish.user_id)).time_zone or DEFAULT_ZONE
                blocks = frozenset(blocked[wish.user_id])
                people.append(_waiting(wish, zone, now, blocks, lately[wish.user_id]))
            return people

        return await self._database.read(work)

    async def count(self, connection: Connection, guild_id: int) -> int:
        """How many wait in one server."""
        return len(await self._store.waiting(connection, guild_id))


def _waiting(wish: Wish, zone: str, now: datetime, blocked: frozenset[int], lately: dict[int, datetime]) -> Waiting:
    assert wish.choice
    assert wish.since
    # The next week has each hour of the week once, so that a change of the clocks in it counts.
    free = starts(wish.choice.times, zone, now + NOTICE, WEEK)
    ahead = now - OVERDUE - timedelta(seconds=1)
    return Waiting(
        wish.user_id,
        min(wish.since, ahead) if wish.first else wish.since,
        frozenset(wish.choice.languages),
        frozenset(hour_of_week(moment) for moment in free),
        wish.choice.minutes,
        frozenset(wish.choice.helps_with),
        frozenset(wish.choice.wants),
        blocked,
        lately,
    )
