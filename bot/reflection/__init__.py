"""Reflection: five-minute exercises on what was said."""

from pathlib import Path

from bot.dependencies import Dependencies
from bot.feedback import Feedback
from bot.profile import Profile
from bot.reflection import exercises
from bot.reflection.commands import add_commands
from bot.reflection.service import Kept, Reflections
from bot.reflection.ui import CHECKS, ReflectionUI

__all__ = ["CHECKS", "Kept", "Reflections", "check_content", "setup"]

EXERCISES = Path("reflection", "exercises")


def check_content(folder: Path) -> None:
    """Read the exercises. Raises StartError when one is broken."""
    exercises.load(folder / EXERCISES)


def setup(parts: Dependencies, profile: Profile, feedback: Feedback) -> Reflections:
    """Add /reflect and its cards. Raises StartError when an exercise is broken."""
    found = exercises.load(parts.prompts / EXERCISES)
    reflections = Reflections(parts.database, parts.sealer, parts.clock, found, profile, feedback)
    parts.personal_data.append(reflections.store)
    ui = ReflectionUI(reflections, parts.router, parts.templates.speaker("reflection"))
    ui.register()
    add_commands(parts.tree, parts.router, ui, reflections, found)
    return reflections
