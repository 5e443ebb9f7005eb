"""How often the first guess about feedback is right: python -m benchmarks.tagger. Ends with 1 below a gate.

The remarks in benchmarks/remarks were written apart from the training text, in other voices; many are oblique on
purpose. Beside the tagger stands the least that could be done: eight keywords a theme.
"""

import json
import re
import statistics
import sys
import time
import tracemalloc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import themes
from bot.feedback import model, tagger

HERE = Path(__file__).parent / "remarks"
TRAINING = Path(__file__).parents[1] / "training"
LEAST_F1, LEAST_IN_THREE, LEAST_REMARKS, LEAST_MAILS = 0.64, 0.80, 240, 24
MOST_MEDIAN_MS, MOST_WORST_MS, MOST_MEGABYTES = 2.0, 20.0, 30.0
RUN = 5
NO_HOMEWORK = {"outside", "role_experience", "seniority_fit"}
KEYWORDS = {
    "structure": "rambl long-winded concise structur tangent waffl length order",
    "communication": "listen clear interrupt communicat articulat explain jargon understand",
    "confidence": "confiden nerv hesita energy arrogan quiet calm anxious",
    "evidence": "example specific vague concrete number result detail metric",
    "ownership": "ownership blam credit responsib 'we' contribution accountab excuse",
    "technical_depth": "technical depth fundamental knowledge superficial theory basics rusty",
    "problem_solving": "problem exercise approach solution trade-off clarifying algorithm test",
    "leadership": "lead influence stakeholder delegat manage vision strateg mentor",
    "teamwork": "team collaborat conflict colleague culture attitude cooperat friction",
    "self_awareness": "defensive feedback weakness self-aware mistake criticism humil reflect",
    "motivation": "motivat enthusias passion interest commit why excite keen",
    "company_knowledge": "research company product website homework mission competitor market",
    "professionalism": "late punctual camera salary rude dress professional honest",
    "role_experience": "experience years certif licen qualif background skills degree",
    "seniority_fit": "senior junior overqualified level underqualified step grade ready",
    "outside": "internal hold budget stronger freeze visa location closed",
}


@dataclass(frozen=True)
class Score:
    """How guesses compare with labels: counts per theme of right, too much, missed; and how good the ranking is."""

    counts: dict[str, tuple[int, int, int]]
    first: float
    in_three: float

    def micro(self) -> float:
        """F1 over all labels."""
        return _f1([sum(row[place] for row in self.counts.values()) for place in range(3)])

    def macro(self) -> float:
        """The mean of the themes' F1."""
        return statistics.mean(_f1(row) for row in self.counts.values())


def _f1(counts: Sequence[int]) -> float:
    right, wrong, missed = counts
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def score(labels: Sequence[Iterable[str]], guesses: Sequence[Sequence[str]]) -> Score:
    """Compare guesses, best first, with labels."""
    pairs = [(set(said), list(seen)) for said, seen in zip(labels, guesses, strict=True)]
    counts = {
        key: (
            sum(key in said and key in seen for said, seen in pairs),
            sum(key not in said and key in seen for said, seen in pairs),
            sum(key in said and key not in seen for said, seen in pairs),
        )
        for key in themes.BY_KEY
    }
    named = [(said, seen) for said, seen in pairs if said]
    return Score(
        counts,
        first=sum(bool(said & set(seen[:1])) for said, seen in named) / len(named),
        in_three=sum(bool(said & set(seen[:3])) for said, seen in named) / len(named),
    )


