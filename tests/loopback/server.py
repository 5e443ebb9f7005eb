"""A small Discord on 127.0.0.1: its parts put together, started and stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from aiohttp import web

from tests.discord_description import Description
from tests.loopback.faults import Faults
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import Interactions
from tests.loopback.limits import Limits
from tests.loopback.people import People
from tests.loopback.rest import Answered, Rest
from tests.loopback.routes import Routes
from tests.loopback.things import Clock
from tests.loopback.world import World

TOKEN = "MTIz.loopback.token"


class Discord(People):
    """`async with Discord() as discord:` listens; point a bot at `api_url` and `gateway_url` with `token`.

    People's hands are methods; `world.log` is every message ever stored, `rest.calls` every request.
    """

    def __init__(self, description: Description | None = None, *, token: str = TOKEN, seed: int = 7) -> None:
        self.clock = Clock()
        world = World(self.clock)
        super().__init__(world, Interactions(world), Gateway(world, token))
        self.token = token
        self.limits = Limits(self.clock)
        self.faults = Faults(seed)
        self.rest = Rest(world, self.gateway, self.limits, self.faults, description)
        self.api_url = self.gateway_url = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_get("/files/{file}/{name}", self._file)
        app.router.add_get("/gateway/", self.gateway.serve)
        routes = Routes(self.world, self.interactions, self.gateway)
        self.rest.add_to(app, "/api/v10", routes.table())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        port = self._runner.addresses[0][1]
        self.api_url = f"http://127.0.0.1:{port}/api/v10"
        self.gateway_url = self.gateway.resume_url = f"ws://127.0.0.1:{port}/gateway/"
        self.world.files_at = f"http://127.0.0.1:{port}/files"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.faults.clear()
        await self.gateway.close()
        assert self._runner is not None
        await self._runner.cleanup()

    async def connected(self, times: int = 1, seconds: float = 30) -> None:
        """Wait until a bot has identified itself so many times."""
        await self.world.until(lambda: self.gateway.identified >= times, "a bot that identified itself", seconds)

    async def resumed(self, times: int = 1, seconds: float = 30) -> None:
        """Wait until a session was resumed so many times."""
        await self.world.until(lambda: self.gateway.resumed >= times, "a session that was resumed", seconds)

    def calls(self, method: str, ending: str) -> list[Answered]:
        """The requests of `method` whose path ends so, oldest first."""
        return [one for one in self.rest.calls if one.call.method == method and one.call.path.endswith(ending)]

    @contextmanager
    def outage(self) -> Iterator[None]:
        """Nothing works meanwhile: connections break off, new ones and every request get 503."""
        self.faults.down = self.gateway.down = True
        self.gateway.cut()
        try:
            yield
        finally:
            self.faults.down = self.gateway.down = False

    async def _file(self, request: web.Request) -> web.Response:
        file: Any = self.world.files.get(int(request.match_info["file"]))
        return web.Response(status=404) if file is None else web.Response(body=file.content)
