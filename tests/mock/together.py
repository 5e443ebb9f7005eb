"""Ana and Ben in a session: what tests of practising with a friend share."""

from typing import Any

from bot.mock.model import Place, Shared
from tests.people import Person, World, walk

SAID = "Your answers ran long and I lost the thread."
TOPICS = ("structure", "teamwork", "evidence")


async def open_session(
    world: World,
    candidate: Person,
    friend: Person,
    *,
    place: Place | None = None,
    minutes: int = 15,
    themes: tuple[str, ...] = TOPICS,
    words: bool = False,
    role: bool = False,
) -> int:
    """A session between two people who agreed, in the channel where the world is."""
    here = place or Place("channel", world.channel.guild.id, world.channel.id)
    shared = Shared(themes, words=words, role=role)

    async def work(connection: Any) -> int:
        return await world.bot.mock.sessions.open(connection, candidate.id, friend.id, here, minutes, shared)

    return await world.database.write(work)


async def both_look(ana: Person, ben: Person, session_id: int) -> None:
    """Each looks at their own card."""
    await ana.press_old(f"mock:show:{session_id}")
    await ben.press_old(f"mock:show:{session_id}")


async def question_round(ana: Person, ben: Person, own: str, friends: str) -> None:
    """Both rate what is on. Ben sees both ratings then; Ana looks once more."""
    await ana.choose(own)
    await ben.choose(friends)
    await ana.press("Look again")


def lines(world: World) -> list[str]:
    """What the bot wrote into the channel for everybody to see, oldest first."""
    messages = world.env.backend.messages.get(world.channel.id, {}).values()
    bot = world.env.backend.bot_user.id
    texts = []
    for message in messages:
        if message.author_id == bot and not message.flags & 64:
            texts += [part["content"] for part in walk(message.components) if part["type"] == 10]
    return texts
