"""Whether every note arrives once and in time, whatever fails: python -m benchmarks.encouragement [--due 500].

The bot is a real process, killed at random while it delivers and started again; the loopback Discord loses 2% of its
answers after storing the message, and is down once for ten minutes. What counts is what the Discord has in its log.
Minutes are simulated (benchmarks/fast_bot.py says how). Then, at real speed, how long commands take while as many notes
go out as the pace lets through, and while none do, in turn.

Ends with 1 when something is doubled, lost or late, or commands are slow. With --no-nonce something has to be doubled
and with --settle-first something lost, or else it ends with 1: such a run would not have noticed.
"""

import argparse
import asyncio
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.loopback import Bot, Discord, faults
from tests.loopback.notes import seed
from tests.loopback.things import User

WINDOW = timedelta(minutes=15)
SPREAD, DOWN = timedelta(hours=1), timedelta(minutes=10)
PER_NOTE_SECONDS, LEAST_SECONDS = 0.024, 60  # real ones, for the simulated hour
ROUNDS, NOTES_A_ROUND = 4, 120
IDLE_SECONDS, BUSY_SECONDS = 9, 15
SLOWER = 2


def marks(discord: Discord) -> list[tuple[int, datetime]]:
    """The number of the note in every message that was stored, and when that was."""
    found = []
    for entry in discord.world.log:
        if mark := re.search(r":n(\d+)'", entry.body):
            found.append((int(mark[1]), datetime.fromtimestamp(entry.at, UTC)))
    return found


def numbers(folder: Path, where: str) -> set[int]:
    """The numbers of notes in the bot's database."""
    with closing(sqlite3.connect(folder / "data" / "rebound.db", timeout=30)) as connection:
        return {number for (number,) in connection.execute(f"select id from reminder where {where}")}


@dataclass
class Kills:
    """What was under way when the bot was killed: notes claimed and not stored, or stored and not settled."""

    times: int = 0
    before_stored: int = 0
    before_settled: int = 0

    def __str__(self) -> str:
        return (
            f"killed {self.times} times: {self.before_stored} notes between claim and stored, "
            f"{self.before_settled} between stored and settled"
        )


@dataclass
class Trial:
    """One simulated hour."""

    discord: Discord
    bot: Bot
    folder: Path
    due: dict[int, datetime]
    chance: random.Random
    kills: Kills = field(default_factory=Kills)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.discord.clock.now(), UTC)

    async def sleep(self, span: timedelta) -> None:
        await asyncio.sleep(span.total_seconds() / self.discord.clock.speed)

    async def run(self) -> None:
        """Let the hour pass, and wait until all is settled, but no longer than the window."""
        living = asyncio.create_task(self._live_and_die())
        breaking = asyncio.create_task(self._break_down())
        last = max(self.due.values()) + WINDOW
        while self.now() < last:
            await asyncio.sleep(1)
            if living.done() or (breaking.done() and breaking.exception()):
                break
            if self.now() > last - WINDOW and not numbers(self.folder, "settled_at is null") & self.due.keys():
                break
        for task in (living, breaking):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.bot.kill()

    async def _live_and_die(self) -> None:
        while True:
            await self.bot.start()
            try:
                await self.bot.ended(self.chance.uniform(4, 12))
                continue  # it could not reach Discord
            except TimeoutError:
                await self._while_it_delivers()
            await self.bot.kill()
            open_now = numbers(self.folder, "claimed_at is not null and settled_at is null")
            stored = open_now & {number for number, _ in marks(self.discord)}
            self.kills.times += 1
            self.kills.before_settled += len(stored)
            self.kills.before_stored += len(open_now - stored)

    async def _while_it_delivers(self) -> None:
        """Wait until some message was stored, and a moment longer."""
        stored = len(self.discord.world.log)
        with suppress(AssertionError):
            await self.discord.world.until(lambda: len(self.discord.world.log) > stored, "a message", 4)
        await asyncio.sleep(self.chance.uniform(0, 0.03))

    async def _break_down(self) -> None:
        await self.sleep(SPREAD / 3)
        with self.discord.outage():
            await self.sleep(DOWN)


