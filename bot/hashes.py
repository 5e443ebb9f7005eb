"""A person's id as a keyed hash: known again when that person is there, read back by nobody without the key."""

import hmac
import secrets

from bot.crypto import Sealer
from bot.database import Connection


async def keyed_hash(connection: Connection, sealer: Sealer, user_id: int) -> bytes:
    """The hash of `user_id`; empty, so that it matches no row, as long as none was ever kept."""
    key = await _key(connection, sealer)
    return hmac.digest(key, str(user_id).encode(), "sha256") if key else b""


async def hash_to_keep(connection: Connection, sealer: Sealer, user_id: int) -> bytes:
    """The same for a row about to be written: the first one makes the key."""
    if await _key(connection, sealer) is None:
        token = sealer.seal(secrets.token_hex(32))
        await connection.execute("insert into hash_key (id, key_sealed) values (1, ?)", (token,))
    return await keyed_hash(connection, sealer, user_id)


async def _key(connection: Connection, sealer: Sealer) -> bytes | None:
    async with connection.execute("select key_sealed from hash_key") as cursor:
        row = await cursor.fetchone()
    return None if row is None else sealer.open(row["key_sealed"]).encode()
