"""A content file of prompts/ -> checked data, with a mistake named by file, entry and field."""

import functools
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.errors import StartError

T = TypeVar("T")
MOST_NAMED = 5


class Content(BaseModel):
    """What a content file holds: frozen, and nothing that the schema does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read(path: Path, schema: type[T]) -> T:
    """Read one TOML file. Raises StartError naming the file, and for each mistake the entry by its id and the field."""
    try:
        text = path.read_text(encoding="utf-8")
        checked: T = _check(text, schema)
    except ValidationError as error:
        raise StartError(f"{path}: {_problems(tomllib.loads(text), error)}. Mend the file.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise StartError(f"{path}: {error}. Mend the file.") from None
    return checked


def _validate(text: str, schema: Any) -> Any:
    return TypeAdapter(schema).validate_python(tomllib.loads(text))


# A start reads every file twice, to check them all and then to use them. Nobody changes what was read.
_check: Callable[[str, Any], Any] = functools.cache(_validate)


def _problems(raw: dict[str, Any], error: ValidationError) -> str:
    lines = []
    for problem in error.errors(include_input=False, include_url=False)[:MOST_NAMED]:
        place = [str(part) for part in problem["loc"]]
        listed = raw.get(place[0]) if place else None
        if isinstance(listed, list) and len(place) > 1 and isinstance(listed[int(place[1])], dict):
            entry = listed[int(place[1])]
            place = [str(entry.get("id", f"number {int(place[1]) + 1}")), *place[2:]]
        lines.append(f"{', '.join(place)}: {problem['msg']}")
    return "; ".join(lines)
