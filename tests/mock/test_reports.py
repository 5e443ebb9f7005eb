"""Reporting the other of a session: what it does at once, what moderators read and decide, what nobody is told."""

from typing import Any

import pytest
from simcord.results import ResponseMessage

from bot.mock.model import Place
from tests.mock.together import SAID, open_session
from tests.people import Person, Sent, World
from tests.server.moderators import delete_channel, deny, moderator, new_channel, pause, press_in_dm

NOTE = "You *talk* like @everyone in <@1>'s team. quokka"


async def noted(world: World, ana: Person, ben: Person, **more: Any) -> int:
    """Ben was Ana's interviewer and wrote her a note, which she looks at."""
    await ana.agree()
    await ben.agree()
    session_id = await open_session(world, ana, ben, **more)
    await ben.press_old(f"mock:finish:{session_id}")
    await ben.press("Keep, change, one moment")
    await ben.submit(change=NOTE)
    await ana.press_old(f"mock:show:{session_id}")
    return session_id


async def report_channel(world: World) -> Any:
    channel = await new_channel(world, "moderators")
    await world.bot.servers.change(world.channel.guild.id, report_channel_id=channel.id)
    return channel


def posted(world: World, channel: Any) -> list[Sent]:
    """What stands in a channel for everybody who can read it."""
    messages = world.env.backend.messages.get(channel.id, {}).values()
    return [Sent(ResponseMessage(world.env, message)) for message in messages if not message.flags & 64]


async def barred(world: World, person: Person) -> bool:
    return await world.bot.servers.is_barred(world.channel.guild.id, person.id)


