"""Rows of sessions and their questions <-> what one of the two may see. A row is reached only by its two people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from bot.bits import pack, unpack
from bot.clock import Clock, from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound
from bot.feedback import Feedback
from bot.mock.model import TOPICS, Place, Shared
from bot.practice import Asked, Chosen, Paired

Role = Literal["candidate", "friend"]
QUIET_AFTER = timedelta(hours=24)
LABEL = "Practice with a friend: sessions, ratings and notes"


@dataclass(frozen=True)
class Notes:
    """What the friend wrote at the end, in their words. Each may be empty, but not all."""

    keep: str
    change: str
    moment: str

    @property
    def as_text(self) -> str:
        """All of it, each part one line, so that a part is told from the others."""
        named = (("Keep", self.keep), ("Change", self.change), ("One moment", self.moment))
        return "\n".join(f"{name}: {' '.join(words.split())}" for name, words in named if words)


@dataclass(frozen=True)
class MockQuestion:
    """One question as one of the two may see it. `mine` and `theirs` are ratings, 1 to 4.

    `theirs` stays None until both are in; `theirs_in` says that there is one. Of a question that is over a candidate
    also sees a friend's rating that stands alone.
    """

    id: int
    question_id: str
    theme: str
    feedback_id: int | None
    asked_at: datetime
    stuck: bool
    mine: int | None
    theirs: int | None
    theirs_in: bool

    @property
    def both_in(self) -> bool:
        return self.mine is not None and self.theirs_in


@dataclass(frozen=True)
class MockSession:
    """A session as one of the two may see it. Times are UTC. `other_id` is None once that person deleted their data.

    `ended` says why: done, left, quiet, reported, server, deleted; None while it goes on. `reported`: by this person.
    """

    id: int
    role: Role
    mine: int
    other_id: int | None
    place: Place
    minutes: int
    shared: Shared
    shared_at: datetime
    started_at: datetime
    ended_at: datetime | None
    ended: str | None
    notes: Notes | None
    withdrawn: bool
    reported: bool
    feedback_id: int | None
    questions: tuple[MockQuestion, ...]

    @property
    def current(self) -> MockQuestion | None:
        """The question that is on, or was last."""
        return self.questions[-1] if self.questions else None

    @property
    def over_at(self) -> datetime:
        """When the agreed minutes are over (UTC). They run from the first question."""
        return (self.questions[0].asked_at if self.questions else self.started_at) + timedelta(minutes=self.minutes)


class MockStore:
    """The sessions of two people."""

    def __init__(self, sealer: Sealer, clock: Clock, feedback: Feedback) -> None:
        self._sealer = sealer
        self._clock = clock
        self._feedback = feedback
        self.sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def add(
        self,
        connection: Connection,
        candidate_id: int,
        friend_id: int,
        place: Place,
        minutes: int,
        shared: Shared,
        *,
        shared_at: datetime | None = None,
        swap_of: int | None = None,
    ) -> int:
        """`shared_at` is when the candidate chose what to share, now if it is left out."""
        return int(
            await self.sql.add(
                connection,
                candidate_id=candidate_id,
                friend_id=friend_id,
                place=place.where,
                guild_id=place.guild_id,
                channel_id=place.channel_id,
                minutes=minutes,
                themes=pack(shared.themes, TOPICS),
                words=int(shared.words),
                role=int(shared.role),
                shared_at=to_ms(shared_at or self._clock()),
                swap_of=swap_of,
                now=self._now(),
            )
        )

    async def get(self, connection: Connection, user_id: int, session_id: int) -> MockSession:
        """Raises NotFound when the session is not there or this person is neither of the two."""
        row = await self.sql.get(connection, id=session_id, user_id=user_id)
        if row is None:
            raise NotFound
        return await self._session(connection, row, user_id)

    async def of_question(self, connection: Connection, user_id: int, question_id: int) -> MockSession:
        """The session that a question belongs to. Raises NotFound."""
        row = await self.sql.session_of_question(connection, id=question_id, user_id=user_id)
        if row is None:
            raise NotFound
        return await self.get(connection, user_id, row["id"])

    async def open_of(self, connection: Connection, user_id: int) -> int | None:
        """The session that this person is in now, on either side."""
        row = await self.sql.open_of(connection, user_id=user_id)
        return None if row is None else int(row["id"])

    async def swapped(self, connection: Connection, user_id: int, session_id: int) -> int | None:
        """The session in which the two changed roles after this one."""
        row = await self.sql.swapped(connection, id=session_id, user_id=user_id)
        return None if row is None else int(row["id"])

    async def ask(self, connection: Connection, session_id: int, chosen: Chosen) -> None:
        await self.sql.add_question(
            connection,
            session_id=session_id,
            question_id=chosen.question.id,
            theme=chosen.theme,
            feedback_id=chosen.feedback_id,
            now=self._now(),
        )

    async def rate(self, connection: Connection, session: MockSession, question_id: int, rating: int) -> None:
        rate = self.sql.rate_as_candidate if session.role == "candidate" else self.sql.rate_as_friend
        await rate(connection, id=question_id, user_id=session.mine, rating=rating, now=self._now())

    async def stuck(self, connection: Connection, user_id: int, question_id: int) -> None:
        await self.sql.stuck(connection, id=question_id, user_id=user_id, now=self._now())

    async def touch(self, connection: Connection, session_id: int) -> None:
        await self.sql.touch(connection, id=session_id, now=self._now())

    async def share(self, connection: Connection, user_id: int, session_id: int, shared: Shared) -> None:
        await self.sql.share(
            connection,
            id=session_id,
            user_id=user_id,
            themes=pack(shared.themes, TOPICS),
            words=int(shared.words),
            role=int(shared.role),
            now=self._now(),
        )

    async def end(self, connection: Connection, session_id: int, why: str) -> None:
        await self.sql.end(connection, id=session_id, ended=why, now=self._now())

    async def report(self, connection: Connection, user_id: int, session_id: int) -> None:
        """End it if it goes on, and remember who of the two reported it; nothing more is written in it."""
        await self.sql.report(connection, id=session_id, user_id=user_id, now=self._now())

    async def end_quiet(self, connection: Connection) -> None:
        """End what nobody touched for 24 hours."""
        now = self._clock()
        await self.sql.end_quiet(connection, untouched_since=to_ms(now - QUIET_AFTER), now=to_ms(now))

    async def next_quiet(self, connection: Connection) -> datetime | None:
        """When the session that was touched longest ago will be quiet for a day, if any is open."""
        touched_at = await self.sql.touched_longest_ago(connection)
        return None if touched_at is None else from_ms(touched_at) + QUIET_AFTER

    async def end_in_server(self, connection: Connection, guild_id: int) -> None:
        await self.sql.end_in_server(connection, guild_id=guild_id, now=self._now())

    async def note(self, connection: Connection, user_id: int, session_id: int, notes: Notes) -> None:
        seal = self._sealer.seal_or_none
        await self.sql.note(
            connection,
            id=session_id,
            user_id=user_id,
            keep_sealed=seal(notes.keep),
            change_sealed=seal(notes.change),
            moment_sealed=seal(notes.moment),
            now=self._now(),
        )

    async def link_feedback(self, connection: Connection, user_id: int, session_id: int, feedback_id: int) -> None:
        await self.sql.link_feedback(connection, id=session_id, user_id=user_id, feedback_id=feedback_id)

    async def withdraw(self, connection: Connection, user_id: int, session_id: int) -> None:
        """Take back everything that this friend gave in a session, and the feedback entry made of it."""
        await self.drop_entries(connection, user_id, session_id)
        await self.sql.withdraw_ratings(connection, id=session_id, user_id=user_id)
        await self.sql.withdraw(connection, id=session_id, user_id=user_id, now=self._now())

    async def page(self, connection: Connection, user_id: int, count: int, skip: int) -> list[MockSession]:
        """Newest first."""
        rows = [row async for row in self.sql.page(connection, user_id=user_id, count=count, skip=skip)]
        return [await self._session(connection, row, user_id) for row in rows]

    async def total(self, connection: Connection, guild_id: int) -> int:
        """How many sessions there were in a server."""
        return int(await self.sql.total(connection, guild_id=guild_id))

    async def asked(self, connection: Connection, user_id: int) -> list[Asked]:
        """What friends asked this person, oldest first."""
        return [
            Asked(row["question_id"], row["theme"], from_ms(row["asked_at"]))
            async for row in self.sql.asked(connection, user_id=user_id)
        ]

    async def paired(self, connection: Connection, user_id: int) -> list[Paired]:
        """How this person's answers were rated, oldest first. A friend's rating is there once they may see it."""
        pairs = []
        async for row in self.sql.paired(connection, user_id=user_id):
            own = row["own_rating"]
            friend = row["friend_rating"] if own is not None or row["over"] else None
            if own or friend:
                pairs.append(Paired(row["question_id"], row["theme"], own, friend, from_ms(row["rated_at"])))
        return pairs

    async def count(self, connection: Connection, user_id: int) -> int:
        """How many sessions this person had, on either side."""
        return int(await self.sql.count(connection, user_id=user_id))

    async def drop_entries(self, connection: Connection, user_id: int, session_id: int | None = None) -> None:
        """Delete the feedback entries made of friends' words, in all sessions of this person or in one."""
        rows = [row async for row in self.sql.made_feedback(connection, user_id=user_id)]
        for row in rows:
            if session_id in (None, row["id"]):
                await self._feedback.drop(connection, row["candidate_id"], row["feedback_id"])

    async def _session(self, connection: Connection, row: Row, user_id: int) -> MockSession:
        role: Role = "candidate" if row["candidate_id"] == user_id else "friend"
        asked = [one async for one in self.sql.questions(connection, session_id=row["id"])]
        opened = self._sealer.open_or_none
        written = [opened(row[f"{part}_sealed"]) or "" for part in ("keep", "change", "moment")]
        return MockSession(
            id=row["id"],
            role=role,
            mine=user_id,
            other_id=row["friend_id"] if role == "candidate" else row["candidate_id"],
            place=Place(row["place"], row["guild_id"], row["channel_id"]),
            minutes=row["minutes"],
            shared=Shared(unpack(row["themes"], TOPICS), bool(row["words"]), bool(row["role"])),
            shared_at=from_ms(row["shared_at"]),
            started_at=from_ms(row["started_at"]),
            ended_at=None if row["ended_at"] is None else from_ms(row["ended_at"]),
            ended=row["ended"],
            notes=Notes(*written) if any(written) else None,
            withdrawn=row["withdrawn_at"] is not None,
            reported=bool(row[f"reported_by_{role}"]),
            feedback_id=row["feedback_id"] if role == "candidate" else None,
            questions=tuple(
                _question(one, role, over=row["ended_at"] is not None or one is not asked[-1]) for one in asked
            ),
        )

    def _now(self) -> int:
        return to_ms(self._clock())


def _question(row: Row, role: Role, *, over: bool) -> MockQuestion:
    """One question, where the other's rating is left out as long as it could sway one that is still to come."""
    own, friend = row["own_rating"], row["friend_rating"]
    mine, theirs = (own, friend) if role == "candidate" else (friend, own)
    return MockQuestion(
        id=row["id"],
        question_id=row["question_id"],
        theme=row["theme"],
        feedback_id=row["feedback_id"],
        asked_at=from_ms(row["asked_at"]),
        stuck=row["stuck_at"] is not None,
        mine=mine,
        theirs=theirs if mine is not None or (over and role == "candidate") else None,
        theirs_in=theirs is not None,
    )
