"""Use cases of feedback: log it, say what it is about, take it in, look back, delete."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import themes
from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.errors import NotFound, NothingTyped
from bot.feedback import hunch, tagger
from bot.feedback.store import Entry, FeedbackStore, Tag, TakenIn
from bot.limits import check_room
from bot.reminders import Reminders

PAGE = 5
NO_REASON = "no_reason"
TOMORROW = timedelta(hours=24)
LATELY = 100


@dataclass(frozen=True)
class Evidence:
    """One theme named by one confirmed entry. `at` is UTC."""

    feedback_id: int
    theme: str
    source: str
    at: datetime


@dataclass(frozen=True)
class Quoted(Evidence):
    """The same with the words that named it, "" where none are kept."""

    because: str


@dataclass(frozen=True)
class Page:
    """One page of entries, newest first. Pages count from 0."""

    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int


class Feedback:
    """A person's feedback."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock, reminders: Reminders) -> None:
        self._database = database
        self._clock = clock
        self._reminders = reminders
        self.store = FeedbackStore(sealer)

    async def log(self, user_id: int, said: str, source: str, *, interview_id: int = 0) -> Entry:
        """Keep the words, then suggest themes; with "no reason given" there may be none.

        The entry belongs to the interview that is given. Raises NothingTyped when there are no words but should be,
        NoRoom at the limit of entries, NotFound when the interview is gone.
        """
        if not said.strip() and source != NO_REASON:
            raise NothingTyped

        async def work(connection: Connection) -> int:
            check_room("feedback", self.store.label, *await self.store.room(connection, user_id))
            entry_id = await self.store.add(connection, user_id, said.strip(), source, self._clock())
            if interview_id and self.store.interviews:
                await self.store.interviews.link(connection, user_id, entry_id, interview_id)
            return entry_id

        entry_id = await self._database.write(work)
        return await self.read_again(user_id, entry_id)

    async def read_again(self, user_id: int, entry_id: int) -> Entry:
        """Suggest themes for an entry that has none confirmed. Where no reason was given nothing is guessed."""

        async def work(connection: Connection) -> Entry:
            entry = await self.store.get(connection, user_id, entry_id)
            if entry.confirmed_at is None and not entry.tags and entry.source != NO_REASON:
                suggestions = tagger.read(entry.said).suggestions
                tags = tuple(Tag(suggestion.theme, suggestion.because) for suggestion in suggestions)
                await self.store.set_tags(connection, entry_id, tags)
            return await self.store.get(connection, user_id, entry_id)

        return await self._database.write(work)

    async def entry(self, user_id: int, entry_id: int) -> Entry:
        """One entry. Raises NotFound."""
        return await self._database.read(lambda connection: self.store.get(connection, user_id, entry_id))

    async def newest(self, user_id: int, count: int) -> tuple[Entry, ...]:
        """The newest entries, at most `count`."""
        return tuple(await self._database.read(lambda connection: self.store.page(connection, user_id, count, 0)))

    async def page(self, user_id: int, number: int) -> Page:
        """A page of entries; a number past the end gives the last page."""

        async def work(connection: Connection) -> Page:
            total = await self.store.count(connection, user_id)
            pages = max(1, -(-total // PAGE))
            at = min(max(number, 0), pages - 1)
            entries = await self.store.page(connection, user_id, PAGE, at * PAGE)
            return Page(tuple(entries), at, pages, total)

        return await self._database.read(work)

    async def retag(self, user_id: int, entry_id: int, chosen: tuple[str, ...]) -> Entry:
        """Keep the person's own choice of themes; words that named a theme stay with it. Raises NotFound."""
        known = [key for key in chosen if key in themes.BY_KEY]
        if not known:
            raise NotFound

        async def work(connection: Connection) -> Entry:
            entry = await self.store.get(connection, user_id, entry_id)
            read = {suggestion.theme: suggestion.because for suggestion in tagger.read(entry.said).suggestions}
            ranked = sorted(known, key=lambda key: list(read).index(key) if key in read else len(read))
            await self.store.set_tags(connection, entry_id, tuple(Tag(key, read.get(key)) for key in ranked))
            return await self.store.get(connection, user_id, entry_id)

        return await self._database.write(work)

    async def edit(self, user_id: int, entry_id: int, said: str) -> Entry:
        """Change the words. Confirmed themes stay the person's, others are read anew. Raises NothingTyped, NotFound."""
        if not said.strip():
            raise NothingTyped

        async def work(connection: Connection) -> Entry:
            entry = await self.store.get(connection, user_id, entry_id)
            await self.store.edit(connection, user_id, entry_id, said.strip())
            read = {suggestion.theme: suggestion.because for suggestion in tagger.read(said).suggestions}
            if entry.confirmed_at is not None:
                tags = tuple(Tag(tag.theme, read.get(tag.theme)) for tag in entry.tags)
            elif entry.source == NO_REASON:
                tags = entry.tags
            else:
                tags = tuple(Tag(theme, because) for theme, because in read.items())
            await self.store.set_tags(connection, entry_id, tags)
            return await self.store.get(connection, user_id, entry_id)

        return await self._database.write(work)

    async def guess(self, user_id: int, entry_id: int, answers: dict[str, str]) -> Entry:
        """Turn the answers to the four questions into at most two hunches, not confirmed. Raises NotFound."""

        async def work(connection: Connection) -> Entry:
            await self.store.get(connection, user_id, entry_id)
            tags = tuple(Tag(theme, because) for theme, because in hunch.guess(answers))
            await self.store.set_tags(connection, entry_id, tags)
            return await self.store.get(connection, user_id, entry_id)

        return await self._database.write(work)

    async def confirm(self, user_id: int, entry_id: int) -> Entry:
        """Confirm the themes; twice is the same as once. Raises NotFound."""

        async def work(connection: Connection) -> Entry:
            await self.store.confirm(connection, user_id, entry_id, self._clock())
            return await self.store.get(connection, user_id, entry_id)

        return await self._database.write(work)

    async def take_in(self, user_id: int, entry_id: int, taken_in: TakenIn) -> Entry:
        """Keep the three short fields. Raises NotFound."""

        async def work(connection: Connection) -> Entry:
            await self.store.take_in(connection, user_id, entry_id, taken_in)
            return await self.store.get(connection, user_id, entry_id)

        return await self._database.write(work)

    async def look_again(self, user_id: int, entry_id: int) -> datetime:
        """Offer the entry again in 24 hours. Returns when (UTC). Raises NotFound."""
        due_at = self._clock() + TOMORROW

        async def work(connection: Connection) -> None:
            await self.store.get(connection, user_id, entry_id)
            await self._reminders.set(connection, user_id, "second_look", due_at, feedback_id=entry_id)

        await self._database.write(work)
        return due_at

    async def do_not_look_again(self, user_id: int, entry_id: int) -> None:
        """Take that offer back; without one nothing happens."""
        await self._database.write(
            lambda connection: self._reminders.cancel(connection, user_id, "second_look", feedback_id=entry_id)
        )

    async def logged(self, connection: Connection, user_id: int) -> tuple[int, datetime | None]:
        """How many entries there are, and when (UTC) a rejection was last logged; for other features' transactions.

        What a friend said, or the person's own hunch, is no rejection.
        """
        return await self.store.count(connection, user_id), await self.store.last_rejection(connection, user_id)

    async def belongs(self, connection: Connection, user_id: int, entry_id: int) -> None:
        """Raises NotFound when the entry is not there or not this person's; for other features' transactions."""
        await self.store.get(connection, user_id, entry_id)

    async def add_from_friend(self, connection: Connection, user_id: int, said: str) -> int:
        """Keep what a friend said, its themes still to suggest and confirm; for other features' transactions.

        Returns the entry's id. Raises NoRoom.
        """
        check_room("feedback", self.store.label, *await self.store.room(connection, user_id))
        return await self.store.add(connection, user_id, said, "friend", self._clock())

    async def drop(self, connection: Connection, user_id: int, entry_id: int) -> None:
        """Delete one entry, if it is still there; for other features' transactions."""
        await self.store.delete(connection, user_id, entry_id)

    async def delete(self, user_id: int, entry_id: int) -> None:
        """Delete one entry. Raises NotFound."""

        async def work(connection: Connection) -> None:
            await self.store.get(connection, user_id, entry_id)
            await self.store.delete(connection, user_id, entry_id)

        await self._database.write(work)

    async def evidence(self, connection: Connection, user_id: int, count: int) -> list[Evidence]:
        """The last `count` themes that confirmed feedback names, oldest first; for other features' transactions."""
        return [Evidence(*named) for named in await self.store.named(connection, user_id, count)]

    async def named_last(self, connection: Connection, user_id: int) -> tuple[str, ...]:
        """Each theme of the last feedback once, the one named last first; for other features' transactions."""
        evidence = await self.evidence(connection, user_id, LATELY)
        return tuple(dict.fromkeys(one.theme for one in reversed(evidence)))

    async def themes_of(self, connection: Connection, user_id: int, entry_id: int) -> list[str]:
        """What a confirmed entry names; for other features' transactions. Raises NotFound, before [Confirm] too."""
        entry = await self.store.get(connection, user_id, entry_id)
        if entry.confirmed_at is None:
            raise NotFound
        return [tag.theme for tag in entry.tags]

    async def quoted(self, connection: Connection, user_id: int, feedback_id: int, theme: str) -> Quoted | None:
        """The words in which a confirmed entry names a theme, None where it does not; for others' transactions."""
        found = await self.store.quote(connection, user_id, feedback_id, theme)
        return found and _quoted(found)

    async def times_named(self, connection: Connection, user_id: int, *, there: bool = False) -> dict[str, int]:
        """{theme: confirmed entries that name it}; for other features' transactions.

        `there` leaves out what a friend said, or the person's own hunch.
        """
        return await self.store.times_named(connection, user_id, there)

    async def said_there(self, connection: Connection, user_id: int, theme: str, count: int) -> list[Quoted]:
        """The last `count` times that somebody who was there named a theme, newest first; for others' transactions."""
        return [_quoted(found) for found in await self.store.quotes_of_those_there(connection, user_id, theme, count)]

    async def phrases(self, connection: Connection, user_id: int, theme: str, count: int) -> list[Quoted]:
        """The last `count` times that others' words named a theme, newest first; for others' transactions.

        Of what was said only the words that name it: a topic chosen by hand has none, and a hunch was said by nobody.
        """
        return [_quoted(found) for found in await self.store.phrases(connection, user_id, theme, count)]


def _quoted(found: tuple[int, str, datetime, Tag]) -> Quoted:
    entry_id, source, at, tag = found
    return Quoted(entry_id, tag.theme, source, at, tag.because or "")
