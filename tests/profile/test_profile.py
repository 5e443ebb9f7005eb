"""/me and /help: what is kept can be seen, taken along and deleted."""

import json

from tests.people import Person, World


async def test_data_counts_what_is_kept_by_kind(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("You were vague")

    shown = await ana.slash("me data")

    assert "What you were told, and its topics: 1" in shown.text
    assert shown.private


async def test_export_holds_every_word_in_both_forms(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long, *really*")
    await ana.one_box()
    await ana.submit(whole="I counted the stock twice.\nI found the error.")

    files = await (await ana.slash("me export")).files()

    everything = json.loads(files["rebound.json"])
    assert everything["feedback"][0]["said"] == "Your answers ran long, *really*"
    assert "I counted the stock twice." in json.dumps(everything["practice"])
    for words in ("Your answers ran long, *really*", "I counted the stock twice."):
        assert words in files["rebound.md"]


async def test_deleting_one_kind_leaves_the_others(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.slash("me delete")
    feedback = next(option["value"] for option in ana.shown.select["options"] if "told" in option["label"])

    form = await ana.choose(feedback)
    assert "What you were told" in str(form.modal)
    done = await ana.submit(word=" Delete ")

    assert "Deleted: What you were told, and its topics" in done.text
    assert await world.rows("select * from feedback") == []
    assert len(await world.rows("select * from round")) == 1


async def test_another_word_deletes_nothing(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("You were vague")
    await ana.slash("me delete")
    await ana.choose("0")

    shown = await ana.submit(word="no")

    assert "Nothing was deleted" in shown.text
    assert len(await world.rows("select * from feedback")) == 1


async def test_help_is_there_for_everybody_also_before_consent_and_stores_nothing(world: World, ana: Person) -> None:
    shown = await ana.slash("help")

    assert "988" in shown.text
    assert "116 123" in shown.text
    assert "findahelpline.com" in shown.text
    assert shown.private
    assert await world.rows("select * from person") == []


async def test_agreeing_twice_changes_nothing(world: World, ana: Person) -> None:
    consent = await ana.slash("feedback add")
    await ana.press("Agree", on=consent)
    before = await world.rows("select * from person")

    again = await ana.press("Agree", on=consent)

    assert "You have agreed" in again.text
    assert await world.rows("select * from person") == before


async def test_the_day_of_last_use_is_noted_at_most_once_a_day(world: World, ana: Person) -> None:
    await ana.agree()
    first = await world.rows("select last_used_at from person")
    await world.env.advance_time(3600)
    await ana.slash("feedback list")
    assert await world.rows("select last_used_at from person") == first

    await world.env.advance_time(24 * 3600)
    await ana.slash("feedback list")
    assert await world.rows("select last_used_at from person") != first
