"""Sharing an answer: a preview that names the place, the post, and the way back."""

import discord

from tests.people import Person, World

CANARY = "quokka-marmalade"


async def rated(ana: Person) -> None:
    await ana.ask_about("Your answers ran long, they said")
    await ana.one_box()
    await ana.submit(whole=f"I counted the *stock* for @everyone. {CANARY}")
    await ana.choose("3")
    await ana.press("More")


def public(world: World) -> list[str]:
    messages = world.env.backend.messages.get(world.channel.id, {}).values()
    return [
        str(message.components) for message in messages if not message.flags & 64 and CANARY in str(message.components)
    ]


async def test_the_preview_names_server_and_channel_and_nothing_is_public_yet(world: World, ana: Person) -> None:
    await ana.agree()
    await rated(ana)

    preview = await ana.press("Share")

    assert f"Post this in **Careers**, <#{world.channel.id}>?" in preview.text
    assert preview.private
    assert public(world) == []


async def test_a_post_holds_the_question_and_the_answer_escaped_and_never_the_feedback(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await rated(ana)
    await ana.press("Share")
    await world.restart()

    posted = await ana.press("Post it")

    assert "Posted in" in posted.text
    (text,) = public(world)
    assert "ran long" not in text
    assert "\\\\*stock\\\\*" in text
    assert "\\\\@everyone" in text


async def test_the_button_of_a_preview_from_an_older_version_still_posts(world: World, ana: Person) -> None:
    await ana.agree()
    await rated(ana)

    posted = await ana.press_old("sharing:post:1")

    assert "Posted in" in posted.text
    assert len(public(world)) == 1


async def test_a_post_is_taken_back_and_twice_says_so(world: World, ana: Person) -> None:
    await ana.agree()
    await rated(ana)
    await ana.press("Share")
    posted = await ana.press("Post it")
    button = ana.id_of("Take it back")
    await world.restart()

    back = await ana.press("Take it back", on=posted)

    assert "The post is deleted." in back.text
    assert public(world) == []
    assert "not there any more" in (await ana.press_old(button)).text


async def test_another_person_cannot_take_a_post_back(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await rated(ana)
    await ana.press("Share")
    await ana.press("Post it")

    assert "not there any more" in (await ben.press_old(ana.id_of("Take it back"))).text
    assert len(public(world)) == 1


async def test_keeping_it_private_goes_back_to_the_answer(world: World, ana: Person) -> None:
    await ana.agree()
    await rated(ana)
    await ana.press("Share")

    shown = await ana.press("Keep it private")

    assert shown.buttons == ["Retry", "Share", "Enough for today", "Back"]
    assert public(world) == []


async def test_where_the_bot_may_not_speak_one_line_says_so(world: World, ana: Person) -> None:
    await ana.agree()
    await rated(ana)
    guild = world.channel.guild
    silent = discord.PermissionOverwrite(send_messages=False)
    world.channel = guild.create_text_channel("quiet", overwrites={guild.default_role: silent})
    await world.env.settle()
    await ana.slash("practice")
    await ana.press("Resume")
    await ana.press("More")

    shown = await ana.press("Share")

    assert "may not write in this channel" in shown.text


async def test_in_a_direct_message_there_is_nowhere_to_share(world: World, ana: Person) -> None:
    await ana.agree()
    await rated(ana)
    me = ana.dm
    await me.slash("practice")
    await me.press("Resume")
    await me.press("More")

    shown = await me.press("Share")

    assert "Sharing needs a channel of a server" in shown.text
    assert "nothing was posted" in shown.text


async def test_deleting_posts_as_a_kind_takes_them_out_of_the_channel(world: World, ana: Person) -> None:
    await ana.agree()
    await rated(ana)
    await ana.press("Share")
    await ana.press("Post it")
    await ana.slash("me delete")
    value = next(option["value"] for option in ana.shown.select["options"] if option["label"] == "Posts you shared")
    await ana.choose(value)

    await ana.submit(word="delete")

    assert public(world) == []
    assert len(await world.rows("select * from answer")) == 1


async def test_a_post_that_a_moderator_removed_is_taken_back_without_a_fuss(world: World, ana: Person) -> None:
    await ana.agree()
    await rated(ana)
    await ana.press("Share")
    await ana.press("Post it")
    (post,) = await world.rows("select message_id from post")
    await world.bot.get_channel(world.channel.id).get_partial_message(post["message_id"]).delete()

    assert "The post is deleted." in (await ana.press("Take it back")).text
