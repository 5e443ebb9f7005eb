"""The one file that sends by itself: what is due goes out as a DM, at most once."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord.ext import tasks

from bot.clock import Clock
from bot.logs import describe
from bot.reminders.service import Reminders
from bot.reminders.store import Due, Sent
from bot.ui import Card, send

log = logging.getLogger(__name__)

# Between looks: until the next is due, but never less or longer than this.
SHORTEST_SECONDS, LONGEST_SECONDS = 1, 6 * 3600
# Gives the card to send, or None when there is nothing to say any more.
Handler = Callable[[Due], Awaitable[Card | None]]


class Delivery:
    """Sends what is due. Each kind is worded by the feature it belongs to."""

    def __init__(self, client: discord.Client, reminders: Reminders, clock: Clock) -> None:
        self._client = client
        self._reminders = reminders
        self._clock = clock
        self._handlers: dict[str, Handler] = {}
        self.loop: tasks.Loop[Any] = tasks.loop(seconds=SHORTEST_SECONDS)(self._look)
        reminders.on_set = self._look_soon

    def on(self, kind: str, handler: Handler) -> None:
        """Let `handler` word what is due of this kind."""
        self._handlers[kind] = handler

    async def _look(self) -> None:
        """Send what is due, then sleep until the next is. Nothing that fails ends the loop."""
        try:
            while claimed := await self._reminders.claim():
                for due in claimed:
                    await self._deliver(due)
            await self._sleep()
        except Exception as error:
            log.error("looking for what is due failed: %s", describe(error))

    async def _sleep(self) -> None:
        next_due = await self._reminders.next_due()
        seconds = LONGEST_SECONDS if next_due is None else (next_due - self._clock()).total_seconds()
        self.loop.change_interval(seconds=min(max(seconds, SHORTEST_SECONDS), LONGEST_SECONDS))

    def _look_soon(self) -> None:
        """Something was set that may be due before the next look."""
        if self.loop.is_running():
            self.loop.change_interval(seconds=SHORTEST_SECONDS)

    async def _deliver(self, due: Due) -> None:
        try:
            card = await self._handlers[due.kind](due)
            if card is None:
                await self._reminders.settle(due, "nothing")
                return
            message = await send(await self._client.fetch_user(due.user_id), card)
            await self._reminders.settle(due, "sent", Sent(message.channel.id, message.id))
        except Exception as error:
            log.warning("reminder %d (%s) was not delivered: %s", due.id, due.kind, describe(error))
            await self._reminders.settle(due, "failed")
