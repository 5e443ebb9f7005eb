"""The modals of feedback and the names on screen of what their selects store."""

from bot.feedback.store import Entry
from bot.ui import ChoiceField, Form, Option, TextField

SOURCES = {
    "interviewer": "The interviewer",
    "recruiter": "A recruiter",
    "friend": "A friend",
    "hunch": "My own hunch",
}
FEELINGS = {"fine": "Fine", "stings": "It stings", "raw": "Too raw today"}
LEVELS = {"entry": "Entry or first job", "experienced": "Experienced", "senior": "Senior or lead"}
STAGES = {
    "application": "Application",
    "screen": "First call",
    "first": "Interview",
    "task": "Task or exercise",
    "final": "Final round",
}


def options(names: dict[str, str], chosen: str | None = None) -> tuple[Option, ...]:
    return tuple(Option(name, key, chosen=key == chosen) for key, name in names.items())


def add() -> Form:
    return Form(
        "What they told you",
        (
            TextField(
                "said",
                "What did they say?",
                4000,
                "Paste or type it, as close as you remember. Any language.",
            ),
            ChoiceField("source", "Where did it come from?", options(SOURCES)),
            ChoiceField("feels", "How does it feel?", options(FEELINGS), "Only steers what comes next. Not stored."),
        ),
    )


def interview(entry: Entry) -> Form:
    about = entry.interview
    return Form(
        "Which interview was it?",
        (
            TextField("role", "Role", 100, "As you would say it", long=False, filled=about.role or ""),
            TextField("company", "Company", 100, long=False, filled=about.company or ""),
            ChoiceField("level", "Level", options(LEVELS, about.level), required=False),
            ChoiceField("stage", "How far did it go?", options(STAGES, about.stage), required=False),
        ),
    )


def take_in(entry: Entry) -> Form:
    taken = entry.taken_in
    return Form(
        "Take it in",
        (
            TextField("saw", "What they saw", 600, "What it looked like from their chair", filled=taken.saw or ""),
            TextField("use", "What I can use", 600, "The part that is worth keeping", filled=taken.use or ""),
            TextField("next_time", "Next time I will", 600, "One small thing", filled=taken.next_time or ""),
        ),
    )
