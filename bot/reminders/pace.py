"""At most so many requests a second, whoever asks."""

import asyncio


class Pace:
    """Turns that are at least `1 / a_second` seconds apart, in the order they were asked for."""

    def __init__(self, a_second: int) -> None:
        self._apart = 1 / a_second
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for the next turn."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._next)
        self._next = at + self._apart
        await asyncio.sleep(at - now)