async def deliver(due: int, broken: str | None) -> tuple[bool, int, int]:
    """Print how the hour went. Returns whether it was in time, how many were doubled, how many lost."""
    began = time.monotonic()
    async with Discord() as discord:
        with tempfile.TemporaryDirectory() as name:
            folder, clock = Path(name), discord.clock
            clock.speed = SPREAD.total_seconds() / max(LEAST_SECONDS, due * PER_NOTE_SECONDS)
            discord.gateway.heartbeat_ms = int(discord.gateway.heartbeat_ms / clock.speed)
            lost = [
                discord.faults.plan("POST", "/channels/*/messages", fault, times=None, chance=0.01)
                for fault in (faults.LOST, faults.LOST_BEHIND_502)
            ]
            people = [discord.person(f"person {number}") for number in range(due)]
            first = datetime.fromtimestamp(clock.now(), UTC).replace(second=0, microsecond=0)
            first += timedelta(minutes=2 + 3 * clock.speed // 60)
            minutes = int(SPREAD.total_seconds() / 60)
            notes = [(user, first + timedelta(minutes=number % minutes)) for number, user in enumerate(people)]
            due_at = await seed(folder, notes)
            command = ("benchmarks.fast_bot", str(clock.speed), str(clock.began), *([broken] if broken else []))
            trial = Trial(discord, Bot(discord, folder, command=command), folder, due_at, random.Random(due))
            await trial.run()
            if trial.bot.errors:
                print(f"errors in the bot's log: {Counter(line.partition(' ')[2] for line in trial.bot.errors)}")
        stored = marks(discord)
        count = Counter(number for number, _ in stored)
        doubled, missing = sum(times > 1 for times in count.values()), len(due_at.keys() - count.keys())
        late = sorted((at - due_at[number] for number, at in stored if number in due_at), key=abs)
        inside = sum(timedelta(0) <= span <= WINDOW for span in late) / due
        print(
            f"{due} notes in {SPREAD}, {clock.speed:.0f} times as fast, {time.monotonic() - began:.0f} s; {trial.kills}"
        )
        hits, sends = sum(plan.hits for plan in lost), len(discord.calls("POST", "/messages"))
        print(f"{hits} answers lost of {sends}")
        print(
            f"doubled {doubled}, lost {missing}, inside the window {inside:.2%}, "
            f"median {late[len(late) // 2]}, latest {late[-1]}"
        )
        fine = inside >= 0.99 and trial.kills.before_stored > 0 and trial.kills.before_settled > 0
        return fine, doubled, missing


async def use(discord: Discord, people: Sequence[User], until: Callable[[], bool]) -> list[float]:
    """Let people use two commands in turn, one at a time. Returns how many ms each was waited for."""
    taken: list[float] = []
    while not until():
        asker = people[len(taken) % len(people)]  # the bot answers nobody more often than once a second
        before = time.perf_counter()
        await discord.slash(asker, "help" if len(taken) % 2 else "me data")
        taken.append((time.perf_counter() - before) * 1000)
        await asyncio.sleep(0.03)
    return taken


async def compare_commands() -> bool:
    """Print how long commands take while notes go out and while none do, in real time. Returns whether that is fine."""
    idle: list[float] = []
    busy: list[float] = []
    async with Discord() as discord:
        with tempfile.TemporaryDirectory() as name:
            askers = [discord.person(f"asker {number}") for number in range(100)]
            people = [discord.person(f"person {number}") for number in range(ROUNDS * NOTES_A_ROUND)]
            first = datetime.now(UTC) + timedelta(seconds=5 + IDLE_SECONDS)
            starts = [first + timedelta(seconds=IDLE_SECONDS + BUSY_SECONDS) * number for number in range(ROUNDS)]
            await seed(Path(name), [(user, starts[number % ROUNDS]) for number, user in enumerate(people)], askers)
            async with Bot(discord, Path(name)):
                await discord.connected()
                await discord.slash(askers[0], "help")
                for start in starts:
                    nearly, over = start - timedelta(seconds=1), start + timedelta(seconds=BUSY_SECONDS)
                    idle += await use(discord, askers, lambda until=nearly: datetime.now(UTC) > until)
                    await asyncio.sleep(1)
                    expected = len(marks(discord)) + NOTES_A_ROUND
                    busy += await use(discord, askers, lambda least=expected: len(marks(discord)) >= least)
                    assert datetime.now(UTC) < over, "the notes went out more slowly than the pace lets them"
    alone, meanwhile = (sorted(taken)[int(len(taken) * 0.99)] for taken in (idle, busy))
    for name, taken in (("idle", idle), ("meanwhile", busy)):
        print(
            f"commands, {name:9}: median {statistics.median(taken):.1f} ms, "
            f"p99 {sorted(taken)[int(len(taken) * 0.99)]:.1f} ms of {len(taken)}"
        )
    return meanwhile <= SLOWER * alone


async def main() -> int:
    """Print what was found. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.encouragement", description=__doc__)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--no-nonce", action="store_const", const="--no-nonce", dest="broken")
    parser.add_argument("--settle-first", action="store_const", const="--settle-first", dest="broken")
    given = parser.parse_args()
    fine, doubled, lost = await deliver(given.due, given.broken)
    if given.broken == "--no-nonce":
        return 0 if doubled else 1
    if given.broken == "--settle-first":
        return 0 if lost else 1
    return 0 if await compare_commands() and fine and not doubled and not lost else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
