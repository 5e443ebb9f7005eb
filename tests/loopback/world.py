"""One server and everybody in it, and a log of every message that was ever stored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from tests.loopback.things import (
    EPHEMERAL,
    EPOCH_MS,
    LOADING,
    MAY_SPEAK,
    Channel,
    Clock,
    File,
    Logged,
    Message,
    Refused,
    User,
    iso,
    walk,
)


class World:
    """The one server "Careers" with the channel "general", and everybody in it."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.files_at = ""
        self.files: dict[int, File] = {}
        self.users: dict[int, User] = {}
        self.channels: dict[int, Channel] = {}
        self.log: list[Logged] = []
        self.commands: list[dict[str, Any]] = []
        self._dms: dict[int, Channel] = {}
        self._last_id = 0
        self._news = asyncio.Event()
        self.guild_id = self.new_id()
        self.bot = self.add_user("Rebound", bot=True)
        self.general = self.add_channel("general")

    def new_id(self) -> int:
        """The next snowflake."""
        self._last_id = max(self._last_id + 1, (int(self.clock.now() * 1000) - EPOCH_MS) << 22)
        return self._last_id

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.new_id(), name, bot)
        self.users[user.id] = user
        return user

    def add_channel(self, name: str = "", person: User | None = None) -> Channel:
        channel = Channel(self.new_id(), name, person)
        self.channels[channel.id] = channel
        return channel

    def dm_of(self, user: User) -> Channel:
        """The one DM between the bot and `user`."""
        if user.id not in self._dms:
            self._dms[user.id] = self.add_channel(person=user)
        return self._dms[user.id]

    def channel(self, channel_id: int) -> Channel:
        if channel_id not in self.channels:
            raise Refused(404, 10003, "Unknown Channel")
        return self.channels[channel_id]

    def store(
        self,
        channel: Channel,
        author: User,
        body: dict[str, Any],
        files: list[tuple[str, bytes]],
        *,
        seen_by: int | None = None,
    ) -> Message:
        """Keep a new message with what `body` says, and write it into the log."""
        flags = int(body.get("flags") or 0)
        nonce = body.get("nonce")
        message = Message(
            id=self.new_id(),
            channel=channel,
            author=author,
            content=str(body.get("content") or ""),
            components=[],
            attachments=[],
            flags=flags,
            nonce=None if nonce is None else str(nonce),
            at=self.clock.now(),
            seen_by=seen_by if flags & EPHEMERAL else None,
        )
        self._fill(message, body, files)
        if not (message.content or message.components or message.attachments or flags & LOADING):
            raise Refused(400, 50006, "Cannot send an empty message")
        channel.messages[message.id] = message
        text = "\n".join([message.content, *(str(component) for component in message.components)])
        self.log.append(Logged(message.at, message.id, channel.id, author.id, message.nonce, text))
        self.tell()
        return message

    def edit(self, message: Message, body: dict[str, Any], files: list[tuple[str, bytes]]) -> None:
        """Change what `body` names."""
        if "content" in body:
            message.content = str(body["content"] or "")
        if body.get("flags") is not None:
            message.flags = int(body["flags"]) | message.flags & EPHEMERAL
        message.flags &= ~LOADING
        self._fill(message, body, files)
        message.edited_at = self.clock.now()
        self.tell()

    def _fill(self, message: Message, body: dict[str, Any], files: list[tuple[str, bytes]]) -> None:
        if "attachments" in body or files:
            kept = {str(entry["id"]) for entry in body.get("attachments") or ()}
            message.attachments = [file for file in message.attachments if str(file.id) in kept]
            message.attachments += [self._keep(name, content) for name, content in files]
        if body.get("components") is not None:
            message.components = body["components"]
            by_name = {f"attachment://{file.filename}": file for file in message.attachments}
            for number, component in enumerate(walk(message.components), 1):
                component.setdefault("id", number)
                if component["type"] == 13 and component["file"]["url"] in by_name:
                    file = by_name[component["file"]["url"]]
                    component["file"] = {"url": file.url}
                    component |= {"name": file.filename, "size": len(file.content)}

    def _keep(self, name: str, content: bytes) -> File:
        file_id = self.new_id()
        self.files[file_id] = File(file_id, name, content, f"{self.files_at}/{file_id}/{name}")
        return self.files[file_id]

    def stored(self, channel: Channel | None = None, author: User | None = None, text: str = "") -> list[Logged]:
        """What was ever stored in `channel` by `author` with `text` in it, oldest first."""
        return [
            entry
            for entry in self.log
            if (channel is None or entry.channel_id == channel.id)
            and (author is None or entry.author_id == author.id)
            and text in entry.body
        ]

    def tell(self) -> None:
        """Wake whoever waits for something to happen."""
        self._news.set()
        self._news = asyncio.Event()

    async def until(self, happened: Callable[[], bool], what: str, seconds: float = 15) -> None:
        """Wait until `happened`. Raises AssertionError that names `what` after so many real seconds."""
        try:
            async with asyncio.timeout(seconds):
                while not happened():
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"after {seconds} seconds there was still not {what}") from None

    def guild(self) -> dict[str, Any]:
        """The server as GUILD_CREATE tells of it."""
        everyone = {
            "id": str(self.guild_id),
            "name": "@everyone",
            "permissions": str(MAY_SPEAK),
            "position": 0,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        return {
            "id": str(self.guild_id),
            "name": "Careers",
            "icon": None,
            "owner_id": str(self.guild_id),
            "roles": [everyone],
            "emojis": [],
            "stickers": [],
            "features": [],
            "channels": [channel.payload() for channel in self.channels.values() if channel.person is None],
            "threads": [],
            "members": [self.member(self.bot)],
            "member_count": len(self.users),
            "preferred_locale": "en-US",
            "unavailable": False,
        }

    def member(self, user: User) -> dict[str, Any]:
        """`user` as a member of the server."""
        return {
            "user": user.payload(),
            "nick": None,
            "roles": [],
            "joined_at": iso(EPOCH_MS / 1000),
            "deaf": False,
            "mute": False,
            "flags": 0,
            "permissions": str(MAY_SPEAK),
        }
