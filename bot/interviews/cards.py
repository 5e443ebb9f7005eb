"""The cards of interviews: an interview -> text, buttons and select."""

from collections.abc import Sequence
from datetime import datetime

from bot.clock import Clock
from bot.interviews import forms
from bot.interviews.service import Page
from bot.interviews.store import Interview
from bot.profile import FAMILIES
from bot.reflection import CHECKS, Kept
from bot.templates import Say
from bot.ui import Button, Card, Option, Select, one_line, options


class InterviewCards:
    """Draws what an interview is at."""

    def __init__(self, say: Say, clock: Clock) -> None:
        self._say = say
        self._clock = clock

    def one(self, interview: Interview, setback_plan: Kept | None) -> Card:
        """An interview as it stands."""
        text = self._say("one", interview=interview, forms=forms, now=self._clock(), setback_plan=setback_plan)
        details = interview.details
        if details.typed:
            first = [Button("Set the time zone", f"interviews:zone:{interview.id}", "primary")]
        elif self.is_to_come(interview) and interview.countdown:
            first = [Button("Stop the countdown", f"interviews:nocount:{interview.id}")]
        elif self.is_to_come(interview):
            first = [Button("Count down to it", f"interviews:count:{interview.id}", "primary")]
        else:
            first = []
        how = Button("How did it go?", f"interviews:{'retell' if interview.is_over else 'done'}:{interview.id}")
        fix = Button("Fix it", f"interviews:change:{interview.id}")
        return Card(text, (*first, how, fix, Button("More", f"interviews:more:{interview.id}")))

    def more(self, interview: Interview) -> Card:
        """What is done less often with an interview."""
        buttons = (
            Button("Setback plan", "reflection:begin:0:setback"),
            Button("Log what they said", f"feedback:add:{interview.id}"),
            Button("Delete", f"interviews:delete:{interview.id}", "danger"),
            Button("Back", f"interviews:open:{interview.id}"),
        )
        text = self._say("one", interview=interview, forms=forms, now=self._clock(), setback_plan=None)
        family = Select(f"interviews:family:{interview.id}", "Kind of work", options(FAMILIES, interview.family))
        return Card(text, buttons, family)

    def page(self, page: Page, *, deleted: bool = False) -> Card:
        """A list, from which one is opened."""
        text = self._say("page", page=page, forms=forms, deleted=deleted)
        buttons = [Button("Add an interview", "interviews:add:0", "primary")]
        if page.number > 0:
            buttons.append(Button("Newer", f"interviews:page:{page.number - 1}"))
        if page.number < page.pages - 1:
            buttons.append(Button("Older", f"interviews:page:{page.number + 1}"))
        select = Select("interviews:open:0", "Open one", _options(page.interviews)) if page.interviews else None
        return Card(text, tuple(buttons), select)

    def which(self, interviews: Sequence[Interview], feedback_id: int) -> Card:
        """Which one feedback belongs to."""
        select = Select(f"interviews:link:{feedback_id}", "One of the last", _options(interviews))
        buttons = (
            Button("A new one", f"interviews:new:{feedback_id}", "primary"),
            Button("Back", f"feedback:look:{feedback_id}"),
        )
        return Card(self._say("which"), buttons, select)

    def linked(self, interview: Interview, feedback_id: int) -> Card:
        """Feedback belongs to it now."""
        buttons = [Button("Go on with the feedback", f"feedback:look:{feedback_id}", "primary")]
        if interview.details.typed:
            buttons.append(Button("Set the time zone", f"interviews:zone:{interview.id}"))
        return Card(self._say("linked", interview=interview), tuple(buttons))

    def which_to_tell(self, interviews: Sequence[Interview]) -> Card:
        """Whose outcome is to be told."""
        if not interviews:
            return Card(self._say("none_open"), (Button("Add an interview", "interviews:add:0", "primary"),))
        select = Select("interviews:tell:0", "Which one?", _options(interviews))
        return Card(self._say("which_to_tell"), (Button("Another one", "interviews:add:0"),), select)

    def is_over(self, interview: Interview) -> Card:
        """Its outcome was told before."""
        buttons = (
            Button("Change the outcome", f"interviews:retell:{interview.id}"),
            Button("Leave it", f"interviews:open:{interview.id}"),
        )
        return Card(self._say("is_over", interview=interview, forms=forms), buttons)

    def plan(self, interview: Interview, kept: Kept) -> Card:
        """Did it come up, did they do it?"""
        prefix = f"interviews:plan:{interview.id}:{kept.reflection.id}"
        buttons = [Button(label, f"{prefix}.{choice}") for choice, (label, _, _) in CHECKS.items()]
        text = self._say("plan", interview=interview, kept=kept, forms=forms)
        return Card(text, (*buttons, Button("Leave it open", f"{prefix}.later")))

    def told(self, interview: Interview) -> Card:
        """The outcome is kept; what comes next depends on it."""
        enough = Button("Enough for today", f"interviews:open:{interview.id}")
        said = Button("Log what they said", f"feedback:add:{interview.id}", "primary")
        after: dict[str | None, tuple[Button, ...]] = {
            "rejected": (said, Button("Setback plan", "reflection:begin:0:setback"), enough),
            "next_round": (
                Button("When is the next one?", f"interviews:change:{interview.id}", "primary"),
                said,
                enough,
            ),
            "waiting": (Button("Ask me in a week", f"interviews:wait:{interview.id}", "primary"), said, enough),
        }
        return Card(self._say("told", interview=interview, forms=forms), after.get(interview.outcome, (said, enough)))

    def countdown_off(self, interview_id: int) -> Card:
        return Card(self._say("countdown_off"), (Button("Open", f"interviews:open:{interview_id}"),))

    def asked_again(self, due_at: datetime) -> Card:
        return Card(self._say("asked_again", due_at=due_at))

    def not_asked(self) -> Card:
        return Card(self._say("not_asked"))

    def ask_delete(self, interview: Interview) -> Card:
        buttons = (
            Button("Delete it", f"interviews:gone:{interview.id}", "danger"),
            Button("Keep it", f"interviews:open:{interview.id}"),
        )
        return Card(self._say("ask_delete", interview=interview), buttons)

    def countdown_due(self, interview: Interview) -> Card:
        """A note whose words may light up on a desk."""
        buttons = (
            Button("Open", f"interviews:open:{interview.id}", "primary"),
            Button("One question", "practice:start:0"),
            Button("Stop the countdown", f"interviews:nocount:{interview.id}"),
        )
        return Card(self._say("countdown_due", moment=interview.details.takes_place_at), buttons)

    def outcome_due(self, interview: Interview) -> Card:
        """The same, after it."""
        buttons = (
            Button("Answer", f"interviews:done:{interview.id}", "primary"),
            Button("Ask me in a week", f"interviews:wait:{interview.id}"),
            Button("Do not ask again", f"interviews:noask:{interview.id}"),
        )
        return Card(self._say("outcome_due"), buttons)

    def is_to_come(self, interview: Interview) -> bool:
        """Whether it has a time that is still ahead, and no end yet."""
        moment = interview.details.takes_place_at
        return moment is not None and moment > self._clock() and not interview.is_over


def _options(interviews: Sequence[Interview]) -> tuple[Option, ...]:
    return tuple(
        Option(
            one_line(interview.name) or f"Added on {interview.added_at:%d %B %Y}",
            str(interview.id),
            forms.OUTCOMES[interview.outcome] if interview.outcome else "",
        )
        for interview in interviews
    )
