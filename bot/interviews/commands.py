"""/interview."""

from typing import Any

from discord import app_commands

from bot.interviews.service import Interviews
from bot.interviews.ui import InterviewsUI
from bot.router import Router
from bot.ui import Interaction, one_line, row_number

SUGGESTED = 25


def add_commands(tree: app_commands.CommandTree[Any], router: Router, ui: InterviewsUI, interviews: Interviews) -> None:
    """Add the group to the tree."""
    interview = app_commands.Group(name="interview", description="Your real interviews: count down, tell how they went")

    async def own_interviews(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = await interviews.to_tell(interaction.user.id, SUGGESTED)
        return [
            app_commands.Choice(name=one_line(one.name) or f"Added on {one.added_at:%d %B %Y}", value=str(one.id))
            for one in found
            if typed.lower() in one.name.lower()
        ]

    @interview.command(description="An interview that is coming, or one that is over")
    @router.command
    async def add(interaction: Interaction) -> None:
        await ui.start(interaction)

    @interview.command(description="Tell how an interview went")
    @app_commands.describe(which="Which one; you are asked if you leave it out")
    @app_commands.autocomplete(which=own_interviews)
    @router.command
    async def done(interaction: Interaction, which: str | None = None) -> None:
        await ui.start_telling(interaction, row_number(which or ""))

    @interview.command(name="list", description="Your interviews, newest first")
    @router.command
    async def list_(interaction: Interaction) -> None:
        await ui.list(interaction)

    tree.add_command(interview)
