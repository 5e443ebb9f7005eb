"""Places that a simulated Discord does not have: a conversation of two, and servers that Rebound is no member of."""

from collections.abc import Callable
from typing import Any

import pytest
import simcord.interactions
from simcord.backend.errors import BackendError
from simcord.http.routes import messages

USE_EXTERNAL_APPS = 1 << 50
GROUP = 3
Change = Callable[[Any], None]


def _rewrite(monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    """Let `change` alter every interaction on its way to the bot."""
    build = simcord.interactions.base_payload

    def built(*args: Any, **kwargs: Any) -> Any:
        record, payload = build(*args, **kwargs)
        change(payload)
        return record, payload

    monkeypatch.setattr(simcord.interactions, "base_payload", built)


def in_a_conversation(monkeypatch: pytest.MonkeyPatch, *people: Any) -> None:
    """From now on the channel is a group of these people, which Rebound reaches only in answer to a press."""
    members = [{"id": str(one.id), "username": one.actor.name, "discriminator": "0", "avatar": None} for one in people]

    def change(payload: dict[str, Any]) -> None:
        del payload["guild_id"], payload["guild_locale"]
        payload["user"] = payload.pop("member")["user"]
        payload["context"] = 2
        payload["channel"] = {"id": payload["channel_id"], "type": GROUP, "owner_id": None, "recipients": members}
        payload["data"].get("resolved", {}).pop("members", None)

    _rewrite(monkeypatch, change)


def where_rebound_is_no_member(monkeypatch: pytest.MonkeyPatch, *, external_apps: bool) -> None:
    """From now on the server is one that Rebound is not in; each person has installed it for themselves."""

    def change(payload: dict[str, Any]) -> None:
        payload["guild_id"] = "4711"
        allowed = int(payload["member"]["permissions"])
        bit = USE_EXTERNAL_APPS if external_apps else 0
        payload["member"]["permissions"] = str(allowed & ~USE_EXTERNAL_APPS | bit)

    _rewrite(monkeypatch, change)


def with_closed_dms(monkeypatch: pytest.MonkeyPatch, channel_id: int) -> None:
    """From now on Discord does not let Rebound write to this DM."""
    check = messages._send_permissions

    def checked(ctx: Any, id_: int) -> None:
        if id_ == channel_id:
            raise BackendError(403, 50007, "Cannot send messages to this user")
        check(ctx, id_)

    monkeypatch.setattr(messages, "_send_permissions", checked)
