"""The engine: one writer that cancelling cannot break, readers beside it, migrations, copies, refusals."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest
import pytest_asyncio

from bot.database import MIGRATIONS, Connection, Database
from bot.errors import StartError

NOW = datetime(2026, 3, 12, tzinfo=UTC)


def clock() -> datetime:
    return NOW


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "rebound.db", clock=clock)
    yield database
    await database.close()


def keep(value: str):
    async def work(connection: Connection) -> None:
        await connection.execute("insert into memo (key, value) values (?, 'x')", (value,))

    return work


async def count(connection: Connection) -> int:
    rows = await connection.execute_fetchall("select count(*) as n from memo")
    return int(next(iter(rows))["n"])


async def test_a_cancelled_writer_never_breaks_the_next_one(database: Database) -> None:
    for number in range(150):
        task = asyncio.create_task(database.write(keep(f"a{number}")))
        for _ in range(number % 12):
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await database.write(keep(f"b{number}"))

    assert await database.read(count) >= 150


async def test_a_writer_that_fails_leaves_nothing_behind(database: Database) -> None:
    async def work(connection: Connection) -> None:
        await keep("half")(connection)
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        await database.write(work)

    assert await database.read(count) == 0


async def test_a_reader_does_not_wait_for_the_writer(database: Database) -> None:
    entered, leave = asyncio.Event(), asyncio.Event()

    async def slow(connection: Connection) -> None:
        await keep("slow")(connection)
        entered.set()
        await leave.wait()

    writing = asyncio.create_task(database.write(slow))
    await entered.wait()

    assert await asyncio.wait_for(database.read(count), 5) == 0
    leave.set()
    await writing
    assert await database.read(count) == 1


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await database.read(keep("no"))


async def test_closing_waits_for_writers_under_way(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "rebound.db", clock=clock)
    writing = asyncio.create_task(database.write(keep("last")))
    await asyncio.sleep(0)

    await database.close()
    await writing

    again = await Database.open(tmp_path / "rebound.db", clock=clock)
    assert await again.read(count) == 1
    await again.close()


async def test_a_second_process_on_the_same_file_is_refused(database: Database) -> None:
    with pytest.raises(StartError, match="already running"):
        await Database.open(database.path, clock=clock)


async def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rebound.db"
    await (await Database.open(path, clock=clock)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("insert into migration values (9999, 0)")
        connection.execute("pragma journal_mode = delete")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(StartError, match="newer version"):
        await Database.open(path, clock=clock)

    assert path.read_bytes() == before


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rebound.db"
    path.write_text("my diary\n" * 200)

    with pytest.raises(StartError, match="cannot be opened as a database"):
        await Database.open(path, clock=clock)

    assert path.read_text() == "my diary\n" * 200


async def test_a_migration_that_fails_is_rolled_back_whole_and_a_copy_is_left(tmp_path: Path) -> None:
    steps = Path(copytree(MIGRATIONS, tmp_path / "steps"))
    path = tmp_path / "data" / "rebound.db"
    first = await Database.open(path, clock=clock, migrations=steps)
    await first.write(keep("old"))
    await first.close()
    (steps / "9000_broken.sql").write_text("create table half (a integer) strict;\ninsert into nowhere values (1);\n")

    with pytest.raises(StartError, match=r"9000_broken\.sql could not be applied"):
        await Database.open(path, clock=clock, migrations=steps)

    (steps / "9000_broken.sql").unlink()
    again = await Database.open(path, clock=clock, migrations=steps)
    assert await again.read(count) == 1
    tables = await again.read(lambda c: c.execute_fetchall("select name from sqlite_schema where name = 'half'"))
    assert list(tables) == []
    await again.close()
    copies = list(path.parent.glob("rebound-before-9000-*.db"))
    assert len(copies) == 1
    assert sqlite3.connect(copies[0]).execute("select key from memo").fetchall() == [("old",)]


async def test_a_migration_is_applied_once_and_keeps_what_was_there(tmp_path: Path) -> None:
    steps = Path(copytree(MIGRATIONS, tmp_path / "steps"))
    path = tmp_path / "data" / "rebound.db"
    first = await Database.open(path, clock=clock, migrations=steps)
    await first.write(keep("old"))
    await first.close()
    (steps / "9000_more.sql").write_text("create table more (a integer) strict;\n")

    for _ in range(2):
        opened = await Database.open(path, clock=clock, migrations=steps)
        assert await opened.read(count) == 1
        await opened.close()


async def test_a_question_asked_before_terms_were_kept_survives_the_update(tmp_path: Path) -> None:
    steps = Path(copytree(MIGRATIONS, tmp_path / "steps"))
    later = [step for step in steps.glob("*.sql") if step.name >= "0004"]
    for step in later:
        step.unlink()
    path = tmp_path / "data" / "rebound.db"

    async def ask(connection: Connection) -> None:
        await connection.execute("insert into person (user_id, agreed_at, last_used_at) values (1, 0, 0)")
        await connection.execute(
            "insert into round (user_id, question_id, theme, chosen_by_hand, asked_at) "
            "values (1, 'q', 'structure', 0, 1)"
        )

    first = await Database.open(path, clock=clock, migrations=steps)
    await first.write(ask)
    await first.close()

    now = await Database.open(path, clock=clock)

    rounds = await now.read(lambda c: c.execute_fetchall("select question_id, terms from round"))
    assert [tuple(row) for row in rounds] == [("q", None)]
    await now.write(lambda connection: connection.execute("update round set ended_at = 2"))
    await now.close()


async def test_a_copy_made_while_in_use_is_whole(database: Database, tmp_path: Path) -> None:
    await database.write(keep("kept"))

    await database.backup(tmp_path / "copy.db")

    assert sqlite3.connect(tmp_path / "copy.db").execute("select key from memo").fetchall() == [("kept",)]
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


# Every text column is sealed, one of a few words, or here with the reason why it may be plain.
PLAIN = {
    ("draft", "form"): "the form's key, from our own code",
    ("round", "question_id"): "the id of a question of our bank",
    ("mock_question", "question_id"): "the id of a question of our bank",
    ("round", "terms"): "topics of ours and numbers, as JSON",
    ("person", "time_zone"): "an IANA zone, needed to know when a message is due",
    ("reminder", "kind"): "a name that each feature gives to what it has due",
    ("encouragement_note", "message"): "the id of a message of ours",
    ("memo", "key"): "names of our own",
    ("memo", "value"): "what the program remembers about itself",
}


async def test_erasing_twice_in_a_row_leaves_a_database_that_goes_on(database: Database, tmp_path: Path) -> None:
    for number in range(3):
        await database.write(keep(f"canary-{number}"))
        await database.write(lambda connection: connection.execute("delete from memo"))
        await database.scrub()

    assert await database.read(count) == 0
    assert all(b"canary" not in file.read_bytes() for file in tmp_path.iterdir())


async def test_what_points_to_another_table_has_an_index_so_that_deleting_there_reads_no_whole_table(
    database: Database,
) -> None:
    points = """
        select child.name || '.' || "from" from sqlite_schema as child, pragma_foreign_key_list(child.name) as key
        where child.type = 'table' and not exists (
            select 1 from pragma_table_info(child.name) as own where own.name = key."from" and own.pk = 1
        ) and not exists (
            select 1 from pragma_index_list(child.name) as list, pragma_index_info(list.name) as part
            where not list.partial and part.seqno = 0 and part.name = key."from"
        )
    """

    assert [row[0] for row in await database.read(lambda c: c.execute_fetchall(points))] == []


async def test_every_text_column_is_sealed_or_an_enum_or_listed_with_its_reason(database: Database) -> None:
    tables = await database.read(
        lambda c: c.execute_fetchall("select name, sql from sqlite_schema where type = 'table'")
    )
    for table in tables:
        if table["name"].startswith("sqlite_"):
            continue
        assert "strict" in table["sql"].lower(), table["name"]
        columns = await database.read(lambda c, name=table["name"]: c.execute_fetchall(f"pragma table_info({name})"))
        for column in columns:
            place = (table["name"], column["name"])
            enum = f"check ({column['name']} in (" in " ".join(table["sql"].split())
            if column["type"] == "TEXT" and not column["name"].endswith("_sealed") and not enum:
                assert place in PLAIN, f"{place} holds plain text"
