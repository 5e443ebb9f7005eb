"""The two checks of every body, Discord's description and simcord, are awake: planted faults are seen."""

from typing import Any

import discord
import pytest

from bot.ui import Card, Form, TextField, build_modal, build_view
from tests.conftest import DESCRIPTION
from tests.discord_description import Description
from tests.people import World


@pytest.fixture
def description(request: pytest.FixtureRequest) -> Description:
    found = request.config.stash[DESCRIPTION]
    if found is None:
        pytest.skip("DISCORD_OPENAPI is not set")
    return found


async def test_a_nonce_of_26_characters_is_seen(world: World, description: Description) -> None:
    channel: Any = world.bot.get_channel(world.channel.id)

    await channel.send("x", nonce="n" * 26)

    assert any("nonce" in line for line in description.violations)
    description.violations.clear()


def test_a_label_of_46_characters_is_seen(description: Description) -> None:
    for length, wrong in ((45, False), (46, True)):
        modal = build_modal(Form("t", (TextField("a", "l" * length, 10),)), "a:b:0")
        seen = description.check("POST", "/interactions/1/t/callback", {"type": 9, "data": modal.to_dict()})
        assert bool(seen) == wrong, seen


def test_a_button_label_of_81_characters_is_seen(description: Description) -> None:
    from bot.ui import Button

    for length, wrong in ((80, False), (81, True)):
        view = build_view(Card("t", (Button("l" * length, "a:b:0"),)))
        body = {"type": 4, "data": {"flags": 1 << 15, "components": view.to_components()}}
        assert bool(description.check("POST", "/interactions/1/t/callback", body)) == wrong


def test_a_route_that_discord_does_not_have_is_seen(description: Description) -> None:
    assert description.check("POST", "/nowhere", {})


async def test_every_command_is_one_that_discord_takes(world: World, description: Description) -> None:
    commands = [command.to_dict(world.bot.tree) for command in world.bot.tree.get_commands()]

    assert description.check("PUT", "/applications/1/commands", commands) == []
    for command in world.bot.tree.walk_commands():
        assert command.name == command.name.lower()
        assert len(command.description) <= 100
        parameters = getattr(command, "parameters", [])
        required = [parameter.required for parameter in parameters]
        assert required == sorted(required, reverse=True)
    assert len(commands) <= 100
    assert isinstance(world.bot, discord.Client)
