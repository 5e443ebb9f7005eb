"""Every payload that the bot sends, and who can read it: messages, edits, replies, files, forms, suggestions."""

import json as json_
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from simcord.backend.models import EPHEMERAL_FLAG
from simcord.http import router

from tests.people import walk

EVERYBODY = "everybody"
MESSAGE, UPDATE, SUGGESTIONS, FORM = 4, 7, 8, 9


@dataclass(frozen=True)
class Seen:
    """One payload: who can read it, what it says with all its files, and the controls on it."""

    by: frozenset[str]
    text: str
    controls: tuple[dict[str, Any], ...]
    is_form: bool


class Eyes:
    """Looks over the shoulder of each of these people ({Discord's id: name}), and of everybody in a channel."""

    def __init__(self, backend: Any, names: dict[int, str], moderators: int) -> None:
        self._backend = backend
        self._names = names
        self._moderators = moderators
        self.seen: list[Seen] = []

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look at every request that simcord takes meanwhile."""
        dispatch: Callable[..., Any] = router.dispatch

        def watched(backend: Any, method: str, path: str, *, json: Any = None, **rest: Any) -> Any:
            if backend is self._backend and method in ("POST", "PATCH"):
                self._look(path, json, rest.get("files") or [])
            return dispatch(backend, method, path, json=json, **rest)

        router.dispatch = watched
        try:
            yield
        finally:
            router.dispatch = dispatch

    def _look(self, path: str, body: Any, files: list[Any]) -> None:
        parts = path.strip("/").split("/")
        is_form = False
        if parts[0] == "interactions":
            record = self._backend.interactions[int(parts[1])]
            is_form = body["type"] == FORM
            private = body["type"] in (SUGGESTIONS, FORM)
            if body["type"] == MESSAGE:
                private = bool((body.get("data") or {}).get("flags", 0) & EPHEMERAL_FLAG)
            if body["type"] == UPDATE:
                private = self._is_private(record.channel_id, record.source_message_id)
            readers = self._reader(record.user_id) if private else self._readers(record.channel_id)
            body = body.get("data") or {}
        elif parts[0] == "webhooks":
            record = self._backend.interaction_by_token(parts[2])
            private = bool(body.get("flags", 0) & EPHEMERAL_FLAG)
            if len(parts) > 3:
                id_ = record.message_id if parts[4] == "@original" else int(parts[4])
                private = self._is_private(record.channel_id, id_)
            readers = self._reader(record.user_id) if private else self._readers(record.channel_id)
        elif parts[0] == "channels" and len(parts) > 2 and parts[2] == "messages":
            readers = self._readers(int(parts[1]))
        else:
            return
        words = [json_.dumps(body, ensure_ascii=False), *(_content(file) for file in files)]
        controls = tuple(part for part in walk(body.get("components") or []) if part.get("custom_id"))
        if is_form:
            controls = (body,)
        self.seen.append(Seen(readers, "\n".join(words), controls, is_form))

    def _is_private(self, channel_id: int, message_id: int) -> bool:
        return bool(self._backend.get_message(channel_id, message_id).flags & EPHEMERAL_FLAG)

    def _reader(self, user_id: int) -> frozenset[str]:
        return frozenset({self._names[user_id]})

    def _readers(self, channel_id: int) -> frozenset[str]:
        if channel_id == self._moderators:
            return frozenset({"mo"})
        for user_id in self._names:
            if self._backend.get_dm_channel(user_id).id == channel_id:
                return self._reader(user_id)
        return frozenset({EVERYBODY, *self._names.values()})


def _content(file: Any) -> str:
    at = file.fp.tell()
    content = file.fp.read()
    file.fp.seek(at)
    return str(content.decode(errors="ignore"))
