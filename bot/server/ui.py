"""The presses and choices of /server."""

import logging
from dataclasses import replace

import discord

from bot.errors import CannotPost, NeedsManageServer, NeedsServer, NotFound
from bot.logs import describe
from bot.router import Press, Router, Submit
from bot.server.cards import Found, ServerCards, help_line_form
from bot.server.permissions import missing
from bot.server.service import Servers
from bot.server.store import Place, Rules
from bot.templates import Say
from bot.ui import Form, Interaction, build_view, reply, send

log = logging.getLogger(__name__)


class ServerUI:
    """Answers what a moderator presses. Each answer looks first whether they may."""

    def __init__(self, servers: Servers, router: Router, say: Say) -> None:
        self._servers = servers
        self._router = router
        self._cards = ServerCards(say)

    def register(self) -> None:
        """Take the presses and the form of /server."""
        router = self._router
        router.on_press("server:settings", self.settings)
        router.on_press("server:status", self.show_status)
        router.on_press("server:set", self.choose)
        router.on_press("server:cards", self.set_cards)
        router.on_press("server:anywhere", self.set_cards)
        router.on_press("server:reports", self.set_reports)
        router.on_press("server:noreports", self.set_reports)
        router.on_press("server:pause", self.pause)
        router.on_press("server:post", self.ask_where)
        router.on_press("server:put", self.put)
        router.on_press("server:barred", self.barred)
        router.on_press("server:whom", self.whom)
        router.on_press("server:bar", self.bar)
        router.on_press("server:unbar", self.unbar)
        router.on_form("server:line", self.line_form, self.set_line)

    async def setup(self, interaction: Interaction) -> None:
        """What is set in this server, and the ways to change it."""
        await self._show(interaction, managed(interaction))

    async def settings(self, interaction: Interaction, press: Press) -> None:
        await self.setup(interaction)

    async def choose(self, interaction: Interaction, press: Press) -> None:
        """One setting: its own card, its form, or turned on or off at once."""
        guild = managed(interaction)
        setting, _, on = press.values[0].partition("-")
        rules = await self._servers.rules(guild.id)
        if setting == "line":
            await self._router.open_form(interaction, "server:line", press, {"line": rules.help_line})
        elif setting == "barred":
            await self.barred(interaction, replace(press, row=0))
        elif setting == "cards":
            await reply(interaction, self._cards.where_cards_go(rules, _gone(guild, rules)))
        elif setting == "reports":
            await reply(interaction, self._cards.where_reports_go(rules, _gone(guild, rules)))
        elif setting in ("mock", "matching"):
            await self._change(interaction, guild, **{setting: on == "1"})
        else:
            raise NotFound

    async def set_cards(self, interaction: Interaction, press: Press) -> None:
        """No channel chosen means anywhere."""
        guild = managed(interaction)
        await self._change(interaction, guild, card_channels=tuple(_channel(guild, id_).id for id_ in press.values))

    async def set_reports(self, interaction: Interaction, press: Press) -> None:
        guild = managed(interaction)
        chosen = _channel(guild, press.values[0]).id if press.values else None
        await self._change(interaction, guild, report_channel_id=chosen)

    async def line_form(self, press: Press) -> Form:
        return help_line_form()

    async def set_line(self, interaction: Interaction, submit: Submit) -> None:
        await self._change(interaction, managed(interaction), help_line=submit.typed["line"].strip())

    async def pause(self, interaction: Interaction, press: Press) -> None:
        """Row 1 pauses, row 0 goes on."""
        await self._change(interaction, managed(interaction), paused=press.row == 1)

    async def ask_where(self, interaction: Interaction, press: Press) -> None:
        guild = managed(interaction)
        await reply(interaction, self._cards.where_the_card_goes(await self._servers.setup(guild.id)))

    async def put(self, interaction: Interaction, press: Press) -> None:
        """Post the lasting card, then delete the one before, so that there is one at any time.

        Raises CannotPost where cards may not go or Discord does not let the bot; the one before stays then.
        """
        guild = managed(interaction)
        channel = _channel(guild, press.values[0] if press.values else "")
        rules = await self._servers.rules(guild.id)
        if rules.paused:
            raise CannotPost(why="card_paused")
        if not rules.takes_cards(channel.id):
            raise CannotPost(why="card_elsewhere", channels=[channel.id])
        await interaction.response.defer(ephemeral=True)
        try:
            message = await send(channel, self._cards.lasting(rules))
        except discord.Forbidden:
            raise CannotPost(why="card_forbidden", channels=[channel.id]) from None
        before = await self._servers.card_placed(guild.id, Place(channel.id, message.id))
        left = await self._take_down(interaction.client, before)
        setup = await self._servers.setup(guild.id)
        await reply(interaction, self._cards.settings(setup, _gone(guild, setup.rules), posted=True, left=left))

    async def barred(self, interaction: Interaction, press: Press) -> None:
        guild = managed(interaction)
        await reply(interaction, self._cards.barred(await self._servers.barred(guild.id), press.row))

    async def whom(self, interaction: Interaction, press: Press) -> None:
        managed(interaction)
        await reply(interaction, self._cards.whom_to_bar())

    async def bar(self, interaction: Interaction, press: Press) -> None:
        guild = managed(interaction)
        await self._servers.bar(guild.id, int(press.values[0]))
        await reply(interaction, self._cards.barred(await self._servers.barred(guild.id), 0))

    async def unbar(self, interaction: Interaction, press: Press) -> None:
        guild = managed(interaction)
        await self._servers.unbar(guild.id, int(press.values[0]))
        await reply(interaction, self._cards.barred(await self._servers.barred(guild.id), 0))

    async def show_status(self, interaction: Interaction, press: Press) -> None:
        await self.status(interaction)

    async def status(self, interaction: Interaction) -> None:
        """Which permissions are missing now where cards and reports may go, or here if that is anywhere."""
        guild = managed(interaction)
        setup = await self._servers.setup(guild.id)
        ids = [*setup.rules.card_channels, setup.rules.report_channel_id, setup.card and setup.card.channel_id]
        if not setup.rules.card_channels:
            ids.append(_here(interaction))
        found = _look(guild, list(dict.fromkeys(id_ for id_ in ids if id_)), matching=setup.rules.matching)
        await reply(interaction, self._cards.status(setup.rules, found, await self._servers.totals(guild.id)))

    async def _show(self, interaction: Interaction, guild: discord.Guild) -> None:
        setup = await self._servers.setup(guild.id)
        await reply(interaction, self._cards.settings(setup, _gone(guild, setup.rules)))

    async def _change(self, interaction: Interaction, guild: discord.Guild, **changes: object) -> None:
        """Keep it, show it, then let the lasting card follow."""
        rules = await self._servers.change(guild.id, **changes)
        await self._show(interaction, guild)
        if changes.keys() & {"matching", "paused"}:
            await self._redraw(interaction.client, guild, rules)

    async def _redraw(self, client: discord.Client, guild: discord.Guild, rules: Rules) -> None:
        card = (await self._servers.setup(guild.id)).card
        if card is None:
            return
        try:
            await _message(client, card).edit(view=build_view(self._cards.lasting(rules)))
        except discord.HTTPException as error:
            log.warning("a lasting card could not be redrawn: %s", describe(error))

    async def _take_down(self, client: discord.Client, card: Place | None) -> int | None:
        """Delete the card that was replaced. Returns the channel it still stands in, if Discord did not let the bot."""
        if card is None:
            return None
        try:
            await _message(client, card).delete()
        except discord.NotFound:
            return None
        except discord.HTTPException as error:
            log.warning("a lasting card could not be deleted: %s", describe(error))
            return card.channel_id
        return None


