"""Use cases of the profile: agree, see, take along, delete; and drafts of what could not be used yet."""

import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Connection, Database
from bot.dependencies import PersonalData
from bot.errors import NotFound, UnknownZone
from bot.logs import describe
from bot.profile.store import NOTICE, Draft, Person, ProfileStore, Settings
from bot.when import in_daytime

DRAFT_LIFE = timedelta(hours=24)
TOUCH_EVERY = timedelta(days=1)
EVERYTHING = "everything"
# A server's id -> its line for a hard day, "" if it has none.
RegionalHelp = Callable[[int], Awaitable[str]]
log = logging.getLogger(__name__)
PASTED = "pasted"
# Makes something of a kind due for a person at a time (UTC).
Remind = Callable[[Connection, int, str, datetime], Awaitable[None]]


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

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        clock: Clock,
        personal_data: list[PersonalData],
    ) -> None:
        self._database = database
        self._clock = clock
        self._store = ProfileStore(sealer)
        self._data = personal_data
        self.regional_help: RegionalHelp | None = None
        personal_data.append(self._store)

    async def may_enter(self, user_id: int) -> bool:
        """Whether this person has agreed. Notes the day of use, at most once a day."""
        person = await self._database.read(lambda connection: self._store.person(connection, user_id))
        if person is None:
            return False
        now = self._clock()
        if now - person.last_used_at >= TOUCH_EVERY or person.noticed_at is not None:
            await self._database.write(lambda connection: self._store.touch(connection, user_id, now))
        return True

    async def agree(self, user_id: int) -> None:
        """Make the person's row; agreeing twice changes nothing."""
        now = self._clock()
        await self._database.write(lambda connection: self._store.add_person(connection, user_id, now))

    async def person(self, connection: Connection, user_id: int) -> Person:
        """Who somebody is here; for other features' transactions. Raises NotFound before consent."""
        person = await self._store.person(connection, user_id)
        if person is None:
            raise NotFound
        return person

    async def settings(self, user_id: int) -> Person:
        """What the person has chosen. Raises NotFound before consent."""
        return await self._database.read(lambda connection: self.person(connection, user_id))

    async def change(self, user_id: int, settings: Settings) -> Person:
        """Keep the person's choices. Raises UnknownZone for a zone that is not there, with one that is near."""
        zone = settings.time_zone and known_zone(settings.time_zone)
        chosen = replace(settings, time_zone=zone)

        async def work(connection: Connection) -> Person:
            await self._store.change(connection, user_id, chosen)
            return await self.person(connection, user_id)

        return await self._database.write(work)

    async def set_zone(self, user_id: int, typed: str) -> None:
        """Keep the person's time zone, as they type it. Raises UnknownZone."""
        zone = known_zone(typed)

        async def work(connection: Connection) -> None:
            await self._store.set_zone(connection, user_id, zone)

        await self._database.write(work)

    async def help_line(self, guild_id: int | None) -> str:
        """The regional line for a hard day of this server, or "" """
        if guild_id is None or self.regional_help is None:
            return ""
        try:
            return await self.regional_help(guild_id)
        except Exception as error:
            # The general numbers have to be shown whatever happens to this line.
            log.error("a regional help line could not be read: %s", describe(error))
            return ""

    async def clear_out(self, remind: Remind) -> None:
        """Remove the words of those who have been away for as long as they chose, a week after a notice.

        `remind` makes that notice due, in the same transaction; it goes out once.
        """
        now = self._clock()

        async def work(connection: Connection) -> bool:
            unused = await self._store.unused(connection, now)
            for person in unused:
                if person.noticed_at is None:
                    at = in_daytime(now, person.time_zone)
                    await self._store.notice(connection, person.user_id, at)
                    await remind(connection, person.user_id, "retention", at)
            due = [person for person in unused if person.noticed_at is not None and now - person.noticed_at >= NOTICE]
            for person in due:
                for data in self._data:
                    await data.forget_words(connection, person.user_id)
                await self._store.cleared(connection, person.user_id, now)
            return bool(due)

        if await self._database.write(work):
            await self._database.scrub()

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
                "role_family": person.family,
                "level": person.level,
                "time_zone": person.time_zone,
                "retention_days": person.retention_days,
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

    async def take_draft(self, connection: Connection, user_id: int, draft_id: int) -> Draft:
        """A draft of the last 24 hours, which is gone then; for other features' transactions. Raises NotFound."""
        draft = await self._store.draft(connection, user_id, draft_id, self._clock() - DRAFT_LIFE)
        if draft is None:
            raise NotFound
        await self._store.drop_draft(connection, user_id, draft.form, draft.row)
        return draft

    async def pasted(self, user_id: int, message_id: int, text: str) -> int:
        """Keep text from the DM for 24 hours until the person says what it is. Returns the draft's row."""
        return await self.keep_draft(user_id, PASTED, message_id, {"text": text})

    async def take_pasted(self, user_id: int, draft_id: int) -> str:
        """The text that was pasted. Raises NotFound once it has been used, or after 24 hours."""
        draft = await self.draft(user_id, draft_id)
        if draft.form != PASTED:
            raise NotFound
        return str(draft.typed["text"])

    async def drop_pasted(self, user_id: int, draft_id: int) -> None:
        """Forget pasted text that now has its place, or that is to have none."""
        draft = await self.draft(user_id, draft_id)
        await self.drop_draft(user_id, draft.form, draft.row)

    async def drop_draft(self, user_id: int, form: str, row: int) -> None:
        """Forget the draft of a form that has now been used, if there is one."""
        if await self._database.read(lambda connection: self._store.has_draft(connection, user_id, form, row)):
            await self._database.write(lambda connection: self._store.drop_draft(connection, user_id, form, row))


def known_zone(typed: str) -> str:
    """A time zone as somebody types it, or its city alone -> its IANA name. Raises UnknownZone."""
    name = "_".join(typed.split()).lower()
    # The names of Etc turn the sign round: Etc/GMT+2 is two hours behind.
    known = [zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")]
    zones = {zone.lower(): zone for zone in [*known, "UTC"]}
    cities = {zone.rpartition("/")[2].lower(): zone for zone in sorted(zones.values())}
    if name in zones or name in cities:
        return zones.get(name) or cities[name]
    # An offset such as UTC+2 is no zone, since it changes with the season.
    near = [] if re.search(r"[+-]\d", name) else get_close_matches(name.rpartition("/")[2], cities, 1, 0.7)
    raise UnknownZone(guess=cities[near[0]] if near else "")


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
