"""/mock find."""

from discord import app_commands

from bot.partners.ui import PartnersUI
from bot.router import Router
from bot.ui import Interaction


def add_find(mock: app_commands.Group, router: Router, ui: PartnersUI) -> None:
    """Add the command to the group of mock interviews."""

    @mock.command(description="Find somebody in this server to practise with")
    @router.command
    async def find(interaction: Interaction) -> None:
        await ui.find(interaction)
