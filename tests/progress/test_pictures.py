"""The pictures of /progress: nothing but the counts given, readable anywhere, the same in words, or none at all."""

import io
import math
import platform
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import combinations
from operator import mul
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from benchmarks.pictures import LARGEST, OVERVIEW, SEARCH
from bot import themes, ui
from bot.dependencies import PROMPTS
from bot.progress import pictures as module
from bot.progress.pictures import (
    FONT,
    ZOOM,
    OverviewPicture,
    Picture,
    Pictures,
    Recovery,
    Row,
    SearchPicture,
    Stage,
    describe,
)
from bot.progress.search import Ends
from bot.templates import Drawings
from tests.people import Person, World

GOLDEN = Path(__file__).parent.parent.parent / "docs" / "pictures"
GROUND, BLUE, ORANGE = "#1b1d22", "#56b4e9", "#e6a532"
DISCORD = ("#313338", "#2b2d31", "#1a1a1e", "#ffffff", "#fbfbfb")
FULLEST = OverviewPicture(
    tuple(
        Row(theme.key, 9999, 4, 1, (9999, 9999, 9999), Recovery(9999, 9999, 9999, 9999, too_early=True))
        for theme in themes.PRACTISABLE
    )
)
LONGEST = SearchPicture(
    (
        Stage("Task or exercise", Ends(9999), Ends(10)),
        Stage("Task or exercise", Ends(0, 9999), Ends()),
        Stage("Task or exercise", Ends(0, 0, 9999), Ends()),
    )
)
needs_resvg = pytest.mark.skipif(
    sys.platform == "linux" and platform.machine() != "x86_64", reason="there is no wheel of resvg for this machine"
)


@pytest.fixture
def pictures() -> Pictures:
    return Pictures(Drawings(PROMPTS / "pictures"))


async def drawn(pictures: Pictures, picture: Picture) -> Image.Image:
    png = await pictures.png(picture)
    assert png is not None
    return Image.open(io.BytesIO(png))


def differing(one: Image.Image, other: Image.Image) -> bool:
    """Whether anybody could see a difference; rounding that depends on the processor is no difference."""
    if one.size != other.size:
        return True
    strongest = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema()
    return any(most > 32 for _, most in strongest)


def one_more(thing: Any) -> Iterator[Any]:
    """Every copy of a picture in which one number is one more."""
    if is_dataclass(thing):
        for field in fields(thing):
            for changed in one_more(getattr(thing, field.name)):
                yield replace(thing, **{field.name: changed})  # type: ignore[type-var]
    elif isinstance(thing, tuple):
        for place, part in enumerate(thing):
            for changed in one_more(part):
                yield (*thing[:place], changed, *thing[place + 1 :])
    elif isinstance(thing, int) and not isinstance(thing, bool):
        yield thing + 1


def swapped(picture: Picture) -> Iterator[Picture]:
    """Every copy of a picture in which two bars have changed places; the names stay."""
    parts = picture.rows if isinstance(picture, OverviewPicture) else picture.stages
    for bar in ("answers",) if isinstance(picture, OverviewPicture) else ("ends", "latest"):
        for (one, first), (other, second) in combinations(enumerate(parts), 2):
            if getattr(first, bar) != getattr(second, bar):
                changed: list[Any] = list(parts)
                changed[one] = replace(first, **{bar: getattr(second, bar)})
                changed[other] = replace(second, **{bar: getattr(first, bar)})
                yield type(picture)(tuple(changed))


@needs_resvg
@pytest.mark.parametrize(("name", "picture"), [("overview", OVERVIEW), ("search", SEARCH)])
async def test_the_pictures_in_the_docs_are_what_is_drawn(pictures: Pictures, name: str, picture: Picture) -> None:
    golden = Image.open(GOLDEN / f"progress-{name}.png")

    assert not differing(await drawn(pictures, picture), golden)


@needs_resvg
@pytest.mark.slow
@pytest.mark.parametrize(("name", "picture"), [("overview", OVERVIEW), ("search", SEARCH)])
async def test_any_count_one_more_and_any_two_bars_swapped_are_seen(
    pictures: Pictures, name: str, picture: Picture
) -> None:
    golden = Image.open(GOLDEN / f"progress-{name}.png")
    others = [*one_more(picture), *swapped(picture)]

    assert len(others) > 45
    for other in others:
        assert differing(await drawn(pictures, other), golden), other


