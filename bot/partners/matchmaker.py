"""The background work: each hour, and soon after somebody begins to wait, everyone who waits is paired."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

import discord
from discord.ext import tasks

from bot.clock import Clock
from bot.logs import describe
from bot.mock import member_of
from bot.partners.endings import Endings
from bot.partners.matching import Pair, pair
from bot.partners.meetings import Meetings
from bot.partners.service import Partners
from bot.server import Servers

log = logging.getLogger(__name__)

# Between looks, in seconds: after a change, while anybody waits or is matched, and while nobody does.
SOON, EACH_HOUR, SELDOM = 2, 3600, 24 * 3600
# A match whose hour was so long ago and that nothing ended.
FORGOTTEN = timedelta(hours=1)


class Matchmaker:
    """Pairs those who wait, server by server."""

    def __init__(
        self,
        client: discord.Client,
        clock: Clock,
        partners: Partners,
        meetings: Meetings,
        endings: Endings,
        servers: Servers,
    ) -> None:
        self._client = client
        self._clock = clock
        self._partners = partners
        self._meetings = meetings
        self._endings = endings
        self._servers = servers
        self._again = False
        self.loop: tasks.Loop[Any] = tasks.loop(seconds=SOON)(self._look)
        # Before, no server is known, and every one would look as if it had removed Rebound.
        self.loop.before_loop(client.wait_until_ready)
        partners.on_waiting = endings.on_free = self._soon

    def _soon(self) -> None:
        """There may be somebody new to pair."""
        self._again = True
        if self.loop.is_running():
            self.loop.change_interval(seconds=SOON)

    async def _look(self) -> None:
        """One round in every server where somebody waits. Nothing that fails ends the loop or stops the next server."""
        self._again = False
        servers: list[int] = []
        try:
            servers = await self._partners.servers()
            for guild_id in servers:
                await self._guarded(guild_id)
        except Exception as error:
            log.error("looking for who waits failed: %s", describe(error))
        self.loop.change_interval(seconds=SOON if self._again else EACH_HOUR if servers else SELDOM)

    async def _guarded(self, guild_id: int) -> None:
        try:
            await self.round(guild_id)
        except Exception as error:
            log.error("a round of finding partners failed: %s", describe(error))

    async def round(self, guild_id: int) -> None:
        """Close what may not go on in one server, then pair everyone who waits there and is a member still."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            return  # a removal is heard of elsewhere
        if not (await self._servers.rules(guild_id)).may_match:
            await self._endings.turned_off(guild_id)
            return
        for match in await self._endings.live_in(guild_id):
            barred = [side.user_id for side in match.sides if await self._servers.is_barred(guild_id, side.user_id)]
            if barred:
                await self._endings.gone(match.me.user_id, dict.fromkeys(barred, "barred"))
            elif self._clock() >= match.starts_at + FORGOTTEN:
                await self._endings.missed(match.me.user_id)
        await self._partners.tidy(guild_id)
        while gone := await self._pair_all(guild):
            await self._partners.gone(gone, "left")

    async def _pair_all(self, guild: discord.Guild) -> set[int]:
        """Propose every pair. Returns who is no member any more, so that the others can be paired anew."""
        waiting = await self._partners.waiting(guild.id)
        pairs: tuple[Pair, ...] = await asyncio.to_thread(pair, waiting, self._clock())
        gone: set[int] = set()
        for found in pairs:
            members = {user_id: await member_of(guild, user_id) for user_id in (found.one, found.other)}
            left = {user_id for user_id, member in members.items() if member is None}
            gone |= left
            if not left:
                names = {user_id: member.display_name for user_id, member in members.items() if member}
                await self._meetings.propose(guild.id, found, names)
        return gone
