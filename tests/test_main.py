"""The program as a process: each way a start can fail is one sentence on stderr, and a stop is clean."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.crypto import new_key

ROOT = Path(__file__).parent.parent
TOKEN = "MTIz.abc.def"


def run(folder: Path, *arguments: str, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=clean(folder, root) | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def clean(folder: Path, root: Path = ROOT) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("REBOUND_", "DISCORD_"))}
    return kept | {
        "REBOUND_DATA": str(folder / "data"),
        "REBOUND_LOCAL_PORT": "0",
        "PYTHONPATH": str(root),
        "PYTHONUNBUFFERED": "1",
    }


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    lines = [line for line in done.stderr.splitlines() if line]
    assert done.returncode != 0
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in lines[0]


def test_help_explains_run_local_and_check(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")

    assert done.returncode == 0
    for word in ("run", "local", "check"):
        assert word in done.stdout


def test_check_says_that_all_is_fine(tmp_path: Path) -> None:
    done = run(tmp_path, "check")

    assert done.returncode == 0, done.stderr
    assert "Fine" in done.stdout


def test_a_token_without_a_key_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    assert_refused(run(tmp_path, "run", DISCORD_TOKEN="a.b.c"), "REBOUND_KEYS is not set", "new-key")
    assert not (tmp_path / "data").exists()


def test_a_key_of_the_wrong_length_is_refused(tmp_path: Path) -> None:
    assert_refused(run(tmp_path, "check", REBOUND_KEYS="tooshort"), "wrong length", "new-key")


def test_an_unreadable_env_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe")

    assert_refused(run(tmp_path, "check"), ".env cannot be read")


def test_settings_that_are_wrong_are_all_named(tmp_path: Path) -> None:
    assert_refused(
        run(tmp_path, "check", REBOUND_LOG_LEVEL="LOUD", REBOUND_LOCAL_PORT="x"),
        "REBOUND_LOG_LEVEL",
        "REBOUND_LOCAL_PORT",
    )


def test_a_database_from_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    assert run(tmp_path, "check").returncode == 0
    with sqlite3.connect(tmp_path / "data" / "rebound.db") as connection:
        connection.execute("insert into migration values (9999, 0)")
    connection.close()

    assert_refused(run(tmp_path, "check"), "newer version")


def test_a_data_folder_that_is_not_writable_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")

    assert_refused(run(tmp_path, "check", REBOUND_KEYS=new_key()), "is not writable", "REBOUND_DATA")


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("replies/feedback.md.j2", "{% macro broken( %}", ("feedback.md.j2", "line 1")),
        ("questions/structure.toml", "theme = ", ("structure.toml",)),
        (
            "questions/structure.toml",
            'theme = "structure"\n[ratings]\n1 = "long enough"\n',
            ("structure.toml", "question"),
        ),
        ("reflection/after_answer.toml", "structure = []", ("after_answer.toml", "communication")),
    ],
)
def test_a_broken_template_or_content_file_is_refused_by_name(
    tmp_path: Path, file: str, content: str, words: tuple[str, ...]
) -> None:
    root = tmp_path / "copy"
    for part in ("bot", "prompts"):
        shutil.copytree(ROOT / part, root / part)
    (root / "prompts" / file).write_text(content)

    assert_refused(run(root, "check", root=root), *words)
    assert not (root / "data").exists()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The program as a process of its own, up and answering."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env=clean(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert "http://127.0.0.1:" in process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_process_on_the_same_data_is_refused(tmp_path: Path, running: subprocess.Popen[str]) -> None:
    assert_refused(run(tmp_path, "run"), "already running")


def test_sigterm_stops_it_cleanly(tmp_path: Path, running: subprocess.Popen[str]) -> None:
    running.send_signal(signal.SIGTERM)
    _, errors = running.communicate(timeout=20)

    assert running.returncode == 0, errors
    assert "Traceback" not in errors
    assert run(tmp_path, "check").returncode == 0


def test_a_port_that_is_taken_is_refused(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(tmp_path, "run", REBOUND_LOCAL_PORT=str(taken.getsockname()[1]))

    assert done.returncode != 0
    assert "REBOUND_LOCAL_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_discord_that_cannot_be_reached_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]

    done = run(
        tmp_path,
        "run",
        DISCORD_TOKEN=TOKEN,
        DISCORD_API_URL=f"http://127.0.0.1:{port}",
        REBOUND_KEYS=new_key(),
        REBOUND_LOG_LEVEL="ERROR",
    )

    assert done.returncode == 1
    assert "Discord could not be reached" in done.stderr.splitlines()[-1]
    assert TOKEN not in done.stderr
    assert "Traceback" not in done.stderr
