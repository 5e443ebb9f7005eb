"""Use cases after a session: the friend's notes, feedback made of them, the history, and taking back what was given."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import MockOver, NotFound, NothingTyped
from bot.feedback import Feedback
from bot.mock.sessions import Step
from bot.mock.store import MockSession, MockStore, Notes

PAGE = 5
NOTES_WITHIN = timedelta(hours=24)


@dataclass(frozen=True)
class Page:
    """One page of a person's sessions, newest first. Pages count from 0."""

    sessions: tuple[MockSession, ...]
    number: int
    pages: int
    total: int


class Afterwards:
    """What comes of a session."""

    def __init__(self, database: Database, store: MockStore, clock: Clock, feedback: Feedback) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self._feedback = feedback

    def may_note(self, session: MockSession) -> bool:
        """Whether this person may write notes: a friend, within a day of a session that came to its proper end."""
        return (
            session.role == "friend"
            and session.ended == "done"
            and not session.withdrawn
            and session.ended_at is not None
            and self._clock() - session.ended_at < NOTES_WITHIN
        )

    async def to_note(self, user_id: int, session_id: int) -> MockSession:
        """The session that this friend may write notes on. Raises NotFound, MockOver."""
        session = await self._database.read(lambda connection: self._store.get(connection, user_id, session_id))
        self._check(session)
        return session

    async def note(self, user_id: int, session_id: int, notes: Notes) -> Step:
        """Keep the friend's notes; written once more they replace the first.

        Raises NothingTyped, NotFound, MockOver.
        """
        if not any((notes.keep, notes.change, notes.moment)):
            raise NothingTyped

        async def work(connection: Connection) -> Step:
            session = await self._store.get(connection, user_id, session_id)
            self._check(session)
            await self._store.note(connection, user_id, session_id, notes)
            return Step(await self._store.get(connection, user_id, session_id), news=session.notes is None)

        return await self._database.write(work)

    async def make_feedback(self, user_id: int, session_id: int) -> int:
        """Make an entry of the friend's notes. Pressed twice it is the same one.

        Returns the entry's id; its themes are still to suggest. Raises NotFound without notes, NoRoom.
        """

        async def work(connection: Connection) -> int:
            session = await self._store.get(connection, user_id, session_id)
            if session.role != "candidate" or session.notes is None:
                raise NotFound
            if session.feedback_id is not None:
                return session.feedback_id
            entry_id = await self._feedback.add_from_friend(connection, user_id, session.notes.as_text)
            await self._store.link_feedback(connection, user_id, session_id, entry_id)
            return entry_id

        entry_id = await self._database.write(work)
        await self._feedback.read_again(user_id, entry_id)
        return entry_id

    async def withdraw(self, user_id: int, session_id: int) -> MockSession:
        """Take back what this person gave as a friend: ratings, notes, and the entry made of them.

        Twice is the same as once. Raises NotFound, also while the session goes on.
        """

        async def work(connection: Connection) -> MockSession:
            session = await self._store.get(connection, user_id, session_id)
            if session.role != "friend" or session.ended_at is None:
                raise NotFound
            await self._store.withdraw(connection, user_id, session_id)
            return await self._store.get(connection, user_id, session_id)

        return await self._database.write(work)

    async def page(self, user_id: int, number: int) -> Page:
        """A page of sessions, on both sides; a number past the end gives the last page."""

        async def work(connection: Connection) -> Page:
            total = await self._store.count(connection, user_id)
            pages = max(1, -(-total // PAGE))
            at = min(max(number, 0), pages - 1)
            return Page(tuple(await self._store.page(connection, user_id, PAGE, at * PAGE)), at, pages, total)

        return await self._database.read(work)

    def _check(self, session: MockSession) -> None:
        if session.role != "friend" or session.ended_at is None:
            raise NotFound
        if not self.may_note(session):
            raise MockOver(ended=session.ended)
