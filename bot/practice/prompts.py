"""The reflection prompts that follow an answer: read from prompts/reflection and checked."""

from pathlib import Path

from bot import themes
from bot.content import read
from bot.errors import StartError

Prompts = dict[str, tuple[str, ...]]


def load(path: Path) -> Prompts:
    """Read {theme: prompts}. Raises StartError naming file and field."""
    prompts = read(path, Prompts)
    missing = [theme.key for theme in themes.ALL if theme.key != "outside" and not prompts.get(theme.key)]
    if missing:
        raise StartError(f"{path}: no prompts for {', '.join(missing)}. Mend the file.")
    return prompts
