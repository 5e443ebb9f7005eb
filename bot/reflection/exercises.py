"""The exercises: read from prompts/reflection/exercises, checked, and handed on as frozen data."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.errors import StartError

Key = Literal["plan", "setback", "colleague", "control", "second_look"]
KEYS: tuple[Key, ...] = ("plan", "setback", "colleague", "control", "second_look")
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=600)]


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TextBox(_Content):
    """One box of an exercise. `before` stands before its text when it is read again; `longest` is in characters."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    label: Annotated[str, StringConstraints(max_length=45)]
    hint: Annotated[str, StringConstraints(max_length=100)]
    before: str
    longest: Annotated[int, Field(ge=100, le=3000)]
    required: bool


class Exercise(_Content):
    """One exercise of a few minutes. `asks_later`: whether it came up and was done is asked after an interview."""

    key: Key
    name: Annotated[str, StringConstraints(max_length=45)]
    minutes: Annotated[int, Field(ge=1, le=5)]
    intro: Line
    source: Line | None = None
    saved: Line
    asks_later: bool
    field: tuple[TextBox, ...] = Field(min_length=1, max_length=5)


Exercises = dict[str, Exercise]


def load(folder: Path) -> Exercises:
    """{key: exercise}, in the order they are offered. Raises StartError naming file and field."""
    found: Exercises = {}
    for key in KEYS:
        path = folder / f"{key}.toml"
        try:
            found[key] = Exercise.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise StartError(f"{path}: {error}. Mend the file.") from None
        except ValidationError as error:
            problem = error.errors(include_input=False)[0]
            place = ", ".join(str(part) for part in problem["loc"])
            raise StartError(f"{path}, {place}: {problem['msg']}. Mend the file.") from None
        if found[key].key != key:
            raise StartError(f"{path}: key is {found[key].key!r}, but must be the file's own name. Mend the file.")
    return found
