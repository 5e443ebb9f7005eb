"""The daily look at who has been away long enough, and the note that goes out a week before."""

import logging
from collections.abc import Callable
from typing import Any

import discord
from discord.ext import tasks

from bot.logs import describe
from bot.profile.service import Profile
from bot.ui import Card, send

log = logging.getLogger(__name__)


def daily(client: discord.Client, profile: Profile, notice: Callable[[], Card]) -> tasks.Loop[Any]:
    """A loop that clears out once a day, first at the start. Nothing that fails ends it."""

    @tasks.loop(hours=24)
    async def loop() -> None:
        try:
            for user_id in await profile.clear_out():
                await _tell(client, user_id, notice())
        except Exception as error:
            log.error("the daily clearing failed: %s", describe(error))

    return loop


async def _tell(client: discord.Client, user_id: int, card: Card) -> None:
    """The note was claimed before, so it goes out at most once; closed DMs are no reason to keep words longer."""
    try:
        user = await client.fetch_user(user_id)
        await send(user, card)
    except discord.HTTPException as error:
        log.warning("a notice could not be delivered: %s", describe(error))
