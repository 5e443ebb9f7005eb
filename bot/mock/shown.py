"""What a friend gets to see of a candidate: the topics, words and role that were ticked, and nothing else."""

from dataclasses import dataclass

from bot.database import Connection
from bot.feedback import Feedback
from bot.mock.model import TOPICS, Shared
from bot.profile import Profile

# What the preview shows of a topic, and so all that a friend can see.
PHRASES = 5


@dataclass(frozen=True)
class Shown:
    """What is shared, opened. `words`: topic -> what was said about it, newest first. Role and level as in the bank."""

    themes: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    family: str | None
    level: str | None


class Showing:
    """Opens what a candidate shares."""

    def __init__(self, profile: Profile, feedback: Feedback) -> None:
        self._profile = profile
        self._feedback = feedback

    async def topics(self, connection: Connection, candidate_id: int) -> tuple[str, ...]:
        """The topics of a person's last feedback that can be practised, the one named last first."""
        return tuple(theme for theme in await self._feedback.named_last(connection, candidate_id) if theme in TOPICS)

    async def words(
        self, connection: Connection, candidate_id: int, themes: tuple[str, ...]
    ) -> dict[str, tuple[str, ...]]:
        """{topic: the last words that were said about it, newest first}, without the topics that have none."""
        said = {theme: await self._feedback.phrases(connection, candidate_id, theme, PHRASES) for theme in themes}
        return {theme: tuple(one.because for one in some) for theme, some in said.items() if some}

    async def role(self, connection: Connection, candidate_id: int) -> tuple[str | None, str | None]:
        """The kind of work and the level that a person said in their settings."""
        person = await self._profile.person(connection, candidate_id)
        return person.family, person.level

    async def open(self, connection: Connection, candidate_id: int, shared: Shared) -> Shown:
        """What the friend sees."""
        said = await self.words(connection, candidate_id, shared.themes) if shared.words else {}
        family, level = await self.role(connection, candidate_id) if shared.role else (None, None)
        return Shown(shared.themes, said, family, level)
