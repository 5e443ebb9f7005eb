"""Practice: one question at a time, aimed at what was said."""

from pathlib import Path

from bot.dependencies import Dependencies
from bot.feedback import Feedback
from bot.interviews import Interviews
from bot.practice import bank, prompts
from bot.practice.asking import Asking
from bot.practice.bank import Bank, Question
from bot.practice.cards import PracticeCards
from bot.practice.commands import add_commands
from bot.practice.picker import Asked
from bot.practice.rounds import Rounds, Written
from bot.practice.service import Practice
from bot.practice.store import PracticeStore
from bot.practice.stored import Done, Tally
from bot.practice.together import Chosen, FriendRated, Paired
from bot.practice.ui import PracticeUI
from bot.profile import Profile
from bot.reflection import Reflections

__all__ = [
    "Asked",
    "Bank",
    "Chosen",
    "Done",
    "FriendRated",
    "Paired",
    "Practice",
    "Question",
    "Tally",
    "Written",
    "check_content",
    "setup",
]


def check_content(folder: Path) -> None:
    """Read the bank and the reflection prompts. Raises StartError when one is broken."""
    bank.load(folder / "questions")
    prompts.load(folder / "reflection" / "after_answer.toml")


def setup(
    parts: Dependencies, profile: Profile, feedback: Feedback, reflections: Reflections, interviews: Interviews
) -> Practice:
    """Add /practice and its cards. Raises StartError when the bank or the prompts are broken."""
    questions = bank.load(parts.prompts / "questions")
    after_answer = prompts.load(parts.prompts / "reflection" / "after_answer.toml")
    store = PracticeStore(parts.sealer)
    rounds = Rounds(store, questions, feedback, reflections)
    asking = Asking(store, rounds, parts.clock, parts.rng, questions, profile, feedback, interviews)
    practice = Practice(parts.database, parts.clock, questions, store, rounds, asking, feedback)
    parts.personal_data.append(practice.store)
    say = parts.templates.speaker("practice")
    cards = PracticeCards(questions, say, after_answer)
    ui = PracticeUI(practice, profile, parts.router, say, cards, parts.clock)
    ui.register()
    add_commands(parts.tree, parts.router, ui, questions)
    return practice
