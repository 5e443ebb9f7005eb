"""What is due at a time: said once, never of what is gone, and one failure stops nothing."""

import pytest

from tests.people import Person, World

DAY = 24 * 3600


async def too_raw(person: Person) -> None:
    await person.log("Your answers ran long quokka-marmalade", feels="raw")
    await person.press("Offer it again tomorrow")


async def test_a_second_look_comes_the_next_day_says_nothing_and_opens_what_was_kept(world: World, ana: Person) -> None:
    await ana.agree()
    await too_raw(ana)
    assert "<t:" in ana.shown.text
    await world.restart()
    await world.env.advance_time(1.1 * DAY)

    me = ana.dm
    note = await me.last_card()
    assert "A note you asked for" in note.text
    assert "quokka" not in note.text
    opened = await me.press("Open", on=note)
    assert "quokka" in opened.text
    assert opened.private
    page = await me.press("Second look, in writing")

    assert page.text.startswith("### Second look")


async def test_a_note_that_is_put_off_comes_a_day_later(world: World, ana: Person) -> None:
    await ana.agree()
    await too_raw(ana)
    await world.env.advance_time(1.1 * DAY)
    me = ana.dm
    await me.last_card()
    await me.press("Tomorrow again")
    await world.env.advance_time(1.1 * DAY)

    assert len(sent(world, ana)) == 2


@pytest.mark.parametrize("how", ["never mind", "delete the entry", "delete everything"])
async def test_what_was_taken_back_is_never_spoken_of(world: World, ana: Person, how: str) -> None:
    await ana.agree()
    await too_raw(ana)
    if how == "never mind":
        await ana.press("Never mind")
    elif how == "delete the entry":
        await ana.press_old("feedback:gone:1")
    else:
        await ana.slash("me delete")
        await ana.choose("0")
        await ana.submit(word="delete")
    assert await world.rows("select * from reminder") == []

    await world.env.advance_time(2 * DAY)

    assert sent(world, ana) == []


async def test_one_delivery_that_fails_does_not_stop_the_next(world: World, ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        await person.agree()
        await too_raw(person)
    world.env.inject_error(
        "POST", f"/channels/{ana.actor.user.dm_channel.id}/messages", status=403, code=50007, message="closed"
    )

    await world.env.advance_time(1.1 * DAY)

    assert sent(world, ana) == []
    assert len(sent(world, ben)) == 1
    outcomes = await world.rows("select outcome from reminder order by user_id")
    assert [row["outcome"] for row in outcomes] == ["closed", "sent"]


async def test_what_is_set_for_soon_does_not_wait_for_the_next_long_look(world: World, ana: Person) -> None:
    await ana.agree()
    await too_raw(ana)
    await world.env.advance_time(DAY - 3600)
    assert sent(world, ana) == []

    await world.env.advance_time(3700)

    assert len(sent(world, ana)) == 1


async def test_deleting_everything_takes_the_bots_own_notes_back(world: World, ana: Person) -> None:
    await ana.agree()
    await too_raw(ana)
    await world.env.advance_time(1.1 * DAY)
    assert len(sent(world, ana)) == 1
    await ana.slash("me delete")
    await ana.choose("0")

    await ana.submit(word="delete")

    assert sent(world, ana) == []


def sent(world: World, person: Person) -> list[str]:
    messages = world.env.backend.messages.get(person.actor.user.dm_channel.id, {}).values()
    return [str(one.components) for one in messages if one.author_id != person.id]
