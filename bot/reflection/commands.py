"""/reflect."""

from typing import Any

from discord import app_commands

from bot.reflection.exercises import Exercises
from bot.reflection.service import Reflections
from bot.reflection.ui import ReflectionUI
from bot.router import Router
from bot.ui import Interaction, one_line, row_number

SUGGESTED = 25


def add_commands(
    tree: app_commands.CommandTree[Any],
    router: Router,
    ui: ReflectionUI,
    reflections: Reflections,
    exercises: Exercises,
) -> None:
    """Add the command to the tree."""
    choices = [app_commands.Choice(name=exercise.name, value=key) for key, exercise in exercises.items()]

    async def own_entries(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        entries = await reflections.entries(interaction.user.id, SUGGESTED)
        found = [entry for entry in entries if typed.lower() in entry.said.lower()]
        return [
            app_commands.Choice(name=one_line(entry.said) or "No words kept", value=str(entry.id)) for entry in found
        ]

    @tree.command(description="Five minutes with what you were told: a plan, a letter, a second look")
    @app_commands.describe(exercise="Which one", about="Which feedback; the newest if you leave it out")
    @app_commands.choices(exercise=choices)
    @app_commands.autocomplete(about=own_entries)
    @router.command
    async def reflect(interaction: Interaction, exercise: str | None = None, about: str | None = None) -> None:
        await ui.start(interaction, exercise, row_number(about or ""))
