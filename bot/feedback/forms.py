"""The modals of feedback and the names on screen of what their selects store."""

from bot.feedback.hunch import QUESTIONS
from bot.feedback.store import Entry
from bot.ui import ChoiceField, Form, TextField, options

SOURCES = {
    "interviewer": "The interviewer",
    "recruiter": "A recruiter",
    "friend": "A friend",
    "hunch": "My own hunch",
    "no_reason": "No reason given",
}
LONGEST_TYPED = 4000
FEELINGS = {"fine": "Fine", "stings": "It stings", "raw": "Too raw today"}


def add(said: str = "") -> Form:
    """The form of /feedback add, with `said` filled in where the words are there already."""
    return Form("What they told you", (_said(said), *_about_it()))


def pasted() -> Form:
    """The same for words that were sent to the DM."""
    return Form("What they told you", _about_it())


def edit(entry: Entry) -> Form:
    return Form("Change the words", (_said(entry.said),))


def hunch() -> Form:
    """Four questions for a rejection without a reason."""
    return Form(
        "Four questions for a hunch",
        tuple(
            ChoiceField(question.key, question.text, options({sign.key: sign.text for sign in question.signs}))
            for question in QUESTIONS
        ),
    )


def _said(filled: str) -> TextField:
    return TextField(
        "said",
        "What did they say?",
        LONGEST_TYPED,
        "Paste or type it, as close as you remember. Any language.",
        filled=filled,
    )


def _about_it() -> tuple[ChoiceField, ...]:
    return (
        ChoiceField("source", "Where did it come from?", options(SOURCES)),
        ChoiceField("feels", "How does it feel?", options(FEELINGS), "Only steers what comes next. Not stored."),
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
