"""What practising with a friend keeps about a person, counted, taken along and erased."""

from typing import Any

from bot.clock import Clock, to_ms
from bot.database import Connection
from bot.mock.store import LABEL, MockSession, MockStore


class MockData:
    """A candidate's own sessions, and what a person gave as somebody's friend."""

    kind = "mock"
    label = LABEL

    def __init__(self, store: MockStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def count(self, connection: Connection, user_id: int) -> int:
        return await self._store.count(connection, user_id)

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        """A friend's rating that the person may not see yet is left out. Neither is told the other's id."""
        return [_exported(session) for session in await self._store.page(connection, user_id, -1, 0)]

    async def erase(self, connection: Connection, user_id: int) -> None:
        """A candidate's sessions go. Of a friend the link and the words go, and numbers stay without a name."""
        await self._store.drop_entries(connection, user_id)  # no friend could take them back without their session
        await self._store.sql.end_without_friend(connection, user_id=user_id, now=to_ms(self._clock()))
        await self._store.sql.erase_as_friend(connection, user_id=user_id)
        await self._store.sql.erase_as_candidate(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        """What a friend wrote about the person goes, and what the person wrote as a friend."""
        await self._store.sql.forget_words(connection, user_id=user_id)


def _exported(session: MockSession) -> dict[str, Any]:
    """What one of the two takes along: a candidate everything, a friend what they gave."""
    candidate = session.role == "candidate"
    return {
        "role": "candidate" if candidate else "interviewer",
        "started_at": session.started_at.isoformat(),
        "ended_at": session.ended_at and session.ended_at.isoformat(),
        "ended": session.ended if session.ended != "reported" or session.reported else "closed",
        "minutes": session.minutes,
        "shared_topics": list(session.shared.themes) if candidate else None,
        "shared_words": session.shared.words if candidate else None,
        "shared_role": session.shared.role if candidate else None,
        "questions": [
            {
                "question": one.question_id,
                "asked_at": one.asked_at.isoformat(),
                **({"own_rating": one.mine, "friend_rating": one.theirs} if candidate else {"rated": one.mine}),
            }
            for one in session.questions
        ],
        **(
            {"keep": session.notes.keep, "change": session.notes.change, "moment": session.notes.moment}
            if session.notes
            else {}
        ),
    }
