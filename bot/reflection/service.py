"""Use cases of reflection: write an exercise, keep it or not, find it again, say whether it came up."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.errors import NotFound, NothingTyped
from bot.feedback import Entry, Feedback
from bot.limits import check_room
from bot.profile import Profile
from bot.reflection.exercises import Exercise, Exercises
from bot.reflection.store import Reflection, ReflectionStore

DRAFT = "exercise"
SHOWN = 25


@dataclass(frozen=True)
class Page:
    """One exercise on one entry of feedback; on none, `entry` is None."""

    exercise: Exercise
    entry: Entry | None


@dataclass(frozen=True)
class Kept:
    """One exercise that was kept, with what it is."""

    exercise: Exercise
    reflection: Reflection


@dataclass(frozen=True)
class Written:
    """An exercise that is written and not kept yet. `draft` is the row of its draft."""

    draft: int
    exercise: Exercise
    feedback_id: int
    typed: dict[str, str]


class Reflections:
    """A person's exercises."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        clock: Clock,
        exercises: Exercises,
        profile: Profile,
        feedback: Feedback,
    ) -> None:
        self._database = database
        self._clock = clock
        self.exercises = exercises
        self._profile = profile
        self._feedback = feedback
        self.store = ReflectionStore(sealer)

    async def page(self, user_id: int, exercise: str, feedback_id: int) -> Page:
        """What an exercise is about; `feedback_id` 0 is none. Raises NotFound."""
        if exercise not in self.exercises:
            raise NotFound
        return Page(self.exercises[exercise], await self.entry(user_id, feedback_id))

    async def entry(self, user_id: int, feedback_id: int) -> Entry | None:
        """The entry an exercise is about. Raises NotFound when it is gone."""
        return await self._feedback.entry(user_id, feedback_id) if feedback_id else None

    async def entries(self, user_id: int, count: int) -> tuple[Entry, ...]:
        """The newest entries of feedback; none before consent."""
        return await self._feedback.newest(user_id, count)

    async def latest_entry(self, user_id: int) -> Entry | None:
        """The newest entry of feedback, if there is any."""
        return next(iter(await self._feedback.newest(user_id, 1)), None)

    async def write(self, user_id: int, exercise: str, feedback_id: int, typed: dict[str, str]) -> Written:
        """Keep what was typed for 24 hours, until the person saves it. Raises NothingTyped."""
        boxes = {box.id: typed.get(box.id, "").strip() for box in self.exercises[exercise].field}
        if not any(boxes.values()):
            raise NothingTyped
        draft = await self._profile.keep_draft(user_id, f"{DRAFT}:{exercise}", feedback_id, boxes)
        return Written(draft, self.exercises[exercise], feedback_id, boxes)

    async def written(self, user_id: int, draft_id: int) -> Written:
        """What was written and is not kept yet. Raises NotFound after 24 hours."""
        draft = await self._profile.draft(user_id, draft_id)
        return Written(draft_id, self.exercises[draft.form.removeprefix(f"{DRAFT}:")], draft.row, draft.typed)

    async def save(self, user_id: int, draft_id: int) -> Kept:
        """Keep an exercise, also when the entry it is about was deleted meanwhile.

        Raises NotFound once it is kept or 24 hours are over, NoRoom at the limit.
        """

        async def work(connection: Connection) -> Kept:
            check_room(self.store.kind, self.store.label, *await self.store.room(connection, user_id))
            draft = await self._profile.take_draft(connection, user_id, draft_id)
            exercise = self.exercises[draft.form.removeprefix(f"{DRAFT}:")]
            about = draft.row or None
            if about:
                try:
                    await self._feedback.belongs(connection, user_id, about)
                except NotFound:
                    about = None
            reflection_id = await self.store.add(connection, user_id, exercise.key, about, draft.typed, self._clock())
            return Kept(exercise, await self.store.get(connection, user_id, reflection_id))

        return await self._database.write(work)

    async def drop(self, user_id: int, draft_id: int) -> None:
        """Throw away what was written. Raises NotFound when it is gone already."""

        async def work(connection: Connection) -> None:
            await self._profile.take_draft(connection, user_id, draft_id)

        await self._database.write(work)

    async def kept(self, user_id: int, reflection_id: int) -> Kept:
        """One exercise that was kept. Raises NotFound."""
        reflection = await self._database.read(lambda connection: self.store.get(connection, user_id, reflection_id))
        return Kept(self.exercises[reflection.exercise], reflection)

    async def shelf(self, user_id: int) -> list[Kept]:
        """The newest 25 that were kept."""
        found = await self._database.read(lambda connection: self.store.newest(connection, user_id, SHOWN))
        return [Kept(self.exercises[one.exercise], one) for one in found]

    async def delete(self, user_id: int, reflection_id: int) -> None:
        """Delete one. Raises NotFound."""

        async def work(connection: Connection) -> None:
            await self.store.get(connection, user_id, reflection_id)
            await self.store.delete(connection, user_id, reflection_id)

        await self._database.write(work)

    async def check(self, user_id: int, reflection_id: int, *, came_up: bool, did_it: bool) -> Kept:
        """Keep whether a plan's moment came and whether it was done; said again it is replaced. Raises NotFound."""
        now = self._clock()

        async def work(connection: Connection) -> Kept:
            await self.store.get(connection, user_id, reflection_id)
            await self.store.check(connection, user_id, reflection_id, came_up, did_it, now)
            reflection = await self.store.get(connection, user_id, reflection_id)
            return Kept(self.exercises[reflection.exercise], reflection)

        return await self._database.write(work)

    async def plans_to_ask_about(self, user_id: int, told_at: datetime, count: int) -> list[Kept]:
        """The newest plans that an interview told of at `told_at` (UTC) may have brought up, and none before it."""
        found = await self._database.read(
            lambda connection: self.store.to_ask_about(connection, user_id, told_at, count)
        )
        return [Kept(self.exercises[one.exercise], one) for one in found]

    async def setback_plan(self, user_id: int) -> Kept | None:
        """The newest setback plan."""
        found = await self._database.read(lambda connection: self.store.latest(connection, user_id, "setback"))
        return None if found is None else Kept(self.exercises["setback"], found)

    async def newest_plan(self, user_id: int) -> Kept | None:
        """The newest if-then plan, else the newest setback plan."""

        async def work(connection: Connection) -> Kept | None:
            return await self._newest_plan(connection, user_id)

        return await self._database.read(work)

    async def has_plan(self, connection: Connection, user_id: int) -> bool:
        """Whether there is such a plan; for other features' transactions."""
        return await self._newest_plan(connection, user_id) is not None

    async def _newest_plan(self, connection: Connection, user_id: int) -> Kept | None:
        for exercise in ("plan", "setback"):
            found = await self.store.latest(connection, user_id, exercise)
            if found is not None:
                return Kept(self.exercises[exercise], found)
        return None

    async def plan_on(self, connection: Connection, user_id: int, feedback_id: int) -> Kept | None:
        """The newest if-then plan on one entry of feedback; for other features' transactions."""
        found = await self.store.latest(connection, user_id, "plan", feedback_id)
        return None if found is None else Kept(self.exercises["plan"], found)
