"""What an operator does: copies, restore, a new key, erasing, the sign of life. In real processes where it matters."""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import discord
import pytest

from bot import copies, operate
from bot.crypto import Sealer, new_key
from bot.database import Database
from bot.errors import StartError
from bot.settings import Settings
from tests.people import KEY, Person, World
from tests.test_main import ROOT, assert_refused, clean, run

CANARY = "quokka-marmalade"
WRITER = """
import asyncio, sys
from pathlib import Path
import discord
from bot.database import Database
async def main():
    database = await Database.open(Path(sys.argv[1]), clock=discord.utils.utcnow)
    number = int(sys.argv[2])
    while True:
        number += 1
        async def work(connection):
            await connection.execute("insert into memo (key, value) values (?, 'x')", (f"row {number}",))
        await database.write(work)
        print(number, flush=True)
asyncio.run(main())
"""


def writer(folder: Path, start: int = 0) -> subprocess.Popen[str]:
    """A process that writes row after row, and says each once it is durable."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder / "data" / "rebound.db"), str(start)],
        cwd=ROOT,
        env=clean(folder),
        stdout=subprocess.PIPE,
        text=True,
    )


def rows(path: Path) -> set[int]:
    with sqlite3.connect(path) as connection:
        found = connection.execute("select key from memo where key like 'row %'").fetchall()
    return {int(key.split()[1]) for (key,) in found}


def settings(world: World, **changes: object) -> Settings:
    return Settings(_env_file=None, data=world.folder, keys=KEY, **changes)


async def something(person: Person) -> None:
    await person.agree()
    await person.ask_about(f"Your answers ran long {CANARY}")
    await person.one_box()
    await person.submit(whole=f"I counted the stock {CANARY}")
    await person.choose("3")
    await person.press("Save as story")
    await person.submit(title=f"Stock {CANARY}", text=f"I counted {CANARY}")


def test_a_copy_made_while_somebody_writes_is_whole_and_is_put_back(tmp_path: Path) -> None:
    busy = writer(tmp_path)
    assert busy.stdout is not None
    for _ in range(20):
        before = int(busy.stdout.readline())
    done = run(tmp_path, "backup", str(tmp_path / "copy.db"))
    assert done.returncode == 0, done.stderr
    assert "it is whole" in done.stdout
    assert_refused(run(tmp_path, "restore", str(tmp_path / "copy.db")), "already running")
    busy.kill()
    busy.communicate()
    copied = rows(tmp_path / "copy.db")
    assert copied >= set(range(1, before + 1))
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600

    back = run(tmp_path, "restore", str(tmp_path / "copy.db"))

    assert back.returncode == 0, back.stderr
    assert rows(tmp_path / "data" / "rebound.db") == copied
    (replaced,) = (tmp_path / "data").glob("rebound-replaced-*.db")
    assert rows(replaced) >= copied
    assert run(tmp_path, "check").returncode == 0


def test_a_copy_goes_by_default_into_the_data_folder_and_never_over_another(tmp_path: Path) -> None:
    assert_refused(run(tmp_path, "backup"), "There is no database")
    run(tmp_path, "check")

    assert run(tmp_path, "backup").returncode == 0
    (copy,) = (tmp_path / "data" / "backups").glob("rebound-*.db")
    assert_refused(run(tmp_path, "backup", str(copy)), "is there already")


def test_what_is_no_copy_replaces_nothing(tmp_path: Path) -> None:
    run(tmp_path, "check")
    (tmp_path / "letter.txt").write_text("Dear Sir")
    before = (tmp_path / "data" / "rebound.db").read_bytes()

    assert_refused(run(tmp_path, "restore", str(tmp_path / "letter.txt")), "is no copy of a Rebound database")
    assert_refused(run(tmp_path, "restore", str(tmp_path / "nowhere.db")), "is no copy")

    assert (tmp_path / "data" / "rebound.db").read_bytes() == before
    assert not (tmp_path / "nowhere.db").exists()


def test_a_damaged_copy_is_found_before_it_is_trusted(tmp_path: Path) -> None:
    run(tmp_path, "check")
    run(tmp_path, "backup", str(tmp_path / "copy.db"))
    content = bytearray((tmp_path / "copy.db").read_bytes())
    for start in range(4096, len(content), 512):
        content[start : start + 64] = os.urandom(64)
    (tmp_path / "copy.db").write_bytes(content)

    with pytest.raises(StartError):
        copies.verify(tmp_path / "copy.db")


def test_what_was_acknowledged_is_there_after_fifty_kills(tmp_path: Path) -> None:
    chance = random.Random(50)
    acknowledged: set[int] = set()
    for _ in range(50):
        busy = writer(tmp_path, max(acknowledged, default=0) + 1)
        assert busy.stdout is not None
        for _ in range(chance.randint(1, 6)):
            acknowledged.add(int(busy.stdout.readline()))
        busy.send_signal(signal.SIGKILL)
        rest, _ = busy.communicate()
        acknowledged |= {int(line) for line in rest.split("\n")[:-1] if line}

    assert len(acknowledged) >= 50
    assert rows(tmp_path / "data" / "rebound.db") >= acknowledged


async def test_after_a_change_of_key_the_new_one_opens_all_and_the_old_one_nothing(world: World, ana: Person) -> None:
    await something(ana)
    new = new_key()
    config = Settings(_env_file=None, data=world.folder, keys=f"{new},{KEY}")

    told = await operate.rotate_key(config, world.database, Sealer([new, KEY]))

    tokens = await sealed(world)
    assert told.startswith(f"{len(tokens)} texts are sealed with the new key")
    assert len(tokens) >= 6
    assert all(Sealer([new]).fits(token) for token in tokens)
    assert not any(Sealer([KEY]).fits(token) for token in tokens)


async def sealed(world: World) -> list[str]:
    tokens = []
    for table in await world.rows("select name from sqlite_schema where type = 'table'"):
        for row in await world.rows(f"select * from {table['name']}"):
            tokens += [value for name, value in row.items() if name.endswith("_sealed") and value is not None]
    return tokens


async def test_the_old_seals_are_gone_from_the_file_too(world: World, ana: Person) -> None:
    await something(ana)
    before = [token.encode() for token in await sealed(world)]
    config = Settings(_env_file=None, data=world.folder, keys=f"{new_key()},{KEY}")

    await operate.rotate_key(config, world.database, Sealer(config.plain_keys))

    content = b"".join(file.read_bytes() for file in world.folder.iterdir() if file.is_file())
    assert not any(token in content for token in before)


async def test_a_text_that_no_key_opens_stops_the_change_and_nothing_is_touched(world: World, ana: Person) -> None:
    await something(ana)
    before = await sealed(world)
    config = Settings(_env_file=None, data=world.folder, keys=f"{new_key()},{new_key()}")

    with pytest.raises(StartError, match="nothing was changed"):
        await operate.rotate_key(config, world.database, Sealer(config.plain_keys))

    assert await sealed(world) == before


def test_in_local_mode_the_key_file_is_changed_and_the_texts_still_open(tmp_path: Path) -> None:
    run(tmp_path, "check")
    old = (tmp_path / "data" / "key").read_text()

    done = run(tmp_path, "rotate-key")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "key").read_text() != old
    assert (tmp_path / "data" / "key").stat().st_mode & 0o777 == 0o600
    assert run(tmp_path, "check").returncode == 0


def test_one_key_alone_cannot_be_changed(tmp_path: Path) -> None:
    assert_refused(run(tmp_path, "rotate-key", REBOUND_KEYS=new_key()), "put the new one first")


async def test_check_refuses_a_key_that_does_not_open_the_texts(world: World, ana: Person) -> None:
    await something(ana)

    await operate.check_key(world.database, Sealer([KEY]))
    with pytest.raises(StartError, match="does not open the texts"):
        await operate.check_key(world.database, Sealer([new_key()]))


async def test_erasing_a_person_leaves_no_byte_of_the_id_or_the_words(world: World, ana: Person, ben: Person) -> None:
    await something(ana)
    await something(ben)
    bens = await world.rows("select * from feedback where user_id = ?", ben.id)

    told = await operate.erase(settings(world), world.database, Sealer([KEY]), str(ana.id))

    assert "is gone from the database" in told
    content = b"".join(file.read_bytes() for file in world.folder.iterdir() if file.is_file())
    assert ana.id.to_bytes(8, "big") not in content
    assert str(ana.id).encode() not in content
    assert CANARY.encode() not in content
    assert await world.rows("select * from feedback where user_id = ?", ben.id) == bens


def test_erasing_somebody_unknown_or_no_id_at_all_is_said(tmp_path: Path) -> None:
    run(tmp_path, "check")
    assert_refused(run(tmp_path, "erase", "ana"), "is no Discord id")

    done = run(tmp_path, "erase", "123456789012345678")

    assert done.returncode == 0
    assert "Nothing was kept" in done.stdout


def test_health_knows_a_fresh_sign_of_life_from_an_old_one(tmp_path: Path) -> None:
    assert_refused(run(tmp_path, "health"), "No sign of life", "never")
    (tmp_path / "data").mkdir()
    beat = tmp_path / "data" / "heartbeat"
    beat.touch()
    assert run(tmp_path, "health").returncode == 0
    os.utime(beat, (time.time() - 120, time.time() - 120))

    assert_refused(run(tmp_path, "health"), "No sign of life", "seconds ago")


class Client:
    """Just what the heartbeat asks of a connection."""

    def __init__(self) -> None:
        self.ready, self.latency = True, 0.05

    def is_ready(self) -> bool:
        return self.ready

    def is_closed(self) -> bool:
        return False


@pytest.mark.parametrize(("ready", "latency"), [(False, 0.05), (True, float("inf")), (True, float("nan"))])
async def test_without_a_connection_there_is_no_sign_of_life(tmp_path: Path, ready: bool, latency: float) -> None:
    client = Client()
    client.ready, client.latency = ready, latency

    await beat_once(client, tmp_path / "heartbeat")

    assert not (tmp_path / "heartbeat").exists()


async def test_a_sign_of_life_that_cannot_be_written_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operate, "BEAT_SECONDS", 0.01)

    await beat_once(Client(), tmp_path / "missing" / "heartbeat", seconds=0.2)
    assert caplog.text.count("sign of life cannot be written") == 1
    await beat_once(Client(), tmp_path / "heartbeat")

    assert (tmp_path / "heartbeat").exists()


async def beat_once(client: Client, path: Path, seconds: float = 0.1) -> None:
    beating = asyncio.create_task(operate.heartbeat(client, path))  # type: ignore[arg-type]
    await asyncio.sleep(seconds)
    assert not beating.done()
    beating.cancel()


async def test_on_a_full_disk_the_words_are_kept_in_memory_and_it_goes_on_when_there_is_room(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await ana.log(f"You were vague {CANARY}")
    form = await ana.slash("feedback add")
    await full(world.database, True)

    shown = await ana.submit(on=form, said="Your answers ran long " * 150, source="friend", feels="fine")

    assert "What you typed is kept" in shown.text
    assert CANARY in (await ana.slash("feedback list")).text
    await full(world.database, False)
    form = await ana.press("Try again", on=shown)
    assert form.filled["said"].startswith("Your answers ran long")
    reading = await ana.submit(on=form, said=form.filled["said"], source="friend", feels="fine")
    assert "Order and length" in reading.text


async def full(database: Database, yes: bool) -> None:
    """Let the database grow no more, as on a full disk, or let it grow again."""
    pages = next(iter(await database._writer.execute_fetchall("pragma page_count")))[0]
    await database._writer.execute_fetchall(f"pragma max_page_count = {pages if yes else 1_000_000}")


def test_a_disk_that_is_full_at_the_start_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.database.PRAGMAS", ("pragma max_page_count = 2",))

    with pytest.raises(StartError, match="make room if it is full"):
        asyncio.run(Database.open(tmp_path / "rebound.db", clock=discord.utils.utcnow))
