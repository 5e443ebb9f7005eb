"""From every press, choice, submit and command to its handler: consent first, errors worded, nothing typed lost."""

import functools
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec, Protocol

import aiohttp
import discord

from bot import distress, inbox
from bot.clock import Clock
from bot.errors import CardIsOld, PersonError, TooFast
from bot.limits import ACTIONS_A_MINUTE
from bot.logs import describe
from bot.templates import Say
from bot.ui import Button, Card, Form, Interaction, build_modal, reply, row_number, send, typed_fields

log = logging.getLogger(__name__)

Act = Callable[[Interaction], Awaitable[None]]
P = ParamSpec("P")
Callback = Callable[Concatenate[Interaction, P], Coroutine[Any, Any, None]]
MessageCallback = Callable[[Interaction, discord.Message], Coroutine[Any, Any, None]]
WAITING = timedelta(minutes=15)
UNREACHABLE = (discord.HTTPException, aiohttp.ClientError)


@dataclass(frozen=True)
class Press:
    """A button or select: the row its custom_id names, the part behind the row, and what was chosen."""

    user_id: int
    row: int
    choice: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Submit:
    """A submitted form: the row its custom_id names and {field id: text or chosen value}."""

    user_id: int
    row: int
    typed: dict[str, str]


@dataclass(frozen=True)
class Typed:
    """Text that a person sent to the bot's DM. `message_id` is Discord's id of the message."""

    user_id: int
    message_id: int
    text: str


PressHandler = Callable[[Interaction, Press], Awaitable[None]]
SubmitHandler = Callable[[Interaction, Submit], Awaitable[None]]
FormBuilder = Callable[[Press], Awaitable[Form]]
Aside = Callable[[int], Awaitable[Card | None]]
# Gives the card to answer with, or None to leave the text to the next handler.
TextHandler = Callable[[Typed], Awaitable[Card | None]]


@dataclass(frozen=True)
class _FormRoute:
    build: FormBuilder
    submit: SubmitHandler


class Gate(Protocol):
    """What the router asks of the profile feature."""

    async def may_enter(self, user_id: int) -> bool: ...

    def consent_card(self, *, text_waits: bool) -> Card: ...

    async def hard_day_card(self, guild_id: int | None) -> Card: ...

    async def keep_draft(self, user_id: int, form: str, row: int, typed: dict[str, str]) -> int: ...

    async def drop_draft(self, user_id: int, form: str, row: int) -> None: ...


@dataclass(frozen=True)
class _Waiting:
    act: Act
    until: datetime


