"""Rows of partner_wish, partner_match and partner_side <-> wishes and matches, each as one of the two sees it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from bot.bits import pack, unpack
from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound
from bot.partners.model import (
    LANGUAGE_KEYS,
    TIME_KEYS,
    TOPICS,
    Choice,
    Ended,
    Match,
    Side,
    Stopped,
    Wish,
)


class PartnerStore:
    """Who looks for a partner, and who was found."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self.sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def wish(self, connection: Connection, user_id: int) -> Wish | None:
        row = await self.sql.wish(connection, user_id=user_id)
        return None if row is None else _wish(row)

    async def declare(self, connection: Connection, user_id: int, guild_id: int, now: datetime) -> None:
        """Keep that somebody said they are 18 or older; once is enough."""
        await self.sql.declare(connection, user_id=user_id, guild_id=guild_id, now=to_ms(now))

    async def choose(self, connection: Connection, user_id: int, choice: Choice) -> None:
        await self.sql.choose(
            connection,
            user_id=user_id,
            times=pack(choice.times, TIME_KEYS),
            minutes=choice.minutes,
            languages=pack(choice.languages, LANGUAGE_KEYS),
            helps_with=pack(choice.helps_with, TOPICS),
            wants=pack(choice.wants, TOPICS),
        )

    async def wait(self, connection: Connection, user_id: int, guild_id: int, now: datetime) -> None:
        """Wait in this server; who does so already keeps their place."""
        await self.sql.wait(connection, user_id=user_id, guild_id=guild_id, now=to_ms(now))

    async def stop(self, connection: Connection, user_id: int, stopped: Stopped | None = None) -> None:
        await self.sql.stop(connection, user_id=user_id, stopped=stopped)

    async def stop_all(self, connection: Connection, guild_id: int) -> None:
        """Finding a partner has ended in this server."""
        await self.sql.stop_all(connection, guild_id=guild_id, stopped="off")

    async def go_first(self, connection: Connection, user_id: int) -> None:
        await self.sql.go_first(connection, user_id=user_id)

    async def stayed_away(self, connection: Connection, user_id: int, most: int, now: datetime) -> None:
        """Count one time, and put them last; at `most` they wait no longer."""
        await self.sql.stayed_away(connection, user_id=user_id, most=most, now=to_ms(now))

    async def came(self, connection: Connection, user_id: int) -> None:
        await self.sql.came(connection, user_id=user_id)

    async def waiting(self, connection: Connection, guild_id: int) -> list[Wish]:
        """Those in one server who wait and have no match, longest first."""
        return [_wish(row) async for row in self.sql.waiting(connection, guild_id=guild_id)]

    async def servers(self, connection: Connection) -> list[int]:
        """The servers in which somebody waits or is matched."""
        return [row["guild_id"] async for row in self.sql.servers(connection)]

    async def pairings(self, connection: Connection, guild_id: int, since: datetime) -> list[tuple[int, int, datetime]]:
        """The pairs of one server made later than `since`, and when."""
        rows = self.sql.pairings(connection, guild_id=guild_id, since=to_ms(since))
        return [(row["one"], row["other"], from_ms(row["made_at"])) async for row in rows]

    async def forget_old(self, connection: Connection, before: datetime) -> None:
        await self.sql.forget_old(connection, before=to_ms(before))

    async def add(
        self,
        connection: Connection,
        guild_id: int,
        starts_at: datetime,
        minutes: int,
        languages: tuple[str, ...],
        people: list[tuple[int, str]],
        now: datetime,
    ) -> int:
        """Keep a match of two people, each an id and a name; the first is the first to answer. Returns its row."""
        match_id = int(
            await self.sql.add(
                connection,
                guild_id=guild_id,
                starts_at=to_ms(starts_at),
                minutes=minutes,
                languages=pack(languages, LANGUAGE_KEYS),
                now=to_ms(now),
            )
        )
        for position, (user_id, name) in enumerate(people, 1):
            await self.sql.add_side(
                connection,
                match_id=match_id,
                user_id=user_id,
                position=position,
                name_sealed=self._sealer.seal(name),
            )
        return match_id

    async def newest(self, connection: Connection, user_id: int) -> Match | None:
        """The last match of one person, over or not."""
        match_id = await self.sql.newest(connection, user_id=user_id)
        return None if match_id is None else await self.get(connection, user_id, match_id)

    async def get(self, connection: Connection, user_id: int, match_id: int) -> Match:
        """A match as one of the two sees it. Raises NotFound for everybody else."""
        row = await self.sql.match(connection, id=match_id)
        sides = [self._side(side) async for side in self.sql.sides(connection, match_id=match_id)]
        me = next((side for side in sides if side.user_id == user_id), None)
        if row is None or me is None:
            raise NotFound
        other = next((side for side in sides if side.user_id != user_id), None)
        return Match(
            row["id"],
            row["guild_id"],
            from_ms(row["starts_at"]),
            row["minutes"],
            unpack(row["languages"], LANGUAGE_KEYS),
            from_ms(row["asked_at"]),
            row["moves"],
            _moment(row["opened_at"]),
            row["channel_id"],
            row["session_id"],
            _moment(row["ended_at"]),
            row["ended"],
            me,
            other,
        )

    async def live_in(self, connection: Connection, guild_id: int) -> list[Match]:
        """The matches of one server that are not over."""
        rows = [row async for row in self.sql.live_in(connection, guild_id=guild_id)]
        return [await self.get(connection, row["user_id"], row["match_id"]) for row in rows]

    async def sure(self, connection: Connection, match_id: int, user_id: int, now: datetime) -> None:
        await self.sql.sure(connection, match_id=match_id, user_id=user_id, now=to_ms(now))

    async def here(self, connection: Connection, match_id: int, user_id: int, now: datetime) -> None:
        await self.sql.here(connection, match_id=match_id, user_id=user_id, now=to_ms(now))

    async def set_unreached(self, connection: Connection, match_id: int, user_id: int, unreached: bool) -> None:
        await self.sql.unreached(connection, match_id=match_id, user_id=user_id, unreached=int(unreached))

    async def move(self, connection: Connection, match_id: int, starts_at: datetime, now: datetime) -> None:
        """Another time, which nobody has agreed to yet."""
        await self.sql.move(connection, id=match_id, starts_at=to_ms(starts_at), now=to_ms(now))
        await self.sql.unsure(connection, match_id=match_id)

    async def open(self, connection: Connection, match_id: int, channel_id: int | None, now: datetime) -> None:
        """Keep where the two meet: a thread, or None for their own DMs."""
        await self.sql.open(connection, id=match_id, channel_id=channel_id, now=to_ms(now))

    async def end(
        self,
        connection: Connection,
        match_id: int,
        ended: Ended,
        now: datetime,
        faults: tuple[int, ...] = (),
        session_id: int | None = None,
    ) -> None:
        """It is over, because of those in `faults` if any; the names go."""
        await self.sql.end(connection, id=match_id, ended=ended, session_id=session_id, now=to_ms(now))
        await self.sql.forget_names(connection, match_id=match_id)
        for user_id in faults:
            await self.sql.fault(connection, match_id=match_id, user_id=user_id)

    def _side(self, row: Row) -> Side:
        return Side(
            row["user_id"],
            row["position"],
            self._sealer.open_or_none(row["name_sealed"]) or "",
            _moment(row["sure_at"]),
            _moment(row["here_at"]),
            bool(row["fault"]),
            bool(row["unreached"]),
        )


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else from_ms(milliseconds)


def _wish(row: Row) -> Wish:
    chosen = Choice(
        unpack(row["times"], TIME_KEYS),
        row["minutes"],
        unpack(row["languages"], LANGUAGE_KEYS),
        unpack(row["helps_with"], TOPICS),
        unpack(row["wants"], TOPICS),
    )
    return Wish(
        row["user_id"],
        row["guild_id"],
        chosen if chosen.times else None,
        _moment(row["since"]),
        bool(row["first"]),
        row["no_shows"],
        row["stopped"],
    )
