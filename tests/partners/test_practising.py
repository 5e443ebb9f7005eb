"""Two who found each other practise like two friends: the brief, both cards, the ratings, and the roles swapped."""

from tests.partners.waiting import (
    at_their_hour,
    in_thread,
    paired,
    soon,
    start,
    threads,
    turned_on,
    waits,
)
from tests.people import Person, World
from tests.server.moderators import set_up


async def meet(world: World, ana: Person, ben: Person) -> None:
    """Ana, who waited longer, is asked first; both have their first card."""
    await paired(ana, ben)
    await at_their_hour(world, ana, ben)
    await start(world, ana)
    await start(world, ben)
    await soon(world)
    await ana.press("Open", on=in_thread(world, threads(world)[-1])[-1])


async def test_the_friend_is_briefed_and_the_candidate_gets_the_card(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await meet(world, ana, ben)

    assert "reads the question out" in ana.shown.text
    assert ana.shown.private
    await ben.press("Open")

    brief = str(ben.shown.result.response.components)
    assert "You are the interviewer" in brief
    assert "knows that you are ready" in brief
    assert "Talk in a call, in one room" in brief
    assert "Read it out" in ben.shown.text
    again = await ben.press("Look again")
    assert "Read it out" in again.text


async def test_the_roles_swap_where_invites_are_off_and_somebody_takes_none(
    world: World, ana: Person, ben: Person
) -> None:
    mo = await turned_on(world)
    await set_up(mo, "mock-0")
    await meet(world, ana, ben)
    now = world.env.now()
    await world.database.write(lambda connection: world.bot.mock.blocks.add(connection, ana.id, None, now))

    await ana.choose("3")
    await ben.press("Open")
    await ben.choose("3")
    await ben.press("Finish")
    await ana.press("Look again")
    await ana.press("Swap roles")

    (first, second) = await world.rows("select candidate_id, friend_id from mock_session order by id")
    assert (first["candidate_id"], second["candidate_id"]) == (ana.id, ben.id)


async def test_who_waits_in_one_server_can_wait_in_another_instead(world: World, ana: Person) -> None:
    await turned_on(world)
    await waits(ana)
    guild = world.env.create_guild("Bootcamp")
    channel = guild.create_text_channel("general")
    there = Person(guild.add_member(ana.actor.user), world)
    await world.env.settle()
    await world.bot.servers.change(guild.id, matching=True)

    world.channel = channel
    shown = await there.slash("mock find")
    assert "You have been waiting in another server" in shown.text
    moved = await there.press("Wait here instead")

    assert "Find a partner in Bootcamp" in moved.text
    assert "Nobody else is waiting yet" in moved.text
    (wish,) = await world.rows("select guild_id from partner_wish")
    assert wish["guild_id"] == guild.id
