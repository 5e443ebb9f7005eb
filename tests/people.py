"""What a person does and sees: a thin voice around simcord's actors."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord.results import ResponseMessage

from bot.app import Rebound, build_bot
from bot.crypto import Sealer
from bot.database import Database
from bot.dependencies import PROMPTS
from bot.settings import Settings

CHOICES = {
    "source",
    "feels",
    "level",
    "stage",
    "family",
    "retention",
    "moment",
    "again",
    "listening",
    "outside",
    "outcome",
    "list",
    "state",
}
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


def walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every component of a message or modal, nested ones too."""
    found = []
    for component in components:
        found.append(component)
        found += walk(component.get("components", []))
        found += walk([component["component"]] if "component" in component else [])
    return found


@dataclass
class Shown:
    """What one action brought onto the screen."""

    result: simcord.InteractionResult

    @property
    def message(self) -> Any:
        return self.result.followups[-1] if self.result.followups else self.result.response

    @property
    def parts(self) -> list[dict[str, Any]]:
        assert self.message is not None, f"nothing was shown: {self.result}"
        return walk(self.message.components)

    @property
    def text(self) -> str:
        return "\n".join(part["content"] for part in self.parts if part["type"] == 10)

    @property
    def buttons(self) -> list[str]:
        return [part["label"] for part in self.parts if part["type"] == 2]

    @property
    def select(self) -> dict[str, Any]:
        return next(part for part in self.parts if part["type"] == 3)

    @property
    def chosen(self) -> list[str]:
        return [option["value"] for option in self.select["options"] if option.get("default")]

    @property
    def private(self) -> bool:
        return bool(self.message.ephemeral)

    @property
    def modal(self) -> dict[str, Any]:
        modal = self.result.modal
        assert modal is not None, f"no modal was shown: {self.result}"
        return modal

    @property
    def filled(self) -> dict[str, str]:
        return {
            part["custom_id"]: part.get("value") or "" for part in walk(self.modal["components"]) if part["type"] == 4
        }

    async def files(self) -> dict[str, str]:
        return {file.filename: (await file.read()).decode() for file in self.message.attachments}


@dataclass
class Person:
    """Somebody at a keyboard. `shown` is what they looked at last."""

    actor: Any
    world: World
    shown: Shown = field(init=False, repr=False)

    @property
    def id(self) -> int:
        return int(self.actor.id)

    def _saw(self, result: simcord.InteractionResult) -> Shown:
        self.shown = Shown(result)
        return self.shown

    async def slash(self, name: str, **options: Any) -> Shown:
        return self._saw(await self.actor.slash(self.world.channel, name, **options))

    async def press(self, label: str, on: Shown | None = None) -> Shown:
        return self._saw(await self.actor.click((on or self.shown).message, label=label))

    async def press_id(self, custom_id: str, on: Shown | None = None) -> Shown:
        return self._saw(await self.actor.click((on or self.shown).message, custom_id=custom_id))

    async def press_message(self, message: Any, label: str) -> Shown:
        """Press a button of a message that stands in the channel."""
        return self._saw(await self.actor.click(ResponseMessage(self.world.env, message), label=label))

    async def press_old(self, custom_id: str) -> Shown:
        """Press a button that was drawn earlier and stands nowhere any more."""
        view = discord.ui.LayoutView(timeout=None)
        row: Any = discord.ui.ActionRow(discord.ui.Button(label="Old", custom_id=custom_id))
        view.add_item(row)
        view.stop()
        message = await self.world.bot.get_channel(self.world.channel.id).send(view=view)  # type: ignore[union-attr]
        return self._saw(await self.actor.click(message, custom_id=custom_id))

    def id_of(self, label: str) -> str:
        """The custom_id of a button on the card in view."""
        return str(next(part["custom_id"] for part in self.shown.parts if part.get("label") == label))

    async def choose(self, *values: Any, on: Shown | None = None) -> Shown:
        return self._saw(await self.actor.select((on or self.shown).message, list(values)))

    async def submit(self, on: Shown | None = None, **typed: Any) -> Shown:
        fields = {key: ([value] if value else []) if key in CHOICES else value for key, value in typed.items()}
        return self._saw(await self.actor.submit_modal((on or self.shown).result, fields))

    async def agree(self) -> None:
        await self.slash("me data")
        await self.press("Agree")

    async def four_boxes(self) -> Shown:
        return await self._answer_in("answer", "Answer in four boxes")

    async def one_box(self) -> Shown:
        return await self._answer_in("box", "Answer in one box")

    async def _answer_in(self, form: str, label: str) -> Shown:
        first = next(part for part in self.shown.parts if part.get("label") == "Answer")
        if not first["custom_id"].startswith(f"practice:{form}:"):
            await self.press("More")
            return await self.press(label)
        return await self.press("Answer")

    @property
    def dm(self) -> Writer:
        """The same person in the bot's DM."""
        return Writer(self.actor.user, self.world)

    async def log(self, said: str, source: str = "interviewer", feels: str = "fine") -> Shown:
        await self.slash("feedback add")
        return await self.submit(said=said, source=source, feels=feels)

    async def ask_about(self, said: str) -> Shown:
        await self.log(said)
        await self.press("Confirm")
        return await self.press("One question now")


