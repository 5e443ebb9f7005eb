"""Copies of the database: made while it is in use, looked at before they are trusted, and put back."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.errors import StartError


def make(database: Path, target: Path) -> int:
    """Copy `database` to `target` while another process may be writing to it. Returns the size in bytes.

    Raises StartError when there is nothing to copy, `target` is there already, or the copy is not whole.
    """
    if not database.is_file():
        raise StartError(f"There is no database at {database}: start the bot once, or set REBOUND_DATA.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise StartError(f"{target} is there already: name another file.") from None
    except OSError as error:
        raise StartError(f"{target} cannot be written ({error.strerror}): name another place.") from None
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("pragma journal_mode = delete")
        verify(target)
    except (sqlite3.Error, StartError) as error:
        target.unlink(missing_ok=True)
        raise StartError(f"The copy was not made ({error}): look at the disk and try again.") from None
    return target.stat().st_size


def verify(copy: Path) -> int:
    """Open a copy read-only and look at all of it. Returns its schema version.

    Raises StartError when it is not whole.
    """
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            if connection.execute("pragma integrity_check").fetchall() != [("ok",)]:
                raise StartError(f"{copy} is damaged: take another copy.")
            return int(connection.execute("select max(number) from migration").fetchone()[0])
    except sqlite3.Error as error:
        raise StartError(f"{copy} is no copy of a Rebound database ({error}): name another file.") from None


def restore(copy: Path, database: Path, now: datetime) -> Path | None:
    """Put `copy` in the place of `database`, which nobody may hold. Returns where the replaced one is kept, if any.

    Raises StartError when the copy is not whole or the folder cannot be written; nothing is replaced then.
    """
    verify(copy)
    fresh = database.with_name(f"{database.name}.new")
    try:
        shutil.copyfile(copy, fresh)
        fresh.chmod(0o600)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        kept = None
        if database.exists():
            kept = database.with_name(f"{database.stem}-replaced-{now:%Y%m%dT%H%M%SZ}{database.suffix}")
            with closing(sqlite3.connect(database)) as connection:
                connection.execute("pragma wal_checkpoint(truncate)")
            database.rename(kept)
        for beside in ("-wal", "-shm"):
            Path(f"{database}{beside}").unlink(missing_ok=True)
        fresh.rename(database)
    except (OSError, sqlite3.Error) as error:
        raise StartError(f"The copy could not be put back ({error}): look at the disk and try again.") from None
    return kept
