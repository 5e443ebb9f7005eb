"""The pictures of /progress: counts in, an SVG from prompts/pictures, a PNG by resvg, and the same in words."""

import asyncio
import logging
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot import themes
from bot.progress.search import Ends
from bot.templates import Drawings
from bot.ui import Image

log = logging.getLogger(__name__)

FONT = Path(__file__).parent / "fonts" / "Inter-Medium.ttf"
ZOOM = 2
PATIENCE = 2.0  # seconds: a reply is due within three
DESCRIPTION = 1024


@dataclass(frozen=True)
class Recovery:
    """In how many real interviews with feedback a theme was named, before and after it was practised."""

    named_before: int
    before: int
    named_after: int
    after: int
    too_early: bool = False


@dataclass(frozen=True)
class Row:
    """One theme, by its key. Ratings are 1 to 4; `words` counts the last three written answers, oldest first."""

    theme: str
    answers: int
    own: int | None = None
    friend: int | None = None
    words: tuple[int, ...] = ()
    recovery: Recovery | None = None


@dataclass(frozen=True)
class OverviewPicture:
    """What was practised or named, theme by theme, in the order shown."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Stage:
    """One stage by its name on screen, with the interviews that got no further: all, and those among the latest ten."""

    name: str
    ends: Ends
    latest: Ends


@dataclass(frozen=True)
class SearchPicture:
    """Real interviews by the furthest stage they reached, first stage first."""

    stages: tuple[Stage, ...]

    @property
    def total(self) -> int:
        """How many interviews there are."""
        return sum(stage.ends.total for stage in self.stages)

    @property
    def latest(self) -> int:
        """How many the latest are: ten, or 0 when they are all there is, which would say the same twice."""
        latest = sum(stage.latest.total for stage in self.stages)
        return latest if latest < self.total else 0


Picture = OverviewPicture | SearchPicture


class Pictures:
    """Draws pictures where resvg is installed."""

    def __init__(self, drawings: Drawings) -> None:
        self._drawings = drawings
        self._resvg = shutil.which("resvg", path=sysconfig.get_path("scripts"))
        if self._resvg is None:
            log.info("resvg is not installed: /progress shows words only")

    def svg(self, picture: Picture) -> str:
        """The picture as SVG text."""
        if isinstance(picture, OverviewPicture):
            most = max((row.answers for row in picture.rows), default=0) or 1
            return self._drawings.draw("overview", rows=picture.rows, most=most)
        shares = [stage.ends.total / (picture.total or 1) for stage in picture.stages]
        shares += [stage.latest.total / (picture.latest or 1) for stage in picture.stages if picture.latest]
        return self._drawings.draw("search", picture=picture, largest=max(shares, default=0) or 1)

    async def png(self, picture: Picture) -> bytes | None:
        """The picture as a PNG, drawn in a process of its own.

        None when there is nothing to draw or it cannot be drawn: the words are enough.
        """
        if self._resvg is None or is_empty(picture):
            return None
        try:
            return await asyncio.to_thread(self._draw, self._resvg, picture)
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("a picture could not be drawn: %s", type(error).__name__)
            return None

    async def image(self, name: str, picture: Picture) -> Image | None:
        """The picture with the same in words, or None where the words of the card have to do."""
        png = await self.png(picture)
        return None if png is None else Image(name, png, describe(picture))

    def _draw(self, resvg: str, picture: Picture) -> bytes:
        command = [resvg, "--skip-system-fonts", "--use-font-file", str(FONT), "--zoom", str(ZOOM), "-", "-c"]
        svg = self.svg(picture).encode()
        # A process, since Python's bindings of resvg stop the event loop while they draw, and are no faster.
        # No environment: the token and the key are none of its business.
        done = subprocess.run(  # noqa: S603 - our own program and our own SVG, on its standard input
            command, input=svg, env={}, capture_output=True, check=True, timeout=PATIENCE
        )
        return done.stdout


def is_empty(picture: Picture) -> bool:
    """Whether there is nothing to draw."""
    return not (picture.rows if isinstance(picture, OverviewPicture) else picture.total)


def describe(picture: Picture) -> str:
    """The same as the picture in words, in at most 1,024 characters: sentences, or brief lines when there is much."""
    full = "\n".join(in_words(picture))
    if isinstance(picture, SearchPicture) or len(full) <= DESCRIPTION:
        return full
    lines = _in_brief(picture)
    ending: list[str] = []
    while len("\n".join(lines + ending)) > DESCRIPTION:
        # Whole lines, since a number cut in two would be another number.
        lines, ending = lines[:-1], ["More in the words below."]
    return "\n".join(lines + ending)


def in_words(picture: Picture) -> list[str]:
    """The same as the picture in sentences, a line for each theme or stage, spoken by the person as the picture is."""
    return _stages(picture) if isinstance(picture, SearchPicture) else _in_sentences(picture)


def _in_sentences(picture: OverviewPicture) -> list[str]:
    lines = ["Practice so far, by topic. Ratings go from 1 to 4."]
    for row in picture.rows:
        facts = [f"{row.answers} answer{'' if row.answers == 1 else 's'}"]
        if row.own:
            facts.append(f"I rated the last one {row.own}")
        if row.friend:
            facts.append(f"a friend's last rating is {row.friend}")
        if row.words:
            facts.append(f"{_list(row.words)} words in the last written")
        if back := row.recovery:
            early = " (too early to tell)" if back.too_early else ""
            after = f"{back.named_after} of {back.after} after" if back.named_after or back.after else "none after yet"
            facts.append(f"named in {back.named_before} of {back.before} interviews before practice, {after}{early}")
        lines.append(f"{themes.BY_KEY[row.theme].name}: {', '.join(facts)}.")
    return lines


def _in_brief(picture: OverviewPicture) -> list[str]:
    lines = [
        "By topic: answers; last rated 1 to 4 by me, by a friend; last words; "
        "interviews that named it before, after practice (? is too early to tell)."
    ]
    for row in picture.rows:
        named = "-"
        if back := row.recovery:
            early = "?" if back.too_early else ""
            named = f"{back.named_before} of {back.before}, {back.named_after} of {back.after}{early}"
        name = themes.BY_KEY[row.theme].name
        lines.append(
            f"{name}: {row.answers}; {row.own or '-'}, {row.friend or '-'}; {_list(row.words) or '-'}; {named}"
        )
    return lines


def _stages(picture: SearchPicture) -> list[str]:
    latest = f", and the latest {picture.latest}" if picture.latest else ""
    lines = [f"{picture.total} interview{'' if picture.total == 1 else 's'} by the furthest stage{latest}."]
    for stage in picture.stages:
        line = f"{stage.name}: {_ends(stage.ends)}"
        lines.append(f"{line}; latest {picture.latest}: {_ends(stage.latest)}." if picture.latest else f"{line}.")
    return lines


def _ends(ends: Ends) -> str:
    return f"{ends.total}, they said no {ends.they}, I said no {ends.own}"


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
