"""/feedback."""

from typing import Any

import discord
from discord import app_commands

from bot.feedback.ui import FeedbackUI
from bot.router import Router
from bot.ui import Interaction


def add_commands(tree: app_commands.CommandTree[Any], router: Router, ui: FeedbackUI) -> None:
    """Add the group to the tree."""
    feedback = app_commands.Group(name="feedback", description="Log what they said, and find it again")

    @feedback.command(description="Log what you were told after an interview")
    @router.command
    async def add(interaction: Interaction) -> None:
        await ui.start(interaction)

    @feedback.command(name="list", description="Everything you have logged, newest first")
    @router.command
    async def list_(interaction: Interaction) -> None:
        await ui.list(interaction)

    @feedback.command(description="A message to copy that asks them for feedback")
    @router.command
    async def ask(interaction: Interaction) -> None:
        await ui.ask(interaction)

    tree.add_command(feedback)

    @tree.context_menu(name="Log as feedback")
    @router.message_command
    async def log_as_feedback(interaction: Interaction, message: discord.Message) -> None:
        await ui.start_with(interaction, message.content)
