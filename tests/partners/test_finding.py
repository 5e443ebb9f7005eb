"""/mock find from end to end: wait, be found, say yes twice, be there, and a session begins."""

from tests.partners.waiting import (
    answer,
    both_sure,
    in_thread,
    matches,
    note,
    paired,
    said_what_suits,
    soon,
    state,
    threads,
    turned_on,
    until,
    waits,
)
from tests.people import Person, World


async def test_two_who_wait_meet_in_a_private_thread_and_begin_a_session(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    first = await waits(ana, wants=["structure"], helps_with=["evidence"])
    assert "Nobody else is waiting yet" in first.text
    second = await waits(ben, wants=["evidence"], helps_with=["structure"])
    assert "A few others are waiting" in second.text
    assert "ana" not in second.text.lower()

    await soon(world)
    for person, name in ((ana, "ben"), (ben, "ana")):
        found = await note(person)
        assert found.text.startswith(f"A practice partner is found: {name}, <t:")
        assert "Will you be there?" in found.text
        await world.restart()
        yes = await answer(person, "Yes, I will be there")
        assert "You said that you will be there" in yes.text
    await both_sure(world, ana, ben)
    await until(world, ana, 0)

    (thread,) = threads(world)
    lines = in_thread(world, thread)
    assert len(lines) == 2
    assert all(line.text.startswith("You two, Rebound, and this server's moderators") for line in lines)
    alone = await ana.press("Start", on=lines[0])
    assert "It begins when ben is there too" in alone.text
    assert alone.private
    await world.restart()
    began = await ben.press("Start", on=lines[1])
    assert "Both of you are there" in began.text
    (session,) = await world.rows("select * from mock_session")
    assert (session["candidate_id"], session["friend_id"]) == (ana.id, ben.id)
    assert (session["place"], session["channel_id"], session["minutes"]) == ("channel", thread.id, 30)
    await soon(world)
    told = in_thread(world, thread)[-1]
    assert f"<@{ana.id}>, both of you are there" in told.text
    assert next(part["custom_id"] for part in told.parts if part.get("label") == "Open").startswith(
        f"mock:begin:{session['id']}"
    )
    assert (await state(world, ana))["since"] is None


async def test_whoever_says_no_word_by_two_hours_before_is_let_go_and_the_other_keeps_their_place(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await paired(ana, ben)
    since = (await state(world, ana))["since"]
    await until(world, ana, 12)
    await answer(ana, "Still on")

    await until(world, ana, 2)

    assert "does not take place. You keep your place" in (await note(ana)).text
    assert "there was no word from you" in (await note(ben)).text
    assert (await state(world, ana))["since"] == since
    assert (await state(world, ben))["since"] is None
    assert [one["ended"] for one in await matches(world)] == ["not_sure"]


async def test_eighteen_declined_stores_nothing(world: World, ana: Person) -> None:
    await turned_on(world)
    await ana.agree()
    await ana.slash("mock find")

    shown = await ana.press("I am under 18")

    assert "nothing was stored" in shown.text
    assert await world.rows("select * from partner_wish") == []


async def test_off_until_the_server_turns_it_on(world: World, ana: Person) -> None:
    await ana.agree()

    shown = await ana.slash("mock find")

    assert "Finding a partner is off in this server" in shown.text
    assert shown.private


async def test_what_was_chosen_is_shown_and_wants_come_from_ones_own_feedback(world: World, ana: Person) -> None:
    await turned_on(world)
    await ana.agree()
    await ana.log("Your answers ran long and I lost the thread.")
    await ana.press("Confirm")
    await ana.slash("mock find")
    await ana.press("I am 18 or older")
    await ana.submit(zone="Dublin")

    form = await ana.press("Choose what suits you")

    (wants,) = [part for part in form.modal["components"] if part["component"]["custom_id"] == "wants"]
    assert [one["value"] for one in wants["component"]["options"] if one.get("default")] == ["structure"]
    shown = await ana.submit(
        times=["evenings"], minutes=["15"], languages=["en", "de"], wants=["structure"], helps_with=["leadership"]
    )
    assert "Weekday evenings (Europe/Dublin)" in shown.text
    assert "English, German" in shown.text
    assert "15 minutes" in shown.text
    assert shown.buttons == ["Start waiting", "Change"]


async def test_the_button_of_the_lasting_card_leads_here(world: World, ana: Person) -> None:
    await turned_on(world)
    await said_what_suits(ana)

    shown = await ana.press_old("mock:find:0")

    assert "Find a partner in Careers" in shown.text
    assert shown.private
