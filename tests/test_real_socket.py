"""Journeys over real sockets: the bot as a process, and a small Discord on 127.0.0.1 that fails on demand."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.__main__ import run_discord
from bot.errors import StartError
from bot.settings import Settings
from tests.conftest import DESCRIPTION
from tests.loopback import Bot, Discord, faults
from tests.loopback.limits import Rule
from tests.loopback.process import KEY
from tests.loopback.things import User

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAID = "Your answers ran long and I lost the thread."
WHAT_IS_IT = "What is this?"
WRONG = "MTIz.another.token"
NOWHERE = "ws://127.0.0.1:9/"


@dataclass
class Running:
    """A Discord and the bot that is connected to it. `excused` is in the errors that tests wanted."""

    discord: Discord
    bot: Bot
    excused: list[str] = field(default_factory=list)

    async def fails(self, text: str) -> None:
        """Wait for an error in the bot's log that a test wanted."""
        self.excused.append(text)
        await self.bot.says(text)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    async with Discord(request.config.stash[DESCRIPTION]) as discord:
        discord.gateway.resume_url = NOWHERE  # as Discord's own address is beyond a proxy
        async with Bot(discord, tmp_path_factory.mktemp("bot")) as bot:
            await discord.connected()
            running = Running(discord, bot)
            yield running
            assert await bot.stop() == 0
    assert [line for line in bot.errors if not any(text in line for text in running.excused)] == []
    assert not discord.rest.violations


@pytest.fixture
def discord(running: Running) -> Discord:
    running.discord.faults.clear()
    return running.discord


@pytest.fixture
def ana(discord: Discord) -> User:
    """Somebody new, in each test."""
    return discord.person("ana")


@pytest_asyncio.fixture(loop_scope="module")
async def ben(discord: Discord) -> User:
    """Somebody new who has agreed."""
    ben = discord.person("ben")
    await discord.press(ben, await discord.slash(ben, "me data"), "Agree")
    return ben


async def test_help_answers_before_any_consent_and_is_seen_by_one(discord: Discord, ana: User) -> None:
    shown = await discord.slash(ana, "help")

    assert "from what they said to the next interview" in shown.text
    assert shown.private


async def test_what_waited_for_consent_goes_on_after_agree(discord: Discord, ana: User) -> None:
    consent = await discord.slash(ana, "feedback add")
    assert "Before we start" in consent.text

    form = await discord.press(ana, consent, "Agree")

    assert "said" in form.filled


async def test_a_submitted_form_comes_back_as_a_card_whose_buttons_work(discord: Discord, ben: User) -> None:
    form = await discord.slash(ben, "feedback add")

    reading = await discord.submit(ben, form, said=SAID, source="recruiter", feels="fine")
    assert "“Your answers ran long and I lost the thread”" in reading.text
    assert "structure" in reading.chosen
    await discord.choose(ben, reading, "structure", "communication")
    confirmed = await discord.press(ben, reading, "Confirm")

    assert "One question now" in confirmed.buttons
    assert confirmed.private


async def test_an_export_arrives_as_files(discord: Discord, ben: User) -> None:
    await discord.submit(ben, await discord.slash(ben, "feedback add"), said=SAID, source="friend", feels="fine")

    files = await (await discord.slash(ben, "me export")).files()

    assert sorted(files) == ["rebound.json", "rebound.md"]
    assert SAID in files["rebound.json"]


async def test_a_paste_into_the_dm_is_answered_and_so_is_one_that_became_a_file(discord: Discord, ben: User) -> None:
    short = await discord.dm(ben, SAID)
    long = await discord.dm(ben, files=(("message.txt", SAID.encode() * 60),))

    assert WHAT_IS_IT in short.text
    assert WHAT_IS_IT in long.text
    form = await discord.press(ben, long, "Log as feedback")
    logged = await discord.submit(ben, form, source="interviewer", feels="fine").answer(2)
    assert "Order and length" in logged.text


