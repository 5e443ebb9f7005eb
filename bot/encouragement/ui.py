"""The cards, presses and forms of encouragement."""

from bot.encouragement import forms
from bot.encouragement.messages import Message
from bot.encouragement.service import Encouragement, On
from bot.errors import NotFound
from bot.profile import Profile
from bot.reflection import Reflections
from bot.reminders import Due
from bot.router import Press, Router, Submit
from bot.server import Servers, where_to_post
from bot.templates import Say
from bot.ui import Button, Card, Form, Interaction, reply

THURSDAY = frozenset((3,))


class EncouragementUI:
    """Draws encouragement and answers its buttons. A press on any note counts as an answer to it."""

    def __init__(
        self,
        encouragement: Encouragement,
        profile: Profile,
        servers: Servers,
        reflections: Reflections,
        router: Router,
        say: Say,
    ) -> None:
        self._encouragement = encouragement
        self._servers = servers
        self._profile = profile
        self._reflections = reflections
        self._router = router
        self._say = say

    def register(self) -> None:
        """Take the presses and forms of encouragement."""
        router = self._router
        router.on_form("encouragement:on", self.on_form, self.turn_on)
        router.on_form("encouragement:zone", self.zone_form, self.set_zone)
        router.on_press("encouragement:question", self.question)
        router.on_press("encouragement:plan", self.plan)
        router.on_press("encouragement:nottoday", self.not_today)
        router.on_press("encouragement:pause", self.pause)
        router.on_press("encouragement:stop", self.stop)
        router.on_press("encouragement:open", self.open)
        router.on_press("encouragement:here", self.here)
        router.on_press("encouragement:dm", self.back_to_dm)
        router.on_press("encouragement:thursday", self.thursday)
        router.on_press("encouragement:no", self.no)
        router.add_aside(self.aside)

    async def start(self, interaction: Interaction) -> None:
        """Open the form of /encouragement on."""
        await self._router.open_form(interaction, "encouragement:on", Press(interaction.user.id, 0))

    async def on_form(self, press: Press) -> Form:
        person = await self._profile.settings(press.user_id)
        return forms.when(await self._encouragement.wish_of(press.user_id), person.time_zone)

    async def turn_on(self, interaction: Interaction, submit: Submit) -> None:
        days = frozenset(int(day) for day in submit.typed["days"].split(",") if day)
        on = await self._encouragement.turn_on(submit.user_id, days, submit.typed["time"], submit.typed["zone"])
        await reply(interaction, self._on(on))

    async def now(self, interaction: Interaction) -> None:
        """Answer /encouragement now."""
        message = await self._encouragement.now(interaction.user.id)
        if message is None:
            await reply(interaction, Card(self._say("nothing_new"), (Button("One question", "practice:start:0"),)))
        else:
            await reply(interaction, Card(self._say("message", message=message), self._first(message)))

    async def pause_by_command(self, interaction: Interaction) -> None:
        """Answer /encouragement pause."""
        if await self._encouragement.wish_of(interaction.user.id) is None:
            await reply(interaction, self._not_on())
        else:
            await self.pause(interaction, Press(interaction.user.id, 0))

    async def off_by_command(self, interaction: Interaction) -> None:
        """Answer /encouragement off."""
        if await self._encouragement.wish_of(interaction.user.id) is None:
            await reply(interaction, self._not_on())
        else:
            await self.stop(interaction, Press(interaction.user.id, 0))

    async def question(self, interaction: Interaction, press: Press) -> None:
        await self._encouragement.answered(press.user_id)
        await self._router.forward(interaction, "practice:start", Press(press.user_id, 0))

    async def plan(self, interaction: Interaction, press: Press) -> None:
        """The person's newest plan, which stands behind a button since it is in their words."""
        await self._encouragement.answered(press.user_id)
        plan = await self._reflections.newest_plan(press.user_id)
        if plan is None:
            raise NotFound
        buttons = (Button("One question", "practice:start:0", "primary"),)
        await reply(interaction, Card(self._say("plan", kept=plan), buttons), fresh=True)

    async def not_today(self, interaction: Interaction, press: Press) -> None:
        await self._encouragement.answered(press.user_id)
        await reply(interaction, Card(self._say("not_today")), redraw=True)

    async def pause(self, interaction: Interaction, press: Press) -> None:
        until = await self._encouragement.pause(press.user_id)
        buttons = (Button("Go on now", "encouragement:on:0"), Button("Stop", "encouragement:stop:0"))
        await reply(interaction, Card(self._say("paused", until=until), buttons), redraw=True)

    async def stop(self, interaction: Interaction, press: Press) -> None:
        await self._encouragement.turn_off(press.user_id)
        await reply(interaction, Card(self._say("stopped")), redraw=True)

    async def open(self, interaction: Interaction, press: Press) -> None:
        """Open a neutral line in a channel; only its owner can."""
        message = await self._encouragement.open_note(press.user_id, int(press.choice.removeprefix("n") or 0))
        await self._encouragement.answered(press.user_id)
        await reply(interaction, Card(self._say("message", message=message), self._buttons(message)), fresh=True)

    async def here(self, interaction: Interaction, press: Press) -> None:
        """Send a neutral line to this channel instead. Raises CannotPost where the bot may not write."""
        channel = await where_to_post(interaction, self._servers)
        await self._encouragement.use_channel(press.user_id, interaction.guild_id, channel.id)
        back = (Button("Back to direct messages", "encouragement:dm:0"), Button("Stop", "encouragement:stop:0"))
        await reply(interaction, Card(self._say("here", channel=channel.id), back))

    async def back_to_dm(self, interaction: Interaction, press: Press) -> None:
        await self._encouragement.use_channel(press.user_id, None, None)
        await reply(interaction, Card(self._say("back_to_dm")))

    async def thursday(self, interaction: Interaction, press: Press) -> None:
        """One question again on Thursday at 18:00."""
        due_at = await self._encouragement.next_time(press.user_id, THURSDAY, forms.USUAL_TIME)
        if due_at is None:
            await self._router.open_form(interaction, "encouragement:zone", Press(press.user_id, 0))
        else:
            await reply(interaction, Card(self._say("next_time_set", due_at=due_at)))

    async def zone_form(self, press: Press) -> Form:
        return forms.zone()

    async def set_zone(self, interaction: Interaction, submit: Submit) -> None:
        await self._encouragement.set_zone(submit.user_id, submit.typed["zone"])
        await self.thursday(interaction, Press(submit.user_id, 0))

    async def no(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, Card(self._say("no")), redraw=True)

    async def aside(self, user_id: int) -> Card | None:
        """After the next command: say that a note could not be delivered, once."""
        if not await self._encouragement.undelivered(user_id):
            return None
        buttons = (
            Button("A line in this channel", "encouragement:here:0"),
            Button("Try my messages again", "encouragement:dm:0"),
            Button("Stop", "encouragement:stop:0"),
        )
        return Card(self._say("undelivered"), buttons)

    async def word(self, due: Due) -> Card | None:
        """The note of this hour."""
        message = await self._encouragement.for_note(due)
        wish = await self._encouragement.wish_of(due.user_id)
        if message is None or wish is None:
            return None
        if wish.channel_id is not None:
            if wish.guild_id and (await self._servers.rules(wish.guild_id)).paused:
                return None
            text = self._say("in_channel", user_id=due.user_id)
            return Card(text, (Button("Open", "encouragement:open:0", "primary"),))
        if wish.unanswered >= 3:
            buttons = (
                Button("Start again", "encouragement:on:0", "primary"),
                Button("Stop", "encouragement:stop:0"),
            )
            return Card(self._say("stops_itself"), buttons)
        return Card(self._say("message", message=message), self._buttons(message))

    async def word_next_time(self, due: Due) -> Card:
        """The one question that was wanted for this hour."""
        buttons = (
            Button("One question", "practice:start:0", "primary"),
            Button("Not today", "encouragement:no:0"),
        )
        return Card(self._say("next_time"), buttons)

    async def place(self, due: Due) -> int | None:
        """The channel the person chose, None for their DM."""
        wish = await self._encouragement.wish_of(due.user_id)
        return None if wish is None else wish.channel_id

    def _first(self, message: Message) -> tuple[Button, ...]:
        if message.kind == "plan":
            return (Button("Your plan", "encouragement:plan:0", "primary"),)
        return (Button("One question", "encouragement:question:0", "primary"),)

    def _buttons(self, message: Message) -> tuple[Button, ...]:
        return (
            *self._first(message),
            Button("Not today", "encouragement:nottoday:0"),
            Button("Pause two weeks", "encouragement:pause:0"),
            Button("Stop", "encouragement:stop:0"),
        )

    def _on(self, on: On) -> Card:
        buttons = (Button("Change", "encouragement:on:0"), Button("Stop", "encouragement:stop:0"))
        return Card(self._say("on", on=on, forms=forms), buttons)

    def _not_on(self) -> Card:
        return Card(self._say("not_on"), (Button("Turn it on", "encouragement:on:0", "primary"),))
