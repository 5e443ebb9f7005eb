"""What a person started and what the bot answered to it, with Discord's rules on when and how often."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.loopback.things import EPHEMERAL, LOADING, Channel, Message, Refused, User
from tests.loopback.world import World

COMMAND, COMPONENT, MODAL_SUBMIT = 2, 3, 5
SAY, LATER, LATER_UPDATE, UPDATE, MODAL = 4, 5, 6, 7, 9
LIFETIME = 15 * 60


@dataclass
class Interaction:
    """One press, choice, submit or command. `response`, `followups` and `modal` are what the person sees of it."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    at: float
    source: Message | None = None
    called: str = ""
    answered_with: int | None = None
    response: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: dict[str, Any] | None = None
    shown: int = 0

    @property
    def done(self) -> bool:
        """Whether there is something to see."""
        return self.shown > 0


class Interactions:
    """Every interaction there was, by its token. `patience` is how many seconds the bot has to answer."""

    def __init__(self, world: World) -> None:
        self.patience = 3.0
        self.all: dict[str, Interaction] = {}
        self._world = world

    def begin(self, kind: int, user: User, channel: Channel, source: Message | None, called: str) -> Interaction:
        number = self._world.new_id()
        begun = Interaction(
            number, f"aW50ZXJhY3Rpb24-{number:x}", kind, user, channel, self._world.clock.now(), source, called
        )
        self.all[begun.token] = begun
        return begun

    def respond(self, token: str, body: dict[str, Any], files: list[tuple[str, bytes]]) -> dict[str, Any]:
        """The first answer. Returns what with_response=1 gives."""
        one = self.all.get(token)
        if one is None or self._world.clock.now() - one.at > self.patience:
            raise Refused(404, 10062, "Unknown interaction")
        if one.answered_with is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        kind, data = body["type"], body.get("data") or {}
        if (kind in (LATER_UPDATE, UPDATE) and one.source is None) or (kind == MODAL and one.kind == MODAL_SUBMIT):
            raise Refused(400, 50035, "Invalid Form Body")
        if kind == SAY:
            one.response = self._store(one, data, files)
        elif kind == LATER:
            one.response = self._store(one, {"flags": int(data.get("flags") or 0) | LOADING}, [])
        else:
            one.response = one.source
        if kind == UPDATE:
            assert one.source is not None
            self._world.edit(one.source, data, files)
        if kind == MODAL:
            one.response, one.modal = None, data
        one.answered_with = kind
        self._saw(one, int(kind in (SAY, UPDATE, MODAL)))
        message = one.response.payload() if kind in (SAY, LATER, UPDATE) and one.response else None
        return {
            "interaction": {
                "id": str(one.id),
                "type": one.kind,
                "response_message_id": message and message["id"],
                "response_message_loading": kind == LATER,
                "response_message_ephemeral": bool(message and message["flags"] & EPHEMERAL),
            },
            "resource": {"type": kind, **({"message": message} if message else {})},
        }

    def follow_up(self, token: str, body: dict[str, Any], files: list[tuple[str, bytes]]) -> Message:
        """One message more; the first after LATER takes the place of the loading one."""
        one = self.open(token)
        if one.answered_with == LATER and one.response is not None and one.response.flags & LOADING:
            return self.edit(token, "@original", body, files)
        message = self._store(one, body, files)
        one.followups.append(message)
        self._saw(one)
        return message

    def edit(self, token: str, which: str, body: dict[str, Any], files: list[tuple[str, bytes]]) -> Message:
        message = self.message(token, which)
        self._world.edit(message, body, files)
        self._saw(self.open(token))
        return message

    def delete(self, token: str, which: str) -> None:
        message = self.message(token, which)
        message.channel.messages.pop(message.id, None)
        self._world.tell()

    def message(self, token: str, which: str) -> Message:
        """ "@original" or an id -> the message, if it belongs to this interaction."""
        one = self.open(token)
        known = [message for message in (one.response, *one.followups) if message is not None]
        for message in known:
            is_it = message is one.response if which == "@original" else str(message.id) == which
            if is_it and message.id in message.channel.messages:
                return message
        raise Refused(404, 10008, "Unknown Message")

    def open(self, token: str) -> Interaction:
        """The interaction, if the bot may still use its token."""
        one = self.all.get(token)
        if one is None:
            raise Refused(404, 10015, "Unknown Webhook")
        if self._world.clock.now() - one.at > LIFETIME:
            raise Refused(401, 50027, "Invalid Webhook Token")
        if one.answered_with is None:
            raise Refused(404, 10015, "Unknown Webhook")
        return one

    def _store(self, one: Interaction, body: dict[str, Any], files: list[tuple[str, bytes]]) -> Message:
        return self._world.store(one.channel, self._world.bot, body, files, seen_by=one.user.id)

    def _saw(self, one: Interaction, times: int = 1) -> None:
        one.shown += times
        self._world.tell()
