"""The cards of practice: a round -> text, buttons and select."""

from bot.practice.bank import Bank
from bot.practice.observations import shown
from bot.practice.prompts import Prompts
from bot.practice.rounds import Round
from bot.templates import Say
from bot.ui import Button, Card, Option, Select

NOTHING = "none"


class PracticeCards:
    """Draws what a round is at."""

    def __init__(self, bank: Bank, say: Say, reflections: Prompts) -> None:
        self._bank = bank
        self._say = say
        self._reflections = reflections

    def current(self, round_: Round) -> Card:
        """The question, the answer to tick or rate, or the reflection."""
        if round_.attempt is None:
            return self.question(round_)
        if round_.attempt.rating is None:
            if round_.attempt.spoken_seconds is not None and round_.attempt.ticks is None:
                return self.ticks(round_)
            return self.answered(round_)
        return self.end(round_)

    def question(self, round_: Round, *, hint: bool = False, left_out: str = "") -> Card:
        """The question and why it is asked. `left_out` is a theme that was just set aside."""
        buttons = (
            Button("Answer", f"practice:{form_of(round_)}:{round_.id}", "primary"),
            Button("Say it aloud", f"practice:aloud:{round_.id}"),
            Button("Skip", f"practice:skip:{round_.id}"),
            Button("More", f"practice:more:{round_.id}"),
        )
        return Card(self._say("question", round=round_, hint=hint, left_out=left_out), buttons)

    def more_of_question(self, round_: Round) -> Card:
        """What else can be done with a question."""
        form = form_of(round_)
        other = ("box", "Answer in one box") if form == "answer" else ("answer", "Answer in four boxes")
        buttons = (
            Button("Hint", f"practice:hint:{round_.id}"),
            Button(other[1], f"practice:{other[0]}:{round_.id}"),
            Button("Type it in our DM", f"practice:dm:{round_.id}"),
            Button("Enough for today", f"practice:end:{round_.id}"),
        )
        return Card(self._say("question", round=round_, hint=False, left_out=""), buttons)

    def aloud(self, round_: Round, started: int) -> Card:
        """The clock runs. `started` is in seconds since 1970, UTC."""
        buttons = (
            Button("I have said it", f"practice:said:{round_.id}:{started}", "primary"),
            Button("Not now", f"practice:resume:{round_.id}"),
        )
        return Card(self._say("aloud", round=round_, started=started), buttons)

    def ticks(self, round_: Round) -> Card:
        """After speaking: which of the points were made."""
        assert round_.attempt is not None
        options = [Option(_cut(f"You said {text}"), str(bit)) for bit, (text, _) in enumerate(round_.points)]
        select = Select(
            f"practice:tick:{round_.attempt.id}",
            "What did you say?",
            (*options, Option("None of these", NOTHING)),
            most=len(options) + 1,
        )
        return Card(self._say("ticks", round=round_, attempt=round_.attempt), select=select)

    def answered(self, round_: Round) -> Card:
        """What the answer shows, one follow-up, and the rating."""
        assert round_.attempt is not None
        attempt = round_.attempt
        ratings = self._bank.ratings[round_.theme]
        text = self._say(
            "answered",
            round=round_,
            attempt=attempt,
            observations=shown(round_.observations),
            ratings=ratings,
            now=attempt.counts,
            before=round_.previous and round_.previous.counts,
        )
        select = Select(
            f"practice:rate:{attempt.id}",
            "Rate this answer yourself",
            tuple(
                Option(f"Rate {level} of 4", str(level), _cut(behaviour)) for level, behaviour in enumerate(ratings, 1)
            ),
        )
        retry, enough = self._retry(round_), Button("Enough for today", f"practice:end:{round_.id}")
        if attempt.spoken_seconds is not None:
            return Card(text, (retry, enough), select)
        follow_up = Button("Answer the follow-up", f"practice:probe:{attempt.id}", "primary")
        return Card(text, (follow_up, retry, Button("More", f"practice:moreof:{attempt.id}"), enough), select)

    def more_of_answer(self, round_: Round) -> Card:
        """Everything that was counted, and another follow-up."""
        assert round_.attempt is not None
        buttons = [Button("Back", f"practice:resume:{round_.id}", "primary")]
        if round_.attempt.probe_answer is None:
            buttons.append(Button("Another follow-up", f"practice:probeme:{round_.attempt.id}"))
        return Card(self._say("all_observations", observations=round_.observations), tuple(buttons))

    def end(self, round_: Round) -> Card:
        """How it compares, one thing to think over, and what to do with the answer."""
        assert round_.attempt is not None
        attempt = round_.attempt
        prompts = self._reflections[round_.theme]
        text = self._say(
            "end",
            round=round_,
            attempt=attempt,
            prompt=prompts[attempt.id % len(prompts)],
            counts=(*round_.earlier, attempt.counts),
        )
        more = round_.number < round_.questions
        label = f"Question {round_.number + 1} of {round_.questions}" if more else "Another question"
        buttons = [
            Button("Write it down", f"practice:reflect:{attempt.id}", "secondary" if more else "primary"),
            Button(label, f"practice:another:{round_.id}", "primary" if more else "secondary"),
        ]
        if attempt.answer.text:
            buttons.append(Button("Save as story", f"progress:save:{attempt.id}"))
            buttons.append(Button("More", f"practice:then:{attempt.id}"))
        else:
            buttons += [self._retry(round_), Button("Enough for today", f"practice:end:{round_.id}")]
        return Card(text, tuple(buttons))

    def more_of_end(self, round_: Round) -> Card:
        """The rest of what can be done with a rated answer."""
        assert round_.attempt is not None
        buttons = (
            self._retry(round_),
            Button("Share", f"sharing:preview:{round_.attempt.id}"),
            Button("Enough for today", f"practice:end:{round_.id}"),
            Button("Back", f"practice:resume:{round_.id}"),
        )
        return Card(self._say("then", round=round_), buttons)

    def ended(self, *, first: bool) -> Card:
        """Enough for today; after the very first rated answer with the question whether there is to be a next time."""
        buttons = (
            Button("Thursday 18:00", "encouragement:thursday:0"),
            Button("Before my next interview", "interviews:add:0"),
            Button("Notes twice a week", "encouragement:on:0"),
            Button("No", "encouragement:no:0"),
        )
        return Card(self._say("ended", first=first), buttons if first else ())

    def skipped_twice(self, round_: Round) -> Card:
        """Two skips on one theme: what is it?"""
        buttons = (
            Button("Too hard", f"practice:hard:{round_.id}"),
            Button("Not relevant to me", f"practice:aside:{round_.id}"),
            Button("Not today", f"practice:end:{round_.id}"),
            Button("Just another question", f"practice:another:{round_.id}"),
        )
        return Card(self._say("skipped_twice", round=round_), buttons)

    def _retry(self, round_: Round) -> Button:
        """The way the latest answer was given, once more."""
        aloud = round_.attempt is not None and round_.attempt.spoken_seconds is not None
        return Button("Retry", f"practice:{'aloud' if aloud else form_of(round_)}:{round_.id}")


def form_of(round_: Round) -> str:
    """The form for this question, or the one its latest answer came from, so that a retry has the same boxes."""
    if round_.attempt and round_.attempt.answer.text:
        return "box" if round_.attempt.answer.whole else "answer"
    return "answer" if round_.question.story else "box"


def _cut(line: str) -> str:
    return line if len(line) <= 100 else line[:99].rstrip() + "…"
