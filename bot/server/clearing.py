"""The daily look at which servers Rebound is in, and at those that removed it 30 days ago."""

import logging
from typing import Any

import discord
from discord.ext import tasks

from bot.logs import describe
from bot.server.service import Servers

log = logging.getLogger(__name__)


def daily(client: discord.Client, servers: Servers) -> tasks.Loop[Any]:
    """A loop that looks once a day, first when connected. Nothing that fails ends it."""

    @tasks.loop(hours=24)
    async def loop() -> None:
        try:
            await servers.look({guild.id for guild in client.guilds})
        except Exception as error:
            log.error("the daily look at servers failed: %s", describe(error))

    # Before, no server is known, and every one would look as if it had removed Rebound.
    loop.before_loop(client.wait_until_ready)
    return loop
