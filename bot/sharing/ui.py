"""The preview, the post and the way back."""

import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import discord

from bot.errors import CannotPost, CardIsOld
from bot.logs import describe
from bot.router import Press, Router
from bot.server import Servers, where_to_post
from bot.sharing.service import Sharing
from bot.sharing.store import Post
from bot.templates import Say
from bot.ui import Button, Card, Interaction, reply, send

log = logging.getLogger(__name__)

# The card that would stand in the channel, for the person who pressed and the row pressed for. Raises NotFound.
Draw = Callable[[Interaction, Press], Awaitable[Card]]


@dataclass(frozen=True)
class _Kind:
    draw: Draw
    private: str


class SharingUI:
    """Posts what a person wants posted, where they are."""

    def __init__(self, sharing: Sharing, servers: Servers, router: Router, say: Say) -> None:
        self._sharing = sharing
        self._servers = servers
        self._router = router
        self._say = say
        self._kinds: dict[str, _Kind] = {}

    def register(self) -> None:
        """Take the presses of sharing."""
        self._router.on_press("sharing:preview", self.preview)
        self._router.on_press("sharing:post", self.post)
        self._router.on_press("sharing:back", self.take_back)
        self.offer("", self._answer, "practice:then")

    def offer(self, kind: str, draw: Draw, private: str) -> None:
        """Let `sharing:preview:<row>:<kind>` share what `draw` gives; [Keep it private] goes to `<private>:<row>`."""
        self._kinds[kind] = _Kind(draw, private)

    async def preview(self, interaction: Interaction, press: Press) -> None:
        """What would be posted and where, named. Raises CannotPost where that may not be."""
        channel = await where_to_post(interaction, self._servers)
        card = await self._kind(press.choice).draw(interaction, press)
        await self._ask(interaction, press, press.choice, card, channel.id)

    async def post(self, interaction: Interaction, press: Press) -> None:
        """Post it, if it is still what the preview showed; else show how it is now."""
        channel = await where_to_post(interaction, self._servers)
        kind, _, seen = press.choice.partition("-")
        card = await self._kind(kind).draw(interaction, press)
        if seen and seen != _digest(_fit(interaction, card)):
            await self._ask(interaction, press, kind, card, channel.id, changed=True)
            return
        try:
            message = await send(channel, _fit(interaction, card))
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

    async def _answer(self, interaction: Interaction, press: Press) -> Card:
        written = await self._sharing.answer(press.user_id, press.row)
        return Card(self._say("answer", who=interaction.user, written=written))

    def _kind(self, name: str) -> _Kind:
        if name not in self._kinds:
            raise CardIsOld
        return self._kinds[name]

    async def _ask(
        self, interaction: Interaction, press: Press, kind: str, card: Card, channel: int, *, changed: bool = False
    ) -> None:
        assert interaction.guild is not None
        fit = _fit(interaction, card)
        text = self._say(
            "preview", server=interaction.guild.name, channel=channel, changed=changed, bare=fit.image != card.image
        )
        buttons = (
            Button("Post it", f"sharing:post:{press.row}:{kind}-{_digest(fit)}", "primary"),
            Button("Keep it private", f"{self._kind(kind).private}:{press.row}"),
        )
        await reply(interaction, replace(fit, text=f"{text}\n---\n{fit.text}", buttons=buttons))


def _fit(interaction: Interaction, card: Card) -> Card:
    """The card without its picture where the bot may not attach files; its words say the same."""
    return card if interaction.app_permissions.attach_files else replace(card, image=None)


def _digest(card: Card) -> str:
    """Eight characters that change with what a card says or shows."""
    said = card.text + (card.image.description if card.image else "")
    return hashlib.sha256(said.encode()).hexdigest()[:8]


async def _delete(client: discord.Client, post: Post) -> None:
    try:
        await client.get_partial_messageable(post.channel_id).get_partial_message(post.message_id).delete()
    except discord.NotFound:
        return
