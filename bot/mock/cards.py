"""The cards of a session: what one of the two sees now -> text, buttons and select."""

from bot import themes
from bot.clock import Clock
from bot.mock.afterwards import Page
from bot.mock.model import TOPICS
from bot.mock.sessions import Script
from bot.mock.store import MockQuestion, MockSession
from bot.profile import FAMILIES, LEVELS
from bot.templates import Say
from bot.ui import Button, Card, Form, Option, Select, TextField

LONGEST_NOTE = 500
WORDS, ROLE = "words", "role"
SHORT_DATE = "%d %B %Y"


class MockCards:
    """Draws what a session is at, for the one of the two who looks."""

    def __init__(self, say: Say, clock: Clock) -> None:
        self._say = say
        self._clock = clock

    def brief(self, session: MockSession) -> Card:
        """What a friend is told before they ask."""
        return Card(self._say("brief", session=session))

    def question(self, session: MockSession, question: MockQuestion, script: Script) -> Card:
        """The question that is on: a script for the friend, the clock for the candidate, and once both are in both."""
        if question.both_in:
            return self._revealed(session, question, script)
        facts = {"session": session, "question": question, "script": script, "now": self._clock()}
        look, finish = Button("Look again", f"mock:show:{session.id}"), Button("Finish", f"mock:finish:{session.id}")
        if session.role == "friend":  # who leaves through [Finish], where the note is
            text = self._say("interviewer", **facts, families=FAMILIES, levels=LEVELS)
            # Without a rating of theirs the question would be lost.
            label = "Next question" if question.mine else "Skip this one"
            buttons = [Button(label, f"mock:next:{question.id}"), finish, look]
            if script.told:
                buttons.append(Button("Report", f"mock:report:{session.id}"))
        else:
            text = self._say("candidate", **facts)
            buttons = [finish, look, Button("Leave", f"mock:leave:{session.id}")]
            if not question.stuck:
                buttons.insert(0, Button("I'm stuck", f"mock:stuck:{question.id}"))
        return Card(text, tuple(buttons), _ratings(question, script))

    def _revealed(self, session: MockSession, question: MockQuestion, script: Script) -> Card:
        text = self._say("revealed", session=session, question=question, script=script, now=self._clock())
        finish = Button("Finish", f"mock:finish:{session.id}")
        if session.role == "friend":
            return Card(text, (Button("Next question", f"mock:next:{question.id}", "primary"), finish))
        look, leave = (
            Button("Look again", f"mock:show:{session.id}", "primary"),
            Button("Leave", f"mock:leave:{session.id}"),
        )
        return Card(text, (look, finish, leave))

    def before(self, session: MockSession) -> Card:
        """After a swap, before the first question: the candidate chooses what to share, the friend waits."""
        leave = Button("Leave", f"mock:leave:{session.id}")
        if session.role == "friend":
            return Card(
                self._say("wait_for_topics", session=session), (Button("Look again", f"mock:show:{session.id}"), leave)
            )
        begin = (Button("Begin", f"mock:start:{session.id}", "primary"),) if session.shared.themes else ()
        shared = session.shared
        choices = [
            *(Option(themes.BY_KEY[key].name, key, themes.BY_KEY[key].covers, key in shared.themes) for key in TOPICS),
            Option("The words I was told", WORDS, "For the topics you chose", shared.words),
            Option("My kind of work and level", ROLE, chosen=shared.role),
        ]
        select = Select(f"mock:offer:{session.id}", "What they may see", tuple(choices), most=len(choices))
        return Card(self._say("choose_shared", session=session), (*begin, leave), select)

    def over(self, session: MockSession, *, may_note: bool, listed: bool = False) -> Card:
        """A session that ended. `listed`: it was opened from the history."""
        text = self._say("over", session=session, may_note=may_note)
        buttons = []
        if may_note:
            label = "Change the note" if session.notes else "Keep, change, one moment"
            buttons.append(Button(label, f"mock:notes:{session.id}", "secondary" if session.notes else "primary"))
        if session.role == "candidate" and session.notes:
            label = "See the feedback" if session.feedback_id else "Make it feedback"
            buttons.append(Button(label, f"mock:feedback:{session.id}", "primary"))
        if listed and session.role == "friend" and not session.withdrawn and _gave(session):
            buttons.append(Button("Withdraw what I gave", f"mock:withdraw:{session.id}", "danger"))
        if not listed and session.ended == "done" and session.other_id:
            buttons.append(Button("Swap roles", f"mock:swap:{session.id}"))
        if session.other_id and not session.reported:
            buttons.append(Button("Report", f"mock:report:{session.id}"))
        buttons.append(Button("Back", "mock:history:0") if listed else Button("Done", f"mock:done:{session.id}"))
        return Card(text, tuple(buttons))

    def put_away(self) -> Card:
        return Card(self._say("put_away"))

    def left(self, session: MockSession) -> Card:
        return Card(self._say("left", session=session))

    def no_session(self) -> Card:
        return Card(self._say("no_session"))

    def not_reached(self, other_id: int) -> Card:
        return Card(self._say("not_reached", other=other_id))

    def ask_withdraw(self, session: MockSession) -> Card:
        buttons = (
            Button("Take it back", f"mock:withdrawn:{session.id}", "danger"),
            Button("Keep it", f"mock:look:{session.id}"),
        )
        return Card(self._say("ask_withdraw", session=session), buttons)

    def page(self, page: Page) -> Card:
        """A list, from which one is opened."""
        buttons = []
        if page.number > 0:
            buttons.append(Button("Newer", f"mock:history:{page.number - 1}"))
        if page.number < page.pages - 1:
            buttons.append(Button("Older", f"mock:history:{page.number + 1}"))
        options = tuple(
            Option(
                f"{one.started_at:{SHORT_DATE}}, {'you answered' if one.role == 'candidate' else 'you asked'}",
                str(one.id),
            )
            for one in page.sessions
        )
        select = Select("mock:look:0", "Open one", options) if options else None
        return Card(self._say("page", page=page), (*buttons, Button("Invites", "mock:invites:0")), select)


def notes_form(session: MockSession) -> Form:
    """What the friend writes at the end, filled with what is there."""
    notes = session.notes
    return Form(
        "Keep, change, one moment",
        (
            TextField("keep", "One thing to keep", LONGEST_NOTE, filled=notes.keep if notes else ""),
            TextField("change", "One thing to change", LONGEST_NOTE, filled=notes.change if notes else ""),
            TextField("noticed", "The moment you noticed it", LONGEST_NOTE, filled=notes.moment if notes else ""),
        ),
    )


def _gave(session: MockSession) -> bool:
    return session.notes is not None or any(one.mine for one in session.questions)


def _ratings(question: MockQuestion, script: Script) -> Select:
    key = f"mock:rate:{question.id}"
    options = tuple(
        Option(f"Rate {level} of 4", str(level), _cut(behaviour), question.mine == level)
        for level, behaviour in enumerate(script.ratings, 1)
    )
    return Select(key, "Rate this answer", options)


def _cut(text: str) -> str:
    return text if len(text) <= 100 else text[:99].rstrip() + "…"
