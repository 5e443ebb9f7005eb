"""The one file that sends by itself: what is due goes out as a DM, once, whatever fails in between.

claim -> word -> send with a nonce made from the row -> settle. Discord drops a second message with the same nonce for a
few minutes. A claim that is not settled after two minutes may have been sent: it is looked for in the DM by the row's
number, which its first button carries, and sent again only if it is not there.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import discord
from discord.ext import tasks

from bot.clock import Clock
from bot.logs import describe
from bot.reminders.pace import Pace
from bot.reminders.service import AfterSettling, Reminders
from bot.reminders.store import Due, Sent
from bot.ui import Card, send

log = logging.getLogger(__name__)

# Between looks: until the next is due, but never less or longer than this.
SHORTEST_SECONDS, LONGEST_SECONDS = 1, 6 * 3600
REQUESTS_A_SECOND = 25
LOOK_BACK = 25
# Gives the card to send, or None when there is nothing to say any more.
Handler = Callable[[Due], Awaitable[Card | None]]
# Gives the channel to send to where the person chose one, None for their DM.
Place = Callable[[Due], Awaitable[int | None]]
Channel = discord.PartialMessageable | discord.DMChannel


@dataclass(frozen=True)
class _Kind:
    word: Handler
    after: AfterSettling | None
    place: Place | None


class Delivery:
    """Sends what is due. Each kind is worded by the feature it belongs to."""

    def __init__(self, client: discord.Client, reminders: Reminders, clock: Clock) -> None:
        self._client = client
        self._reminders = reminders
        self._clock = clock
        self._kinds: dict[str, _Kind] = {}
        self._pace = Pace(REQUESTS_A_SECOND)
        self.loop: tasks.Loop[Any] = tasks.loop(seconds=SHORTEST_SECONDS)(self._look)
        reminders.on_set = self._look_soon

    def on(self, kind: str, word: Handler, after: AfterSettling | None = None, place: Place | None = None) -> None:
        """Let `word` give the card for what is due of this kind, and `after` do more when it is settled.

        `place` may send it to a channel that the person chose, where it mentions them and nobody else.
        """
        self._kinds[kind] = _Kind(word, after, place)

    async def _look(self) -> None:
        """Send what is due, then sleep until the next is. Nothing that fails ends the loop."""
        try:
            while claimed := await self._reminders.claim():
                await asyncio.gather(*(self._deliver(due) for due in claimed))
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
        """Deliver one. What may or may not have arrived stays claimed, to be looked for in two minutes."""
        kind = self._kinds[due.kind]
        try:
            chosen = await kind.place(due) if kind.place else None
            channel = await self._dm(due.user_id) if chosen is None else self._client.get_partial_messageable(chosen)
            sent = await self._find(channel, due) if due.unsure else None
            if sent is None:
                await self._pace.turn()  # before the words, or else many writes at once hold up a command
                card = await kind.word(due)
                if card is None:
                    await self._reminders.settle(due, "nothing", after=kind.after)
                    return
                sent = await send(
                    channel, _marked(card, due), nonce=f"rebound-{due.id}", mention=chosen and due.user_id
                )
            await self._reminders.settle(due, "sent", Sent(channel.id, sent.id, chosen is None), kind.after)
        except (discord.Forbidden, discord.NotFound):
            await self._reminders.settle(due, "closed", after=kind.after)
        except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
            log.warning("reminder %d (%s) may not have arrived: %s", due.id, due.kind, describe(error))
        except Exception as error:
            log.error("reminder %d (%s) was not delivered: %s", due.id, due.kind, describe(error))
            await self._reminders.settle(due, "failed", after=kind.after)

    async def _dm(self, user_id: int) -> Channel:
        """The person's DM, without a request where it is known."""
        known = await self._reminders.channel_of(user_id)
        if known is not None:
            return self._client.get_partial_messageable(known, type=discord.ChannelType.private)
        await self._pace.turn()
        return await self._client.create_dm(discord.Object(user_id))

    async def _find(self, channel: Channel, due: Due) -> discord.Message | None:
        """The message of an earlier claim, if it did arrive."""
        await self._pace.turn()
        async for message in channel.history(limit=LOOK_BACK):
            if message.author == self._client.user and _mark(due) in _marks(message.components):
                return message
        return None


def _mark(due: Due) -> str:
    return f"n{due.id}"


def _marked(card: Card, due: Due) -> Card:
    """The card with the row's number on its first button, as the last part of the custom_id."""
    first, *rest = card.buttons
    return replace(card, buttons=(replace(first, custom_id=f"{first.custom_id}:{_mark(due)}"), *rest))


def _marks(components: Any) -> set[str]:
    """The last parts of every custom_id among components and what they hold."""
    found = set()
    for component in components:
        found.add(str(getattr(component, "custom_id", "")).rpartition(":")[2])
        found |= _marks(getattr(component, "children", ()))
    return found
