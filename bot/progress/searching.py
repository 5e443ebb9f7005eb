"""Use cases of the search: see where to look, and keep three lists of it."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import NothingTyped
from bot.feedback import Feedback, Quoted
from bot.interviews import Interview, Interviews
from bot.limits import check_room
from bot.progress.counts import InterviewCounts
from bot.progress.lines import LineStore, StoredLine, Written
from bot.progress.offers import Offer, Offers
from bot.progress.search import FIT, LISTS, ListName, Search, Suggestion, count, suggest

OPENED = 25  # as many as one select holds


@dataclass(frozen=True)
class Line:
    """A line with what suggests it now: None for the person's own, and where nothing suggests it any more.

    It rests on `entries` interviews, or pieces of feedback where it is to be bridged.
    """

    stored: StoredLine
    suggestion: Suggestion | None
    entries: int


@dataclass(frozen=True)
class View:
    """The counts, the lines that are not removed, list by list, and the last words that named each fit theme."""

    search: Search
    lines: tuple[Line, ...]
    quotes: dict[str, Quoted]
    offer: Offer | None


@dataclass(frozen=True)
class Opened:
    """One line and the newest of what it rests on: pieces of feedback or interviews."""

    line: Line
    quotes: tuple[Quoted, ...]
    interviews: tuple[Interview, ...]


class Searching:
    """A person's search for the next job."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        feedback: Feedback,
        interviews: Interviews,
        counts: InterviewCounts,
        store: LineStore,
        offers: Offers,
    ) -> None:
        self._database = database
        self._clock = clock
        self._feedback = feedback
        self._interviews = interviews
        self._counts = counts
        self.store = store
        self._offers = offers

    async def view(self, user_id: int) -> View:
        """Everything counted, and the three lists. What is suggested for the first time gets its row."""
        view, new = await self._database.read(lambda connection: self._view(connection, user_id))
        if not new:
            return view

        async def work(connection: Connection) -> None:
            for suggestion in new:
                await self.store.suggest(connection, user_id, suggestion, self._clock())

        await self._database.write(work)
        view, _ = await self._database.read(lambda connection: self._view(connection, user_id))
        return view

    async def open(self, user_id: int, line_id: int) -> Opened:
        """One line and what it rests on. Raises NotFound."""

        async def work(connection: Connection) -> Opened:
            stored = await self.store.get(connection, user_id, line_id)
            view, _ = await self._view(connection, user_id)
            line = next((line for line in view.lines if line.stored.id == line_id), Line(stored, None, 0))
            if line.stored.subject is None or not line.suggestion:
                return Opened(line, (), ())
            if line.stored.list == "bridge":
                quotes = await self._feedback.said_there(connection, user_id, line.stored.subject, OPENED)
                return Opened(line, tuple(quotes), ())
            ids = await self._counts.ended_of(connection, user_id, line.stored.subject, OPENED)
            return Opened(line, (), tuple(await self._interviews.some(connection, user_id, ids)))

        return await self._database.read(work)

    async def line(self, user_id: int, line_id: int) -> StoredLine:
        """One line as it is kept, removed or not. Raises NotFound."""
        return await self._database.read(lambda connection: self.store.get(connection, user_id, line_id))

    async def add(self, user_id: int, list_name: ListName, written: Written) -> int:
        """Add a line of the person's own. Returns its number. Raises NothingTyped, NoRoom."""
        if written.text is None:
            raise NothingTyped

        async def work(connection: Connection) -> int:
            check_room(self.store.kind, self.store.label, *await self.store.room(connection, user_id))
            return await self.store.add(connection, user_id, list_name, written, self._clock())

        return await self._database.write(work)

    async def change(self, user_id: int, line_id: int, written: Written) -> None:
        """Change a line; a suggestion without words of the person's shows as suggested. Raises NothingTyped, NotFound.

        A line of their own needs words.
        """

        async def work(connection: Connection) -> None:
            before = await self.store.get(connection, user_id, line_id)
            if before.subject is None and written.text is None:
                raise NothingTyped
            await self.store.change(connection, user_id, line_id, written)

        await self._database.write(work)

    async def remove(self, user_id: int, line_id: int, *, back: bool = False) -> None:
        """Take a suggestion off the lists, where it does not come back by itself; or put it `back`. Raises NotFound.

        A line of the person's own is deleted.
        """

        async def work(connection: Connection) -> None:
            line = await self.store.get(connection, user_id, line_id)
            if line.subject is None and not back:
                await self.store.delete(connection, user_id, line_id)
            else:
                await self.store.set_removed(connection, user_id, line_id, not back)

        await self._database.write(work)

    async def _view(self, connection: Connection, user_id: int) -> tuple[View, list[Suggestion]]:
        """The view, and the suggestions that have no row yet."""
        search = count(await self._counts.alike(connection, user_id, self._clock()))
        named = await self._feedback.times_named(connection, user_id, there=True)
        suggestions = {(one.list, one.subject): one for one in suggest(search, named)}
        stored = await self.store.all_of(connection, user_id)
        lines: list[Line] = []
        for line in sorted(stored, key=lambda line: LISTS.index(line.list)):
            suggestion = suggestions.get((line.list, line.subject or ""))
            if not line.removed and (line.is_theirs or suggestion):
                entries = named.get(suggestion.subject, 0) if line.list == "bridge" and suggestion else 0
                lines.append(Line(line, suggestion, entries or (suggestion.of if suggestion else 0)))
        quotes = {
            theme: quoted
            for theme in FIT
            if any(line.suggestion and line.suggestion.subject == theme for line in lines)
            for quoted in await self._feedback.said_there(connection, user_id, theme, 1)
        }
        rows = {(line.list, line.subject) for line in stored}
        new = [one for key, one in suggestions.items() if key not in rows]
        return View(search, tuple(lines), quotes, await self._offers.last(connection, user_id)), new
