"""How long pairing 300 waiting people takes: python -m benchmarks.matching. Ends with 1 when it is over 2 seconds.

Seconds are of the processor, so that what else a machine does is not counted. The people are made up.
"""

import random
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta

from bot import themes
from bot.partners.matching import Waiting, may_meet, pair

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PEOPLE, RUNS, MOST_SECONDS = 300, 5, 2.0
KEYS = [theme.key for theme in themes.PRACTISABLE]
CROWDS = {  # languages, hours of the week each is free, share who waited over 48 hours
    "one language, free all week": (["en"], 168, 0.3),
    "one language, some evenings": (["en"], 12, 0.3),
    "one language, few hours, none overdue": (["en"], 3, 0.0),
    "four languages, some evenings, all overdue": (["en", "de", "hi", "pt"], 12, 1.0),
}


def crowd(languages: list[str], free: int, overdue: float, seed: int) -> list[Waiting]:
    """Made-up people, each with up to four strong and up to four other, weak themes."""
    rng = random.Random(seed)
    people = []
    for user_id in range(PEOPLE):
        known = rng.sample(KEYS, 8)
        people.append(
            Waiting(
                user_id,
                NOW - timedelta(hours=60 if rng.random() < overdue else 5),
                frozenset(rng.sample(languages, rng.randint(1, min(2, len(languages))))),
                frozenset(rng.sample(range(168), free)),
                rng.choice([15, 30]),
                helps_with=frozenset(known[: rng.randint(1, 4)]),
                wants=frozenset(known[4 : rng.randint(5, 8)]),
            )
        )
    return people


def main() -> int:
    """Print the table. Returns the exit code."""
    slow = False
    for name, kind in CROWDS.items():
        seconds = []
        for seed in range(RUNS):
            people = crowd(*kind, seed)
            begin = time.process_time()
            pairs = pair(people, NOW)
            seconds.append(time.process_time() - begin)
        allowed = sum(may_meet(a, b, NOW) for place, a in enumerate(people) for b in people[:place])
        median = statistics.median(seconds)
        slow = slow or median > MOST_SECONDS
        print(
            f"{name:44} median {median:.2f} s, longest {max(seconds):.2f} s "
            f"({allowed:,} allowed pairs, {len(pairs)} made)"
        )
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
