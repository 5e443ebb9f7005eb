"""What a round looks like to those who show it: the question, why it was asked, the answers and how they compare."""

from dataclasses import dataclass
from datetime import datetime

from bot.database import Connection
from bot.errors import CardIsOld
from bot.feedback import Feedback, Quoted
from bot.practice import observations
from bot.practice.bank import Bank, Question
from bot.practice.observations import Counts, Observation
from bot.practice.store import PracticeStore
from bot.practice.stored import Attempt, StoredRound
from bot.reflection import Kept, Reflections

EARLIER = 2


@dataclass(frozen=True)
class Why:
    """Why this question: the words that decided it, if feedback did, and when the theme was last practised (UTC)."""

    evidence: Quoted | None
    chosen_by_hand: bool
    last_practised: datetime | None


@dataclass(frozen=True)
class Round:
    """One question with everything its cards show.

    `attempt` is the latest answer, None before the first, and `previous` the written one before it to this question;
    `earlier` are the counts of the last written answers on the theme, oldest first. `number` of `questions` is its
    place in the session. `plan` is the person's if-then plan on the feedback that decided it.
    """

    id: int
    question: Question
    theme: str
    why: Why
    attempt: Attempt | None
    previous: Attempt | None
    attempts: int
    earlier: tuple[Counts, ...]
    number: int
    questions: int
    ended: bool
    feedback_id: int | None
    plan: Kept | None

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What the latest answer shows; nothing before there is one, or where it was said aloud."""
        if self.attempt is None or not self.attempt.answer.text:
            return ()
        return observations.observe(self.question, self.attempt.answer)

    @property
    def points(self) -> tuple[tuple[str, bool], ...]:
        """What a strong answer shows, and whether the person ticked it after speaking."""
        ticks = (self.attempt and self.attempt.ticks) or 0
        return tuple((point.text, bool(ticks >> bit & 1)) for bit, point in enumerate(self.question.points))


@dataclass(frozen=True)
class Started:
    """A question to show. `resumed`: it is not new, it was still open."""

    round: Round
    resumed: bool


@dataclass(frozen=True)
class Written:
    """One written answer with its question, for features that keep or show it elsewhere."""

    id: int
    theme: str
    question: str
    text: str


class Rounds:
    """Puts stored rounds together with the bank and the feedback that decided them."""

    def __init__(self, store: PracticeStore, bank: Bank, feedback: Feedback, reflections: Reflections) -> None:
        self._store = store
        self._bank = bank
        self._feedback = feedback
        self._reflections = reflections

    async def load(self, connection: Connection, user_id: int, stored: StoredRound) -> Round:
        """Everything the cards of one round show. Raises CardIsOld when its question left the bank."""
        decided_by = stored.feedback_id
        quoted = decided_by and await self._feedback.quoted(connection, user_id, decided_by, stored.theme)
        before = await self._store.asked_before(connection, user_id, stored.theme, stored.asked_at)
        attempt = stored.attempts[-1] if stored.attempts else None
        earlier = await self._store.earlier(connection, user_id, stored.theme, attempt.id, EARLIER) if attempt else []
        session = await self._store.session(connection, user_id, stored.session_id) if stored.session_id else None
        return Round(
            id=stored.id,
            question=self.question(stored),
            theme=stored.theme,
            why=Why(quoted or None, stored.chosen_by_hand, before),
            attempt=attempt,
            previous=next((one for one in reversed(stored.attempts[:-1]) if one.answer.text), None),
            attempts=len(stored.attempts),
            earlier=tuple(one.counts for one in earlier),
            number=session.numbers.get(stored.id, 1) if session else 1,
            questions=session.questions if session else 1,
            ended=stored.ended_at is not None,
            feedback_id=stored.feedback_id,
            plan=await self._plan(connection, user_id, stored),
        )

    async def _plan(self, connection: Connection, user_id: int, stored: StoredRound) -> Kept | None:
        if stored.feedback_id is None:
            return None
        return await self._reflections.plan_on(connection, user_id, stored.feedback_id)

    async def is_over(self, connection: Connection, user_id: int, stored: StoredRound) -> bool:
        """Whether the latest answer is rated and its session has no further question."""
        if not stored.attempts or stored.attempts[-1].rating is None:
            return False
        round_ = await self.load(connection, user_id, stored)
        return round_.number >= round_.questions

    def question(self, stored: StoredRound) -> Question:
        """The question that was asked. Raises CardIsOld when it left the bank."""
        question = self._bank.find(stored.question_id)
        if question is None:
            raise CardIsOld
        return question
