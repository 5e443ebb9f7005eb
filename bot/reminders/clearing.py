"""The daily look at who has been away as long as they chose."""

import logging
from typing import Any

from discord.ext import tasks

from bot.logs import describe
from bot.profile import Profile
from bot.reminders.service import Reminders

log = logging.getLogger(__name__)


def daily(profile: Profile, reminders: Reminders) -> tasks.Loop[Any]:
    """A loop that clears out once a day, first at the start. Nothing that fails ends it."""

    @tasks.loop(hours=24)
    async def loop() -> None:
        try:
            await profile.clear_out(reminders.set)
        except Exception as error:
            log.error("the daily clearing failed: %s", describe(error))

    return loop
