"""Use cases of a report: end the session, block and bar at once; what moderators get to know, and what they decide."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import NobodyToReport
from bot.mock.blocks import Blocks
from bot.mock.sessions import Sessions
from bot.mock.store import MockSession
from bot.server import Barred, Servers


@dataclass(frozen=True)
class Report:
    """A report of the other of two people, about to be made or just made. Ids are Discord's, but for `bar_id`.

    `words` are what this person was shown as the other's. `bar_id` is the row of the bar and `channel_id` where its
    moderators read reports; both None outside servers, the latter also where none was chosen. `news`: it was not made
    before.
    """

    session: MockSession
    other_id: int
    words: tuple[str, ...]
    bar_id: int | None = None
    channel_id: int | None = None
    news: bool = True


class Reports:
    """What keeps a person safe from another."""

    def __init__(self, database: Database, clock: Clock, sessions: Sessions, blocks: Blocks, servers: Servers) -> None:
        self._database = database
        self._clock = clock
        self._sessions = sessions
        self._blocks = blocks
        self._servers = servers

    async def look(self, user_id: int, session_id: int) -> Report:
        """What a report would be about. Raises NotFound, NobodyToReport."""
        return await self._database.read(lambda connection: self._report(connection, user_id, session_id))

    async def make(self, user_id: int, session_id: int) -> Report:
        """End the session, block the other for this person and bar them in the server. It can be made once.

        Raises NotFound, NobodyToReport.
        """
        now = self._clock()

        async def work(connection: Connection) -> Report:
            report = await self._report(connection, user_id, session_id)
            guild_id = report.session.place.guild_id
            bar_id = None
            if report.news:
                await self._sessions.store.report(connection, user_id, session_id)
                await self._blocks.add(connection, user_id, report.other_id, now)
                if guild_id is not None:
                    bar_id = await self._servers.bars.bar(connection, guild_id, report.other_id, now)
            return Report(report.session, report.other_id, report.words, bar_id, news=report.news)

        report = await self._database.write(work)
        guild_id = report.session.place.guild_id
        channel_id = None if guild_id is None else (await self._servers.rules(guild_id)).report_channel_id
        return Report(report.session, report.other_id, report.words, report.bar_id, channel_id, report.news)

    async def clear(self, guild_id: int, bar_id: int) -> Barred | None:
        """Lift the bar. Returns it, None when it was lifted before."""

        async def work(connection: Connection) -> Barred | None:
            barred = await self._servers.bars.get(connection, guild_id, bar_id)
            await self._servers.bars.unbar(connection, guild_id, bar_id)
            return barred

        return await self._database.write(work)

    async def keep(self, guild_id: int, bar_id: int) -> Barred | None:
        """The bar as it stands, None when it was lifted before."""
        return await self._database.read(lambda connection: self._servers.bars.get(connection, guild_id, bar_id))

    async def _report(self, connection: Connection, user_id: int, session_id: int) -> Report:
        session = await self._sessions.store.get(connection, user_id, session_id)
        if session.other_id is None:
            raise NobodyToReport
        if session.role == "friend":
            told = [await self._sessions.told(connection, session, question) for question in session.questions]
            words = tuple(dict.fromkeys(one for one in told if one))
        else:
            words = (session.notes.as_text,) if session.notes else ()
        return Report(session, session.other_id, words, news=not session.reported)
