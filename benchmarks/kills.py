"""What is left after SIGKILL during a submit: python -m benchmarks.kills --times 50. Ends with 1 if anything was lost.

The bot runs as a process against the Discord of tests/loopback. Each time somebody submits a form, and the process is
killed at a random moment of the next 30 milliseconds, every fourth time as soon as the card is seen. Whatever card was
seen before has to be in the export afterwards, and nothing may be there twice.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import sys
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.loopback import Bot, Discord

LATEST_SECONDS = 0.03


@dataclass(frozen=True)
class Outcome:
    """How many submits were seen to be saved, how many of those are lost, and how many entries stand there twice."""

    acknowledged: int
    kept: int
    lost: int
    twice: int
    whole: bool


async def kill_during_submits(folder: Path, times: int, seed: int) -> Outcome:
    """Submit and kill `times` times on the data in `folder`."""
    chance = random.Random(seed)
    seen: list[str] = []
    async with Discord() as discord, Bot(discord, folder) as bot:
        await discord.connected()
        ana = discord.person("ana")
        await discord.press(ana, await discord.slash(ana, "me data"), "Agree")
        for number in range(times):
            said = f"Your answers ran long, number {number}."
            form = await discord.slash(ana, "feedback add")
            asked = discord.submit(ana, form, said=said, source="recruiter", feels="fine")
            if number % 4 == 3:
                await asked
            else:
                await asyncio.sleep(chance.uniform(0, LATEST_SECONDS))
            with suppress(ProcessLookupError):
                await bot.kill()
            if asked.interaction.shown:
                seen.append(said)
            identified = discord.gateway.identified
            await bot.start()
            await discord.connected(identified + 1)
        files = await (await discord.slash(ana, "me export")).files()
        entries = [entry["said"] for entry in json.loads(files["rebound.json"])["feedback"]]
    with closing(sqlite3.connect(folder / "data" / "rebound.db")) as database:
        whole = database.execute("pragma integrity_check").fetchall() == [("ok",)]
    lost = len(set(seen) - set(entries))
    return Outcome(len(seen), len(entries), lost, len(entries) - len(set(entries)), whole)


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(kill_during_submits(Path(folder), given.times, given.seed))
    print(
        f"{given.times} kills: {outcome.acknowledged} submits were acknowledged, {outcome.kept} are kept, "
        f"{outcome.lost} acknowledged ones are lost, {outcome.twice} stand twice, "
        f"the database is {'whole' if outcome.whole else 'damaged'}."
    )
    return 0 if outcome.acknowledged and not outcome.lost and not outcome.twice and outcome.whole else 1


if __name__ == "__main__":
    sys.exit(main())
