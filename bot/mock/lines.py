"""The lines that the other of two people notices: one sentence without content, and a button to their own card."""

import logging

import discord

from bot.logs import describe
from bot.mock.model import Place
from bot.router import UNREACHABLE
from bot.server import Servers
from bot.templates import Say
from bot.ui import Button, Card, Interaction, send, send_here

log = logging.getLogger(__name__)


class Lines:
    """Tells one of two people that something is there for them, where they meet."""

    def __init__(self, servers: Servers, say: Say) -> None:
        self._servers = servers
        self._say = say

    async def tell(
        self, interaction: Interaction, place: Place, session_id: int, user_id: int, macro: str, label: str = "Open"
    ) -> bool:
        """Send the line `macro`, after `interaction` was answered. Returns whether it could be sent.

        It mentions that one user. A private place is reached only by a press in it.
        """
        text = self._say(f"line_{macro}", you=user_id, other=interaction.user.id)
        card = Card(text, (Button(label, f"mock:show:{session_id}", "primary"),))
        try:
            if place.where == "dm":
                await send(await interaction.client.create_dm(discord.Object(user_id)), card)
            elif place.where == "channel":
                return await self._in_channel(interaction.client, place, card, user_id)
            elif interaction.channel_id == place.channel_id:
                await send_here(interaction, card, mention=user_id)
            else:
                return False
        except discord.Forbidden:
            return False
        except UNREACHABLE as error:
            log.warning("a line could not be sent: %s", describe(error))
            return False
        return True

    async def _in_channel(self, client: discord.Client, place: Place, card: Card, user_id: int) -> bool:
        if place.guild_id is None or place.channel_id is None or (await self._servers.rules(place.guild_id)).paused:
            return False
        await send(client.get_partial_messageable(place.channel_id), card, mention=user_id)
        return True
