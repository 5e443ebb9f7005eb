"""The reflection prompts that follow an answer: read from prompts/reflection and checked."""

import tomllib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot import themes
from bot.errors import StartError

Prompts = dict[str, tuple[str, ...]]


def load(path: Path) -> Prompts:
    """Read {theme: prompts}. Raises StartError naming file and field."""
    try:
        prompts = TypeAdapter(Prompts).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartError(f"{path}: {error}. Mend the file.") from None
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        raise StartError(f"{path}, {problem['loc'][0]}: {problem['msg']}. Mend the file.") from None
    missing = [theme.key for theme in themes.ALL if theme.key != "outside" and not prompts.get(theme.key)]
    if missing:
        raise StartError(f"{path}: no prompts for {', '.join(missing)}. Mend the file.")
    return prompts
