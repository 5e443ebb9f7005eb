"""How /progress grows: the overview and the search of a person with 5 entries and of one with 5,000, with a picture.

Run it as python -m benchmarks.progress. An entry is a real interview, the confirmed feedback on it, and a practised and
rated answer, so that 5,000 entries are 15,000 rows with their words sealed. Both people are in one database, and their
cards are made in turn, large after small, RUNS times each: everything between a command and its answer but Discord
itself, which is reading, counting, wording, drawing and building the card. What is compared are the medians. Ends with
1 when one of the views takes more than five times as long with 5,000 entries as with 5, or longer than a second.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import discord

from bot import themes
from bot.app import Rebound, build_bot
from bot.clock import to_ms
from bot.crypto import Sealer, new_key
from bot.database import Connection, Database
from bot.progress import Views
from bot.settings import Settings
from bot.ui import Card, build_view

SMALL, LARGE = 5, 5_000
RUNS = 25
MOST_TIMES, MOST_MS = 5, 1000
HOUR = 3_600_000


async def fill(connection: Connection, sealer: Sealer, user_id: int, entries: int) -> None:
    """Give a person so many entries, one an hour until now, that have everything a view looks at."""
    chance = random.Random(entries)
    now = to_ms(discord.utils.utcnow())
    seal = sealer.seal
    await connection.execute("insert into person (user_id, agreed_at, last_used_at) values (?, 0, ?)", (user_id, now))
    for number in range(entries):
        at = now - (entries - number) * HOUR
        role, company = seal("Shift lead"), seal("Corner shop")
        level = chance.choice(("entry", "experienced", "senior"))
        family = chance.choice(("sales_support", "operations_trades", "health_care"))
        stage = chance.choice(("application", "screen", "first", "task", "final"))
        outcome = chance.choice(("rejected", "rejected", "rejected", "withdrew", "waiting"))
        interview = await connection.execute(
            "insert into interview (user_id, role_sealed, company_sealed, level, family, stage, furthest, outcome, "
            "well_sealed, added_at, told_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (user_id, role, company, level, family, stage, stage, outcome, seal("I stayed calm"), at, at),
        )
        feedback = await connection.execute(
            "insert into feedback (user_id, said_sealed, source, logged_at, confirmed_at) values (?, ?, ?, ?, ?)",
            (user_id, seal("Your answers ran long"), chance.choice(("interviewer", "recruiter", "friend")), at, at),
        )
        for rank, theme in enumerate(chance.sample(themes.ALL, chance.choice((1, 1, 2)))):
            await connection.execute(
                "insert into feedback_theme (feedback_id, theme, rank, because_sealed) values (?, ?, ?, ?)",
                (feedback.lastrowid, theme.key, rank, seal("ran long")),
            )
        await connection.execute(
            "insert into interview_feedback values (?, ?)", (feedback.lastrowid, interview.lastrowid)
        )
        round_ = await connection.execute(
            "insert into round (user_id, question_id, theme, chosen_by_hand, asked_at, ended_at, terms) "
            "values (?, 'left-the-bank', ?, 0, ?, ?, '{}')",
            (user_id, chance.choice(themes.PRACTISABLE).key, at, at),
        )
        await connection.execute(
            "insert into answer (round_id, whole_sealed, words, rating, answered_at, rated_at) "
            "values (?, ?, 120, ?, ?, ?)",
            (round_.lastrowid, seal("I counted the stock twice"), chance.randint(1, 4), at, at),
        )


async def milliseconds(make: Callable[[int], Awaitable[Card]], user_id: int) -> float:
    """How many ms the finished card of a person takes."""
    before = time.perf_counter()
    card = await make(user_id)
    build_view(card)
    taken = (time.perf_counter() - before) * 1000
    assert card.image, "resvg is not installed"
    return taken


async def compare(views: Views) -> bool:
    """Print the table. Returns whether both views keep the limits."""
    good = True
    for name, make in (("overview", views.overview_card), ("search", views.search_card)):
        taken: dict[int, list[float]] = {SMALL: [], LARGE: []}
        for entries in (SMALL, LARGE):
            await milliseconds(make, entries)  # the first look of a person gives suggestions their rows
        for _ in range(RUNS):
            for entries, runs in taken.items():
                runs.append(await milliseconds(make, entries))
        small, large = (statistics.median(taken[entries]) for entries in (SMALL, LARGE))
        good &= large <= MOST_TIMES * small and large <= MOST_MS
        times = large / small
        print(f"{name:8} median {small:6.1f} ms with {SMALL}, {large:6.1f} ms with {LARGE}: {times:.1f} times as long")
    return good


async def main() -> int:
    """Fill a database with two people and compare them. Returns the exit code."""
    with tempfile.TemporaryDirectory() as name:
        database = await Database.open(Path(name) / "rebound.db", clock=discord.utils.utcnow)
        sealer = Sealer([new_key()])
        bot: Rebound = build_bot(Settings(_env_file=None, data=Path(name)), database, sealer)
        for entries in (SMALL, LARGE):
            await database.write(lambda connection, entries=entries: fill(connection, sealer, entries, entries))
        good = await compare(bot.views)
        await database.close()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
