"""Rows of rounds and answers <-> dataclasses. Both are reached only through their owner."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.crypto import Sealer
from bot.database import Connection, Row, load_queries
from bot.errors import NotFound
from bot.practice.observations import Answer
from bot.practice.picker import Asked


@dataclass(frozen=True)
class Attempt:
    """One written answer. `rating` is 1 to 4 or None; `probe` is the follow-up that was asked. Times are UTC."""

    id: int
    answer: Answer
    probe: str
    probe_answer: str | None
    rating: int | None
    reflection: str | None
    answered_at: datetime


@dataclass(frozen=True)
class StoredRound:
    """One question that was asked, and what became of it. `feedback_id` is the entry that decided it."""

    id: int
    question_id: str
    theme: str
    feedback_id: int | None
    chosen_by_hand: bool
    asked_at: datetime
    ended_at: datetime | None
    attempts: tuple[Attempt, ...]


class PracticeStore:
    """Rounds and answers of one person at a time."""

    kind = "practice"
    label = "Questions you were asked, your answers, ratings and reflections"

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def add_round(
        self,
        connection: Connection,
        user_id: int,
        asked: Asked,
        feedback_id: int | None,
        *,
        chosen_by_hand: bool,
    ) -> int:
        return int(
            await self._sql.add_round(
                connection,
                user_id=user_id,
                question_id=asked.question_id,
                theme=asked.theme,
                feedback_id=feedback_id,
                chosen_by_hand=int(chosen_by_hand),
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

    async def history(self, connection: Connection, user_id: int) -> list[Asked]:
        """Every question asked so far, oldest first."""
        return [
            Asked(row["question_id"], row["theme"], from_ms(row["asked_at"]))
            async for row in self._sql.rounds_of(connection, user_id=user_id)
        ]

    async def add_answer(self, connection: Connection, round_id: int, answer: Answer, probe: str, now: datetime) -> int:
        seal = self._sealer.seal_or_none
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
                now=to_ms(now),
            )
        )

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

    async def _round(self, connection: Connection, row: Row) -> StoredRound:
        attempts = [self._attempt(answer) async for answer in self._sql.answers_of(connection, round_id=row["id"])]
        return StoredRound(
            id=row["id"],
            question_id=row["question_id"],
            theme=row["theme"],
            feedback_id=row["feedback_id"],
            chosen_by_hand=bool(row["chosen_by_hand"]),
            asked_at=from_ms(row["asked_at"]),
            ended_at=None if row["ended_at"] is None else from_ms(row["ended_at"]),
            attempts=tuple(attempts),
        )

    def _attempt(self, row: Row) -> Attempt:
        opened = self._sealer.open_or_none
        parts = ("situation", "action", "result", "learned", "whole")
        return Attempt(
            id=row["id"],
            answer=Answer(**{part: opened(row[f"{part}_sealed"]) or "" for part in parts}),
            probe=opened(row["probe_sealed"]) or "",
            probe_answer=opened(row["probe_answer_sealed"]),
            rating=row["rating"],
            reflection=opened(row["reflection_sealed"]),
            answered_at=from_ms(row["answered_at"]),
        )


def _exported(stored: StoredRound) -> dict[str, Any]:
    return {
        "question": stored.question_id,
        "topic": stored.theme,
        "asked_at": stored.asked_at.isoformat(),
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
                "own_rating": attempt.rating,
                "reflection": attempt.reflection,
            }
            for attempt in stored.attempts
        ],
    }
