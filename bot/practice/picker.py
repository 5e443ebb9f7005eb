"""What to ask next: evidence and history -> a question and why."""

import math
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot import themes
from bot.practice.bank import Bank, Question

HALF_LIFE = timedelta(days=45)
FORGETTING = timedelta(days=4)
UNSEEN_FOR = timedelta(days=30)
PRIOR = 0.25
CONFIDENCE = {"interviewer": 1.0, "recruiter": 0.8, "friend": 0.7, "hunch": 0.4, "no_reason": 0.3}


@dataclass(frozen=True)
class Named:
    """A theme that one confirmed piece of feedback names as weak. `at` is UTC."""

    feedback_id: int
    theme: str
    source: str
    at: datetime


@dataclass(frozen=True)
class Asked:
    """A question that was asked before. `at` is UTC."""

    question_id: str
    theme: str
    at: datetime


@dataclass(frozen=True)
class Learner:
    """What is known of the person: `level` as in the bank, `family` as in the bank, themes set aside."""

    level: str | None = None
    family: str | None = None
    set_aside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Choice:
    """The question, its theme, the feedback that decided it (None: by hand, or nothing is known) and the terms."""

    question: Question
    theme: str
    because: Named | None
    terms: dict[str, float] = field(default_factory=dict)


def pick(
    bank: Bank,
    evidence: Sequence[Named],
    history: Sequence[Asked],
    *,
    now: datetime,
    rng: random.Random,
    profile: Learner,
    focus: str | None = None,
    avoid: Collection[str] = (),
    easier: bool = False,
) -> Choice:
    """Choose the next question. The same seed gives the same choice; a `focus` without questions is ignored.

    `avoid` are the themes of this session, which come back only when nothing else is left; `easier` asks for the
    easiest question there is.

    The weight of a theme is 0.25 plus the confidence of each feedback that names it, halved every 45 days; what was
    practised a moment ago counts less and comes back over some days.
    """
    terms = {
        theme: _weight(theme, evidence, now) * _forgotten(theme, history, now)
        for theme in bank.themes
        if themes.BY_KEY[theme].practisable and theme not in profile.set_aside
    } or dict.fromkeys(bank.themes, 1.0)
    terms = {theme: value for theme, value in terms.items() if theme not in avoid} or terms
    if focus in bank.themes:
        theme = str(focus)
    else:
        most = max(terms.values())
        theme = rng.choice([key for key, value in terms.items() if value == most])
    naming = [named for named in evidence if named.theme == theme]
    because = max(naming, key=lambda named: named.at, default=None)
    questions = bank.questions[theme]
    if easier:
        least = min(question.difficulty for question in questions)
        questions = tuple(question for question in questions if question.difficulty == least)
    return Choice(_question(questions, history, now, rng, profile), theme, because, terms)


def _weight(theme: str, evidence: Sequence[Named], now: datetime) -> float:
    return PRIOR + sum(
        CONFIDENCE[named.source] * math.pow(0.5, max(now - named.at, timedelta()) / HALF_LIFE)
        for named in evidence
        if named.theme == theme
    )


def _forgotten(theme: str, history: Sequence[Asked], now: datetime) -> float:
    last = max((asked.at for asked in history if asked.theme == theme), default=None)
    return 1.0 if last is None else max(0.3, 1 - math.pow(0.5, max(now - last, timedelta()) / FORGETTING))


def _question(
    questions: Sequence[Question],
    history: Sequence[Asked],
    now: datetime,
    rng: random.Random,
    profile: Learner,
) -> Question:
    """Prefer what was not seen for 30 days, then the person's own family and level, then another kind than the last."""
    seen = {asked.question_id: asked.at for asked in history}
    kinds = {question.id: question.kind for question in questions}
    last_kind = next((kinds[asked.question_id] for asked in reversed(history) if asked.question_id in kinds), None)

    def rank(question: Question) -> tuple[float, bool, bool, bool]:
        last = seen.get(question.id)
        recent = last is not None and now - last < UNSEEN_FOR
        return (
            last.timestamp() if recent and last is not None else 0.0,
            bool(question.families) and profile.family not in question.families,
            profile.level is not None and question.level != profile.level,
            question.kind == last_kind,
        )

    best = min(rank(question) for question in questions)
    return rng.choice([question for question in questions if rank(question) == best])
