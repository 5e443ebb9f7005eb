"""Pasting into the bot's DM, the main door on a phone; and the command on a message."""

import discord
import pytest
from simcord.backend.models import MessageSticker

from tests.people import Person, World

CANARY = "quokka-marmalade"
MAIL = f"Thank you for coming. Your answers ran long and we lost the thread. {CANARY}"


async def test_a_pasted_mail_is_asked_about_logged_and_leads_to_one_question(world: World, ana: Person) -> None:
    await ana.agree()
    me = ana.dm

    (asked,) = await me.write(MAIL)
    assert asked.buttons == ["Log as feedback", "Neither"]
    assert CANARY not in asked.text
    await world.restart()
    await me.press("Log as feedback")
    reading = await me.submit(source="recruiter", feels="fine")
    assert "Order and length" in reading.text
    assert reading.private
    await me.press("Confirm")
    await world.restart()
    question = await me.press("One question now")

    assert "answers ran long" in question.text
    assert await world.rows("select * from draft") == []
    assert all(CANARY not in str(message.components) for message in sent_by_the_bot(world, ana))


def sent_by_the_bot(world: World, person: Person) -> list[object]:
    """What stands in the DM for as long as the DM does: everything but ephemeral replies."""
    messages = world.env.backend.messages[person.actor.user.dm_channel.id].values()
    return [message for message in messages if message.author_id != person.id and not message.flags & 64]


async def test_the_card_that_asked_says_afterwards_that_the_text_is_kept(world: World, ana: Person) -> None:
    await ana.agree()
    me = ana.dm
    (asked,) = await me.write(MAIL)
    await me.press("Log as feedback")
    await me.submit(source="recruiter", feels="fine")

    assert "Kept." in asked.text
    again = await me.press("Show it again", on=asked)
    assert "Order and length" in again.text


async def test_text_before_consent_waits_and_nothing_is_stored(world: World, ana: Person) -> None:
    me = ana.dm
    (consent,) = await me.write(MAIL)
    assert "is not stored yet. It waits for 15 minutes." in consent.text
    assert await world.rows("select * from person") == []
    assert await world.rows("select * from draft") == []

    asked = await me.press("Agree")
    await me.press("Log as feedback", on=asked)
    reading = await me.submit(source="recruiter", feels="fine")

    assert "Order and length" in reading.text


async def test_neither_forgets_the_text(world: World, ana: Person) -> None:
    await ana.agree()
    me = ana.dm
    (asked,) = await me.write("See you at eight")

    await me.press("Neither")

    assert "It is not kept" in asked.text
    assert asked.buttons == []
    assert await world.rows("select * from draft") == []


async def test_a_text_that_was_used_on_one_phone_is_not_there_on_the_other(world: World, ana: Person) -> None:
    await ana.agree()
    me = ana.dm
    (asked,) = await me.write(MAIL)
    button = me.id_of("Log as feedback")
    form = await me.press("Log as feedback", on=asked)
    other = await me.press("Log as feedback", on=asked)
    await me.submit(on=form, source="recruiter", feels="fine")

    shown = await me.submit(on=other, source="recruiter", feels="fine")

    assert "not there any more" in shown.text
    assert len(await world.rows("select * from feedback")) == 1
    assert "not there any more" in (await ana.press_old(button)).text


async def test_a_long_paste_which_discord_sends_as_a_file_is_read_whole(world: World, ana: Person) -> None:
    await ana.agree()
    me = ana.dm
    paste = "Your answers ran long. " * 430 + CANARY

    await me.write(files=(("message.txt", paste.encode()),))
    await me.press("Log as feedback")
    reading = await me.submit(source="recruiter", feels="fine")

    assert len(paste) > 9_900
    assert "Order and length" in reading.text
    await ana.slash("feedback list")
    await ana.choose(ana.shown.select["options"][0]["value"])
    more = await ana.press("More")
    assert "Change the words" not in more.buttons
    whole = await ana.press("Read all")
    assert (await whole.files())["feedback.txt"] == paste


@pytest.mark.parametrize(
    ("text", "files", "more", "said"),
    [
        ("", (("voice-message.ogg", b"OggS"),), {"flags": 8192}, "cannot listen to voice messages"),
        ("", (("letter.pdf", b"%PDF"),), {}, "only read words and plain text files"),
        ("", (("message.txt", b"x" * 100_000),), {}, "longer than 20000 characters"),
        ("", (("message.txt", b"word " * 5_000),), {}, "longer than 20000 characters"),
    ],
)
async def test_what_is_not_text_is_answered_with_one_line(
    world: World, ana: Person, text: str, files: tuple[tuple[str, bytes], ...], more: dict[str, int], said: str
) -> None:
    await ana.agree()

    (answer,) = await ana.dm.write(text, files, **more)

    assert said in answer.text
    assert "nothing was saved" in answer.text
    assert await world.rows("select * from draft") == []


async def test_a_sticker_is_answered_with_one_line(world: World, ana: Person) -> None:
    await ana.agree()
    backend = world.env.backend
    channel = ana.actor.user.dm_channel

    sticker = MessageSticker(id=1, name="wave", format_type=1, guild_id=None)
    backend.create_message(channel.id, ana.id, "", stickers=[sticker])
    await world.env.settle()

    assert "only read words" in (await ana.dm.last_card()).text


async def test_the_bot_answers_nothing_that_is_written_in_a_server(world: World, ana: Person) -> None:
    await ana.agree()

    await ana.actor.send(world.channel, MAIL)

    assert world.channel.last_message.author.id == ana.id


async def test_a_message_is_logged_by_its_command_with_the_words_filled_in(world: World, ana: Person) -> None:
    await ana.agree()
    message = await ana.actor.send(world.channel, MAIL)

    form = ana._saw(await ana.actor.context_menu(world.channel, "Log as feedback", message))
    assert form.filled["said"] == MAIL
    reading = await ana.submit(said=form.filled["said"], source="recruiter", feels="fine")

    assert "Order and length" in reading.text


async def test_the_command_on_a_message_waits_for_consent_and_then_goes_on(world: World, ana: Person) -> None:
    message = await ana.actor.send(world.channel, MAIL)

    consent = ana._saw(await ana.actor.context_menu(world.channel, "Log as feedback", message))
    assert "It waits for 15 minutes" in consent.text
    form = await ana.press("Agree")

    assert form.filled["said"] == MAIL


async def test_a_message_without_words_is_refused_in_one_line(world: World, ana: Person) -> None:
    await ana.agree()
    message = await world.bot.get_channel(world.channel.id).send(embed=discord.Embed(title="x"))

    shown = ana._saw(await ana.actor.context_menu(world.channel, "Log as feedback", message))

    assert "There were no words in it" in shown.text
