"""Use cases of progress: where a person stands; save a story, find it, change it, delete it."""

from dataclasses import dataclass

from bot import themes
from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.errors import NothingTyped
from bot.feedback import Feedback
from bot.limits import check_room
from bot.practice import Practice
from bot.progress.counts import InterviewCounts
from bot.progress.offers import Offer, Offers
from bot.progress.overview import FriendRated, Overview, Tally, overview
from bot.progress.store import Story, StoryStore


@dataclass(frozen=True)
class Shelf:
    """All stories, newest first, and the practisable themes that have none."""

    stories: tuple[Story, ...]
    without: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """The overview, the themes one of which the next question is on, and the last offer, if there was one."""

    overview: Overview
    next_themes: tuple[str, ...]
    offer: Offer | None


@dataclass(frozen=True)
class Unsaved:
    """What the form of a story starts with: the saved story, or the answer it comes from."""

    title: str
    text: str


class Progress:
    """What a person has built up."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        clock: Clock,
        practice: Practice,
        feedback: Feedback,
        counts: InterviewCounts,
        offers: Offers,
    ) -> None:
        self._database = database
        self._clock = clock
        self._practice = practice
        self._feedback = feedback
        self._counts = counts
        self._offers = offers
        self.store = StoryStore(sealer)

    async def standing(self, user_id: int) -> Standing:
        """Where the person stands, topic by topic."""

        async def work(connection: Connection) -> Standing:
            seen = overview(
                [
                    Tally(one.theme, one.answers, one.own, one.words, one.first)
                    for one in await self._practice.tallies(connection, user_id)
                ],
                await self._feedback.times_named(connection, user_id),
                await self._counts.told(connection, user_id),
                [
                    FriendRated(one.theme, one.rating, one.own, one.at)
                    for one in await self._practice.friend_ratings(connection, user_id)
                ],
            )
            following = await self._practice.next_themes(connection, user_id)
            return Standing(seen, following, await self._offers.last(connection, user_id))

        return await self._database.read(work)

    async def unsaved(self, user_id: int, answer_id: int) -> Unsaved:
        """What to put into the form for one answer. Raises NotFound."""

        async def work(connection: Connection) -> Unsaved:
            written = await self._practice.written(connection, user_id, answer_id)
            story = await self.store.of_answer(connection, user_id, answer_id)
            return Unsaved(story.title, story.text) if story else Unsaved("", written.text)

        return await self._database.read(work)

    async def save(self, user_id: int, answer_id: int, title: str, text: str) -> Story:
        """Keep an answer as a story; saved again it is changed. Raises NothingTyped, NoRoom, NotFound."""
        if not title.strip() or not text.strip():
            raise NothingTyped

        async def work(connection: Connection) -> Story:
            written = await self._practice.written(connection, user_id, answer_id)
            story = await self.store.of_answer(connection, user_id, answer_id)
            if story is not None:
                await self.store.change(connection, user_id, story.id, title.strip(), text.strip())
                return await self.store.get(connection, user_id, story.id)
            check_room(self.store.kind, self.store.label, *await self.store.room(connection, user_id))
            story_id = await self.store.add(
                connection, user_id, written.theme, title.strip(), text.strip(), answer_id, self._clock()
            )
            return await self.store.get(connection, user_id, story_id)

        return await self._database.write(work)

    async def change(self, user_id: int, story_id: int, title: str, text: str) -> Story:
        """Change a story. Raises NothingTyped or NotFound."""
        if not title.strip() or not text.strip():
            raise NothingTyped

        async def work(connection: Connection) -> Story:
            await self.store.get(connection, user_id, story_id)
            await self.store.change(connection, user_id, story_id, title.strip(), text.strip())
            return await self.store.get(connection, user_id, story_id)

        return await self._database.write(work)

    async def story(self, user_id: int, story_id: int) -> Story:
        """One story. Raises NotFound."""
        return await self._database.read(lambda connection: self.store.get(connection, user_id, story_id))

    async def story_themes(self, connection: Connection, user_id: int) -> list[str]:
        """The themes of the stories whose words are kept; for other features' transactions."""
        return [story.theme for story in await self.store.all_of(connection, user_id) if story.text]

    async def shelf(self, user_id: int) -> Shelf:
        """All stories, and what is missing."""

        async def work(connection: Connection) -> Shelf:
            stories = tuple(await self.store.all_of(connection, user_id))
            told = {story.theme for story in stories}
            return Shelf(stories, tuple(theme.key for theme in themes.PRACTISABLE if theme.key not in told))

        return await self._database.read(work)

    async def delete(self, user_id: int, story_id: int) -> None:
        """Delete a story. Raises NotFound."""

        async def work(connection: Connection) -> None:
            await self.store.get(connection, user_id, story_id)
            await self.store.delete(connection, user_id, story_id)

        await self._database.write(work)
