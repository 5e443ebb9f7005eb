"""The modals of interviews and the names on screen of what their selects store."""

from bot.interviews.store import Details, Interview, Outcome
from bot.profile import LEVELS
from bot.ui import ChoiceField, Form, TextField, options

STAGES = {
    "application": "Application",
    "screen": "First call",
    "first": "Interview",
    "task": "Task or exercise",
    "final": "Final round",
}
OUTCOMES: dict[Outcome, str] = {
    "next_round": "On to the next round",
    "rejected": "They said no",
    "offer": "An offer",
    "withdrew": "I said no",
    "waiting": "Still waiting",
}
EXAMPLES = "2026-12-03 14:00, or 3 Dec 2pm, or Thursday 14:00. Empty if it is over or not fixed."


def interview(known: Details = Details()) -> Form:  # noqa: B008 - frozen
    """What is known of an interview, to fill in or to fix."""
    return Form(
        "The interview",
        (
            TextField("when", "When is it?", 60, EXAMPLES, long=False, filled=known.typed or ""),
            TextField("role", "Role", 100, "As you would say it", long=False, filled=known.role or ""),
            TextField("company", "Company", 100, long=False, filled=known.company or ""),
            ChoiceField("level", "Level", options(LEVELS, known.level), required=False),
            ChoiceField("stage", "Which stage is it?", options(STAGES, known.stage), required=False),
        ),
    )


def zone() -> Form:
    return Form("Your time zone", (TextField("zone", "Time zone", 60, "A city near you", long=False, required=True),))


def outcome(about: Interview) -> Form:
    """How it went, as far as it is known."""
    return Form(
        "How did it go?",
        (
            ChoiceField("outcome", "What came of it?", options(OUTCOMES, about.outcome)),
            ChoiceField("stage", "How far did it get?", options(STAGES, about.furthest), required=False),
            TextField(
                "well",
                "One thing that went well",
                400,
                "However small. May stay empty.",
                filled=about.well or "",
            ),
        ),
    )


def details(typed: dict[str, str]) -> Details:
    """A submitted form -> what is known."""
    given = {key: value.strip() or None for key, value in typed.items()}
    return Details(given["role"], given["company"], given["level"], given["stage"], None, given["when"])
