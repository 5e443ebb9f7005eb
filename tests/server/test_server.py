"""/server: who may use it, what it sets, and the one lasting card."""

from typing import Any

import discord
import pytest
from simcord.backend.errors import SetupError

from tests.people import Person, World
from tests.server.moderators import (
    delete_channel,
    delete_message,
    deny,
    lasting,
    moderator,
    new_channel,
    post_card,
    press_in_dm,
    set_up,
)


async def test_the_settings_of_a_server_never_set_up_are_shown_to_the_moderator_alone(world: World) -> None:
    mo = await moderator(world)

    shown = await mo.slash("server setup")

    assert shown.private
    assert "Cards may go: anywhere" in shown.text
    assert "Practice with a friend: on" in shown.text
    assert "Finding a partner: off" in shown.text
    assert "The card with the buttons: not posted" in shown.text
    assert await world.rows("select * from server") == []


async def test_a_member_without_manage_server_sees_no_command_and_a_press_changes_nothing(
    world: World, ana: Person
) -> None:
    await ana.agree()
    with pytest.raises(SetupError, match="not visible"):
        await ana.slash("server setup")

    shown = await ana.press_old("server:pause:1")

    assert "This is for people with *Manage Server*" in shown.text
    assert "nothing was changed" in shown.text
    assert shown.private
    assert await world.rows("select * from server") == []


async def test_outside_a_server_one_line_says_so(world: World) -> None:
    mo = await moderator(world)

    shown = await press_in_dm(world, mo, "server:settings:0")

    assert "This works only in a server that Rebound is a member of" in shown.text


async def test_the_card_is_posted_and_a_second_time_it_moves(world: World) -> None:
    mo = await moderator(world)
    practice = await new_channel(world, "practice")

    first = await post_card(mo, world.channel)
    assert f"The card is in <#{world.channel.id}>." in first
    (card,) = lasting(world)
    assert card.buttons == ["Log feedback", "Practise"]
    await world.restart()
    second = await post_card(mo, practice)

    assert f"The card with the buttons: in <#{practice.id}>" in second
    (card,) = lasting(world)
    assert card.message.channel_id == practice.id


async def test_the_card_moves_when_the_earlier_one_or_its_channel_is_gone_already(world: World) -> None:
    mo = await moderator(world)
    other = await new_channel(world, "other")
    await post_card(mo, world.channel)
    await delete_message(world, lasting(world)[0])

    assert f"The card is in <#{other.id}>." in await post_card(mo, other)
    await delete_channel(world, other)
    assert f"The card is in <#{world.channel.id}>." in await post_card(mo, world.channel)
    assert len(lasting(world)) == 1


async def test_a_card_that_discord_does_not_let_go_is_named(world: World) -> None:
    mo = await moderator(world)
    other = await new_channel(world, "other")
    await post_card(mo, world.channel)
    world.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001, message="Missing Access")

    text = await post_card(mo, other)

    assert f"remove it by hand in <#{world.channel.id}>" in text


async def test_where_rebound_may_not_post_one_line_says_so_and_the_card_stays_where_it_was(world: World) -> None:
    mo = await moderator(world)
    quiet = await new_channel(world, "quiet", send_messages=False)
    await post_card(mo, world.channel)

    text = await post_card(mo, quiet)

    assert f"Rebound may not write in <#{quiet.id}>, so the card was not posted." in text
    (card,) = lasting(world)
    assert card.message.channel_id == world.channel.id


async def test_the_card_goes_only_where_cards_may_go(world: World) -> None:
    mo = await moderator(world)
    allowed = await new_channel(world, "allowed")
    await set_up(mo, "cards", allowed)
    assert f"Cards may go: <#{allowed.id}>" in mo.shown.text

    assert f"Cards may not go to <#{world.channel.id}>" in await post_card(mo, world.channel)
    assert f"The card is in <#{allowed.id}>." in await post_card(mo, allowed)


async def test_the_buttons_of_the_card_work_after_a_restart_with_consent_first(world: World, ana: Person) -> None:
    mo = await moderator(world)
    await post_card(mo, world.channel)
    await world.restart()
    (card,) = lasting(world)

    consent = await ana.press("Practise", on=card)
    assert "Before we start" in consent.text
    assert consent.private
    assert await world.rows("select * from person where user_id = ?", ana.id) == []
    question = await ana.press("Agree")
    assert "**Why this:**" in question.text

    form = await ana.press("Log feedback", on=card)
    reading = await ana.submit(on=form, said="Your answers ran long", source="friend", feels="fine")
    assert reading.private
    assert "Order and length" in reading.text
    assert lasting(world)[0].buttons == ["Log feedback", "Practise"]


async def test_find_a_partner_stands_on_the_card_only_while_matching_is_on(world: World) -> None:
    mo = await moderator(world)
    await post_card(mo, world.channel)
    assert lasting(world)[0].buttons == ["Log feedback", "Practise"]
    await set_up(mo, "matching-1")
    assert "Finding a partner: on" in mo.shown.text
    assert lasting(world)[0].buttons == ["Log feedback", "Practise", "Find a partner"]
    await set_up(mo, "matching-0")
    assert lasting(world)[0].buttons == ["Log feedback", "Practise"]


async def test_each_choice_is_kept_across_a_restart(world: World) -> None:
    mo = await moderator(world)
    await set_up(mo, "mock-0")
    await set_up(mo, "reports", world.channel)
    await world.restart()

    shown = await mo.slash("server setup")

    assert "Practice with a friend: off" in shown.text
    assert f"Reports go to: <#{world.channel.id}>" in shown.text
    await set_up(mo, "reports")
    assert "Reports go to: no channel" in (await mo.press("No channel")).text


