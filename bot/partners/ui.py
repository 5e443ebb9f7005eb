"""The presses and forms of finding a partner."""

from datetime import UTC, datetime

import discord

from bot.clock import Clock
from bot.errors import CannotFind, CardIsOld
from bot.partners.cards import PartnerCards, choice_form, zone_form
from bot.partners.endings import Endings
from bot.partners.meetings import Meetings
from bot.partners.model import Choice, Match
from bot.partners.service import Partners
from bot.reminders import Due
from bot.router import Press, PressHandler, Router, Submit
from bot.server import Servers
from bot.ui import Card, Form, Interaction, reply, row_number


class PartnersUI:
    """Answers what is pressed and typed, and words what is due."""

    def __init__(
        self,
        partners: Partners,
        meetings: Meetings,
        endings: Endings,
        servers: Servers,
        router: Router,
        cards: PartnerCards,
        clock: Clock,
    ) -> None:
        self._partners = partners
        self._meetings = meetings
        self._endings = endings
        self._servers = servers
        self._router = router
        self._cards = cards
        self._clock = clock

    def register(self) -> None:
        """Take the presses and forms of finding a partner, and the button of a server's lasting card."""
        router = self._router
        router.on_press("mock:find", self.show)
        router.on_press("partners:show", self.show)
        router.on_press("partners:adult", self.adult)
        router.on_press("partners:young", self.young)
        router.on_form("partners:zone", self.zone_form, self.set_zone)
        router.on_form("partners:choose", self.choice_form, self.choose)
        router.on_press("partners:wait", self.wait)
        router.on_press("partners:stop", self.stop)
        of_match = {
            "sure": self.sure,
            "times": self.times,
            "move": self.move,
            "leave": self.leave,
            "block": self.ask_block,
            "blocked": self.block,
            "here": self.here,
        }
        for verb, handler in of_match.items():
            router.on_press(f"partners:{verb}", self._or_over(handler))
        router.add_aside(self.aside)

    async def show(self, interaction: Interaction, press: Press) -> None:
        await self.find(interaction)

    async def find(self, interaction: Interaction) -> None:
        """Where this person stands, and what they can do. Raises CannotFind where no partner can be found."""
        user_id = interaction.user.id
        state = await self._partners.look(user_id, interaction.guild_id or 0)
        if state.match:
            if state.match.me.unreached:
                await self._meetings.reached(user_id, state.match.id)
            await self._show_match(interaction, state.match)
            return
        guild = await self._server(interaction, state.wish.guild_id if state.wish else None)
        if state.wish is None:
            await reply(interaction, self._cards.intro(guild.name), redraw=True)
        else:
            state = await self._partners.look(user_id, guild.id)
            await reply(interaction, self._cards.wish(state, guild.id, guild.name), redraw=True)

    async def adult(self, interaction: Interaction, press: Press) -> None:
        """They say that they are 18 or older."""
        guild = await self._server(interaction, None)
        await self._partners.declare(press.user_id, guild.id)
        state = await self._partners.look(press.user_id, guild.id)
        await self._router.open_form(interaction, "partners:choose" if state.zone else "partners:zone", press)

    async def young(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.too_young())

    async def zone_form(self, press: Press) -> Form:
        return zone_form()

    async def set_zone(self, interaction: Interaction, submit: Submit) -> None:
        await self._partners.set_zone(submit.user_id, submit.typed["zone"])
        state = await self._partners.look(submit.user_id, 0)
        await reply(interaction, self._cards.zone_kept(state.zone))

    async def choice_form(self, press: Press) -> Form:
        state = await self._partners.look(press.user_id, 0)
        choice = state.wish.choice if state.wish else None
        return choice_form(choice, await self._partners.suggested(press.user_id), state.zone)

    async def choose(self, interaction: Interaction, submit: Submit) -> None:
        await self._server_of(interaction)
        chosen = {key: tuple(value.split(",")) if value else () for key, value in submit.typed.items()}
        minutes = 15 if chosen["minutes"] == ("15",) else 30
        choice = Choice(chosen["times"], minutes, chosen["languages"], chosen["helps_with"], chosen["wants"])
        await self._partners.choose(submit.user_id, choice)
        await self.find(interaction)

    async def wait(self, interaction: Interaction, press: Press) -> None:
        if (await self._partners.look(press.user_id, 0)).match is None:
            guild = await self._server_of(interaction)
            await self._partners.wait(press.user_id, guild.id)
        await self.find(interaction)

    async def stop(self, interaction: Interaction, press: Press) -> None:
        await self._partners.stop(press.user_id)
        await reply(interaction, self._cards.stopped(), redraw=True)

    async def sure(self, interaction: Interaction, press: Press) -> None:
        match = await self._meetings.sure(press.user_id, press.row)
        await self._show_match(interaction, match)

    async def times(self, interaction: Interaction, press: Press) -> None:
        times = await self._meetings.other_times(press.user_id, press.row)
        match = await self._meetings.match(press.user_id, press.row)
        await reply(interaction, self._cards.other_times(match, times), redraw=True)

    async def move(self, interaction: Interaction, press: Press) -> None:
        starts_at = datetime.fromtimestamp(row_number(press.values[0]), UTC)
        match = await self._meetings.move(press.user_id, press.row, starts_at)
        await self._show_match(interaction, match)

    async def leave(self, interaction: Interaction, press: Press) -> None:
        await self._meetings.leave(press.user_id, press.row)
        await reply(interaction, self._cards.left(blocked=False), redraw=True)

    async def ask_block(self, interaction: Interaction, press: Press) -> None:
        match = await self._meetings.match(press.user_id, press.row)
        if match.ended:
            raise CardIsOld
        await reply(interaction, self._cards.ask_block(match), redraw=True)

    async def block(self, interaction: Interaction, press: Press) -> None:
        await self._meetings.leave(press.user_id, press.row, block=True)
        await reply(interaction, self._cards.left(blocked=True), redraw=True)

    async def here(self, interaction: Interaction, press: Press) -> None:
        """One is there; the session opens for both once the other is."""
        match = await self._meetings.here(press.user_id, press.row)
        card = self._cards.began(match) if match.ended else self._cards.hour(match, in_thread=False)
        await reply(interaction, card, redraw=True)

    def _or_over(self, handler: PressHandler) -> PressHandler:
        """Let a press on a match that is over say what became of it."""

        async def act(interaction: Interaction, press: Press) -> None:
            try:
                await handler(interaction, press)
            except CardIsOld:
                match = await self._meetings.match(press.user_id, press.row)
                if match.ended is None:
                    raise
                await reply(interaction, await self._over(match), redraw=True)

        return act

    async def aside(self, user_id: int) -> Card | None:
        """After the next command: what a message that could not be delivered would have said, once."""
        match = await self._meetings.newest(user_id)
        if match is None or match.ended or not match.me.unreached:
            return None
        await self._meetings.reached(user_id, match.id)
        return self._cards.match(match, self._clock())

    async def word(self, due: Due) -> Card | None:
        """What is due now in the match of one person, if anything is to be said."""
        match = await self._meetings.newest(due.user_id)
        if match is None:
            return None
        if match.ended_at is not None:
            return await self._over(match) if due.due_at == match.ended_at else None
        asked_at, asks_again_at, last_call_at, starts_at, nobody_at = match.moments
        if due.due_at == asked_at and match.me.sure_at is None:
            return self._cards.found(match)
        if due.due_at == asks_again_at and self._clock() < last_call_at:
            return self._cards.found(match, asks_again=True)
        if due.due_at == last_call_at:
            await self._endings.last_call(due.user_id)
        elif due.due_at == starts_at:
            return self._cards.hour(match, in_thread=match.channel_id is not None)
        elif due.due_at == nobody_at:
            await self._endings.nobody_came(due.user_id)
        return None

    async def _over(self, match: Match) -> Card:
        if match.ended == "began":
            return self._cards.began(match, mention=match.channel_id is not None)
        state = await self._partners.look(match.me.user_id, match.guild_id)
        return self._cards.over(match, state.wish.stopped if state.wish else None)

    async def _show_match(self, interaction: Interaction, match: Match) -> None:
        await reply(interaction, self._cards.match(match, self._clock()), redraw=True)

    async def _server_of(self, interaction: Interaction) -> discord.Guild:
        """The server they are in, or in the DM the one they chose for. Raises CannotFind."""
        wish = (await self._partners.look(interaction.user.id, 0)).wish
        return await self._server(interaction, wish.guild_id if wish else None)

    async def _server(self, interaction: Interaction, waits_in: int | None) -> discord.Guild:
        """The server this is about: the one they are in, or in the DM the one they wait in. Raises CannotFind."""
        guild_id = interaction.guild_id or waits_in
        if guild_id is None:
            raise CannotFind(why="dm")
        guild = interaction.client.get_guild(guild_id)
        if guild is None:
            raise CannotFind(why="away")
        rules = await self._servers.rules(guild_id)
        if rules.paused:
            raise CannotFind(why="paused")
        if not rules.may_match:
            raise CannotFind(why="off")
        if await self._servers.is_barred(guild_id, interaction.user.id):
            raise CannotFind(why="barred")
        return guild
