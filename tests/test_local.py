"""The local page in a real browser: a process of its own, Debian's Chromium, and a SIGKILL in the middle."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bot import themes
from tests.feedback.test_six_mails import MAILS
from tests.test_main import ROOT, clean

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.skipif(CHROMIUM is None, reason="left out: Debian's chromium is not installed"),
]

REJECTIONS = [
    ("Your answers ran long and I lost the thread.", "Order and length"),
    ("We could not tell whether you were listening; you answered a different question.", "Getting it across"),
    ("You seemed nervous and spoke very quietly.", "Composure"),
    ("It all stayed a bit vague, with no concrete examples.", "Examples"),
    ("You said 'we' throughout, so your own part was unclear.", "Your own part"),
    ("There were gaps in your clinical knowledge.", "Depth of knowledge"),
    ("You jumped straight into the code and missed the edge cases.", "Working a problem"),
    ("You got defensive when we asked about the mistake.", "How you take feedback"),
    ("You had not done much research on the company.", "Knowing the company"),
    ("You were late and asked no questions at the end.", "Around the interview"),
]
FIRST, SECOND = random.sample(REJECTIONS, 2)


@dataclass
class Screen:
    """The page as a person uses it."""

    page: Page
    pictures: str | None = os.environ.get("REBOUND_TEST_PICTURES")

    def type(self, command: str) -> None:
        box = self.page.locator("#channel-composer-input")
        box.click()
        box.type(command)
        self.page.wait_for_timeout(500)
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(500)
        self.page.locator("#channel-composer button[type=submit]").click()

    def button(self, label: str) -> Locator:
        return self.page.get_by_role("button", name=label, exact=True).last

    def press(self, label: str) -> None:
        self.button(label).click()

    def choose(self, *labels: str) -> None:
        """Choose in the newest select; a choice of several is sent with [Apply]."""
        self.page.wait_for_timeout(500)
        self.page.get_by_role("combobox").last.click()
        for label in labels:
            self.page.get_by_role("option", name=re.compile(label)).last.click()
        apply = self.page.get_by_role("button", name="Apply", exact=True)
        if apply.count():
            apply.last.click()

    def become(self, name: str) -> None:
        """Sit down at the page as the other of the two."""
        self.page.locator("#viewer-picker").select_option(label=name)

    def reads(self, text: str) -> None:
        self.page.get_by_text(text).filter(visible=True).last.wait_for(timeout=15_000)

    def shot(self, name: str) -> None:
        if self.pictures:
            self.page.wait_for_timeout(400)
            self.page.screenshot(path=Path(self.pictures) / f"{name}.png")


@contextmanager
def rebound(folder: Path, *, root: Path = ROOT) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`python -m bot run` as a process, and the address it prints first."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=clean(folder, root),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/\S*", process.stdout.readline())
        assert address
        yield process, address.group()
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser.new_page(viewport={"width": 1000, "height": 860})
        browser.close()


def log(screen: Screen, said: str) -> None:
    """Fill in the form of /feedback add, which is open."""
    dialog = screen.page.get_by_role("dialog")
    dialog.locator("textarea").first.fill(said)
    for label in ("The interviewer", "Fine"):
        dialog.get_by_role("combobox").nth(0 if label == "The interviewer" else 1).click()
        screen.page.get_by_role("option", name=label).last.click()
    screen.shot("feedback")
    dialog.get_by_role("button", name=re.compile("Submit")).click()


def question(screen: Screen, said: str, theme: str) -> None:
    """From the reading to a question that quotes what was typed."""
    screen.reads("I read this as")
    screen.reads(theme)
    screen.shot("confirm")
    screen.press("Confirm")
    screen.reads(f"Saved: {theme}")
    screen.press("One question now")
    screen.reads("Why this:")
    why = screen.page.get_by_text("Why this:").filter(visible=True).last.locator("xpath=..").inner_text()
    quoted = re.search("“([^”]+)”", why)
    assert quoted
    assert quoted.group(1) in said
    screen.shot("question")


def answer(screen: Screen) -> None:
    screen.press("Answer")
    dialog = screen.page.get_by_role("dialog")
    dialog.locator("textarea").first.fill(
        "Stock went missing in the shop. I counted it twice, I asked the supplier and I found a wrong form. "
        "I changed the form and showed the team. In the end losses fell by 40 percent in three weeks."
    )
    dialog.get_by_role("button", name=re.compile("Submit")).click()
    screen.reads("Your answer is saved")
    screen.shot("answer")


def test_the_main_job_on_the_page_for_two_rejections_and_after_a_kill(tmp_path: Path, page: Page) -> None:
    screen = Screen(page)
    with rebound(tmp_path) as (process, address):
        page.goto(address)
        screen.reads("Rebound, on your own computer")
        screen.type("/feedback add")
        screen.reads("Before we start")
        screen.shot("consent")
        screen.press("Agree")
        log(screen, FIRST[0])
        question(screen, *FIRST)
        answer(screen)
        page.get_by_role("combobox").last.click()
        page.get_by_role("option", name=re.compile("Rate 3 of 4")).last.click()
        screen.reads("You rated it 3 of 4")
        screen.reads("One thing to think over")
        screen.shot("reflection")
        screen.press("Write it down")
        dialog = page.get_by_role("dialog")
        dialog.locator("textarea").first.fill("Say the result first.")
        dialog.get_by_role("button", name=re.compile("Submit")).click()
        screen.reads("Kept.")
        screen.press("More")
        screen.reads("The answer is kept either way.")
        screen.press("Enough for today")
        screen.reads("What you wrote is kept")

        screen.type("/feedback add")
        log(screen, SECOND[0])
        question(screen, *SECOND)
        process.send_signal(signal.SIGKILL)
        process.wait()

    with rebound(tmp_path) as (_, address):
        page.goto("about:blank")
        page.goto(address)
        screen.reads("Rebound, on your own computer")
        screen.type("/feedback list")
        screen.reads("2 entries")
        screen.reads(FIRST[0][:30])
        screen.type("/practice")
        screen.reads("You have an open question")
        screen.press("Resume")
        screen.reads("Why this:")


def test_you_and_a_friend_practise_together_on_one_page_and_after_a_kill(tmp_path: Path, page: Page) -> None:
    screen = Screen(page)
    with rebound(tmp_path) as (process, address):
        page.goto(address)
        screen.reads("Rebound, on your own computer")
        screen.type("/me data")
        screen.press("Agree")
        screen.reads("What is kept about you")
        box = page.locator("#channel-composer-input")
        box.click()
        box.type("/mock with")
        for _ in ("the command", "its friend"):
            page.wait_for_timeout(500)
            page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        page.locator("#channel-composer button[type=submit]").click()
        screen.reads("They see only what you tick")
        screen.choose("Order and length")
        screen.press("Preview")
        screen.press("Send it")
        screen.reads("can answer until")
        screen.become("A friend")
        screen.press("Accept")
        screen.press("Agree")
        screen.reads("Read it out:")
        screen.reads("is ready.")
        screen.shot("interviewer")
        screen.choose("Rate 3 of 4")
        screen.reads("You rated it 3.")
        process.send_signal(signal.SIGKILL)
        process.wait()

    with rebound(tmp_path) as (_, address):
        page.goto("about:blank")
        page.goto(address)
        screen.reads("Rebound, on your own computer")
        screen.type("/mock history")
        screen.reads("still open")
        screen.choose("you answered")
        screen.reads("Answer as you would in the room")
        screen.shot("candidate")
        screen.choose("Rate 2 of 4")
        screen.reads("What did each of you hear")
        screen.shot("both")
        screen.press("Finish")
        screen.reads("If they write you a note")
        screen.become("A friend")
        screen.press("Open")
        screen.press("Keep, change, one moment")
        dialog = page.get_by_role("dialog")
        dialog.locator("textarea").nth(1).fill("Say the result first.")
        dialog.get_by_role("button", name=re.compile("Submit")).click()
        screen.reads("They see it as your words")
        screen.become("You")
        screen.press("Open")
        screen.reads("In their words, as they wrote them")
        screen.shot("note")
        screen.press("Make it feedback")
        screen.reads("I read this as")


def test_six_pasted_mails_each_give_the_card_that_was_fixed_beforehand(tmp_path: Path, page: Page) -> None:
    screen = Screen(page)
    with rebound(tmp_path) as (process, _):
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address
        page.goto(address.group())
        screen.type("/me data")
        screen.press("Agree")
        for mail in MAILS:
            page.locator("#channel-composer-input").fill(mail["text"].strip())
            page.locator("#channel-composer button[type=submit]").click()
            screen.reads("What you sent is kept for 24 hours")
            screen.press("Log as feedback")
            dialog = page.get_by_role("dialog")
            for number, label in enumerate(("A recruiter", "Fine")):
                dialog.get_by_role("combobox").nth(number).click()
                page.get_by_role("option", name=label).last.click()
            dialog.get_by_role("button", name=re.compile("Submit")).click()
            screen.reads(expected(mail))
            page.get_by_text(expected(mail)).filter(visible=True).last.scroll_into_view_if_needed()
            screen.shot(f"mail-{mail['name']}")


def expected(mail: dict[str, Any]) -> str:
    """Words that stand on the card of this mail alone."""
    if "sensitive" in mail:
        return "A remark like this may be unfair"
    if not mail["themes"]:
        return "I am not sure what this is about"
    return themes.BY_KEY[mail["themes"][0]].name + ":"


def test_with_a_tagger_that_always_says_the_same_the_job_is_not_done(tmp_path: Path, page: Page) -> None:
    for part in ("bot", "prompts"):
        shutil.copytree(ROOT / part, tmp_path / "copy" / part)
    tagger = tmp_path / "copy" / "bot" / "feedback" / "tagger.py"
    constant = "\n\ndef read(text: str) -> Reading:\n    return Reading((Suggestion('structure', 1.0, 'the same'),))\n"
    tagger.write_text(tagger.read_text() + constant)
    screen = Screen(page, pictures=None)

    with rebound(tmp_path / "copy", root=tmp_path / "copy") as (_, address):
        page.goto(address)
        screen.type("/feedback add")
        screen.press("Agree")
        log(screen, SECOND[0])
        page.set_default_timeout(4_000)
        with pytest.raises((AssertionError, PlaywrightTimeout)):
            question(screen, *SECOND)
