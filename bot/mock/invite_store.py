"""Rows of mock_invite <-> invites. A row is reached by its candidate or its friend, and by nobody 24 hours later."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.bits import pack, unpack
from bot.clock import from_ms, to_ms
from bot.database import Connection, Row, load_queries
from bot.mock.model import TOPICS, Place, Shared

LIFE = timedelta(hours=24)


@dataclass(frozen=True)
class Invite:
    """One invite, sent or still being made. Ids are Discord's, times UTC; a message is (channel, message)."""

    id: int
    candidate_id: int
    friend_id: int
    place: Place
    minutes: int
    shared: Shared
    begun_at: datetime
    sent_at: datetime | None
    message: tuple[int, int] | None
    answer: str | None

    @property
    def closes_at(self) -> datetime:
        """When it is deleted, answered or not."""
        return (self.sent_at or self.begun_at) + LIFE

    def waits(self, now: datetime) -> bool:
        """Whether it was sent and can still be answered."""
        return self.sent_at is not None and self.answer is None and now < self.closes_at


class InviteStore:
    """Invites. As personal data: those a person sent or is making, and those sent to them."""

    kind = "invites"
    label = "Invites to practise (kept 24 hours)"

    def __init__(self) -> None:
        self._sql: Any = load_queries(Path(__file__).with_name("invites.sql"))

    async def get(self, connection: Connection, invite_id: int) -> Invite | None:
        row = await self._sql.get(connection, id=invite_id)
        return row and _invite(row)

    async def begun(self, connection: Connection, candidate_id: int, friend_id: int, now: datetime) -> Invite | None:
        """The invite to this friend that is still being made, if any."""
        row = await self._sql.begun(connection, candidate_id=candidate_id, friend_id=friend_id, since=to_ms(now - LIFE))
        return row and _invite(row)

    async def begin(
        self, connection: Connection, candidate_id: int, friend_id: int, place: Place, minutes: int, now: datetime
    ) -> int:
        return int(
            await self._sql.begin(
                connection,
                candidate_id=candidate_id,
                friend_id=friend_id,
                minutes=minutes,
                now=to_ms(now),
                **_columns(place),
            )
        )

    async def begin_again(self, connection: Connection, invite_id: int, place: Place, minutes: int) -> None:
        """Keep what was ticked, and take the place and the length of now."""
        await self._sql.begin_again(connection, id=invite_id, minutes=minutes, **_columns(place))

    async def share(self, connection: Connection, invite_id: int, shared: Shared) -> None:
        await self._sql.share(
            connection, id=invite_id, themes=pack(shared.themes, TOPICS), words=int(shared.words), role=int(shared.role)
        )

    async def send(self, connection: Connection, invite_id: int, place: Place, now: datetime) -> None:
        await self._sql.send(connection, id=invite_id, now=to_ms(now), **_columns(place))

    async def unsend(self, connection: Connection, invite_id: int) -> None:
        await self._sql.unsend(connection, id=invite_id)

    async def stands(self, connection: Connection, invite_id: int, channel_id: int, message_id: int) -> None:
        await self._sql.stands(connection, id=invite_id, channel_id=channel_id, message_id=message_id)

    async def answer(self, connection: Connection, invite_id: int, answer: str, now: datetime) -> Invite | None:
        """The invite, answered now; None when it was answered before or its time is over."""
        row = await self._sql.answer(connection, id=invite_id, answer=answer, now=to_ms(now), since=to_ms(now - LIFE))
        return row and _invite(row)

    async def sent(self, connection: Connection, candidate_id: int, now: datetime) -> list[Invite]:
        """What somebody sent in the last 24 hours, oldest first."""
        rows = self._sql.sent(connection, candidate_id=candidate_id, since=to_ms(now - LIFE))
        return [_invite(row) async for row in rows]

    async def received(self, connection: Connection, friend_id: int, now: datetime) -> int:
        """How many invites somebody got in the last 24 hours, from all together."""
        return int(await self._sql.received(connection, friend_id=friend_id, since=to_ms(now - LIFE)))

    async def in_session(self, connection: Connection, user_id: int, now: datetime) -> bool:
        """Whether somebody is in a session that has not ended; one that nobody touched for a day has."""
        return int(await self._sql.in_session(connection, user_id=user_id, since=to_ms(now - LIFE))) > 0

    async def of_person(self, connection: Connection, user_id: int) -> list[Invite]:
        """What somebody sent, is making, or got."""
        return [_invite(row) async for row in self._sql.of_person(connection, user_id=user_id)]

    async def drop(self, connection: Connection, invite_id: int) -> None:
        await self._sql.drop(connection, id=invite_id)

    async def drop_in(self, connection: Connection, guild_id: int) -> None:
        await self._sql.drop_in(connection, guild_id=guild_id)

    async def drop_old(self, connection: Connection, now: datetime) -> None:
        """Delete what is 24 hours old."""
        await self._sql.drop_before(connection, before=to_ms(now - LIFE))

    async def next_old(self, connection: Connection) -> datetime | None:
        """When the next one will be 24 hours old, if there is one."""
        oldest = await self._sql.oldest(connection)
        return None if oldest is None else from_ms(oldest) + LIFE

    async def count(self, connection: Connection, user_id: int) -> int:
        return len(await self.of_person(connection, user_id))

    async def export(self, connection: Connection, user_id: int) -> list[dict[str, Any]]:
        """What the candidate ticked is in the candidate's export alone."""
        return [
            {
                "sent_at": invite.sent_at and invite.sent_at.isoformat(),
                "minutes": invite.minutes,
                "answer": invite.answer,
                **(
                    {
                        "to": invite.friend_id,
                        "topics": list(invite.shared.themes),
                        "words_shared": invite.shared.words,
                        "role_shared": invite.shared.role,
                    }
                    if invite.candidate_id == user_id
                    else {"from": invite.candidate_id}
                ),
            }
            for invite in await self.of_person(connection, user_id)
        ]

    async def erase(self, connection: Connection, user_id: int) -> None:
        await self._sql.erase(connection, user_id=user_id)

    async def forget_words(self, connection: Connection, user_id: int) -> None:
        """There are none."""


def _columns(place: Place) -> dict[str, Any]:
    return {"place": place.where, "guild_id": place.guild_id, "channel_id": place.channel_id}


def _invite(row: Row) -> Invite:
    message = None if row["message_id"] is None else (row["channel_id"], row["message_id"])
    # Where the message stands in a DM is no place to meet: each of the two has their own DM.
    channel_id = None if row["place"] == "dm" else row["channel_id"]
    return Invite(
        id=row["id"],
        candidate_id=row["candidate_id"],
        friend_id=row["friend_id"],
        place=Place(row["place"], row["guild_id"], channel_id),
        minutes=row["minutes"],
        shared=Shared(unpack(row["themes"], TOPICS), bool(row["words"]), bool(row["role"])),
        begun_at=from_ms(row["begun_at"]),
        sent_at=None if row["sent_at"] is None else from_ms(row["sent_at"]),
        message=message,
        answer=row["answer"],
    )
