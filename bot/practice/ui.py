"""The presses, forms and texts of practice."""

import discord

from bot.clock import Clock
from bot.errors import DirectMessagesClosed
from bot.practice.cards import NOTHING, PracticeCards
from bot.practice.observations import Answer
from bot.practice.rounds import Started
from bot.practice.service import Practice
from bot.profile import Profile
from bot.router import Press, Router, Submit, Typed
from bot.templates import Say
from bot.ui import Button, Card, Form, Interaction, TextField, reply, send

BOX = 900
ONE_BOX = 3600
LONGEST_ANSWER = 6000


class PracticeUI:
    """Answers what is pressed, typed and chosen on practice cards."""

    def __init__(
        self, practice: Practice, profile: Profile, router: Router, say: Say, cards: PracticeCards, clock: Clock
    ) -> None:
        self._practice = practice
        self._profile = profile
        self._router = router
        self._say = say
        self._cards = cards
        self._clock = clock

    def register(self) -> None:
        """Take the presses, forms and texts of practice."""
        router = self._router
        router.on_press("practice:start", self.start_by_press)
        router.on_press("practice:now", self.now)
        router.on_press("practice:on", self.on_theme)
        router.on_press("practice:resume", self.resume)
        router.on_press("practice:end", self.end)
        router.on_press("practice:another", self.another)
        router.on_press("practice:skip", self.skip)
        router.on_press("practice:hard", self.too_hard)
        router.on_press("practice:aside", self.set_aside)
        router.on_press("practice:more", self.more)
        router.on_press("practice:hint", self.hint)
        router.on_press("practice:dm", self.type_in_dm)
        router.on_press("practice:aloud", self.aloud)
        router.on_press("practice:said", self.said)
        router.on_press("practice:tick", self.tick)
        router.on_press("practice:rate", self.rate)
        router.on_press("practice:moreof", self.all_observations)
        router.on_press("practice:probeme", self.probe_again)
        router.on_press("practice:then", self.then)
        router.on_press("practice:pasted", self.pasted)
        router.on_press("practice:notmine", self.take_back)
        router.on_form("practice:answer", self.parts_form, self.answer)
        router.on_form("practice:box", self.box_form, self.answer)
        router.on_form("practice:probe", self.probe_form, self.answer_probe)
        router.on_form("practice:reflect", self.reflect_form, self.reflect)
        router.on_text(self.take_text)

    async def start(self, interaction: Interaction, focus: str | None, questions: int, family: str | None) -> None:
        await self._show(interaction, await self._practice.start(interaction.user.id, focus, questions, family))

    async def start_by_press(self, interaction: Interaction, press: Press) -> None:
        """The same as /practice without options, on a card of its own."""
        await self._show(interaction, await self._practice.start(press.user_id), fresh=True)

    async def now(self, interaction: Interaction, press: Press) -> None:
        """A question aimed at one entry of feedback, on a card of its own."""
        await self._show(interaction, await self._practice.start_from(press.user_id, press.row), fresh=True)

    async def on_theme(self, interaction: Interaction, press: Press) -> None:
        """A question on one theme, on a card of its own."""
        await self._show(interaction, await self._practice.start_on(press.user_id, press.choice), fresh=True)

    async def resume(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.current(await self._practice.round(press.user_id, press.row)))

    async def end(self, interaction: Interaction, press: Press) -> None:
        first = await self._practice.end(press.user_id, press.row)
        await reply(interaction, self._cards.ended(first=first))

    async def another(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.current(await self._practice.another(press.user_id, press.row)))

    async def skip(self, interaction: Interaction, press: Press) -> None:
        twice = await self._practice.skip(press.user_id, press.row)
        if twice:
            card = self._cards.skipped_twice(await self._practice.round(press.user_id, press.row))
        else:
            card = self._cards.current(await self._practice.another(press.user_id, press.row))
        await reply(interaction, card)

    async def too_hard(self, interaction: Interaction, press: Press) -> None:
        round_ = await self._practice.easier(press.user_id, press.row)
        await reply(
            interaction, self._cards.question(round_, hint=True) if not round_.attempt else self._cards.current(round_)
        )

    async def set_aside(self, interaction: Interaction, press: Press) -> None:
        before = await self._practice.round(press.user_id, press.row)
        round_ = await self._practice.set_aside(press.user_id, press.row)
        await reply(interaction, self._cards.question(round_, left_out=before.theme))

    async def more(self, interaction: Interaction, press: Press) -> None:
        round_ = await self._practice.round(press.user_id, press.row)
        card = self._cards.current(round_) if round_.attempt else self._cards.more_of_question(round_)
        await reply(interaction, card)

    async def hint(self, interaction: Interaction, press: Press) -> None:
        round_ = await self._practice.round(press.user_id, press.row)
        card = self._cards.current(round_) if round_.attempt else self._cards.question(round_, hint=True)
        await reply(interaction, card)

    async def type_in_dm(self, interaction: Interaction, press: Press) -> None:
        """Put the question into the DM; what is written there next is the answer. Raises DirectMessagesClosed."""
        round_ = await self._practice.wait_for_text(press.user_id, press.row)
        try:
            await send(interaction.user, Card(self._say("dm_question", round=round_)))
        except discord.Forbidden:
            raise DirectMessagesClosed from None
        await reply(interaction, Card(self._say("sent_to_dm"), (Button("Back", f"practice:resume:{round_.id}"),)))

    async def take_text(self, typed: Typed) -> Card | None:
        """Text in the DM: the answer that is waited for, or something to ask about, if a question is open."""
        round_id, waits = await self._practice.unanswered(typed.user_id)
        if round_id is None or len(typed.text) > LONGEST_ANSWER:
            return None
        if waits:
            return await self._answer_from_dm(typed.user_id, round_id, typed.text)
        draft = await self._profile.pasted(typed.user_id, typed.message_id, typed.text)
        buttons = (
            Button("Log as feedback", f"feedback:pasted:{draft}", "primary"),
            Button("It is my answer", f"practice:pasted:{draft}"),
            Button("Neither", f"profile:neither:{draft}"),
        )
        return Card(self._say("what_is_it"), buttons)

    async def pasted(self, interaction: Interaction, press: Press) -> None:
        """Text in the DM was the answer to the open question."""
        text = await self._profile.take_pasted(press.user_id, press.row)
        round_id, _ = await self._practice.unanswered(press.user_id)
        if round_id is None:
            await reply(interaction, Card(self._say("no_open_question")))
            return
        card = await self._answer_from_dm(press.user_id, round_id, text)
        await self._profile.drop_pasted(press.user_id, press.row)
        await reply(interaction, card, redraw=True)

    async def take_back(self, interaction: Interaction, press: Press) -> None:
        """What was taken for an answer was none: ask what it is."""
        text = await self._practice.take_back(press.user_id, press.row)
        draft = await self._profile.pasted(press.user_id, press.row, text)
        buttons = (
            Button("Log as feedback", f"feedback:pasted:{draft}", "primary"),
            Button("Neither", f"profile:neither:{draft}"),
        )
        await reply(interaction, Card(self._say("what_is_it"), buttons), redraw=True)

    async def aloud(self, interaction: Interaction, press: Press) -> None:
        round_ = await self._practice.round(press.user_id, press.row)
        await reply(interaction, self._cards.aloud(round_, int(self._clock().timestamp())))

    async def said(self, interaction: Interaction, press: Press) -> None:
        started = int(press.choice) if press.choice.isascii() and press.choice.isdigit() else 0
        seconds = int(self._clock().timestamp()) - started
        await reply(interaction, self._cards.current(await self._practice.say_aloud(press.user_id, press.row, seconds)))

    async def tick(self, interaction: Interaction, press: Press) -> None:
        ticked = [int(value) for value in press.values if value != NOTHING]
        await reply(interaction, self._cards.current(await self._practice.tick(press.user_id, press.row, ticked)))

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
        await reply(interaction, self._cards.current(round_))

    async def probe_form(self, press: Press) -> Form:
        round_ = await self._practice.round_of_answer(press.user_id, press.row)
        given = round_.attempt.probe_answer if round_.attempt else None
        return Form("The follow-up", (TextField("text", "Your answer to the follow-up", BOX, filled=given or ""),))

    async def answer_probe(self, interaction: Interaction, submit: Submit) -> None:
        round_ = await self._practice.answer_probe(submit.user_id, submit.row, submit.typed["text"])
        await reply(interaction, self._cards.current(round_))

    async def probe_again(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.current(await self._practice.probe_again(press.user_id, press.row)))

    async def rate(self, interaction: Interaction, press: Press) -> None:
        round_ = await self._practice.rate(press.user_id, press.row, int(press.values[0]))
        await reply(interaction, self._cards.current(round_))

    async def reflect_form(self, press: Press) -> Form:
        round_ = await self._practice.round_of_answer(press.user_id, press.row)
        given = round_.attempt.reflection if round_.attempt else None
        return Form("A thought to keep", (TextField("text", "In a sentence or two", BOX, filled=given or ""),))

    async def reflect(self, interaction: Interaction, submit: Submit) -> None:
        round_ = await self._practice.reflect(submit.user_id, submit.row, submit.typed["text"])
        await reply(interaction, self._cards.current(round_))

    async def all_observations(self, interaction: Interaction, press: Press) -> None:
        round_ = await self._practice.round_of_answer(press.user_id, press.row)
        await reply(interaction, self._cards.more_of_answer(round_))

    async def then(self, interaction: Interaction, press: Press) -> None:
        await reply(
            interaction, self._cards.more_of_end(await self._practice.round_of_answer(press.user_id, press.row))
        )

    async def _answer_from_dm(self, user_id: int, round_id: int, text: str) -> Card:
        """Keep an answer from the DM. The card that says so holds none of it, since a DM stays."""
        round_ = await self._practice.answer(user_id, round_id, Answer(whole=text))
        assert round_.attempt is not None
        buttons = (
            Button("See what it shows", f"practice:resume:{round_.id}", "primary"),
            Button("It was not an answer", f"practice:notmine:{round_.attempt.id}"),
        )
        return Card(self._say("answer_kept"), buttons)

    async def _show(self, interaction: Interaction, started: Started, *, fresh: bool = False) -> None:
        round_ = started.round
        if started.resumed:
            buttons = (
                Button("Resume", f"practice:resume:{round_.id}", "primary"),
                Button("End it", f"practice:end:{round_.id}"),
            )
            await reply(interaction, Card(self._say("resume", round=round_), buttons), fresh=fresh)
        else:
            await reply(interaction, self._cards.question(round_), fresh=fresh)
