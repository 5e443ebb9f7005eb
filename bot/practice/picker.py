"""What to ask next: evidence and history -> a question and why. Beliefs are folded each time and stored nowhere."""

import math
import random
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot import themes
from bot.practice.bank import Bank, Question

HALF_LIFE = timedelta(days=45)
UNSEEN_FOR = timedelta(days=30)
# The interface, the starting values and the variances stand in docs/coach.md, with what was measured.
START_MEAN, START_VARIANCE = 0.2, 1.0
NAMED_AS = -1.0
DRIFT_A_DAY = 0.01
PRIOR_WEIGHT = 0.25
LEFT_BY_A_QUESTION = 0.4
FORGETTING = timedelta(days=14)
AIMED_SUCCESS = 0.7
REHEARSE_WITHIN = timedelta(days=3)
STRONG_SUCCESS = 0.75
CONFIDENCE = {"interviewer": 1.0, "recruiter": 0.8, "friend": 0.7, "hunch": 0.4, "no_reason": 0.3}
VARIANCE_OF_WORDS = {"interviewer": 0.5, "recruiter": 0.8, "friend": 1.0, "hunch": 2.0, "no_reason": 2.0}
VARIANCE_OF_RATING = {"friend": 1.0, "self": 2.0}
DIFFICULTY = {1: -0.7, 2: 0.0, 3: 0.7}


def _logit(share: float) -> float:
    return math.log(share / (1 - share))


RATED = {rating: _logit(share) for rating, share in ((1, 0.15), (2, 0.40), (3, 0.70), (4, 0.90))}


@dataclass(frozen=True)
class Named:
    """A theme that one confirmed piece of feedback names as weak. `at` is UTC."""

    feedback_id: int
    theme: str
    source: str
    at: datetime


@dataclass(frozen=True)
class Rated:
    """One rating of one answer, 1 to 4, on a question of difficulty 1 to 3. `at` is UTC.

    `kindness` is how much kinder than others the one who rated is known to be, on the logit scale.
    """

    theme: str
    rating: int
    difficulty: int
    source: Literal["self", "friend"]
    at: datetime
    kindness: float = 0.0


Evidence = Named | Rated


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
class Belief:
    """How well answers on a theme go: a Gaussian on the logit scale."""

    mean: float = START_MEAN
    variance: float = START_VARIANCE

    def success(self, difficulty: int) -> float:
        """The chance, 0 to 1, that the next answer to a question of this difficulty goes well."""
        return 1 / (1 + math.exp(DIFFICULTY[difficulty] - self.mean))


@dataclass(frozen=True)
class Choice:
    """The question, its theme, the feedback that decided it (None: by hand, or nothing is known) and the terms.

    `terms` maps each theme that was in question to its utility, so the choice and its runner-up can be read off.
    """

    question: Question
    theme: str
    because: Named | None
    terms: dict[str, float] = field(default_factory=dict)


def believe(evidence: Sequence[Evidence], now: datetime) -> dict[str, Belief]:
    """Fold evidence, in any order, into one belief a theme. What is dated after `now` counts as of now."""
    folded: dict[str, tuple[float, float, float]] = {}
    today = _days(now)
    for item in sorted(evidence, key=_in_order):
        day = min(_days(item.at), today)
        mean, variance, last = folded.get(item.theme, (START_MEAN, START_VARIANCE, day))
        variance = min(START_VARIANCE, variance + DRIFT_A_DAY * (day - last))
        if isinstance(item, Named):
            # Only ever lowers the mean and leaves the variance alone, so that a weakness named once more can never,
            # through what is learnt later, make its theme look better.
            gain = variance / (variance + VARIANCE_OF_WORDS[item.source])
            folded[item.theme] = min(mean, mean + gain * (NAMED_AS - mean)), variance, day
        else:
            gain = variance / (variance + VARIANCE_OF_RATING[item.source])
            value = DIFFICULTY[item.difficulty] + RATED[item.rating] - item.kindness
            folded[item.theme] = mean + gain * (value - mean), variance * (1 - gain), day
    return {theme: Belief(mean, variance) for theme, (mean, variance, _) in folded.items()}


def weigh(evidence: Sequence[Evidence], history: Sequence[Asked], now: datetime) -> dict[str, float]:
    """How much is still to do about what feedback named. Themes that none names are absent.

    A remark loses half its weight in 45 days, and half with each question on its theme that was asked since.
    """
    asked = _times(history)
    today, half_life = _days(now), HALF_LIFE / timedelta(days=1)
    weights: dict[str, float] = {}
    for item in sorted(evidence, key=_in_order):
        if isinstance(item, Named):
            age = max(today - _days(item.at), 0.0)
            since = asked.get(item.theme, ())
            questions = len(since) - bisect_right(since, item.at)
            left = 0.5 ** (age / half_life) * LEFT_BY_A_QUESTION**questions
            weights[item.theme] = weights.get(item.theme, 0.0) + CONFIDENCE[item.source] * left
    return weights


