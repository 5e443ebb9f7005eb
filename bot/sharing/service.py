"""Use cases of sharing: what would be posted, that it was, and that it was taken back."""

from bot.clock import Clock
from bot.database import Connection, Database
from bot.practice import Practice, Written
from bot.sharing.store import Post, SharingStore


class Sharing:
    """What a person shares."""

    def __init__(self, database: Database, clock: Clock, practice: Practice) -> None:
        self._database = database
        self._clock = clock
        self._practice = practice
        self.store = SharingStore()

    async def answer(self, user_id: int, answer_id: int) -> Written:
        """The answer that would be posted. Raises NotFound."""

        async def work(connection: Connection) -> Written:
            return await self._practice.written(connection, user_id, answer_id)

        return await self._database.read(work)

    async def posted(self, user_id: int, message_id: int, channel_id: int) -> int:
        """Remember where a post is. Returns its row."""

        async def work(connection: Connection) -> int:
            return await self.store.add(connection, user_id, message_id, channel_id, self._clock())

        return await self._database.write(work)

    async def post(self, user_id: int, post_id: int) -> Post:
        """One post. Raises NotFound."""
        return await self._database.read(lambda connection: self.store.get(connection, user_id, post_id))

    async def posts(self, user_id: int) -> list[Post]:
        """Everything the person shared and did not take back."""
        return await self._database.read(lambda connection: self.store.all_of(connection, user_id))

    async def taken_back(self, post: Post) -> None:
        """Forget a post that is gone."""
        await self._database.write(lambda connection: self.store.delete(connection, post.id))
