"""Settings: every problem at once, no secret shown, and .env.example that says the truth."""

import re
from pathlib import Path

import pytest

from bot import settings
from bot.errors import StartError

EXAMPLE = Path(__file__).parent.parent / ".env.example"


def test_every_problem_is_named_at_once_without_the_values(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REBOUND_LOG_LEVEL", "LOUD")
    monkeypatch.setenv("REBOUND_LOCAL_PORT", "a-secret-by-mistake")

    with pytest.raises(StartError) as error:
        settings.load(tmp_path / ".env")

    assert "REBOUND_LOG_LEVEL" in str(error.value)
    assert "REBOUND_LOCAL_PORT" in str(error.value)
    assert "a-secret-by-mistake" not in str(error.value)


def test_an_env_file_that_is_not_text_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\xff")

    with pytest.raises(StartError, match="cannot be read"):
        settings.load(tmp_path / ".env")


def test_an_env_file_that_is_a_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()

    with pytest.raises(StartError, match="cannot be read"):
        settings.load(tmp_path / ".env")


def test_secrets_are_never_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "s3cret-token")
    monkeypatch.setenv("REBOUND_KEYS", "s3cret-key, other-key")

    loaded = settings.load(tmp_path / ".env")

    assert "s3cret" not in repr(loaded)
    assert loaded.plain_keys == ["s3cret-key", "other-key"]


def test_a_blank_token_is_no_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "  ")

    assert settings.load(tmp_path / ".env").discord_token is None


@pytest.mark.parametrize(
    ("api", "gateway"),
    [
        ("ftp://127.0.0.1/api/v10", "http://127.0.0.1"),
        ("127.0.0.1:8080", "wss://"),
        ("https://user:a-secret-by-mistake@/", "nowhere"),
    ],
)
def test_an_address_of_discord_that_is_none_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, api: str, gateway: str
) -> None:
    monkeypatch.setenv("DISCORD_API_URL", api)
    monkeypatch.setenv("DISCORD_GATEWAY_URL", gateway)

    with pytest.raises(StartError) as error:
        settings.load(tmp_path / ".env")

    assert "DISCORD_API_URL" in str(error.value)
    assert "DISCORD_GATEWAY_URL" in str(error.value)
    assert "a-secret-by-mistake" not in str(error.value)


def test_blank_addresses_of_discord_are_no_addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISCORD_API_URL", " ")
    monkeypatch.setenv("DISCORD_GATEWAY_URL", "")

    loaded = settings.load(tmp_path / ".env")

    assert loaded.discord_api_url is None
    assert loaded.discord_gateway_url is None


def test_the_example_names_every_setting_and_no_other() -> None:
    named = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    fields = {
        name.upper() if name.startswith("discord_") else f"REBOUND_{name.upper()}"
        for name in settings.Settings.model_fields
    }

    assert named == fields


def test_the_values_shown_in_the_example_are_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISCORD_TOKEN", "DISCORD_API_URL", "DISCORD_GATEWAY_URL", "REBOUND_KEYS"):
        monkeypatch.delenv(name, raising=False)
    shown = re.sub(r"^#(?=[A-Z_]+=)", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (tmp_path / ".env").write_text(shown)

    assert settings.load(tmp_path / ".env") == settings.load(tmp_path / "absent")
