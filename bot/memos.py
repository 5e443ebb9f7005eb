"""What the program remembers about itself between runs, such as the hash of the synced commands."""

from bot.database import Connection, Database


async def recall(database: Database, key: str) -> str | None:
    """The remembered value, or None."""

    async def work(connection: Connection) -> str | None:
        async with connection.execute("select value from memo where key = ?", (key,)) as cursor:
            row = await cursor.fetchone()
        return None if row is None else str(row["value"])

    return await database.read(work)


async def remember(database: Database, key: str, value: str) -> None:
    """Keep `value` under `key`, in place of what was there."""

    async def work(connection: Connection) -> None:
        await connection.execute(
            "insert into memo (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
            (key, value),
        )

    await database.write(work)
