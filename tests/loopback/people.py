"""What people do: type commands, press, choose, submit and write, over the gateway, and wait for the answer."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from tests.loopback.gateway import Gateway
from tests.loopback.interactions import COMMAND, COMPONENT, MODAL_SUBMIT, Interaction, Interactions
from tests.loopback.things import MAY_SPEAK, Channel, Message, User, walk
from tests.loopback.world import World
from tests.people import Sent, Shown

SUBCOMMAND, GROUP = 1, 2
On = Shown | Message


class Asked:
    """Something a person did. It has been sent; awaited, it gives what came onto the screen."""

    def __init__(self, world: World, interaction: Interaction) -> None:
        self.interaction = interaction
        self._world = world

    def __await__(self) -> Generator[Any, None, Shown]:
        return self.answer().__await__()

    async def answer(self, count: int = 1, seconds: float = 15) -> Shown:
        """What is shown after the bot has shown something `count` times. Raises AssertionError."""
        what = f"an answer to {self.interaction.called}"
        await self._world.until(lambda: self.interaction.shown >= count, what, seconds)
        return Shown(self.interaction)


class People:
    """Everybody's hands. Nothing is awaited before it is sent, so several things can be under way at once."""

    def __init__(self, world: World, interactions: Interactions, gateway: Gateway) -> None:
        self.world = world
        self.interactions = interactions
        self.gateway = gateway

    def person(self, name: str) -> User:
        """A new account, in the server and with a DM."""
        return self.world.add_user(name)

    def dm_of(self, user: User) -> Channel:
        return self.world.dm_of(user)

    def slash(self, user: User, command: str, *, where: Channel | None = None, **options: Any) -> Asked:
        """Type a command, "feedback add" or "practice" with options. `where` is the channel, general if left out."""
        first, *rest = command.split()
        known = self._command(first, 1)
        given = self._options(known, rest, options)
        data = {"id": known["id"], "name": first, "type": 1, **({"options": given} if given else {})}
        return self._begin(COMMAND, user, where or self.world.general, data, f"/{command}")

    def menu(self, user: User, name: str, message: On, *, where: Channel | None = None) -> Asked:
        """Use the command `name` from the menu of a message."""
        target = _message(message)
        known = self._command(name, 3)
        resolved = {"messages": {str(target.id): target.payload()}}
        data = {"id": known["id"], "name": name, "type": 3, "target_id": str(target.id), "resolved": resolved}
        return self._begin(COMMAND, user, where or target.channel, data, name)

    def press(self, user: User, on: On, label: str | None = None, *, custom_id: str | None = None) -> Asked:
        """Press a button of a message that the person sees."""
        message = self._visible(user, on)
        for part in walk(message.components):
            if part["type"] == 2 and (part.get("custom_id") == custom_id if custom_id else part.get("label") == label):
                data = {"custom_id": part["custom_id"], "component_type": 2, "id": part["id"]}
                return self._begin(COMPONENT, user, message.channel, data, f"[{part['label']}]", message)
        raise AssertionError(f"no button {custom_id or label} on {message.components}")

    def choose(self, user: User, on: On, *values: str) -> Asked:
        """Choose from the first select of a message that the person sees."""
        message = self._visible(user, on)
        part = next(part for part in walk(message.components) if part["type"] == 3)
        known = {option["value"] for option in part["options"]}
        assert known.issuperset(values), f"{values} cannot be chosen from {known}"
        data = {"custom_id": part["custom_id"], "component_type": 3, "id": part["id"], "values": list(values)}
        return self._begin(COMPONENT, user, message.channel, data, f"choice {part['custom_id']}", message)

    def submit(self, user: User, form: Shown, **typed: Any) -> Asked:
        """Send a modal with what is typed or chosen; a field that is not named stays as it was filled."""
        opened: Interaction = form.result
        modal = form.modal
        parts = [_typed(label, typed) for label in modal["components"]]
        assert not typed, f"the form has no {sorted(typed)}"
        data = {"custom_id": modal["custom_id"], "components": parts}
        return self._begin(MODAL_SUBMIT, user, opened.channel, data, f"form {modal['custom_id']}", opened.source)

    def write(self, user: User, text: str = "", files: tuple[tuple[str, bytes], ...] = ()) -> Message:
        """Send a message to the bot's DM, and do not wait."""
        message = self.world.store(self.dm_of(user), user, {"content": text}, list(files))
        self.gateway.tell_of("MESSAGE_CREATE", message)
        return message

    async def dm(self, user: User, text: str = "", files: tuple[tuple[str, bytes], ...] = ()) -> Sent:
        """Send a message to the bot's DM, and wait for the bot's next one there."""
        return await self.next_in(self.dm_of(user), after=self.write(user, text, files))

    async def next_in(self, channel: Channel, *, after: Message, seconds: float = 15) -> Sent:
        """The bot's first message in `channel` that is newer than `after`. Raises AssertionError."""

        def answers() -> list[Message]:
            messages = sorted(channel.messages.values(), key=lambda message: message.id)
            return [one for one in messages if one.id > after.id and one.author is self.world.bot]

        await self.world.until(lambda: bool(answers()), f"an answer to message {after.id}", seconds)
        return Sent(answers()[0])

    def _begin(
        self, kind: int, user: User, where: Channel, data: dict[str, Any], called: str, source: Message | None = None
    ) -> Asked:
        begun = self.interactions.begin(kind, user, where, source, called)
        in_dm = where.person is not None
        guild_id = str(self.world.guild_id)
        who: dict[str, Any] = (
            {"user": user.payload()}
            if in_dm
            else {
                "member": self.world.member(user),
                "guild_id": guild_id,
                "guild": {"id": guild_id, "locale": "en-US", "features": []},
                "guild_locale": "en-US",
            }
        )
        packet = {
            "id": str(begun.id),
            "application_id": str(self.world.bot.id),
            "type": kind,
            "token": begun.token,
            "version": 1,
            "data": data,
            "channel": where.payload(),
            "channel_id": str(where.id),
            "locale": "en-US",
            "context": 1 if in_dm else 0,
            "app_permissions": str(MAY_SPEAK if in_dm else where.bot_may),
            "authorizing_integration_owners": {"0": "0" if in_dm else guild_id},
            "entitlements": [],
            "attachment_size_limit": 10 * 1024 * 1024,
            **({"message": source.payload()} if source is not None else {}),
            **who,
        }
        self.gateway.dispatch("INTERACTION_CREATE", packet)
        return Asked(self.world, begun)

    def _command(self, name: str, kind: int) -> dict[str, Any]:
        for command in self.world.commands:
            if command["name"] == name and command["type"] == kind:
                return command
        raise AssertionError(f"no command {name} was synced")

    def _options(self, command: dict[str, Any], path: list[str], options: dict[str, Any]) -> list[dict[str, Any]]:
        """The options as Discord nests them. Raises AssertionError for one that the command does not have."""
        known = {option["name"]: option for option in command.get("options", [])}
        if path:
            assert path[0] in known, f"no subcommand {path[0]}"
            inner = known[path[0]]
            return [{"name": path[0], "type": inner["type"], "options": self._options(inner, path[1:], options)}]
        assert not any(option["type"] in (SUBCOMMAND, GROUP) for option in known.values()), "a subcommand is needed"
        assert known.keys() >= options.keys(), f"no option {options.keys() - known.keys()}"
        return [{"name": name, "type": known[name]["type"], "value": value} for name, value in options.items()]

    @staticmethod
    def _visible(user: User, on: On) -> Message:
        message = _message(on)
        assert message.id in message.channel.messages, "the message is gone"
        assert message.seen_by in (None, user.id), f"{user.name} does not see this message"
        return message


def _message(on: On) -> Message:
    return on if isinstance(on, Message) else on.message


def _typed(label: dict[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
    """One field of a form as it is sent. Takes its value out of `typed`; refuses what Discord's app would not send."""
    if "component" not in label:
        return {"type": label["type"], "id": label.get("id", 0)}
    part = label["component"]
    name = part["custom_id"]
    if part["type"] == 4:
        value = typed.pop(name, part.get("value") or "")
        assert value or not part.get("required", True), f"{name} is required"
        assert len(value) <= part.get("max_length", 4000), f"{name} is too long"
        sent = {"value": value}
    else:
        chosen = [option["value"] for option in part["options"] if option.get("default")]
        value = typed.pop(name, chosen)
        values = [value] if isinstance(value, str) else list(value)
        assert values or not part.get("required", True), f"{name} is required"
        sent = {"values": values}
    return {"type": 18, "id": 1, "component": {"type": part["type"], "custom_id": name, "id": 2, **sent}}
