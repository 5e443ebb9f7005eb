"""/progress."""

from typing import Any

from discord import app_commands

from bot.progress.ui import ProgressUI
from bot.progress.views import Views
from bot.router import Router
from bot.ui import Interaction


def add_commands(tree: app_commands.CommandTree[Any], router: Router, ui: ProgressUI, views: Views) -> None:
    """Add the group to the tree."""
    progress = app_commands.Group(name="progress", description="What you have built up")

    @progress.command(description="Topic by topic: answers, your ratings, and whether it came back; with what is next")
    @router.command
    async def overview(interaction: Interaction) -> None:
        await views.overview(interaction)

    @progress.command(
        description="How far interviews got, what fits, and three lists: look for next, bridge it, rule out"
    )
    @router.command
    async def search(interaction: Interaction) -> None:
        await views.search(interaction)

    @progress.command(description="The stories you saved, by topic, and the topics without one")
    @router.command
    async def stories(interaction: Interaction) -> None:
        await ui.stories(interaction)

    tree.add_command(progress)
