"""What to ask next, measured on invented learners: python -m benchmarks.selection. Ends with 1 when a gate fails.

`--picker random`, `worst-first` and `one-theme` put a control in the picker's place; each must fail. `--without TERM`
takes one term out of the picker; each must fail too, or the term has no business there.
"""

import argparse
import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.learners import DAYS, KEYS, LAWS, Learner, Record, moment
from bot.practice import bank, picker
from bot.practice.picker import Asked, Named, Rated

BANK = bank.load(Path(__file__).parent.parent / "prompts" / "questions")
ACTIVITY = (0.15, 0.30, 0.50)
BLOCKS, A_BLOCK = 20, 15
UNSEEN_FOR = timedelta(days=30)
Pick = Callable[[Record, int, int, random.Random], tuple[str, bank.Question]]


def ours(record: Record, day: int, number: int, rng: random.Random) -> tuple[str, bank.Question]:
    """The picker under test."""
    now = moment(day, number)
    choice = picker.pick(
        BANK, record.evidence, record.history, now=now, rng=rng, profile=picker.Learner(), avoid=record.session
    )
    return choice.theme, choice.question


def _unseen(theme: str, record: Record, rng: random.Random) -> bank.Question:
    seen = {asked.question_id for asked in record.history}
    questions = BANK.questions[theme]
    return rng.choice([question for question in questions if question.id not in seen] or questions)


def chance(record: Record, day: int, number: int, rng: random.Random) -> tuple[str, bank.Question]:
    """Any theme, any question not seen."""
    theme = rng.choice(KEYS)
    return theme, _unseen(theme, record, rng)


def round_robin(record: Record, day: int, number: int, rng: random.Random) -> tuple[str, bank.Question]:
    """One theme after the other."""
    theme = KEYS[len(record.history) % len(KEYS)]
    return theme, _unseen(theme, record, rng)


def worst_first(record: Record, day: int, number: int, rng: random.Random) -> tuple[str, bank.Question]:
    """Always the theme believed to be weakest."""
    beliefs = picker.believe(record.evidence, moment(day, number))
    theme = min(KEYS, key=lambda key: beliefs.get(key, picker.Belief()).mean)
    return theme, _unseen(theme, record, rng)


def one_theme(record: Record, day: int, number: int, rng: random.Random) -> tuple[str, bank.Question]:
    """Always what was named first."""
    theme = next((item.theme for item in record.evidence if isinstance(item, Named)), KEYS[0])
    return theme, _unseen(theme, record, rng)


PICKERS: dict[str, Pick] = {
    "ours": ours,
    "random": chance,
    "round-robin": round_robin,
    "worst-first": worst_first,
    "one-theme": one_theme,
}


TERMS = ("named", "prior", "worked-on", "forgotten", "session", "success", "unseen")


@dataclass
class Outcome:
    """How one learner's 60 days went. Times are in seconds."""

    readiness: float
    themes_seen: float
    repeats: int
    twice_in_a_session: int
    slowest: float


def sixty_days(pick: Pick, law: str, activity: float, seed: int, *, wrong: float = 0.2) -> Outcome:
    """One learner. The same seed gives the same person, days and feedback, whoever picks."""
    learner = Learner(law, random.Random(f"person {seed}"), wrong)
    days = random.Random(f"days {seed}")
    chooses = random.Random(f"chooses {seed}")
    record = Record([learner.told(number, moment(0, 0) - timedelta(hours=2)) for number in range(days.randint(1, 3))])
    repeats = twice = 0
    slowest = 0.0
    for day in range(DAYS):
        if day and days.random() < 0.1:
            record.evidence.append(learner.told(1000 + day, moment(day, 0) - timedelta(hours=1)))
        active, questions = days.random() < activity, days.randint(1, 3)
        today = record.session = []
        for number in range(questions if active else 0):
            started = time.perf_counter()
            theme, question = pick(record, day, number, chooses)
            slowest = max(slowest, time.perf_counter() - started)
            now = moment(day, number)
            fresh = {asked.question_id for asked in record.history if now - asked.at < UNSEEN_FOR}
            if question.id in fresh and any(other.id not in fresh for other in BANK.questions[theme]):
                repeats += 1
            twice += theme in today
            today.append(theme)
            record.history.append(Asked(question.id, theme, now))
            record.evidence.append(learner.answer(theme, question.difficulty, day, now))
        learner.sleep()
    seen = len({asked.theme for asked in record.history}) / len(KEYS)
    return Outcome(learner.readiness(), seen, repeats, twice, slowest)


def interval(differences: list[float]) -> tuple[float, float]:
    """The mean of paired differences over blocks of seeds, and the lower end of its 95% interval (Student, 19 df)."""
    blocks = [statistics.fmean(differences[start : start + A_BLOCK]) for start in range(0, len(differences), A_BLOCK)]
    half = 2.093 * statistics.stdev(blocks) / math.sqrt(len(blocks))
    return statistics.fmean(blocks), statistics.fmean(blocks) - half


def compare(mine: list[Outcome], other: list[Outcome]) -> tuple[float, float]:
    """How much more ready learners are with the first."""
    return interval([a.readiness - b.readiness for a, b in zip(mine, other, strict=True)])


