"""Which question comes next: what is known of the person -> a choice, kept as a round of a session."""

import random
from collections.abc import Collection
from typing import Any

from bot.clock import Clock
from bot.database import Connection
from bot.feedback import Feedback
from bot.interviews import Interviews
from bot.limits import check_room
from bot.practice import picker
from bot.practice.bank import Bank
from bot.practice.picker import Asked, Learner, Named, Rated
from bot.practice.rounds import Round, Rounds
from bot.practice.store import PracticeStore
from bot.practice.stored import Session, StoredRound
from bot.practice.together import AskedElsewhere, Chosen, Paired, RatedElsewhere, kindness
from bot.profile import Profile

# Of feedback, ratings and questions each, the newest: years of practice, and still read while a person waits.
LOOKED_AT = 1000


class Asking:
    """Chooses questions, inside the transactions of practice."""

    def __init__(
        self,
        store: PracticeStore,
        rounds: Rounds,
        clock: Clock,
        rng: random.Random,
        bank: Bank,
        profile: Profile,
        feedback: Feedback,
        interviews: Interviews,
    ) -> None:
        self._store = store
        self._rounds = rounds
        self._clock = clock
        self._rng = rng
        self._bank = bank
        self._profile = profile
        self._feedback = feedback
        self._interviews = interviews
        self.asked_elsewhere: AskedElsewhere | None = None
        self.rated_elsewhere: RatedElsewhere | None = None

    async def new_session(
        self, connection: Connection, user_id: int, questions: int = 1, family: str | None = None
    ) -> Session:
        """Begin a session of so many questions, of one role family if that was chosen by hand."""
        now = self._clock()
        session_id = await self._store.add_session(connection, user_id, questions, family, now)
        return await self._store.session(connection, user_id, session_id)

    async def ask(
        self,
        connection: Connection,
        user_id: int,
        session: Session,
        focus: str | None,
        feedback_id: int | None = None,
        *,
        easier: bool = False,
    ) -> Round:
        """Choose the next question of a session and keep that it was asked. Raises NoRoom."""
        check_room("practice", self._store.label, *await self._store.room(connection, user_id))
        now = self._clock()
        choice = await self._pick(
            connection, user_id, self._rng, session.family, focus=focus, avoid=session.themes, easier=easier
        )
        round_id = await self._store.add_round(
            connection,
            user_id,
            Asked(choice.question.id, choice.theme, now),
            feedback_id or (choice.because.feedback_id if choice.because else None),
            session_id=session.id,
            chosen_by_hand=focus is not None and feedback_id is None,
            terms=choice.terms,
        )
        return await self._rounds.load(connection, user_id, await self._store.round(connection, user_id, round_id))

    async def next_themes(self, connection: Connection, user_id: int) -> tuple[str, ...]:
        """The themes one of which the next question is on: that of the open question, else those as good as any."""
        stored = await self._store.open_round(connection, user_id)
        if stored is not None:
            return (stored.theme,)
        # Only the terms count, and they leave nothing to chance.
        choice = await self._pick(connection, user_id, random.Random(0))  # noqa: S311
        most = max(choice.terms.values())
        return tuple(theme for theme, value in choice.terms.items() if value >= most - 1e-9)

    async def choose(
        self, connection: Connection, user_id: int, among: Collection[str], avoid: frozenset[str]
    ) -> Chosen:
        """The next question on one of these themes, not kept anywhere."""
        choice = await self._pick(connection, user_id, self._rng, among=among, avoid=avoid)
        return Chosen(choice.question, choice.theme, choice.because.feedback_id if choice.because else None)

    async def _pick(
        self, connection: Connection, user_id: int, rng: random.Random, family: str | None = None, **wanted: Any
    ) -> picker.Choice:
        now = self._clock()
        person = await self._profile.person(connection, user_id)
        aside = await self._store.aside(connection, user_id, now)
        return picker.pick(
            self._bank,
            await self.evidence(connection, user_id),
            await self._history(connection, user_id),
            now=now,
            rng=rng,
            profile=Learner(person.level, family or person.family, aside),
            upcoming=await self._interviews.upcoming(connection, user_id),
            **wanted,
        )

    async def _history(self, connection: Connection, user_id: int) -> list[Asked]:
        """The last questions asked, oldest first."""
        here = await self._store.history(connection, user_id, LOOKED_AT)
        elsewhere = await self.asked_elsewhere(connection, user_id) if self.asked_elsewhere else []
        return sorted([*here, *elsewhere], key=lambda asked: asked.at)

    async def evidence(self, connection: Connection, user_id: int) -> list[picker.Evidence]:
        """The last feedback and ratings. A question that has left the bank counts as of middling difficulty."""
        named = await self._feedback.evidence(connection, user_id, LOOKED_AT)
        pairs = await self.paired(connection, user_id)
        kinder = kindness(pairs)
        own = [
            *await self._store.ratings(connection, user_id, LOOKED_AT),
            *((pair.question_id, pair.theme, pair.own, pair.at) for pair in pairs if pair.own),
        ]
        return [
            *(Named(item.feedback_id, item.theme, item.source, item.at) for item in named),
            *(Rated(theme, rating, self._difficulty(key), "self", at, kinder) for key, theme, rating, at in own),
            *(
                Rated(pair.theme, pair.friend, self._difficulty(pair.question_id), "friend", pair.at)
                for pair in pairs
                if pair.friend
            ),
        ]

    async def paired(self, connection: Connection, user_id: int) -> list[Paired]:
        """The ratings of answers given to a friend, oldest first."""
        return await self.rated_elsewhere(connection, user_id) if self.rated_elsewhere else []

    def _difficulty(self, question_id: str) -> int:
        question = self._bank.find(question_id)
        return question.difficulty if question else 2

    async def still_open(self, connection: Connection, user_id: int) -> StoredRound | None:
        """The open round; one whose question a later version took out of the bank is closed instead."""
        stored = await self._store.open_round(connection, user_id)
        if stored is not None and self._bank.find(stored.question_id) is None:
            await self._store.end_open_round(connection, user_id, self._clock())
            return None
        return stored
