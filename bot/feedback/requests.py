"""The messages that ask for feedback, to be copied: read from prompts/requests and checked."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.errors import StartError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500, pattern="^[^`]*$")]


class Tone(BaseModel):
    """One message in one tone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Text
    name: Text
    text: Text


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    tone: tuple[Tone, ...] = Field(min_length=3, max_length=25)


def load(path: Path) -> tuple[Tone, ...]:
    """Read the messages. Raises StartError naming file and field."""
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).tone
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartError(f"{path}: {error}. Mend the file.") from None
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        place = ", ".join(str(part) for part in problem["loc"])
        raise StartError(f"{path}, {place}: {problem['msg']}. Mend the file.") from None
