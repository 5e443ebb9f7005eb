"""The presses and forms of sessions: each answers the presser, then lets the other know if there is news."""

from bot.mock.afterwards import Afterwards
from bot.mock.cards import ROLE, WORDS, MockCards, notes_form
from bot.mock.lines import Lines
from bot.mock.model import TOPICS, Shared
from bot.mock.sessions import Sessions, Step
from bot.mock.store import MockSession, Notes
from bot.router import Press, Router, Submit
from bot.ui import Card, Form, Interaction, reply, row_number


class SessionUI:
    """Answers what either of the two presses."""

    def __init__(
        self, sessions: Sessions, afterwards: Afterwards, router: Router, cards: MockCards, lines: Lines
    ) -> None:
        self._sessions = sessions
        self._afterwards = afterwards
        self._router = router
        self._cards = cards
        self._lines = lines

    def register(self) -> None:
        """Take the presses and the form of sessions."""
        router = self._router
        router.on_press("mock:begin", self.begin_found)
        router.on_press("mock:show", self.show)
        router.on_press("mock:rate", self.rate)
        router.on_press("mock:stuck", self.stuck)
        router.on_press("mock:next", self.next)
        router.on_press("mock:finish", self.finish)
        router.on_press("mock:leave", self.leave)
        router.on_press("mock:done", self.done)
        router.on_form("mock:notes", self.notes_form, self.note)
        router.on_press("mock:feedback", self.make_feedback)
        router.on_press("mock:swap", self.swap)
        router.on_press("mock:offer", self.offer)
        router.on_press("mock:start", self.start)
        router.on_press("mock:history", self.turn)
        router.on_press("mock:look", self.look)
        router.on_press("mock:withdraw", self.ask_withdraw)
        router.on_press("mock:withdrawn", self.withdraw)

    async def begin(self, interaction: Interaction, session_id: int) -> None:
        """Answer the friend who has just accepted with the brief and their first card, and tell the candidate."""
        session = await self._sessions.session(interaction.user.id, session_id)
        await self._brief(interaction, session)
        await self._tell(interaction, session, "ready")

    async def begin_found(self, interaction: Interaction, press: Press) -> None:
        """The first card of one of two who found each other: no invite was accepted, so the friend is briefed here."""
        session = await self._sessions.session(press.user_id, press.row)
        if session.role == "friend" and session.ended is None:
            await self._brief(interaction, session)
        else:
            await self.show(interaction, press)

    async def show(self, interaction: Interaction, press: Press) -> None:
        """The presser's own card as it stands."""
        await reply(interaction, await self._card(await self._sessions.session(press.user_id, press.row)))

    async def rate(self, interaction: Interaction, press: Press) -> None:
        step = await self._sessions.rate(press.user_id, press.row, int(press.values[0]))
        await self._show(interaction, step, "both_in", "Show")

    async def stuck(self, interaction: Interaction, press: Press) -> None:
        await self._show(interaction, await self._sessions.stuck(press.user_id, press.row), "news")

    async def next(self, interaction: Interaction, press: Press) -> None:
        await self._show(interaction, await self._sessions.next(press.user_id, press.row), "next")

    async def finish(self, interaction: Interaction, press: Press) -> None:
        await self._show(interaction, await self._sessions.finish(press.user_id, press.row), "over")

    async def leave(self, interaction: Interaction, press: Press) -> None:
        """Out of the session, with nothing more asked."""
        step = await self._sessions.leave(press.user_id, press.row)
        await reply(interaction, self._cards.left(step.session))
        if step.news:
            await self._tell(interaction, step.session, "over")

    async def leave_any(self, interaction: Interaction) -> None:
        """Answer /mock leave."""
        session_id = await self._sessions.open_of(interaction.user.id)
        if session_id is None:
            await reply(interaction, self._cards.no_session())
        else:
            await self.leave(interaction, Press(interaction.user.id, session_id))

    async def done(self, interaction: Interaction, press: Press) -> None:
        await self._sessions.session(press.user_id, press.row)
        await reply(interaction, self._cards.put_away())

    async def notes_form(self, press: Press) -> Form:
        return notes_form(await self._afterwards.to_note(press.user_id, press.row))

    async def note(self, interaction: Interaction, submit: Submit) -> None:
        keep, change, moment = (submit.typed[key].strip() for key in ("keep", "change", "noticed"))
        step = await self._afterwards.note(submit.user_id, submit.row, Notes(keep, change, moment))
        await self._show(interaction, step, "news")

    async def make_feedback(self, interaction: Interaction, press: Press) -> None:
        """The notes become an entry, whose topics are confirmed like those of any other."""
        entry_id = await self._afterwards.make_feedback(press.user_id, press.row)
        await self._router.forward(interaction, "feedback:look", Press(press.user_id, entry_id))

    async def swap(self, interaction: Interaction, press: Press) -> None:
        await self._show(interaction, await self._sessions.swap(press.user_id, press.row), "swapped")

    async def offer(self, interaction: Interaction, press: Press) -> None:
        """Kept as it is chosen; nothing is shown to anybody before [Begin]."""
        topics = tuple(key for key in TOPICS if key in press.values)
        shared = Shared(topics, words=WORDS in press.values, role=ROLE in press.values)
        await reply(interaction, await self._card(await self._sessions.offer(press.user_id, press.row, shared)))

    async def start(self, interaction: Interaction, press: Press) -> None:
        await self._show(interaction, await self._sessions.start(press.user_id, press.row), "ready")

    async def history(self, interaction: Interaction) -> None:
        """Answer /mock history."""
        await reply(interaction, self._cards.page(await self._afterwards.page(interaction.user.id, 0)))

    async def turn(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.page(await self._afterwards.page(press.user_id, press.row)))

    async def look(self, interaction: Interaction, press: Press) -> None:
        """One session from the history."""
        session_id = row_number(press.values[0]) if press.values else press.row
        session = await self._sessions.session(press.user_id, session_id)
        await reply(interaction, await self._card(session, listed=True))

    async def ask_withdraw(self, interaction: Interaction, press: Press) -> None:
        session = await self._sessions.session(press.user_id, press.row)
        await reply(interaction, self._cards.ask_withdraw(session))

    async def withdraw(self, interaction: Interaction, press: Press) -> None:
        session = await self._afterwards.withdraw(press.user_id, press.row)
        await reply(interaction, await self._card(session, listed=True))

    async def _card(self, session: MockSession, *, listed: bool = False) -> Card:
        if session.ended_at is not None:
            return self._cards.over(session, may_note=self._afterwards.may_note(session), listed=listed)
        question = session.current
        if question is None:
            return self._cards.before(session)
        return self._cards.question(session, question, await self._sessions.script(session, question))

    async def _brief(self, interaction: Interaction, session: MockSession) -> None:
        await reply(interaction, self._cards.brief(session))
        await reply(interaction, await self._card(session), fresh=True)

    async def _show(self, interaction: Interaction, step: Step, line: str, label: str = "Open") -> None:
        """Answer with the card as it stands, then send the other a line if there is news."""
        await reply(interaction, await self._card(step.session))
        if step.news:
            await self._tell(interaction, step.session, line, label)

    async def _tell(self, interaction: Interaction, session: MockSession, line: str, label: str = "Open") -> None:
        other = session.other_id
        if other is None:
            return
        if not await self._lines.tell(interaction, session.place, session.id, other, line, label):
            await reply(interaction, self._cards.not_reached(other), fresh=True)
