"""The preview, the post and the way back."""

import logging

import discord

from bot.errors import CannotPost
from bot.logs import describe
from bot.router import Press, Router
from bot.server import Servers, where_to_post
from bot.sharing.service import Sharing
from bot.sharing.store import Post
from bot.templates import Say
from bot.ui import Button, Card, Interaction, reply, send

log = logging.getLogger(__name__)


class SharingUI:
    """Posts what a person wants posted, where they are."""

    def __init__(self, sharing: Sharing, servers: Servers, router: Router, say: Say) -> None:
        self._sharing = sharing
        self._servers = servers
        self._router = router
        self._say = say

    def register(self) -> None:
        """Take the presses of sharing."""
        self._router.on_press("sharing:preview", self.preview)
        self._router.on_press("sharing:post", self.post)
        self._router.on_press("sharing:back", self.take_back)

    async def preview(self, interaction: Interaction, press: Press) -> None:
        """What would be posted and where, named. Raises CannotPost where that may not be."""
        channel = await where_to_post(interaction, self._servers)
        written = await self._sharing.answer(press.user_id, press.row)
        assert interaction.guild is not None
        text = self._say(
            "preview", server=interaction.guild.name, channel=channel.id, who=interaction.user, written=written
        )
        buttons = (
            Button("Post it", f"sharing:post:{written.id}", "primary"),
            Button("Keep it private", f"practice:then:{written.id}"),
        )
        await reply(interaction, Card(text, buttons))

    async def post(self, interaction: Interaction, press: Press) -> None:
        channel = await where_to_post(interaction, self._servers)
        written = await self._sharing.answer(press.user_id, press.row)
        try:
            message = await send(channel, Card(self._say("post", who=interaction.user, written=written)))
        except discord.Forbidden:
            raise CannotPost(why="forbidden") from None
        post_id = await self._sharing.posted(press.user_id, message.id, channel.id)
        back = Button("Take it back", f"sharing:back:{post_id}")
        await reply(interaction, Card(self._say("posted", channel=channel.id), (back,)))

    async def take_back(self, interaction: Interaction, press: Press) -> None:
        """Delete the post from its channel. Raises NotFound, CannotPost where Discord does not let the bot."""
        post = await self._sharing.post(press.user_id, press.row)
        try:
            await _delete(interaction.client, post)
        except discord.Forbidden:
            raise CannotPost(why="forbidden") from None
        await self._sharing.taken_back(post)
        await reply(interaction, Card(self._say("taken_back")))

    async def take_all_back(self, client: discord.Client, user_id: int, kind: str) -> None:
        """Before posts are erased: delete them from their channels, as far as Discord lets the bot."""
        if kind not in (self._sharing.store.kind, "everything"):
            return
        for post in await self._sharing.posts(user_id):
            try:
                await _delete(client, post)
            except discord.HTTPException as error:
                log.warning("a shared post could not be deleted: %s", describe(error))


async def _delete(client: discord.Client, post: Post) -> None:
    try:
        await client.get_partial_messageable(post.channel_id).get_partial_message(post.message_id).delete()
    except discord.NotFound:
        return
