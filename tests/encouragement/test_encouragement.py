"""Encouragement at the hour the person chose: it comes, it is theirs to stop, and it keeps quiet when it should."""

import pytest

from tests.people import Person, World

DAY = 24 * 3600
CANARY = "quokka-marmalade"


async def turn_on(person: Person, days: str = "0,1,2,3,4,5,6", time: str = "18:00", zone: str = "London") -> None:
    await person.slash("encouragement on")
    await person.submit(days=days.split(",") if days else [], time=time, zone=zone)


def notes(world: World, person: Person) -> list[str]:
    messages = world.env.backend.messages.get(person.actor.user.dm_channel.id, {}).values()
    return [str(one.components) for one in messages if one.author_id != person.id and not one.flags & 64]


async def test_it_comes_at_the_chosen_minute_and_then_stop_means_stop(world: World, ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        await person.agree()
        await turn_on(person)
    assert "every day" in ana.shown.text.lower()
    me, you = ana.dm, ben.dm
    for day in range(4):
        before = len(notes(world, ana))
        moment = world.env.now().replace(hour=17, minute=59, second=0)
        await world.env.advance_time((moment - world.env.now()).total_seconds())
        assert len(notes(world, ana)) == before, f"day {day}: too early"
        await world.env.advance_time(120)
        assert len(notes(world, ana)) == before + 1, f"day {day}: not there"
        await me.last_card()
        await me.press("Not today")
        await you.last_card()
        await you.press("Not today")
        await world.env.advance_time(6.5 * 3600)
    await me.last_card()
    (claimed,) = await world.rows("select id from reminder where user_id = ? and settled_at is null", ana.id)
    await world.database.write(
        lambda c: c.execute("update reminder set claimed_at = 1, due_at = 1 where id = ?", (claimed["id"],))
    )

    await ana.slash("encouragement off")
    assert "No more notes" in ana.shown.text
    await world.restart()
    for _ in range(30):
        await world.env.advance_time(2 * DAY)
        await you.last_card()
        await you.press("Not today")

    assert len(notes(world, ana)) == 4
    assert len(notes(world, ben)) == 64


@pytest.mark.parametrize(
    ("days", "time", "zone", "said"),
    [
        ("1", "24:00", "London", "Type it as 18:00 or 6pm"),
        ("1", "late", "London", "Type it as 18:00 or 6pm"),
        ("1", "18:00", "UTC+2", "Type a large city near you"),
        ("1", "18:00", "GMT+2", "Type a large city near you"),
        ("1", "18:00", "+02:00", "Type a large city near you"),
        ("1", "18:00", "Europe/Londen", "Did you mean Europe/London?"),
    ],
)
async def test_what_cannot_be_used_is_one_clear_line_that_says_what_to_type(
    world: World, ana: Person, days: str, time: str, zone: str, said: str
) -> None:
    await ana.agree()

    await turn_on(ana, days, time, zone)

    assert said in ana.shown.text
    assert await world.rows("select * from encouragement") == []
    form = await ana.press("Try again")
    assert form.filled == {"time": time, "zone": zone}


@pytest.mark.parametrize("zone", ["Europe/Kiev", "Asia/Calcutta", "kolkata", "9pm"])
async def test_a_zone_that_was_renamed_still_works(world: World, ana: Person, zone: str) -> None:
    await ana.agree()

    await turn_on(ana, "1,4", "9pm", "London" if zone == "9pm" else zone)

    assert "Tuesday and Friday at 21:00" in ana.shown.text


async def test_three_unanswered_notes_are_followed_by_one_last_word(world: World, ana: Person) -> None:
    await ana.agree()
    await turn_on(ana)

    await world.env.advance_time(12 * DAY)

    assert len(notes(world, ana)) == 4
    assert "The notes stop here" in notes(world, ana)[-1]
    me = ana.dm
    await me.last_card()
    await me.press("Start again")
    await me.submit(days=["0", "1", "2", "3", "4", "5", "6"], time="18:00", zone="London")
    await world.env.advance_time(1.1 * DAY)
    assert len(notes(world, ana)) == 5


async def test_a_pause_is_two_weeks_and_goes_on_by_itself(world: World, ana: Person) -> None:
    await ana.agree()
    await turn_on(ana)
    await world.env.advance_time(DAY)
    me = ana.dm
    await me.last_card()
    await me.press("Pause two weeks")

    await world.env.advance_time(13.5 * DAY)
    assert len(notes(world, ana)) == 1
    await world.env.advance_time(1.6 * DAY)

    assert len(notes(world, ana)) >= 2


async def test_within_a_day_of_a_rejection_there_is_at_most_a_quiet_line(world: World, ana: Person) -> None:
    await ana.agree()
    await turn_on(ana)
    await world.env.advance_time(0.6 * DAY)
    await ana.log(f"Your answers ran long {CANARY}")
    await world.env.advance_time(0.3 * DAY)

    (note,) = notes(world, ana)
    (chosen,) = await world.rows("select message from encouragement_note")
    assert chosen["message"].startswith("agency-fresh")
    assert CANARY not in note


async def test_after_an_offer_it_stops_by_itself(world: World, ana: Person) -> None:
    await ana.agree()
    await turn_on(ana)
    await ana.slash("interview add")
    await ana.submit(when="", role="Lead", company="", level="", stage="final")
    await ana.slash("interview done")
    await ana.submit(outcome="offer", stage="", well="")

    await world.env.advance_time(5 * DAY)

    assert notes(world, ana) == []
    assert await world.rows("select * from encouragement") == []


async def test_after_a_long_downtime_at_most_one_goes_out_and_only_near_its_hour(world: World, ana: Person) -> None:
    await ana.agree()
    await turn_on(ana)
    await world.env.advance_time(0.5 * DAY)
    await world.bot.close()
    await world.env.advance_time(5.3 * DAY)
    await world.start_again()
    await world.env.advance_time(60)

    assert len(notes(world, ana)) == 1
    assert len(await world.rows("select * from reminder where settled_at is null")) == 1


async def test_closed_messages_are_told_at_the_next_command_and_a_channel_can_be_chosen(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    await turn_on(ana)
    world.env.inject_error(
        "POST", f"/channels/{ana.actor.user.dm_channel.id}/messages", status=403, code=50007, message="closed"
    )
    await world.env.advance_time(DAY)
    assert notes(world, ana) == []

    told = await ana.slash("help")
    assert "A note could not reach you" not in told.text
    told = await ana.slash("me data")
    assert "A note could not reach you" in told.text
    await ana.press("A line in this channel")
    await world.env.advance_time(DAY)

    line = list(world.env.backend.messages[world.channel.id].values())[-1]
    assert f"A note for <@{ana.id}>" in str(line.components)
    bodies = [one.json for one in world.env.backend.http_requests if "A note for" in str(one.json)]
    assert bodies[-1]["allowed_mentions"] == {"parse": [], "users": [ana.id]}
    others = await ben.press_message(line, "Open")
    assert "not there any more" in others.text
    opened = await ana.press_message(line, "Open")
    assert opened.private
    assert opened.buttons[-1] == "Stop"


async def test_now_shows_one_at_once_and_every_command_works_when_it_is_off(world: World, ana: Person) -> None:
    await ana.agree()

    shown = await ana.slash("encouragement now")
    assert shown.private
    assert shown.buttons == ["One question"] or shown.buttons == ["Your plan"]
    assert "It is not on" in (await ana.slash("encouragement pause")).text
    assert "It is not on" in (await ana.slash("encouragement off")).text


async def test_the_plan_stands_behind_a_button(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("reflect", exercise="plan")
    await ana.press("Write it")
    await ana.submit(cue="they ask for an example", action=f"say one number {CANARY}")
    await ana.press("Save")

    shown = await ana.press_old("encouragement:plan:0:n1")

    assert CANARY in shown.text
    assert shown.private


async def test_after_the_first_rated_answer_a_next_time_is_offered_once(world: World, ana: Person) -> None:
    await ana.agree()
    for first in (True, False):
        await ana.slash("practice")
        await ana.one_box()
        await ana.submit(whole="I counted the stock and I found the error.")
        await ana.choose("3")
        await ana.press("More")
        ended = await ana.press("Enough for today")
        assert ("A next time?" in ended.text) is first
        if first:
            offer = ended
            await ana.press("Thursday 18:00", on=offer)
            shown = await ana.submit(zone="Dublin")
            assert "One question comes" in shown.text
    await world.restart()
    await world.env.advance_time(7.1 * DAY)

    me = ana.dm
    note = await me.last_card()
    assert "A note you asked for" in note.text
    question = await me.press("One question")
    assert "Why this" in question.text


async def test_a_server_that_is_paused_gets_no_line_and_lets_none_be_chosen(world: World, ana: Person) -> None:
    await ana.agree()
    await turn_on(ana)
    await ana.press_old("encouragement:here:0")
    guild = world.bot.guilds[0].id
    await world.bot.servers.change(guild, paused=True)
    before = len(world.env.backend.messages[world.channel.id])

    await world.env.advance_time(2 * DAY)
    assert len(world.env.backend.messages[world.channel.id]) == before
    refused = await ana.press_old("encouragement:here:0")

    assert "nothing was posted" in refused.text or "paused" in refused.text


async def test_what_a_friend_said_is_no_rejection_to_be_quiet_about(world: World, ana: Person) -> None:
    await ana.agree()
    await turn_on(ana)
    await world.env.advance_time(0.6 * DAY)
    await ana.log("Your answers ran long", source="friend")
    await world.env.advance_time(0.3 * DAY)

    (chosen,) = await world.rows("select message from encouragement_note")
    assert "fresh" not in chosen["message"]
