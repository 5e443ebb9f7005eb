"""The loop that deletes old invites and ends sessions that nobody touched for a day."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from discord.ext import tasks

from bot.clock import Clock
from bot.logs import describe

log = logging.getLogger(__name__)

# Everything new is due later than this, so nothing has to wake the loop.
LONGEST = timedelta(hours=20)
SHORTEST = timedelta(seconds=1)
# Does what is due, and says when (UTC) it will have something to do next, if that is known.
Clear = Callable[[], Awaitable[datetime | None]]


def when_due(clock: Clock, *clear: Clear) -> tasks.Loop[Any]:
    """A loop that does all of these, then sleeps until the next is due. Nothing that fails ends it."""

    @tasks.loop(seconds=LONGEST.total_seconds())
    async def loop() -> None:
        next_at = clock() + LONGEST
        for one in clear:
            try:
                next_at = min(next_at, await one() or next_at)
            except Exception as error:
                log.error("clearing up after practice with a friend failed: %s", describe(error))
        loop.change_interval(seconds=max(next_at - clock(), SHORTEST).total_seconds())

    return loop
