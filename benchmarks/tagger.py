"""How often the first guess about feedback is right: python -m benchmarks.tagger. Ends with 1 below the gates.

The remarks in benchmarks/remarks were written apart from the training text, in other voices; many are oblique on
purpose.
"""

import json
import sys
from pathlib import Path
from typing import Any

from bot import themes
from bot.feedback import tagger

HERE = Path(__file__).parent / "remarks"
LEAST_F1, LEAST_IN_THREE = 0.64, 0.80


def load(name: str) -> list[dict[str, Any]]:
    """The remarks of one file."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def main() -> int:
    """Print the tables. Returns the exit code."""
    remarks = load("dev.jsonl") + load("mails.jsonl")
    read = [[one.theme for one in tagger.read(remark["text"]).suggestions] for remark in remarks]
    hits = {key: [0, 0, 0] for key in themes.BY_KEY}
    for remark, found in zip(remarks, read, strict=True):
        for key in themes.BY_KEY:
            said, seen = key in remark["themes"], key in found
            hits[key][0] += said and seen
            hits[key][1] += seen and not said
            hits[key][2] += said and not seen
    print(f"{'theme':20} right  too much  missed")
    for key, (right, wrong, missed) in hits.items():
        print(f"{key:20} {right:5} {wrong:9} {missed:7}")
    right, wrong, missed = (sum(row[place] for row in hits.values()) for place in range(3))
    f1 = 2 * right / (2 * right + wrong + missed)
    named = [(set(remark["themes"]), found) for remark, found in zip(remarks, read, strict=True) if remark["themes"]]
    in_three = sum(bool(said & set(found[:3])) for said, found in named) / len(named)
    kept = sum(
        pair["theme"] in [one.theme for one in tagger.read(pair["negated"]).suggestions]
        for pair in load("negated.jsonl")
    )
    unfair = sum(
        bool(set(found) - {"outside", "role_experience", "seniority_fit"})
        for remark, found in zip(remarks, read, strict=True)
        if remark["sensitive"] and not remark["themes"]
    )
    print(f"micro-F1 {f1:.3f}, right one in the first three {in_three:.3f}, {len(remarks)} remarks and mails")
    print(f"{kept} of 50 denied remarks keep their theme, {unfair} remarks on private grounds get a practisable theme")
    return 0 if f1 >= LEAST_F1 and in_three >= LEAST_IN_THREE and not kept and not unfair else 1


if __name__ == "__main__":
    sys.exit(main())
