"""The exercises: read from prompts/reflection/exercises, checked, and handed on as frozen data."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.content import Content, read
from bot.errors import StartError

Key = Literal["plan", "setback", "colleague", "control", "second_look"]
KEYS: tuple[Key, ...] = ("plan", "setback", "colleague", "control", "second_look")
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=600)]


class TextBox(Content):
    """One box of an exercise. `before` stands before its text when it is read again; `longest` is in characters."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    label: Annotated[str, StringConstraints(max_length=45)]
    hint: Annotated[str, StringConstraints(max_length=100)]
    before: str
    longest: Annotated[int, Field(ge=100, le=3000)]
    required: bool


class Exercise(Content):
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
        found[key] = read(path, Exercise)
        if found[key].key != key:
            raise StartError(f"{path}: key is {found[key].key!r}, but must be the file's own name. Mend the file.")
    return found
