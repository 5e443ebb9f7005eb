"""Who can keeps their place: another time, nobody there, leaving, twice away."""

from bot.mock import Place, Shared
from tests.partners.waiting import (
    HOUR,
    answer,
    at_their_hour,
    both_sure,
    comes_along,
    in_thread,
    matches,
    note,
    paired,
    soon,
    start,
    state,
    threads,
    turned_on,
    until,
    waits,
)
from tests.people import Person, World

QUARTER = 0.25 * HOUR


async def test_another_time_is_chosen_from_hours_that_suit_both_and_the_other_is_asked(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await waits(ana, times=["evenings"])
    await waits(ben, times=["evenings", "noon"])
    await soon(world)
    (before,) = await matches(world)
    await answer(ben, "Yes, I will be there")

    me = ana.dm
    await me.press("Another time", on=await me.last_card())
    hours = {option["label"][-5:] for option in me.shown.select["options"]}
    assert hours == {"18:00", "19:00", "20:00", "21:00"}
    moved = await me.choose(me.shown.select["options"][-1]["value"])

    assert "You said that you will be there" in moved.text
    (after,) = await matches(world)
    assert after["starts_at"] > before["starts_at"]
    await soon(world)
    assert (await note(ben)).text.startswith("ana asks for another time: <t:")
    await answer(ben, "Yes, I will be there")
    await at_their_hour(world, ana, ben)
    assert len(in_thread(world, threads(world)[0])) == 2


async def test_after_three_moves_the_time_stays(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await paired(ana, ben)
    me = ana.dm
    for _ in range(3):
        await soon(world)
        await me.press("Another time", on=await me.last_card())
        await me.choose(me.shown.select["options"][0]["value"])
    await me.press("Another time", on=me.shown)

    assert "There is no other hour" in me.shown.text
    assert me.shown.buttons == ["Back", "Leave"]


async def test_who_leaves_waits_no_longer_and_the_other_is_told_without_a_reason(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await paired(ana, ben)
    since = (await state(world, ben))["since"]

    left = await answer(ana, "Leave")
    await soon(world)

    assert "the other keeps their place" in left.text
    over = await note(ben)
    assert "does not take place. You keep your place" in over.text
    assert "ana" not in over.text
    assert (await state(world, ana))["since"] is None
    assert (await state(world, ben))["since"] == since
    assert await world.rows("select * from partner_side where name_sealed is not null") == []


async def test_who_waited_in_vain_goes_first_and_is_not_matched_with_the_same_person(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await paired(ana, ben)
    await at_their_hour(world, ana, ben)
    await start(world, ana)
    await world.env.advance_time(QUARTER)

    assert "You go first" in (await note(ana)).text
    assert "Somebody waited for you" in (await note(ben)).text
    assert (await state(world, ben))["since"] is not None
    await ben.slash("mock find")
    await ben.press("Stop waiting")
    cleo, dee = await comes_along(world, "cleo"), await comes_along(world, "dee")
    await waits(cleo, wants=["evidence"], helps_with=["leadership"])
    await waits(dee, wants=["leadership"], helps_with=["evidence"])
    await soon(world)

    (last,) = [one for one in await matches(world) if one["ended"] is None]
    sides = await world.rows("select user_id from partner_side where match_id = ?", last["id"])
    assert ana.id in [side["user_id"] for side in sides]


async def test_twice_away_pauses_until_wait_again(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await paired(ana, ben)
    await at_their_hour(world, ana, ben)
    await start(world, ana)
    await world.env.advance_time(QUARTER)
    await ana.slash("mock find")
    await ana.press("Stop waiting")
    cleo = await comes_along(world, "cleo")
    await waits(cleo)
    await soon(world)
    await at_their_hour(world, ben, cleo)
    await world.restart()
    await start(world, cleo)
    await world.env.advance_time(QUARTER)

    paused = await note(ben)
    assert "It was the second time, so it is paused" in paused.text
    assert (await state(world, ben))["since"] is None
    again = await ben.slash("mock find")
    assert "twice somebody waited and you were not there" in again.text
    await ben.press("Wait again")
    assert "You have been waiting since" in ben.shown.text
    assert (await state(world, ben))["no_shows"] == 0


async def test_where_neither_came_nothing_is_counted(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await paired(ana, ben)
    await at_their_hour(world, ana, ben)
    await world.env.advance_time(QUARTER)

    for person in (ana, ben):
        assert "Nobody pressed" in (await note(person)).text
        assert (await state(world, person))["no_shows"] == 0
        assert (await state(world, person))["since"] is None


async def test_a_rebound_that_was_away_at_the_hour_says_so_and_both_keep_their_places(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await paired(ana, ben)
    await both_sure(world, ana, ben)
    await until(world, ana, 1)
    await world.bot.close()
    await world.env.advance_time(1.5 * HOUR)
    await world.start_again()
    await soon(world)

    for person in (ana, ben):
        assert "I was not there" in (await note(person)).text
        assert (await state(world, person))["since"] is not None


async def test_a_press_on_a_card_of_what_is_over_says_what_became_of_it(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await paired(ana, ben)
    old = await note(ben)
    await answer(ana, "Leave")

    shown = await ben.dm.press("Yes, I will be there", on=old)

    assert "does not take place. You keep your place" in shown.text
    assert shown.buttons == ["See where I stand"]


async def test_nobody_else_can_answer_for_the_two(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await paired(ana, ben)
    cleo = await comes_along(world, "cleo")
    await cleo.agree()

    for verb in ("sure", "times", "leave", "block", "blocked", "here"):
        shown = await cleo.press_old(f"partners:{verb}:1")
        assert "That is not there any more" in shown.text

    assert [one["ended"] for one in await matches(world)] == [None]
    assert await world.rows("select * from partner_side where sure_at is not null") == []


async def test_who_is_in_another_session_is_told_and_counts_as_there(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await paired(ana, ben)
    cleo = await comes_along(world, "cleo")
    await cleo.agree()
    await at_their_hour(world, ana, ben)
    shared = Shared(("structure",), words=False, role=False)
    sessions = world.bot.mock.sessions
    await world.database.write(lambda c: sessions.open(c, ana.id, cleo.id, Place("dm"), 15, shared))

    await start(world, ana)
    refused = await start(world, ben)

    assert "They are in a session already" in refused.text
    await world.env.advance_time(QUARTER)
    for person in (ana, ben):
        assert "You keep your place" in (await note(person)).text
        assert (await state(world, person))["no_shows"] == 0
