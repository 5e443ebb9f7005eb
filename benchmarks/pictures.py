"""How long the pictures of /progress take, and whether the bot stands still meanwhile: python -m benchmarks.pictures.

Ends with 1 above the limits. With --redraw it writes the pictures of docs/ anew; tests hold them against what is drawn.
"""

import asyncio
import io
import statistics
import sys
import time
from collections.abc import Awaitable
from pathlib import Path

from PIL import Image

from bot import themes
from bot.dependencies import PROMPTS
from bot.progress.pictures import OverviewPicture, Picture, Pictures, Recovery, Row, SearchPicture, Stage
from bot.progress.search import Ends
from bot.templates import Drawings

DOCS = Path(__file__).parent.parent / "docs" / "pictures"
RUNS = 50
MOST_MS, LONGEST_BLOCK_MS = 150, 20
PHONE = 340  # CSS pixels that Discord gives a picture on a phone
DARK, LIGHT = "#313338", "#ffffff"

OVERVIEW = OverviewPicture(
    (
        Row("structure", 12, 3, 2, (310, 220, 180), Recovery(3, 4, 1, 5)),
        Row("evidence", 9, 3, 3, (142, 165, 171), Recovery(2, 4, 2, 5)),
        Row("ownership", 5, 2, None, (96, 120), Recovery(1, 4, 0, 2, too_early=True)),
        Row("confidence", 4, 2, 3),
        Row("self_awareness", 2, 4, None, (88,), Recovery(0, 4, 1, 5)),
        Row("company_knowledge", 0, recovery=Recovery(2, 4, 0, 0, too_early=True)),
    )
)
SEARCH = SearchPicture(
    (
        Stage("Application", Ends(14, 0, 2), Ends(2, 0, 1)),
        Stage("First call", Ends(8, 1, 1), Ends(2)),
        Stage("Interview", Ends(6, 2, 1), Ends(2, 1)),
        Stage("Task or exercise", Ends(2, 1), Ends()),
        Stage("Final round", Ends(2, 0, 1), Ends(1, 0, 1)),
        Stage("Offer", Ends(0, 0, 1), Ends()),
    )
)
LARGEST = OverviewPicture(
    tuple(Row(theme.key, 40, 3, 2, (310, 220, 180), Recovery(3, 4, 1, 5)) for theme in themes.PRACTISABLE)
)


async def longest_block(work: Awaitable[object]) -> float:
    """The longest ms, while `work` is done, in which nothing else on the event loop could run."""
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0)
            longest = max(longest, time.perf_counter() - before)
            await asyncio.sleep(0.001)

    watcher = asyncio.create_task(watch())
    await work
    watcher.cancel()
    return longest * 1000


async def draw(pictures: Pictures, shown: dict[str, Picture], taken: dict[str, list[float]]) -> None:
    """Draw the pictures in turn, again and again, and add to `taken` how many ms each took."""
    for _ in range(RUNS):
        for name, picture in shown.items():
            before = time.perf_counter()
            assert await pictures.png(picture), "resvg is not installed"
            taken[name].append((time.perf_counter() - before) * 1000)


async def redraw(pictures: Pictures) -> None:
    """Write each picture as it is sent, and as a phone shows it on Discord's dark and light."""
    for name, picture in (("progress-overview", OVERVIEW), ("progress-search", SEARCH)):
        png = await pictures.png(picture)
        assert png, "resvg is not installed"
        (DOCS / f"{name}.png").write_bytes(png)
        wide = Image.open(io.BytesIO(png)).convert("RGB")
        narrow = wide.resize((PHONE, wide.height * PHONE // wide.width), Image.Resampling.LANCZOS)
        both = Image.new("RGB", (2 * PHONE + 64, narrow.height + 32), DARK)
        both.paste(LIGHT, (PHONE + 32, 0, *both.size))
        both.paste(narrow, (16, 16))
        both.paste(narrow, (PHONE + 48, 16))
        both.save(DOCS / f"{name}-phone.png", optimize=True)


async def main() -> int:
    """Print the table. Returns the exit code."""
    pictures = Pictures(Drawings(PROMPTS / "pictures"))
    if "--redraw" in sys.argv:
        await redraw(pictures)
        return 0
    shown: dict[str, Picture] = {"overview": OVERVIEW, "search": SEARCH, "13 topics": LARGEST}
    taken: dict[str, list[float]] = {name: [] for name in shown}
    block = await longest_block(draw(pictures, shown, taken))
    idle = await longest_block(asyncio.sleep(sum(map(sum, taken.values())) / 1000))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, median in medians.items():
        print(f"{name:10} median {median:4.0f} ms of {RUNS}")
    print(f"longest block {block:.1f} ms ({idle:.1f} ms when idle)")
    good = max(medians.values()) < MOST_MS and block < LONGEST_BLOCK_MS
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