def managed(interaction: Interaction) -> discord.Guild:
    """The server that this person manages. Raises NeedsServer or NeedsManageServer.

    Discord shows the command to those alone who may use it, but a press reaches the bot from any card.
    """
    guild = interaction.client.get_guild(interaction.guild_id or 0)
    if guild is None:
        raise NeedsServer
    if not interaction.permissions.manage_guild:
        raise NeedsManageServer
    return guild


def _channel(guild: discord.Guild, id_: str) -> discord.TextChannel:
    """A text channel of this server. Raises NotFound."""
    channel = guild.get_channel(int(id_)) if id_.isdigit() else None
    if not isinstance(channel, discord.TextChannel):
        raise NotFound
    return channel


def _here(interaction: Interaction) -> int | None:
    """The channel a moderator is in; of a thread its channel, whose permissions it has."""
    channel = interaction.channel
    return channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id


def _gone(guild: discord.Guild, rules: Rules) -> frozenset[int]:
    """The chosen channels that were deleted since."""
    chosen = {*rules.card_channels, *([rules.report_channel_id] if rules.report_channel_id else [])}
    return frozenset(id_ for id_ in chosen if guild.get_channel(id_) is None)


def _look(guild: discord.Guild, ids: list[int], *, matching: bool) -> Found:
    """Compare what Rebound and members may do in these channels with what is needed."""
    lacking: dict[str, list[int]] = {}
    gone = []
    for id_ in ids:
        channel = guild.get_channel(id_)
        if channel is None:
            gone.append(id_)
            continue
        of_members = channel.permissions_for(guild.default_role)
        for name in missing(channel.permissions_for(guild.me), of_members, matching=matching):
            lacking.setdefault(name, []).append(id_)
    return Found(tuple(ids), lacking, frozenset(gone))


def _message(client: discord.Client, place: Place) -> discord.PartialMessage:
    return client.get_partial_messageable(place.channel_id).get_partial_message(place.message_id)
