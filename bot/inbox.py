"""A message in the bot's DM -> its text."""

import discord

from bot.errors import NotText, TooLong
from bot.limits import LONGEST_TEXT

# Discord turns a paste of over 2,000 characters into a file of this type, and UTF-8 has at most 4 bytes a character.
TEXT_FILE = "text/plain"
LARGEST_FILE = 4 * LONGEST_TEXT


def is_for_us(message: discord.Message) -> bool:
    """Whether a person wrote this to the bot alone."""
    ordinary = message.type in (discord.MessageType.default, discord.MessageType.reply)
    return message.guild is None and ordinary and not message.author.bot


async def read_text(message: discord.Message) -> str:
    """The words of a message, from the text file it came as where it was long.

    Raises NotText for a voice message, a sticker or another file without words, TooLong past 20,000 characters.
    """
    parts = [message.content.strip()]
    for file in message.attachments:
        if (file.content_type or "").startswith(TEXT_FILE) and not message.flags.voice:
            if file.size > LARGEST_FILE:
                raise TooLong(limit=LONGEST_TEXT)
            parts.append((await file.read()).decode("utf-8", "replace").strip())
    text = "\n".join(part for part in parts if part)
    if not text:
        raise NotText(sent=_kind(message))
    if len(text) > LONGEST_TEXT:
        raise TooLong(limit=LONGEST_TEXT)
    return text


def _kind(message: discord.Message) -> str:
    if message.flags.voice:
        return "voice"
    if message.stickers:
        return "sticker"
    return "file" if message.attachments else "nothing"
