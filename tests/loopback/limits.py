"""Rate limits as Discord counts them: buckets for each route and channel, and one limit for everything."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field

from tests.loopback.things import Clock, Refused

MAJOR = ("channel", "guild", "webhook", "token")


@dataclass(frozen=True)
class Rule:
    """So many requests of one route in so many seconds, for each channel, server and webhook apart."""

    limit: int
    seconds: float


DEFAULT = Rule(50, 1)
RULES = {
    "POST /channels/{channel}/messages": Rule(5, 5),
    "PATCH /channels/{channel}/messages/{message}": Rule(5, 5),
    "DELETE /channels/{channel}/messages/{message}": Rule(5, 1),
    "POST /webhooks/{webhook}/{token}": Rule(5, 2),
}


class TooMany(Refused):
    """429, with the seconds to wait."""

    def __init__(self, seconds: float, *, everywhere: bool = False, scope: str = "user") -> None:
        super().__init__(429, 0, "You are being rate limited.")
        seconds = _up(seconds)
        self.body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
        self.headers = {"Retry-After": str(math.ceil(seconds)), "X-RateLimit-Scope": scope}
        if everywhere:
            self.headers["X-RateLimit-Global"] = "true"


@dataclass
class Window:
    """What is left until the count starts anew."""

    left: int
    ends: float


@dataclass
class Limits:
    """Counts. `rules` goes by "METHOD template"; `everywhere` is the limit over all routes but interactions."""

    clock: Clock
    rules: dict[str, Rule] = field(default_factory=lambda: dict(RULES))
    everywhere: Rule = Rule(50, 1)
    refused: int = 0
    _windows: dict[str, Window] = field(default_factory=dict)

    def take(self, route: str, parameters: dict[str, str]) -> dict[str, str]:
        """Count one request of `route`, "METHOD template". Returns the headers to answer with. Raises TooMany."""
        if "/interactions/" in route:
            return {}
        if "/webhooks/" not in route:
            self._count("everywhere", self.everywhere, everywhere=True)
        rule = self.rules.get(route, DEFAULT)
        bucket = hashlib.md5(route.encode(), usedforsecurity=False).hexdigest()
        major = "+".join(parameters[name] for name in MAJOR if name in parameters)
        try:
            window = self._count(f"{bucket}:{major}", rule)
        except TooMany as refused:
            window = self._windows[f"{bucket}:{major}"]
            refused.headers |= self._headers(bucket, rule, window)
            raise
        return self._headers(bucket, rule, window)

    def _count(self, key: str, rule: Rule, *, everywhere: bool = False) -> Window:
        now = self.clock.now()
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            window = self._windows[key] = Window(rule.limit, now + rule.seconds)
        if window.left <= 0:
            self.refused += 1
            raise TooMany(window.ends - now, everywhere=everywhere, scope="global" if everywhere else "user")
        window.left -= 1
        return window

    def _headers(self, bucket: str, rule: Rule, window: Window) -> dict[str, str]:
        return {
            "X-RateLimit-Bucket": bucket,
            "X-RateLimit-Limit": str(rule.limit),
            "X-RateLimit-Remaining": str(window.left),
            "X-RateLimit-Reset": f"{_up(window.ends):.3f}",
            "X-RateLimit-Reset-After": f"{_up(max(0.0, window.ends - self.clock.now())):.3f}",
        }


def _up(seconds: float) -> float:
    """Whole milliseconds, never too few: who waits that long is not refused."""
    return math.ceil(seconds * 1000) / 1000
