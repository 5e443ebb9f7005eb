"""/practice."""

from typing import Any

from discord import app_commands

from bot import themes
from bot.practice.bank import Bank
from bot.practice.ui import PracticeUI
from bot.router import Router
from bot.ui import Interaction


def add_commands(tree: app_commands.CommandTree[Any], router: Router, ui: PracticeUI, bank: Bank) -> None:
    """Add the command to the tree."""
    topics = [app_commands.Choice(name=theme.name, value=theme.key) for theme in themes.ALL if theme.key in bank.themes]

    @tree.command(description="One mock-interview question, aimed at what you were told")
    @app_commands.describe(focus="Choose the topic yourself")
    @app_commands.choices(focus=topics)
    @router.command
    async def practice(interaction: Interaction, focus: str | None = None) -> None:
        await ui.start(interaction, focus)
