"""Fixtures: a simulated Discord with Ana and Ben, and the check against Discord's own description."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import simcord

from tests.discord_description import Description
from tests.people import Person, World

simcord.Env._settle_internal.__kwdefaults__["idle"] = 0.002  # its 50 ms make each modal wait
DESCRIPTION = pytest.StashKey[Description | None]()
# How many bodies the processes checked that share the tests among them.
ELSEWHERE = pytest.StashKey[list[int]]()
# What tests have to say at the end of a run, from every process.
AT_THE_END = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    path = os.environ.get("DISCORD_OPENAPI")
    if path and not Path(path).is_file():
        pytest.exit(f"DISCORD_OPENAPI names {path}, which is not there", returncode=3)
    config.stash[DESCRIPTION] = Description(Path(path)) if path else None
    config.stash[ELSEWHERE] = []
    config.stash[AT_THE_END] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[ELSEWHERE].append(node.workeroutput.get("bodies", 0))
    node.config.stash[AT_THE_END].extend(node.workeroutput.get("lines", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in sorted(config.stash[AT_THE_END]):
        terminalreporter.write_line(line)
    description = config.stash[DESCRIPTION]
    if description is None:
        terminalreporter.write_line("Left out: the check against Discord's description (DISCORD_OPENAPI is not set).")
    else:
        bodies = description.bodies + sum(config.stash[ELSEWHERE])
        terminalreporter.write_line(f"Discord's description checked {bodies} bodies.")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["lines"] = session.config.stash[AT_THE_END]
    description = session.config.stash[DESCRIPTION]
    if description is None:
        return
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["bodies"] = description.bodies
    elif not description.bodies + sum(session.config.stash[ELSEWHERE]) and session.testscollected > 50:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def discord_would_accept_it(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every body that a test sends is one that Discord describes."""
    description = request.config.stash[DESCRIPTION]
    if description is None:
        yield
        return
    description.violations.clear()
    with description.watching():
        yield
    assert not description.violations, "\n".join(description.violations)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Let a test's own look at the clock agree with the simulated one."""
    world = getattr(item, "funcargs", {}).get("world")
    if world is None:
        return (yield)
    with world.env.time_context():
        return (yield)


@pytest.fixture
def say_at_the_end(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Write a line below the results of the whole run."""
    return request.config.stash[AT_THE_END].append


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    world = await World.begin(tmp_path)
    try:
        yield world
    finally:
        await world.end()
    world.env.raise_errors()


@pytest.fixture
def ana(world: World) -> Person:
    return world.people["ana"]


@pytest.fixture
def ben(world: World) -> Person:
    return world.people["ben"]
