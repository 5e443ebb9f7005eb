"""Rows of encouragement <-> what a person asked for, and which message each note carries."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import from_ms, to_ms
from bot.database import Connection, load_queries


@dataclass(frozen=True)
class Wish:
    """What a person asked for: weekdays (0 Monday..6) and a minute of the day, on their own clocks. Times are UTC.

    `unanswered` counts the notes since the last press. `stopped_itself`: after three of those.
    `dms_closed`: the last note could not be delivered. `channel_id` of the server `guild_id`: where a
    neutral line goes instead, if chosen.
    """

    days: frozenset[int]
    minute_of_day: int
    started_at: datetime
    paused_until: datetime | None
    unanswered: int
    stopped_itself: bool
    dms_closed: bool
    guild_id: int | None
    channel_id: int | None


class EncouragementStore:
    """What one person asked for."""

    kind = "encouragement"
    label = "When you want encouragement"

    def __init__(self) -> None:
        self._sql: Any = load_queries(Path(__file__).with_name("queries.sql"))

    async def turn_on(
        self, connection: Connection, user_id: int, days: frozenset[int], minute_of_day: int, now: datetime
    ) -> None:
        bits = sum(1 << day for day in days)
        await self._sql.turn_on(connection, user_id=user_id, days=bits, minute_of_day=minute_of_day, now=to_ms(now))

    async def get(self, connection: Connection, user_id: int) -> Wish | None:
        row = await self._sql.get(connection, user_id=user_id)
        return row and Wish(
            days=frozenset(day for day in range(7) if row["days"] >> day & 1),
            minute_of_day=row["minute_of_day"],
            started_at=from_ms(row["started_at"]),
            paused_until=None if row["paused_until"] is None else from_ms(row["paused_until"]),
            unanswered=row["unanswered"],
            stopped_itself=bool(row["stopped_itself"]),
            dms_closed=bool(row["dms_closed"]),
            guild_id=row["guild_id"],
            channel_id=row["channel_id"],
        )

    async def pause(self, connection: Connection, user_id: int, until: datetime) -> None:
        await self._sql.pause(connection, user_id=user_id, until=to_ms(until))

    async def count_unanswered(self, connection: Connection, user_id: int) -> None:
        await self._sql.count_unanswered(connection, user_id=user_id)

    async def answered(self, connection: Connection, user_id: int) -> None:
        await self._sql.answered(connection, user_id=user_id)

    async def stop_itself(self, connection: Connection, user_id: int) -> None:
        await self._sql.stop_itself(connection, user_id=user_id)

    async def set_closed(self, connection: Connection, user_id: int, closed: bool) -> None:
        await self._sql.set_closed(connection, user_id=user_id, closed=int(closed))

    async def set_channel(
        self, connection: Connection, user_id: int, guild_id: int | None, channel_id: int | None
    ) -> None:
        await self._sql.set_channel(connection, user_id=user_id, guild_id=guild_id, channel_id=channel_id)

    async def turn_off(self, connection: Connection, user_id: int) -> None:
        await self._sql.turn_off(connection, user_id=user_id)

    async def keep_choice(
        self, connection: Connection, user_id: int, reminder_id: int, message: str, now: datetime
    ) -> None:
        """Remember which message a note carries; a choice made before stays."""
        await self._sql.keep_choice(
            connection, user_id=user_id, reminder_id=reminder_id, message=message, now=to_ms(now)
        )

    async def choice(self, connection: Connection, user_id: int, reminder_id: int) -> str | None:
        row = await self._sql.choice(connection, user_id=user_id, reminder_id=reminder_id)
        return None if row is None else str(row["message"])

    async def recent(self, connection: Connection, user_id: int, since: datetime) -> dict[str, datetime]:
        """{message id: when it was last chosen} since then."""
        return {
            row["message"]: from_ms(row["chosen_at"])
            async for row in self._sql.recent(connection, user_id=user_id, since=to_ms(since))
        }

    async def count(self, connection: Connection, user_id: int) -> int:
        return len(await self.export(connection, user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        wish = await self.get(connection, user_id)
        if wish is None:
            return []
        return [
            {
                "days": sorted(wish.days),
                "minute_of_day": wish.minute_of_day,
                "started_at": wish.started_at.isoformat(),
                "paused_until": wish.paused_until and wish.paused_until.isoformat(),
                "channel": wish.channel_id,
            }
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase_notes(connection, user_id=user_id)
        await self._sql.turn_off(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        """There are none."""
