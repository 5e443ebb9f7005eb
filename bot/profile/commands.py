"""/me and /help."""

from typing import Any

from discord import app_commands

from bot.profile.ui import ProfileUI
from bot.router import Router
from bot.ui import Interaction


def add_commands(tree: app_commands.CommandTree[Any], router: Router, ui: ProfileUI) -> None:
    """Add the two commands to the tree."""
    me = app_commands.Group(name="me", description="What Rebound keeps about you: see it, take it along, delete it")

    @me.command(description="Kind of work, level, time zone, and how long your words are kept")
    @router.command
    async def settings(interaction: Interaction) -> None:
        await ui.settings(interaction)

    @me.command(description="See what is kept about you and where")
    @router.command
    async def data(interaction: Interaction) -> None:
        await ui.data(interaction)

    @me.command(description="Get everything that is kept about you as files")
    @router.command
    async def export(interaction: Interaction) -> None:
        await ui.export(interaction)

    @me.command(description="Delete one kind of data or everything")
    @router.command
    async def delete(interaction: Interaction) -> None:
        await ui.choose(interaction)

    tree.add_command(me)

    # Help is for everybody, also for those who have not agreed to anything.
    @tree.command(name="help", description="How this works, what stays private, and a line for a hard day")
    async def help_(interaction: Interaction) -> None:
        await ui.help(interaction)