async def test_what_happened_during_a_cut_is_told_after_resuming_and_answered_once(discord: Discord, ben: User) -> None:
    dm, resumed = discord.dm_of(ben), discord.gateway.resumed
    discord.gateway.hold()
    discord.gateway.cut()
    written = discord.write(ben, SAID)
    asked = discord.slash(ben, "help")
    assert not discord.world.stored(dm, discord.world.bot)

    discord.gateway.let_in()
    await discord.resumed(resumed + 1)

    assert (await asked).private
    assert WHAT_IS_IT in (await discord.next_in(dm, after=written)).text
    await discord.dm(ben, "Thank you.")
    assert len(discord.world.stored(dm, discord.world.bot, WHAT_IS_IT)) == 2
    assert len(discord.calls("POST", f"{asked.interaction.token}/callback")) == 1


async def test_asked_to_reconnect_it_resumes_and_misses_nothing(discord: Discord, ben: User) -> None:
    identified, resumed = discord.gateway.identified, discord.gateway.resumed

    discord.gateway.ask_to_reconnect()
    asked = discord.slash(ben, "help")

    assert (await asked).private
    assert discord.gateway.resumed == resumed + 1
    assert discord.gateway.identified == identified


async def test_a_session_that_discord_forgot_is_begun_anew(discord: Discord, ben: User) -> None:
    identified = discord.gateway.identified

    discord.gateway.invalidate()
    await discord.connected(identified + 1)

    assert WHAT_IS_IT in (await discord.dm(ben, SAID)).text


async def test_heartbeats_are_sent(discord: Discord) -> None:
    assert discord.gateway.heartbeats >= discord.gateway.identified


@pytest.mark.parametrize(
    "fault", [faults.too_many(0.3), faults.status(500), faults.status(503)], ids=["429", "500", "503"]
)
async def test_an_answer_that_discord_did_not_take_is_sent_again_and_seen_once(
    discord: Discord, ben: User, fault: faults.Fault
) -> None:
    plan = discord.faults.plan("POST", "/interactions/*/*/callback", fault)

    asked = discord.slash(ben, "help")
    shown = await asked

    assert plan.hits == 1
    assert "from what they said" in shown.text
    assert not asked.interaction.followups
    statuses = [one.status for one in discord.calls("POST", f"{asked.interaction.token}/callback")]
    assert statuses == [fault.error and fault.error.status, 200]


@pytest.mark.parametrize("fault", [faults.too_many(0.3, everywhere=True), faults.status(502)], ids=["429", "502"])
async def test_a_direct_message_that_discord_did_not_take_is_sent_again_and_stored_once(
    discord: Discord, ben: User, fault: faults.Fault
) -> None:
    plan = discord.faults.plan("POST", "/channels/*/messages", fault)

    await discord.dm(ben, SAID)
    await discord.slash(ben, "help")

    assert plan.hits == 1
    assert len(discord.world.stored(discord.dm_of(ben), discord.world.bot)) == 1


async def test_an_answer_of_which_the_bot_never_heard_is_seen_once(running: Running, ben: User) -> None:
    discord = running.discord
    discord.faults.plan("POST", "/interactions/*/*/callback", faults.LOST)

    asked = discord.slash(ben, "help")

    assert "from what they said" in (await asked).text
    await running.fails("an error could not be shown: HTTPException")
    await running.fails("help failed: CommandInvokeError")
    assert asked.interaction.shown == 1


async def test_a_direct_message_of_which_the_bot_never_heard_is_stored_once(running: Running, ben: User) -> None:
    discord = running.discord
    dm = discord.dm_of(ben)
    discord.faults.plan("POST", f"/channels/{dm.id}/messages", faults.LOST)

    await discord.dm(ben, SAID)
    await running.fails("a direct message failed: ServerDisconnectedError")

    assert len(discord.world.stored(dm, discord.world.bot, WHAT_IS_IT)) == 1


