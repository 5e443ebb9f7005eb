"""A rejection without a reason: the request first, a hunch only if wanted."""

import pytest

from bot.feedback import hunch
from tests.people import Person, World

NOTHING = {"moment": "none", "again": "nothing", "listening": "well", "outside": "no"}


async def test_without_a_reason_there_is_no_guess_and_the_request_comes_first(world: World, ana: Person) -> None:
    await ana.agree()

    card = await ana.log("", source="no_reason")

    assert "That says nothing about your answers." in card.text
    assert card.buttons[:2] == ["Draft a polite request", "Look for a hunch anyway"]
    assert await world.rows("select * from feedback_theme") == []
    await world.restart()
    request = await ana.press("Draft a polite request")
    assert "```\nHello [name]," in request.text
    assert "Rebound writes to nobody" in request.text


async def test_the_words_of_a_mail_without_a_reason_are_kept_and_not_read(world: World, ana: Person) -> None:
    await ana.agree()

    card = await ana.log("We lost the thread of your application.", source="no_reason")

    assert "We lost the thread" in card.text
    assert await world.rows("select * from feedback_theme") == []


async def test_a_hunch_quotes_the_answers_and_is_only_used_when_confirmed(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("", source="no_reason")

    await ana.press("Look for a hunch anyway")
    await world.restart()
    guessed = await ana.submit(**NOTHING | {"moment": "thread", "again": "part"})

    assert "It is only a hunch" in guessed.text
    assert "“I lost the thread or talked too long”" in guessed.text
    assert guessed.chosen == ["structure", "ownership"]
    assert "They did not say so." in guessed.text
    await ana.press("Confirm")
    question = await ana.press("One question now")
    assert "a hunch" in question.text


async def test_answers_that_point_at_nothing_give_no_hunch(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("", source="no_reason")
    await ana.press("Look for a hunch anyway")

    shown = await ana.submit(**NOTHING)

    assert "Draft a polite request" in shown.buttons or "No hunch" in shown.text


def test_a_hunch_names_at_most_two_and_something_outside_stands_alone() -> None:
    everything = {question.key: question.signs[-1].key for question in hunch.QUESTIONS}

    assert hunch.guess(everything) == (("outside", "Pay, place or start date did not match"),)
    assert len(hunch.guess(everything | {"outside": "no"})) == 2
    assert hunch.guess({}) == ()
    assert hunch.guess({"moment": "gone"}) == ()


def test_two_answers_that_point_the_same_way_outweigh_one_that_does_not() -> None:
    guessed = hunch.guess({"moment": "none", "again": "example", "listening": "notes"})

    assert guessed == (("evidence", "They kept asking for an example"),)


@pytest.mark.parametrize("tone", ["Warm", "Brief", "Formal"])
async def test_the_request_comes_in_three_tones(world: World, ana: Person, tone: str) -> None:
    await ana.agree()
    card = await ana.slash("feedback ask")
    value = next(option["value"] for option in card.select["options"] if option["label"] == tone)

    shown = await ana.choose(value)

    assert f"-# {tone}." in shown.text
    assert shown.text.count("```") == 2
    assert shown.private


async def test_changing_the_words_keeps_confirmed_themes_and_reads_others_anew(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await ana.slash("feedback list")
    await ana.choose("1")
    await ana.press("More")
    form = await ana.press("Change the words")
    assert form.filled == {"said": "Your answers ran long"}

    changed = await ana.submit(said="You seemed nervous")
    assert "Composure" in changed.text
    await ana.press("Go on with it")
    await ana.press("Confirm")
    await ana.slash("feedback list")
    await ana.choose("1")
    await ana.press("More")
    await ana.press("Change the words")
    changed = await ana.submit(said="You were vague")

    assert "Topics: Composure" in changed.text


async def test_the_words_can_not_be_changed_to_nothing(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await ana.slash("feedback list")
    await ana.choose("1")
    await ana.press("More")
    await ana.press("Change the words")

    shown = await ana.submit(said="  ")

    assert "There was nothing in it" in shown.text


async def test_too_raw_keeps_the_words_and_asks_nothing(world: World, ana: Person) -> None:
    await ana.agree()

    card = await ana.log("Your answers ran long", feels="raw")

    assert "Nothing will be asked about it today." in card.text
    assert "Order" not in card.text
    await world.restart()
    assert "Order and length" in (await ana.press("Look at it now")).text
