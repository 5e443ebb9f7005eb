"""Use cases of the profile: agree, see, take along, delete; and drafts of what could not be used yet."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.dependencies import PersonalData
from bot.errors import NotFound
from bot.profile.store import Draft, Person, ProfileStore

DRAFT_LIFE = timedelta(hours=24)
TOUCH_EVERY = timedelta(days=1)
EVERYTHING = "everything"


@dataclass(frozen=True)
class Holding:
    """One kind of data and how many entries of it there are."""

    kind: str
    label: str
    entries: int


@dataclass(frozen=True)
class Account:
    """What is kept about one person."""

    person: Person
    holdings: tuple[Holding, ...]


class Profile:
    """Consent, the account of a person's data, drafts."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock, personal_data: list[PersonalData]) -> None:
        self._database = database
        self._clock = clock
        self._store = ProfileStore(sealer)
        self._data = personal_data
        personal_data.append(self._store)

    async def may_enter(self, user_id: int) -> bool:
        """Whether this person has agreed. Notes the day of use, at most once a day."""
        person = await self._database.read(lambda connection: self._store.person(connection, user_id))
        if person is None:
            return False
        now = self._clock()
        if now - person.last_used_at >= TOUCH_EVERY:
            await self._database.write(lambda connection: self._store.touch(connection, user_id, now))
        return True

    async def agree(self, user_id: int) -> None:
        """Make the person's row; agreeing twice changes nothing."""
        now = self._clock()
        await self._database.write(lambda connection: self._store.add_person(connection, user_id, now))

    async def account(self, user_id: int) -> Account:
        """What is kept, by kind. Raises NotFound for somebody who has not agreed."""

        async def work(connection: Connection) -> Account:
            person = await self._store.person(connection, user_id)
            if person is None:
                raise NotFound
            holdings = [Holding(data.kind, data.label, await data.count(connection, user_id)) for data in self._data]
            return Account(person, tuple(holdings))

        return await self._database.read(work)

    async def export(self, user_id: int) -> dict[str, Any]:
        """Everything that is kept, opened: {"agreed_at": ..., kind: [entries]}."""

        async def work(connection: Connection) -> dict[str, Any]:
            person = await self._store.person(connection, user_id)
            if person is None:
                raise NotFound
            everything: dict[str, Any] = {
                "agreed_at": person.agreed_at.isoformat(),
                "last_used_at": person.last_used_at.isoformat(),
            }
            for data in self._data:
                everything[data.kind] = await data.export(connection, user_id)
            return everything

        return await self._database.read(work)

    async def erase(self, user_id: int, kind: str = EVERYTHING) -> None:
        """Delete one kind of data, or everything and the consent with it, down to the bytes on disk."""

        async def work(connection: Connection) -> None:
            for data in self._data:
                if kind in (data.kind, EVERYTHING):
                    await data.erase(connection, user_id)
            if kind == EVERYTHING:
                await self._store.delete_person(connection, user_id)

        await self._database.write(work)
        await self._database.scrub()

    async def keep_draft(self, user_id: int, form: str, row: int, typed: dict[str, str]) -> int:
        """Keep typed text for 24 hours, sealed. Returns the draft's row; the form's earlier draft is replaced."""
        now = self._clock()

        async def work(connection: Connection) -> int:
            await self._store.drop_drafts_before(connection, now - DRAFT_LIFE)
            return await self._store.keep_draft(connection, user_id, Draft(form, row, typed, now))

        return await self._database.write(work)

    async def draft(self, user_id: int, draft_id: int) -> Draft:
        """A draft of the last 24 hours. Raises NotFound."""
        oldest = self._clock() - DRAFT_LIFE
        draft = await self._database.read(lambda connection: self._store.draft(connection, user_id, draft_id, oldest))
        if draft is None:
            raise NotFound
        return draft

    async def drop_draft(self, user_id: int, form: str, row: int) -> None:
        """Forget the draft of a form that has now been used, if there is one."""
        if await self._database.read(lambda connection: self._store.has_draft(connection, user_id, form, row)):
            await self._database.write(lambda connection: self._store.drop_draft(connection, user_id, form, row))


def as_markdown(everything: dict[str, Any]) -> str:
    """An export as text that a person can read."""
    lines = ["# Everything Rebound keeps about you", ""]
    for kind, entries in everything.items():
        if not isinstance(entries, list):
            lines.append(f"- {kind}: {entries}")
            continue
        lines += ["", f"## {kind}", ""]
        for entry in entries:
            lines += [f"- {key}: {_plain(value)}" for key, value in entry.items() if value not in (None, "", [])]
            lines.append("")
    return "\n".join(lines)


def _plain(value: object) -> str:
    return value.replace("\n", "\n  ") if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
