"""After an offer: what the person did, and whether to ask what becomes of what they wrote."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.database import Connection, Database
from bot.interviews import Interviews
from bot.practice import Practice
from bot.progress.lines import LineStore


@dataclass(frozen=True)
class Offer:
    """The last offer that was told of, and the effort behind it. `asks`: keep or delete is not chosen yet."""

    told_at: datetime
    answers: int
    interviews: int
    asks: bool


class Offers:
    """Knows whether there was an offer."""

    def __init__(
        self, database: Database, clock: Clock, practice: Practice, interviews: Interviews, lines: LineStore
    ) -> None:
        self._database = database
        self._clock = clock
        self._practice = practice
        self._interviews = interviews
        self._lines = lines

    async def last(self, connection: Connection, user_id: int) -> Offer | None:
        """The last offer, if there was one; for use inside a transaction."""
        told_at = await self._interviews.last_offer(connection, user_id)
        if told_at is None:
            return None
        kept = await self._lines.kept_after_offer(connection, user_id)
        return Offer(
            told_at,
            await self._practice.answers(connection, user_id),
            await self._interviews.store.count(connection, user_id),
            asks=kept is None or kept < told_at,
        )

    async def keep(self, user_id: int) -> None:
        """Remember that the person keeps everything, so that they are not asked again until the next offer."""
        now = self._clock()
        await self._database.write(lambda connection: self._lines.keep_after_offer(connection, user_id, now))
