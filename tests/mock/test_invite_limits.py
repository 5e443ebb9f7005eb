"""How many invites go and arrive, who wants none, and when everything about one is gone."""

import json
from typing import Any

import pytest

from tests.mock.inviting import ask, everything_in, invites, sent_to, sessions
from tests.people import Person, World
from tests.server.moderators import moderator


async def test_an_invite_can_be_accepted_for_exactly_a_day(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await ask(ana, ben.actor)
    await world.env.advance_time(24 * 3600 - 60)
    assert len(await invites(world)) == 1

    await world.env.advance_time(61)

    assert await invites(world) == []
    late = await ben.press("Accept", on=sent_to(world))
    assert "That invite has closed" in late.text
    assert sent_to(world).text == "This invite has closed."
    assert await sessions(world) == []


async def test_what_fell_due_while_the_bot_was_off_is_deleted_at_the_start_answered_or_not(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ask(ana, ben.actor)
    await ben.press("Not now", on=sent_to(world))
    await ana.slash("mock with", friend=ben.actor)
    assert len(await invites(world)) == 2
    await world.bot.close()
    await world.env.advance_time(25 * 3600)

    await world.start_again()

    assert await invites(world) == []


async def test_a_day_is_over_even_while_deleting_fails_and_that_is_made_up_for(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(connection: Any) -> None:
        raise OSError("disk")

    await ana.agree()
    await ask(ana, ben.actor)
    with monkeypatch.context() as disk:
        disk.setattr(world.bot.mock.invites.store, "next_old", broken)
        await world.env.advance_time(24 * 3600)
        (invite,) = await invites(world)
        for verb in ("accept", "notnow", "block"):
            assert "That invite has closed" in (await ben.press_old(f"mock:{verb}:{invite['id']}")).text
        assert "That invite has closed" in (await ana.press_old(f"mock:takeback:{invite['id']}")).text
        assert "clearing up after practice with a friend failed: OSError" in caplog.text

    await world.env.advance_time(20 * 3600)

    assert await invites(world) == []


async def test_blocking_needs_no_agreement_and_looks_like_any_day_without_invites(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ask(ana, ben.actor)
    invite = sent_to(world)
    asked = await ben.press("Block invites", on=invite)
    assert asked.buttons == ["From this person", "From everybody", "Cancel"]
    assert asked.private
    await ben.press("Cancel")
    assert sent_to(world).buttons == ["Accept", "Not now", "Block invites"]
    await ben.press("Block invites", on=invite)
    await world.restart()

    done = await ben.press("From this person")

    assert f"no more invites from <@{ana.id}>" in done.text
    assert sent_to(world).text == "This invite has closed."
    assert await world.rows("select * from person where user_id = ?", ben.id) == []
    rows = await world.rows("select * from mock_block")
    assert len(rows) == 1
    assert str(ben.id) not in str(rows)
    refused = await ana.slash("mock with", friend=ben.actor)
    assert f"<@{ben.id}> takes no invites at the moment" in refused.text
    mo = await moderator(world)
    assert "Practise with" in (await mo.slash("mock with", friend=ben.actor)).text


async def test_invites_are_turned_off_and_on_and_everybody_is_unblocked(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await ask(ana, ben.actor)
    await ben.press("Block invites", on=sent_to(world))
    await ben.press("From this person")
    shown = await ben.press("Change invites")
    assert "**On.**" in shown.text
    assert "1 person is blocked." in shown.text
    assert shown.buttons == ["Take no invites", "Unblock all"]

    off = await ben.press("Take no invites")
    assert "**Off.**" in off.text
    mo = await moderator(world)
    assert "takes no invites" in (await mo.slash("mock with", friend=ben.actor)).text
    await world.restart()
    await ben.slash("me settings")
    await ben.press("Invites")
    on = await ben.press("Take invites again")
    assert "**On.**" in on.text
    assert "Practise with" in (await mo.slash("mock with", friend=ben.actor)).text
    assert "takes no invites" in (await ana.slash("mock with", friend=ben.actor)).text
    none = await ben.press("Unblock all")

    assert "blocked" not in none.text
    assert "Practise with" in (await ana.slash("mock with", friend=ben.actor)).text


async def test_three_wait_at_a_time_ten_go_in_a_day_and_the_list_takes_one_back(world: World, ana: Person) -> None:
    await ana.agree()
    guild = world.channel.guild
    friends = [guild.add_member(world.env.create_user(f"friend{number}")) for number in range(11)]
    await world.env.settle()
    for friend in friends[:3]:
        await ask(ana, friend)
    assert "Three invites of yours wait" in (await ana.slash("mock with", friend=friends[3])).text
    again = await ana.slash("mock with", friend=friends[0])
    assert "is asked already" in again.text
    await ana.slash("mock history")
    listed = await ana.press("Invites")
    assert f"1. <@{friends[0].id}>, until" in listed.text
    for friend in friends[3:10]:
        await ana.press_old("mock:invites:0")
        await ana.choose(ana.shown.select["options"][0]["value"])
        await ask(ana, friend)
        await world.env.advance_time(60)
    await ana.press_old("mock:invites:0")
    await ana.choose(ana.shown.select["options"][0]["value"])

    full = await ana.slash("mock with", friend=friends[10])

    assert "You sent ten invites within 24 hours" in full.text
    await world.env.advance_time(24 * 3600 - 60 * 7 - 60)
    assert "ten invites" in (await ana.slash("mock with", friend=friends[10])).text
    await world.env.advance_time(60)
    assert "Practise with" in (await ana.slash("mock with", friend=friends[10])).text


async def test_three_a_day_reach_a_person_from_all_together_even_if_taken_back(
    world: World, ana: Person, ben: Person
) -> None:
    mo = await moderator(world)
    await ana.agree()
    for _ in range(2):
        sent = await ask(ana, ben.actor)
        await ana.press("Take it back", on=sent)
    await mo.slash("mock with", friend=ben.actor)
    await mo.choose("structure")
    await mo.press("Preview")
    await world.env.advance_time(3600)
    await ask(ana, ben.actor)

    refused = await mo.press("Send it")

    assert f"<@{ben.id}> takes no invites at the moment" in refused.text
    await world.env.advance_time(23 * 3600 - 60)
    assert "takes no invites" in (await mo.slash("mock with", friend=ben.actor)).text
    await world.env.advance_time(60)
    assert "Practise with" in (await mo.slash("mock with", friend=ben.actor)).text


async def test_the_export_tells_each_what_is_theirs_and_deleting_takes_the_message_away(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    await ask(ana, ben.actor)
    await ben.press("Block invites", on=sent_to(world))
    await ben.press("From everybody")
    await ask(ben, ana.actor, "teamwork")

    await ana.slash("me export")
    mine = json.loads((await ana.shown.files())["rebound.json"])
    await ben.slash("me export")
    his = json.loads((await ben.shown.files())["rebound.json"])

    assert [one.get("topics") for one in mine["invites"]] == [["structure"], None]
    assert [one.get("topics") for one in his["invites"]] == [None, ["teamwork"]]
    assert [one["blocked"] for one in his["blocks"]] == ["everybody"]
    assert mine["blocks"] == []
    await ana.slash("me delete")
    await ana.choose("0")
    await ana.submit(word="delete")
    assert await invites(world) == []
    assert everything_in(world) == []
    assert len(await world.rows("select * from mock_block")) == 1
    await ben.slash("me delete")
    await ben.choose("0")
    await ben.submit(word="delete")
    assert await world.rows("select * from mock_block") == []


async def test_a_friend_who_deletes_their_data_leaves_no_invite_to_them(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await ask(ana, ben.actor)
    await ana.slash("mock with", friend=ben.actor)
    await ben.slash("me delete")
    await ben.choose("0")

    await ben.submit(word="delete")

    assert await invites(world) == []
    assert everything_in(world) == []
    assert "That invite has closed" in (await ana.press_old("mock:takeback:1")).text


async def test_blocking_works_on_an_invite_that_was_taken_back_meanwhile(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ask(ana, ben.actor)
    invite = sent_to(world)
    await ben.press("Block invites", on=invite)
    await ana.press("Take it back")

    assert "no more invites" in (await ben.press("From everybody")).text
    assert "takes no invites" in (await ana.slash("mock with", friend=ben.actor)).text
