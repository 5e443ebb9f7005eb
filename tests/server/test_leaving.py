"""Rebound is removed from a server: what is under way closes, and the settings go after 30 days."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.app import Rebound
from bot.server.clearing import daily
from tests.people import World
from tests.server.moderators import invite_again, moderator, remove_rebound, set_up

DAY = 24 * 3600


async def settings(world: World) -> int:
    return len(await world.rows("select * from server"))


async def test_settings_go_30_days_after_removal_with_the_bars(world: World) -> None:
    mo = await moderator(world)
    await set_up(mo, "cards", world.channel)
    await world.bot.servers.bar(world.channel.guild.id, 42)

    await remove_rebound(world)
    await world.env.advance_time(29 * DAY)
    assert await settings(world) == 1
    await world.env.advance_time(2 * DAY)

    assert await settings(world) == 0
    assert await world.rows("select * from server_bar") == []
    assert await world.rows("select * from server_channel") == []


async def test_coming_back_within_30_days_keeps_them(world: World) -> None:
    mo = await moderator(world)
    await set_up(mo, "matching-1")
    removed = await remove_rebound(world)
    await world.env.advance_time(20 * DAY)

    await invite_again(world, removed)
    assert await world.rows("select left_at from server") == [{"left_at": None}]
    await world.env.advance_time(40 * DAY)

    assert await settings(world) == 1
    assert (await world.bot.servers.rules(world.channel.guild.id)).matching


async def test_features_to_the_right_close_what_is_under_way_in_that_server(world: World) -> None:
    closed: list[int] = []

    async def close(connection: Any, guild_id: int) -> None:
        closed.append(guild_id)

    world.bot.servers.on_leaving(close)
    guild_id = world.channel.guild.id
    await world.env.advance_time(3 * DAY)
    assert closed == []

    await remove_rebound(world)

    assert closed == [guild_id]


async def test_a_removal_while_the_bot_was_off_is_noticed_when_it_is_back(world: World) -> None:
    mo = await moderator(world)
    await set_up(mo, "matching-1")
    await world.restart()
    assert await world.rows("select left_at from server") == [{"left_at": None}]

    await world.bot.close()
    world.env.backend.guilds.pop(world.channel.guild.id)
    await world.restart()
    assert (await world.rows("select left_at from server"))[0]["left_at"] is not None
    await world.env.advance_time(31 * DAY)

    assert await settings(world) == 0


async def test_coming_back_while_the_bot_was_off_is_noticed_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unheard(*_: Any) -> None: ...

    monkeypatch.setattr(Rebound, "on_guild_join", unheard)
    mo = await moderator(world)
    await set_up(mo, "matching-1")
    await invite_again(world, await remove_rebound(world))
    assert (await world.rows("select left_at from server"))[0]["left_at"] is not None

    await world.restart()

    assert await world.rows("select left_at from server") == [{"left_at": None}]


async def test_nothing_is_looked_at_before_the_bot_knows_its_servers() -> None:
    looked: list[set[int]] = []

    async def look(present: set[int]) -> None:
        looked.append(present)

    connected = asyncio.Event()
    client: Any = SimpleNamespace(guilds=[SimpleNamespace(id=7)], wait_until_ready=connected.wait)
    servers: Any = SimpleNamespace(look=look)
    loop = daily(client, servers)
    loop.start()
    await asyncio.sleep(0.01)
    assert looked == []

    connected.set()
    await asyncio.sleep(0.01)

    assert looked == [{7}]
    loop.cancel()


async def test_a_daily_look_that_fails_does_not_end_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    mo = await moderator(world)
    await set_up(mo, "matching-1")
    await remove_rebound(world)

    async def fail(*_: Any) -> None:
        raise OSError

    monkeypatch.setattr(world.bot.servers, "look", fail)
    await world.env.advance_time(31 * DAY)
    assert await settings(world) == 1
    monkeypatch.undo()
    await world.env.advance_time(2 * DAY)

    assert await settings(world) == 0
