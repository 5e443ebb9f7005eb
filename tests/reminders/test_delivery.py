"""Over real sockets: a note arrives once, whether its answer is lost, the bot is killed, or the DMs are closed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.reminders.service import STALE_AFTER
from tests.conftest import DESCRIPTION
from tests.loopback import Bot, Discord, faults, notes
from tests.loopback.things import User

SEND = ("POST", "/channels/*/messages")
NONCE_IS_FORGOTTEN = timedelta(minutes=4)


@dataclass
class Waiting:
    """One note that is due, and the bot that has not been started yet."""

    discord: Discord
    bot: Bot
    ana: User

    async def settled(self) -> tuple[str | None, int | None]:
        """What became of the note, and its message."""
        async with asyncio.timeout(15):
            while (row := notes.rows(self.bot.folder)[0])[0] is None:  # noqa: ASYNC110 - nobody tells of a row
                await asyncio.sleep(0.05)
        return row

    async def start_later(self) -> None:
        """Kill the bot and start it when its claim is stale, and Discord has forgotten the nonce."""
        await self.bot.kill()
        assert notes.rows(self.bot.folder) == [(None, None)]
        notes.age(self.bot.folder, STALE_AFTER)
        self.discord.clock.advance(NONCE_IS_FORGOTTEN.total_seconds())
        await self.bot.start()


@pytest_asyncio.fixture
async def waiting(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Waiting]:
    async with Discord(request.config.stash[DESCRIPTION]) as discord:
        ana = discord.person("ana")
        await notes.seed(tmp_path, [(ana, datetime.now(UTC) - timedelta(minutes=1))])
        bot = Bot(discord, tmp_path)
        yield Waiting(discord, bot, ana)
        await bot.kill()
        assert not bot.errors
        assert not discord.rest.violations


async def stored(waiting: Waiting) -> None:
    await waiting.discord.world.until(lambda: bool(waiting.discord.world.log), "a note")


async def test_an_answer_that_is_lost_on_the_way_is_found_in_the_dm_two_minutes_later(waiting: Waiting) -> None:
    waiting.discord.faults.plan(*SEND, faults.LOST)
    await waiting.bot.start()
    await waiting.bot.says("may not have arrived", 15)

    await waiting.start_later()

    outcome, message_id = await waiting.settled()
    assert outcome == "sent"
    assert [entry.message_id for entry in waiting.discord.world.log] == [message_id]
    assert len(waiting.discord.calls("POST", "/messages")) == 1


async def test_what_discord_py_sends_again_by_itself_carries_the_same_nonce(waiting: Waiting) -> None:
    waiting.discord.faults.plan(*SEND, faults.LOST_BEHIND_502)
    await waiting.bot.start()

    outcome, message_id = await waiting.settled()

    assert outcome == "sent"
    assert [entry.message_id for entry in waiting.discord.world.log] == [message_id]
    assert len(waiting.discord.calls("POST", "/messages")) == 2


async def test_a_bot_killed_between_stored_and_settled_finds_its_note(waiting: Waiting) -> None:
    waiting.discord.faults.plan(*SEND, faults.LOST_BEHIND_502)  # it waits a second, and is killed meanwhile
    await waiting.bot.start()
    await stored(waiting)

    await waiting.start_later()

    outcome, message_id = await waiting.settled()
    assert outcome == "sent"
    assert [entry.message_id for entry in waiting.discord.world.log] == [message_id]


async def test_a_bot_killed_between_claim_and_stored_sends_its_note(waiting: Waiting) -> None:
    waiting.discord.faults.plan(*SEND, faults.status(502))
    await waiting.bot.start()
    await waiting.discord.world.until(lambda: bool(waiting.discord.calls("POST", "/messages")), "a try to send")

    await waiting.start_later()

    outcome, message_id = await waiting.settled()
    assert outcome == "sent"
    assert [entry.message_id for entry in waiting.discord.world.log] == [message_id]


async def test_closed_dms_are_closed_at_the_first_try(waiting: Waiting) -> None:
    waiting.ana.dms_open = False
    await waiting.bot.start()

    assert await waiting.settled() == ("closed", None)
    assert len(waiting.discord.calls("POST", "/messages")) == 1
    assert waiting.discord.world.log == []
