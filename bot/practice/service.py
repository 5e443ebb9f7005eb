"""Use cases of practice: get a question, answer it, see what the answer shows, rate it, reflect."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from datetime import timedelta

from bot import themes
from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import CardIsOld, NotFound, NothingTyped
from bot.feedback import Feedback
from bot.limits import check_room
from bot.practice import observations
from bot.practice.asking import Asking
from bot.practice.bank import Bank
from bot.practice.observations import Answer
from bot.practice.rounds import Round, Rounds, Started, Written
from bot.practice.store import PracticeStore
from bot.practice.stored import Done, StoredRound, Tally
from bot.practice.together import AskedElsewhere, Chosen, FriendRated, RatedElsewhere

ASIDE_FOR = timedelta(days=30)
WAITS_FOR = timedelta(hours=24)
LONGEST_ALOUD = 15 * 60
SKIPS_BEFORE_ASKING = 2


class Practice:
    """A person's practice."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        bank: Bank,
        store: PracticeStore,
        rounds: Rounds,
        asking: Asking,
        feedback: Feedback,
    ) -> None:
        self._database = database
        self._clock = clock
        self.bank = bank
        self.store = store
        self._rounds = rounds
        self._asking = asking
        self._feedback = feedback

    async def start(
        self, user_id: int, focus: str | None = None, questions: int = 1, family: str | None = None
    ) -> Started:
        """The open question if there is one, else the first of a session of 1 to 5.

        `focus` is a theme and `family` a role family of the bank, both chosen by hand. Raises NoRoom.
        """

        async def work(connection: Connection) -> Started:
            stored = await self._asking.still_open(connection, user_id)
            if stored is not None:
                return Started(await self._rounds.load(connection, user_id, stored), resumed=True)
            session = await self._asking.new_session(connection, user_id, questions, family)
            return Started(await self._asking.ask(connection, user_id, session, focus), resumed=False)

        return await self._database.write(work)

    async def start_on(self, user_id: int, theme: str) -> Started:
        """A question on one theme, at one press. A press repeated on the same theme gives the same question.

        Raises NotFound for a theme without questions, NoRoom.
        """
        if theme not in self.bank.themes:
            raise NotFound

        async def work(connection: Connection) -> Started:
            stored = await self._still_to_do(connection, user_id)
            if stored is not None:
                same = stored.theme == theme and not stored.attempts
                return Started(await self._rounds.load(connection, user_id, stored), resumed=not same)
            session = await self._asking.new_session(connection, user_id)
            return Started(await self._asking.ask(connection, user_id, session, theme), resumed=False)

        return await self._database.write(work)

    async def start_from(self, user_id: int, feedback_id: int) -> Started:
        """A question aimed at one entry of feedback. A press repeated on the same entry gives the same question.

        Raises NotFound when the entry is gone or not confirmed.
        """

        async def work(connection: Connection) -> Started:
            stored = await self._still_to_do(connection, user_id)
            if stored is not None:
                same = stored.feedback_id == feedback_id and not stored.attempts
                return Started(await self._rounds.load(connection, user_id, stored), resumed=not same)
            named = await self._feedback.themes_of(connection, user_id, feedback_id)
            aimed = [theme for theme in named if themes.BY_KEY[theme].practisable]
            session = await self._asking.new_session(connection, user_id)
            return Started(
                await self._asking.ask(connection, user_id, session, aimed[0] if aimed else None, feedback_id),
                resumed=False,
            )

        return await self._database.write(work)

    async def _still_to_do(self, connection: Connection, user_id: int) -> StoredRound | None:
        """The open question; one that is rated and the last of its session is ended instead."""
        stored = await self._asking.still_open(connection, user_id)
        if stored is not None and await self._rounds.is_over(connection, user_id, stored):
            await self.store.end_open_round(connection, user_id, self._clock())
            return None
        return stored

    async def another(self, user_id: int, after: int) -> Round:
        """End the round `after` if it is still open, and ask the next. Pressed twice it gives the same one."""
        return await self._next(user_id, after)

    async def easier(self, user_id: int, after: int) -> Round:
        """Another question on the same theme, as easy as there is."""
        return await self._next(user_id, after, easier=True)

    async def set_aside(self, user_id: int, after: int) -> Round:
        """Leave the theme of this round out for 30 days, and ask on another one. Raises NotFound."""

        async def work(connection: Connection) -> None:
            stored = await self.store.round(connection, user_id, after)
            await self.store.set_aside(connection, user_id, stored.theme, self._clock() + ASIDE_FOR)

        await self._database.write(work)
        return await self._next(user_id, after, stay=False)

    async def skip(self, user_id: int, round_id: int) -> bool:
        """Close a question unanswered. Returns whether its theme has been skipped twice running. Raises NotFound."""

        async def work(connection: Connection) -> bool:
            stored = await self.store.round(connection, user_id, round_id)
            if not stored.attempts:
                await self.store.skip(connection, round_id, self._clock())
            return await self.store.skipped_lately(connection, user_id, stored.theme, SKIPS_BEFORE_ASKING)

        return await self._database.write(work)

    async def _next(self, user_id: int, after: int, *, easier: bool = False, stay: bool = True) -> Round:
        async def work(connection: Connection) -> Round:
            before = await self.store.round(connection, user_id, after)
            stored = await self._asking.still_open(connection, user_id)
            if stored is not None and stored.id != before.id:
                return await self._rounds.load(connection, user_id, stored)
            await self.store.end_open_round(connection, user_id, self._clock())
            if before.session_id is None:
                session = await self._asking.new_session(connection, user_id)
            else:
                session = await self.store.session(connection, user_id, before.session_id)
            focus = before.theme if easier or (before.chosen_by_hand and stay) else None
            return await self._asking.ask(connection, user_id, session, focus, easier=easier)

        return await self._database.write(work)

    async def wait_for_text(self, user_id: int, round_id: int) -> Round:
        """Take what the person writes next in the DM as the answer. Raises NotFound, or CardIsOld once it ended."""

        async def work(connection: Connection) -> Round:
            stored = await self.store.round(connection, user_id, round_id)
            if stored.ended_at is not None:
                raise CardIsOld
            await self.store.await_text(connection, round_id, self._clock())
            return await self._rounds.load(connection, user_id, stored)

        return await self._database.write(work)

    async def unanswered(self, user_id: int) -> tuple[int | None, bool]:
        """The open question without an answer, if any, and whether it waits for text from the DM."""

        async def work(connection: Connection) -> tuple[int | None, bool]:
            stored = await self.store.open_round(connection, user_id)
            if stored is None or self.bank.find(stored.question_id) is None:
                return None, False
            asked_at = stored.awaits_text_at
            waits = asked_at is not None and self._clock() - asked_at < WAITS_FOR
            if stored.attempts and (asked_at is None or not waits or stored.attempts[-1].answered_at >= asked_at):
                return None, False
            return stored.id, waits

        return await self._database.read(work)

    async def say_aloud(self, user_id: int, round_id: int, seconds: int) -> Round:
        """Keep that an answer was said aloud for so many seconds. Pressed twice it is kept once. Raises NotFound."""
        now = self._clock()

        async def work(connection: Connection) -> Round:
            stored = await self.store.round(connection, user_id, round_id)
            last = stored.attempts[-1].answered_at if stored.attempts else None
            if last is None or last < now - timedelta(seconds=seconds):
                await self.store.add_spoken(connection, round_id, max(0, min(seconds, LONGEST_ALOUD)), now)
            return await self._load(connection, user_id, round_id)

        return await self._database.write(work)

    async def tick(self, user_id: int, answer_id: int, ticked: Iterable[int]) -> Round:
        """Keep which of the question's points, by number, the person made aloud. Raises NotFound."""
        ticks = sum(1 << number for number in set(ticked))
        return await self._change(user_id, answer_id, lambda connection: self.store.tick(connection, answer_id, ticks))

    async def probe_again(self, user_id: int, answer_id: int) -> Round:
        """Ask another follow-up in place of one that is not answered. Raises NotFound."""

        async def work(connection: Connection) -> Round:
            round_id = await self.store.round_of_answer(connection, user_id, answer_id)
            stored = await self.store.round(connection, user_id, round_id)
            attempt = next(attempt for attempt in stored.attempts if attempt.id == answer_id)
            texts = [probe.text for probe in self._rounds.question(stored).probes]
            after = texts.index(attempt.probe) + 1 if attempt.probe in texts else 0
            await self.store.replace_probe(connection, answer_id, texts[after % len(texts)])
            return await self._load(connection, user_id, round_id)

        return await self._database.write(work)

    async def take_back(self, user_id: int, answer_id: int) -> str:
        """Remove an answer that was none. Returns its text. Raises NotFound."""

        async def work(connection: Connection) -> str:
            written = await self.written(connection, user_id, answer_id)
            await self.store.drop_answer(connection, answer_id)
            return written.text

        return await self._database.write(work)

    async def written(self, connection: Connection, user_id: int, answer_id: int) -> Written:
        """One written answer; for other features' transactions. Raises NotFound, for one said aloud too."""
        round_id = await self.store.round_of_answer(connection, user_id, answer_id)
        stored = await self.store.round(connection, user_id, round_id)
        attempt = next(attempt for attempt in stored.attempts if attempt.id == answer_id)
        if not attempt.answer.text:
            raise NotFound
        return Written(answer_id, stored.theme, self._rounds.question(stored).text, attempt.answer.text)

    async def answers(self, connection: Connection, user_id: int) -> int:
        """How many answers there are, with those a friend rated; for other features' transactions."""
        heard = await self.friend_ratings(connection, user_id)
        return await self.store.answers(connection, user_id) + len(heard)

    async def tallies(self, connection: Connection, user_id: int) -> list[Tally]:
        """Every theme that was practised, in counts; for other features' transactions."""
        return await self.store.tallies(connection, user_id)

    async def done(self, connection: Connection, user_id: int) -> list[Done]:
        """Every answer, oldest first, without its words; for other features' transactions."""
        return await self.store.done(connection, user_id)

    async def next_themes(self, connection: Connection, user_id: int) -> tuple[str, ...]:
        """The themes one of which the next question is on; for other features' transactions."""
        return await self._asking.next_themes(connection, user_id)

    def also(self, asked: AskedElsewhere, rated: RatedElsewhere) -> None:
        """Count what was asked and rated outside of practice: it decides what is asked next as if it were here."""
        self._asking.asked_elsewhere, self._asking.rated_elsewhere = asked, rated

    async def choose(
        self, connection: Connection, user_id: int, themes: Collection[str], avoid: frozenset[str]
    ) -> Chosen:
        """The next question on one of `themes`, those in `avoid` only if nothing else is left; it is not kept.

        For other features' transactions.
        """
        return await self._asking.choose(connection, user_id, themes, avoid)

    async def friend_ratings(self, connection: Connection, user_id: int) -> list[FriendRated]:
        """What friends rated, oldest first; for other features' transactions."""
        return [
            FriendRated(pair.question_id, pair.theme, pair.friend, pair.own, pair.at)
            for pair in await self._asking.paired(connection, user_id)
            if pair.friend
        ]

    async def end(self, user_id: int, round_id: int) -> bool:
        """Close the open question. Returns whether its rating is the person's first. Raises NotFound."""

        async def work(connection: Connection) -> bool:
            stored = await self.store.round(connection, user_id, round_id)
            if stored.ended_at is None:
                await self.store.end_open_round(connection, user_id, self._clock())
            rated = stored.attempts and stored.attempts[-1].rating is not None
            return bool(rated) and len(await self.store.ratings(connection, user_id, 2)) == 1

        return await self._database.write(work)

    async def round(self, user_id: int, round_id: int) -> Round:
        """One round as it stands now. Raises NotFound."""
        return await self._database.read(lambda connection: self._load(connection, user_id, round_id))

    async def answer(self, user_id: int, round_id: int, answer: Answer) -> Round:
        """Keep an answer, and choose the follow-up it calls for. Raises NothingTyped, NoRoom or NotFound."""
        if not answer.text.strip():
            raise NothingTyped

        async def work(connection: Connection) -> Round:
            check_room("practice", self.store.label, *await self.store.room(connection, user_id))
            stored = await self.store.round(connection, user_id, round_id)
            question = self._rounds.question(stored)
            probe = question.probe_for(observations.aim(observations.observe(question, answer))).text
            await self.store.add_answer(connection, round_id, answer, probe, self._clock())
            return await self._load(connection, user_id, round_id)

        return await self._database.write(work)

    async def answer_probe(self, user_id: int, answer_id: int, text: str) -> Round:
        """Keep the answer to the follow-up. Raises NothingTyped or NotFound."""
        if not text.strip():
            raise NothingTyped
        return await self._change(
            user_id, answer_id, lambda connection: self.store.answer_probe(connection, answer_id, text)
        )

    async def rate(self, user_id: int, answer_id: int, rating: int) -> Round:
        """Keep the person's own rating, 1 to 4; a second one replaces the first. Raises NotFound."""
        now = self._clock()
        return await self._change(
            user_id, answer_id, lambda connection: self.store.rate(connection, answer_id, rating, now)
        )

    async def reflect(self, user_id: int, answer_id: int, text: str) -> Round:
        """Keep a reflection on an answer. Raises NothingTyped or NotFound."""
        if not text.strip():
            raise NothingTyped
        return await self._change(
            user_id, answer_id, lambda connection: self.store.reflect(connection, answer_id, text)
        )

    async def round_of_answer(self, user_id: int, answer_id: int) -> Round:
        """The round of one answer as it stands now. Raises NotFound."""

        async def work(connection: Connection) -> Round:
            round_id = await self.store.round_of_answer(connection, user_id, answer_id)
            return await self._load(connection, user_id, round_id)

        return await self._database.read(work)

    async def _change(self, user_id: int, answer_id: int, change: Callable[[Connection], Awaitable[None]]) -> Round:
        async def work(connection: Connection) -> Round:
            round_id = await self.store.round_of_answer(connection, user_id, answer_id)
            await change(connection)
            return await self._load(connection, user_id, round_id)

        return await self._database.write(work)

    async def _load(self, connection: Connection, user_id: int, round_id: int) -> Round:
        """A round as it stands now. Raises NotFound."""
        return await self._rounds.load(connection, user_id, await self.store.round(connection, user_id, round_id))
