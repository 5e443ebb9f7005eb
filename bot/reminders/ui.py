"""The cards of reminders that belong to no other feature, and taking the bot's own messages back."""

import logging

import discord

from bot.logs import describe
from bot.reminders.service import Reminders
from bot.reminders.store import Due
from bot.templates import Say
from bot.ui import Button, Card

log = logging.getLogger(__name__)


class RemindersUI:
    """Words what is due, and deletes what was sent."""

    def __init__(self, reminders: Reminders, say: Say) -> None:
        self._reminders = reminders
        self._say = say

    async def retention(self, due: Due) -> Card:
        """A week before words are removed."""
        return Card(self._say("retention"), (Button("Keep them", "profile:stay:0", "primary"),))

    async def take_all_back(self, client: discord.Client, user_id: int, kind: str) -> None:
        """Before reminders are erased: delete the messages that went to the person's DM."""
        if kind not in (self._reminders.store.kind, "everything"):
            return
        for sent in await self._reminders.sent_to(user_id):
            try:
                await client.get_partial_messageable(sent.channel_id).get_partial_message(sent.message_id).delete()
            except discord.NotFound:
                continue
            except discord.HTTPException as error:
                log.warning("a message to a person who leaves could not be deleted: %s", describe(error))
