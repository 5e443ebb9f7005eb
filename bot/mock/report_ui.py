"""The presses of a report: by one of the two who practise, then by a moderator."""

import logging

import discord

from bot.logs import describe
from bot.mock.lines import Lines
from bot.mock.report_cards import ReportCards
from bot.mock.reports import Report, Reports
from bot.router import UNREACHABLE, Press, Router
from bot.server import Barred, managed
from bot.ui import Interaction, build_view, reply, send

log = logging.getLogger(__name__)


class ReportUI:
    """Answers who reports, and tells the moderators."""

    def __init__(self, reports: Reports, router: Router, cards: ReportCards, lines: Lines) -> None:
        self._reports = reports
        self._router = router
        self._cards = cards
        self._lines = lines

    def register(self) -> None:
        """Take the presses of a report."""
        self._router.on_press("mock:report", self.ask)
        self._router.on_press("mock:reportnow", self.report)
        self._router.on_press("mock:clear", self.clear)
        self._router.on_press("mock:keepbar", self.keep)

    async def ask(self, interaction: Interaction, press: Press) -> None:
        """What a report would do; of one that was made, that it was."""
        report = await self._reports.look(press.user_id, press.row)
        await reply(interaction, self._cards.ask(report) if report.news else self._cards.done(report, told=False))

    async def report(self, interaction: Interaction, press: Press) -> None:
        """Do it first, then tell the moderators, then say what came of it."""
        await interaction.response.defer(ephemeral=True)
        report = await self._reports.make(press.user_id, press.row)
        told = report.news and await self._tell_moderators(interaction.client, report, words=press.choice == "words")
        await reply(interaction, self._cards.done(report, told=told))
        if report.news and report.session.ended_at is None:
            await self._lines.tell(interaction, report.session.place, report.session.id, report.other_id, "over")

    async def clear(self, interaction: Interaction, press: Press) -> None:
        """Lift the bar. Raises NeedsServer, NeedsManageServer."""
        guild = managed(interaction)
        await self._decided(interaction, press, await self._reports.clear(guild.id, press.row), cleared=True)

    async def keep(self, interaction: Interaction, press: Press) -> None:
        """Leave the bar as it is. Raises NeedsServer, NeedsManageServer."""
        guild = managed(interaction)
        await self._decided(interaction, press, await self._reports.keep(guild.id, press.row), cleared=False)

    async def _decided(self, interaction: Interaction, press: Press, barred: Barred | None, *, cleared: bool) -> None:
        """The words and the buttons go from the report; on any other card the answer is the presser's own."""
        card = self._cards.decided(barred, press.choice, cleared=cleared)
        message = interaction.message
        if message is not None and not message.flags.ephemeral:
            await interaction.response.edit_message(view=build_view(card))
        else:
            await reply(interaction, card)

    async def _tell_moderators(self, client: discord.Client, report: Report, *, words: bool) -> bool:
        """Post it where moderators read reports. Returns whether that worked; what was done holds in any case.

        The log gets ids alone, and outside servers it is where whoever runs the bot reads of it.
        """
        session_id, guild_id = report.session.id, report.session.place.guild_id
        if guild_id is None:
            log.warning("session %d outside servers was reported, about user %d", session_id, report.other_id)
            return False
        if report.channel_id is None:
            log.warning("session %d in server %d was reported, which has no channel for it", session_id, guild_id)
            return False
        try:
            channel = client.get_partial_messageable(report.channel_id)
            await send(channel, self._cards.for_moderators(report, words=words))
        except UNREACHABLE as error:
            log.warning(
                "the report of session %d in server %d did not go out: %s", session_id, guild_id, describe(error)
            )
            return False
        return True
