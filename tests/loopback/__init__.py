"""A small Discord on 127.0.0.1, for what a simulated one cannot show: sockets, retries, limits, cuts and losses."""

from tests.loopback.process import Bot
from tests.loopback.server import Discord

__all__ = ["Bot", "Discord"]
