"""The look at who was shown what: every token of something private has an owner, and no rating shows too early."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot import themes
from bot.bits import unpack
from bot.crypto import Sealer
from bot.mock.model import TOPICS
from tests.mock.eyes import EVERYBODY, Eyes
from tests.people import KEY, Person, World

TOKEN = re.compile(r"xq[a-z0-9]+xq")
KIND_OF_WORK = "Health and care"


class Leak(AssertionError):
    """Somebody was shown what is not theirs to see."""


@dataclass(frozen=True)
class Private:
    """A text that carries a token: whose it is, and when somebody else may see it.

    `kind`: "words" said to its owner, which they may share by topic; a "note" on a session; or "never".
    """

    owner: str
    kind: str
    theme: str | None = None
    session: int | None = None


@dataclass
class Watch:
    """Knows whose everything is. `peek` lets somebody look at a session in every way there is."""

    world: World
    people: dict[str, Person]
    eyes: Eyes
    peek: Callable[[str, int], Awaitable[None]]
    logs: list[str] = field(default_factory=list)
    private: dict[str, Private] = field(default_factory=dict)
    ticked: dict[str, set[str]] = field(default_factory=dict)
    sent_along: set[str] = field(default_factory=set)
    drawn: dict[str, dict[str, Any]] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    before: list[dict[str, Any]] = field(default_factory=list)
    looked: int = 0
    compared: set[Any] = field(default_factory=set)

    async def begin(self) -> None:
        """What was shown so far was everybody's own."""
        self.before = await self.sessions()
        self.looked = len(self.eyes.seen)

    def token(self, owner: str, kind: str, session: int | None = None) -> str:
        """A new one, for something private that is about to be typed."""
        token = f"xq{owner}{len(self.private)}xq"
        self.private[token] = Private(owner, kind, session=session)
        return token

    async def sessions(self) -> list[dict[str, Any]]:
        rows = await self.world.rows("select * from mock_session")
        for row in rows:
            sealed = [row[f"{part}_sealed"] for part in ("keep", "change", "moment")]
            row["tokens"] = {token for one in sealed if one for token in TOKEN.findall(Sealer([KEY]).open(one))}
        return rows

    async def look(self) -> None:
        """Raise Leak if anything shown since the last look was not for whoever saw it."""
        after = await self.sessions()
        new, self.looked = self.eyes.seen[self.looked :], len(self.eyes.seen)
        for seen in new:
            for part in seen.controls:
                self.drawn.setdefault(_key(part["custom_id"]), part)
            if "Something went wrong on our side" in seen.text:
                raise AssertionError(f"a fault: {self.logs[-3:]}")
            for reader in seen.by:
                for token in TOKEN.findall(seen.text):
                    if not any(self._may_see(reader, token, sessions) for sessions in (self.before, after)):
                        raise Leak(f"{reader} saw {token}, {self.private[token]}: {seen.text}")
                    if reader != self.private[token].owner:
                        self.states[f"shared {self.private[token].kind} seen by {reader}"] += 1
                if KIND_OF_WORK in seen.text and not seen.is_form and reader != "ana":
                    ticked = "role" in self.ticked["ana"]
                    if not (ticked and any(self._with_ana(reader, "role", rows) for rows in (self.before, after))):
                        raise Leak(f"{reader} saw Ana's kind of work: {seen.text}")
            named = [theme.name for theme in themes.ALL if theme.name in seen.text]
            if EVERYBODY in seen.by and named:
                raise Leak(f"everybody saw {named}: {seen.text}")
        for line in self.logs:
            if TOKEN.search(line):
                raise Leak(f"the log holds {line}")
        self.before = after
        await self._compare()
        await self._remember()

    def _may_see(self, reader: str, token: str, sessions: list[dict[str, Any]]) -> bool:
        private = self.private[token]
        if reader == private.owner:
            return True
        ids = {name: person.id for name, person in self.people.items()}
        for row in sessions:
            two = (row["candidate_id"], row["friend_id"])
            sent_along = row["ended"] == "reported" and str(row["id"]) in self.sent_along
            if reader == "mo" and private.kind != "never" and sent_along and ids[private.owner] in two:
                return True
            if row["candidate_id"] == ids.get(reader) and token in row["tokens"]:
                return True
            open_to_reader = row["ended_at"] is None and row["friend_id"] == ids.get(reader) and row["words"]
            owners = {ids[private.owner]} if private.kind == "words" else set(ids.values())
            if open_to_reader and row["candidate_id"] in owners and private.kind != "never":
                ticked = self.ticked[next(name for name, id_ in ids.items() if id_ == row["candidate_id"])]
                if "words" in ticked and private.theme in (None, *(ticked & set(unpack(row["themes"], TOPICS)))):
                    return True
        return False

    def _with_ana(self, reader: str, shared: str, sessions: list[dict[str, Any]]) -> bool:
        reader_id = self.people[reader].id if reader in self.people else 0
        return any(
            row["candidate_id"] == self.people["ana"].id
            and row["friend_id"] == reader_id
            and row["ended_at"] is None
            and row[shared]
            for row in sessions
        )

    async def _compare(self) -> None:
        """Where one of two has rated, the other is shown the same whatever the rating is."""
        rows = await self.world.rows(
            "select mock_question.id, session_id, own_rating, friend_rating, candidate_id, friend_id, ended_at,"
            " exists (select 1 from mock_question as later where later.session_id = mock_session.id"
            " and later.id > mock_question.id) as over"
            " from mock_question join mock_session on mock_session.id = session_id"
        )
        for row in rows:
            rated = [column for column in ("own_rating", "friend_rating") if row[column]]
            over = row["over"] or row["ended_at"]
            other = row["friend_id"] if rated == ["own_rating"] else row["candidate_id"]
            # Of a question that is over a candidate sees a friend's rating that stands alone: nothing can sway theirs.
            if len(rated) != 1 or other is None or (over and rated == ["friend_rating"]):
                continue
            state = (row["id"], *rated, bool(over))
            if state in self.compared:
                continue
            self.compared.add(state)
            await self.world.env.advance_time(61)
            shown = [await self._views(other, row, rated[0], rating) for rating in (1, 4)]
            await self._rate(row["id"], rated[0], row[rated[0]])
            self.states[f"compared {rated[0]}{' over' if over else ''}"] += 1
            if shown[0] != shown[1]:
                raise Leak(f"a rating shows before both are in: {shown[0]} {shown[1]}")

    async def _views(self, user_id: int, row: dict[str, Any], column: str, rating: int) -> list[str]:
        """What somebody is shown of a session if the other's rating is this."""
        await self._rate(row["id"], column, rating)
        at = len(self.eyes.seen)
        await self.peek(next(name for name, person in self.people.items() if person.id == user_id), row["session_id"])
        return [seen.text for seen in self.eyes.seen[at:]]

    async def _rate(self, question_id: int, column: str, rating: int) -> None:
        async def work(connection: Any) -> None:
            await connection.execute(f"update mock_question set {column} = ? where id = ?", (rating, question_id))

        await self.world.database.write(work)

    async def _remember(self) -> None:
        """Which states were reached."""
        for invite in await self.world.rows("select sent_at, answer from mock_invite"):
            self.states[f"invite {invite['answer'] or ('waits' if invite['sent_at'] else 'is made')}"] += 1
        for row in self.before:
            self.states[f"session {row['ended'] or 'goes on'}"] += 1
            for name, reached in {
                "noted": row["noted_at"],
                "withdrawn": row["withdrawn_at"],
                "swapped": row["swap_of"],
                "made feedback": row["feedback_id"],
                "without its friend": row["friend_id"] is None,
                "with words": row["words"],
                "with the role": row["role"],
            }.items():
                if reached:
                    self.states[f"session {name}"] += 1
        for row in await self.world.rows("select own_rating, friend_rating from mock_question"):
            rated = sum(row[column] is not None for column in ("own_rating", "friend_rating"))
            self.states[f"question rated by {rated}"] += 1


def _key(custom_id: str) -> str:
    """The same for all forms of one row, whose custom_ids end at random."""
    return re.sub(r":[0-9a-f]{8}$", "", custom_id)


class Hearing(logging.Handler):
    """Keeps what the bot logs."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record.getMessage())
