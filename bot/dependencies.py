"""What every feature is handed, and the protocol by which each gives account of a person's data."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from discord import app_commands

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
