"""The messages that ask for feedback, to be copied: read from prompts/requests and checked."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.content import Content, read

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500, pattern="^[^`]*$")]


class Tone(Content):
    """One message in one tone."""

    key: Text
    name: Text
    text: Text


class _File(Content):
    tone: tuple[Tone, ...] = Field(min_length=3, max_length=25)


def load(path: Path) -> tuple[Tone, ...]:
    """Read the messages. Raises StartError naming file and field."""
    return read(path, _File).tone
