"""Rows of server <-> its rules, and where its lasting card is."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, load_queries


@dataclass(frozen=True)
class Rules:
    """What the moderators of one server chose. Ids are Discord's; the defaults are those of a server never set up.

    `card_channels`: where cards may go, none for anywhere. `paused`: nothing that others can see or be asked.
    """

    card_channels: tuple[int, ...] = ()
    mock: bool = True
    matching: bool = False
    paused: bool = False
    report_channel_id: int | None = None
    help_line: str = ""

    @property
    def may_invite(self) -> bool:
        """Whether people may be invited to practise together now."""
        return self.mock and not self.paused

    @property
    def may_meet(self) -> bool:
        """Whether two people who practise together already may go on."""
        return (self.mock or self.matching) and not self.paused

    @property
    def may_match(self) -> bool:
        """Whether people may look for a partner and be matched now."""
        return self.matching and not self.paused

    def takes_cards(self, channel_id: int, parent_id: int | None = None) -> bool:
        """Whether cards may go to this channel, or to a thread of the channel `parent_id`."""
        return not self.card_channels or bool({channel_id, parent_id} & set(self.card_channels))


@dataclass(frozen=True)
class Place:
    """Where a message is. Both ids are Discord's."""

    channel_id: int
    message_id: int


class ServerStore:
    """What is kept about a server."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def rules(self, connection: Connection, guild_id: int) -> Rules:
        row = await self._sql.get(connection, guild_id=guild_id)
        if row is None:
            return Rules()
        return Rules(
            tuple([one["channel_id"] async for one in self._sql.channels(connection, guild_id=guild_id)]),
            bool(row["mock"]),
            bool(row["matching"]),
            bool(row["paused"]),
            row["report_channel_id"],
            self._sealer.open_or_none(row["help_line_sealed"]) or "",
        )

    async def keep(self, connection: Connection, guild_id: int, rules: Rules) -> None:
        await self._sql.ensure(connection, guild_id=guild_id)
        await self._sql.keep(
            connection,
            guild_id=guild_id,
            mock=int(rules.mock),
            matching=int(rules.matching),
            paused=int(rules.paused),
            report_channel_id=rules.report_channel_id,
            help_line_sealed=self._sealer.seal_or_none(rules.help_line),
        )
        await self._sql.drop_channels(connection, guild_id=guild_id)
        for channel_id in rules.card_channels:
            await self._sql.add_channel(connection, guild_id=guild_id, channel_id=channel_id)

    async def card(self, connection: Connection, guild_id: int) -> Place | None:
        row = await self._sql.get(connection, guild_id=guild_id)
        if row is None or row["card_message_id"] is None:
            return None
        return Place(row["card_channel_id"], row["card_message_id"])

    async def place_card(self, connection: Connection, guild_id: int, place: Place) -> None:
        await self._sql.ensure(connection, guild_id=guild_id)
        await self._sql.place_card(
            connection, guild_id=guild_id, channel_id=place.channel_id, message_id=place.message_id
        )

    async def known(self, connection: Connection) -> dict[int, datetime | None]:
        """Every server with a row, and when Rebound was removed from it, as far as was noticed (UTC)."""
        return {
            row["guild_id"]: None if row["left_at"] is None else from_ms(row["left_at"])
            async for row in self._sql.known(connection)
        }

    async def set_left(self, connection: Connection, guild_id: int, now: datetime) -> None:
        await self._sql.set_left(connection, guild_id=guild_id, now=to_ms(now))

    async def clear_left(self, connection: Connection, guild_id: int) -> None:
        await self._sql.clear_left(connection, guild_id=guild_id)

    async def drop(self, connection: Connection, guild_id: int) -> None:
        await self._sql.drop(connection, guild_id=guild_id)