@dataclass
class Sent(Shown):
    """A message that the bot sent to a DM by itself."""

    result: Any

    @property
    def message(self) -> Any:
        return self.result


class Writer(Person):
    """Somebody in the bot's DM, where what is not a command is a message."""

    async def slash(self, name: str, **options: Any) -> Shown:
        return self._saw(await self.actor.slash(name, **options))

    async def write(self, text: str = "", files: tuple[tuple[str, bytes], ...] = (), flags: int = 0) -> list[Sent]:
        """Send a message. Returns every card it was answered with; `shown` is the first."""
        backend = self.world.env.backend
        channel = self.actor.dm_channel.id
        before = set(backend.messages.get(channel, {}))
        more: dict[str, Any] = {"attachments": backend.store_attachments(channel, files)} if files else {}
        await self.actor.send_dm(text, **more, **({"flags": flags} if flags else {}))
        cards = [
            Sent(ResponseMessage(self.world.env, message))
            for message in backend.messages[channel].values()
            if message.id not in before and message.author_id != self.id
        ]
        if cards:
            self.shown = cards[0]
        return cards

    async def last_card(self) -> Sent:
        """The newest message of the bot in this DM, whoever asked for it."""
        messages = self.world.env.backend.messages[self.actor.dm_channel.id].values()
        sent = Sent(ResponseMessage(self.world.env, [one for one in messages if one.author_id != self.id][-1]))
        self.shown = sent
        return sent


@dataclass
class World:
    """A simulated Discord, the bot in it and its database."""

    folder: Path
    env: simcord.Env
    bot: Rebound
    database: Database
    channel: Any
    people: dict[str, Person]
    seed: int = 7
    prompts: Path = PROMPTS

    @classmethod
    async def begin(cls, folder: Path, *, prompts: Path = PROMPTS, seed: int = 7) -> World:
        bot, database = await build(folder, prompts=prompts, seed=seed)
        env = simcord.Env(bot)
        await env.start()
        guild = env.create_guild("Careers")
        channel = guild.create_text_channel("general")
        world = cls(folder, env, bot, database, channel, {}, seed, prompts)
        for name in ("ana", "ben"):
            world.people[name] = Person(guild.add_member(env.create_user(name)), world)
        await env.settle()
        return world

    async def restart(self) -> None:
        """End the process and start another on the same database, in the same Discord."""
        await self.bot.close()
        await self.start_again()

    async def start_again(self) -> None:
        """Start a process after the last one was closed."""
        await self.database.close()
        self.bot, self.database = await build(self.folder, prompts=self.prompts, seed=self.seed)
        await self.env.restart_bot(self.bot)

    async def end(self) -> None:
        try:
            await self.bot.close()
            await self.env.shutdown()
        finally:
            await self.database.close()

    async def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        async def work(connection: Any) -> list[dict[str, Any]]:
            return [dict(row) for row in await connection.execute_fetchall(sql, values)]

        return await self.database.read(work)


async def build(folder: Path, *, prompts: Path = PROMPTS, seed: int = 7) -> tuple[Rebound, Database]:
    """A bot on the database in `folder`."""
    database = await Database.open(folder / "rebound.db", clock=discord.utils.utcnow)
    settings = Settings(_env_file=None, data=folder)
    return build_bot(settings, database, Sealer([KEY]), rng=random.Random(seed), prompts=prompts), database
