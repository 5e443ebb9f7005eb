"""The bot as a process whose time runs faster: started by benchmarks.encouragement, never by hand.

The clock it is handed and the time of its event loop run at one speed, so everything it waits for (its pace, retries,
rate limits, timeouts, the two minutes of a claim) is as long in simulated time as in use. What it computes gets no
faster: measured in simulated time, the machine is so many times slower.

Arguments: speed, when it began (seconds since 1970), and what to break on purpose: nothing, --no-nonce, --settle-first.
"""

import asyncio
import random
import selectors
import sys
import time
from datetime import UTC, datetime
from functools import partial
from typing import Any

import discord.abc
from discord.http import handle_message_parameters

from bot import __main__ as program
from bot import logs, settings
from bot.app import build_bot
from bot.errors import StartError
from bot.reminders import Due, Reminders

SPEED, BEGAN = float(sys.argv[1]), float(sys.argv[2])


class Selector(selectors.DefaultSelector):
    """Waits as many real seconds as so many simulated ones take."""

    def select(self, timeout: float | None = None) -> list[Any]:
        return super().select(timeout and timeout / SPEED)


class Loop(asyncio.SelectorEventLoop):
    """An event loop in simulated seconds."""

    def __init__(self) -> None:
        super().__init__(Selector())

    def time(self) -> float:
        return super().time() * SPEED


def clock() -> datetime:
    return datetime.fromtimestamp(BEGAN + (time.time() - BEGAN) * SPEED, UTC)


def without_nonce(*args: Any, nonce: Any = None, **parameters: Any) -> Any:
    """discord.py makes a nonce of its own where none is given, so it has to be taken out here."""
    return handle_message_parameters(*args, **parameters)


async def claim_and_settle(self: Reminders, claim: Any = Reminders.claim) -> list[Due]:
    claimed: list[Due] = await claim(self)
    for due in claimed:
        await self.settle(due, "sent")
    return claimed


def main() -> int:
    """Run as `python -m bot run` does. Returns the exit code."""
    if "--no-nonce" in sys.argv:
        discord.abc.handle_message_parameters = without_nonce
    if "--settle-first" in sys.argv:
        Reminders.claim = claim_and_settle
    program.build_bot = partial(build_bot, clock=clock, rng=random.Random(7))
    config = settings.load()
    logs.configure("INFO", "plain")
    try:
        with asyncio.Runner(loop_factory=Loop) as runner:
            runner.run(program.run_discord(config))
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