@pytest.mark.parametrize("picture", [OVERVIEW, SEARCH])
def test_every_single_number_is_in_the_picture_and_in_its_words(pictures: Pictures, picture: Picture) -> None:
    more = list(one_more(picture))

    assert len(more) > 30
    for changed in more:
        assert pictures.svg(changed) != pictures.svg(picture)
        assert describe(changed) != describe(picture)


def linear(colour: str) -> list[float]:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_no_colour_would_read_on_both_of_discords_backgrounds_so_pictures_bring_their_own() -> None:
    greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(256)]  # contrast knows lightness only

    assert max(min(contrast(grey, ground) for ground in DISCORD) for grey in greys) < 4.5


@pytest.mark.parametrize("picture", [OVERVIEW, SEARCH, FULLEST, LONGEST])
def test_every_colour_reads_on_the_pictures_own_background(pictures: Pictures, picture: Picture) -> None:
    svg = pictures.svg(picture)
    colours = set(re.findall(r"#[0-9a-f]{6}", svg)) - {GROUND}

    assert len(colours) >= 4
    assert all(contrast(colour, GROUND) >= 4.5 for colour in colours)
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) <= colours | {GROUND, "none", "url(#stripes)"}
    assert "opacity" not in svg


# What a screen's red, green and blue (linear) become to eyes without one kind of cone, from Machado, Oliveira and
# Fernandes (2009), "A physiologically-based model for simulation of color vision deficiency", severity 1.0.
EYES = {
    "red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def apart(one: str, other: str, eyes: tuple[tuple[float, ...], ...]) -> float:
    """How far two colours are apart to such eyes, in CIELAB; from about 10 two areas are told apart at a glance."""
    return math.dist(*(lab([sum(map(mul, row, linear(colour))) for row in eyes]) for colour in (one, other)))


def lab(rgb: list[float]) -> tuple[float, float, float]:
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (sum(map(mul, row, rgb)) / full for row, full in zip(to_xyz, white, strict=True))
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("missing", EYES)
def test_the_two_colours_are_apart_to_eyes_that_lack_red_green_or_blue(pictures: Pictures, missing: str) -> None:
    for picture in (OVERVIEW, SEARCH):
        svg = pictures.svg(picture)
        assert BLUE in svg
        assert ORANGE in svg

    assert apart(BLUE, ORANGE, EYES[missing]) > 40


@needs_resvg
async def test_without_any_colour_you_and_a_friend_are_still_told_apart(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_one_colour(pictures, monkeypatch)
    image = await drawn(pictures, OverviewPicture((Row("structure", 0, own=3, friend=3),)))

    you, friend = (part(image, 247, centre - 11, 269, centre + 11) for centre in (128, 151))

    assert differing(you, friend)
    assert not differing(you, part(image, 247, 117, 269, 139))


@needs_resvg
async def test_without_any_colour_each_way_an_interview_ended_has_its_own_look(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_one_colour(pictures, monkeypatch)
    ways = (Ends(they=5), Ends(own=5), Ends(other=5))
    images = [await drawn(pictures, SearchPicture((Stage("Offer", ends, Ends()),))) for ends in ways]

    bars = [part(image, 16, 145, 240, 160) for image in images]

    assert differing(bars[0], bars[1])
    assert differing(bars[1], bars[2])
    assert differing(bars[2], bars[0])


def in_one_colour(pictures: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything that is drawn have one colour on the ground."""
    draw = pictures.svg
    monkeypatch.setattr(
        pictures, "svg", lambda picture: re.sub(f"#(?!{GROUND[1:]})[0-9a-f]{{6}}", "#ffffff", draw(picture))
    )


def part(image: Image.Image, left: int, top: int, right: int, bottom: int) -> Image.Image:
    """A part of a picture, given in the units of its SVG."""
    return image.crop((left * ZOOM, top * ZOOM, right * ZOOM, bottom * ZOOM))


@needs_resvg
@pytest.mark.parametrize("picture", [OVERVIEW, SEARCH])
async def test_nothing_of_discords_background_shines_through(pictures: Pictures, picture: Picture) -> None:
    assert (await drawn(pictures, picture)).getchannel("A").getextrema() == (255, 255)


@needs_resvg
@pytest.mark.parametrize(
    ("picture", "gaps"),
    [
        (FULLEST, [(0, 15), (198, 203), (292, 301), (406, 420)]),
        (SearchPicture(tuple(replace(stage, name="Offer") for stage in LONGEST.stages)), [(80, 91)]),
        (LONGEST, [(0, 15), (237, 247), (294, 304), (350, 360), (406, 420)]),
    ],
)
async def test_the_longest_names_and_counts_up_to_9999_stay_in_their_columns(
    pictures: Pictures, picture: Picture, gaps: list[tuple[int, int]]
) -> None:
    image = (await drawn(pictures, picture)).convert("RGB")

    for left, right in gaps:
        gap = image.crop((left * ZOOM, 110 * ZOOM, right * ZOOM, image.height - 32 * ZOOM))
        assert gap.getcolors() == [(gap.width * gap.height, (0x1B, 0x1D, 0x22))], f"{left} to {right}"


async def test_where_there_is_nothing_to_show_there_is_no_picture(pictures: Pictures) -> None:
    assert await pictures.png(OverviewPicture(())) is None
    assert await pictures.png(SearchPicture((Stage("Offer", Ends(), Ends()),))) is None
    assert await pictures.png(SearchPicture(())) is None


async def test_without_resvg_or_when_it_takes_too_long_the_words_are_enough(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    assert await pictures.png(OVERVIEW) is None

    monkeypatch.setattr("shutil.which", lambda name, path: None)
    assert await Pictures(Drawings(PROMPTS / "pictures")).png(OVERVIEW) is None


def test_a_name_is_never_markup(pictures: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    name = '</text><b> & "it" isn\'t'
    monkeypatch.setitem(themes.BY_KEY, "structure", replace(themes.BY_KEY["structure"], name=name))
    renamed = SearchPicture((replace(SEARCH.stages[0], name=name), *SEARCH.stages[1:]))

    for picture in (OVERVIEW, renamed):
        texts = [text.text for text in ET.fromstring(pictures.svg(picture)).iter("{http://www.w3.org/2000/svg}text")]
        assert texts.count(name) == 1


def test_a_description_is_as_long_as_discord_takes_and_cuts_no_number() -> None:
    for picture in (OVERVIEW, LARGEST, FULLEST, SEARCH, LONGEST):
        assert 0 < len(describe(picture)) <= 1024

    assert "Order and length: 12 answers, I rated the last one 3" in describe(OVERVIEW)
    assert "named in 3 of 4 interviews before practice, 1 of 5 after" in describe(OVERVIEW)
    assert describe(LARGEST).splitlines()[-1] == "Around the interview: 40; 3, 2; 310, 220, 180; 3 of 4, 1 of 5"
    assert describe(FULLEST).splitlines()[-2].endswith("9999 of 9999, 9999 of 9999?")
    assert describe(FULLEST).splitlines()[-1] == "More in the words below."


def test_when_the_latest_ten_are_all_there_are_they_are_not_shown_twice(pictures: Pictures) -> None:
    few = SearchPicture((Stage("First call", Ends(2), Ends(2)), Stage("Offer", Ends(0, 0, 1), Ends(0, 0, 1))))

    assert "latest" not in pictures.svg(few)
    assert describe(few).splitlines() == [
        "3 interviews by the furthest stage.",
        "First call: 2, they said no 2, I said no 0.",
        "Offer: 1, they said no 0, I said no 0.",
    ]


def test_the_font_is_small_and_comes_with_its_licence() -> None:
    assert FONT.stat().st_size < 400_000
    assert "SIL Open Font License" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")


@needs_resvg
async def test_a_card_shows_its_picture_above_its_text_with_the_same_in_words(world: World, ana: Person) -> None:
    await ana.agree()
    pictures = Pictures(Drawings(PROMPTS / "pictures"))

    async def show(interaction: ui.Interaction, press: Any) -> None:
        png = await pictures.png(OVERVIEW)
        assert png is not None
        files = (ui.File("counts.txt", "12"), ui.File("counts.bin", b"\xff"))
        await ui.reply(interaction, ui.Card("The words", files=files, image=ui.Image("a.png", png, describe(OVERVIEW))))

    world.bot.router.on_press("try:picture", show)

    shown = await ana.press_old("try:picture:1")

    gallery = next(part for part in shown.parts if part["type"] == 12)
    assert gallery["items"][0]["description"] == describe(OVERVIEW)
    assert shown.parts.index(gallery) < next(place for place, part in enumerate(shown.parts) if part["type"] == 10)
    sent = {file.filename: await file.read() for file in shown.message.attachments}
    assert sent["a.png"].startswith(b"\x89PNG")
    assert (sent["counts.txt"], sent["counts.bin"]) == (b"12", b"\xff")