def load(name: str) -> list[dict[str, Any]]:
    """The remarks of one file."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def read(text: str) -> list[str]:
    """The themes that the tagger suggests, best first."""
    return [one.theme for one in tagger.read(text).suggestions]


def keywords(text: str) -> list[str]:
    """The themes of which the text holds most keywords, at most three."""
    lowered = text.lower()
    hits = {theme: sum(word in lowered for word in words.split()) for theme, words in KEYWORDS.items()}
    return sorted((theme for theme in hits if hits[theme]), key=lambda theme: -hits[theme])[:3]


def shared_runs(remarks: Sequence[dict[str, Any]]) -> list[str]:
    """Runs of five words that a remark has in common with the training text."""
    trained = {
        run
        for path in TRAINING.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
        for run in _runs(json.loads(line)["text"])
    }
    return sorted({run for remark in remarks for run in _runs(remark["text"])} & trained)


def _runs(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def milliseconds(texts: Iterable[str]) -> list[float]:
    """Processor time of reading each text, the least of three."""
    spent = []
    for text in texts:
        times = []
        for _ in range(3):
            started = time.process_time()
            tagger.read(text)
            times.append(1000 * (time.process_time() - started))
        spent.append(min(times))
    return spent


def hard_inputs() -> list[str]:
    """Texts of 4,000 characters that could be slow to read."""
    pieces = [
        "a",
        "my ",
        "not ",
        "you were not ",
        "a, ",
        "a. ",
        "no? ",
        "ab1 ",
        "\u200b",
        "🙂 ",
        "ж ",
        "experience with ",
    ]
    pieces += ["Your answers ran long and we could not see your part in it. ", "with a two three my ", "zxq%d "]
    return [(piece * 4000)[:4000] for piece in pieces] + [" ".join(f"word{n}" for n in range(600))]


def megabytes() -> float:
    """What the loaded weights hold in memory at most, loading included."""
    tracemalloc.start()
    kept = model.Model()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6 if kept.themes else 0.0


def main() -> int:
    """Print the tables. Returns the exit code."""
    remarks, mails = load("dev.jsonl"), load("mails.jsonl")
    both = remarks + mails
    labels = [remark["themes"] for remark in both]
    seen = [read(remark["text"]) for remark in both]
    ours, least = score(labels, seen), score(labels, [keywords(remark["text"]) for remark in both])
    print(f"{'theme':20} right  too much  missed    F1   eight keywords: F1")
    for key, row in ours.counts.items():
        print(f"{key:20} {row[0]:5} {row[1]:9} {row[2]:7} {_f1(row):5.2f} {_f1(least.counts[key]):12.2f}")
    for name, each in (("tagger", ours), ("eight keywords", least)):
        print(
            f"{name}: micro-F1 {each.micro():.3f}, macro-F1 {each.macro():.3f}, first is right {each.first:.3f},"
            f" in the first three {each.in_three:.3f}"
        )
    first_labels = {remark["text"]: remark["themes"] for remark in both}
    second = load("second.jsonl")
    agreed = score([first_labels[remark["text"]] for remark in second], [remark["themes"] for remark in second])
    print(f"a second labelling of {len(second)} remarks against the first: micro-F1 {agreed.micro():.3f}")
    negated = load("negated.jsonl")
    kept = sum(pair["theme"] in read(pair["negated"]) for pair in negated)
    unfair = [found for remark, found in zip(both, seen, strict=True) if remark["sensitive"] and not remark["themes"]]
    wronged = sum(bool(set(found) - NO_HOMEWORK) for found in unfair)
    print(f"{kept} of {len(negated)} denied remarks keep their theme")
    print(f"{wronged} of {len(unfair)} remarks on private grounds get a practisable theme")
    runs = shared_runs(both)
    print(
        f"{len(remarks)} remarks and {len(mails)} mails; runs of five words shared with the training text: {runs or 0}"
    )
    usual, worst = milliseconds(remark["text"] for remark in both), milliseconds(hard_inputs())
    memory = megabytes()
    print(
        f"median {statistics.median(usual):.2f} ms, worst {max(usual):.1f} ms, of hard inputs {max(worst):.1f} ms,"
        f" {memory:.0f} MB, weights {model.WEIGHTS.stat().st_size / 1e6:.1f} MB"
    )
    gates = {
        f"micro-F1 at least {LEAST_F1}": ours.micro() >= LEAST_F1,
        f"in the first three at least {LEAST_IN_THREE}": ours.in_three >= LEAST_IN_THREE,
        "no denied remark keeps its theme": not kept,
        "no remark on private grounds gets a practisable theme": not wronged,
        f"at least {LEAST_REMARKS} remarks and {LEAST_MAILS} mails": len(remarks) >= LEAST_REMARKS
        and len(mails) >= LEAST_MAILS,
        "no run of five words shared with the training text": not runs,
        f"median under {MOST_MEDIAN_MS} ms": statistics.median(usual) < MOST_MEDIAN_MS,
        f"worst under {MOST_WORST_MS} ms": max(usual + worst) < MOST_WORST_MS,
        f"under {MOST_MEGABYTES} MB": memory < MOST_MEGABYTES,
    }
    for gate, held in gates.items():
        print("held  " if held else "FAILED", gate)
    return 0 if all(gates.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
