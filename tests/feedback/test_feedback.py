"""/feedback as a person uses it."""

import pytest

from tests.people import Person, World


async def test_nothing_is_read_on_a_day_that_is_too_raw(world: World, ana: Person) -> None:
    await ana.agree()

    kept = await ana.log("Your answers ran long", feels="raw")

    assert "Nothing will be asked about it today" in kept.text
    assert "Order and length" not in kept.text
    assert kept.buttons == ["Offer it again tomorrow", "Look at it now"]
    later = await ana.press("Look at it now")
    assert "Order and length" in later.text


async def test_what_stings_is_met_first(world: World, ana: Person) -> None:
    await ana.agree()

    reading = await ana.log("Your answers ran long", feels="stings")

    assert reading.text.startswith("That is not a nice thing to be told.")


async def test_how_it_feels_is_stored_nowhere(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long", feels="stings")

    assert "stings" not in str(await world.rows("select * from feedback"))


async def test_an_empty_form_says_so_and_saves_nothing(world: World, ana: Person) -> None:
    await ana.agree()

    shown = await ana.log("   \n ")

    assert "There was nothing in it, so nothing was saved." in shown.text
    assert await world.rows("select * from feedback") == []


async def test_a_chosen_topic_is_saved_when_it_is_chosen_and_survives_a_restart(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await ana.choose("confidence", "evidence")
    await world.restart()

    confirmed = await ana.press("Confirm")

    assert "Saved: Composure, Examples" in confirmed.text


async def test_a_text_nobody_can_place_shows_the_whole_menu(world: World, ana: Person) -> None:
    await ana.agree()

    reading = await ana.log("Ihre Antworten waren zu lang.")

    assert "I am not sure what this is about" in reading.text
    assert "Confirm" not in reading.buttons
    assert len(reading.select["options"]) == 16
    chosen = await ana.choose("structure")
    assert "Confirm" in chosen.buttons


async def test_a_private_remark_takes_the_other_path_and_the_person_may_still_choose(world: World, ana: Person) -> None:
    await ana.agree()

    reading = await ana.log("Your accent may be a problem for our clients.")

    assert "This may not be about your answers" in reading.text
    assert "It is not homework" in reading.text
    assert "Confirm" not in reading.buttons
    assert "Confirm" in (await ana.choose("communication")).buttons


async def test_what_was_decided_elsewhere_leads_to_no_question(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("The role was closed because of a hiring freeze.")

    confirmed = await ana.press("Confirm")

    assert "decided by something other than your answers" in confirmed.text
    assert "One question now" not in confirmed.buttons


async def test_take_it_in_and_which_interview_are_kept_and_can_be_changed(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await ana.press("Confirm")
    await ana.press("Take it in")
    shown = await ana.submit(saw="A long story", use="", next_time="Say the end first")
    assert "> Say the end first" in shown.text
    await ana.slash("feedback list")
    await ana.choose(ana.shown.select["options"][0]["value"])
    await ana.press("More")
    await ana.press("Which interview?")
    await ana.submit(when="", role="Shift lead", company="*Corner* shop", level="experienced", stage="final")

    await ana.slash("feedback list")
    opened = await ana.choose(ana.shown.select["options"][0]["value"])
    assert "Shift lead at \\*Corner\\* shop" in opened.text
    await ana.press("More")
    asked = await ana.press("Another interview")
    assert [option["label"] for option in asked.select["options"]] == ["Shift lead at *Corner* shop"]


async def test_the_list_is_newest_first_five_a_page_and_turns(world: World, ana: Person) -> None:
    await ana.agree()
    for number in range(7):
        await ana.log(f"You were vague, part {number}")
        await world.env.advance_time(60)

    first = await ana.slash("feedback list")
    assert "7 entries, page 1 of 2" in first.text
    assert first.text.index("part 6") < first.text.index("part 2")
    assert "part 1" not in first.text
    second = await ana.press("Older")
    assert "part 0" in second.text
    assert second.buttons == ["Newer"]


async def test_an_empty_list_says_what_to_do_and_does_it(world: World, ana: Person) -> None:
    await ana.agree()

    empty = await ana.slash("feedback list")

    assert "Nothing logged yet" in empty.text
    await ana.press("Log feedback")
    assert ana.shown.modal["title"] == "What they told you"


async def test_an_entry_is_deleted_after_a_second_look_and_its_old_buttons_say_so(world: World, ana: Person) -> None:
    await ana.agree()
    reading = await ana.log("You were vague")
    await ana.slash("feedback list")
    opened = await ana.choose(ana.shown.select["options"][0]["value"])
    await ana.press("Delete", on=opened)
    await ana.press("Keep it")
    assert len(await world.rows("select * from feedback")) == 1

    await ana.choose(ana.shown.select["options"][0]["value"])
    await ana.press("Delete")
    gone = await ana.press("Delete it")
    assert "That entry is deleted" in gone.text
    for label in ("Confirm", "Which interview?", "Enough for today"):
        shown = await ana.press(label, on=reading)
        assert "not there any more" in shown.text


async def test_topics_of_an_old_entry_can_be_changed(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("You were vague")
    await ana.press("Confirm")
    await ana.slash("feedback list")
    await ana.choose(ana.shown.select["options"][0]["value"])
    await ana.press("Change topics")

    changed = await ana.choose("ownership")

    assert "Saved: Your own part" in changed.text


@pytest.mark.parametrize(
    "said", ["*_" * 2000, "`" * 4000, "<@1>" * 1000, "{{ x }}" * 500, "# \n" * 1300, "👨\u200d👩\u200d👧" * 400]
)
async def test_a_box_full_of_marks_is_kept_whole_and_shown_cut(world: World, ana: Person, said: str) -> None:
    await ana.agree()
    typed = said[:4000]

    reading = await ana.log(typed)

    assert "I am not sure" in reading.text
    assert "…" in reading.text
    await ana.slash("feedback list")
    await ana.choose(ana.shown.select["options"][0]["value"])
    await ana.press("More")
    whole = await ana.press("Read all")
    assert (await whole.files())["feedback.txt"] == typed.strip()
