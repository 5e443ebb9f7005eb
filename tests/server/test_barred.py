"""Who is barred from practising with others: seen by moderators, and what deletion leaves of it."""

import json

import pytest

from bot.app import build_bot
from bot.crypto import Sealer, new_key
from bot.operate import rotate_key
from tests.people import KEY, Person, World
from tests.server.moderators import moderator, set_up


def server(world: World) -> int:
    return int(world.channel.guild.id)


async def bar(mo: Person, person: Person) -> str:
    await set_up(mo, "barred")
    await mo.press("Bar someone")
    return (await mo.choose(person.actor)).text


async def test_a_moderator_bars_somebody_and_lifts_it_again(world: World, ana: Person, ben: Person) -> None:
    mo = await moderator(world)
    assert "Nobody is barred." in await set_up(mo, "barred")

    text = await bar(mo, ana)

    assert rf"1\. <@{ana.id}>, since <t:" in text
    assert mo.shown.private
    assert await world.bot.servers.is_barred(server(world), ana.id)
    assert not await world.bot.servers.is_barred(server(world), ben.id)
    assert not await world.bot.servers.is_barred(server(world) + 1, ana.id)
    assert "People barred from practising with others: 1" in (await mo.slash("server setup")).text
    await set_up(mo, "barred")
    lifted = await mo.choose(mo.shown.select["options"][0]["value"])
    assert "Nobody is barred." in lifted.text
    assert not await world.bot.servers.is_barred(server(world), ana.id)


async def test_barring_twice_is_one_bar(world: World, ana: Person) -> None:
    mo = await moderator(world)
    await bar(mo, ana)
    await bar(mo, ana)

    assert len(await world.bot.servers.barred(server(world))) == 1


async def test_the_barred_are_listed_25_a_page(world: World) -> None:
    mo = await moderator(world)
    for number in range(30):
        await world.bot.servers.bar(server(world), 1000 + number)

    first = await set_up(mo, "barred")
    assert "30 in all" in first
    assert "<@1029>" in first
    assert len(mo.shown.select["options"]) == 25
    older = await mo.press("Older")
    assert r"30\. <@1000>" in older.text
    assert len(older.select["options"]) == 5
    assert "<@1029>" in (await mo.press("Newer")).text


async def test_the_moderators_of_one_server_cannot_lift_a_bar_of_another(world: World, ana: Person) -> None:
    mo = await moderator(world)
    await world.bot.servers.bar(server(world) + 1, ana.id)
    (bar_id,) = [row["id"] for row in await world.rows("select id from server_bar")]

    await world.bot.servers.unbar(server(world), bar_id)

    assert await world.bot.servers.is_barred(server(world) + 1, ana.id)
    assert mo.id != ana.id


async def test_the_person_sees_a_bar_in_data_and_export(world: World, ana: Person) -> None:
    mo = await moderator(world)
    await ana.agree()
    await bar(mo, ana)

    assert "Servers that bar you from practising with others" in (await ana.slash("me data")).text
    exported = json.loads((await (await ana.slash("me export")).files())["rebound.json"])

    assert [entry["server"] for entry in exported["barred"]] == [server(world)]


@pytest.mark.parametrize("what", ["everything", "the kind"])
async def test_a_bar_outlives_deletion_without_the_id_and_the_person_is_told(
    world: World, ana: Person, what: str
) -> None:
    mo = await moderator(world)
    await ana.agree()
    await bar(mo, ana)
    await ana.slash("me delete")
    kinds = {option["label"]: option["value"] for option in ana.shown.select["options"]}
    await ana.choose("0" if what == "everything" else next(kinds[label] for label in kinds if "bar you" in label))

    told = await ana.submit(word="delete")

    assert "bar stays" in told.text
    assert await world.bot.servers.is_barred(server(world), ana.id)
    assert await world.rows("select user_id_sealed from server_bar") == [{"user_id_sealed": None}]
    assert "Somebody who has deleted their data since" in await set_up(mo, "barred")
    if what == "everything":
        for file in world.folder.iterdir():
            assert str(ana.id).encode() not in file.read_bytes(), file
            assert ana.id.to_bytes(8, "big") not in file.read_bytes(), file
    await set_up(mo, "barred")
    await mo.choose(mo.shown.select["options"][0]["value"])
    assert not await world.bot.servers.is_barred(server(world), ana.id)


async def test_a_bar_without_an_id_outlives_a_change_of_the_key(world: World, ana: Person) -> None:
    await world.bot.servers.bar(server(world), ana.id)
    await world.bot.profile.erase(ana.id)
    fresh = new_key()
    settings = world.bot.settings.model_copy(update={"keys": (fresh, KEY)})

    await rotate_key(settings, world.database, Sealer([fresh, KEY]))

    bot = build_bot(settings, world.database, Sealer([fresh]))
    assert await bot.servers.is_barred(server(world), ana.id)
    assert not await bot.servers.is_barred(server(world), ana.id + 1)
