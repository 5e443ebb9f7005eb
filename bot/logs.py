"""Logging for operators: plain lines or JSON, never a person's words and never the token."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def describe(error: BaseException) -> str:
    """Where an error came from, without its message, which may quote what somebody typed."""
    parts = []
    seen: BaseException | None = error
    while seen is not None:
        frames = traceback.extract_tb(seen.__traceback__)
        where = "".join(f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        parts.append(type(seen).__qualname__ + where)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\ncaused by ".join(parts)


class PlainFormatter(logging.Formatter):
    """`2026-03-12T18:00:00Z INFO bot.app connected`, with the place of an error but not its message."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802
        return describe(ei[1]) if ei[1] is not None else ""


class JsonFormatter(PlainFormatter):
    """The same as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure(level: str, form: Literal["plain", "json"]) -> None:
    """Send every logger to stderr. Libraries stay at INFO or above: their debug lines hold payloads."""
    handler = logging.StreamHandler(sys.stderr)
    pattern = "%(asctime)s %(levelname)s %(name)s %(message)s"
    handler.setFormatter(JsonFormatter() if form == "json" else PlainFormatter(pattern))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)
    # These log whole exceptions of handlers, or lines about every request.
    for name in ("discord.gateway", "discord.http", "aiohttp.access", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
