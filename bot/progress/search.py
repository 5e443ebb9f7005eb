"""What real interviews say about where to look: counts by stage, level, kind of work and experience -> suggestions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.progress.recovery import HINT_FROM, Sure, how_sure

LATEST = 10
# In the order in which they come. An offer comes after all stages; a stage that was not noted stands last.
STAGES = ("application", "screen", "first", "task", "final")
OFFER, NOT_NOTED = "offer", "not_noted"
PAST_THE_FIRST_CALL = frozenset(("first", "task", "final", OFFER))
ENDED = frozenset(("rejected", "withdrew", "offer"))
FIT = ("role_experience", "seniority_fit")
LEVELS = ("entry", "experienced", "senior")

ListName = Literal["look", "bridge", "rule_out"]
LISTS: tuple[ListName, ...] = ("look", "bridge", "rule_out")
Reason = Literal["far", "named", "early", "own"]


@dataclass(frozen=True)
class Alike:
    """Real interviews that are alike in all that counts here, and how many.

    `furthest`, `outcome`, `level` and `family` are as stored, None where not said. `heard`: somebody who was there
    said why. `fit` are the fit themes they named; `outside` alone means that they named nothing else.
    """

    furthest: str | None = None
    outcome: str | None = None
    level: str | None = None
    family: str | None = None
    heard: bool = False
    fit: frozenset[str] = frozenset()
    outside_alone: bool = False
    latest: bool = False
    count: int = 1

    @property
    def stage(self) -> str:
        """The furthest stage, where an offer is one too."""
        return OFFER if self.outcome == "offer" else self.furthest or NOT_NOTED


@dataclass(frozen=True)
class Ends:
    """How interviews ended: they said no, the person said no, or neither (open, or an offer)."""

    they: int = 0
    own: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.they + self.own + self.other


@dataclass(frozen=True)
class Reached:
    """One stage, and how the interviews ended that got no further: all of them, and those among the latest ten."""

    stage: str
    ends: Ends
    latest: Ends


@dataclass(frozen=True)
class Group:
    """Interviews of one level or kind of work that ended, with a stage noted and not for a reason from outside alone.

    Of `of`, `far` went past the first call, `early` had a no from them there or before, and in `own` the person said
    no, at any stage.
    """

    subject: str
    of: int
    far: int
    early: int
    own: int

    @property
    def sure(self) -> Sure:
        """What so many can show."""
        return how_sure(self.of)


@dataclass(frozen=True)
class Missing:
    """A fit theme was named in `named` of `of` interviews that somebody who was there said something about."""

    theme: str
    named: int
    of: int

    @property
    def sure(self) -> Sure:
        """What so many can show."""
        return how_sure(self.of)


@dataclass(frozen=True)
class Suggestion:
    """One line worth a thought: `hits` of `of` interviews are the reason. `subject` is a level, family or theme."""

    list: ListName
    subject: str
    reason: Reason
    hits: int
    of: int

    @property
    def sure(self) -> Sure:
        """What so many can show."""
        return how_sure(self.of)


@dataclass(frozen=True)
class Search:
    """Everything counted. `outside` interviews ended for a reason from outside alone: they are in no pattern.

    `without_level` and `without_family` ended, but do not say which they were.
    """

    stages: tuple[Reached, ...]
    levels: tuple[Group, ...]
    families: tuple[Group, ...]
    missing: tuple[Missing, ...]
    outside: int
    without_level: int
    without_family: int

    @property
    def total(self) -> int:
        """All interviews."""
        return sum(reached.ends.total for reached in self.stages)

    @property
    def latest(self) -> int:
        """How many the latest are: ten, or 0 when they are all there is, which would say the same twice."""
        latest = sum(reached.latest.total for reached in self.stages)
        return latest if latest < self.total else 0

    @property
    def far(self) -> int:
        """How many went past the first call."""
        return sum(reached.ends.total for reached in self.stages if reached.stage in PAST_THE_FIRST_CALL)

    @property
    def far_of_latest(self) -> int:
        """The same among the latest."""
        return sum(reached.latest.total for reached in self.stages if reached.stage in PAST_THE_FIRST_CALL)

    @property
    def they(self) -> int:
        """How often they said no."""
        return sum(reached.ends.they for reached in self.stages)

    @property
    def own(self) -> int:
        """How often the person said no."""
        return sum(reached.ends.own for reached in self.stages)


def count(interviews: Sequence[Alike]) -> Search:
    """Count interviews, in any order. Stages and groups without any are left out.

    What is from outside alone says nothing about the person: it is counted by its stage and apart, and nowhere else.
    """
    telling = [one for one in interviews if not one.outside_alone]
    ended = [one for one in telling if one.outcome in ENDED and one.stage != NOT_NOTED]
    heard = [one for one in telling if one.heard]
    families = _groups([(one.family, one) for one in ended], sorted({one.family for one in ended if one.family}))
    return Search(
        stages=tuple(
            Reached(stage, _ends(there), _ends([one for one in there if one.latest]))
            for stage in (*STAGES, OFFER, NOT_NOTED)
            if (there := [one for one in interviews if one.stage == stage])
        ),
        levels=_groups([(one.level, one) for one in ended], LEVELS),
        families=tuple(sorted(families, key=lambda group: -group.of)),
        missing=tuple(Missing(theme, _sum(one for one in heard if theme in one.fit), _sum(heard)) for theme in FIT),
        outside=_sum(one for one in interviews if one.outside_alone),
        without_level=_sum(one for one in ended if one.level is None),
        without_family=_sum(one for one in ended if one.family is None),
    )


def suggest(search: Search, named: Mapping[str, int]) -> tuple[Suggestion, ...]:
    """What the counts suggest, list by list. `named` is {fit theme: entries that name it}, also without an interview.

    Look for next: at least half went past the first call, and no smaller part than in the groups together.
    Rule out: the person said no to at least half; or three in four ended with a no from them by the first call, where
    another group ended so in a smaller part. Groups under four suggest nothing. To bridge is what somebody who was
    there has named, once or more: that is a quote, and its count says how little it may show.
    """
    found: list[Suggestion] = []
    for groups in (search.levels, search.families):
        large = [group for group in groups if group.of >= HINT_FROM]
        of, far = sum(group.of for group in large), sum(group.far for group in large)
        for group in large:
            better = any(other.early * group.of < group.early * other.of for other in large)
            if 2 * group.own >= group.of:
                found.append(Suggestion("rule_out", group.subject, "own", group.own, group.of))
            elif 4 * group.early >= 3 * group.of and better:
                found.append(Suggestion("rule_out", group.subject, "early", group.early, group.of))
            elif 2 * group.far >= group.of and group.far * of >= far * group.of:
                found.append(Suggestion("look", group.subject, "far", group.far, group.of))
    for missing in search.missing:
        if missing.named or named.get(missing.theme):
            found.append(Suggestion("bridge", missing.theme, "named", missing.named, missing.of))
    return tuple(sorted(found, key=lambda suggestion: LISTS.index(suggestion.list)))


def _groups(placed: Sequence[tuple[str | None, Alike]], subjects: Sequence[str]) -> tuple[Group, ...]:
    groups = []
    for subject in subjects:
        own = [one for place, one in placed if place == subject]
        if own:
            far = _sum(one for one in own if one.stage in PAST_THE_FIRST_CALL)
            early = _sum(one for one in own if one.stage not in PAST_THE_FIRST_CALL and one.outcome == "rejected")
            said_no = _sum(one for one in own if one.outcome == "withdrew")
            groups.append(Group(subject, _sum(own), far, early, said_no))
    return tuple(groups)


def _ends(interviews: Sequence[Alike]) -> Ends:
    they = _sum(one for one in interviews if one.outcome == "rejected")
    own = _sum(one for one in interviews if one.outcome == "withdrew")
    return Ends(they, own, _sum(interviews) - they - own)


def _sum(interviews: Iterable[Alike]) -> int:
    return sum(one.count for one in interviews)
