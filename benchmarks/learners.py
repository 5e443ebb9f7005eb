"""Invented learners: they forget, misjudge themselves, and are told things that are partly wrong.

The four laws of learning and the seeds were fixed before the picker was tuned. They show that a rule is robust, not
that people improve.
"""

import math
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot import themes
from bot.practice.picker import DIFFICULTY, Asked, Evidence, Named, Rated

DAYS = 60
START = datetime(2026, 1, 5, 18, tzinfo=UTC)
KEYS = [theme.key for theme in themes.PRACTISABLE]
LAWS = ("challenge", "step", "plateau", "spacing")
SOURCES = ("interviewer", "recruiter", "friend", "hunch")


def success(skill: float, difficulty: int = 2) -> float:
    """The chance that an answer goes well."""
    return 1 / (1 + math.exp(DIFFICULTY[difficulty] - skill))


@dataclass
class Learner:
    """One invented person. `matters` says how much interviews for their role weigh each theme."""

    law: str
    rng: random.Random
    wrong: float = 0.2
    skill: dict[str, float] = field(default_factory=dict)
    matters: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.skill = {key: self.rng.gauss(0.2, 1.0) for key in KEYS}
        self.base = dict(self.skill)
        self.matters = {key: self.rng.expovariate(1.0) + 0.2 for key in KEYS}
        self.bias = self.rng.gauss(0.3, 0.5)
        self.needed = {key: self.rng.randint(2, 5) for key in KEYS}
        self.practised = dict.fromkeys(KEYS, 0)
        self.last: dict[str, int] = {}

    def readiness(self) -> float:
        """The share of answers in interviews for their role that would go well."""
        total = sum(self.matters.values())
        return sum(self.matters[key] * success(self.skill[key]) for key in KEYS) / total

    def told(self, number: int, at: datetime) -> Named:
        """One piece of feedback: mostly about what matters and is weak, sometimes about anything."""
        if self.rng.random() < self.wrong:
            theme = self.rng.choice(KEYS)
        else:
            weights = [self.matters[key] * (1 - success(self.skill[key])) ** 2 for key in KEYS]
            theme = self.rng.choices(KEYS, weights)[0]
        return Named(number, theme, self.rng.choice(SOURCES), at)

    def answer(self, theme: str, difficulty: int, day: int, at: datetime) -> Rated:
        """Answer one question, rate it with one's own bias, and learn by the law."""
        felt = self.skill[theme] - DIFFICULTY[difficulty] + self.bias + self.rng.gauss(0, 1.0)
        rating = 1 + sum(felt > border for border in (-1.1, 0.2, 1.5))
        self._learn(theme, difficulty, day)
        return Rated(theme, rating, difficulty, "self", at)

    def sleep(self) -> None:
        """A day passes: by two of the laws what was gained fades towards where it began."""
        if self.law in ("challenge", "spacing"):
            for key in KEYS:
                self.skill[key] += (self.base[key] - self.skill[key]) * 0.02

    def _learn(self, theme: str, difficulty: int, day: int) -> None:
        self.practised[theme] += 1
        gap = day - self.last.get(theme, -10)
        self.last[theme] = day
        if self.law == "challenge":
            chance = success(self.skill[theme], difficulty)
            self.skill[theme] += 0.9 * 4 * chance * (1 - chance) * 0.4
        elif self.law == "step":
            if self.practised[theme] == self.needed[theme]:
                self.skill[theme] += 1.2
        elif self.law == "plateau":
            room = max(0.0, 1 - (self.skill[theme] - self.base[theme]) / 1.2)
            self.skill[theme] += 0.4 * room
        else:
            self.skill[theme] += 0.1 if gap < 1 else 0.45 if gap < 3 else 0.6


@dataclass
class Record:
    """What a picker gets to see of one learner. `session` are the themes asked today."""

    evidence: list[Evidence] = field(default_factory=list)
    history: list[Asked] = field(default_factory=list)
    session: list[str] = field(default_factory=list)


def moment(day: int, number: int) -> datetime:
    """When the `number`th question of a day is asked."""
    return START + timedelta(days=day, minutes=8 * number)
