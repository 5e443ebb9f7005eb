"""Sealing, opening and the key file."""

from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken

from bot.crypto import Sealer, local_keys, new_key
from bot.errors import StartError


def test_what_was_sealed_can_be_opened_and_does_not_show_the_words() -> None:
    sealer = Sealer([new_key()])

    token = sealer.seal("your answers ran long — 你好")

    assert sealer.open(token) == "your answers ran long — 你好"
    assert "answers" not in token


def test_an_older_key_still_opens_and_the_newest_seals() -> None:
    old, new = new_key(), new_key()
    token = Sealer([old]).seal("kept")

    both = Sealer([new, old])

    assert both.open(token) == "kept"
    assert Sealer([new]).fits(both.seal("fresh"))
    assert not Sealer([old]).fits(both.seal("fresh"))


def test_another_key_opens_nothing() -> None:
    token = Sealer([new_key()]).seal("kept")

    with pytest.raises(InvalidToken):
        Sealer([new_key()]).open(token)


@pytest.mark.parametrize("key", ["", "short", "x" * 44, new_key()[:-2]], ids=["empty", "short", "no base64", "a part"])
def test_a_key_of_the_wrong_length_says_how_to_make_one(key: str) -> None:
    with pytest.raises(StartError, match="new-key"):
        Sealer([key])


def test_the_local_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    keys, is_new = local_keys(tmp_path / "key")

    assert is_new
    assert local_keys(tmp_path / "key") == (keys, False)
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_key_file_that_cannot_be_read_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "key").mkdir()

    with pytest.raises(StartError, match="Restore your copy"):
        local_keys(tmp_path / "key")