async def test_a_report_says_first_what_it_does_and_then_ends_blocks_and_bars(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await noted(world, ana, ben)
    moderators = await report_channel(world)

    asked = await ana.press("Report")
    assert asked.private
    assert asked.buttons == ["Report", "Report and include their words", "Cancel"]
    assert f"Moderators get their name and the number of this session, {session_id}." in asked.text
    assert not await barred(world, ben)
    assert posted(world, moderators) == []

    done = await ana.press("Report")

    assert "blocked for you and barred here, and the moderators have it" in done.text
    assert done.private
    assert await barred(world, ben)
    assert not await barred(world, ana)
    (report,) = posted(world, moderators)
    assert f"### A report: session {session_id}" in report.text
    assert f"<@{ben.id}>" in report.text
    assert report.buttons == ["Clear", "Keep barred"]
    assert "quokka" not in report.text
    assert str(ana.id) not in str(report.message.components)
    assert (await world.rows("select ended from mock_session"))[0]["ended"] == "reported"


async def test_their_words_go_along_only_if_ticked_escaped_and_without_mentions(
    world: World, ana: Person, ben: Person
) -> None:
    await noted(world, ana, ben)
    moderators = await report_channel(world)
    await ana.press("Report")
    await world.restart()

    await ana.press("Report and include their words")

    (report,) = posted(world, moderators)
    assert r"> Change: You \*talk\* like \@everyone in \<\@1\>'s team. quokka" in report.text
    (sent,) = [one for one in world.env.backend.http_requests if one.path == f"/channels/{moderators.id}/messages"]
    assert sent.json["allowed_mentions"] == {"parse": []}


async def test_the_words_of_a_candidate_are_shown_with_the_way_to_report_them(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    await ana.log(SAID)
    await ana.press("Confirm")
    moderators = await report_channel(world)
    session_id = await open_session(world, ana, ben, themes=("structure",), words=True)

    await ben.press_old(f"mock:show:{session_id}")
    assert ben.shown.buttons == ["Skip this one", "Finish", "Look again", "Report"]
    await ben.press("Report")
    assert "This session ends" in ben.shown.text
    await ben.press("Report and include their words")

    (report,) = posted(world, moderators)
    assert f"<@{ana.id}>" in report.text
    assert "> Your answers ran long" in report.text
    assert await barred(world, ana)
    await ana.press_old(f"mock:show:{session_id}")
    assert "This session has ended." in ana.shown.text
    assert "report" not in ana.shown.text.lower()
    assert ana.shown.buttons == ["Report", "Done"]


async def test_who_was_reported_learns_that_the_session_ended_and_cannot_go_on_here(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await noted(world, ana, ben)
    await ana.press("Report")
    await ana.press("Report")

    await ben.press_old(f"mock:show:{session_id}")
    assert "This session has ended." in ben.shown.text
    assert "report" not in ben.shown.text.lower()
    assert "Change the note" not in ben.shown.buttons
    assert "session is over" in (await ben.press_old(f"mock:swap:{session_id}")).text
    assert "session is over" in (await ben.press_old(f"mock:notes:{session_id}")).text
    refused = await ben.slash("mock with", friend=ana.actor)
    assert "The moderators of this server keep you from practising with others here" in refused.text
    exported = await ben.slash("me export")
    assert "reported" not in (await exported.files())["rebound.json"]


async def test_pressed_twice_it_is_one_report_and_not_again_once_moderators_cleared_it(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await noted(world, ana, ben)
    moderators = await report_channel(world)
    mo = await moderator(world)
    await ana.press("Report")
    button = ana.id_of("Report")
    await ana.press("Report")

    again = await ana.press_old(button)
    assert "You have reported this already" in again.text
    (report,) = posted(world, moderators)
    await mo.press("Clear", on=report)
    await ana.press_old(f"mock:reportnow:{session_id}:words")

    assert "nothing was sent a second time" in ana.shown.text
    assert not await barred(world, ben)
    assert len(posted(world, moderators)) == 1
    assert "Report" not in (await ana.press_old(f"mock:show:{session_id}")).buttons


@pytest.mark.parametrize(("label", "stays"), [("Clear", False), ("Keep barred", True)])
async def test_a_moderator_decides_and_the_words_and_buttons_go(
    world: World, ana: Person, ben: Person, label: str, stays: bool
) -> None:
    session_id = await noted(world, ana, ben)
    moderators = await report_channel(world)
    mo = await moderator(world)
    await ana.press("Report")
    await ana.press("Report and include their words")
    (report,) = posted(world, moderators)
    button = next(part["custom_id"] for part in report.parts if part.get("label") == label)
    await world.restart()

    await mo.press(label, on=report)

    (after,) = posted(world, moderators)
    assert f"session {session_id}" in after.text
    assert f"<@{ben.id}>" in after.text
    assert "quokka" not in after.text
    assert after.buttons == []
    assert await barred(world, ben) is stays
    await mo.press_old(button)
    assert await barred(world, ben) is stays


async def test_somebody_without_manage_server_decides_nothing(world: World, ana: Person, ben: Person) -> None:
    await noted(world, ana, ben)
    moderators = await report_channel(world)
    await ana.press("Report")
    await ana.press("Report")
    (report,) = posted(world, moderators)

    for label in ("Clear", "Keep barred"):
        shown = await ben.press(label, on=report)
        assert "This is for people with *Manage Server*, so nothing was changed." in shown.text
        assert shown.private
    assert await barred(world, ben)
    assert posted(world, moderators)[0].buttons == ["Clear", "Keep barred"]
    clear = next(part["custom_id"] for part in report.parts if part.get("label") == "Clear")
    assert "This works only in a server" in (await press_in_dm(world, ben, clear)).text


async def test_a_bar_that_was_lifted_meanwhile_or_whose_person_is_gone_is_said_as_it_is(
    world: World, ana: Person, ben: Person
) -> None:
    await noted(world, ana, ben)
    moderators = await report_channel(world)
    mo = await moderator(world)
    await ana.press("Report")
    await ana.press("Report")
    (report,) = posted(world, moderators)
    keep = next(part["custom_id"] for part in report.parts if part.get("label") == "Keep barred")
    await ben.slash("me delete")
    await ben.choose("0")
    await ben.submit(word="delete")

    await mo.press("Keep barred", on=report)
    assert "The person, who has deleted their data since, stays barred" in posted(world, moderators)[0].text
    (bar,) = await world.bot.servers.barred(world.channel.guild.id)
    await world.bot.servers.unbar(world.channel.guild.id, bar.id)
    await mo.press_old(keep)

    assert "nobody is barred by this report any more" in posted(world, world.channel)[-1].text


@pytest.mark.parametrize("channel", ["none", "deleted", "forbidden"])
async def test_without_a_channel_that_can_be_written_to_block_and_bar_hold_and_the_card_says_so(
    world: World, ana: Person, ben: Person, channel: str, caplog: pytest.LogCaptureFixture
) -> None:
    session_id = await noted(world, ana, ben)
    if channel != "none":
        moderators = await report_channel(world)
        if channel == "deleted":
            await delete_channel(world, moderators)
        else:
            await deny(world, moderators, world.bot.user, "send_messages")
    await ana.press("Report")

    done = await ana.press("Report and include their words")

    expected = "has no channel for reports" if channel == "none" else "did not let me write to the channel for reports"
    assert expected in done.text
    assert f"tell a moderator if you want them to know: it is session {session_id}" in done.text
    assert await barred(world, ben)
    refused = await ben.dm.slash("mock with", friend=ana.actor.user)
    assert "takes no invites at the moment" in refused.text
    assert f"session {session_id} in server {world.channel.guild.id}" in caplog.text
    assert "quokka" not in caplog.text


async def test_outside_servers_the_log_of_whoever_runs_the_bot_gets_ids_and_no_words(
    world: World, ana: Person, ben: Person, caplog: pytest.LogCaptureFixture
) -> None:
    session_id = await noted(world, ana, ben, place=Place("dm"))

    asked = await ana.press("Report")
    assert asked.buttons == ["Report", "Cancel"]
    assert "Whoever runs this bot gets their id" in asked.text
    done = await ana.press("Report")

    assert "Whoever runs this bot can see which session it was" in done.text
    assert f"session {session_id} outside servers was reported, about user {ben.id}" in caplog.text
    assert "quokka" not in caplog.text
    assert str(ana.id) not in caplog.text
    assert await world.rows("select * from server_bar") == []
    refused = await ben.dm.slash("mock with", friend=ana.actor.user)
    assert "takes no invites at the moment" in refused.text


async def test_once_they_deleted_their_data_there_is_nobody_to_report_and_that_is_said(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await noted(world, ana, ben)
    card = ana.shown
    await ben.slash("me delete")
    await ben.choose("0")
    await ben.submit(word="delete")

    assert "there is no name left to report" in (await ana.press("Report", on=card)).text
    assert "Report" not in (await ana.press_old(f"mock:show:{session_id}")).buttons


async def test_nobody_else_can_report_a_session(world: World, ana: Person, ben: Person) -> None:
    session_id = await noted(world, ana, ben)
    mo = await moderator(world)

    for verb in ("report", "reportnow"):
        assert "not there any more" in (await mo.press_old(f"mock:{verb}:{session_id}")).text
    assert not await barred(world, ana)
    assert not await barred(world, ben)


async def test_a_report_reaches_moderators_while_the_server_is_paused(world: World, ana: Person, ben: Person) -> None:
    await noted(world, ana, ben)
    moderators = await report_channel(world)
    await pause(await moderator(world))

    await ana.press("Report")
    await ana.press("Report")

    assert len(posted(world, moderators)) == 1


async def test_cancel_changes_nothing(world: World, ana: Person, ben: Person) -> None:
    await noted(world, ana, ben)
    await ana.press("Report")

    shown = await ana.press("Cancel")

    assert "Make it feedback" in shown.buttons
    assert await world.rows("select * from mock_block") == []
    assert not await barred(world, ben)
