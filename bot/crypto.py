"""Sealing and opening of free text, and the key that does it."""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import StartError


class Sealer:
    """Seals with the first key, opens with any: that is how keys are rotated.

    Raises StartError when a key is not 32 bytes in URL-safe base64.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise StartError(
                "REBOUND_KEYS holds a key of the wrong length: each must be 32 bytes in URL-safe base64 "
                "(44 characters). Make one with: python -m bot new-key"
            ) from None

    def seal(self, text: str) -> str:
        """Plain text -> token for a `_sealed` column."""
        return self._fernet.encrypt(text.encode()).decode()

    def seal_or_none(self, text: str | None) -> str | None:
        """The same, where an absent or empty text stays absent."""
        return self.seal(text) if text else None

    def seal_fields(self, fields: dict[str, Any]) -> str:
        """The typed fields of a form -> one token."""
        return self.seal(json.dumps(fields, ensure_ascii=False))

    def open(self, token: str) -> str:
        """Token -> plain text. Raises cryptography's InvalidToken when no key fits."""
        return self._fernet.decrypt(token.encode()).decode()

    def open_or_none(self, token: str | None) -> str | None:
        """The same, where an absent token is an absent text."""
        return None if token is None else self.open(token)

    def open_fields(self, token: str) -> dict[str, Any]:
        """One token -> the typed fields of a form."""
        fields: dict[str, Any] = json.loads(self.open(token))
        return fields

    def fits(self, token: str) -> bool:
        """Whether one of the keys opens this token."""
        try:
            self.open(token)
        except InvalidToken:
            return False
        return True


def new_key() -> str:
    """A fresh key: 32 random bytes in URL-safe base64."""
    return Fernet.generate_key().decode()


def local_keys(path: Path) -> tuple[list[str], bool]:
    """The keys of local mode, newest first; one is made at the first start. Returns them and whether it is new."""
    try:
        return path.read_text(encoding="ascii").split(), False
    except FileNotFoundError:
        keys = [new_key()]
    except (OSError, UnicodeDecodeError) as error:
        raise StartError(
            f"The key file {path} cannot be read ({type(error).__name__}). Restore your copy of it."
        ) from None
    write_local_keys(path, keys)
    return keys, True


def write_local_keys(path: Path, keys: Sequence[str]) -> None:
    """Put the keys into the file in one step, one a line, readable by its owner alone. Raises StartError."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write("\n".join(keys) + "\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
    except OSError as error:
        raise StartError(
            f"The data folder {path.parent} is not writable ({error.strerror}): give this user the right to write "
            "there, or set REBOUND_DATA to another folder."
        ) from None
