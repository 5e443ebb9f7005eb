"""/practice."""

from typing import Any

from discord import app_commands

from bot import themes
from bot.practice.bank import Bank
from bot.practice.ui import PracticeUI
from bot.profile import FAMILIES
from bot.router import Router
from bot.ui import Interaction


def add_commands(tree: app_commands.CommandTree[Any], router: Router, ui: PracticeUI, bank: Bank) -> None:
    """Add the command to the tree."""
    topics = [app_commands.Choice(name=theme.name, value=theme.key) for theme in themes.ALL if theme.key in bank.themes]
    roles = [app_commands.Choice(name=name, value=key) for key, name in FAMILIES.items()]

    @tree.command(description="Mock-interview questions, aimed at what you were told")
    @app_commands.describe(
        focus="Choose the topic yourself",
        questions="How many, one after the other; one if you leave it out",
        role="The kind of work the questions should come from",
    )
    @app_commands.choices(focus=topics, role=roles)
    @router.command
    async def practice(
        interaction: Interaction,
        focus: str | None = None,
        questions: app_commands.Range[int, 1, 5] = 1,
        role: str | None = None,
    ) -> None:
        await ui.start(interaction, focus, questions, role)
