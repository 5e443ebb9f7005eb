"""Two people practise together from the invite to the last deletion, with restarts, as they do it."""

import json
from typing import Any

from bot.practice import picker
from tests.mock.inviting import ask, sent_to
from tests.mock.together import lines
from tests.people import Person, World

SAID = "Your answers ran long and I lost the thread."
TOPICS = ("structure", "teamwork", "evidence")
NOTE = "quokka-marmalade"


async def accepted(ana: Person, ben: Person, world: World) -> None:
    await ask(ana, ben.actor, *TOPICS)
    await ben.press("Accept", on=sent_to(world))
    if "Agree" in ben.shown.buttons:
        await ben.press("Agree")


async def opened(person: Person) -> None:
    """Press the button of the newest line for everybody."""
    await person.press(sent_to(person.world).buttons[0], on=sent_to(person.world))


async def evidence(world: World, person: Person) -> list[picker.Evidence]:
    asking = world.bot.practice._asking
    return await world.database.read(lambda connection: asking.evidence(connection, person.id))


async def exported(person: Person) -> dict[str, Any]:
    shown = await person.slash("me export")
    everything: dict[str, Any] = json.loads((await shown.files())["rebound.json"])
    return everything


async def ids_in_rows(world: World, person: Person) -> list[str]:
    """The tables with a row that holds this person's id."""
    found = []
    for table in [row["name"] for row in await world.rows("select name from sqlite_schema where type = 'table'")]:
        for row in await world.rows(f"select * from {table}"):
            if person.id in row.values() or str(person.id) in map(str, row.values()):
                found.append(table)
    for file in world.folder.iterdir():
        content = file.read_bytes()
        if str(person.id).encode() in content or person.id.to_bytes(8, "big") in content:
            found.append(file.name)
    return found


async def one_session(world: World, ana: Person, ben: Person) -> None:
    """Three questions that both rate alike, with a restart before the last answer is shown, and a note."""
    await accepted(ana, ben, world)
    await opened(ana)
    for number in (1, 2, 3):
        assert f"Question {number}" in ben.shown.text
        assert f"Question {number}" in ana.shown.text
        await ben.choose("2")
        assert "not rated it yet" in ben.shown.text
        await world.restart()
        await ana.press("Look again")
        assert f"<@{ben.id}> 2" not in ana.shown.text
        await ana.choose("2")
        assert f"You said 2, <@{ben.id}> said 2" in ana.shown.text
        await opened(ben)
        assert f"You said 2, <@{ana.id}> said 2" in ben.shown.text
        if number < 3:
            await ben.press("Next question")
            await opened(ana)
    await ben.press("Finish")
    await ben.press("Keep, change, one moment")
    await ben.submit(keep=f"Your examples {NOTE}", change=f"Say the result first {NOTE}", noticed=NOTE)
    await opened(ana)
    assert NOTE in ana.shown.text


async def test_from_the_invite_to_the_last_deletion(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ana.log(SAID)
    await ana.press("Confirm")
    await one_session(world, ana, ben)

    rated = [item for item in await evidence(world, ana) if isinstance(item, picker.Rated)]
    assert len(rated) == 6
    now = world.env.now()
    for theme in TOPICS:
        (own,) = [item for item in rated if (item.theme, item.source) == (theme, "self")]
        (friends,) = [item for item in rated if (item.theme, item.source) == (theme, "friend")]
        assert own.rating == friends.rating == 2
        moved = [abs(picker.believe([item], now)[theme].mean - picker.START_MEAN) for item in (own, friends)]
        assert moved[1] > moved[0] > 0

    await ana.press("Make it feedback")
    await ana.press("Confirm")
    assert len(await world.rows("select * from feedback where source = 'friend'")) == 1

    await ben.press_old("mock:swap:1")
    await world.restart()
    await ben.choose("leadership")
    await ben.press("Begin")
    await opened(ana)
    assert "Read it out" in ana.shown.text
    await ana.choose("4")
    await ben.press("Look again")
    await ben.choose("3")
    await ben.press("Finish")

    await ben.slash("mock history")
    await ben.choose("1")
    await ben.press("Withdraw what I gave")
    await ben.press("Take it back")
    left = [item for item in await evidence(world, ana) if isinstance(item, picker.Rated)]
    assert {item.source for item in left} == {"self"}
    assert NOTE not in json.dumps(await exported(ana))
    assert await world.rows("select * from feedback where source = 'friend'") == []

    assert not any(word in " ".join(lines(world)).lower() for word in ("rating", "feedback", "order", NOTE))


async def test_when_the_candidate_deletes_no_row_links_the_two_and_the_friends_own_stays(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    await ben.log(SAID)
    await ben.press("Confirm")
    before = await exported(ben)
    await one_session(world, ana, ben)

    await ana.slash("me delete")
    await ana.choose("0")
    await ana.submit(word="delete")

    assert await ids_in_rows(world, ana) == []
    assert await world.rows("select * from mock_session") == []
    assert await world.rows("select * from mock_question") == []
    assert {**await exported(ben), "last_used_at": ""} == {**before, "last_used_at": ""}
    assert "not there any more" in (await ben.press_old("mock:show:1")).text


async def test_when_the_friend_deletes_nothing_of_theirs_is_left_and_the_numbers_stay_without_a_name(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await one_session(world, ana, ben)
    await ana.press("Make it feedback")

    await ben.slash("me delete")
    await ben.choose("0")
    await ben.submit(word="delete")

    assert await ids_in_rows(world, ben) == []
    (session,) = await world.rows("select * from mock_session")
    assert (
        session["friend_id"] is session["keep_sealed"] is session["change_sealed"] is session["moment_sealed"] is None
    )
    assert await world.rows("select * from feedback where source = 'friend'") == []
    mine = await exported(ana)
    assert [one["friend_rating"] for one in mine["mock"][0]["questions"]] == [2, 2, 2]
    assert NOTE not in json.dumps(mine)
    assert "You practised with the other person" in (await ana.press_old("mock:show:1")).text


async def test_a_friend_who_deletes_in_the_middle_ends_it_and_the_next_press_says_so(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await accepted(ana, ben, world)
    await opened(ana)
    await ben.slash("me delete")
    await ben.choose("0")
    await ben.submit(word="delete")

    await ana.choose("2")

    assert "The other person deleted their data" in ana.shown.text
    assert await ids_in_rows(world, ben) == []


async def test_what_each_takes_along_names_nobody_and_shows_no_rating_too_early(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await accepted(ana, ben, world)
    await ben.choose("2")

    anas, bens = await exported(ana), await exported(ben)

    assert anas["mock"][0]["questions"][0]["friend_rating"] is None
    assert bens["mock"][0]["questions"][0]["rated"] == 2
    assert bens["mock"][0]["role"] == "interviewer"
    assert "own_rating" not in json.dumps(bens["mock"])
    assert str(ben.id) not in json.dumps(anas["mock"])
    assert str(ana.id) not in json.dumps(bens["mock"])
