"""What was said of an interview on feedback before interviews had rows of their own."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import build_bot
from bot.crypto import Sealer
from bot.database import MIGRATIONS, Connection, Database
from bot.settings import Settings
from tests.people import KEY

ANA = 1001


def now() -> datetime:
    return datetime(2026, 11, 25, tzinfo=UTC)


async def test_an_interview_stored_on_feedback_becomes_one_of_its_own_and_nothing_is_lost(tmp_path: Path) -> None:
    before = tmp_path / "migrations"
    before.mkdir()
    shutil.copy(MIGRATIONS / "0001_initial.sql", before)
    sealer = Sealer([KEY])
    path = tmp_path / "rebound.db"
    database = await Database.open(path, clock=now, migrations=before)

    async def fill(connection: Connection) -> None:
        await connection.execute("insert into person (user_id, agreed_at, last_used_at) values (?, 1, 1)", (ANA,))
        columns = "user_id, said_sealed, source, role_sealed, company_sealed, level, stage, logged_at"
        rows: list[tuple[Any, ...]] = [
            (
                ANA,
                sealer.seal("They said it ran long"),
                "recruiter",
                sealer.seal("Lead"),
                sealer.seal("Shop"),
                "entry",
                "final",
                5,
            ),
            (ANA, sealer.seal("No interview named"), "friend", None, None, None, None, 6),
        ]
        await connection.executemany(f"insert into feedback ({columns}) values (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    await database.write(fill)
    await database.close()

    database = await Database.open(path, clock=now)
    try:
        bot = build_bot(Settings(_env_file=None, data=tmp_path), database, sealer)
        one, two = await bot.feedback.entry(ANA, 1), await bot.feedback.entry(ANA, 2)
        (found,) = (await bot.interviews.page(ANA, 0)).interviews
    finally:
        await database.close()

    assert (one.said, one.interview, two.interview) == ("They said it ran long", "Lead at Shop", "")
    assert (found.details.level, found.furthest, found.outcome) == ("entry", "final", "rejected")
    assert len(list(tmp_path.glob("rebound-before-0002-*.db"))) == 1
