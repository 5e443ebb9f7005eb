"""After a session: the note, feedback made of it, swapped roles, the history, and taking back what was given."""

import pytest

from bot import limits
from bot.errors import NoRoom
from bot.mock.private import MockData
from tests.mock.inviting import ask, sent_to
from tests.mock.together import SAID, lines, open_session
from tests.people import Person, World

KEEP, CHANGE, MOMENT = "The numbers", "Say the *result* first, @everyone", "When the stock was gone"


async def ended(world: World, ana: Person, ben: Person) -> int:
    """One question with Ana's 2 and Ben's 3, ended by Ben."""
    await ana.agree()
    await ben.agree()
    session_id = await open_session(world, ana, ben, themes=("structure",))
    await ana.press_old(f"mock:show:{session_id}")
    await ben.press_old(f"mock:show:{session_id}")
    await ana.choose("2")
    await ben.choose("3")
    await ben.press("Finish")
    return session_id


async def noted(world: World, ana: Person, ben: Person) -> int:
    session_id = await ended(world, ana, ben)
    await ben.press("Keep, change, one moment")
    await ben.submit(keep=KEEP, change=CHANGE, noticed=MOMENT)
    await ana.press_old(f"mock:show:{session_id}")
    return session_id


async def test_the_friends_note_reaches_the_candidate_as_their_words_and_pings_nobody_else(
    world: World, ana: Person, ben: Person
) -> None:
    await noted(world, ana, ben)

    assert "> The numbers" in ana.shown.text
    assert r"Say the \*result\* first, \@everyone" in ana.shown.text
    assert "In their words" in ana.shown.text
    assert f"you said 2, <@{ben.id}> said 3" in ana.shown.text
    assert ana.shown.buttons == ["Make it feedback", "Swap roles", "Report", "Done"]
    assert lines(world)[-1] == f"<@{ana.id}>, there is something new on your card."
    assert not any("numbers" in line for line in lines(world))


async def test_a_note_can_be_changed_and_tells_the_candidate_once(world: World, ana: Person, ben: Person) -> None:
    session_id = await noted(world, ana, ben)

    form = await ben.press("Change the note")
    assert form.filled["keep"] == KEEP
    await ben.submit(keep="The pace", change="", noticed="")

    await ana.press_old(f"mock:show:{session_id}")
    assert "> The pace" in ana.shown.text
    assert "stock" not in ana.shown.text
    assert lines(world).count(f"<@{ana.id}>, there is something new on your card.") == 1


async def test_an_empty_note_says_so_and_a_late_one_too(world: World, ana: Person, ben: Person) -> None:
    await ended(world, ana, ben)
    over = ben.shown
    await ben.press("Keep, change, one moment")
    await ben.submit(keep=" ", change="", noticed="")
    assert "nothing in it" in ben.shown.text
    form = await ben.press("Keep, change, one moment", on=over)

    await world.env.advance_time(25 * 3600)
    await ben.submit(on=form, keep=KEEP, change="", noticed="")

    assert "That session is over" in ben.shown.text
    assert "What you typed is kept" in ben.shown.text


