"""Faults on demand: what goes wrong on which route, how often or how likely."""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import dataclass, field
from typing import Literal

from tests.loopback.limits import TooMany
from tests.loopback.things import Refused


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong. `lost` does what was asked, and answers with `error` or breaks off instead."""

    kind: Literal["refuse", "hang", "cut", "lost"]
    error: Refused | None = None
    seconds: float | None = None


CUT = Fault("cut")
LOST = Fault("lost")
LOST_BEHIND_502 = Fault("lost", Refused(502, 0, "502: planned"))
DMS_CLOSED = Fault("refuse", Refused(403, 50007, "Cannot send messages to this user"))


def status(number: int, code: int = 0) -> Fault:
    """An answer such as 500, 502 or 503."""
    return Fault("refuse", Refused(number, code, f"{number}: planned"))


def too_many(seconds: float, *, everywhere: bool = False) -> Fault:
    """429, and when to try again."""
    return Fault("refuse", TooMany(seconds, everywhere=everywhere, scope="global" if everywhere else "shared"))


def hang(seconds: float | None = None) -> Fault:
    """No answer for so many real seconds, or until the faults are cleared; then the request is done."""
    return Fault("hang", seconds=seconds)


@dataclass
class Plan:
    """A fault on a route: the next `times` requests, or each with `chance`. `hits` counts how often it struck."""

    method: str
    path: re.Pattern[str]
    fault: Fault
    times: int | None
    chance: float
    hits: int = 0


@dataclass
class Faults:
    """What is planned. The same seed gives the same bad luck to the same requests."""

    seed: int = 7
    down: bool = False
    _plans: list[Plan] = field(default_factory=list)
    _rng: random.Random = field(init=False)
    _cleared: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._rng = random.Random(self.seed)

    def plan(self, method: str, path: str, fault: Fault, *, times: int | None = 1, chance: float = 1.0) -> Plan:
        """Let `fault` strike `method` ("*" is any) on `path`, where "*" is one part and "**" is any rest."""
        pattern = re.escape(path).replace(r"\*\*", ".*").replace(r"\*", "[^/]+")
        plan = Plan(method, re.compile(pattern + r"\Z"), fault, times, chance)
        self._plans.append(plan)
        return plan

    def draw(self, method: str, path: str) -> Fault | None:
        """What strikes this request, if anything does."""
        if self.down:
            return status(503)
        for plan in self._plans:
            if plan.method not in ("*", method) or not plan.path.match(path):
                continue
            if (plan.times is None or plan.hits < plan.times) and self._rng.random() < plan.chance:
                plan.hits += 1
                return plan.fault
        return None

    async def wait(self, fault: Fault) -> None:
        """Hang as long as `fault` says."""
        try:
            await asyncio.wait_for(self._cleared.wait(), fault.seconds)
        except TimeoutError:
            return

    def clear(self) -> None:
        """Forget every plan, and let go of what hangs."""
        self._plans.clear()
        self._cleared.set()
        self._cleared = asyncio.Event()
