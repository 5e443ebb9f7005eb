"""A request from end to end: read it, let a planned fault strike, count it, check its body, do it, answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.discord_description import Description
from tests.loopback.faults import CUT, LOST, Faults
from tests.loopback.gateway import Gateway
from tests.loopback.limits import Limits, TooMany
from tests.loopback.things import Refused
from tests.loopback.world import World

LONGEST_NONCE = 25
Files = list[tuple[str, bytes]]


@dataclass(frozen=True)
class Call:
    """One request as it came. `path` has no version before it; `given` is what stands in the braces of `template`."""

    method: str
    path: str
    template: str
    given: dict[str, str]
    query: dict[str, str]
    token: str | None
    body: Any
    files: Files = field(default_factory=list)


@dataclass
class Answered:
    """A call of the log and the status it was answered with, None if it was not."""

    call: Call
    at: float
    status: int | None = None


Do = Callable[[Call], Any]
Route = tuple[str, str, Do]


class Rest:
    """Answers requests. `calls` is the log of every one; `violations` is what Discord would not have taken."""

    def __init__(
        self, world: World, gateway: Gateway, limits: Limits, faults: Faults, description: Description | None
    ) -> None:
        self.calls: list[Answered] = []
        self.violations: list[str] = [] if description is None else description.violations
        self._world = world
        self._gateway = gateway
        self._limits = limits
        self._faults = faults
        self._description = description

    def add_to(self, app: web.Application, prefix: str, routes: list[Route]) -> None:
        """Take requests of `routes`, (method, template, what to do), under `prefix`; every other is a violation."""
        for method, template, do in routes:
            app.router.add_route(method, prefix + template, self._serve(template, do))
        app.router.add_route("*", prefix + "/{rest:.*}", self._serve("/{rest}", self._nowhere))

    def _serve(self, template: str, do: Do) -> Callable[[web.Request], Any]:
        async def serve(request: web.Request) -> web.StreamResponse:
            call = await _read(request, template)
            entry = Answered(call, self._world.clock.now())
            self.calls.append(entry)
            self._world.tell()
            fault = self._faults.draw(call.method, call.path)
            if fault is not None and fault.kind == "hang":
                await self._faults.wait(fault)
            refused = fault.error if fault is not None and fault.kind == "refuse" else None
            answer = _cut(request) if fault is CUT else self._answer(call, do, refused)
            if fault is not None and fault.kind == "lost":
                answer = _respond(fault.error.status, fault.error.body, {}) if fault.error else _cut(request)
            entry.status = None if fault in (CUT, LOST) else answer.status
            self._world.tell()
            return answer

        return serve

    def _answer(self, call: Call, do: Do, planned: Refused | None) -> web.Response:
        headers: dict[str, str] = {}
        try:
            if planned is not None:
                raise planned
            self._authorize(call)
            headers = self._limits.take(f"{call.method} {call.template}", call.given)
            self._check(call)
            return _respond(200, do(call), headers)
        except TooMany as refused:
            return _respond(429, refused.body, refused.headers)
        except Refused as refused:
            return _respond(refused.status, refused.body, headers)

    def _authorize(self, call: Call) -> None:
        with_token = "{token}" in call.template
        if not with_token and call.token != f"Bot {self._gateway.token}":
            raise Refused(401, 0, "401: Unauthorized")

    def _check(self, call: Call) -> None:
        if self._description is not None:
            wrong = self._description.check(call.method, call.path, call.body)
            self.violations += wrong
            if wrong:
                raise Refused(400, 50035, "Invalid Form Body: " + "; ".join(wrong))
        nonce = call.body.get("nonce") if isinstance(call.body, dict) else None
        if len(str(nonce or "")) > LONGEST_NONCE:
            raise Refused(400, 50035, f"nonce: Must be {LONGEST_NONCE} or fewer in length.")

    def _nowhere(self, call: Call) -> None:
        self.violations.append(f"{call.method} {call.path}: the loopback Discord has no such route")
        raise Refused(404, 0, "404: Not Found")


async def _read(request: web.Request, template: str) -> Call:
    body: Any = None
    files: Files = []
    if request.content_type == "multipart/form-data":
        form = await request.post()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                files.append((value.filename, value.file.read()))
            elif name == "payload_json":
                body = json.loads(str(value))
    elif request.can_read_body:
        body = json.loads(await request.read())
    return Call(
        method=request.method,
        path=request.path[request.path.index("/v10") + 4 :],
        template=template,
        given=dict(request.match_info),
        query=dict(request.query),
        token=request.headers.get("Authorization"),
        body=body,
        files=files,
    )


def _respond(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    """An answer as discord.py reads it: it wants `Via`, and a content type without a character set."""
    headers = {"Via": "1.1 loopback", **headers}
    if body is None:
        return web.Response(status=204, headers=headers)
    text = json.dumps(body).encode()
    return web.Response(status=status, body=text, content_type="application/json", headers=headers)


def _cut(request: web.Request) -> web.Response:
    """Break the connection off; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)
