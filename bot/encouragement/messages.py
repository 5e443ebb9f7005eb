"""The encouragement messages: read from prompts/encouragement, checked, and chosen so that each is true."""

import operator
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from bot.content import Content, read
from bot.errors import StartError

Kind = Literal["effort", "task", "agency", "plan", "normalising"]
State = Literal["fresh_rejection", "practising", "silent", "interview_soon"]

NO_REPEAT = timedelta(days=21)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one person's effort: counts and names of ours, never their words. None is not known.

    `words_*` and `numbers_*` count the first and the latest written answer on `theme`, its name on screen; leave all
    five out where there are fewer than two. `minutes_aloud` are whole minutes. `stories` and `has_plan` (an if-then or
    setback plan) mean those that still have words.
    """

    answers_total: int | None = None
    answers_30: int | None = None
    answers_7: int | None = None
    days_practised_30: int | None = None
    theme: str | None = None
    words_first: int | None = None
    words_last: int | None = None
    numbers_first: int | None = None
    numbers_last: int | None = None
    stories: int | None = None
    topics_practised: int | None = None
    topics_without_story: int | None = None
    reflections: int | None = None
    feedback_logged: int | None = None
    interviews_done: int | None = None
    minutes_aloud: int | None = None
    follow_ups_answered: int | None = None
    retries: int | None = None
    friend_ratings: int | None = None
    days_since_answer: int | None = None
    days_to_interview: int | None = None
    has_plan: bool = False
    has_story: bool = False


_FACTS = {field.name for field in fields(Facts)}
_SAYABLE = {name for name in _FACTS if not name.startswith("has_")}
# {answers_7}, {answers_7|answer} or {stories|story is|stories are}
_PLACEHOLDER = re.compile(r"{(\w+)(?:\|([^{|}]+))?(?:\|([^{|}]+))?}")
_NEED = re.compile(r"(?:not )?has_\w+|\w+ (?:<|<=|>|>=) \w+")
_COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def _known_text(text: str) -> str:
    unknown = {name for name, *_ in _PLACEHOLDER.findall(text)} - _SAYABLE
    if unknown or re.search("[{}]", _PLACEHOLDER.sub("", text)):
        raise ValueError(f"{', '.join(sorted(unknown)) or 'a brace'} is no fact; write {{answers_7|answer}}")
    return text


def _known_need(need: str) -> str:
    names = {word for word in re.findall(r"[a-z]\w*", need) if word != "not"}
    if not _NEED.fullmatch(need) or names - _FACTS or "theme" in names:
        raise ValueError(f"{need!r} is no need; write has_plan, not has_plan or answers_7 >= 2")
    return need


class Source(Content):
    """Where a normalising fact comes from. `limits` is shown beside it."""

    authors: str
    year: int = Field(ge=1950, le=2030)
    where: str
    found: str
    limits: str


class Entry(Content):
    """One message as written. `needs` are what must hold beyond the facts that the text uses."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$", max_length=60)]
    kind: Kind
    states: tuple[State, ...] = Field(min_length=1)
    text: Annotated[
        str, StringConstraints(min_length=20, max_length=400, pattern=r"[.?]$"), AfterValidator(_known_text)
    ]
    needs: tuple[Annotated[str, AfterValidator(_known_need)], ...] = ()
    source: Source | None = None

    @model_validator(mode="after")
    def _kind_keeps_its_rules(self) -> "Entry":
        if (self.kind == "normalising") != (self.source is not None):
            raise ValueError("a normalising message has a source, and no other has one")
        if self.kind == "normalising" and "fresh_rejection" in self.states:
            raise ValueError("no normalising message right after a rejection")
        if self.kind == "plan" and "has_plan" not in self.needs:
            raise ValueError("a plan message shows the plan, so it needs has_plan")
        return self

    def filled(self, facts: Facts) -> str | None:
        """The text with the person's facts in it, or None if it would not be true of them."""
        used = {name: getattr(facts, name) for name, *_ in _PLACEHOLDER.findall(self.text)}
        # No message says "0 stories": what is nought is left unsaid.
        if not all(used.values()) or not all(_holds(need, facts) for need in self.needs):
            return None
        return _PLACEHOLDER.sub(lambda match: _counted(used[match[1]], match[2], match[3]), self.text)


class _File(Content):
    first_lines: tuple[Annotated[str, StringConstraints(min_length=4, max_length=60)], ...] = ()
    message: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Messages:
    """Everything that may be said, and the neutral lines that may stand above it."""

    entries: tuple[Entry, ...]
    first_lines: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """One message, ready to send: `first_line` may light up on a desk at work, `text` stands below it."""

    id: str
    kind: Kind
    first_line: str
    text: str
    source: Source | None


def load(folder: Path) -> Messages:
    """Read every file of the folder. Raises StartError naming file, message and field."""
    entries: list[Entry] = []
    first_lines: list[str] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        content = read(path, _File)
        for entry in content.message:
            if entry.id in seen:
                raise StartError(f"{path}: {entry.id} stands in {seen[entry.id]} too. Give it an id of its own.")
            seen[entry.id] = path.name
        entries += content.message
        first_lines += content.first_lines
    if not entries or not first_lines:
        raise StartError(f"{folder}: no messages or no first lines. Restore the prompts folder.")
    return Messages(tuple(entries), tuple(first_lines))


def choose(
    messages: Messages, facts: Facts, state: State, recent: Mapping[str, datetime], now: datetime, rng: random.Random
) -> Message | None:
    """One message that is true for this person now, or None.

    `recent` says when each message id was last sent. None comes again within 21 days, and the kind sent last comes
    again only if there is no other.
    """
    texts = {entry: text for entry in messages.entries if state in entry.states and (text := entry.filled(facts))}
    fresh = [entry for entry in texts if entry.id not in recent or now - recent[entry.id] >= NO_REPEAT]
    if not fresh:
        return None
    last = max(recent, key=lambda sent: recent[sent], default=None)
    last_kind = next((entry.kind for entry in messages.entries if entry.id == last), None)
    varied = [entry for entry in fresh if entry.kind != last_kind] or fresh
    # The kind first, so that the kind with the most messages does not crowd out the others.
    kind = rng.choice(sorted({entry.kind for entry in varied}))
    entry = rng.choice([entry for entry in varied if entry.kind == kind])
    return Message(entry.id, entry.kind, rng.choice(messages.first_lines), texts[entry], entry.source)


def _holds(need: str, facts: Facts) -> bool:
    name, *comparison = need.removeprefix("not ").split()
    value = getattr(facts, name)
    if not comparison:
        return bool(value) != need.startswith("not ")
    sign, bound = comparison
    limit = int(bound) if bound.isdigit() else getattr(facts, bound)
    return value is not None and limit is not None and bool(_COMPARE[sign](value, limit))


def _counted(value: object, one: str | None, many: str | None) -> str:
    if one is None:
        return str(value)
    return f"{value} {one if value == 1 else many or one + 's'}"
