"""What every feature is handed, and the protocol by which each gives account of a person's data."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import discord
from discord import app_commands
from discord.ext import tasks

from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.router import Router
from bot.settings import Settings
from bot.templates import Templates

PROMPTS = Path(__file__).parent.parent / "prompts"


class PersonalData(Protocol):
    """One kind of data that a feature keeps about a person. `kind` and `label` name it to them."""

    kind: str
    label: str

    async def count(self, connection: Connection, user_id: int) -> int:
        """How many entries there are."""
        ...

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        """Every entry, opened, as JSON values; times are ISO 8601 in UTC."""
        ...

    async def erase(self, connection: Connection, user_id: int) -> None:
        """Delete every entry and what hangs on it."""
        ...

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        """Remove everything the person wrote; what can be counted without words stays."""
        ...


# Given the client, whose data goes, and its kind or "everything".
BeforeErasing = Callable[[discord.Client, int, str], Awaitable[None]]


@dataclass(frozen=True)
class Dependencies:
    """Made once, in app.py."""

    settings: Settings
    database: Database
    sealer: Sealer
    clock: Clock
    rng: random.Random
    templates: Templates
    router: Router
    tree: app_commands.CommandTree[Any]
    prompts: Path
    personal_data: list[PersonalData]
    before_erasing: list[BeforeErasing]
    client: discord.Client
    background: list[tasks.Loop[Any]]
