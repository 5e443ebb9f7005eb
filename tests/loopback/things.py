"""What a Discord is made of: accounts, channels, messages and files, and how each is told to a bot."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

EPOCH_MS = 1420070400000
EPHEMERAL, LOADING = 1 << 6, 1 << 7
MAY_SPEAK = 1024 | 2048  # View Channels, Send Messages


class Refused(Exception):
    """An answer of 4xx: the status, Discord's own code and its sentence."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message, "code": code}


class Clock:
    """Real time, which can be moved forwards or run at another `speed` from `began` on. Seconds since 1970."""

    def __init__(self) -> None:
        self.began = time.time()
        self.speed = 1.0
        self._ahead = 0.0

    def now(self) -> float:
        return self.began + (time.time() - self.began) * self.speed + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds


def iso(seconds: float) -> str:
    """Seconds since 1970 -> the text that Discord writes."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


@dataclass
class User:
    """An account. `dms_open` is whether the bot may write to it."""

    id: int
    name: str
    bot: bool = False
    dms_open: bool = True

    def payload(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": self.name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass
class File:
    """An attachment. `read` and `filename` are named as in discord.py."""

    id: int
    filename: str
    content: bytes
    url: str

    async def read(self) -> bytes:
        return self.content

    def payload(self) -> dict[str, Any]:
        kind = "text/plain; charset=utf-8" if self.filename.endswith(".txt") else "application/octet-stream"
        return {
            "id": str(self.id),
            "filename": self.filename,
            "size": len(self.content),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": kind,
        }


@dataclass
class Message:
    """A message as it is now. `seen_by` is the one person who sees it, if only one does."""

    id: int
    channel: Channel
    author: User
    content: str
    components: list[dict[str, Any]]
    attachments: list[File]
    flags: int
    nonce: str | None
    at: float
    seen_by: int | None = None
    edited_at: float | None = None

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    def payload(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": iso(self.at),
            "edited_timestamp": iso(self.edited_at) if self.edited_at is not None else None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [file.payload() for file in self.attachments],
            "embeds": [],
            "pinned": False,
            "type": 0,
            "flags": self.flags,
            "components": self.components,
            **({"nonce": self.nonce} if self.nonce is not None else {}),
        }


@dataclass
class Channel:
    """A text channel of the server, or the DM between the bot and `person`. `bot_may` is a set of permissions."""

    id: int
    name: str = ""
    person: User | None = None
    bot_may: int = MAY_SPEAK
    messages: dict[int, Message] = field(default_factory=dict, repr=False)

    def payload(self) -> dict[str, Any]:
        if self.person is not None:
            return {
                "id": str(self.id),
                "type": 1,
                "flags": 0,
                "last_message_id": None,
                "recipients": [self.person.payload()],
            }
        return {
            "id": str(self.id),
            "type": 0,
            "name": self.name,
            "position": 0,
            "permission_overwrites": [],
            "topic": None,
            "nsfw": False,
            "last_message_id": None,
            "rate_limit_per_user": 0,
            "parent_id": None,
        }


@dataclass(frozen=True)
class Logged:
    """One message at the moment it was stored, whatever became of it. `body` is its text and its components."""

    at: float
    message_id: int
    channel_id: int
    author_id: int
    nonce: str | None
    body: str


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, nested ones too."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        if "component" in component:
            yield from walk([component["component"]])
