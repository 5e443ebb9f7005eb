"""What people do to find a partner, as the tests need it."""

from typing import Any

from simcord.results import ResponseMessage

from tests.people import Person, Sent, Shown, World
from tests.server.moderators import moderator, set_up

HOUR = 3600
EVERY_TIME = ["mornings", "noon", "afternoons", "evenings", "weekend_days", "weekend_evenings"]


async def turned_on(world: World) -> Person:
    """Mo, who turned finding a partner on in the server."""
    mo = await moderator(world)
    await set_up(mo, "matching-1")
    return mo


async def said_what_suits(person: Person, zone: str = "UTC", **chosen: Any) -> Shown:
    """Agree, declare, and fill the form; the card shows what was chosen and [Start waiting]."""
    await person.slash("mock find")
    if "Agree" in person.shown.buttons:
        await person.press("Agree")
    form = await person.press("I am 18 or older")
    if "zone" in form.filled:
        await person.submit(zone=zone)
        await person.press("Choose what suits you")
    return await choose(person, **chosen)


async def choose(person: Person, **chosen: Any) -> Shown:
    """Fill the form that is open."""
    usual = {"times": EVERY_TIME, "minutes": ["30"], "languages": ["en"], "wants": ["structure"], "helps_with": []}
    return await person.submit(**{**usual, **chosen})


async def waits(person: Person, **chosen: Any) -> Shown:
    """The whole way to waiting."""
    await said_what_suits(person, **chosen)
    return await person.press("Start waiting")


async def paired(*people: Person) -> None:
    """These wait, and somebody soon looks at who goes with whom."""
    for person in people:
        await waits(person)
    await soon(people[0].world)


async def soon(world: World) -> None:
    await world.env.advance_time(10)


async def until(world: World, person: Person, before: float) -> None:
    """Let time go on until so many hours before the time of this person's match."""
    (met,) = await world.rows(
        "select starts_at from partner_match join partner_side on id = match_id where user_id = ? and ended_at is null",
        person.id,
    )
    left = met["starts_at"] / 1000 - world.env.now().timestamp() - before * HOUR
    await world.env.advance_time(left + 5)


async def note(person: Person) -> Sent:
    """The newest card in this person's DM."""
    return await person.dm.last_card()


async def answer(person: Person, label: str) -> Shown:
    """Press a button of the newest card in this person's DM."""
    me = person.dm
    return await me.press(label, on=await me.last_card())


async def both_sure(world: World, *people: Person) -> None:
    """Both are asked again 12 hours before, and say yes."""
    await until(world, people[0], 12)
    for person in people:
        await answer(person, "Still on")


def threads(world: World) -> list[Any]:
    return [channel for channel in world.env.backend.channels.values() if channel.is_thread]


def in_thread(world: World, thread: Any) -> list[Sent]:
    """What the bot wrote there."""
    return [Sent(ResponseMessage(world.env, one)) for one in world.env.backend.messages[thread.id].values()]


async def state(world: World, person: Person) -> dict[str, Any]:
    (row,) = await world.rows("select * from partner_wish where user_id = ?", person.id)
    return row


async def matches(world: World) -> list[dict[str, Any]]:
    return await world.rows("select * from partner_match order by id")


async def comes_along(world: World, name: str) -> Person:
    """One more member of the server."""
    person = Person(world.channel.guild.add_member(world.env.create_user(name)), world)
    world.people[name] = person
    await world.env.settle()
    return person


async def goes(world: World, person: Person) -> None:
    """This person leaves the server; the bot is not told."""
    world.channel.guild.remove_member(person.actor)
    await world.env.settle()


async def at_their_hour(world: World, *people: Person) -> None:
    """Who was found said yes, was asked again, and their hour has come."""
    await both_sure(world, *people)
    await until(world, people[0], 0)


async def start(world: World, person: Person) -> Shown:
    """Press [Start] in the thread made last."""
    line = next(one for one in in_thread(world, threads(world)[-1]) if f"<@{person.id}>" in one.text)
    return await person.press("Start", on=line)
