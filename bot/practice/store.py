"""Rows of rounds and answers <-> dataclasses. Both are reached only through their owner."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound
from bot.practice.observations import Answer, Counts, count
from bot.practice.picker import Asked
from bot.practice.stored import Attempt, Done, Session, StoredRound, Tally

TALLIED = 3


class PracticeStore:
    """Rounds and answers of one person at a time."""

    kind = "practice"
    label = "Questions you were asked, your answers, ratings and reflections"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def add_session(
        self, connection: Connection, user_id: int, questions: int, family: str | None, now: datetime
    ) -> int:
        return int(
            await self._sql.add_session(connection, user_id=user_id, questions=questions, family=family, now=to_ms(now))
        )

    async def session(self, connection: Connection, user_id: int, session_id: int) -> Session:
        """Raises NotFound when the session is not there or not this person's."""
        row = await self._sql.get_session(connection, id=session_id, user_id=user_id)
        if row is None:
            raise NotFound
        rounds = [asked async for asked in self._sql.rounds_of_session(connection, session_id=session_id)]
        kept = [asked["id"] for asked in rounds if not asked["skipped"]]
        return Session(
            session_id,
            row["questions"],
            row["family"],
            tuple(asked["theme"] for asked in rounds),
            {round_id: number for number, round_id in enumerate(kept, 1)},
        )

    async def add_round(
        self,
        connection: Connection,
        user_id: int,
        asked: Asked,
        feedback_id: int | None,
        *,
        session_id: int,
        chosen_by_hand: bool,
        terms: Mapping[str, float],
    ) -> int:
        return int(
            await self._sql.add_round(
                connection,
                user_id=user_id,
                question_id=asked.question_id,
                theme=asked.theme,
                feedback_id=feedback_id,
                session_id=session_id,
                chosen_by_hand=int(chosen_by_hand),
                terms=json.dumps({theme: round(value, 4) for theme, value in terms.items()}),
                now=to_ms(asked.at),
            )
        )

    async def round(self, connection: Connection, user_id: int, round_id: int) -> StoredRound:
        """Raises NotFound when the round is not there or not this person's."""
        row = await self._sql.get_round(connection, id=round_id, user_id=user_id)
        if row is None:
            raise NotFound
        return await self._round(connection, row)

    async def open_round(self, connection: Connection, user_id: int) -> StoredRound | None:
        row = await self._sql.open_round(connection, user_id=user_id)
        return None if row is None else await self._round(connection, row)

    async def end_open_round(self, connection: Connection, user_id: int, now: datetime) -> None:
        await self._sql.end_open_round(connection, user_id=user_id, now=to_ms(now))

    async def skip(self, connection: Connection, round_id: int, now: datetime) -> None:
        await self._sql.skip(connection, id=round_id, now=to_ms(now))

    async def skipped_lately(self, connection: Connection, user_id: int, theme: str, count: int) -> bool:
        """Whether each of the last `count` questions on a theme was skipped."""
        last = [
            row["skipped"]
            async for row in self._sql.last_of_theme(connection, user_id=user_id, theme=theme, count=count)
        ]
        return len(last) == count and all(last)

    async def await_text(self, connection: Connection, round_id: int, now: datetime) -> None:
        await self._sql.await_text(connection, id=round_id, now=to_ms(now))

    async def set_aside(self, connection: Connection, user_id: int, theme: str, until: datetime) -> None:
        await self._sql.set_aside(connection, user_id=user_id, theme=theme, until=to_ms(until))

    async def aside(self, connection: Connection, user_id: int, now: datetime) -> frozenset[str]:
        """The themes that the person does not want to be asked about now."""
        return frozenset([row["theme"] async for row in self._sql.aside(connection, user_id=user_id, now=to_ms(now))])

    async def room(self, connection: Connection, user_id: int) -> tuple[int, int]:
        """How many questions and answers there are, and how many bytes their words take as stored."""
        row = await self._sql.room(connection, user_id=user_id)
        return row["entries"], row["bytes"]

    async def history(self, connection: Connection, user_id: int, count: int) -> list[Asked]:
        """The last `count` questions asked, oldest first."""
        return [
            Asked(row["question_id"], row["theme"], from_ms(row["asked_at"]))
            async for row in self._sql.last_rounds(connection, user_id=user_id, count=count)
        ]

    async def asked_before(self, connection: Connection, user_id: int, theme: str, at: datetime) -> datetime | None:
        """When a theme was last asked before a time (UTC)."""
        moment = await self._sql.asked_before(connection, user_id=user_id, theme=theme, at=to_ms(at))
        return None if moment is None else from_ms(moment)

    async def ratings(self, connection: Connection, user_id: int, count: int) -> list[tuple[str, str, int, datetime]]:
        """The last `count` own ratings: the question's id, its theme, 1 to 4, and when; oldest first."""
        return [
            (row["question_id"], row["theme"], row["rating"], from_ms(row["rated_at"]))
            async for row in self._sql.last_ratings(connection, user_id=user_id, count=count)
        ]

    async def tallies(self, connection: Connection, user_id: int) -> list[Tally]:
        """Every theme that was practised."""
        by_theme: dict[str, list[Row]] = {}
        async for row in self._sql.answers_on_themes(connection, user_id=user_id):
            by_theme.setdefault(row["theme"], []).append(row)
        return [_tally(theme, rows) for theme, rows in by_theme.items()]

    async def done(self, connection: Connection, user_id: int) -> list[Done]:
        """Every answer, oldest first, without its words."""
        return [
            Done(
                id=row["id"],
                round_id=row["round_id"],
                question_id=row["question_id"],
                theme=row["theme"],
                words=row["words"],
                numbers=row["numbers"],
                spoken_seconds=row["spoken_seconds"],
                rating=row["rating"],
                followed_up=bool(row["followed_up"]),
                answered_at=from_ms(row["answered_at"]),
            )
            async for row in self._sql.done(connection, user_id=user_id)
        ]

    async def answers(self, connection: Connection, user_id: int) -> int:
        return int(await self._sql.answers(connection, user_id=user_id))

    async def add_answer(self, connection: Connection, round_id: int, answer: Answer, probe: str, now: datetime) -> int:
        seal, counts = self._sealer.seal_or_none, count(answer)
        return int(
            await self._sql.add_answer(
                connection,
                round_id=round_id,
                situation_sealed=seal(answer.situation),
                action_sealed=seal(answer.action),
                result_sealed=seal(answer.result),
                learned_sealed=seal(answer.learned),
                whole_sealed=seal(answer.whole),
                probe_sealed=seal(probe),
                words=counts.words,
                numbers=counts.numbers,
                i_words=counts.i,
                we_words=counts.we,
                now=to_ms(now),
            )
        )

    async def add_spoken(self, connection: Connection, round_id: int, seconds: int, now: datetime) -> None:
        await self._sql.add_spoken(connection, round_id=round_id, seconds=seconds, now=to_ms(now))

    async def tick(self, connection: Connection, answer_id: int, ticks: int) -> None:
        await self._sql.tick(connection, id=answer_id, ticks=ticks)

    async def drop_answer(self, connection: Connection, answer_id: int) -> None:
        await self._sql.drop_answer(connection, id=answer_id)

    async def replace_probe(self, connection: Connection, answer_id: int, probe: str) -> None:
        await self._sql.replace_probe(connection, id=answer_id, probe_sealed=self._sealer.seal(probe))

    async def earlier(self, connection: Connection, user_id: int, theme: str, before: int, count: int) -> list[Attempt]:
        """The last `count` written answers on a theme before the answer `before`, oldest first."""
        rows = self._sql.answers_on_theme(connection, user_id=user_id, theme=theme, before=before, count=count)
        return [self._attempt(row) async for row in rows][::-1]

    async def round_of_answer(self, connection: Connection, user_id: int, answer_id: int) -> int:
        """The round an answer belongs to. Raises NotFound."""
        row = await self._sql.owned_answer(connection, id=answer_id, user_id=user_id)
        if row is None:
            raise NotFound
        return int(row["round_id"])

    async def rate(self, connection: Connection, answer_id: int, rating: int, now: datetime) -> None:
        await self._sql.rate(connection, id=answer_id, rating=rating, now=to_ms(now))

    async def answer_probe(self, connection: Connection, answer_id: int, text: str) -> None:
        await self._sql.answer_probe(connection, id=answer_id, probe_answer_sealed=self._sealer.seal(text))

    async def reflect(self, connection: Connection, answer_id: int, text: str) -> None:
        await self._sql.reflect(connection, id=answer_id, reflection_sealed=self._sealer.seal(text))

    async def count(self, connection: Connection, user_id: int) -> int:
        return int(await self._sql.count_answers(connection, user_id=user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        rows = [row async for row in self._sql.rounds_of(connection, user_id=user_id)]
        return [_exported(await self._round(connection, row)) for row in rows]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase(connection, user_id=user_id)
        await self._sql.erase_sessions(connection, user_id=user_id)
        await self._sql.erase_aside(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        await self._sql.forget_words(connection, user_id=user_id)

    async def _round(self, connection: Connection, row: Row) -> StoredRound:
        attempts = [self._attempt(answer) async for answer in self._sql.answers_of(connection, round_id=row["id"])]
        return StoredRound(
            id=row["id"],
            question_id=row["question_id"],
            theme=row["theme"],
            feedback_id=row["feedback_id"],
            session_id=row["session_id"],
            chosen_by_hand=bool(row["chosen_by_hand"]),
            asked_at=from_ms(row["asked_at"]),
            terms=json.loads(row["terms"] or "{}"),
            awaits_text_at=None if row["awaits_text_at"] is None else from_ms(row["awaits_text_at"]),
            ended_at=None if row["ended_at"] is None else from_ms(row["ended_at"]),
            attempts=tuple(attempts),
        )

    def _attempt(self, row: Row) -> Attempt:
        opened = self._sealer.open_or_none
        parts = ("situation", "action", "result", "learned", "whole")
        answer = Answer(**{part: opened(row[f"{part}_sealed"]) or "" for part in parts})
        kept = Counts(row["words"], row["numbers"], row["i_words"], row["we_words"])
        return Attempt(
            id=row["id"],
            answer=answer,
            counts=kept if row["words"] is not None else count(answer),
            probe=opened(row["probe_sealed"]) or "",
            probe_answer=opened(row["probe_answer_sealed"]),
            rating=row["rating"],
            reflection=opened(row["reflection_sealed"]),
            answered_at=from_ms(row["answered_at"]),
            spoken_seconds=row["spoken_seconds"],
            ticks=row["ticks"],
        )


def _tally(theme: str, rows: list[Row]) -> Tally:
    last = reversed(rows)
    return Tally(
        theme,
        len(rows),
        next((row["rating"] for row in last if row["rating"] is not None), None),
        tuple(row["words"] for row in rows if row["words"] is not None)[-TALLIED:],
        tuple(from_ms(row["answered_at"]) for row in rows[:TALLIED]),
    )


def _exported(stored: StoredRound) -> dict[str, Any]:
    return {
        "question": stored.question_id,
        "topic": stored.theme,
        "asked_at": stored.asked_at.isoformat(),
        "weighed": stored.terms or None,
        "answers": [
            {
                "answered_at": attempt.answered_at.isoformat(),
                "situation": attempt.answer.situation,
                "action": attempt.answer.action,
                "result": attempt.answer.result,
                "learned": attempt.answer.learned,
                "answer": attempt.answer.whole,
                "follow_up": attempt.probe,
                "follow_up_answer": attempt.probe_answer,
                "said_aloud_seconds": attempt.spoken_seconds,
                "own_rating": attempt.rating,
                "reflection": attempt.reflection,
            }
            for attempt in stored.attempts
        ],
    }
