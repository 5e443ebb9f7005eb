"""/encouragement."""

from typing import Any

from discord import app_commands

from bot.encouragement.ui import EncouragementUI
from bot.router import Router
from bot.ui import Interaction


def add_commands(tree: app_commands.CommandTree[Any], router: Router, ui: EncouragementUI) -> None:
    """Add the group to the tree."""
    encouragement = app_commands.Group(name="encouragement", description="A short note at the hour you choose")

    @encouragement.command(description="Choose the days and the time")
    @router.command
    async def on(interaction: Interaction) -> None:
        await ui.start(interaction)

    @encouragement.command(description="Nothing for two weeks")
    @router.command
    async def pause(interaction: Interaction) -> None:
        await ui.pause_by_command(interaction)

    @encouragement.command(description="One note right now, seen by you alone")
    @router.command
    async def now(interaction: Interaction) -> None:
        await ui.now(interaction)

    @encouragement.command(description="No more notes")
    @router.command
    async def off(interaction: Interaction) -> None:
        await ui.off_by_command(interaction)

    tree.add_command(encouragement)
