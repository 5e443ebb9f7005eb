"""Use cases of a session: open it, ask, rate blind, help along, end, and what it leaves to practice."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.database import Connection, Database
from bot.errors import MockBusy, MockOver, NotFound, NothingShared
from bot.feedback import Feedback
from bot.limits import check_room
from bot.mock.model import Place, Shared
from bot.mock.shown import PHRASES
from bot.mock.store import LABEL, MockQuestion, MockSession, MockStore
from bot.practice import Practice, Question
from bot.profile import Profile

MOST_QUESTIONS = 20
# Whether two people may practise together here: raises a PersonError for the first of the two ids if not.
MayMeet = Callable[[int, int, Place], Awaitable[None]]


@dataclass(frozen=True)
class Script:
    """What a card says about one question: the question, None once it left the bank; a behaviour for each rating.

    `told` are words said to the candidate about its theme, `family` and `level` their role, each "" unless shared.
    """

    question: Question | None
    ratings: tuple[str, ...]
    told: str
    family: str
    level: str


@dataclass(frozen=True)
class Step:
    """A session after something was done in it, and whether that is news to the other: pressed twice it is not."""

    session: MockSession
    news: bool


class Sessions:
    """Two people who practise. Each method is given who acts; anybody but the two finds nothing."""

    def __init__(
        self, database: Database, store: MockStore, practice: Practice, feedback: Feedback, profile: Profile
    ) -> None:
        self._database = database
        self.store = store
        self._practice = practice
        self._feedback = feedback
        self._profile = profile
        self.may_meet: list[MayMeet] = []

    async def open(
        self,
        connection: Connection,
        candidate_id: int,
        friend_id: int,
        place: Place,
        minutes: int,
        shared: Shared,
        shared_at: datetime | None = None,
    ) -> int:
        """Begin, and ask the first question; inside the caller's transaction. Returns the session's id.

        `shared_at` (UTC) is when the candidate chose what to share, now if it is left out.
        Raises NoRoom, and MockBusy, which calls the candidate "you".
        """
        await self._free(connection, candidate_id, friend_id)
        session_id = await self.store.add(
            connection, candidate_id, friend_id, place, minutes, shared, shared_at=shared_at
        )
        await self._ask(connection, await self.store.get(connection, candidate_id, session_id))
        return session_id

    async def session(self, user_id: int, session_id: int) -> MockSession:
        """A session as this person may see it. Raises NotFound."""
        return await self._database.read(lambda connection: self.store.get(connection, user_id, session_id))

    async def open_of(self, user_id: int) -> int | None:
        """The session that this person is in, if any."""
        return await self._database.read(lambda connection: self.store.open_of(connection, user_id))

    async def rate(self, user_id: int, question_id: int, rating: int) -> Step:
        """Keep a rating, 1 to 4, by whoever of the two this is. It may be changed until the other's is in.

        On a question that is over nothing changes. It is news when both are in. Raises NotFound, MockOver.
        """

        async def work(connection: Connection, session: MockSession, question: MockQuestion) -> bool:
            if question.both_in:
                return False
            await self.store.rate(connection, session, question.id, rating)
            return question.theirs_in

        return await self._on_current(user_id, question_id, work)

    async def stuck(self, user_id: int, question_id: int) -> Step:
        """The candidate wants a hint, and the friend is to use a probe. Raises NotFound, MockOver."""

        async def work(connection: Connection, session: MockSession, question: MockQuestion) -> bool:
            if session.role != "candidate":
                raise NotFound
            await self.store.stuck(connection, user_id, question.id)
            return not question.stuck

        return await self._on_current(user_id, question_id, work)

    async def next(self, user_id: int, question_id: int) -> Step:
        """The friend asks another question in place of this one. Pressed twice it is one. Raises NotFound, MockOver."""

        async def work(connection: Connection, session: MockSession, question: MockQuestion) -> bool:
            if session.role != "friend" or session.other_id is None:
                raise NotFound
            if len(session.questions) >= MOST_QUESTIONS:
                return False
            await self._ask(connection, await self.store.get(connection, session.other_id, session.id))
            return True

        return await self._on_current(user_id, question_id, work)

    async def finish(self, user_id: int, session_id: int) -> Step:
        """Both are done; twice is the same as once. Raises NotFound."""
        return await self._end(user_id, session_id, "done")

    async def leave(self, user_id: int, session_id: int) -> Step:
        """Go, with nothing more said. What was rated stays. Raises NotFound."""
        return await self._end(user_id, session_id, "left")

    async def swap(self, user_id: int, session_id: int) -> Step:
        """The two change roles after a session: a new one, in which the new candidate chooses what to share first.

        However often and by whomever it is pressed it is one session. Raises NotFound, MockBusy, and MockOver
        after a session that somebody left or that was closed.
        """
        before = await self.session(user_id, session_id)
        if before.ended != "done" or before.other_id is None:
            raise MockOver(ended=before.ended)
        for may_meet in self.may_meet:
            await may_meet(user_id, before.other_id, before.place)

        async def work(connection: Connection) -> Step:
            session = await self.store.get(connection, user_id, session_id)
            new = await self.store.swapped(connection, user_id, session_id)
            news = new is None
            if new is None and session.other_id is not None:
                candidate, friend = user_id, session.other_id
                if session.role == "candidate":
                    candidate, friend = friend, candidate
                await self._free(connection, user_id, session.other_id)
                nothing = Shared((), words=False, role=False)
                new = await self.store.add(
                    connection, candidate, friend, session.place, session.minutes, nothing, swap_of=session_id
                )
            if new is None:
                raise NotFound
            return Step(await self.store.get(connection, user_id, new), news)

        return await self._database.write(work)

    async def offer(self, user_id: int, session_id: int, shared: Shared) -> MockSession:
        """Keep what the candidate of a swapped session would share; the friend sees nothing before `start`.

        Raises NotFound, MockOver; NothingShared without a topic.
        """
        if not shared.themes:
            raise NothingShared

        async def work(connection: Connection) -> MockSession:
            session = self._going_on(await self.store.get(connection, user_id, session_id))
            if session.role == "candidate" and not session.questions:
                await self.store.share(connection, user_id, session_id, shared)
            return await self.store.get(connection, user_id, session_id)

        return await self._database.write(work)

    async def start(self, user_id: int, session_id: int) -> Step:
        """Ask the first question of a swapped session; twice is the same as once.

        Raises NotFound, MockOver; NothingShared without a topic.
        """

        async def work(connection: Connection) -> Step:
            session = self._going_on(await self.store.get(connection, user_id, session_id))
            if session.role != "candidate":
                raise NotFound
            if not session.shared.themes:
                raise NothingShared
            if not session.questions:
                await self._ask(connection, session)
                await self.store.touch(connection, session_id)
            return Step(await self.store.get(connection, user_id, session_id), news=not session.questions)

        return await self._database.write(work)

    async def script(self, session: MockSession, question: MockQuestion) -> Script:
        """What the cards say about a question; of the candidate's own only what they share."""
        candidate = session.mine if session.role == "candidate" else session.other_id
        bank = self._practice.bank
        shared = session.shared

        async def work(connection: Connection) -> Script:
            told = await self.told(connection, session, question)
            family = level = ""
            if candidate is not None and shared.role:
                person = await self._profile.person(connection, candidate)
                family, level = person.family or "", person.level or ""
            found = bank.find(question.question_id)
            return Script(found, bank.ratings[question.theme], told, family, level)

        return await self._database.read(work)

    async def told(self, connection: Connection, session: MockSession, question: MockQuestion) -> str:
        """The words that decided a question, "" if none did, if they are not shared, or if they were logged after the
        candidate chose what to share.
        """
        candidate = session.mine if session.role == "candidate" else session.other_id
        if candidate is None or not session.shared.words or question.theme not in session.shared.themes:
            return ""
        for one in await self._feedback.phrases(connection, candidate, question.theme, PHRASES):
            if one.feedback_id == question.feedback_id and one.at <= session.shared_at:
                return one.because
        return ""

    async def end_quiet(self) -> datetime | None:
        """End what nobody touched for 24 hours. Returns when the next one may be due, if any is open (UTC)."""
        if await self._database.read(self.store.next_quiet) is None:
            return None
        await self._database.write(self.store.end_quiet)
        return await self._database.read(self.store.next_quiet)

    async def _free(self, connection: Connection, you: int, friend: int) -> None:
        """Raises MockBusy when either is in a session. One that nobody touched for a day is over."""
        await self.store.end_quiet(connection)
        for user_id in (you, friend):
            check_room("mock", LABEL, await self.store.count(connection, user_id), 0)
        if await self.store.open_of(connection, you) is not None:
            raise MockBusy(who="you")
        if await self.store.open_of(connection, friend) is not None:
            raise MockBusy(who="friend")

    async def _ask(self, connection: Connection, session: MockSession) -> None:
        """Add a question, chosen for the candidate, as whom `session` is seen."""
        had = frozenset(one.theme for one in session.questions)
        chosen = await self._practice.choose(connection, session.mine, session.shared.themes, had)
        await self.store.ask(connection, session.id, chosen)

    async def _on_current(
        self,
        user_id: int,
        question_id: int,
        act: Callable[[Connection, MockSession, MockQuestion], Awaitable[bool]],
    ) -> Step:
        """Do something with the question that is on. If another is on by now, the session is shown as it is."""

        async def work(connection: Connection) -> Step:
            session = self._going_on(await self.store.of_question(connection, user_id, question_id))
            news = False
            if session.current is not None and session.current.id == question_id:
                news = await act(connection, session, session.current)
                await self.store.touch(connection, session.id)
            return Step(await self.store.get(connection, user_id, session.id), news)

        return await self._database.write(work)

    async def _end(self, user_id: int, session_id: int, why: str) -> Step:
        async def work(connection: Connection) -> Step:
            session = await self.store.get(connection, user_id, session_id)
            await self.store.end(connection, session.id, why)
            return Step(await self.store.get(connection, user_id, session_id), news=session.ended_at is None)

        return await self._database.write(work)

    def _going_on(self, session: MockSession) -> MockSession:
        if session.ended_at is not None:
            raise MockOver(ended=session.ended)
        return session