async def test_one_button_makes_feedback_of_the_note_and_pressed_twice_it_is_the_same(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await noted(world, ana, ben)

    made = await ana.press("Make it feedback")

    assert "I read this as" in made.text
    assert made.buttons[0] == "Confirm"
    await ana.press_old(f"mock:feedback:{session_id}")
    (entry,) = await world.rows("select source, confirmed_at from feedback")
    assert entry == {"source": "friend", "confirmed_at": None}
    await ana.press_old(f"mock:show:{session_id}")
    assert ana.shown.buttons[0] == "See the feedback"


async def test_the_friend_cannot_make_feedback_of_it(world: World, ana: Person, ben: Person) -> None:
    session_id = await noted(world, ana, ben)

    shown = await ben.press_old(f"mock:feedback:{session_id}")

    assert "not there any more" in shown.text
    assert await world.rows("select * from feedback") == []


async def test_swapped_both_at_once_it_is_one_session_that_starts_when_the_new_candidate_chose(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await noted(world, ana, ben)
    await ben.log(SAID)
    await ben.press("Confirm")
    await ana.press("Swap roles")
    await ben.press_old(f"mock:swap:{session_id}")

    assert "You are the interviewer now" in ana.shown.text
    assert "Read the question out, then wait." in ana.shown.text
    assert "Your turn to answer" in ben.shown.text
    assert "If not today, [Leave] is fine" in ben.shown.text
    assert ben.shown.chosen == []
    assert ben.shown.buttons == ["Leave"]
    assert len(await world.rows("select * from mock_session where swap_of is not null")) == 1
    assert len([line for line in lines(world) if "roles swapped" in line]) == 1

    await ben.choose("structure")
    assert "**They will see:** Order and length." in ben.shown.text
    await ana.press("Look again")
    assert "Order and length" not in ana.shown.text
    await ben.press("Begin")
    await ana.press("Look again")

    assert "Read it out" in ana.shown.text
    assert "was told" not in ana.shown.text
    assert "Answer as you would in the room" in ben.shown.text


async def test_words_are_shown_after_a_swap_only_if_they_were_ticked(world: World, ana: Person, ben: Person) -> None:
    session_id = await noted(world, ana, ben)
    await ben.log(SAID)
    await ben.press("Confirm")
    await ben.press_old(f"mock:swap:{session_id}")

    await ben.choose("words")
    assert "No topic was chosen" in ben.shown.text
    await ben.press_old(f"mock:show:{(await world.rows('select max(id) as id from mock_session'))[0]['id']}")
    await ben.choose("structure", "words")
    await ben.press("Begin")
    await ana.press("Swap roles")

    assert f"<@{ben.id}> was told: “Your answers ran long" in ana.shown.text


async def test_after_somebody_left_there_is_no_swap(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    session_id = await open_session(world, ana, ben)
    await ana.slash("mock leave")

    await ben.press_old(f"mock:swap:{session_id}")

    assert "One of you left" in ben.shown.text
    assert len(await world.rows("select * from mock_session")) == 1


async def test_who_wants_no_more_invites_from_the_other_is_not_swapped_with(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await noted(world, ana, ben)
    await ask(ana, ben.actor)
    await ben.press("Block invites", on=sent_to(world))
    await ben.press("From this person")

    for person in (ana, ben):
        await person.press_old(f"mock:swap:{session_id}")
        assert "not possible here at the moment" in person.shown.text
    assert len(await world.rows("select * from mock_session")) == 1


async def test_the_history_is_newest_first_five_a_page_and_says_what_to_do_when_it_is_empty(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    assert "`/mock with` asks a friend" in (await ana.slash("mock history")).text
    for _ in range(6):
        session_id = await open_session(world, ana, ben)
        await world.bot.mock.sessions.finish(ana.id, session_id)
        await world.env.advance_time(60)

    await ana.slash("mock history")

    assert [option["value"] for option in ana.shown.select["options"]] == ["6", "5", "4", "3", "2"]
    assert "6 sessions, page 1 of 2" in ana.shown.text
    assert f"you answered, <@{ben.id}> asked" in ana.shown.text
    assert f"you asked, <@{ana.id}> answered" in (await ben.slash("mock history")).text
    await ana.press("Older")
    assert [option["value"] for option in ana.shown.select["options"]] == ["1"]
    await ana.choose("1")
    assert f"You practised with <@{ben.id}>" in ana.shown.text
    await ana.press("Back")
    assert ana.shown.buttons == ["Older", "Invites"]


async def test_what_a_friend_gave_can_be_taken_back_from_the_history(world: World, ana: Person, ben: Person) -> None:
    session_id = await noted(world, ana, ben)
    await ana.press("Make it feedback")
    await ana.press("Confirm")
    await ben.slash("mock history")
    await ben.choose(str(session_id))
    await ben.press("Withdraw what I gave")
    assert "It cannot be undone" in ben.shown.text
    await ben.press("Keep it")
    assert "> The numbers" in ben.shown.text

    await ben.press("Withdraw what I gave")
    await ben.press("Take it back")

    assert "You took back what you gave" in ben.shown.text
    await ana.press_old(f"mock:show:{session_id}")
    assert f"<@{ben.id}> took back what they gave" in ana.shown.text
    assert "numbers" not in ana.shown.text
    assert "Order and length: you said 2\n" in ana.shown.text + "\n"
    assert await world.rows("select * from feedback") == []
    practice = world.bot.practice
    assert await world.database.read(lambda connection: practice.friend_ratings(connection, ana.id)) == []


async def test_the_candidate_cannot_take_it_back_nor_the_friend_while_it_goes_on(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    session_id = await open_session(world, ana, ben)

    for person in (ana, ben):
        assert "not there any more" in (await person.press_old(f"mock:withdrawn:{session_id}")).text
    (row,) = await world.rows("select withdrawn_at from mock_session")
    assert row["withdrawn_at"] is None


async def test_a_friends_rating_is_evidence_once_both_are_in(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    session_id = await open_session(world, ana, ben, themes=("structure",))
    practice = world.bot.practice
    await ben.press_old(f"mock:show:{session_id}")
    await ben.choose("3")
    assert await world.database.read(lambda connection: practice.friend_ratings(connection, ana.id)) == []
    assert await world.database.read(lambda connection: practice.friend_ratings(connection, ben.id)) == []

    await ana.press_old(f"mock:show:{session_id}")
    await ana.choose("2")

    (rated,) = await world.database.read(lambda connection: practice.friend_ratings(connection, ana.id))
    assert (rated.theme, rated.rating, rated.own) == ("structure", 3, 2)
    assert await world.database.read(lambda connection: practice.friend_ratings(connection, ben.id)) == []


async def test_when_words_are_due_to_go_the_note_goes_and_the_numbers_stay(
    world: World, ana: Person, ben: Person
) -> None:
    session_id = await noted(world, ana, ben)
    kept = MockData(world.bot.mock.sessions.store, world.bot.clock)

    await world.database.write(lambda connection: kept.forget_words(connection, ben.id))

    await ana.press_old(f"mock:show:{session_id}")
    assert "numbers" not in ana.shown.text
    assert f"you said 2, <@{ben.id}> said 3" in ana.shown.text


async def test_at_the_limit_of_sessions_no_more_begin(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ended(world, ana, ben)
    monkeypatch.setitem(limits.ROWS, "mock", 1)

    with pytest.raises(NoRoom):
        await open_session(world, ana, ben)


async def test_with_the_sessions_go_the_entries_made_of_notes_which_no_friend_could_take_back_any_more(
    world: World, ana: Person, ben: Person
) -> None:
    await noted(world, ana, ben)
    await ana.press("Make it feedback")
    await ana.slash("me delete")
    kinds = {option["label"]: option["value"] for option in ana.shown.select["options"]}

    await ana.choose(next(value for label, value in kinds.items() if label.startswith("Practice with a friend")))
    await ana.submit(word="delete")

    assert await world.rows("select * from mock_session") == []
    assert await world.rows("select * from feedback") == []
