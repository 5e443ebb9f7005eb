"""Use cases of real interviews: add one, count down to it, tell how it went, find it again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.errors import NotFound, NothingTyped, OutcomeKnown, TimeIsOver, TooFarOff, UnclearTime
from bot.feedback import Feedback
from bot.interviews.store import Details, Interview, InterviewStore, Outcome, Outline, further
from bot.limits import check_room
from bot.profile import Profile
from bot.reminders import Reminders
from bot.when import parse_moment

PAGE = 5
FARTHEST = timedelta(days=366)
ASK_AFTER = timedelta(days=4)
ASK_AGAIN_AFTER = timedelta(days=7)
# One note, at the first of these that is still to come.
COUNTDOWN_BEFORE = (timedelta(days=3), timedelta(days=1))


@dataclass(frozen=True)
class Page:
    """One page of interviews, newest first. Pages count from 0."""

    interviews: tuple[Interview, ...]
    number: int
    pages: int
    total: int


class Interviews:
    """A person's real interviews."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        clock: Clock,
        profile: Profile,
        reminders: Reminders,
        feedback: Feedback,
    ) -> None:
        self._database = database
        self._clock = clock
        self._profile = profile
        self._reminders = reminders
        self._feedback = feedback
        self.store = InterviewStore(sealer)

    async def add(self, user_id: int, details: Details, *, feedback_id: int | None = None) -> Interview:
        """Keep an interview, and let feedback belong to it if that is given; `details.typed` is the time as typed.

        Its kind of work is the one the person has set. Without a known zone the time stays as typed. Raises
        NothingTyped, UnclearTime, TimeIsOver, TooFarOff, NoRoom, NotFound.
        """
        if details == Details():
            raise NothingTyped

        async def work(connection: Connection) -> Interview:
            check_room(self.store.kind, self.store.label, *await self.store.room(connection, user_id))
            known = await self._on_the_clock(connection, user_id, details)
            family = (await self._profile.person(connection, user_id)).family
            interview_id = await self.store.add(connection, user_id, known, family, self._clock())
            if feedback_id is not None:
                await self.link(connection, user_id, feedback_id, interview_id)
            return await self._set_reminders(connection, user_id, interview_id)

        return await self._database.write(work)

    async def to_fix(self, user_id: int, interview_id: int) -> Details:
        """What is known, with the time as it would be typed. Raises NotFound."""

        async def work(connection: Connection) -> Details:
            details = (await self.store.get(connection, user_id, interview_id)).details
            return replace(details, typed=await self._as_typed(connection, user_id, details))

        return await self._database.read(work)

    async def change(self, user_id: int, interview_id: int, details: Details) -> Interview:
        """Change what is known; a time typed as `to_fix` gives it is left as it is. Raises what `add` does."""
        if details == Details():
            raise NothingTyped

        async def work(connection: Connection) -> Interview:
            before = (await self.store.get(connection, user_id, interview_id)).details
            if before.takes_place_at and details.typed == await self._as_typed(connection, user_id, before):
                same_time = replace(details, takes_place_at=before.takes_place_at, typed=None)
                await self.store.change(connection, user_id, interview_id, same_time)
                return await self.store.get(connection, user_id, interview_id)
            known = await self._on_the_clock(connection, user_id, details)
            await self.store.change(connection, user_id, interview_id, known)
            return await self._set_reminders(connection, user_id, interview_id)

        return await self._database.write(work)

    async def set_zone(self, user_id: int, zone: str) -> None:
        """Keep the person's zone, and read the times that were typed before it was known. Raises UnknownZone.

        A time that cannot be read stays as it was typed.
        """
        await self._profile.set_zone(user_id, zone)

        async def work(connection: Connection) -> None:
            for interview in await self.store.without_zone(connection, user_id):
                try:
                    known = await self._on_the_clock(connection, user_id, interview.details)
                except (UnclearTime, TimeIsOver, TooFarOff):
                    continue
                await self.store.change(connection, user_id, interview.id, known)
                await self._set_reminders(connection, user_id, interview.id)

        await self._database.write(work)

    async def count_down(self, user_id: int, interview_id: int, *, on: bool) -> Interview:
        """Turn the countdown on or off. Raises NotFound, TimeIsOver where there is no time to come."""

        async def work(connection: Connection) -> Interview:
            interview = await self.store.get(connection, user_id, interview_id)
            moment = interview.details.takes_place_at
            if on and (moment is None or moment <= self._clock()):
                raise TimeIsOver(moment=moment)
            await self.store.set_countdown(connection, user_id, interview_id, on)
            return await self._set_countdown(connection, user_id, interview_id)

        return await self._database.write(work)

    async def set_family(self, user_id: int, interview_id: int, family: str | None) -> Interview:
        """Keep which kind of work it is, a role family of the profile. Raises NotFound."""

        async def work(connection: Connection) -> Interview:
            await self.store.set_family(connection, user_id, interview_id, family)
            return await self.store.get(connection, user_id, interview_id)

        return await self._database.write(work)

    async def tell(
        self,
        user_id: int,
        interview_id: int,
        outcome: Outcome,
        stage: str | None,
        well: str | None,
        *,
        again: bool = False,
    ) -> Interview:
        """Keep how it went; the furthest stage never goes back. The same outcome told twice is told once.

        Raises NotFound, OutcomeKnown when it had come to another end, unless `again` says that it is to be changed.
        """

        async def work(connection: Connection) -> Interview:
            before = await self.store.get(connection, user_id, interview_id)
            if before.is_over and before.outcome != outcome and not again:
                raise OutcomeKnown(outcome=before.outcome, told_at=before.told_at)
            furthest = further(before.furthest, stage)
            await self.store.tell(connection, user_id, interview_id, outcome, furthest, well, self._clock())
            await self._reminders.cancel(connection, user_id, "outcome", interview_id=interview_id)
            await self._reminders.cancel(connection, user_id, "countdown", interview_id=interview_id)
            return await self.store.get(connection, user_id, interview_id)

        return await self._database.write(work)

    async def ask_again(self, user_id: int, interview_id: int) -> datetime:
        """Ask for the outcome in a week. Returns when (UTC). Raises NotFound."""
        due_at = self._clock() + ASK_AGAIN_AFTER

        async def work(connection: Connection) -> None:
            await self.store.get(connection, user_id, interview_id)
            await self._reminders.set(connection, user_id, "outcome", due_at, interview_id=interview_id)

        await self._database.write(work)
        return due_at

    async def do_not_ask(self, user_id: int, interview_id: int) -> None:
        """Never ask for the outcome of this one."""
        await self._database.write(
            lambda connection: self._reminders.cancel(connection, user_id, "outcome", interview_id=interview_id)
        )

    async def interview(self, user_id: int, interview_id: int) -> Interview:
        """One interview. Raises NotFound."""
        return await self._database.read(lambda connection: self.store.get(connection, user_id, interview_id))

    async def find(self, user_id: int, interview_id: int) -> Interview | None:
        """The same, or None; for what is due."""
        try:
            return await self.interview(user_id, interview_id)
        except NotFound:
            return None

    async def page(self, user_id: int, number: int) -> Page:
        """A page of interviews; a number past the end gives the last page."""

        async def work(connection: Connection) -> Page:
            total = await self.store.count(connection, user_id)
            pages = max(1, -(-total // PAGE))
            at = min(max(number, 0), pages - 1)
            found = await self.store.page(connection, user_id, PAGE, at * PAGE)
            return Page(tuple(found), at, pages, total)

        return await self._database.read(work)

    async def recent(self, user_id: int, feedback_id: int) -> tuple[Interview, ...]:
        """The last five that a piece of feedback may belong to. Raises NotFound when the feedback is gone."""

        async def work(connection: Connection) -> tuple[Interview, ...]:
            await self._feedback.belongs(connection, user_id, feedback_id)
            return tuple(await self.store.page(connection, user_id, PAGE, 0))

        return await self._database.read(work)

    async def to_tell(self, user_id: int, count: int) -> list[Interview]:
        """Those whose outcome is still open, the one that was due first first."""
        return await self._database.read(lambda connection: self.store.to_tell(connection, user_id, count))

    async def delete(self, user_id: int, interview_id: int) -> None:
        """Delete one, with what is due about it; feedback on it stays. Raises NotFound."""

        async def work(connection: Connection) -> None:
            await self.store.get(connection, user_id, interview_id)
            await self.store.delete(connection, user_id, interview_id)

        await self._database.write(work)

    async def link_feedback(self, user_id: int, feedback_id: int, interview_id: int) -> Interview:
        """Let feedback belong to this interview and to no other. Raises NotFound."""

        async def work(connection: Connection) -> Interview:
            await self.link(connection, user_id, feedback_id, interview_id)
            return await self.store.get(connection, user_id, interview_id)

        return await self._database.write(work)

    async def link(self, connection: Connection, user_id: int, feedback_id: int, interview_id: int) -> None:
        """The same inside another feature's transaction. Raises NotFound."""
        await self._feedback.belongs(connection, user_id, feedback_id)
        await self.store.get(connection, user_id, interview_id)
        await self.store.link(connection, feedback_id, interview_id)

    async def name_of(self, connection: Connection, feedback_id: int) -> str:
        """The interview that feedback belongs to, in the person's words, or "" for none."""
        interview = await self.store.of_feedback(connection, feedback_id)
        return interview.name or f"Interview of {interview.added_at:%d %B %Y}" if interview else ""

    async def upcoming(self, connection: Connection, user_id: int) -> datetime | None:
        """When (UTC) the next interview with a countdown is; for other features' transactions."""
        return await self.store.next_with_countdown(connection, user_id, self._clock())

    async def outlines(self, connection: Connection, user_id: int) -> list[Outline]:
        """Every interview without its words, oldest first; for other features' transactions."""
        return await self.store.outlines(connection, user_id)

    async def last_offer(self, connection: Connection, user_id: int) -> datetime | None:
        """When (UTC) an offer was last told; for other features' transactions."""
        return await self.store.last_offer(connection, user_id)

    async def some(self, connection: Connection, user_id: int, ids: Iterable[int]) -> list[Interview]:
        """The interviews of these numbers; for other features' transactions. Raises NotFound."""
        return [await self.store.get(connection, user_id, interview_id) for interview_id in ids]

    async def _as_typed(self, connection: Connection, user_id: int, details: Details) -> str | None:
        """The time on the person's clocks in the first of the forms that are read, else as it was typed."""
        if details.takes_place_at is None:
            return details.typed
        zone = (await self._profile.person(connection, user_id)).time_zone or "UTC"
        return f"{details.takes_place_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"

    async def _on_the_clock(self, connection: Connection, user_id: int, details: Details) -> Details:
        """The time as typed -> an instant, if the person's zone is known."""
        zone = (await self._profile.person(connection, user_id)).time_zone
        if not details.typed or zone is None:
            return details
        now = self._clock()
        moment = parse_moment(details.typed, now, zone)
        if moment is None:
            raise UnclearTime
        if moment <= now:
            raise TimeIsOver(moment=moment)
        if moment - now > FARTHEST:
            raise TooFarOff
        return replace(details, takes_place_at=moment, typed=None)

    async def _set_reminders(self, connection: Connection, user_id: int, interview_id: int) -> Interview:
        """Make due what belongs to an interview as it stands now."""
        interview = await self._set_countdown(connection, user_id, interview_id)
        moment = interview.details.takes_place_at
        await self._reminders.cancel(connection, user_id, "outcome", interview_id=interview_id)
        if moment is not None and not interview.is_over:
            await self._reminders.set(connection, user_id, "outcome", moment + ASK_AFTER, interview_id=interview_id)
        return interview

    async def _set_countdown(self, connection: Connection, user_id: int, interview_id: int) -> Interview:
        """Make due the note before an interview, if it has a countdown."""
        interview = await self.store.get(connection, user_id, interview_id)
        moment, now = interview.details.takes_place_at, self._clock()
        await self._reminders.cancel(connection, user_id, "countdown", interview_id=interview_id)
        if moment is None or interview.is_over or not interview.countdown:
            return interview
        notes = [moment - before for before in COUNTDOWN_BEFORE if moment - before > now]
        if notes:
            await self._reminders.set(connection, user_id, "countdown", notes[0], interview_id=interview_id)
        return interview
