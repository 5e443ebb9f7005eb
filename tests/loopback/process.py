"""The bot as a process of its own, pointed at the loopback Discord."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Self

from tests.loopback.server import Discord

ROOT = Path(__file__).parent.parent.parent
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


class Bot:
    """`python -m bot run` in `folder`. What it writes goes to `log`; started again it has the same data."""

    def __init__(
        self, discord: Discord, folder: Path, *, command: tuple[str, ...] = ("bot", "run"), **settings: str
    ) -> None:
        self.folder = folder
        self._command = command
        self.log = folder / "log"
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("REBOUND_", "DISCORD_"))
        } | {
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api_url,
            "DISCORD_GATEWAY_URL": discord.gateway_url,
            "REBOUND_KEYS": KEY,
            "REBOUND_DATA": str(folder / "data"),
            "PYTHONPATH": str(ROOT),
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> Self:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *self._command, cwd=self.folder, env=self._environment, stdout=log, stderr=log
            )
        return self

    async def ended(self, seconds: float = 30) -> int:
        """Wait for its end. Returns the exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), seconds)

    async def stop(self) -> int:
        """Ask it to stop with SIGTERM. Returns the exit code."""
        self._signal(signal.SIGTERM)
        return await self.ended()

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._signal(signal.SIGKILL)
        await self.ended()

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)

    @property
    def said(self) -> list[str]:
        """The lines it wrote."""
        return self.log.read_text(encoding="utf-8").splitlines()

    @property
    def errors(self) -> list[str]:
        """The lines of errors it wrote, without those that say where."""
        return [line for line in self.said if " ERROR " in line or "Traceback" in line]

    async def says(self, text: str, seconds: float = 5) -> None:
        """Wait until it has written a line with `text`. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not any(text in line for line in self.said):  # noqa: ASYNC110 - nobody tells of a file
                await asyncio.sleep(0.02)

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.kill()
