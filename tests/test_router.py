"""Presses, choices and submits: consent first, one clear private reply whatever happens, nothing typed lost."""

import asyncio
from typing import Any

import discord
import pytest

from tests.people import Person, World

CANARY = "quokka-marmalade"


async def test_nothing_is_stored_before_agree_and_then_the_same_path_goes_on(world: World, ana: Person) -> None:
    consent = await ana.slash("practice", focus="ownership")
    assert consent.private
    assert consent.buttons == ["Agree", "Not now"]
    assert await world.rows("select * from person") == []

    question = await ana.press("Agree")

    assert "you chose Your own part" in question.text


async def test_not_now_stores_nothing_and_forgets_what_waited(world: World, ana: Person) -> None:
    await ana.slash("practice")

    declined = await ana.press("Not now")

    assert "Nothing was stored" in declined.text
    assert await world.rows("select * from person") == []
    consent = await ana.slash("feedback list")
    assert "Before we start" in consent.text


async def test_what_waited_for_consent_is_dropped_after_15_minutes(world: World, ana: Person) -> None:
    await ana.slash("practice")
    await world.env.advance_time(15 * 60 + 1)

    agreed = await ana.press("Agree")

    assert "You have agreed" in agreed.text
    assert await world.rows("select * from round") == []


async def test_text_submitted_without_consent_waits_and_the_card_says_so(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    form = await ana.slash("feedback add")
    await ana.slash("me delete")
    await ana.choose("0")
    await ana.submit(word="delete")

    consent = await ana.submit(on=form, said="You were vague", source="friend", feels="fine")
    assert "is not stored yet. It waits for 15 minutes." in consent.text
    assert await world.rows("select * from feedback") == []

    reading = await ana.press("Agree")
    assert "You were vague" in reading.text


async def test_a_press_on_a_card_of_an_unknown_kind_says_that_it_is_old(world: World, ana: Person) -> None:
    await ana.agree()
    view = discord.ui.LayoutView(timeout=None)
    row: Any = discord.ui.ActionRow(discord.ui.Button(label="Old", custom_id="gone:verb:7"))
    view.add_item(row)
    view.stop()
    message = await world.bot.get_channel(world.channel.id).send(view=view)

    shown = ana._saw(await ana.actor.click(message, label="Old"))

    assert "That card is old" in shown.text
    assert shown.private


@pytest.mark.parametrize("row", ["999", "0", "-1", "x", "99999999999999999999999", ""])
async def test_a_foreign_or_impossible_row_is_not_there(world: World, ana: Person, ben: Person, row: str) -> None:
    await ana.agree()
    await ben.agree()
    await ben.log(f"Your answers ran long {CANARY}")
    keys = [key for key in sorted(world.bot.router.keys) if not key.startswith("profile:")]
    for key in keys:
        view = discord.ui.LayoutView(timeout=None)
        select: Any = discord.ui.Select(custom_id=f"{key}:{row}", options=[discord.SelectOption(label="1", value="1")])
        view.add_item(discord.ui.ActionRow(select))
        view.stop()
        message = await world.bot.get_channel(world.channel.id).send(view=view)

        result = await ana.actor.select(message, ["1"])

        assert result.acknowledged, key
        if result.modal is None:
            shown = ana._saw(result)
            assert shown.private, key
            assert CANARY not in shown.text, key
        else:
            assert CANARY not in str(result.modal), key


async def test_one_person_cannot_press_or_fill_in_what_is_another_persons(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    await ben.ask_about(f"Your answers ran long {CANARY}")
    (entry,) = await world.rows("select id from feedback")
    (asked,) = await world.rows("select id from round where user_id = ? and ended_at is null", ben.id)
    before = (
        await world.rows("select * from feedback"),
        await world.rows("select * from round where user_id = ?", ben.id),
    )

    for key in sorted(world.bot.router.keys):
        number = asked["id"] if key.startswith("practice") and key != "practice:now" else entry["id"]
        view = discord.ui.LayoutView(timeout=None)
        button: Any = discord.ui.Select(
            custom_id=f"{key}:{number}", options=[discord.SelectOption(label="x", value=str(number))]
        )
        view.add_item(discord.ui.ActionRow(button))
        view.stop()
        message = await world.bot.get_channel(world.channel.id).send(view=view)
        result = await ana.actor.select(message, [str(number)])
        if result.modal is None:
            assert CANARY not in ana._saw(result).text, key
        else:
            assert CANARY not in str(result.modal), key

    after = (
        await world.rows("select * from feedback"),
        await world.rows("select * from round where user_id = ?", ben.id),
    )
    assert after == before


async def test_a_double_click_does_a_thing_once(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    reading = ana.shown
    first = await ana.press("Confirm", on=reading)
    await ana.press("One question now", on=first)
    again = await ana.press("One question now", on=first)

    assert "Why this" in again.text
    assert len(await world.rows("select * from round where ended_at is null")) == 1


async def test_a_failure_while_saving_keeps_what_was_typed_and_offers_it_again(
    world: World, ana: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await ana.agree()

    async def fail(*_: Any) -> None:
        raise OSError(CANARY)

    monkeypatch.setattr("bot.feedback.store.FeedbackStore.add", fail)
    failed = await ana.log(f"Your answers ran long {CANARY}")
    assert "What you typed is kept" in failed.text
    assert CANARY not in caplog.text
    assert "OSError" in caplog.text
    monkeypatch.undo()

    await world.restart()
    form = await ana.press("Try again", on=failed)
    assert form.filled["said"] == f"Your answers ran long {CANARY}"
    reading = await ana.submit(said=form.filled["said"], source="interviewer", feels="fine")
    assert "Order and length" in reading.text
    assert await world.rows("select * from draft") == []


async def test_text_is_kept_in_memory_when_even_the_draft_cannot_be_written(
    world: World, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.agree()

    async def full(*_: Any) -> None:
        raise OSError("disk full")

    await ana.slash("feedback add")
    monkeypatch.setattr(world.database, "write", full)
    failed = await ana.submit(said="You seemed nervous", source="friend", feels="fine")
    assert "What you typed is kept" in failed.text
    monkeypatch.undo()

    form = await ana.press("Try again")
    assert form.filled["said"] == "You seemed nervous"


async def test_a_draft_is_gone_after_24_hours(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("feedback add")
    empty = await ana.submit(said="  ", source="friend", feels="fine")
    assert "There was nothing in it" in empty.text
    await world.env.advance_time(24 * 3600 + 1)

    gone = await ana.press("Try again", on=empty)

    assert "not there any more" in gone.text


async def test_another_person_cannot_open_somebodys_draft(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await ana.slash("feedback add")
    await ana.submit(said="", source="friend", feels="fine")
    (draft,) = await world.rows("select id from draft")
    view = discord.ui.LayoutView(timeout=None)
    row: Any = discord.ui.ActionRow(discord.ui.Button(label="x", custom_id=f"profile:retry:{draft['id']}"))
    view.add_item(row)
    view.stop()
    message = await world.bot.get_channel(world.channel.id).send(view=view)

    shown = ben._saw(await ben.actor.click(message, label="x"))

    assert "not there any more" in shown.text


async def test_cards_are_stored_nowhere_so_many_open_ones_cost_nothing(world: World, ana: Person) -> None:
    await ana.agree()
    for _ in range(20):
        await ana.slash("feedback list")
        await ana.slash("feedback add")

    store = world.bot._connection._view_store
    assert not store._views
    assert not store._modals
    assert not store._synced_message_views


async def test_an_error_that_reaches_the_tree_is_still_one_clear_private_line(world: World, ana: Person) -> None:
    async def broken(interaction: discord.Interaction) -> None:
        raise RuntimeError(CANARY)

    world.bot.tree.add_command(discord.app_commands.Command(name="broken", description="x", callback=broken))
    await world.bot.tree.sync()

    shown = await ana.slash("broken")

    assert "Something went wrong on our side" in shown.text
    assert shown.private
    world.env._errors.clear()


async def test_two_presses_at_once_leave_one_open_question(world: World, ana: Person) -> None:
    await ana.agree()
    service = world.bot.practice
    started = await asyncio.gather(*(service.start(ana.id) for _ in range(5)))

    assert len({item.round.id for item in started}) == 1
