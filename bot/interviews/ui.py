"""The presses and forms of interviews."""

from bot.interviews import forms
from bot.interviews.cards import InterviewCards
from bot.interviews.service import Interviews
from bot.profile import FAMILIES
from bot.reflection import CHECKS, Reflections
from bot.reminders import Due
from bot.router import Press, Router, Submit
from bot.ui import Card, Form, Interaction, reply, row_number

PLANS_ASKED = 3


class InterviewsUI:
    """Answers what is pressed and typed on interview cards."""

    def __init__(self, interviews: Interviews, reflections: Reflections, router: Router, cards: InterviewCards) -> None:
        self._interviews = interviews
        self._reflections = reflections
        self._router = router
        self._cards = cards

    def register(self) -> None:
        """Take the presses and forms of interviews, and feedback's question which one it was."""
        router = self._router
        router.on_form("interviews:add", self.add_form, self.add)
        router.on_form("interviews:new", self.new_form, self.add_for_feedback)
        router.on_form("interviews:change", self.change_form, self.change)
        router.on_form("interviews:zone", self.zone_form, self.set_zone)
        router.on_form("interviews:done", self.outcome_form, self.tell)
        router.on_form("interviews:retell", self.retell_form, self.tell_again)
        router.on_press("feedback:interview", self.which)
        router.on_press("interviews:link", self.link)
        router.on_press("interviews:tell", self.tell_chosen)
        router.on_press("interviews:open", self.open)
        router.on_press("interviews:more", self.more)
        router.on_press("interviews:page", self.turn)
        router.on_press("interviews:count", self.count_down)
        router.on_press("interviews:nocount", self.stop_countdown)
        router.on_press("interviews:wait", self.wait)
        router.on_press("interviews:noask", self.do_not_ask)
        router.on_press("interviews:plan", self.plan)
        router.on_press("interviews:family", self.set_family)
        router.on_press("interviews:delete", self.ask_delete)
        router.on_press("interviews:gone", self.delete)

    async def start(self, interaction: Interaction) -> None:
        """Open the form of /interview add."""
        await self._router.open_form(interaction, "interviews:add", Press(interaction.user.id, 0))

    async def start_telling(self, interaction: Interaction, interview_id: int) -> None:
        """Answer /interview done: the form if it is clear which one, else, with 0, a choice."""
        user_id = interaction.user.id
        open_ones = await self._interviews.to_tell(user_id, 25)
        if not interview_id and len(open_ones) == 1:
            interview_id = open_ones[0].id
        if interview_id:
            await self._open_outcome(interaction, user_id, interview_id)
        else:
            await reply(interaction, self._cards.which_to_tell(open_ones))

    async def list(self, interaction: Interaction) -> None:
        await reply(interaction, self._cards.page(await self._interviews.page(interaction.user.id, 0)))

    async def add_form(self, press: Press) -> Form:
        return forms.interview()

    async def new_form(self, press: Press) -> Form:
        return forms.interview()

    async def change_form(self, press: Press) -> Form:
        return forms.interview(await self._interviews.to_fix(press.user_id, press.row))

    async def zone_form(self, press: Press) -> Form:
        return forms.zone()

    async def outcome_form(self, press: Press) -> Form:
        return forms.outcome(await self._interviews.interview(press.user_id, press.row))

    async def retell_form(self, press: Press) -> Form:
        return await self.outcome_form(press)

    async def add(self, interaction: Interaction, submit: Submit) -> None:
        interview = await self._interviews.add(submit.user_id, forms.details(submit.typed))
        await self._show(interaction, submit.user_id, interview.id)

    async def add_for_feedback(self, interaction: Interaction, submit: Submit) -> None:
        """A new interview that a piece of feedback belongs to."""
        details = forms.details(submit.typed)
        interview = await self._interviews.add(submit.user_id, details, feedback_id=submit.row)
        await reply(interaction, self._cards.linked(interview, submit.row))

    async def change(self, interaction: Interaction, submit: Submit) -> None:
        details = forms.details(submit.typed)
        await self._interviews.change(submit.user_id, submit.row, details)
        await self._show(interaction, submit.user_id, submit.row)

    async def set_zone(self, interaction: Interaction, submit: Submit) -> None:
        await self._interviews.set_zone(submit.user_id, submit.typed["zone"])
        await self._show(interaction, submit.user_id, submit.row)

    async def tell(self, interaction: Interaction, submit: Submit) -> None:
        await self._tell(interaction, submit, again=False)

    async def tell_again(self, interaction: Interaction, submit: Submit) -> None:
        await self._tell(interaction, submit, again=True)

    async def tell_chosen(self, interaction: Interaction, press: Press) -> None:
        await self._open_outcome(interaction, press.user_id, int(press.values[0]))

    async def which(self, interaction: Interaction, press: Press) -> None:
        """Which interview feedback belongs to: one of the last five, or a new one."""
        recent = await self._interviews.recent(press.user_id, press.row)
        if recent:
            await reply(interaction, self._cards.which(recent, press.row))
        else:
            await self._router.open_form(interaction, "interviews:new", Press(press.user_id, press.row))

    async def link(self, interaction: Interaction, press: Press) -> None:
        interview = await self._interviews.link_feedback(press.user_id, press.row, int(press.values[0]))
        await reply(interaction, self._cards.linked(interview, press.row))

    async def open(self, interaction: Interaction, press: Press) -> None:
        await self._show(interaction, press.user_id, int(press.values[0]) if press.values else press.row)

    async def more(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.more(await self._interviews.interview(press.user_id, press.row)))

    async def set_family(self, interaction: Interaction, press: Press) -> None:
        family = press.values[0] if press.values and press.values[0] in FAMILIES else None
        await reply(interaction, self._cards.more(await self._interviews.set_family(press.user_id, press.row, family)))

    async def turn(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.page(await self._interviews.page(press.user_id, press.row)))

    async def count_down(self, interaction: Interaction, press: Press) -> None:
        await self._interviews.count_down(press.user_id, press.row, on=True)
        await self._show(interaction, press.user_id, press.row)

    async def stop_countdown(self, interaction: Interaction, press: Press) -> None:
        await self._interviews.count_down(press.user_id, press.row, on=False)
        await reply(interaction, self._cards.countdown_off(press.row), redraw=True)

    async def wait(self, interaction: Interaction, press: Press) -> None:
        due_at = await self._interviews.ask_again(press.user_id, press.row)
        await reply(interaction, self._cards.asked_again(due_at), redraw=True)

    async def do_not_ask(self, interaction: Interaction, press: Press) -> None:
        await self._interviews.do_not_ask(press.user_id, press.row)
        await reply(interaction, self._cards.not_asked(), redraw=True)

    async def plan(self, interaction: Interaction, press: Press) -> None:
        """Keep what became of one plan, and go on with the next."""
        reflection, _, choice = press.choice.partition(".")
        if choice in CHECKS:
            _, came_up, did_it = CHECKS[choice]
            await self._reflections.check(press.user_id, row_number(reflection), came_up=came_up, did_it=did_it)
            await self._after_telling(interaction, press.user_id, press.row)
        else:
            await reply(interaction, self._cards.told(await self._interviews.interview(press.user_id, press.row)))

    async def ask_delete(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.ask_delete(await self._interviews.interview(press.user_id, press.row)))

    async def delete(self, interaction: Interaction, press: Press) -> None:
        await self._interviews.delete(press.user_id, press.row)
        await reply(interaction, self._cards.page(await self._interviews.page(press.user_id, 0), deleted=True))

    async def countdown_due(self, due: Due) -> Card | None:
        """The note before an interview."""
        interview = await self._interviews.find(due.user_id, due.interview_id or 0)
        if interview is None or not interview.countdown or not self._cards.is_to_come(interview):
            return None
        return self._cards.countdown_due(interview)

    async def outcome_due(self, due: Due) -> Card | None:
        """The question after an interview whose outcome is not known."""
        interview = await self._interviews.find(due.user_id, due.interview_id or 0)
        if interview is None or interview.is_over:
            return None
        return self._cards.outcome_due(interview)

    async def _open_outcome(self, interaction: Interaction, user_id: int, interview_id: int) -> None:
        interview = await self._interviews.interview(user_id, interview_id)
        if interview.is_over:
            await reply(interaction, self._cards.is_over(interview))
        else:
            await self._router.open_form(interaction, "interviews:done", Press(user_id, interview_id))

    async def _tell(self, interaction: Interaction, submit: Submit, *, again: bool) -> None:
        outcome = next(key for key in forms.OUTCOMES if key == submit.typed["outcome"])
        stage, well = submit.typed["stage"] or None, submit.typed["well"].strip() or None
        await self._interviews.tell(submit.user_id, submit.row, outcome, stage, well, again=again)
        await self._after_telling(interaction, submit.user_id, submit.row)

    async def _after_telling(self, interaction: Interaction, user_id: int, interview_id: int) -> None:
        """Ask about each plan that was made before it, then show what comes next."""
        interview = await self._interviews.interview(user_id, interview_id)
        told_at = interview.told_at
        plans = await self._reflections.plans_to_ask_about(user_id, told_at, PLANS_ASKED) if told_at else []
        card = self._cards.plan(interview, plans[0]) if plans else self._cards.told(interview)
        await reply(interaction, card)

    async def _show(self, interaction: Interaction, user_id: int, interview_id: int) -> None:
        if interview_id:
            interview = await self._interviews.interview(user_id, interview_id)
            await reply(interaction, self._cards.one(interview, await self._reflections.setback_plan(user_id)))
        else:
            await self.list(interaction)
