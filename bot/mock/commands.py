"""/mock."""

from typing import Any

from discord import app_commands

from bot.mock.ui import SessionUI
from bot.router import Router
from bot.ui import Interaction


def add_commands(tree: app_commands.CommandTree[Any], router: Router, sessions: SessionUI) -> None:
    """Add the group to the tree."""
    mock = app_commands.Group(name="mock", description="Practise with a friend who asks the questions")

    @mock.command(description="Leave the session you are in; what was rated is kept")
    @router.command
    async def leave(interaction: Interaction) -> None:
        await sessions.leave_any(interaction)

    @mock.command(description="Sessions with others, newest first")
    @router.command
    async def history(interaction: Interaction) -> None:
        await sessions.history(interaction)

    tree.add_command(mock)
