"""The pause of a server, and where sharing may go there."""

from typing import Any

import discord

from tests.people import Person, World
from tests.server.moderators import delete_channel, lasting, moderator, new_channel, pause, post_card, set_up
from tests.sharing.test_sharing import public, rated


async def test_while_paused_nothing_is_shared_and_private_practice_goes_on(world: World, ana: Person) -> None:
    mo = await moderator(world)
    await ana.agree()
    await rated(ana)
    preview = await ana.press("Share")

    assert "**Paused.**" in await pause(mo)

    refused = await ana.press("Post it", on=preview)
    assert "paused Rebound in this server, so nothing was posted" in refused.text
    assert "Your card is still yours" in refused.text
    await ana.press("Keep it private", on=preview)
    card = ana.shown
    assert "paused Rebound" in (await ana.press("Share")).text
    assert public(world) == []
    assert "You have an open question" in (await ana.slash("practice")).text
    await mo.press("End the pause")
    await ana.press("Share", on=card)
    await ana.press("Post it")
    assert len(public(world)) == 1


async def test_what_was_shared_before_the_pause_can_be_taken_back(world: World, ana: Person) -> None:
    mo = await moderator(world)
    await ana.agree()
    await rated(ana)
    await ana.press("Share")
    await ana.press("Post it")

    await pause(mo)

    assert "The post is deleted." in (await ana.press("Take it back")).text


async def test_while_paused_the_card_is_not_posted_and_its_buttons_still_work(world: World, ana: Person) -> None:
    mo = await moderator(world)
    await ana.agree()
    await post_card(mo, world.channel)
    await pause(mo)

    assert "Rebound is paused in this server, so the card was not posted." in await post_card(mo, world.channel)

    (card,) = lasting(world)
    assert "**Why this:**" in (await ana.press("Practise", on=card)).text


async def test_sharing_goes_only_where_cards_may_go_and_says_where_that_is(world: World, ana: Person) -> None:
    mo = await moderator(world)
    await ana.agree()
    await rated(ana)
    card = ana.shown
    allowed = await new_channel(world, "allowed")
    await set_up(mo, "cards", allowed)

    refused = await ana.press("Share", on=card)
    assert "The moderators chose other channels for this, so nothing was posted." in refused.text
    assert f"<#{allowed.id}>" in refused.text

    world.channel = allowed
    await ana.slash("practice")
    await ana.press("Resume")
    await ana.press("More")
    await ana.press("Share")
    assert "Posted in" in (await ana.press("Post it")).text
    assert len(public(world)) == 1


async def test_a_thread_of_a_chosen_channel_takes_cards_too(world: World, ana: Person) -> None:
    mo = await moderator(world)
    await ana.agree()
    await rated(ana)
    await set_up(mo, "cards", world.channel)
    found: Any = world.bot.get_channel(world.channel.id)
    await found.create_thread(name="answers", type=discord.ChannelType.public_thread)
    await world.env.settle()
    (world.channel,) = world.channel.threads
    await ana.slash("practice")
    await ana.press("Resume")
    await ana.press("More")

    await ana.press("Share")

    assert "Posted in" in (await ana.press("Post it")).text


async def test_when_every_chosen_channel_was_deleted_nothing_is_shared_and_the_line_says_whom_to_ask(
    world: World, ana: Person
) -> None:
    mo = await moderator(world)
    await ana.agree()
    await rated(ana)
    card = ana.shown
    short = await new_channel(world, "short-lived")
    await set_up(mo, "cards", short)
    await delete_channel(world, short)

    refused = await ana.press("Share", on=card)

    assert "Those channels were deleted: ask a moderator" in refused.text
    assert public(world) == []