def run(name: str) -> list[str]:
    """Print the table; return the gates that fail."""
    seeds = range(BLOCKS * A_BLOCK)
    failed: list[str] = []

    def all_of(picker_name: str, law: str, activity: float, wrong: float = 0.2) -> list[Outcome]:
        return [sixty_days(PICKERS[picker_name], law, activity, seed, wrong=wrong) for seed in seeds]

    def gate(holds: bool, text: str) -> None:
        if not holds:
            failed.append(text)

    print(f"Readiness gained in {DAYS} days, {name}, {len(seeds)} invented learners a cell")
    print("law        active  over random (low end)  over round robin (low end)  themes seen")
    for law in LAWS:
        for activity in ACTIVITY:
            mine = all_of(name, law, activity)
            over_random = compare(mine, all_of("random", law, activity))
            over_robin = compare(mine, all_of("round-robin", law, activity))
            seen = statistics.fmean(outcome.themes_seen for outcome in mine)
            print(
                f"{law:10} {activity:5.0%}   {over_random[0]:+.3f} ({over_random[1]:+.3f})        "
                f"{over_robin[0]:+.3f} ({over_robin[1]:+.3f})             {seen:.0%}"
            )
            if activity > 0.2:
                gate(seen >= 0.6, f"b: {law} {activity:.0%}: {seen:.0%} of themes seen")
            if activity < 0.5:
                gate(over_random[1] > 0, f"a: {law} {activity:.0%}: not above random")
                gate(over_robin[1] > 0, f"a: {law} {activity:.0%}: not above round robin")
            else:
                gate(over_robin[1] > -0.01, f"a: {law} {activity:.0%}: more than .01 below round robin")
            gate(not any(outcome.twice_in_a_session for outcome in mine), f"b: {law} {activity:.0%}: a theme twice")
            gate(not any(outcome.repeats for outcome in mine), f"b: {law} {activity:.0%}: a question repeated")
        wrong = compare(all_of(name, law, 0.3, 0.5), all_of("random", law, 0.3, 0.5))
        print(f"{law:10} half the feedback wrong, 30%: {wrong[0]:+.3f} ({wrong[1]:+.3f}) over random")
        gate(wrong[1] >= 0, f"c: {law}: below random when half the feedback is wrong")
    for text, holds in first_days(PICKERS[name]):
        gate(holds, text)
    return failed


def first_days(pick: Pick) -> list[tuple[str, bool]]:
    """What has to hold for single people: nothing known, one theme only, ratings that say which of two went worse."""
    rng = random.Random("first days")
    first = [pick(Record(), 0, 0, rng) for _ in range(50)]
    named = [Named(number, theme, "interviewer", moment(0, 0)) for number, theme in enumerate(KEYS[:2])]
    asked = [Asked(BANK.questions[theme][0].id, theme, moment(1, number)) for number, theme in enumerate(KEYS[:2])]
    worse = 0
    for turn in range(100):
        low, high = (KEYS[0], KEYS[1]) if turn % 2 else (KEYS[1], KEYS[0])
        rated = [Rated(theme, rating, 2, "friend", moment(1, 2)) for theme, rating in ((low, 1), (high, 4))]
        worse += pick(Record([*named, *rated], list(asked)), 8, 0, random.Random(turn))[0] == low
    often = Record([Named(number, KEYS[0], "interviewer", moment(0, 0)) for number in range(2_000)])
    for number in range(3):
        theme, question = pick(often, 1, number, rng)
        often.session.append(theme)
        often.history.append(Asked(question.id, theme, moment(1, number)))
    hard = [Rated(KEYS[0], 1, 2, "friend", moment(0, number)) for number in range(4)]
    aimed = [pick(Record([named[0], *hard]), 1, 0, random.Random(turn))[1].difficulty for turn in range(40)]
    return [
        ("d: the first day always has the same theme", len({theme for theme, _ in first}) > 5),
        ("b: a theme that was named often comes twice in a session", len(set(often.session)) == 3),
        ("e: what was rated worse does not come first", worse >= 95),
        ("f: after four low ratings the question is not easy", statistics.fmean(aimed) < 1.5),
    ]


@contextmanager
def without(term: str | None) -> Iterator[None]:
    """The picker with one term taken out."""
    kept = {name: getattr(picker, name) for name in ("PRIOR_WEIGHT", "LEFT_BY_A_QUESTION", "FORGETTING", "pick")}
    success, weigh, unseen = picker.Belief.success, picker.weigh, picker.UNSEEN_FOR
    try:
        if term == "named":
            picker.weigh = lambda evidence, history, now: {}
        elif term == "prior":
            picker.PRIOR_WEIGHT = 1e-6
        elif term == "worked-on":
            picker.LEFT_BY_A_QUESTION = 1.0
        elif term == "forgotten":
            picker.FORGETTING = timedelta(seconds=1)
        elif term == "session":
            pick = picker.pick
            picker.pick = lambda *given, avoid, **named: pick(*given, **named)
        elif term == "success":
            picker.Belief.success = lambda belief, difficulty: 0.5  # type: ignore[method-assign]
        elif term == "unseen":
            picker.UNSEEN_FOR = timedelta()
        yield
    finally:
        for name, value in kept.items():
            setattr(picker, name, value)
        picker.Belief.success, picker.weigh = success, weigh  # type: ignore[method-assign]
        picker.UNSEEN_FOR = unseen


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picker", choices=PICKERS, default="ours")
    parser.add_argument("--without", choices=TERMS)
    chosen = parser.parse_args()
    with without(chosen.without):
        failed = run(chosen.picker)
    for gate in failed:
        print(f"FAILED {gate}")
    print("All gates hold." if not failed else f"{len(failed)} gates fail.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
