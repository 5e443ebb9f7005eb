"""The house rules that a machine can check: which way imports go, and who may touch which library."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"
FEATURES = [
    "profile",
    "server",
    "reminders",
    "feedback",
    "reflection",
    "interviews",
    "practice",
    "sharing",
    "mock",
    "partners",
    "progress",
    "encouragement",
]  # in the order of the line: each imports only leftwards
ENTRY = {"__main__", "app", "local", "operate"}
FILES = sorted(BOT.rglob("*.py"))
PURE = {
    "tagger",
    "lexicon",
    "denial",
    "features",
    "model",
    "hunch",
    "requests",
    "picker",
    "observations",
    "bank",
    "prompts",
    "exercises",
    "content",
    "when",
    "messages",
    "distress",
    "limits",
    "schedule",
    "permissions",
    "blossom",
    "matching",
    "hours",
    "recovery",
    "overview",
    "search",
}

ALLOWED = {
    "discord": {
        "__main__",
        "app",
        "discord_address",
        "local",
        "ui",
        "router",
        "templates",
        "dependencies",
        "commands",
        "inbox",
        "operate",
        "delivery",
        "posting",
        "clearing",
        "lines",
        "report_ui",
        "invite_ui",
        "place",
        "matchmaker",
    },
    "aiosqlite": {"database"},
    "aiosql": {"database"},
    "sqlite3": {"database", "copies"},
    "jinja2": {"templates"},
    "simcord": {"local"},
    "cryptography": {"crypto"},
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def feature_of(path: Path) -> str | None:
    parts = path.relative_to(BOT).parts
    return parts[0] if len(parts) > 1 and parts[0] in FEATURES else None


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_library_is_touched_only_where_it_lives(path: Path) -> None:
    for library, places in ALLOWED.items():
        used = any(imported.split(".")[0] == library for imported in imports(path))
        assert not used or path.stem in places, f"{name(path)} imports {library}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_features_import_only_the_front_doors_of_features_to_their_left(path: Path) -> None:
    own = feature_of(path)
    for imported in imports(path):
        parts = imported.split(".")
        other = parts[1] if parts[0] == "bot" and len(parts) > 1 and parts[1] in FEATURES else None
        if other is None or other == own:
            continue
        if own is None:
            assert path.stem in ENTRY, f"{name(path)} is a root module, so it may not import {imported}"
            continue
        assert FEATURES.index(other) < FEATURES.index(own), f"{name(path)} imports rightwards: {imported}"
        inner = (BOT / other / f"{parts[2]}.py").exists() if len(parts) > 2 else False
        assert not inner, f"{name(path)} goes past the front door: {imported}"


@pytest.mark.parametrize("path", [path for path in FILES if path.stem in PURE], ids=name)
def test_rules_are_pure(path: Path) -> None:
    for imported in imports(path):
        assert imported.split(".")[0] not in ("discord", "aiosqlite", "asyncio", "jinja2"), name(path)
        assert not imported.startswith(("bot.database", "bot.ui", "bot.router", "bot.crypto")), name(path)


@pytest.mark.parametrize("path", [path for path in FILES if path.stem in ("store", "service")], ids=name)
def test_services_and_stores_know_no_cards(path: Path) -> None:
    assert not any(imported.startswith(("bot.ui", "bot.router", "bot.templates")) for imported in imports(path))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_file_says_what_it_is_in_its_first_line_and_stays_readable(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.startswith('"""'), f"{name(path)} does not say what it does"
    assert path.stem == "lexicon" or len(source.splitlines()) <= 350, f"{name(path)} may hold a second job"


def test_only_settings_reads_the_environment() -> None:
    readers = [name(path) for path in FILES if re.search(r"os\.(?:environ|getenv)", path.read_text(encoding="utf-8"))]
    assert readers == []


def test_time_and_chance_are_handed_in() -> None:
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        if path.stem not in ("local", "logs", "operate"):
            assert "datetime.now(" not in source, name(path)
            assert "time.time(" not in source, name(path)
        if path.stem != "app":
            assert "random.random(" not in source, name(path)
