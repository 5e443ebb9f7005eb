"""Sharing a view of /progress: the preview shows what would be posted, which is numbers and our own names only."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.dependencies import PROMPTS
from bot.progress.pictures import in_words
from bot.templates import Templates
from tests.people import Person, World, walk
from tests.progress.test_pictures import FULLEST, LONGEST, needs_resvg

CANARY = "quokka-marmalade"


async def with_numbers(ana: Person) -> None:
    """One interview with a role and a company, feedback on it, and one answer."""
    await ana.agree()
    await ana.slash("interview add")
    await ana.submit(when="", role=f"Lead {CANARY}", company=f"Shop {CANARY}", level="", stage="first")
    await ana.ask_about(f"Your answers ran long, {CANARY}")
    await ana.one_box()
    await ana.submit(whole=f"I counted the stock twice. {CANARY}")
    await ana.choose("3")

    async def link(connection: Any) -> None:
        await connection.execute("insert into interview_feedback values (1, 1)")

    await ana.world.database.write(link)
    await ana.slash("progress overview")


def posts(world: World) -> list[Any]:
    return [
        message for message in world.env.backend.messages.get(world.channel.id, {}).values() if not message.flags & 64
    ]


async def test_the_preview_names_server_and_channel_and_shows_what_would_be_posted(world: World, ana: Person) -> None:
    await with_numbers(ana)

    preview = await ana.press("Share")

    assert f"Post this in **Careers**, <#{world.channel.id}>?" in preview.text
    assert "Shared by **ana**" in preview.text
    assert (
        "Order and length: 1 answer, I rated the last one 3, 7 words in the last written, named in 1 of 1"
        in preview.text
    )
    assert preview.buttons == ["Post it", "Keep it private"]
    assert preview.private
    assert posts(world) == []


@needs_resvg
async def test_what_is_posted_is_what_the_preview_showed_and_nothing_that_was_typed(world: World, ana: Person) -> None:
    await with_numbers(ana)
    preview = await ana.press("Share")
    described = next(part["items"] for part in preview.parts if part["type"] == 12)[0]["description"]
    texts = [part["content"] for part in preview.parts if part["type"] == 10]
    drawn = await preview.message.attachments[0].read()
    await world.restart()

    posted = await ana.press("Post it")

    assert "Posted in" in posted.text
    (post,) = posts(world)
    gallery, *said = (part for part in walk(post.components) if part["type"] in (10, 12))
    assert gallery["items"][0]["description"] == described
    assert [part["content"] for part in said] == texts[1:]
    message = await world.bot.get_channel(world.channel.id).fetch_message(post.id)  # type: ignore[union-attr]
    assert await message.attachments[0].read() == drawn
    assert CANARY not in str(post.components)


async def test_a_shared_view_is_taken_back(world: World, ana: Person) -> None:
    await with_numbers(ana)
    await ana.press("Share")
    await ana.press("Post it")
    assert len(posts(world)) == 1

    back = await ana.press("Take it back")

    assert "The post is deleted." in back.text
    assert posts(world) == []


async def test_keeping_it_private_goes_back_to_the_view(world: World, ana: Person) -> None:
    await with_numbers(ana)
    await ana.press("Share")

    shown = await ana.press("Keep it private")

    assert "Where you stand, topic by topic" in shown.text
    assert shown.buttons == ["One question now", "Share"]
    assert posts(world) == []


async def test_when_the_numbers_changed_since_the_preview_it_asks_again(world: World, ana: Person) -> None:
    await with_numbers(ana)
    preview = await ana.press("Share")
    button = ana.id_of("Post it")
    await ana.slash("practice")
    await ana.press("Resume")
    await ana.press("More")
    await ana.press("Retry")
    await ana.submit(whole="I counted it once.")
    await ana.choose("4")

    again = await ana.press_old(button)

    assert "It changed since you looked, so nothing was posted yet." in again.text
    assert "2 answers, I rated the last one 4" in again.text
    assert "Posted in" in (await ana.press("Post it")).text
    assert preview.private


async def test_in_a_direct_message_there_is_nowhere_to_share(world: World, ana: Person) -> None:
    await with_numbers(ana)
    me = ana.dm
    await me.slash("progress overview")

    shown = await me.press("Share")

    assert "Sharing needs a channel of a server" in shown.text


async def test_where_files_may_not_be_attached_the_words_go_without_the_picture(world: World, ana: Person) -> None:
    await with_numbers(ana)
    guild = world.channel.guild
    bare = discord.PermissionOverwrite(attach_files=False)
    world.channel = guild.create_text_channel("bare", overwrites={guild.default_role: bare})
    await world.env.settle()
    await ana.slash("progress overview")

    preview = await ana.press("Share")

    assert "Rebound may not attach files in that channel" in preview.text
    assert not [part for part in preview.parts if part["type"] == 12]
    await ana.press("Post it")
    assert "Order and length: 1 answer" in str(posts(world)[0].components)


async def test_with_nothing_yet_there_is_nothing_to_share(world: World, ana: Person) -> None:
    await ana.agree()

    shown = await ana.slash("progress overview")

    assert "Share" not in shown.buttons
    assert "not there any more" in (await ana.press_old("sharing:preview:0:overview")).text
    assert "card is old" in (await ana.press_old("sharing:preview:0:horoscope")).text


@pytest.mark.parametrize("picture", [FULLEST, LONGEST])
def test_the_fullest_view_fits_its_preview(picture: Any) -> None:
    said = Templates(PROMPTS / "replies").speaker("progress")(
        "shared", who=SimpleNamespace(display_name="A" * 32), lines=in_words(picture)
    )

    assert len(said) < 3500
