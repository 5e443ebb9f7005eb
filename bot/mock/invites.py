"""Use cases of an invite: make it, send it, take it back, answer it, want none."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import CannotInvite, InviteClosed, MockBusy
from bot.mock.blocks import Blocked, Blocks
from bot.mock.invite_store import Invite, InviteStore
from bot.mock.model import Place, Shared
from bot.mock.shown import Showing, Shown
from bot.server import Servers

OPEN, SENT, RECEIVED = 3, 10, 3
# Begins a session in the caller's transaction: candidate, friend, place, minutes, what is shared and since when (UTC)
# -> the session's row.
Begin = Callable[[Connection, int, int, Place, int, Shared, datetime | None], Awaitable[int]]


@dataclass(frozen=True)
class Making:
    """An invite that is being made, and what can be shared: the topics named in confirmed feedback, last named first;
    whether there are words about those ticked, and whether a role or level was said.
    """

    invite: Invite
    named: tuple[str, ...]
    has_words: bool
    has_role: bool


@dataclass(frozen=True)
class Standing:
    """Whom somebody takes invites from, and their own that wait for an answer, oldest first."""

    blocked: Blocked
    waiting: tuple[Invite, ...]


class Invites:
    """Invites to practise together. What Discord knows, such as who is where, is asked in place.py before."""

    def __init__(
        self, database: Database, clock: Clock, servers: Servers, blocks: Blocks, showing: Showing, begin: Begin
    ) -> None:
        self._database = database
        self._clock = clock
        self._servers = servers
        self._blocks = blocks
        self._showing = showing
        self._begin = begin
        self.store = InviteStore()

    async def begin(self, user_id: int, friend_id: int, place: Place, minutes: int) -> Invite:
        """The invite to this friend that is being made, a new one, or the one that waits for their answer.

        Raises CannotInvite at a limit or when the friend takes none, MockBusy when the person is in a session.
        """
        now = self._clock()

        async def work(connection: Connection) -> Invite:
            for invite in await self.store.sent(connection, user_id, now):
                if invite.friend_id == friend_id and invite.waits(now):
                    return invite
            await self._check(connection, user_id, friend_id)
            begun = await self.store.begun(connection, user_id, friend_id, now)
            if begun is None:
                invite_id = await self.store.begin(connection, user_id, friend_id, place, minutes, now)
            else:
                invite_id = begun.id
                await self.store.begin_again(connection, invite_id, place, minutes)
            return await self._own(connection, user_id, invite_id)

        return await self._database.write(work)

    async def making(self, user_id: int, invite_id: int) -> Making:
        """What is ticked and what could be. Raises InviteClosed once it is sent or too old."""

        async def work(connection: Connection) -> Making:
            return await self._making(connection, user_id, await self._unsent(connection, user_id, invite_id))

        return await self._database.read(work)

    async def share(self, user_id: int, invite_id: int, **changes: Any) -> Making:
        """Keep what was ticked, by the names of the fields of Shared. Raises InviteClosed."""

        async def work(connection: Connection) -> Making:
            invite = await self._unsent(connection, user_id, invite_id)
            await self.store.share(connection, invite_id, replace(invite.shared, **changes))
            return await self._making(connection, user_id, await self._own(connection, user_id, invite_id))

        return await self._database.write(work)

    async def shown(self, user_id: int, invite_id: int) -> tuple[Invite, Shown]:
        """What the friend would see. Raises InviteClosed, or CannotInvite without a topic."""

        async def work(connection: Connection) -> tuple[Invite, Shown]:
            invite = await self._unsent(connection, user_id, invite_id)
            if not invite.shared.themes:
                raise CannotInvite(why="no_topic")
            return invite, await self._showing.open(connection, user_id, invite.shared)

        return await self._database.read(work)

    async def send(self, user_id: int, invite_id: int, place: Place) -> Invite:
        """Count it as sent, so that two presses send it once. Raises InviteClosed, CannotInvite, MockBusy."""
        now = self._clock()

        async def work(connection: Connection) -> Invite:
            invite = await self._unsent(connection, user_id, invite_id)
            if not invite.shared.themes:
                raise CannotInvite(why="no_topic")
            await self._check(connection, user_id, invite.friend_id)
            await self.store.send(connection, invite_id, place, now)
            return await self._own(connection, user_id, invite_id)

        return await self._database.write(work)

    async def not_sent(self, invite_id: int) -> None:
        """Discord did not take it: it can be sent again."""
        await self._database.write(lambda connection: self.store.unsend(connection, invite_id))

    async def stands(self, invite_id: int, channel_id: int, message_id: int) -> None:
        """Remember where the invite can be read."""
        await self._database.write(lambda connection: self.store.stands(connection, invite_id, channel_id, message_id))

    async def drop(self, user_id: int, invite_id: int) -> None:
        """Forget an invite that is being made. Raises InviteClosed once it is sent."""

        async def work(connection: Connection) -> None:
            await self.store.drop(connection, (await self._unsent(connection, user_id, invite_id)).id)

        await self._database.write(work)

    async def take_back(self, user_id: int, invite_id: int) -> Invite:
        """Close one's own invite. Raises InviteClosed when it was answered or is over."""

        async def work(connection: Connection) -> Invite:
            await self._own(connection, user_id, invite_id)
            return await self._answer(connection, invite_id, "taken_back")

        return await self._database.write(work)

    async def asked(self, user_id: int, invite_id: int) -> Invite:
        """The invite, for the friend who is asked. Raises InviteClosed when it is over or is somebody else's."""
        return await self._database.read(lambda connection: self._asked(connection, user_id, invite_id))

    async def accept(self, friend_id: int, invite_id: int) -> tuple[Invite, int]:
        """Begin the session. Returns its row too. Raises InviteClosed, MockBusy; the invite stays open then."""
        asked = await self.asked(friend_id, invite_id)
        await self._check_place(asked.place, asked.candidate_id, friend_id)

        async def work(connection: Connection) -> tuple[Invite, int]:
            invite = await self._answer(connection, invite_id, "accepted")
            session_id = await self._begin(
                connection, invite.candidate_id, friend_id, invite.place, invite.minutes, invite.shared, invite.sent_at
            )
            return invite, session_id

        try:
            return await self._database.write(work)
        except MockBusy as error:
            # A session calls its candidate "you", but it is the friend who reads this.
            raise MockBusy(who="friend" if error.facts["who"] == "you" else "you") from None

    async def may_meet(self, user_id: int, other_id: int, place: Place) -> None:
        """Raises InviteClosed when two people who met may not go on: a moderator or either of them is against it."""
        if place.guild_id is not None and not (await self._servers.rules(place.guild_id)).may_meet:
            raise InviteClosed(why="off")
        await self._check_barred(place, user_id, other_id)
        if await self._database.read(lambda connection: self._blocks.among(connection, (user_id, other_id))):
            raise InviteClosed(why="off")

    async def decline(self, friend_id: int, invite_id: int) -> Invite:
        """Not now. Raises InviteClosed."""

        async def work(connection: Connection) -> Invite:
            await self._asked(connection, friend_id, invite_id)
            return await self._answer(connection, invite_id, "not_now")

        return await self._database.write(work)

    async def block(self, friend_id: int, invite_id: int, *, everybody: bool) -> Invite:
        """Take no more invites from whoever sent this one, or from anybody, and close it.

        It works for one that is over too, as long as its row is there. Raises InviteClosed.
        """
        now = self._clock()

        async def work(connection: Connection) -> Invite:
            invite = await self.store.get(connection, invite_id)
            if invite is None or invite.friend_id != friend_id or invite.sent_at is None:
                raise InviteClosed(why="over" if invite is None else "not_yours")
            await self._blocks.add(connection, friend_id, None if everybody else invite.candidate_id, now)
            return await self.store.answer(connection, invite_id, "blocked", now) or invite

        return await self._database.write(work)

    async def standing(self, user_id: int) -> Standing:
        """Whom somebody takes invites from, and which of their own wait."""
        return await self._database.read(lambda connection: self._standing(connection, user_id))

    async def take_none(self, user_id: int) -> Standing:
        """No invites from anybody."""
        now = self._clock()
        return await self._change(user_id, lambda connection: self._blocks.add(connection, user_id, None, now))

    async def take_again(self, user_id: int) -> Standing:
        """Invites again, but for those from people who were blocked one by one."""
        return await self._change(user_id, lambda connection: self._blocks.take_from_all(connection, user_id))

    async def unblock(self, user_id: int) -> Standing:
        """Nobody is blocked one by one any more."""
        return await self._change(user_id, lambda connection: self._blocks.unblock(connection, user_id))

    async def messages_of(self, user_id: int) -> list[Invite]:
        """Every invite that somebody sent or got and whose message can still be there."""
        sent = await self._database.read(lambda connection: self.store.of_person(connection, user_id))
        return [invite for invite in sent if invite.message is not None]

    async def clear_out(self) -> datetime | None:
        """Delete what is 24 hours old, down to the bytes on disk. Returns when the next one will be, if any (UTC)."""
        now = self._clock()
        due_at = await self._database.read(self.store.next_old)
        if due_at is None or due_at > now:
            return due_at
        await self._database.write(lambda connection: self.store.drop_old(connection, now))
        await self._database.scrub()
        return await self._database.read(self.store.next_old)

    async def _check(self, connection: Connection, user_id: int, friend_id: int) -> None:
        """May this person invite this friend now? A full day of the friend's and a block look the same."""
        now = self._clock()
        if await self.store.in_session(connection, user_id, now):
            raise MockBusy(who="you")
        sent = await self.store.sent(connection, user_id, now)
        if sum(invite.waits(now) for invite in sent) >= OPEN:
            raise CannotInvite(why="open")
        if len(sent) >= SENT:
            raise CannotInvite(why="sent", again_at=sent[-SENT].closes_at)
        blocked = await self._blocks.stops(connection, friend_id, user_id)
        if blocked or await self.store.received(connection, friend_id, now) >= RECEIVED:
            raise CannotInvite(why="no_invites", friend=friend_id)

    async def _check_place(self, place: Place, *user_ids: int) -> None:
        """Raises InviteClosed when the moderators are against it, for all or for one of these."""
        if place.guild_id is None:
            return
        if not (await self._servers.rules(place.guild_id)).may_invite:
            raise InviteClosed(why="off")
        await self._check_barred(place, *user_ids)

    async def _check_barred(self, place: Place, *user_ids: int) -> None:
        for user_id in user_ids:
            if place.guild_id is not None and await self._servers.is_barred(place.guild_id, user_id):
                raise InviteClosed(why="off")

    async def _own(self, connection: Connection, user_id: int, invite_id: int) -> Invite:
        invite = await self.store.get(connection, invite_id)
        if invite is None or invite.candidate_id != user_id or self._clock() >= invite.closes_at:
            raise InviteClosed(why="over")
        return invite

    async def _unsent(self, connection: Connection, user_id: int, invite_id: int) -> Invite:
        invite = await self._own(connection, user_id, invite_id)
        if invite.sent_at is not None:
            raise InviteClosed(why="sent")
        return invite

    async def _asked(self, connection: Connection, user_id: int, invite_id: int) -> Invite:
        invite = await self.store.get(connection, invite_id)
        if invite is None or not invite.waits(self._clock()):
            raise InviteClosed(why="over")
        if invite.friend_id != user_id:
            raise InviteClosed(why="not_yours")
        return invite

    async def _answer(self, connection: Connection, invite_id: int, answer: str) -> Invite:
        invite = await self.store.answer(connection, invite_id, answer, self._clock())
        if invite is None:
            raise InviteClosed(why="over")
        return invite

    async def _making(self, connection: Connection, user_id: int, invite: Invite) -> Making:
        topics = await self._showing.topics(connection, user_id)
        words = await self._showing.words(connection, user_id, invite.shared.themes)
        role = await self._showing.role(connection, user_id)
        return Making(invite, topics, bool(words), any(role))

    async def _standing(self, connection: Connection, user_id: int) -> Standing:
        now = self._clock()
        sent = await self.store.sent(connection, user_id, now)
        waiting = tuple(invite for invite in sent if invite.waits(now))
        return Standing(await self._blocks.of(connection, user_id), waiting)

    async def _change(self, user_id: int, change: Callable[[Connection], Awaitable[None]]) -> Standing:
        async def work(connection: Connection) -> Standing:
            await change(connection)
            return await self._standing(connection, user_id)

        return await self._database.write(work)
