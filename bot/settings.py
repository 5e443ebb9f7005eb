"""Settings from the environment and .env; every problem at once; secrets never printed."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, AnyUrl, Field, SecretStr, UrlConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import StartError

WebUrl = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["http", "https"], host_required=True)]
SocketUrl = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["ws", "wss"], host_required=True)]


class Settings(BaseSettings):
    """What an operator can set. Names in the environment are those in .env.example."""

    model_config = SettingsConfigDict(
        env_prefix="REBOUND_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        hide_input_in_errors=True,
    )

    discord_token: SecretStr | None = Field(None, validation_alias=AliasChoices("DISCORD_TOKEN"))
    discord_api_url: WebUrl | None = Field(None, validation_alias=AliasChoices("DISCORD_API_URL"))
    discord_gateway_url: SocketUrl | None = Field(None, validation_alias=AliasChoices("DISCORD_GATEWAY_URL"))
    keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    data: Path = Path("data")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["plain", "json"] = "plain"
    contact: str = ""
    source_url: str = ""
    local_port: int = Field(8765, ge=0, le=65535)

    @field_validator("keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("discord_token", "discord_api_url", "discord_gateway_url", mode="before")
    @classmethod
    def _blank_is_absent(cls, value: object) -> object:
        return value.strip() or None if isinstance(value, str) else value

    @property
    def database(self) -> Path:
        """Where the database is."""
        return self.data / "rebound.db"

    @property
    def plain_keys(self) -> list[str]:
        """The sealing keys as text, newest first."""
        return [key.get_secret_value() for key in self.keys]


def load(env_file: Path = Path(".env")) -> Settings:
    """Read the environment and `env_file`. Raises StartError with every problem in one sentence."""
    try:
        if env_file.exists():
            env_file.read_text(encoding="utf-8")
        return Settings(_env_file=env_file)
    except (OSError, UnicodeDecodeError) as error:
        raise StartError(
            f"{env_file} cannot be read ({type(error).__name__}): make it a UTF-8 text file that this user may read."
        ) from None
    except ValidationError as error:
        problems = "; ".join(
            f"{_variable(problem['loc'])}: {problem['msg']}" for problem in error.errors(include_input=False)
        )
        raise StartError(f"The settings are not right: {problems}. See .env.example.") from None


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0])
    return name if name.isupper() else f"REBOUND_{name.upper()}"
