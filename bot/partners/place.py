"""A place for two whose hour has come: a private thread, if both are members still."""

import asyncio
import logging

import discord

from bot.clock import Clock
from bot.logs import describe
from bot.mock import member_of
from bot.partners.endings import Endings
from bot.partners.meetings import Meetings
from bot.partners.model import WAIT_FOR_THE_OTHER, Match, Stopped
from bot.reminders import Due
from bot.server import Rules, Servers
from bot.templates import Say

log = logging.getLogger(__name__)


class Places:
    """Where two people meet when their hour has come."""

    def __init__(
        self, client: discord.Client, clock: Clock, meetings: Meetings, endings: Endings, servers: Servers, say: Say
    ) -> None:
        self._client = client
        self._clock = clock
        self._meetings = meetings
        self._endings = endings
        self._servers = servers
        self._say = say
        self._turn = asyncio.Lock()

    async def place(self, due: Due) -> int | None:
        """The thread that something due goes to, None for the DM. At the hour it is made, for the first of the two."""
        async with self._turn:
            match = await self._meetings.newest(due.user_id)
            if match is None:
                return None
            if match.ended is None and match.opened_at is None and due.due_at == match.starts_at:
                await self._open(match)
                match = await self._meetings.match(due.user_id, match.id)
            here = match.ended == "began" or (match.ended is None and due.due_at == match.starts_at)
            return match.channel_id if here else None

    async def _open(self, match: Match) -> None:
        """Look once more whether the two may meet, then find them a place."""
        if self._clock() >= match.starts_at + WAIT_FOR_THE_OTHER:
            await self._endings.missed(match.me.user_id)
            return
        guild = self._client.get_guild(match.guild_id)
        rules = await self._servers.rules(match.guild_id)
        if guild is None or not rules.may_match:
            await self._endings.turned_off(match.guild_id)
            return
        members: list[discord.Member] = []
        gone: dict[int, Stopped] = {}
        for side in match.sides:
            member = await member_of(guild, side.user_id)
            if member is None:
                gone[side.user_id] = "left"
            elif await self._servers.is_barred(guild.id, side.user_id):
                gone[side.user_id] = "barred"
            else:
                members.append(member)
        if gone:
            await self._endings.gone(match.me.user_id, gone)
        else:
            thread_id = await self._thread(guild, rules, match, members)
            await self._endings.opened(match.me.user_id, thread_id)

    async def _thread(
        self, guild: discord.Guild, rules: Rules, match: Match, members: list[discord.Member]
    ) -> int | None:
        """A private thread with both in it, or None where Discord or the moderators do not let the bot make one.

        It is found by its name if it was made before the bot was killed.
        """
        channel = next((one for one in guild.text_channels if _may_meet_in(one, rules, members)), None)
        if channel is None:
            return None
        name = self._say("thread", number=match.id)
        try:
            threads = [one for one in await guild.active_threads() if one.name == name and one.owner_id == guild.me.id]
            thread = threads[0] if threads else await channel.create_thread(name=name, invitable=False)
            for member in members:
                await thread.add_user(member)
        except discord.HTTPException as error:
            log.warning("a thread for two could not be made: %s", describe(error))
            return None
        return thread.id


def _may_meet_in(channel: discord.TextChannel, rules: Rules, members: list[discord.Member]) -> bool:
    """Whether the bot may make a private thread here, and both can see the channel."""
    own = channel.permissions_for(channel.guild.me)
    return (
        rules.takes_cards(channel.id)
        and own.view_channel
        and own.create_private_threads
        and own.send_messages_in_threads
        and all(channel.permissions_for(member).view_channel for member in members)
    )
