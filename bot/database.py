"""The only place that knows the engine: one writer, readers that never wait for it, migrations, copies."""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosql
import aiosqlite

from bot.clock import Clock, to_ms
from bot.errors import StartError

Connection = aiosqlite.Connection
Row = sqlite3.Row
DatabaseError = sqlite3.Error
T = TypeVar("T")
Work = Callable[[Connection], Awaitable[T]]

MIGRATIONS = Path(__file__).parent / "migrations"
PRAGMAS = (
    "pragma journal_mode = wal",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",
    "pragma busy_timeout = 5000",
)


def load_queries(path: Path) -> Any:
    """The named statements of one queries.sql as an object with one coroutine a name (aiosql)."""
    return aiosql.from_path(path, "aiosqlite")


class Database:
    """One SQLite file, held by one process. Make it with `Database.open`, end it with `close`."""

    def __init__(self, path: Path, lock_file: int, writer: Connection, reader: Connection) -> None:
        self.path = path
        self._lock_file = lock_file
        self._writer = writer
        self._reader = reader
        self._write_turn = asyncio.Lock()
        self._read_turn = asyncio.Lock()
        self._live: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(cls, path: Path, *, clock: Clock, migrations: Path = MIGRATIONS) -> "Database":
        """Lock, check, migrate and open `path`.

        Raises StartError when the folder is not writable, another process holds the file, it is no database,
        it was written by a newer version, or a migration fails; nothing is changed then.
        """
        lock_file = _lock(path)
        try:
            return cls(path, lock_file, *await _open(path, migrations, clock))
        except sqlite3.Error as error:
            os.close(lock_file)
            raise StartError(
                f"{path} cannot be used ({error}): look at the disk, and make room if it is full."
            ) from None
        except BaseException:
            os.close(lock_file)
            raise

    async def write(self, work: Work[T]) -> T:
        """Run `work(connection)` in one transaction, which ends even if the caller is cancelled.

        The task is shielded: without, a cancelled writer leaves an open transaction that breaks the next one.
        """
        task = asyncio.create_task(self._transaction(work))
        self._live.add(task)
        task.add_done_callback(self._live.discard)
        return await asyncio.shield(task)

    async def _transaction(self, work: Work[T]) -> T:
        async with self._write_turn:
            await self._writer.execute("begin immediate")
            try:
                result = await work(self._writer)
                await self._writer.execute("commit")
            except BaseException:
                if self._writer.in_transaction:
                    await self._writer.execute("rollback")
                raise
            return result

    async def read(self, work: Work[T]) -> T:
        """Run `work(connection)` on one consistent view of what is committed, without waiting for the writer."""
        return await asyncio.shield(asyncio.create_task(self._view(work)))

    async def _view(self, work: Work[T]) -> T:
        async with self._read_turn:
            await self._reader.execute("begin")
            try:
                return await work(self._reader)
            finally:
                await self._reader.execute("rollback")

    async def version(self) -> int:
        """The number of the newest migration applied."""

        async def work(connection: Connection) -> int:
            rows = await connection.execute_fetchall("select max(number) as number from migration")
            return int(next(iter(rows))["number"])

        return await self.read(work)

    async def scrub(self) -> None:
        """Leave no byte of what was deleted in the file or its log.

        Deleted cells are zeroed by secure_delete, but a page that was rebalanced can keep a copy of a key in its
        unused space, so the file is rewritten. Takes about a second for each 100 MB.
        """
        async with self._write_turn, self._read_turn:
            await self._writer.execute_fetchall("vacuum")
            # The pragma returns a row: left unread, it is a statement in progress, and the next vacuum is refused.
            await self._writer.execute_fetchall("pragma wal_checkpoint(truncate)")

    async def backup(self, target: Path) -> None:
        """Copy the database to `target` while it is in use, and open the copy to see that it is whole.

        Raises StartError when the copy fails its check.
        """
        await _copy(self._reader, target)

    async def close(self) -> None:
        """Wait for the writers under way, then close the file and give up its lock."""
        while self._live:
            await asyncio.gather(*self._live, return_exceptions=True)
        async with self._write_turn, self._read_turn:
            await self._reader.close()
            await self._writer.close()
        os.close(self._lock_file)


async def _open(path: Path, migrations: Path, clock: Clock) -> tuple[Connection, Connection]:
    """Migrate, and connect one writer and one reader."""
    _refuse_newer(path, migrations)
    writer = await _connect(path)
    try:
        await _migrate(writer, path, migrations, clock)
        reader = await _connect(path)
        await reader.execute("pragma query_only = on")
    except BaseException:
        await writer.close()
        raise
    return writer, reader


def _lock(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock_file = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StartError(
            f"The data folder {path.parent} is not writable ({error.strerror}): give this user the right to write "
            "there, or set REBOUND_DATA to another folder."
        ) from None
    try:
        fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock_file)
        raise StartError(f"Rebound is already running on {path}: stop the other process first.") from None
    return lock_file


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Keep every other process away from the database at `path`. Raises StartError when one has it."""
    lock_file = _lock(path)
    try:
        yield
    finally:
        os.close(lock_file)


def _known(migrations: Path) -> dict[int, Path]:
    return {int(file.name[:4]): file for file in sorted(migrations.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def _refuse_newer(path: Path, migrations: Path) -> None:
    """Look at the file read-only first, so that a refusal changes nothing."""
    if not path.exists():
        return
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            has_migrations = connection.execute("select name from sqlite_schema where name = 'migration'").fetchone()
            newest = connection.execute("select max(number) from migration").fetchone()[0] if has_migrations else 0
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise StartError(
            f"{path} cannot be opened as a database ({error}): restore a copy, or move it away to start anew."
        ) from None
    if (newest or 0) > max(_known(migrations)):
        raise StartError(
            f"{path} was written by a newer version of Rebound (schema {newest}): install that version or a newer one."
        )


async def _connect(path: Path) -> Connection:
    connection = await aiosqlite.connect(path, isolation_level=None, iter_chunk_size=1000)
    connection.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        await connection.execute(pragma)
    return connection


async def _migrate(connection: Connection, path: Path, migrations: Path, clock: Clock) -> None:
    await connection.execute(
        "create table if not exists migration (number integer primary key, applied_at integer not null) strict"
    )
    rows = await connection.execute_fetchall("select number from migration")
    applied = {int(row["number"]) for row in rows}
    pending = {number: file for number, file in _known(migrations).items() if number not in applied}
    if applied and pending:
        await _copy(connection, path.with_name(f"{path.stem}-before-{min(pending):04}-{to_ms(clock())}{path.suffix}"))
    for number, file in pending.items():
        try:
            await connection.executescript(
                f"begin immediate;\n{file.read_text(encoding='utf-8')}\n"
                f"insert into migration (number, applied_at) values ({number}, {to_ms(clock())});\ncommit;"
            )
        except sqlite3.Error as error:
            if connection.in_transaction:
                await connection.execute("rollback")
            if "full" in str(error):
                raise
            raise StartError(
                f"The step {file.name} could not be applied ({error}); the database is as it was. Report this, and go "
                "on with the version you had."
            ) from None


async def _copy(connection: Connection, target: Path) -> None:
    copy = await aiosqlite.connect(target)
    try:
        os.chmod(target, 0o600)
        await connection.backup(copy)
        rows = await copy.execute_fetchall("pragma integrity_check")
        if [tuple(row) for row in rows] != [("ok",)]:
            raise StartError(f"The copy {target} is not whole: check the disk and make another.")
    finally:
        await copy.close()
