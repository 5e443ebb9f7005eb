"""The main job from end to end, as a person does it, with a restart in the middle and everything deleted at the end."""

import json
from pathlib import Path

import pytest

from tests.mock.inviting import ask, sent_to
from tests.partners.waiting import answer, paired, turned_on
from tests.people import Person, World

CANARY = "quokka-marmalade"
SAID = f"Your answers ran long and I lost the thread. {CANARY}"


async def one_round(person: Person, said: str) -> None:
    """Log, confirm, answer, follow up, rate and reflect."""
    await person.ask_about(said)
    await person.four_boxes()
    await person.submit(
        situation=f"Stock went missing in the shop, {CANARY}.",
        action=f"I counted it twice, I asked the supplier and I found the wrong form {CANARY}.",
        result=f"Losses fell by 40 percent in three weeks {CANARY}.",
        learned=f"Count first {CANARY}.",
    )
    await person.press("Answer the follow-up")
    await person.submit(text=f"The form was mine {CANARY}.")
    await person.choose("3")
    await person.press("Write it down")
    rated = await person.submit(text=f"Say the result first {CANARY}")
    await person.press("Save as story")
    await person.submit(title=f"The stock {CANARY}", text=f"I counted it {CANARY}")
    await person.press("More", on=rated)
    await person.press("Share")
    await person.press("Post it")
    (asked,) = await person.world.rows("select id from round where user_id = ? and ended_at is null", person.id)
    await person.press_old(f"practice:end:{asked['id']}")
    await person.slash("practice", focus="teamwork")
    await person.press("Skip")
    await person.press("Skip")
    await person.press("Not relevant to me")


async def everything_about(world: World, person: Person) -> list[str]:
    """The tables that can hold a person, found from the schema, in which this person has no row."""
    empty = []
    tables = [row["name"] for row in await world.rows("select name from sqlite_schema where type = 'table'")]
    links: dict[str, str] = {"person": f"user_id = {person.id}"}
    for _ in tables:
        for table in tables:
            keys = await world.rows(f"pragma foreign_key_list({table})")
            for key in sorted(keys, key=lambda key: key["table"] != "person"):
                if key["table"] in links and table not in links and key["on_delete"] == "CASCADE":
                    parent = f"select {key['to']} from {key['table']} where {links[key['table']]}"
                    links[table] = f"{key['from']} in ({parent})"
    for table, condition in links.items():
        if not await world.rows(f"select 1 from {table} where {condition}"):
            empty.append(table)
    assert len(links) >= 6
    return empty


async def test_from_what_they_said_to_the_reflection_with_a_restart_in_the_middle(world: World, ana: Person) -> None:
    consent = await ana.slash("feedback add")
    assert "Before we start" in consent.text
    assert await world.rows("select * from person") == []

    await ana.press("Agree")
    reading = await ana.submit(said=SAID, source="recruiter", feels="stings")
    assert "Order and length" in reading.text
    assert "“Your answers ran long and I lost the thread”" in reading.text
    assert reading.chosen == ["structure"]

    await world.restart()
    await ana.press("Confirm", on=reading)
    question = await ana.press("One question now")
    assert question.private
    assert "Why this:" in question.text
    assert "answers ran long" in question.text
    assert "recruiter" in question.text

    form = await ana.press("Answer", on=question)
    await world.restart()
    typed = dict.fromkeys(form.filled, "")
    typed[next(iter(typed))] = "I led the stock count. I found the error, I fixed the form and we saved 40 percent."
    answered = await ana.submit(on=form, **typed)
    assert "Your answer is saved" in answered.text
    assert "A follow-up they might ask" in answered.text

    await world.restart()
    resumed = await ana.slash("practice")
    assert "You have an open question" in resumed.text
    again = await ana.press("Resume")
    assert "Rate the answer yourself" in again.text
    rated = await ana.choose("3")
    assert "You rated it 3 of 4" in rated.text
    assert "One thing to think over" in rated.text
    await ana.press("Write it down")
    kept = await ana.submit(text="Say the result first.")
    assert "> Say the result first." in kept.text
    await ana.press("More")
    ended = await ana.press("Enough for today")
    assert "What you wrote is kept" in ended.text


async def test_deleting_everything_leaves_no_row_no_id_and_no_byte(world: World, ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        await person.agree()
        await person.slash("encouragement on")
        await person.submit(days=["0", "1", "2", "3", "4", "5", "6"], time="18:00", zone="Kolkata")
    await turned_on(world)
    await paired(ana, ben)
    await answer(ana, "Leave")
    await world.env.advance_time(24 * 3600)
    for person in (ana, ben):
        await one_round(person, SAID)
        await person.slash("feedback list")
        opened = await person.choose(person.shown.select["options"][0]["value"])
        await person.press("Go on with it", on=opened)
        await person.press("Take it in")
        await person.submit(saw=CANARY, use=CANARY, next_time=CANARY)
        await person.press("Make a plan")
        await person.press("Write it")
        await person.submit(cue=CANARY, action=CANARY)
        await person.press("Save")
        await person.slash("feedback add")
        await person.submit(said=SAID, source="friend", feels="raw")
        await person.press("Offer it again tomorrow")
        await person.slash("feedback add")
        await person.submit(said=SAID, source="friend", feels="fine")
        await person.press("Which interview?")
        await person.submit(when="tomorrow 14:00", role=CANARY, company=CANARY, level="entry", stage="final")
        await person.slash("progress search")
        await person.press("Add a line")
        await person.submit(list="bridge", text=CANARY, step=CANARY, state="idea")
        await person.press_old("progress:keep:0")
        await person.slash("feedback add")
        await person.submit(said=" ", source="friend", feels="fine")
    zoe = Person(world.channel.guild.add_member(world.env.create_user("zoe")), world)
    await world.env.settle()
    await zoe.agree()
    await ask(ana, zoe.actor)
    await zoe.press("Accept", on=sent_to(world))
    await zoe.slash("mock leave")
    await ask(zoe, ana.actor)
    await ana.press("Block invites", on=sent_to(world))
    await ana.press("From this person")
    assert await everything_about(world, ana) == []
    bens = await exported(ben)
    assert len(shared(world)) == 2

    await ana.slash("me delete")
    await ana.choose("0")
    gone = await ana.submit(word="delete")

    assert "Everything is deleted" in gone.text
    assert set(await everything_about(world, ana)) >= {"person", "feedback", "round", "draft"}
    for table in [row["name"] for row in await world.rows("select name from sqlite_schema where type = 'table'")]:
        for row in await world.rows(f"select * from {table}"):
            assert ana.id not in row.values()
            assert str(ana.id) not in map(str, row.values())
    assert len(shared(world)) == 1
    assert "ben" in shared(world)[0]
    for file in Path(world.folder).iterdir():
        content = file.read_bytes()
        assert str(ana.id).encode() not in content, file
        assert ana.id.to_bytes(8, "big") not in content, file
        assert CANARY.encode() not in content, file
    assert await exported(ben) == bens


def shared(world: World) -> list[str]:
    """What stands in the channel for everybody, with the canary in it."""
    messages = world.env.backend.messages[world.channel.id].values()
    public = [str(message.components) for message in messages if not message.flags & 64]
    return [text for text in public if CANARY in text]


async def exported(person: Person) -> dict[str, object]:
    shown = await person.slash("me export")
    everything: dict[str, object] = json.loads((await shown.files())["rebound.json"])
    return everything


async def test_logs_hold_neither_words_nor_ids_of_a_journey(
    world: World, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "bot")
    await ana.agree()

    await one_round(ana, SAID)

    assert CANARY not in caplog.text
