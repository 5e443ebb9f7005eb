"""/practice as a person uses it."""

import json

import pytest

from tests.people import Person, World


async def test_why_this_quotes_what_was_typed_and_says_where_from(world: World, ana: Person) -> None:
    await ana.agree()

    question = await ana.ask_about("You kept saying 'we' in each of your stories.")

    assert question.text.startswith("-# Your own part")
    assert "“You kept saying 'we'" in question.text
    assert "(interviewer, <t:" in question.text


async def test_two_different_rejections_lead_to_two_different_themes(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()

    one = await ana.ask_about("Your answers ran long")
    other = await ben.ask_about("You came across as quite nervous.")

    assert one.text.startswith("-# Order and length")
    assert other.text.startswith("-# Composure")


async def test_without_feedback_a_question_still_comes_and_says_that_it_is_not_aimed(world: World, ana: Person) -> None:
    await ana.agree()

    question = await ana.slash("practice")

    assert "nothing you logged is about" in question.text


async def test_what_decided_a_choice_is_kept_with_it_and_can_be_taken_along(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await ana.press("Confirm")
    await ana.slash("practice")

    (kept,) = await world.rows("select theme, feedback_id, terms from round")
    terms = json.loads(kept["terms"])
    assert max(terms, key=terms.__getitem__) == kept["theme"] == "structure"
    assert len(terms) > 10
    assert kept["feedback_id"] == 1
    exported = json.loads((await (await ana.slash("me export")).files())["rebound.json"])
    assert exported["practice"][0]["weighed"] == terms


async def test_a_question_that_needs_no_story_gets_one_box(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("practice", focus="company_knowledge")

    form = await ana.press("Answer")

    assert list(form.filled) == ["whole"]


async def answered(
    ana: Person, whole: str = "I counted the stock twice and I found the error. We saved 40 percent."
) -> None:
    await ana.one_box()
    await ana.submit(whole=whole)


async def test_an_empty_answer_is_not_saved_and_can_be_tried_again(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.four_boxes()

    shown = await ana.submit(situation=" ", action="", result="", learned="")

    assert "There was nothing in it" in shown.text
    assert await world.rows("select * from answer") == []


async def test_at_most_two_observations_are_shown_a_strength_first_and_the_rest_on_request(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await answered(
        ana,
        "Basically boxes of bolts went missing from our smallest shop, you know. I counted the stock twice with the "
        "others. Um, I compared the lists with what the driver signs and I found that one form had an old code on it. "
        "I rang the supplier, asked for a corrected form and showed the team how to read it. In the end losses fell by "
        "40 percent within a month, and the form is still in use today.",
    )

    lines = [line for line in ana.shown.text.splitlines() if line.startswith("- ")]
    assert len(lines) == 2
    assert all("No result" not in line for line in lines)
    everything = await ana.press("More")
    assert len([line for line in everything.text.splitlines() if line.startswith("- ")]) > 2


async def test_the_follow_up_is_answered_and_shown(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await answered(ana)
    await ana.press("Answer the follow-up")

    shown = await ana.submit(text="It was *mine*.")

    assert "> It was \\*mine\\*." in shown.text


async def test_the_own_rating_is_chosen_by_its_behaviour_and_kept(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await answered(ana)
    card = ana.shown
    assert [option["label"] for option in card.select["options"]] == [f"Rate {level} of 4" for level in range(1, 5)]
    assert all(option["description"][:60] in card.text for option in card.select["options"])

    rated = await ana.choose("4", on=card)

    assert "You rated it 4 of 4" in rated.text
    assert await world.rows("select rating from answer") == [{"rating": 4}]


async def test_a_retry_is_kept_beside_the_first_answer(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await answered(ana)
    await ana.choose("2")
    await ana.press("More")
    await ana.press("Retry")
    again = await ana.submit(whole="I found the error first, and then I counted the stock again.")
    assert "**The time before, and now:** 14 → 12 words, 2 → 0 numbers" in again.text

    rated = await ana.choose("3")

    assert "Your last answers on Order and length: 14, 12 words; numbers in them: 2, 0." in rated.text
    assert len(await world.rows("select * from answer")) == 2


async def test_another_gives_a_new_question_and_pressed_twice_the_same_new_one(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await answered(ana)
    await ana.choose("2")
    button = ana.id_of("Another question")

    one = await ana.press("Another question")
    two = await ana.press_old(button)

    assert one.text == two.text
    assert len(await world.rows("select * from round where ended_at is null")) == 1


@pytest.mark.parametrize("steps", range(4))
async def test_an_open_question_is_offered_again_after_a_restart_at_every_step(
    world: World, ana: Person, steps: int
) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    if steps > 0:
        await answered(ana)
    if steps > 1:
        await ana.choose("2")
    if steps > 2:
        await ana.press("Write it down")
        await ana.submit(text="shorter")
    before = ana.shown
    await world.restart()

    offered = await ana.slash("practice")
    assert offered.buttons == ["Resume", "End it"]
    assert (await ana.press("Resume")).text == before.text

    await ana.slash("practice")
    await ana.press("End it")
    assert "Why this" in (await ana.slash("practice")).text


async def test_an_answer_sent_after_the_question_was_ended_is_still_kept(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    form = await ana.press("Answer")
    (asked,) = await world.rows("select id from round")
    await ana.press_old(f"practice:end:{asked['id']}")

    shown = await ana.submit(on=form, **{next(iter(form.filled)): "I found it. I fixed it."})

    assert "Your answer is saved" in shown.text


@pytest.mark.parametrize("mark", ["*_", "`", "# \n", "<@1>", "{{ x }} "])
async def test_boxes_full_of_marks_are_kept_and_break_no_card(world: World, ana: Person, mark: str) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    full = (mark * 900)[:900]
    await ana.four_boxes()
    await ana.submit(situation=full, action=full, result=full, learned=full)
    assert "Your answer is saved" in ana.shown.text
    await ana.press("Answer the follow-up")
    await ana.submit(text=full)
    await ana.press("Retry", on=ana.shown)
    await ana.submit(situation=full)
    await ana.choose("1")
    await ana.press("Write it down")

    shown = await ana.submit(text=full)

    assert "Kept." in shown.text


async def test_a_question_that_left_the_bank_does_not_lock_anybody_out(world: World, ana: Person) -> None:
    await ana.agree()
    card = await ana.ask_about("Your answers ran long")

    async def work(connection) -> None:
        await connection.execute("update round set question_id = 'gone-question'")

    await world.database.write(work)

    assert "That card is old" in (await ana.press("Answer", on=card)).text
    assert "Why this" in (await ana.slash("practice")).text


async def test_deleting_the_feedback_leaves_the_question_without_the_words(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.slash("feedback list")
    await ana.choose(ana.shown.select["options"][0]["value"])
    await ana.press("Delete")
    await ana.press("Delete it")

    await ana.slash("practice")
    shown = await ana.press("Resume")

    assert "ran long" not in shown.text
