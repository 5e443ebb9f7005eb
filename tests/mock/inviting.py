"""What tests of invites share: Ana asks, Ben is asked, and what others can see of it."""

from typing import Any

from simcord.results import ResponseMessage

from tests.people import Person, Sent, Shown, World


def sent_to(world: World, channel_id: int | None = None) -> Sent:
    """The newest message in a channel that everybody there can see, the world's own channel if left out."""
    found = everything_in(world, channel_id)
    assert found, "nothing was sent"
    return found[-1]


def everything_in(world: World, channel_id: int | None = None) -> list[Sent]:
    """Every message in a channel that everybody there can see, oldest first."""
    messages = world.env.backend.messages.get(channel_id or world.channel.id, {}).values()
    return [Sent(ResponseMessage(world.env, message)) for message in messages if not message.flags & 64]


async def ask(ana: Person, friend: Any, *topics: str, **options: Any) -> Shown:
    """Type /mock with, tick topics, look at the preview and send the invite."""
    await ana.slash("mock with", friend=friend, **options)
    await ana.choose(*(topics or ("structure",)))
    await ana.press("Preview")
    return await ana.press("Send it")


async def invites(world: World) -> list[dict[str, Any]]:
    return await world.rows("select * from mock_invite order by id")


async def sessions(world: World) -> list[dict[str, Any]]:
    return await world.rows("select candidate_id, friend_id, themes, words, role, minutes from mock_session")
