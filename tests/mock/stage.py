"""Ana, Ben, Cleo and Mo, everything private that they have, and all that each can type, press, choose and submit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
from simcord.actors import _dispatch_actor_interaction
from simcord.backend import serializers
from simcord.backend.models import EPHEMERAL_FLAG
from simcord.enums import InteractionType

from bot.interviews.store import Details
from bot.profile.store import Settings
from bot.ui import Card, send
from tests.mock.eyes import Eyes
from tests.mock.watch import Private, Watch
from tests.people import Person, World, walk

BUTTON, SELECT, TEXT = 2, 3, 4
NEVER_PRESSED = ("sharing:", "server:")  # they publish what they show, or belong to moderators
SAID = {
    "structure": "Your answers ran long xqstructurexq and I lost the thread.",
    "evidence": "It all stayed a bit vague xqevidencexq without a concrete example.",
}


@dataclass(frozen=True)
class Control:
    """Something that can be pressed, chosen or submitted, and where it stands."""

    custom_id: str
    part: dict[str, Any]
    channel_id: int = 0
    message_id: int = 0


@dataclass
class Stage:
    """What happens on it is done by `press` and `command`; after each, `watch` looks at who was shown what."""

    world: World
    people: dict[str, Person]
    moderators: Any
    eyes: Eyes
    watch: Watch
    cards: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    forms: dict[str, list[Control]] = field(default_factory=dict)
    keys: Counter[str] = field(default_factory=Counter)
    carriers: dict[int, Any] = field(default_factory=dict)

    @classmethod
    async def begin(cls, folder: Path) -> Stage:
        world = await World.begin(folder)
        guild = world.channel.guild
        role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
        people = dict(world.people)
        people["cleo"] = Person(guild.add_member(world.env.create_user("cleo")), world)
        people["mo"] = Person(guild.add_member(world.env.create_user("mo"), roles=[role]), world)
        moderators = guild.create_text_channel("moderators")
        await world.env.settle()
        eyes = Eyes(world.env.backend, {person.id: name for name, person in people.items()}, moderators.id)
        watch = Watch(world, people, eyes, lambda who, session_id: stage.peek(who, session_id))
        stage = cls(world, people, moderators, eyes, watch)
        for name in people:
            stage.cards[name], stage.forms[name], watch.ticked[name] = [], [], set()
        # Messages of the bot on which a forged press pretends to stand.
        for channel in (world.channel, moderators, *(person.actor.user.dm_channel for person in people.values())):
            sent = await send(world.bot.get_partial_messageable(channel.id), Card("Hello"))
            stage.carriers[channel.id] = world.env.backend.get_message(channel.id, sent.id)
        return stage

    # What is private

    async def fill(self) -> None:
        """Ana and Ben have everything that can be private, each with its token."""
        ana, ben = self.people["ana"], self.people["ben"]
        for person in self.people.values():
            await person.agree()
        for theme, said in SAID.items():
            self.watch.private[f"xq{theme}xq"] = Private("ana", "words", theme)
            await ana.log(said)
            await ana.press("Confirm")
        for number, theme in enumerate(SAID, 1):
            self.watch.private[f"xqcompany{theme}xq"] = self.watch.private[f"xqrole{theme}xq"] = Private("ana", "never")
            real = await self.world.bot.interviews.add(
                ana.id, Details(role=f"xqrole{theme}xq", company=f"xqcompany{theme}xq", stage="final")
            )
            await self.world.bot.interviews.link_feedback(ana.id, number, real.id)
        await ana.press("One question now")
        await ana.one_box()
        for token in ("xqanswerxq", "xqreflectionxq", "xqtitlexq", "xqstoryxq", "xqplanxq"):
            self.watch.private[token] = Private("ana", "never")
        await ana.submit(whole="I counted the stock and I saved 40 percent xqanswerxq.")
        await ana.choose("3")
        await ana.press("Write it down")
        await ana.submit(text="Say the result first xqreflectionxq")
        await ana.press("Save as story")
        await ana.submit(title="Stock xqtitlexq", text="I counted it xqstoryxq")
        await self.world.bot.profile.change(ana.id, Settings("health_care", "senior", None, None))
        await ben.log("You seemed nervous xqbenxq and spoke very quietly.")
        await ben.press("Confirm")
        self.watch.private["xqbenxq"] = Private("ben", "words")
        await self.world.bot.servers.change(self.world.channel.guild.id, report_channel_id=self.moderators.id)
        await self.watch.begin()

    # What somebody does

    async def command(self, who: str, name: str, *, dm: bool = False, **options: Any) -> None:
        actor = self.people[who].actor
        await self._time_passes()
        if dm:
            users = {key: getattr(value, "user", value) for key, value in options.items()}
            self._saw(who, await actor.user.slash(name, **users))
        else:
            self._saw(who, await actor.slash(self.world.channel, name, **options))
        self.watch.states[f"/{name}"] += 1
        await self.watch.look()

    async def menu(self, who: str, name: str, whom: str) -> None:
        """A command in the menu of a person."""
        await self._time_passes()
        actor, target = self.people[who].actor, self.people[whom].actor
        self._saw(who, await actor.context_menu(self.world.channel, name, target))
        self.watch.states[name] += 1
        await self.watch.look()

    async def begin_typing(self, who: str) -> None:
        """What is suggested while somebody types a command."""
        await self._time_passes()
        actor = self.people[who].actor
        for name, option in (("interview done", "which"), ("reflect", "about")):
            await actor.autocomplete(self.world.channel, name, option, "")
        self.watch.states["suggestions"] += 1
        await self.watch.look()

    async def press(self, who: str, control: Control, pick: int = 0, *, dm: bool = False) -> None:
        """Press, choose or submit, what to choose being decided by `pick`. One that stands nowhere is forged."""
        custom_id, part = control.custom_id, control.part
        kind = part.get("type")
        data: dict[str, Any] = {"custom_id": custom_id}
        if kind is None:
            data["components"] = self._filled(who, custom_id, part["components"], pick)
            self.forms[who] = [form for form in self.forms[who] if form is not control]
        else:
            data["component_type"] = kind
            if kind != BUTTON:
                data["values"] = self._chosen(who, custom_id, part, pick)
        if custom_id.startswith(("mock:sharewords", "mock:sharerole")) and custom_id.endswith("1"):
            self.watch.ticked[who].add("words" if "words" in custom_id else "role")
        if custom_id.startswith("mock:reportnow") and custom_id.endswith("words"):
            self.watch.sent_along.add(custom_id.split(":")[2])
        await self.forge(who, data, control, dm=dm)

    async def forge(self, who: str, data: dict[str, Any], control: Control, *, dm: bool = False) -> Any:
        """Send an interaction as a client would that can be made to send anything."""
        await self._time_passes()
        result = await self._send(who, data, control, dm=dm)
        self.keys[":".join(data["custom_id"].split(":")[:2])] += 1
        self._saw(who, result)
        await self.watch.look()
        return result

    async def _send(self, who: str, data: dict[str, Any], control: Control, *, dm: bool = False) -> Any:
        actor = self.people[who].actor
        backend = self.world.env.backend
        if control.channel_id:
            dm = control.channel_id != self.world.channel.id and control.channel_id != self.moderators.id
        actor, channel = (actor.user, actor.user.dm_channel) if dm else (actor, self.world.channel)
        if control.channel_id == self.moderators.id:
            channel = self.moderators
        message = backend.messages.get(channel.id, {}).get(control.message_id) or self.carriers[channel.id]
        return await _dispatch_actor_interaction(
            actor,
            InteractionType.MODAL_SUBMIT if "components" in data else InteractionType.MESSAGE_COMPONENT,
            channel,
            data,
            extra={"message": dict(serializers.message_payload(backend, message))},
            source_message_id=message.id,
        )

    def on_screen(self, who: str) -> list[Control]:
        """Everything that this person can press, choose or submit now."""
        found: list[Control] = []
        places = list(self.cards[who][-4:])
        dm = self.world.env.backend.get_dm_channel(self.people[who].id).id
        for channel in (self.moderators.id, dm) if who == "mo" else (self.world.channel.id, dm):
            public = [
                (channel, message.id)
                for message in self.world.env.backend.messages.get(channel, {}).values()
                if not message.flags & EPHEMERAL_FLAG and message.components
            ]
            places += public[-4:]
        for channel_id, message_id in dict.fromkeys(places):
            message = self.world.env.backend.messages.get(channel_id, {}).get(message_id)
            for part in walk(message.components) if message else []:
                if part.get("custom_id") and not part["custom_id"].startswith(NEVER_PRESSED):
                    found.append(Control(part["custom_id"], part, channel_id, message_id))
        return [control for control in found if control.part["type"] in (BUTTON, SELECT)] + self.forms[who]

    async def find(self, who: str, key: str) -> Control:
        """The newest control of `key` on this person's screen."""
        return [control for control in self.on_screen(who) if control.custom_id.startswith(f"{key}:")][-1]

    @property
    def drawn(self) -> list[Control]:
        """All that was ever on anybody's screen."""
        return [Control(part["custom_id"], part) for part in self.watch.drawn.values()]

    async def peek(self, who: str, session_id: int) -> None:
        """Look at a session in every way there is."""
        for key in ("show", "look"):
            await self._send(who, {"custom_id": f"mock:{key}:{session_id}", "component_type": BUTTON}, Control("", {}))
        for name in ("mock history", "me export", "progress overview"):
            await self.people[who].actor.slash(self.world.channel, name)

    # Small things

    async def _time_passes(self) -> None:
        """More than sixty actions a minute are refused."""
        await self.world.env.advance_time(4)

    def _saw(self, who: str, result: Any) -> None:
        if result.modal is not None:
            self.forms[who] = [*self.forms[who][-1:], Control(result.modal["custom_id"], result.modal)]
        for message in [result.response, *result.followups]:
            if message is not None and message.ephemeral:
                self.cards[who].append((message.channel_id, message.id))

    def _chosen(self, who: str, custom_id: str, part: dict[str, Any], pick: int) -> list[str]:
        options = [option["value"] for option in part["options"]]
        least, most = part.get("min_values", 1), part.get("max_values", 1)
        count = min(len(options), max(least, 1 + pick % most))
        values = [options[(pick + 3 * number) % len(options)] for number in range(count)]
        values = list(dict.fromkeys(values))
        if custom_id.startswith(("mock:topics", "mock:offer")):
            self.watch.ticked[who] |= set(values)
        return values

    def _filled(self, who: str, custom_id: str, labels: list[dict[str, Any]], pick: int) -> list[dict[str, Any]]:
        key, row = custom_id.rsplit(":", 1)[0].rsplit(":", 1)
        kind = "note" if key == "mock:notes" else "words" if key.startswith("feedback:") else "never"
        filled = []
        for label in labels:
            part = label["component"]
            typed: dict[str, Any] = {"type": part["type"], "custom_id": part["custom_id"]}
            if part["type"] == TEXT:
                token = self.watch.token(who, kind, int(row) if row.isdigit() else None)
                typed["value"] = (
                    "delete" if part["custom_id"] == "word" else f"Answers ran long {token}"[: part["max_length"]]
                )
            elif part["type"] == SELECT:
                typed["values"] = [part["options"][pick % len(part["options"])]["value"]]
            filled.append({"type": 18, "component": typed})
        return filled
