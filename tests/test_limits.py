"""Limits per person, and the line for a hard day."""

import pytest

from bot import distress, limits
from tests.people import Person, World, walk


async def test_more_presses_than_a_person_makes_are_refused_in_one_line_and_a_minute_later_it_goes_on(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    for _ in range(limits.ACTIONS_A_MINUTE + 1):
        shown = await ana.slash("feedback list")

    assert "Try again in a minute." in shown.text
    assert "Nothing logged yet" in (await ben.slash("feedback list")).text
    await world.env.advance_time(60)
    assert "Nothing logged yet" in (await ana.slash("feedback list")).text


async def test_what_is_submitted_too_fast_is_kept(world: World, ana: Person) -> None:
    await ana.agree()
    form = await ana.slash("feedback add")
    for _ in range(limits.ACTIONS_A_MINUTE):
        await ana.slash("feedback list")

    shown = await ana.submit(on=form, said="Your answers ran long", source="friend", feels="fine")

    assert "What you typed is kept for 24 hours." in shown.text
    await world.env.advance_time(60)
    form = await ana.press("Try again")
    assert form.filled["said"] == "Your answers ran long"


@pytest.mark.parametrize("limit", ["rows", "bytes"])
async def test_at_the_limit_a_clear_line_comes_and_the_text_is_kept(
    world: World, ana: Person, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    if limit == "rows":
        monkeypatch.setitem(limits.ROWS, "feedback", 1)
    else:
        monkeypatch.setattr(limits, "BYTES", 100)

    shown = await ana.log("You were vague")

    assert "There is no room for more of this" in shown.text
    assert "What you typed is kept" in shown.text
    assert len(await world.rows("select * from feedback")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "honestly i dont want to be here anymore",
        "I've been thinking about suicide",
        "they'd be better off without me",
        "I keep thinking about ending my life.",
        "I can't go on like this",
    ],
)
def test_words_of_acute_distress_are_seen(text: str) -> None:
    assert distress.named_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "I was dying of embarrassment",
        "The demo died halfway through",
        "they killed the project",
        "I do not want to live in London",
        "My answer on deadlines killed it",
        "I can't go on holiday before March",
        "You would be better off with another team",
    ],
)
def test_ordinary_words_are_not(text: str) -> None:
    assert not distress.named_in(text)


async def test_the_line_for_a_hard_day_comes_once_a_text_after_what_was_asked_for(world: World, ana: Person) -> None:
    await ana.agree()

    await ana.log("Your answers ran long. I don't want to live anymore.")

    texts = [
        part["content"]
        for message in (ana.shown.result.response, *ana.shown.result.followups)
        for part in walk(message.components)
        if part["type"] == 10
    ]
    assert any("Order and length" in text for text in texts)
    assert len([text for text in texts if "988" in text]) == 1


async def test_the_same_line_comes_in_the_dm(world: World, ana: Person) -> None:
    await ana.agree()

    asked, line = await ana.dm.write("I want to die")

    assert "What is this?" in asked.text
    assert "findahelpline.com" in line.text
    assert (await ana.dm.write("They said my answers ran long"))[-1].text.startswith("### What is this?")
