"""/server."""

from typing import Any

import discord
from discord import app_commands

from bot.router import Router
from bot.server.ui import ServerUI
from bot.ui import Interaction


def add_commands(tree: app_commands.CommandTree[Any], router: Router, ui: ServerUI) -> None:
    """Add the group to the tree, for servers only and at first for those who manage one."""
    server = app_commands.Group(
        name="server",
        description="For moderators: what Rebound may do in this server",
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    @server.command(description="Where cards may go, what is on or off, and the card with the buttons")
    @router.command
    async def setup(interaction: Interaction) -> None:
        await ui.setup(interaction)

    @server.command(description="Which permissions are missing, and what is lost without them")
    @router.command
    async def status(interaction: Interaction) -> None:
        await ui.status(interaction)

    tree.add_command(server)
