"""The other ways through a question: aloud, in the DM, with a hint, skipped, several in a row."""

import pytest

from tests.people import Person, World

CANARY = "quokka-marmalade"


async def test_an_answer_said_aloud_has_a_clock_a_tick_list_and_a_rating_and_no_text(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    clock = await ana.press("Say it aloud")
    assert "Nothing is recorded." in clock.text
    await world.restart()
    await world.env.advance_time(95)

    ticks = await ana.press("I have said it")
    assert "1 minute 35 seconds aloud" in ticks.text
    points = [option["label"] for option in ticks.select["options"]]
    assert points[0].startswith("You said ")
    assert points[-1] == "None of these"
    await world.restart()
    answered = await ana.choose("0")
    assert answered.text.count("- Said: ") == 1
    assert answered.text.count("- Not ticked: ") == len(points) - 2
    assert "No result" not in answered.text
    rated = await ana.choose("2")

    assert "You rated it 2 of 4" in rated.text
    assert "Save as story" not in rated.buttons
    (row,) = await world.rows("select * from answer")
    assert (row["spoken_seconds"], row["ticks"], row["whole_sealed"]) == (95, 1, None)


async def test_having_said_it_pressed_twice_is_one_answer(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.press("Say it aloud")
    await world.env.advance_time(60)
    button = ana.id_of("I have said it")

    await ana.press("I have said it")
    again = await ana.press_old(button)

    assert "1 minute aloud" in again.text
    assert len(await world.rows("select * from answer")) == 1


async def test_none_of_these_is_an_answer_to_the_tick_list(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.press("Say it aloud")
    await ana.press("I have said it")

    answered = await ana.choose("none")

    assert "- Said:" not in answered.text
    assert "Rate the answer yourself" in answered.text


async def test_an_answer_is_typed_in_the_dm_and_shown_privately(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.press("More")
    sent = await ana.press("Type it in our DM")
    assert "in your direct messages" in sent.text
    await world.restart()

    (kept,) = await ana.dm.write(f"I counted the stock and I found the error. {CANARY}")
    assert "Your answer is saved" in kept.text
    assert CANARY not in kept.text
    await world.restart()
    shown = await ana.dm.press("See what it shows", on=kept)

    assert "A follow-up they might ask" in shown.text
    assert shown.private


async def test_what_was_no_answer_is_taken_back_and_asked_about(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.press("More")
    await ana.press("Type it in our DM")
    me = ana.dm
    await me.write("You seemed nervous, they said")

    asked = await me.press("It was not an answer")
    assert await world.rows("select * from answer") == []
    await me.press("Log as feedback", on=asked)
    reading = await me.submit(source="friend", feels="fine")

    assert "Composure" in reading.text


async def test_text_in_the_dm_while_a_question_is_open_may_be_its_answer(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    me = ana.dm
    (asked,) = await me.write(f"I counted the stock. {CANARY}")
    assert asked.buttons == ["Log as feedback", "It is my answer", "Neither"]

    kept = await me.press("It is my answer")

    assert "Your answer is saved" in kept.text
    assert len(await world.rows("select * from answer")) == 1
    assert await world.rows("select * from draft") == []


async def test_an_answer_that_comes_after_the_question_ended_is_kept_as_a_draft(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    card = ana.shown
    me = ana.dm
    await me.write("I counted the stock.")
    await ana.press("More", on=card)
    await ana.press("Enough for today")

    shown = await me.press("It is my answer")

    assert "No question is open any more" in shown.text
    assert len(await world.rows("select * from draft")) == 1


async def test_closed_dms_are_said_in_one_line(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.press("More")
    world.env.inject_error(
        "POST", f"/channels/{ana.actor.user.dm_channel.id}/messages", status=403, code=50007, message="closed"
    )

    shown = await ana.press("Type it in our DM")

    assert "Discord did not let me write to you" in shown.text


async def test_a_hint_is_shown_on_the_question(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.press("More")

    shown = await ana.press("Hint")

    assert "**Hint:**" in shown.text
    assert shown.buttons == ["Answer", "Say it aloud", "Skip", "More"]


async def test_a_skip_brings_another_question(world: World, ana: Person) -> None:
    await ana.agree()
    first = (await ana.slash("practice")).text

    second = await ana.press("Skip")

    assert "Why this:" in second.text
    assert second.text != first
    assert len(await world.rows("select * from round where skipped = 1")) == 1


async def skip_twice(ana: Person) -> None:
    await ana.slash("practice", focus="structure")
    await ana.press("Skip")
    asked = await ana.press("Skip")
    assert asked.buttons == ["Too hard", "Not relevant to me", "Not today", "Just another question"]


async def test_two_skips_on_a_theme_ask_why_and_too_hard_gives_an_easy_one_with_its_hint(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await skip_twice(ana)

    easy = await ana.press("Too hard")

    assert easy.text.startswith("-# Order and length")
    assert "**Hint:**" in easy.text
    (asked,) = await world.rows("select question_id from round where ended_at is null")
    question = world.bot.practice.bank.find(asked["question_id"])
    assert question is not None
    assert question.difficulty == 1


async def test_what_is_not_relevant_is_left_out_for_30_days_unless_chosen(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await ana.press("Confirm")
    await skip_twice(ana)

    other = await ana.press("Not relevant to me")
    assert "Order and length is left out for 30 days. With `focus` in `/practice`" in other.text
    assert "\n-# Order and length" not in other.text
    await ana.press("More")
    await ana.press("Enough for today")
    assert "Order and length" not in (await ana.slash("practice")).text
    await ana.press("More")
    await ana.press("Enough for today")
    assert (await ana.slash("practice", focus="structure")).text.startswith("-# Order and length")
    await ana.press("More")
    await ana.press("Enough for today")

    await world.env.advance_time(31 * 24 * 3600)
    assert (await ana.slash("practice")).text.startswith("-# Order and length")


async def test_not_today_ends_it(world: World, ana: Person) -> None:
    await ana.agree()
    await skip_twice(ana)

    shown = await ana.press("Not today")

    assert "Enough for today" in shown.text
    assert await world.rows("select * from round where ended_at is null") == []


async def answer_and_rate(ana: Person) -> None:
    await ana.one_box()
    await ana.submit(whole="I counted the stock and I found the error.")
    await ana.choose("3")


async def test_a_session_of_three_counts_its_questions_and_repeats_no_theme(world: World, ana: Person) -> None:
    await ana.agree()
    first = await ana.slash("practice", questions=3)
    assert first.text.startswith("-# Question 1 of 3 · ")
    await answer_and_rate(ana)
    await world.restart()
    second = await ana.press("Question 2 of 3")
    assert second.text.startswith("-# Question 2 of 3 · ")
    skipped = await ana.press("Skip")
    assert skipped.text.startswith("-# Question 2 of 3 · ")
    await answer_and_rate(ana)
    await ana.press("Question 3 of 3")
    await answer_and_rate(ana)

    assert "Another question" in ana.shown.buttons
    asked = [row["theme"] for row in await world.rows("select theme from round order by id")]
    assert len(asked) == len(set(asked)) == 4


@pytest.mark.parametrize("family", ["health_care", "software_data"])
async def test_a_role_chosen_by_hand_keeps_out_questions_of_other_trades(
    world: World, ana: Person, family: str
) -> None:
    await ana.agree()
    await ana.slash("practice", role=family, questions=5)
    for _ in range(4):
        await ana.press_old(f"practice:another:{(await world.rows('select max(id) as id from round'))[0]['id']}")

    for row in await world.rows("select question_id from round"):
        question = world.bot.practice.bank.find(row["question_id"])
        assert question is not None
        assert not question.families or family in question.families


async def test_another_follow_up_is_asked_in_place_of_one_not_answered(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.one_box()

    def follow_up() -> str:
        return next(line for line in ana.shown.text.splitlines() if line.startswith("**A follow-up"))

    await ana.submit(whole="I counted the stock and I found the error.")
    first = follow_up()
    await ana.press("More")

    await ana.press("Another follow-up")

    assert follow_up() != first
    await ana.press("Answer the follow-up")
    await ana.submit(text="It was mine.")
    assert "Another follow-up" not in (await ana.press("More")).buttons


async def test_a_rated_answer_does_not_stand_in_the_way_of_the_next_question(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("practice", focus="teamwork")
    await answer_and_rate(ana)

    shown = await ana.ask_about("Your answers ran long")

    assert "You have an open question" not in shown.text
    assert "answers ran long" in shown.text


async def test_a_session_with_questions_left_is_offered_before_a_question_from_feedback(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await ana.slash("practice", questions=2)
    await answer_and_rate(ana)

    offered = await ana.ask_about("Your answers ran long")
    assert "You have an open question" in offered.text
    shown = await ana.press("Resume")

    assert "Question 2 of 2" in shown.buttons
