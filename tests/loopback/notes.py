"""Notes that are due, put into a bot's database before it starts, and what became of them."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.encouragement.service import KIND
from bot.encouragement.store import EncouragementStore
from bot.profile.store import ProfileStore
from bot.reminders.store import ReminderStore
from tests.loopback.process import KEY
from tests.loopback.things import User


async def seed(folder: Path, notes: Sequence[tuple[User, datetime]], also: Sequence[User] = ()) -> dict[int, datetime]:
    """People who agreed and have one note due. Returns {number of the note: when it is due}."""
    (folder / "data").mkdir()
    database = await Database.open(folder / "data" / "rebound.db", clock=lambda: datetime.now(UTC))
    profile, wishes, reminders = ProfileStore(Sealer([KEY])), EncouragementStore(), ReminderStore()

    async def work(connection: Connection) -> dict[int, datetime]:
        now = datetime.now(UTC)
        for user in (*also, *(user for user, _ in notes)):
            await profile.add_person(connection, user.id, now)
        for user, due_at in notes:
            minute = due_at.hour * 60 + due_at.minute
            await wishes.turn_on(connection, user.id, frozenset((due_at.weekday(),)), minute, now)
            await reminders.set(connection, user.id, KIND, due_at, None, None)
        rows = await connection.execute_fetchall("select id, user_id from reminder")
        due = {user.id: due_at for user, due_at in notes}
        return {row["id"]: due[row["user_id"]] for row in rows}

    due = await database.write(work)
    await database.close()
    return due


def rows(folder: Path) -> list[tuple[str | None, int | None]]:
    """(outcome, id of the message) of the notes that were due, oldest first; None while it is not settled."""
    with closing(sqlite3.connect(folder / "data" / "rebound.db")) as connection:
        return connection.execute(
            "select outcome, message_id from reminder where due_at <= unixepoch() * 1000 order by id"
        ).fetchall()


def age(folder: Path, by: timedelta) -> None:
    """Let what is claimed have been claimed so much earlier. Only while the bot is stopped."""
    with closing(sqlite3.connect(folder / "data" / "rebound.db")) as connection, connection:
        connection.execute("update reminder set claimed_at = claimed_at - ?", (by.total_seconds() * 1000,))
