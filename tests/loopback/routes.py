"""The routes that the bot uses, and what each of them does."""

from __future__ import annotations

from typing import Any

from tests.loopback.gateway import Gateway
from tests.loopback.interactions import Interactions
from tests.loopback.rest import Call, Route
from tests.loopback.things import Channel, Message, Refused, User
from tests.loopback.world import World

NONCE_SECONDS = 180


class Routes:
    """What requests do to the world."""

    def __init__(self, world: World, interactions: Interactions, gateway: Gateway) -> None:
        self._world = world
        self._interactions = interactions
        self._gateway = gateway
        self._nonces: dict[tuple[int, str], tuple[float, Message]] = {}

    def table(self) -> list[Route]:
        """Every route there is."""
        messages = "/channels/{channel}/messages"
        original = "/webhooks/{webhook}/{token}/messages/{which}"
        return [
            ("GET", "/gateway", lambda call: {"url": self._gateway.resume_url}),
            ("GET", "/gateway/bot", self.gateway),
            ("GET", "/users/@me", lambda call: self._world.bot.payload() | {"email": None, "verified": True}),
            ("GET", "/users/{user}", lambda call: self._user(call).payload()),
            ("POST", "/users/@me/channels", self.open_dm),
            ("GET", "/applications/@me", self.application),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/applications/{application}/commands", lambda call: self._world.commands),
            ("PUT", "/applications/{application}/commands", self.sync),
            ("GET", "/guilds/{guild}", lambda call: self._world.guild()),
            ("GET", "/guilds/{guild}/members/{user}", lambda call: self._world.member(self._user(call))),
            ("GET", "/channels/{channel}", lambda call: self._channel(call).payload()),
            ("POST", "/channels/{channel}/typing", lambda call: self._speaks_in(call) and None),
            ("GET", messages, self.history),
            ("POST", messages, self.send),
            ("GET", messages + "/{message}", lambda call: self._message(call).payload()),
            ("PATCH", messages + "/{message}", self.edit),
            ("DELETE", messages + "/{message}", self.delete),
            ("POST", "/interactions/{interaction}/{token}/callback", self.respond),
            ("POST", "/webhooks/{webhook}/{token}", self.follow_up),
            (
                "GET",
                original,
                lambda call: self._interactions.message(call.given["token"], call.given["which"]).payload(),
            ),
            ("PATCH", original, self.edit_answer),
            ("DELETE", original, self.delete_answer),
        ]

    def gateway(self, call: Call) -> dict[str, Any]:
        starts = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": self._gateway.resume_url, "shards": 1, "session_start_limit": starts}

    def application(self, call: Call) -> dict[str, Any]:
        bot = self._world.bot
        return {
            "id": str(bot.id),
            "name": bot.name,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "",
            "owner": bot.payload(),
            "flags": 0,
        }

    def sync(self, call: Call) -> list[dict[str, Any]]:
        """Put these commands in the place of all; those that were there keep their ids."""
        ids = {(command["name"], command["type"]): command["id"] for command in self._world.commands}
        bot = str(self._world.bot.id)
        self._world.commands = [
            {
                "default_member_permissions": None,
                "description": "",
                "version": str(self._world.new_id()),
                **command,
                "type": command.get("type", 1),
                "application_id": bot,
                "id": ids.get((command["name"], command.get("type", 1))) or str(self._world.new_id()),
            }
            for command in call.body
        ]
        return self._world.commands

    def open_dm(self, call: Call) -> dict[str, Any]:
        user = self._world.users.get(int(call.body["recipient_id"]))
        if user is None:
            raise Refused(400, 50033, "Invalid Recipient(s)")
        return self._world.dm_of(user).payload()

    def send(self, call: Call) -> dict[str, Any]:
        """Store a message; the same nonce within three minutes gives the stored one."""
        channel = self._speaks_in(call)
        nonce = call.body.get("nonce")
        key, now = (channel.id, str(nonce)), self._world.clock.now()
        at, before = self._nonces.get(key, (0.0, None))
        if nonce is not None and call.body.get("enforce_nonce") and before and now - at < NONCE_SECONDS:
            return before.payload()
        message = self._world.store(channel, self._world.bot, call.body, call.files)
        if nonce is not None:
            self._nonces[key] = (now, message)
        self._gateway.tell_of("MESSAGE_CREATE", message)
        return message.payload()

    def history(self, call: Call) -> list[dict[str, Any]]:
        """Newest first: the last, those just before `before`, or those just after `after`."""
        query, limit = call.query, int(call.query.get("limit", 50))
        if not 1 <= limit <= 100:
            raise Refused(400, 50035, "limit: int value should be between 1 and 100.")
        found = sorted(
            (message for message in self._channel(call).messages.values() if not message.ephemeral),
            key=lambda message: message.id,
        )
        if "after" in query:
            found = [message for message in found if message.id > int(query["after"])][:limit]
        if "before" in query:
            found = [message for message in found if message.id < int(query["before"])]
        return [message.payload() for message in reversed(found[-limit:])]

    def edit(self, call: Call) -> dict[str, Any]:
        message = self._message(call)
        if message.author is not self._world.bot:
            raise Refused(403, 50005, "Cannot edit a message authored by another user")
        self._world.edit(message, call.body, call.files)
        self._gateway.tell_of("MESSAGE_UPDATE", message)
        return message.payload()

    def delete(self, call: Call) -> None:
        message = self._message(call)
        if message.author is not self._world.bot:
            raise Refused(403, 50003, "Cannot execute action on this channel type")
        del message.channel.messages[message.id]
        self._gateway.tell_of("MESSAGE_DELETE", message)

    def respond(self, call: Call) -> dict[str, Any] | None:
        shown = self._interactions.respond(call.given["token"], call.body, call.files)
        return shown if call.query.get("with_response") in ("1", "true") else None

    def follow_up(self, call: Call) -> dict[str, Any]:
        return self._interactions.follow_up(call.given["token"], call.body, call.files).payload()

    def edit_answer(self, call: Call) -> dict[str, Any]:
        token, which = call.given["token"], call.given["which"]
        return self._interactions.edit(token, which, call.body, call.files).payload()

    def delete_answer(self, call: Call) -> None:
        self._interactions.delete(call.given["token"], call.given["which"])

    def _user(self, call: Call) -> User:
        user = self._world.users.get(int(call.given["user"]))
        if user is None:
            raise Refused(404, 10013, "Unknown User")
        return user

    def _channel(self, call: Call) -> Channel:
        return self._world.channel(int(call.given["channel"]))

    def _speaks_in(self, call: Call) -> Channel:
        """The channel, if the bot may write there."""
        channel = self._channel(call)
        if channel.person is not None and not channel.person.dms_open:
            raise Refused(403, 50007, "Cannot send messages to this user")
        if channel.person is None and not channel.bot_may & 1024:
            raise Refused(403, 50001, "Missing Access")
        if channel.person is None and not channel.bot_may & 2048:
            raise Refused(403, 50013, "Missing Permissions")
        return channel

    def _message(self, call: Call) -> Message:
        message = self._channel(call).messages.get(int(call.given["message"]))
        if message is None or message.ephemeral:
            raise Refused(404, 10008, "Unknown Message")
        return message
