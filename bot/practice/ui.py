"""The cards, presses and forms of practice."""

from bot.practice.observations import Answer, shown
from bot.practice.prompts import Prompts
from bot.practice.service import Practice, Round, Started
from bot.router import Press, Router, Submit
from bot.templates import Say
from bot.ui import Button, Card, Form, Interaction, Option, Select, TextField, reply

BOX = 900
ONE_BOX = 3600


class PracticeUI:
    """Draws practice cards and answers their buttons."""

    def __init__(self, practice: Practice, router: Router, say: Say, reflections: Prompts) -> None:
        self._practice = practice
        self._router = router
        self._say = say
        self._reflections = reflections

    def register(self) -> None:
        """Take the presses and forms of practice."""
        router = self._router
        router.on_press("practice:now", self.now)
        router.on_press("practice:resume", self.resume)
        router.on_press("practice:end", self.end)
        router.on_press("practice:another", self.another)
        router.on_press("practice:rate", self.rate)
        router.on_press("practice:all", self.all_observations)
        router.on_form("practice:answer", self.parts_form, self.answer)
        router.on_form("practice:box", self.box_form, self.answer)
        router.on_form("practice:probe", self.probe_form, self.answer_probe)
        router.on_form("practice:reflect", self.reflect_form, self.reflect)

    async def start(self, interaction: Interaction, focus: str | None) -> None:
        await self._show(interaction, await self._practice.start(interaction.user.id, focus))

    async def now(self, interaction: Interaction, press: Press) -> None:
        """A question aimed at one entry of feedback, on a card of its own."""
        await self._show(interaction, await self._practice.start_from(press.user_id, press.row), fresh=True)

    async def resume(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self.current_card(await self._practice.round(press.user_id, press.row)))

    async def end(self, interaction: Interaction, press: Press) -> None:
        await self._practice.end(press.user_id, press.row)
        await reply(interaction, Card(self._say("ended")))

    async def another(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self.current_card(await self._practice.another(press.user_id, press.row)))

    async def parts_form(self, press: Press) -> Form:
        await self._practice.round(press.user_id, press.row)
        return Form(
            "Your answer",
            (
                TextField("situation", "Situation and task", BOX, "One or two sentences: where, and what was needed"),
                TextField("action", "Action", BOX, "What you did, step by step"),
                TextField("result", "Result", BOX, "What came of it"),
                TextField("learned", "What I learned", BOX, "May stay empty"),
            ),
        )

    async def box_form(self, press: Press) -> Form:
        await self._practice.round(press.user_id, press.row)
        return Form("Your answer", (TextField("whole", "As you would say it", ONE_BOX),))

    async def answer(self, interaction: Interaction, submit: Submit) -> None:
        answer = Answer(**{part: text.strip() for part, text in submit.typed.items()})
        round_ = await self._practice.answer(submit.user_id, submit.row, answer)
        await reply(interaction, self.current_card(round_))

    async def probe_form(self, press: Press) -> Form:
        round_ = await self._practice.round_of_answer(press.user_id, press.row)
        given = round_.attempt.probe_answer if round_.attempt else None
        return Form("The follow-up", (TextField("text", "Your answer to the follow-up", BOX, filled=given or ""),))

    async def answer_probe(self, interaction: Interaction, submit: Submit) -> None:
        round_ = await self._practice.answer_probe(submit.user_id, submit.row, submit.typed["text"])
        await reply(interaction, self.current_card(round_))

    async def rate(self, interaction: Interaction, press: Press) -> None:
        round_ = await self._practice.rate(press.user_id, press.row, int(press.values[0]))
        await reply(interaction, self.current_card(round_))

    async def reflect_form(self, press: Press) -> Form:
        round_ = await self._practice.round_of_answer(press.user_id, press.row)
        given = round_.attempt.reflection if round_.attempt else None
        return Form("A thought to keep", (TextField("text", "In a sentence or two", BOX, filled=given or ""),))

    async def reflect(self, interaction: Interaction, submit: Submit) -> None:
        round_ = await self._practice.reflect(submit.user_id, submit.row, submit.typed["text"])
        await reply(interaction, self.current_card(round_))

    async def all_observations(self, interaction: Interaction, press: Press) -> None:
        round_ = await self._practice.round_of_answer(press.user_id, press.row)
        await reply(interaction, Card(self._say("all_observations", observations=round_.observations)), fresh=True)

    def current_card(self, round_: Round) -> Card:
        """The card a round is at: the question, the answer to rate, or the reflection."""
        if round_.attempt is None:
            return self.question_card(round_)
        if round_.attempt.rating is None:
            return self.answered_card(round_)
        return self.reflection_card(round_)

    def question_card(self, round_: Round) -> Card:
        parts = Button("Answer in four boxes", f"practice:answer:{round_.id}")
        box = Button("Answer in one box", f"practice:box:{round_.id}")
        first, second = (parts, box) if round_.question.kind in ("behavioural", "situational") else (box, parts)
        buttons = (
            Button(first.label, first.custom_id, "primary"),
            second,
            Button("Another question", f"practice:another:{round_.id}"),
            Button("Enough for today", f"practice:end:{round_.id}"),
        )
        return Card(self._say("question", round=round_), buttons)

    def answered_card(self, round_: Round) -> Card:
        assert round_.attempt is not None
        ratings = self._practice.bank.ratings[round_.theme]
        observations = round_.observations
        text = self._say(
            "answered",
            round=round_,
            attempt=round_.attempt,
            observations=shown(observations),
            ratings=ratings,
        )
        select = Select(
            f"practice:rate:{round_.attempt.id}",
            "Rate this answer yourself",
            tuple(
                Option(f"Rate {level} of 4", str(level), _cut(behaviour)) for level, behaviour in enumerate(ratings, 1)
            ),
        )
        buttons = [
            Button("Answer the follow-up", f"practice:probe:{round_.attempt.id}", "primary"),
            Button("Retry", f"practice:{_form(round_)}:{round_.id}"),
            Button("Enough for today", f"practice:end:{round_.id}"),
        ]
        if len(observations) > len(shown(observations)):
            buttons.insert(2, Button("All that was counted", f"practice:all:{round_.attempt.id}"))
        return Card(text, tuple(buttons), select)

    def reflection_card(self, round_: Round) -> Card:
        assert round_.attempt is not None
        prompts = self._reflections[round_.theme]
        text = self._say(
            "reflection",
            round=round_,
            attempt=round_.attempt,
            prompt=prompts[round_.attempt.id % len(prompts)],
        )
        buttons = (
            Button("Write it down", f"practice:reflect:{round_.attempt.id}", "primary"),
            Button("Retry", f"practice:{_form(round_)}:{round_.id}"),
            Button("Another question", f"practice:another:{round_.id}"),
            Button("Enough for today", f"practice:end:{round_.id}"),
        )
        return Card(text, buttons)

    async def _show(self, interaction: Interaction, started: Started, *, fresh: bool = False) -> None:
        round_ = started.round
        if started.resumed:
            buttons = (
                Button("Resume", f"practice:resume:{round_.id}", "primary"),
                Button("End it", f"practice:end:{round_.id}"),
            )
            await reply(interaction, Card(self._say("resume", round=round_), buttons), fresh=fresh)
        else:
            await reply(interaction, self.question_card(round_), fresh=fresh)


def _form(round_: Round) -> str:
    """The form the latest answer came from, so that a retry has the same boxes."""
    return "box" if round_.attempt and round_.attempt.answer.whole else "answer"


def _cut(behaviour: str) -> str:
    return behaviour if len(behaviour) <= 100 else behaviour[:99].rstrip() + "…"