async def test_a_deleted_channel_is_named_and_does_not_turn_into_anywhere(world: World) -> None:
    mo = await moderator(world)
    short = await new_channel(world, "short-lived")
    await set_up(mo, "cards", short)
    await delete_channel(world, short)

    assert "Cards may go: a channel that was deleted" in (await mo.slash("server setup")).text
    assert "A chosen channel was deleted." in (await mo.slash("server status")).text
    assert "may not go to" in await post_card(mo, world.channel)
    await set_up(mo, "cards")
    assert "Cards may go: anywhere" in (await mo.press("Anywhere")).text


async def test_the_help_line_is_shown_with_help_and_on_a_hard_day_in_that_server_alone(
    world: World, ana: Person
) -> None:
    mo = await moderator(world)
    await set_up(mo, "line")
    await mo.submit(line="*Seelsorge* 0800 111 0 111 @everyone")
    await ana.agree()

    shown = await ana.slash("help")
    assert r"Here: “\*Seelsorge\* 0800 111 0 111 \@everyone”" in shown.text
    assert "988" in shown.text
    await ana.log("You were vague. I want to die")
    assert "Seelsorge" in ana.shown.text
    assert "988" in ana.shown.text
    assert "Seelsorge" not in (await ana.dm.slash("help")).text
    assert b"Seelsorge" not in b"".join(file.read_bytes() for file in world.folder.iterdir())

    await set_up(mo, "line")
    assert mo.shown.filled["line"] == "*Seelsorge* 0800 111 0 111 @everyone"
    await mo.submit(line=" ")
    assert "Seelsorge" not in (await ana.slash("help")).text


async def test_a_help_line_that_cannot_be_read_leaves_the_general_numbers(
    world: World, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(guild_id: int) -> str:
        raise OSError

    monkeypatch.setattr(world.bot.profile, "regional_help", broken)

    assert "988" in (await ana.slash("help")).text


async def test_status_names_what_is_missing_where_and_what_is_lost(world: World) -> None:
    mo = await moderator(world)
    quiet = await new_channel(world, "quiet", send_messages=False, send_messages_in_threads=False)
    hidden = await new_channel(world, "hidden", view_channel=False)
    plain = await new_channel(world, "plain", attach_files=False)
    await set_up(mo, "cards", world.channel, quiet, hidden, plain)

    shown = await mo.slash("server status")

    assert shown.private
    assert f"**View Channel** is missing in <#{hidden.id}>. Nothing can be posted there" in shown.text
    assert f"**Send Messages** is missing in <#{quiet.id}>. Nothing" in shown.text
    assert f"**Send Messages in Threads** is missing in <#{quiet.id}>. Nothing can be posted in threads" in shown.text
    assert f"**Attach Files** is missing in <#{plain.id}>. A shared view of /progress goes there in words" in shown.text
    assert "Create Private Threads" not in shown.text


async def test_status_is_live_and_says_when_nothing_is_missing(world: World) -> None:
    mo = await moderator(world)
    shown = await mo.slash("server status")
    assert f"Looked at: <#{world.channel.id}>. Cards may go anywhere" in shown.text
    assert "Nothing is missing." in shown.text

    await deny(world, world.channel, world.bot.user, "send_messages")

    shown = await mo.slash("server status")
    assert "**Send Messages** is missing" in shown.text
    assert "Nothing is missing." not in shown.text


async def test_status_says_where_members_cannot_type_commands(world: World) -> None:
    mo = await moderator(world)
    other = await new_channel(world, "other")
    await deny(world, other, world.channel.guild.default_role, "use_application_commands")
    await set_up(mo, "cards", other)

    shown = await mo.slash("server status")

    assert f"**Use Application Commands** is off for members in <#{other.id}>" in shown.text


async def test_private_threads_are_asked_for_only_where_partners_are_found(world: World) -> None:
    mo = await moderator(world)
    other = await new_channel(world, "other", create_private_threads=False)
    await set_up(mo, "cards", other)
    assert "Nothing is missing." in (await mo.slash("server status")).text

    await set_up(mo, "matching-1")

    assert "**Create Private Threads** is missing" in (await mo.slash("server status")).text
    await set_up(mo, "matching-0")
    assert "Nothing is missing." in (await mo.slash("server status")).text


@pytest.mark.parametrize(("number", "said"), [(0, "fewer than five"), (4, "fewer than five"), (14, "at least 10")])
async def test_totals_are_rounded_down_to_fives(world: World, number: int, said: str) -> None:
    mo = await moderator(world)

    async def count(connection: Any, guild_id: int) -> int:
        return number

    world.bot.servers.on_totals("Something counted", count)

    assert f"Something counted: {said}" in (await mo.slash("server status")).text


async def test_a_status_of_25_channels_that_lack_everything_still_fits(world: World) -> None:
    mo = await moderator(world)
    channels = [
        await new_channel(world, f"c{n}", send_messages=False, send_messages_in_threads=False, attach_files=False)
        for n in range(25)
    ]
    await set_up(mo, "cards", *channels)

    assert str(channels[-1].id) in (await mo.slash("server status")).text


async def test_discord_shows_the_command_only_in_servers_and_to_those_with_manage_server(world: World) -> None:
    command: Any = world.bot.tree.get_command("server")

    payload = command.to_dict(world.bot.tree)

    assert payload["default_member_permissions"] == discord.Permissions(manage_guild=True).value
    assert payload["contexts"] == [0]
    assert payload["integration_types"] == [0]
