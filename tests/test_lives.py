"""Six real evenings, each with a restart in the middle, and what was typed in them reaches nobody else and no log."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.people import Person, World

CANARY = "quokka-marmalade"
SAID = f"Your answers ran long and I lost the thread. {CANARY}"
ANSWER = f"I counted the stock twice and I found the error. As a result losses fell by 40 percent. {CANARY}"


async def on_a_phone(world: World, ana: Person) -> None:
    me = ana.dm
    (asked,) = await me.write(SAID)
    await world.restart()
    await me.press("Log as feedback", on=asked)
    await me.submit(source="recruiter", feels="fine")
    await me.press("Confirm")
    question = await me.press("One question now")
    await me.press("More", on=question)
    await me.press("Type it in our DM")
    await world.restart()
    (kept,) = await me.write(ANSWER)
    shown = await me.press("See what it shows", on=kept)
    assert "A follow-up they might ask" in shown.text
    await me.choose("3")
    assert "You rated it 3 of 4" in me.shown.text


async def aloud(world: World, ana: Person) -> None:
    await ana.ask_about(SAID)
    await ana.press("Say it aloud")
    await world.restart()
    await world.env.advance_time(80)
    await ana.press("I have said it")
    await world.restart()
    await ana.choose("0")
    await ana.choose("3")
    assert "You rated it 3 of 4" in ana.shown.text


async def no_reason(world: World, ana: Person) -> None:
    kept = await ana.log("", source="no_reason")
    assert "Most rejections come without one" in kept.text
    await world.restart()
    await ana.press("Draft a polite request", on=kept)
    await ana.slash("feedback add")
    await ana.submit(said=SAID, source="interviewer", feels="fine")
    assert "Order and length" in ana.shown.text


async def too_raw(world: World, ana: Person) -> None:
    await ana.log(SAID, feels="raw")
    assert "Order and length" not in ana.shown.text
    await ana.press("Offer it again tomorrow")
    await world.restart()
    await world.env.advance_time(25 * 3600)
    me = ana.dm
    note = await me.last_card()
    assert CANARY not in note.text
    await world.restart()
    opened = await me.press("Open", on=note)
    assert CANARY in opened.text


async def retry(world: World, ana: Person) -> None:
    await ana.ask_about(SAID)
    await ana.one_box()
    await ana.submit(whole=f"We sorted it. {CANARY}")
    await world.restart()
    await ana.press("Retry")
    await ana.submit(whole=ANSWER)
    assert "The time before, and now:" in ana.shown.text


async def story(world: World, ana: Person) -> None:
    await ana.ask_about(SAID)
    await ana.one_box()
    await ana.submit(whole=ANSWER)
    await ana.choose("4")
    await world.restart()
    await ana.press("Save as story")
    await ana.submit(title=f"The stock {CANARY}", text=ANSWER)
    await world.restart()
    shelf = await ana.slash("progress stories")
    assert f"The stock {CANARY}" in shelf.text


@pytest.mark.parametrize("evening", [on_a_phone, aloud, no_reason, too_raw, retry, story], ids=lambda one: one.__name__)
async def test_an_evening_goes_on_after_a_restart_and_its_words_stay_with_one_person(
    world: World,
    ana: Person,
    ben: Person,
    caplog: pytest.LogCaptureFixture,
    evening: Callable[[World, Person], Awaitable[None]],
) -> None:
    caplog.set_level("DEBUG", "bot")
    for person in (ana, ben):
        await person.agree()

    await evening(world, ana)
    for command in ("feedback list", "progress stories", "practice", "me export", "interview list", "reflect"):
        await ben.slash(command)

    assert any(CANARY in str(request.json) for request in world.env.backend.http_requests), "the owner never saw them"
    assert CANARY not in caplog.text
    assert words_others_see(world, ana, ben) == []


def shown_on(message: Any) -> str:
    return f"{message.content} {message.components}"


def words_others_see(world: World, owner: Person, other: Person) -> list[str]:
    """Every message with the canary that the other person could read: the channel's, and those in the other's DM."""
    own = owner.actor.user.dm_channel.id
    return [
        shown_on(message)
        for channel, messages in world.env.backend.messages.items()
        for message in messages.values()
        if channel != own and message.visible_to(other.id) and CANARY in shown_on(message)
    ]
