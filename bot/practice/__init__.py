"""Practice: one question at a time, aimed at what was said."""

from pathlib import Path

from bot.dependencies import Dependencies
from bot.feedback import Feedback
from bot.practice import bank, prompts
from bot.practice.cards import PracticeCards
from bot.practice.commands import add_commands
from bot.practice.rounds import Written
from bot.practice.service import Practice
from bot.practice.ui import PracticeUI
from bot.profile import Profile

__all__ = ["Practice", "Written", "check_content", "setup"]


def check_content(folder: Path) -> None:
    """Read the bank and the reflection prompts. Raises StartError when one is broken."""
    bank.load(folder / "questions")
    prompts.load(folder / "reflection" / "after_answer.toml")


def setup(parts: Dependencies, profile: Profile, feedback: Feedback) -> Practice:
    """Add /practice and its cards. Raises StartError when the bank or the prompts are broken."""
    questions = bank.load(parts.prompts / "questions")
    reflections = prompts.load(parts.prompts / "reflection" / "after_answer.toml")
    practice = Practice(parts.database, parts.sealer, parts.clock, parts.rng, questions, profile, feedback)
    parts.personal_data.append(practice.store)
    say = parts.templates.speaker("practice")
    cards = PracticeCards(questions, say, reflections)
    ui = PracticeUI(practice, profile, parts.router, say, cards, parts.clock)
    ui.register()
    add_commands(parts.tree, parts.router, ui, questions)
    return practice
