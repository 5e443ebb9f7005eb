"""The hourly look at what nobody touched for a day."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from discord.ext import tasks

from bot.logs import describe

log = logging.getLogger(__name__)


def hourly(*clear: Callable[[], Awaitable[None]]) -> tasks.Loop[Any]:
    """A loop that does all of these once an hour. Nothing that fails ends it."""

    @tasks.loop(hours=1)
    async def loop() -> None:
        for one in clear:
            try:
                await one()
            except Exception as error:
                log.error("clearing up after practice with a friend failed: %s", describe(error))

    return loop