class Router:
    """The table `feature:verb -> handler`, and the one wrapper around everything a person does."""

    def __init__(self, clock: Clock, say: Say) -> None:
        self._clock = clock
        self._say = say
        self._presses: dict[str, PressHandler] = {}
        self._forms: dict[str, _FormRoute] = {}
        self._texts: list[TextHandler] = []
        self._asides: list[Aside] = []
        self._open_to_all: set[str] = set()
        self._waiting: dict[int, _Waiting] = {}
        self._unsaved: dict[int, tuple[str, int, dict[str, str]]] = {}
        self._minute = 0
        self._actions: dict[int, int] = {}
        self.gate: Gate | None = None

    def on_press(self, key: str, handler: PressHandler, *, before_consent: bool = False) -> None:
        """Send presses and choices of `key`, "feature:verb", to `handler`."""
        self._presses[key] = handler
        if before_consent:
            self._open_to_all.add(key)

    def on_form(self, key: str, build: FormBuilder, submit: SubmitHandler) -> None:
        """Let a press of `key` open the form that `build` makes, and send what is submitted to `submit`."""
        self._forms[key] = _FormRoute(build, submit)

        async def open_it(interaction: Interaction, press: Press) -> None:
            await self.open_form(interaction, key, press)

        self._presses[key] = open_it

    def on_text(self, handler: TextHandler) -> None:
        """Offer text from the DM to `handler`; the one added last is asked first."""
        self._texts.insert(0, handler)

    def add_aside(self, aside: Aside) -> None:
        """Let `aside` say something after a person's next command; it gives None when it has nothing to say."""
        self._asides.append(aside)

    async def forward(self, interaction: Interaction, key: str, press: Press) -> None:
        """Hand a press on to the handler of another key."""
        await self._presses[key](interaction, press)

    @property
    def keys(self) -> frozenset[str]:
        """Every "feature:verb" that has a handler."""
        return frozenset(self._presses)

    async def open_form(
        self, interaction: Interaction, key: str, press: Press, typed: dict[str, str] | None = None
    ) -> None:
        """Answer with the modal of `key` for `press.row`, filled with what was typed before."""
        form = await self._forms[key].build(press)
        await interaction.response.send_modal(build_modal(form.filled_with(typed or {}), f"{key}:{press.row}"))

    def command(self, callback: Callback[P]) -> Callback[P]:
        """Wrap a command's callback, so that consent and errors are seen to and the same call goes on after [Agree]."""

        @functools.wraps(callback)
        async def guarded(interaction: Interaction, /, *args: P.args, **kwargs: P.kwargs) -> None:
            async def act(latest: Interaction) -> None:
                await callback(latest, *args, **kwargs)
                for aside in self._asides:
                    card = await aside(latest.user.id)
                    if card is not None:
                        await reply(latest, card, fresh=True)

            await self.run(interaction, act)

        return guarded

    def message_command(self, callback: MessageCallback) -> MessageCallback:
        """The same for a command on somebody's message, whose text waits too."""

        @functools.wraps(callback)
        async def guarded(interaction: Interaction, message: discord.Message) -> None:
            await self.run(interaction, lambda latest: callback(latest, message), carries_text=True)

        return guarded

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take every press, choice and submit, those of cards sent before a restart too."""
        data: Any = interaction.data
        if interaction.type is discord.InteractionType.component:
            key, row, choice = _parse(data["custom_id"])
            handler = self._presses.get(key, _card_is_old)
            press = Press(interaction.user.id, row, choice, tuple(data.get("values", ())))
            if key in self._open_to_all:
                await self._guarded(interaction, lambda latest: handler(latest, press))
            else:
                await self.run(interaction, lambda latest: handler(latest, press))
        elif interaction.type is discord.InteractionType.modal_submit:
            key, row, _ = _parse(data["custom_id"])
            submit = Submit(interaction.user.id, row, typed_fields(data["components"]))
            await self.run(
                interaction, lambda latest: self._submit(latest, key, submit), carries_text=True, may_hurry=True
            )

    async def on_message(self, message: discord.Message) -> None:
        """Take what a person writes to the bot's DM."""
        if not inbox.is_for_us(message):
            return
        try:
            self._count(message.author.id)
            typed = Typed(message.author.id, message.id, await inbox.read_text(message))
            await send(message.channel, await self._take(typed))
            if distress.named_in(typed.text):
                assert self.gate is not None
                await send(message.channel, await self.gate.hard_day_card(None))
        except Exception as error:
            try:
                await send(message.channel, Card(self._worded(error, "a direct message")))
            except UNREACHABLE as failure:
                log.error("an error could not be shown: %s", describe(failure))

    async def _take(self, typed: Typed) -> Card:
        """Text from the DM -> the card that answers it; before consent it waits in memory."""
        assert self.gate is not None
        if not await self.gate.may_enter(typed.user_id):

            async def act(latest: Interaction) -> None:
                await reply(latest, await self._take(typed))

            self._waiting[typed.user_id] = _Waiting(act, self._clock() + WAITING)
            return self.gate.consent_card(text_waits=True)
        for handler in self._texts:
            card = await handler(typed)
            if card is not None:
                return card
        raise CardIsOld

    async def run(
        self, interaction: Interaction, act: Act, *, carries_text: bool = False, may_hurry: bool = False
    ) -> None:
        """Do `act` if the person has agreed; else show the consent card and let `act` wait for [Agree].

        `may_hurry`: `act` counts itself, since what was typed has to be kept first.
        """

        async def enter(latest: Interaction) -> None:
            assert self.gate is not None
            if not may_hurry:
                self._count(latest.user.id)
            if await self.gate.may_enter(latest.user.id):
                await act(latest)
                return
            self._waiting[latest.user.id] = _Waiting(act, self._clock() + WAITING)
            await reply(latest, self.gate.consent_card(text_waits=carries_text))

        await self._guarded(interaction, enter)

    def _count(self, user_id: int) -> None:
        """Count one action. Raises TooFast past 60 in one minute of the clock."""
        minute = int(self._clock().timestamp()) // 60
        if minute != self._minute:
            self._minute = minute
            self._actions.clear()
        self._actions[user_id] = self._actions.get(user_id, 0) + 1
        if self._actions[user_id] > ACTIONS_A_MINUTE:
            raise TooFast

    async def go_on(self, interaction: Interaction) -> bool:
        """After [Agree]: do what waited. False if nothing did, or it waited over 15 minutes."""
        waiting = self._waiting.pop(interaction.user.id, None)
        if waiting is None or waiting.until < self._clock():
            return False
        await waiting.act(interaction)
        return True

    def stop_waiting(self, user_id: int) -> None:
        """Forget what waited for consent."""
        self._waiting.pop(user_id, None)

    def unsaved(self, user_id: int) -> tuple[str, int, dict[str, str]] | None:
        """The form, row and text that could not even be kept as a draft, if any."""
        return self._unsaved.get(user_id)

    async def _submit(self, interaction: Interaction, key: str, submit: Submit) -> None:
        assert self.gate is not None
        route = self._forms.get(key)
        try:
            self._count(submit.user_id)
            if route is None:
                raise CardIsOld
            await route.submit(interaction, submit)
            if any(distress.named_in(text) for text in submit.typed.values()):
                await reply(interaction, await self.gate.hard_day_card(interaction.guild_id), fresh=True)
        except Exception as error:
            draft = await self._keep(key, submit)
            await self.present(interaction, error, draft)
            return
        self._unsaved.pop(submit.user_id, None)
        await self.gate.drop_draft(submit.user_id, key, submit.row)

    async def _keep(self, key: str, submit: Submit) -> int:
        """Keep typed text as a draft, in memory if the database cannot. Returns the draft's row, 0 for memory."""
        assert self.gate is not None
        try:
            return await self.gate.keep_draft(submit.user_id, key, submit.row, submit.typed)
        except Exception as error:
            log.error("a draft of %s could not be kept in the database: %s", key, describe(error))
            self._unsaved[submit.user_id] = (key, submit.row, submit.typed)
            return 0

    async def _guarded(self, interaction: Interaction, act: Act) -> None:
        try:
            await act(interaction)
        except Exception as error:
            await self.present(interaction, error)

    async def present(self, interaction: Interaction, error: Exception, draft: int | None = None) -> None:
        """Say in one sentence what happened, what was kept and what to do; log the rest under a reference."""
        text = self._worded(error, _name(interaction), kept=draft is not None)
        buttons = (Button("Try again", f"profile:retry:{draft}", "primary"),) if draft is not None else ()
        try:
            await reply(interaction, Card(text, buttons), fresh=True)
        except UNREACHABLE as failure:
            log.error("an error could not be shown: %s", describe(failure))

    def _worded(self, error: Exception, name: str, *, kept: bool = False) -> str:
        """The sentence for the person; what it does not explain is logged under a reference."""
        if isinstance(error, PersonError):
            return self._say(error.reply, kept=kept, **error.facts)
        reference = secrets.token_hex(3)
        log.error("reference %s: %s failed: %s", reference, name, describe(error))
        return self._say("unexpected", kept=kept, reference=reference)


async def _card_is_old(interaction: Interaction, press: Press) -> None:
    raise CardIsOld


def _name(interaction: Interaction) -> str:
    """What was called, without anything typed: a command's name, or the key of a press or submit."""
    data: Any = interaction.data or {}
    return str(data.get("name") or _parse(data.get("custom_id", ""))[0])


def _parse(custom_id: str) -> tuple[str, int, str]:
    feature, _, rest = custom_id.partition(":")
    verb, _, rest = rest.partition(":")
    row, _, choice = rest.partition(":")
    return f"{feature}:{verb}", row_number(row), choice