def pick(
    bank: Bank,
    evidence: Sequence[Evidence],
    history: Sequence[Asked],
    *,
    now: datetime,
    rng: random.Random,
    profile: Learner,
    focus: str | None = None,
    upcoming: datetime | None = None,
    avoid: Collection[str] = (),
    among: Collection[str] | None = None,
    easier: bool = False,
) -> Choice:
    """Choose the next question. The same seed gives the same choice; a `focus` without questions is ignored.

    A theme's utility is what is still to do about it, times the chance that the next answer does not go well, times
    how much is forgotten since it was last asked. `avoid` are the themes this session had: they come again only when
    nothing else is left. With `among` nothing but these themes is asked. `easier` asks for the easiest question there
    is. In the three days before `upcoming` (UTC) what goes well is rehearsed: themes whose answers go well, and
    questions that were answered before.
    """
    beliefs = believe(evidence, now)
    weights = weigh(evidence, history, now)
    in_question = [theme for theme in bank.themes if among is None or theme in among]
    open_to = [theme for theme in in_question if _may(theme, weights) and theme not in profile.set_aside]
    rested = [theme for theme in open_to or in_question if theme not in avoid] or open_to or in_question
    asked = _times(history)
    rehearse = upcoming is not None and timedelta() < upcoming - now <= REHEARSE_WITHIN
    practised = [theme for theme in rested if theme in asked]
    if rehearse and practised:
        strong = [theme for theme in practised if beliefs.get(theme, Belief()).success(2) >= STRONG_SUCCESS]
        rested = strong or [max(practised, key=lambda theme: beliefs.get(theme, Belief()).mean)]
    terms = {
        theme: (PRIOR_WEIGHT + weights.get(theme, 0.0))
        * (1 - beliefs.get(theme, Belief()).success(2))
        * _forgotten(asked.get(theme, ()), now)
        for theme in rested
    }
    if focus in bank.themes:
        theme = str(focus)
    else:
        most = max(terms.values())
        theme = rng.choice([key for key, value in terms.items() if value >= most - 1e-9])
    naming = [item for item in evidence if isinstance(item, Named) and item.theme == theme]
    because = max(naming, key=lambda item: item.at, default=None)
    question = _question(
        bank.questions[theme],
        history,
        beliefs.get(theme, Belief()),
        now=now,
        rng=rng,
        profile=profile,
        easier=easier,
        rehearse=rehearse,
    )
    return Choice(question, theme, because, terms)


def _days(moment: datetime) -> float:
    return moment.timestamp() / 86_400


def _in_order(item: Evidence) -> tuple[datetime, bool, str, int]:
    """By time, and in one order for what is dated alike, so that sums come out the same."""
    if isinstance(item, Named):
        return item.at, False, item.source, item.feedback_id
    return item.at, True, item.source, item.rating * 3 + item.difficulty


def _may(theme: str, weights: Mapping[str, float]) -> bool:
    """Fit themes only have bridge questions, which are asked where feedback named them."""
    return themes.BY_KEY[theme].practisable or theme in weights


def _times(history: Sequence[Asked]) -> dict[str, list[datetime]]:
    """When each theme was asked, in order."""
    times: dict[str, list[datetime]] = {}
    for asked in sorted(history, key=lambda asked: asked.at):
        times.setdefault(asked.theme, []).append(asked.at)
    return times


def _forgotten(times: Sequence[datetime], now: datetime) -> float:
    return 1 - 0.5 ** (max(now - times[-1], timedelta()) / FORGETTING) if times else 1.0


def _question(
    questions: Sequence[Question],
    history: Sequence[Asked],
    belief: Belief,
    *,
    now: datetime,
    rng: random.Random,
    profile: Learner,
    easier: bool,
    rehearse: bool,
) -> Question:
    """Prefer what was not seen for 30 days, then the person's trade and level, another kind, and a fair chance.

    To rehearse, prefer what was answered before, the longest ago first, and the easier among the new.
    """
    seen = {asked.question_id: asked.at for asked in sorted(history, key=lambda asked: asked.at)}
    kinds = {question.id: question.kind for question in questions}
    last_kind = next((kinds[asked.question_id] for asked in reversed(history) if asked.question_id in kinds), None)

    def rank(question: Question) -> tuple[float, ...]:
        last = seen.get(question.id)
        if rehearse:
            return last is None, last.timestamp() if last else 0.0, question.difficulty
        recent = last is not None and now - last < UNSEEN_FOR
        return (
            last.timestamp() if recent and last is not None else 0.0,
            question.difficulty if easier else 0,
            bool(question.families) and profile.family not in question.families,
            profile.level is not None and question.level != profile.level,
            question.kind == last_kind,
            round(abs(belief.success(question.difficulty) - AIMED_SUCCESS), 9),
        )

    best = min(rank(question) for question in questions)
    return rng.choice([question for question in questions if rank(question) == best])
