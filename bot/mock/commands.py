"""/mock, and Invite to mock in the menu of a person."""

from typing import Any, Literal

import discord
from discord import app_commands

from bot.mock.invite_ui import InviteUI
from bot.mock.ui import SessionUI
from bot.router import Router
from bot.ui import Interaction

Minutes = Literal[15, 30]
USUAL_MINUTES: Minutes = 15
Group = app_commands.Group


def add_commands(tree: app_commands.CommandTree[Any], router: Router, invites: InviteUI, sessions: SessionUI) -> Group:
    """Add the group and the user command to the tree. Returns the group, for features to the right."""
    mock = app_commands.Group(name="mock", description="Practise with a friend who asks the questions")

    @mock.command(name="with", description="Invite a friend to ask you practice questions")
    @app_commands.describe(friend="Who asks you the questions", minutes="About how long, 15 if left out")
    @router.command
    async def with_(interaction: Interaction, friend: discord.User, minutes: Minutes = USUAL_MINUTES) -> None:
        await invites.begin(interaction, friend, minutes)

    @mock.command(description="Leave the session you are in; what was rated is kept")
    @router.command
    async def leave(interaction: Interaction) -> None:
        await sessions.leave_any(interaction)

    @mock.command(description="Sessions with others, newest first")
    @router.command
    async def history(interaction: Interaction) -> None:
        await sessions.history(interaction)

    tree.add_command(mock)

    @tree.context_menu(name="Invite to mock")
    @router.command
    async def invite_to_mock(interaction: Interaction, friend: discord.User) -> None:
        await invites.begin(interaction, friend, USUAL_MINUTES)

    return mock
