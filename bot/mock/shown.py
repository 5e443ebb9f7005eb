"""What a friend gets to see of a candidate: the topics, words and role that were ticked, and nothing else."""

from dataclasses import dataclass

from bot.database import Connection
from bot.feedback import Feedback
from bot.mock.model import TOPICS, Shared
from bot.profile import Profile


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

    async def named(self, connection: Connection, candidate_id: int) -> dict[str, tuple[str, ...]]:
        """The topics of a person's confirmed feedback that can be practised, the one named last first, and the words
        that were said about each, newest first; a topic chosen by hand has none.
        """
        named: dict[str, tuple[str, ...]] = {}
        for item in reversed(await self._feedback.evidence(connection, candidate_id)):
            if item.theme in TOPICS:
                words = (item.because,) if item.because.strip() else ()
                named[item.theme] = (*named.get(item.theme, ()), *words)
        return named

    async def role(self, connection: Connection, candidate_id: int) -> tuple[str | None, str | None]:
        """The kind of work and the level that a person said in their settings."""
        person = await self._profile.person(connection, candidate_id)
        return person.family, person.level

    async def open(self, connection: Connection, candidate_id: int, shared: Shared) -> Shown:
        """What the friend sees."""
        words = await self.named(connection, candidate_id) if shared.words else {}
        family, level = await self.role(connection, candidate_id) if shared.role else (None, None)
        said = {theme: words[theme] for theme in shared.themes if words.get(theme)}
        return Shown(shared.themes, said, family, level)
