"""Use cases of practice: get a question, answer it, see what the answer shows, rate it, reflect."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot import themes
from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.errors import CardIsOld, NotFound, NothingTyped
from bot.feedback import Evidence, Feedback
from bot.practice import observations, picker
from bot.practice.bank import Bank, Question
from bot.practice.observations import Answer, Observation
from bot.practice.picker import Asked, Learner, Named
from bot.practice.store import Attempt, PracticeStore, StoredRound


@dataclass(frozen=True)
class Why:
    """Why this question: the words that decided it, if feedback did, and when the theme was last practised (UTC)."""

    evidence: Evidence | None
    chosen_by_hand: bool
    last_practised: datetime | None


@dataclass(frozen=True)
class Round:
    """One question with everything its cards show. `attempt` is the latest answer, None before the first."""

    id: int
    question: Question
    theme: str
    why: Why
    attempt: Attempt | None
    attempts: int
    ended: bool
    feedback_id: int | None

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What the latest answer shows; nothing before there is one."""
        return observations.observe(self.question, self.attempt.answer) if self.attempt else ()


@dataclass(frozen=True)
class Started:
    """A question to show. `resumed`: it is not new, it was still open."""

    round: Round
    resumed: bool


class Practice:
    """A person's practice."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        clock: Clock,
        rng: random.Random,
        bank: Bank,
        feedback: Feedback,
    ) -> None:
        self._database = database
        self._clock = clock
        self._rng = rng
        self.bank = bank
        self._feedback = feedback
        self.store = PracticeStore(sealer)

    async def start(self, user_id: int, focus: str | None = None) -> Started:
        """The open question if there is one, else a new one, on the theme `focus` if given."""

        async def work(connection: Connection) -> Started:
            stored = await self._still_open(connection, user_id)
            if stored is not None:
                return Started(await self._round(connection, user_id, stored), resumed=True)
            return Started(await self._ask(connection, user_id, focus), resumed=False)

        return await self._database.write(work)

    async def start_from(self, user_id: int, feedback_id: int) -> Started:
        """A question aimed at one entry of feedback. A press repeated on the same entry gives the same question.

        Raises NotFound when the entry is gone or not confirmed.
        """

        async def work(connection: Connection) -> Started:
            stored = await self._still_open(connection, user_id)
            if stored is not None:
                same = stored.feedback_id == feedback_id and not stored.attempts
                return Started(await self._round(connection, user_id, stored), resumed=not same)
            evidence = await self._feedback.evidence(connection, user_id)
            named = [item.theme for item in evidence if item.feedback_id == feedback_id]
            if not named:
                raise NotFound
            aimed = [theme for theme in named if themes.BY_KEY[theme].practisable]
            return Started(
                await self._ask(connection, user_id, aimed[0] if aimed else None, feedback_id), resumed=False
            )

        return await self._database.write(work)

    async def another(self, user_id: int, after: int) -> Round:
        """End the round `after` if it is still open, and ask a new question. Pressed twice it gives the same one."""

        async def work(connection: Connection) -> Round:
            before = await self.store.round(connection, user_id, after)
            stored = await self._still_open(connection, user_id)
            if stored is not None and stored.id != before.id:
                return await self._round(connection, user_id, stored)
            await self.store.end_open_round(connection, user_id, self._clock())
            return await self._ask(connection, user_id, before.theme if before.chosen_by_hand else None)

        return await self._database.write(work)

    async def end(self, user_id: int, round_id: int) -> None:
        """Close the open question. Raises NotFound."""

        async def work(connection: Connection) -> None:
            stored = await self.store.round(connection, user_id, round_id)
            if stored.ended_at is None:
                await self.store.end_open_round(connection, user_id, self._clock())

        await self._database.write(work)

    async def round(self, user_id: int, round_id: int) -> Round:
        """One round as it stands now. Raises NotFound."""

        async def work(connection: Connection) -> Round:
            return await self._round(connection, user_id, await self.store.round(connection, user_id, round_id))

        return await self._database.read(work)

    async def answer(self, user_id: int, round_id: int, answer: Answer) -> Round:
        """Keep an answer, and choose the follow-up it calls for. Raises NothingTyped or NotFound."""
        if not answer.text.strip():
            raise NothingTyped

        async def work(connection: Connection) -> Round:
            stored = await self.store.round(connection, user_id, round_id)
            question = self._question(stored)
            probe = question.probe_for(observations.aim(observations.observe(question, answer))).text
            await self.store.add_answer(connection, round_id, answer, probe, self._clock())
            return await self._round(connection, user_id, await self.store.round(connection, user_id, round_id))

        return await self._database.write(work)

    async def answer_probe(self, user_id: int, answer_id: int, text: str) -> Round:
        """Keep the answer to the follow-up. Raises NothingTyped or NotFound."""
        if not text.strip():
            raise NothingTyped
        return await self._change(
            user_id, answer_id, lambda connection: self.store.answer_probe(connection, answer_id, text)
        )

    async def rate(self, user_id: int, answer_id: int, rating: int) -> Round:
        """Keep the person's own rating, 1 to 4; a second one replaces the first. Raises NotFound."""
        now = self._clock()
        return await self._change(
            user_id, answer_id, lambda connection: self.store.rate(connection, answer_id, rating, now)
        )

    async def reflect(self, user_id: int, answer_id: int, text: str) -> Round:
        """Keep a reflection on an answer. Raises NothingTyped or NotFound."""
        if not text.strip():
            raise NothingTyped
        return await self._change(
            user_id, answer_id, lambda connection: self.store.reflect(connection, answer_id, text)
        )

    async def round_of_answer(self, user_id: int, answer_id: int) -> Round:
        """The round of one answer as it stands now. Raises NotFound."""

        async def work(connection: Connection) -> Round:
            round_id = await self.store.round_of_answer(connection, user_id, answer_id)
            return await self._round(connection, user_id, await self.store.round(connection, user_id, round_id))

        return await self._database.read(work)

    async def _change(self, user_id: int, answer_id: int, change: Callable[[Connection], Awaitable[None]]) -> Round:
        async def work(connection: Connection) -> Round:
            round_id = await self.store.round_of_answer(connection, user_id, answer_id)
            await change(connection)
            return await self._round(connection, user_id, await self.store.round(connection, user_id, round_id))

        return await self._database.write(work)

    async def _ask(
        self, connection: Connection, user_id: int, focus: str | None, feedback_id: int | None = None
    ) -> Round:
        evidence = await self._feedback.evidence(connection, user_id)
        named = [Named(item.feedback_id, item.theme, item.source, item.at) for item in evidence]
        history = await self.store.history(connection, user_id)
        now = self._clock()
        choice = picker.pick(self.bank, named, history, now=now, rng=self._rng, profile=Learner(), focus=focus)
        decided = feedback_id or (choice.because.feedback_id if choice.because else None)
        round_id = await self.store.add_round(
            connection,
            user_id,
            Asked(choice.question.id, choice.theme, now),
            decided,
            chosen_by_hand=focus is not None and feedback_id is None,
        )
        return await self._round(connection, user_id, await self.store.round(connection, user_id, round_id))

    async def _round(self, connection: Connection, user_id: int, stored: StoredRound) -> Round:
        evidence = await self._feedback.evidence(connection, user_id)
        decided = [item for item in evidence if item.feedback_id == stored.feedback_id and item.theme == stored.theme]
        history = await self.store.history(connection, user_id)
        before = [asked.at for asked in history if asked.theme == stored.theme and asked.at < stored.asked_at]
        return Round(
            id=stored.id,
            question=self._question(stored),
            theme=stored.theme,
            why=Why(decided[0] if decided else None, stored.chosen_by_hand, max(before, default=None)),
            attempt=stored.attempts[-1] if stored.attempts else None,
            attempts=len(stored.attempts),
            ended=stored.ended_at is not None,
            feedback_id=stored.feedback_id,
        )

    async def _still_open(self, connection: Connection, user_id: int) -> StoredRound | None:
        """The open round; one whose question a later version took out of the bank is closed instead."""
        stored = await self.store.open_round(connection, user_id)
        if stored is not None and self.bank.find(stored.question_id) is None:
            await self.store.end_open_round(connection, user_id, self._clock())
            return None
        return stored

    def _question(self, stored: StoredRound) -> Question:
        question = self.bank.find(stored.question_id)
        if question is None:
            raise CardIsOld
        return question
