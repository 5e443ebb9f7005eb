"""The small Discord itself keeps Discord's rules: nonces, pages, limits, deadlines, compression and planned faults."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests.conftest import DESCRIPTION
from tests.loopback import Discord, faults
from tests.loopback.gateway import DIRECT_MESSAGES, IDENTIFY, RESUME
from tests.loopback.limits import Rule
from tests.loopback.things import EPHEMERAL

MESSAGES = "POST /channels/{channel}/messages"


class Client:
    """Requests as a bot makes them."""

    def __init__(self, discord: Discord, session: aiohttp.ClientSession) -> None:
        self.discord = discord
        self.session = session

    async def ask(self, method: str, path: str, body: Any = None, **query: str) -> tuple[int, Any, Any]:
        """Returns (status, body, headers)."""
        headers = {"Authorization": f"Bot {self.discord.token}"}
        url = self.discord.api_url + path
        async with self.session.request(method, url, json=body, params=query, headers=headers) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text else None, answer.headers

    async def send(self, **body: Any) -> tuple[int, Any, Any]:
        return await self.ask("POST", f"/channels/{self.discord.world.general.id}/messages", body)


@pytest_asyncio.fixture
async def client(request: pytest.FixtureRequest) -> AsyncIterator[Client]:
    async with Discord(request.config.stash[DESCRIPTION]) as discord, aiohttp.ClientSession() as session:
        discord.world.commands = [{"id": "1", "name": "help", "type": 1}]
        yield Client(discord, session)


async def test_a_nonce_gives_the_stored_message_for_three_minutes_and_then_a_new_one(client: Client) -> None:
    _, first, _ = await client.send(content="x", nonce="n", enforce_nonce=True)
    client.discord.clock.advance(179)
    _, again, _ = await client.send(content="x", nonce="n", enforce_nonce=True)
    client.discord.clock.advance(2)
    _, later, _ = await client.send(content="x", nonce="n", enforce_nonce=True)

    assert first["id"] == again["id"] != later["id"]
    assert [entry.nonce for entry in client.discord.world.log] == ["n", "n"]


async def test_a_nonce_that_is_not_enforced_stores_two(client: Client) -> None:
    await client.send(content="x", nonce="n")
    await client.send(content="x", nonce="n")

    assert len(client.discord.world.log) == 2


async def test_a_nonce_of_26_characters_is_refused(client: Client) -> None:
    assert (await client.send(content="x", nonce="n" * 25))[0] == 200
    assert (await client.send(content="x", nonce="n" * 26))[0] == 400
    client.discord.rest.violations.clear()


async def test_history_is_newest_first_and_pages_both_ways(client: Client) -> None:
    world = client.discord.world
    ids = [str(world.store(world.general, world.bot, {"content": str(n)}, []).id) for n in range(5)]
    path = f"/channels/{world.general.id}/messages"

    async def page(**query: str) -> list[str]:
        return [message["id"] for message in (await client.ask("GET", path, **query))[1]]

    assert await page() == ids[::-1]
    assert await page(limit="2") == [ids[4], ids[3]]
    assert await page(limit="2", before=ids[3]) == [ids[2], ids[1]]
    assert await page(limit="2", after=ids[0]) == [ids[2], ids[1]]
    assert (await client.ask("GET", path, limit="101"))[0] == 400


async def test_a_bucket_counts_down_and_refuses_with_the_time_to_wait(client: Client) -> None:
    client.discord.limits.rules[MESSAGES] = Rule(2, 10)

    left = [(await client.send(content="x"))[2]["X-RateLimit-Remaining"] for _ in range(2)]
    status, body, headers = await client.send(content="x")
    client.discord.clock.advance(10)

    assert left == ["1", "0"]
    assert (status, body["global"], headers["X-RateLimit-Scope"]) == (429, False, "user")
    assert 9 < body["retry_after"] <= 10
    assert headers["Via"]
    assert (await client.send(content="x"))[0] == 200


async def test_the_limit_on_everything_says_that_it_is_global(client: Client) -> None:
    client.discord.limits.everywhere = Rule(1, 10)

    await client.ask("GET", "/users/@me")
    status, body, headers = await client.ask("GET", "/gateway/bot")

    assert (status, body["global"], headers["X-RateLimit-Global"]) == (429, True, "true")


async def test_an_interaction_is_answered_once_within_three_seconds_and_used_for_fifteen_minutes(
    client: Client,
) -> None:
    discord = client.discord
    discord.limits.rules.clear()
    ana = discord.person("ana")
    late, soon = discord.slash(ana, "help").interaction, discord.slash(ana, "help").interaction
    say = {"type": 4, "data": {"content": "x", "flags": EPHEMERAL}}

    def callback(token: str) -> str:
        return f"/interactions/1/{token}/callback"

    assert (await client.ask("POST", callback(soon.token), say))[0] == 204
    assert (await client.ask("POST", callback(soon.token), say))[1]["code"] == 40060
    discord.clock.advance(4)
    assert (await client.ask("POST", callback(late.token), say))[1]["code"] == 10062
    follow_up = f"/webhooks/{discord.world.bot.id}/{soon.token}"
    assert (await client.ask("POST", follow_up, {"content": "y"}))[0] == 200
    discord.clock.advance(15 * 60)
    assert (await client.ask("POST", follow_up, {"content": "y"}))[1]["code"] == 50027
    assert len(discord.world.log) == 2


async def test_the_first_follow_up_takes_the_place_of_the_loading_message(client: Client) -> None:
    discord = client.discord
    asked = discord.slash(discord.person("ana"), "help")

    await client.ask("POST", f"/interactions/1/{asked.interaction.token}/callback", {"type": 5})
    assert not asked.interaction.done
    await client.ask("POST", f"/webhooks/{discord.world.bot.id}/{asked.interaction.token}", {"content": "y"})

    shown = await asked
    assert shown.message.content == "y"
    assert shown.message is asked.interaction.response
    assert len(discord.world.log) == 1


async def test_a_private_answer_is_seen_and_pressed_by_one_person_only(client: Client) -> None:
    discord = client.discord
    ana, ben = discord.person("ana"), discord.person("ben")
    asked = discord.slash(ana, "help")
    say = {"type": 4, "data": {"content": "x", "flags": EPHEMERAL}}
    await client.ask("POST", f"/interactions/1/{asked.interaction.token}/callback", say)

    with pytest.raises(AssertionError, match="does not see"):
        discord.press(ben, await asked, "Any")

    assert (await client.ask("GET", f"/channels/{discord.world.general.id}/messages"))[1] == []


async def test_a_lost_answer_is_stored_and_a_cut_is_not(client: Client) -> None:
    for fault, stored in ((faults.CUT, 0), (faults.LOST, 1)):
        client.discord.faults.plan("POST", "/channels/*/messages", fault)

        with pytest.raises(aiohttp.ClientConnectionError):
            await client.send(content="x")

        assert len(client.discord.world.log) == stored
    assert [one.status for one in client.discord.calls("POST", "/messages")] == [None, None]


async def test_what_hangs_is_done_when_the_faults_are_cleared(client: Client) -> None:
    client.discord.faults.plan("POST", "/channels/*/messages", faults.hang())
    sending = asyncio.create_task(client.send(content="x"))
    await client.discord.world.until(lambda: bool(client.discord.calls("POST", "/messages")), "a request")
    assert not client.discord.world.log

    client.discord.faults.clear()

    assert (await sending)[0] == 200


async def test_the_same_seed_gives_the_same_bad_luck() -> None:
    def luck(seed: int) -> list[bool]:
        planned = faults.Faults(seed)
        planned.plan("*", "/channels/**", faults.status(500), times=None, chance=0.3)
        return [planned.draw("POST", "/channels/1/messages") is not None for _ in range(200)]

    assert luck(1) == luck(1) != luck(2)
    assert 30 < sum(luck(1)) < 90


async def test_a_closed_dm_and_a_wrong_token_are_refused_with_discords_own_codes(client: Client) -> None:
    ana = client.discord.person("ana")
    ana.dms_open = False

    status, body, _ = await client.ask("POST", f"/channels/{client.discord.dm_of(ana).id}/messages", {"content": "x"})
    assert (status, body["code"]) == (403, 50007)
    client.discord.gateway.token = "another"
    assert (await client.ask("GET", "/users/@me"))[0] == 401


@pytest.mark.parametrize("compress", ["", "&compress=zlib-stream"])
async def test_a_session_is_resumed_from_the_number_the_bot_saw_last(client: Client, compress: str) -> None:
    discord = client.discord
    url = f"{discord.gateway_url}?v=10&encoding=json{compress}"
    inflate = zlib.decompressobj()

    async def read(socket: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
        raw = (await socket.receive(timeout=5)).data
        return dict(json.loads(inflate.decompress(raw) if compress else raw))

    async with client.session.ws_connect(url) as socket:
        assert (await read(socket))["op"] == 10
        await socket.send_json({"op": IDENTIFY, "d": {"token": discord.token, "intents": DIRECT_MESSAGES}})
        ready = await read(socket)
        await socket.close(code=4000)
    discord.write(discord.person("ana"), "meanwhile")
    inflate = zlib.decompressobj()
    given = {"token": discord.token, "session_id": ready["d"]["session_id"], "seq": ready["s"]}
    async with client.session.ws_connect(url) as socket:
        await read(socket)
        await socket.send_json({"op": RESUME, "d": given})
        missed, resumed = await read(socket), await read(socket)

    assert (missed["t"], missed["s"], missed["d"]["content"]) == ("MESSAGE_CREATE", 2, "meanwhile")
    assert (resumed["t"], resumed["s"]) == ("RESUMED", 3)


@pytest.mark.parametrize(
    ("packet", "code"),
    [
        ({"op": IDENTIFY, "d": {"token": "another", "intents": 0}}, 4004),
        ({"op": 8, "d": {}}, 4003),
    ],
)
async def test_who_does_not_identify_rightly_is_closed_with_discords_own_code(
    client: Client, packet: Any, code: int
) -> None:
    async with client.session.ws_connect(client.discord.gateway_url) as socket:
        await socket.receive(timeout=5)
        await socket.send_json(packet)
        await socket.receive(timeout=5)

    assert socket.close_code == code
