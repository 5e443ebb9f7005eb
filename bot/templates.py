"""The only user of Jinja2: what the bot says and draws, all escaped, and the guard over a finished card."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import discord
import jinja2
import regex
from jinja2.bccache import Bucket
from markupsafe import Markup

from bot import themes
from bot.errors import StartError

Say = Callable[..., str]

MAX_COMPONENTS = 40
MAX_CHARACTERS = 4000
QUOTE_CHARACTERS = 900

_ALWAYS = re.compile(r"[\\*_~|`<>\[\]()@]|:(?=//)")
_LINE_START = re.compile(r"^(\s*)([-+#])", re.MULTILINE)
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


class CardTooLarge(ValueError):
    """A finished card breaks one of Discord's limits: a fault of ours, never of the person."""


def escape(words: str) -> Markup:
    """A person's words so that Discord shows them as they were typed: no Markdown, mention, link or timestamp."""
    plain = _DIRECTION.sub("", words)
    return Markup(_LINE_START.sub(r"\1\\\2", _ALWAYS.sub(r"\\\g<0>", plain)))  # noqa: S704 - this is the escaping


def _size(words: str) -> int:
    """How many characters these words take on a card: escaped, and with `> ` before every further line of a quote."""
    return len(escape(words)) + 2 * (len(f"{words}.".splitlines()) - 1)


def shorten(words: str, limit: int) -> str:
    """The first graphemes of `words` that fit `limit` characters on a card, with an ellipsis if any are left out."""
    if _size(words) <= limit:
        return words
    kept: list[str] = []
    room = limit - 1
    for grapheme in regex.findall(r"\X", words):
        room -= _size(grapheme)
        if room < 0:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip() + "…"


def is_cut(words: str, limit: int = QUOTE_CHARACTERS) -> bool:
    """Whether a quote of these words leaves some out, so that the card needs [Read all]."""
    return _size(words) > limit


def _quote(words: str, limit: int = QUOTE_CHARACTERS) -> Markup:
    lines = str(escape(shorten(words.strip(), limit))).splitlines()
    return Markup("\n".join(f"> {line}" for line in lines))  # noqa: S704 - escaped above


def _inline(words: str, limit: int = 160) -> Markup:
    return Markup("“") + escape(shorten(" ".join(words.split()), limit)) + Markup("”")


def _short(words: str, limit: int) -> Markup:
    return escape(shorten(" ".join(words.split()), limit))


def _when(moment: datetime, style: str = "D") -> Markup:
    return Markup(f"<t:{int(moment.timestamp())}:{style}>")  # noqa: S704 - a number


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _finalize(value: object) -> object:
    return value if isinstance(value, Markup | jinja2.Undefined) else escape(str(value))


class _Compiled(jinja2.BytecodeCache):
    """What this process compiled: a start reads every template twice, to check them all and then to use them."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = self._kept.get((bucket.key, bucket.checksum))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_compiled = _Compiled()


class Templates:
    """Every macro of prompts/replies, compiled at start.

    Raises StartError naming file and line when one is broken.
    """

    def __init__(self, folder: Path) -> None:
        # Macros and constants count as safe, everything else that is put out passes `_finalize`.
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            bytecode_cache=_compiled,
            autoescape=True,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "quote": _quote,
            "said": _inline,
            "short": _short,
            "when": _when,
            "count": _count,
        }
        self._environment.globals["theme_name"] = lambda key: Markup(themes.BY_KEY[key].name)  # noqa: S704 - ours
        self._modules: dict[str, Any] = {}
        for file in sorted(folder.glob("*.md.j2")):
            try:
                template = self._environment.get_template(file.name)
                self._modules[file.name.removesuffix(".md.j2")] = template.module
            except jinja2.TemplateSyntaxError as error:
                raise StartError(f"{file}, line {error.lineno}: {error.message}. Mend the template.") from None
            except (jinja2.UndefinedError, UnicodeDecodeError) as error:
                raise StartError(f"{file}: {error}. Mend the template.") from None

    def speaker(self, feature: str) -> Say:
        """A function `say(macro, **facts) -> text` for one feature's file.

        Raises StartError when the feature has no file.
        """
        if feature not in self._modules:
            raise StartError(f"The template {feature}.md.j2 is missing: restore the prompts folder.")
        module = self._modules[feature]

        def say(macro: str, **facts: Any) -> str:
            return re.sub(r"\n{3,}", "\n\n", str(getattr(module, macro)(**facts))).strip()

        return say


class Drawings:
    """Every SVG of prompts/pictures, compiled at start. All that is put out is escaped for XML.

    Raises StartError naming the file when one is broken.
    """

    def __init__(self, folder: Path) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            bytecode_cache=_compiled,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["theme_name"] = lambda key: themes.BY_KEY[key].name
        for file in sorted(folder.glob("*.svg.j2")):
            try:
                self._environment.get_template(file.name)
            except (jinja2.TemplateSyntaxError, UnicodeDecodeError) as error:
                raise StartError(f"{file}: {error}. Mend the template.") from None

    def draw(self, name: str, /, **facts: Any) -> str:
        """The SVG text of one picture."""
        return self._environment.get_template(f"{name}.svg.j2").render(facts)


def guard(view: discord.ui.LayoutView) -> discord.ui.LayoutView:
    """The same view, if Discord would take it. Raises CardTooLarge otherwise."""
    items = list(view.walk_children())
    if len(items) > MAX_COMPONENTS:
        raise CardTooLarge(f"{len(items)} components")
    characters = sum(len(item.content) for item in items if isinstance(item, discord.ui.TextDisplay))
    if characters > MAX_CHARACTERS:
        raise CardTooLarge(f"{characters} characters")
    return view
