"""What an operator does beside running the bot: look, copy, put back, change the key, erase, and see that it lives."""

import asyncio
import logging
import math
import time
from contextlib import suppress
from pathlib import Path

import discord

from bot import copies
from bot.app import build_bot
from bot.crypto import Sealer, new_key, write_local_keys
from bot.database import Connection, Database, hold
from bot.errors import StartError
from bot.settings import Settings

log = logging.getLogger(__name__)

BEAT_SECONDS = 30
DEAD_AFTER_SECONDS = 90


def backup(config: Settings, target: str | None) -> str:
    """Copy the database while the bot runs. Returns what to tell. Raises StartError."""
    name = f"rebound-{discord.utils.utcnow():%Y%m%dT%H%M%SZ}.db"
    path = Path(target) if target else config.data / "backups" / name
    size = copies.make(config.database, path)
    return f"Copied to {path}, {size} bytes, and looked at: it is whole. The key is not in it."


def restore(config: Settings, copy: str) -> str:
    """Put a copy in the place of the database; the bot has to be stopped. Returns what to tell. Raises StartError."""
    with hold(config.database):
        kept = copies.restore(Path(copy), config.database, discord.utils.utcnow())
    return f"{copy} is in place." + (f" What was there before is kept as {kept}." if kept else "")


async def rotate_key(config: Settings, database: Database, sealer: Sealer) -> str:
    """Seal everything anew with the newest key, so that the older ones open nothing. Returns what to tell.

    In local mode the new key is made here; its file holds both until all is sealed. Raises StartError when a text
    does not open, and changes nothing then.
    """
    local = config.data / "key"
    fresh = None if config.keys else new_key()
    if fresh:
        old = local.read_text(encoding="ascii").split()
        write_local_keys(local, [fresh, *old])
        sealer = Sealer([fresh, *old])
    elif len(config.keys) < 2:
        raise StartError("REBOUND_KEYS holds one key: put the new one first, a comma, then the old one, and try again.")

    async def work(connection: Connection) -> int:
        texts = 0
        for table, column in await _sealed_columns(connection):
            rows = await connection.execute_fetchall(
                f"select rowid as id, {column} as token from {table} where {column} is not null"  # noqa: S608
            )
            for row in rows:
                if not sealer.fits(row["token"]):
                    raise StartError(
                        f"A text in {table} opens with none of the keys, so nothing was changed: add the key it was "
                        "sealed with to REBOUND_KEYS, last."
                    )
                await connection.execute(
                    f"update {table} set {column} = ? where rowid = ?",  # noqa: S608 - names come from the schema
                    (sealer.seal(sealer.open(row["token"])), row["id"]),
                )
                texts += 1
        return texts

    texts = await database.write(work)
    await database.scrub()
    if fresh:
        write_local_keys(local, [fresh])
    where = f"It is in {local}: keep a copy of it." if fresh else "Take the old one out once old copies have expired."
    return f"{texts} texts are sealed with the new key, and the old one opens none of them. {where}"


async def erase(config: Settings, database: Database, sealer: Sealer, user_id: str) -> str:
    """Erase one person, as /me delete does; the bot has to be stopped. Returns what to tell. Raises StartError."""
    if not (user_id.isascii() and user_id.isdigit() and len(user_id) < 20):
        raise StartError(f"{user_id} is no Discord id: it is a number of 17 to 19 digits.")
    profile = build_bot(config, database, sealer).profile
    known = await profile.may_enter(int(user_id))
    await profile.erase(int(user_id))
    if not known:
        return f"Nothing was kept about {user_id}, but perhaps the id in the bar of a server. The bar stays without it."
    return (
        f"Everything about {user_id} is gone from the database. Copies keep it until they expire, and posts they "
        "shared stay on Discord until somebody removes them there. A bar that a server set stays, without the id."
    )


async def check_key(database: Database, sealer: Sealer) -> None:
    """Try the key on a text of each kind. Raises StartError when one does not open."""

    async def work(connection: Connection) -> list[str]:
        tokens = []
        for table, column in await _sealed_columns(connection):
            rows = await connection.execute_fetchall(
                f"select {column} as token from {table} where {column} is not null limit 1"  # noqa: S608
            )
            tokens += [str(row["token"]) for row in rows]
        return tokens

    if not all(sealer.fits(token) for token in await database.read(work)):
        raise StartError(
            "The key does not open the texts in this database: put the key they were sealed with into REBOUND_KEYS."
        )


async def _sealed_columns(connection: Connection) -> list[tuple[str, str]]:
    """Every (table, column) of sealed text, from the schema itself, so that none can be forgotten."""
    rows = await connection.execute_fetchall(
        "select tables.name as tab, columns.name as col "
        "from sqlite_schema as tables join pragma_table_info(tables.name) as columns "
        "where tables.type = 'table' and substr(columns.name, -7) = '_sealed'"
    )
    return [(row["tab"], row["col"]) for row in rows]


async def heartbeat(bot: discord.Client, path: Path) -> None:
    """Touch `path` every 30 seconds while Discord answers. Ends only when it is cancelled."""
    told = False
    while True:
        if bot.is_ready() and not bot.is_closed() and math.isfinite(bot.latency):
            try:
                await asyncio.to_thread(path.touch)
                told = False
            except OSError as error:
                if not told:
                    log.error("the sign of life cannot be written: %s", error.strerror)
                told = True
        await asyncio.sleep(BEAT_SECONDS)


def health(config: Settings) -> str:
    """Returns what to tell when the bot gave a sign of life in the last 90 seconds. Raises StartError otherwise."""
    path = config.data / "heartbeat"
    age = math.inf
    with suppress(OSError):
        age = time.time() - path.stat().st_mtime
    if age > DEAD_AFTER_SECONDS:
        since = "never" if math.isinf(age) else f"{age:.0f} seconds ago"
        raise StartError(f"No sign of life: the last was {since}. Look at the log, and start the bot again.")
    return f"Alive {age:.0f} seconds ago."
