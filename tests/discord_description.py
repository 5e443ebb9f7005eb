"""Checks every REST body against Discord's own OpenAPI description, at simcord's one door."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from simcord.http import router

METHODS = ("get", "post", "put", "patch", "delete")


class Description:
    """Discord's description, with the bodies seen and what was wrong with them."""

    def __init__(self, path: Path) -> None:
        self._spec = json.loads(path.read_text(encoding="utf-8"))
        # discord.py sends snowflakes as integers, and Discord takes both.
        snowflake = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"}
        self._spec["components"]["schemas"]["SnowflakeType"] = snowflake
        self._routes = sorted(self._read_routes(), key=lambda route: route[0].count("{"))
        self._validators: dict[str, Draft202012Validator] = {}
        self.bodies = 0
        self.violations: list[str] = []

    def _read_routes(self) -> Iterator[tuple[str, str, re.Pattern[str], Any]]:
        for template, item in self._spec["paths"].items():
            pattern = re.compile(re.sub(r"\\{[^/]+?\\}", "[^/]+", re.escape(template)) + r"\Z")
            for method in METHODS:
                if method in item:
                    content = item[method].get("requestBody", {}).get("content", {})
                    body = content.get("application/json") or content.get("multipart/form-data") or {}
                    yield template, method.upper(), pattern, body.get("schema")

    def check(self, method: str, path: str, body: Any) -> list[str]:
        """What Discord would refuse in this request, one line each."""
        for template, verb, pattern, schema in self._routes:
            if verb == method and pattern.match(path):
                if schema is None or body is None:
                    return []
                self.bodies += 1
                errors = [_closest(error) for error in self._validator(f"{verb} {template}", schema).iter_errors(body)]
                return [
                    f"{method} {path}: {'/'.join(map(str, e.absolute_path)) or 'body'}: {e.message[:200]}"
                    for e in errors
                ]
        return [f"{method} {path}: not in Discord's description"]

    def _validator(self, key: str, schema: Any) -> Draft202012Validator:
        if key not in self._validators:
            components = {"schemas": self._spec["components"]["schemas"]}
            self._validators[key] = Draft202012Validator({"components": components, **schema})
        return self._validators[key]

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Check every request that simcord takes meanwhile."""
        dispatch: Callable[..., Any] = router.dispatch

        def watched(backend: Any, method: str, path: str, *, json: Any = None, **rest: Any) -> Any:
            self.violations += self.check(method, path, json)
            return dispatch(backend, method, path, json=json, **rest)

        router.dispatch = watched
        try:
            yield
        finally:
            router.dispatch = dispatch


def _closest(error: ValidationError) -> ValidationError:
    """The deepest error of the alternative that was meant: whose `type` fits, else which got furthest."""
    while error.context:
        alternatives: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            alternatives.setdefault(inner.schema_path[0], []).append(inner)
        meant = min(alternatives.values(), key=_distance)
        error = max(meant, key=lambda inner: len(inner.path))
    return error


def _distance(errors: list[ValidationError]) -> tuple[bool, int, int, int]:
    wrong_type = any(
        (error.validator in ("enum", "const") and list(error.relative_path) == ["type"])
        or (error.validator == "type" and not error.relative_path)
        for error in errors
    )
    missing = sum(error.validator == "required" for error in errors)
    return wrong_type, missing, -max(len(error.path) for error in errors), len(errors)
