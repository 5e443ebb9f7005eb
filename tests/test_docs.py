"""Docs that can drift: the command table against the tree, links, and what no file of the project may name."""

import re
import subprocess
from pathlib import Path

from tests.people import World

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


async def test_the_readme_lists_exactly_the_commands_there_are(world: World) -> None:
    listed = set(re.findall(r"^\| `/?([A-Za-z ]+)`", README, re.MULTILINE))

    there = set()
    for command in world.bot.tree.get_commands():
        inner = getattr(command, "commands", None)
        there |= {f"{command.name} {child.name}" for child in inner} if inner else {command.name}

    assert listed == there


def test_every_file_that_docs_link_to_is_there() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_every_variable_that_docs_name_is_a_setting() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for name in re.findall(r"\bREBOUND_[A-Z_]+\b", path.read_text(encoding="utf-8")):
            assert name in example, f"{path.name} names {name}"


def test_versions_are_pinned_and_no_index_is_named() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()

    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)


def test_pictures_are_small() -> None:
    for picture in (ROOT / "docs").rglob("*.png"):
        assert picture.stat().st_size < 300_000, picture.name


def test_what_is_private_to_a_machine_is_not_tracked() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()

    assert not [name for name in tracked if name.startswith((".venv", "data/")) or name.endswith((".db", ".env"))]
