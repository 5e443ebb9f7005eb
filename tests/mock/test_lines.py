"""Where the other is told: in the channel, in a direct message, in answer to a press, or not at all."""

import pytest

from bot.mock.model import Place
from tests.mock.places import in_a_conversation, with_closed_dms
from tests.mock.together import lines, open_session
from tests.people import Person, World


async def begun(world: World, ana: Person, ben: Person, place: Place | None = None) -> int:
    await ana.agree()
    await ben.agree()
    return await open_session(world, ana, ben, place=place)


async def test_in_a_channel_one_person_is_mentioned_and_the_button_leads_to_their_own_card(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await begun(world, ana, ben)
    await ben.press_old(f"mock:show:{session_id}")

    await ben.press("Skip this one")

    message = [one for one in world.env.backend.messages[world.channel.id].values() if not one.flags & 64][-1]
    sent = [entry for entry in world.env.http_requests if entry.method == "POST" and entry.path.endswith("/messages")]
    assert sent[-1].json["allowed_mentions"] == {"parse": [], "users": [ana.id]}
    assert lines(world)[-1] == f"<@{ana.id}>, the next one is on."
    opened = await ana.press_message(message, "Open")
    assert opened.private
    assert "Question 2" in opened.text


async def test_in_direct_messages_the_line_goes_to_the_others(world: World, ana: Person, ben: Person) -> None:
    session_id = await begun(world, ana, ben, Place("dm"))
    await ben.press_old(f"mock:show:{session_id}")
    said = lines(world)

    await ben.press("Skip this one")

    line = await ana.dm.last_card()
    assert line.text == f"<@{ana.id}>, the next one is on."
    me = ana.dm
    await me.last_card()
    opened = await me.press("Open")
    assert "Question 2" in opened.text
    assert lines(world) == said


async def test_closed_direct_messages_are_said_to_who_pressed(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id = await begun(world, ana, ben, Place("dm"))
    with_closed_dms(monkeypatch, ana.dm.actor.dm_channel.id)
    await ben.press_old(f"mock:show:{session_id}")

    await ben.press("Skip this one")

    assert f"I could not reach <@{ana.id}> here" in ben.shown.text
    await ana.slash("mock history")
    await ana.choose(str(session_id))
    assert "Question 2" in ana.shown.text


async def test_in_a_conversation_of_the_two_the_line_answers_the_press(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id = await begun(world, ana, ben, Place("private", channel_id=world.channel.id))
    in_a_conversation(monkeypatch, ana, ben)
    await ben.press_old(f"mock:show:{session_id}")

    await ben.press("Skip this one")

    assert lines(world)[-1] == f"<@{ana.id}>, the next one is on."


async def test_pressed_somewhere_else_a_conversation_is_out_of_reach(world: World, ana: Person, ben: Person) -> None:
    session_id = await begun(world, ana, ben, Place("private", channel_id=4711))
    await ben.press_old(f"mock:show:{session_id}")
    said = lines(world)

    await ben.press("Skip this one")

    assert "I could not reach" in ben.shown.text
    assert lines(world) == said


async def test_where_moderators_paused_or_locked_the_channel_nothing_is_written(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await begun(world, ana, ben)
    await ben.press_old(f"mock:show:{session_id}")
    said = lines(world)
    await world.bot.servers.change(world.channel.guild.id, paused=True)

    await ben.press("Skip this one")

    assert "I could not reach" in ben.shown.text
    assert lines(world) == said


async def test_when_discord_does_not_answer_the_card_is_there_all_the_same(
    world: World, ana: Person, ben: Person, caplog: pytest.LogCaptureFixture
) -> None:
    session_id = await begun(world, ana, ben)
    await ben.press_old(f"mock:show:{session_id}")
    world.env.inject_error("POST", "/channels/*/messages", status=503)

    shown = await ben.press("Skip this one")

    assert "I could not reach" in shown.text
    assert str(ana.id) not in caplog.text
    assert len(await world.rows("select * from mock_question")) == 2