async def test_more_direct_messages_than_the_limit_all_arrive_and_each_once(
    discord: Discord, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(discord.limits.rules, "POST /channels/{channel}/messages", Rule(3, 1))
    dm = discord.dm_of(ben)
    for _ in range(7):
        discord.write(ben, SAID)

    await discord.world.until(lambda: len(discord.world.stored(dm, discord.world.bot)) >= 7, "seven answers")
    await discord.dm(ben, "Thank you.")

    assert len(discord.world.stored(dm, discord.world.bot)) == 8


async def test_a_closed_dm_gets_nothing_and_the_bot_goes_on(running: Running, ben: User) -> None:
    discord = running.discord
    ben.dms_open = False
    discord.write(ben, SAID)
    dm = discord.dm_of(ben)

    await running.fails("a direct message failed: Forbidden")
    await running.fails("an error could not be shown: Forbidden")

    assert not discord.world.stored(dm, discord.world.bot)
    assert (await discord.slash(ben, "help")).private


async def test_it_comes_back_after_an_outage(running: Running, ben: User) -> None:
    discord = running.discord
    turned_away = discord.gateway.turned_away

    with discord.outage():
        written = discord.write(ben, SAID)
        await discord.world.until(lambda: discord.gateway.turned_away > turned_away, "a try to connect")
        await running.fails("discord.client Attempting a reconnect")

    assert WHAT_IS_IT in (await discord.next_in(written.channel, after=written)).text


async def test_sigterm_stops_it_cleanly_and_started_again_it_knows_its_cards_and_syncs_nothing_anew(
    running: Running, discord: Discord, ben: User
) -> None:
    form = await discord.slash(ben, "feedback add")
    reading = await discord.submit(ben, form, said=SAID, source="friend", feels="fine")
    identified = discord.gateway.identified

    assert await running.bot.stop() == 0
    assert running.bot.said[-1].endswith("stopped")
    await running.bot.start()
    await discord.connected(identified + 1)

    assert "One question now" in (await discord.press(ben, reading, "Confirm")).buttons
    assert len(discord.calls("PUT", "/commands")) == 1
    assert {"help", "feedback", "me", "practice"} <= {command["name"] for command in discord.world.commands}


async def test_a_token_that_is_refused_is_one_sentence_and_exit_1(tmp_path: Path) -> None:
    async with Discord() as discord, Bot(discord, tmp_path, DISCORD_TOKEN=WRONG) as bot:
        assert await bot.ended() == 1

    assert "Discord refused the token" in bot.said[-1]
    assert not bot.errors
    assert WRONG not in "\n".join(bot.said)


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put discord.py back to Discord's own addresses after a test that runs the bot in this process."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    monkeypatch.setattr(DiscordWebSocket, "gateway", None, raising=False)


def run_here(discord: Discord, folder: Path) -> asyncio.Task[None]:
    """The bot in this process, without the second that a start of its own takes."""
    given: dict[str, Any] = {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
        "keys": KEY,
        "data": folder / "data",
    }
    return asyncio.create_task(run_discord(Settings(_env_file=None, **given)))


@pytest.mark.usefixtures("untouched")
@pytest.mark.asyncio(loop_scope="function")
async def test_a_connection_that_discord_closes_for_good_is_one_sentence_with_its_code(tmp_path: Path) -> None:
    async with Discord() as discord:
        bot = run_here(discord, tmp_path)
        await discord.connected()

        await discord.gateway.close(4013)

        with pytest.raises(StartError, match=r"for good \(code 4013\)"):
            await bot


@pytest.mark.usefixtures("untouched")
@pytest.mark.asyncio(loop_scope="function")
async def test_a_token_that_was_reset_meanwhile_is_told_when_it_resumes(tmp_path: Path) -> None:
    async with Discord() as discord:
        bot = run_here(discord, tmp_path)
        await discord.connected()

        discord.gateway.token = WRONG
        discord.gateway.cut()

        with pytest.raises(StartError, match="Discord refused the token"):
            await bot


@pytest.mark.usefixtures("untouched")
@pytest.mark.asyncio(loop_scope="function")
async def test_a_connection_cut_at_login_is_one_sentence(tmp_path: Path) -> None:
    async with Discord() as discord:
        discord.faults.plan("GET", "/users/@me", faults.CUT, times=None)

        with pytest.raises(StartError, match="Discord could not be reached"):
            await run_here(discord, tmp_path)
