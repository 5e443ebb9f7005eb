"""Whatever is linked, retagged and deleted in whatever order, what is counted is what a recount from scratch gives."""

import asyncio
import random
from collections import Counter
from pathlib import Path

import discord
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Rebound
from bot.interviews.store import STAGES, Details, further
from bot.progress.counts import InterviewCounts
from bot.progress.search import count
from tests.people import build

ANA = 1001
THEMES = ("structure", "evidence", "outside", "ownership")
STEPS = st.tuples(
    st.sampled_from(["log", "retag", "confirm", "forget", "interview", "link", "tell", "drop"]),
    st.integers(0, 5),
    st.integers(0, 5),
)


class Recount:
    """The same facts in plain lists, kept apart from the bot."""

    def __init__(self) -> None:
        self.feedback: dict[int, tuple[list[str], bool]] = {}
        self.interviews: dict[int, tuple[str | None, str | None]] = {}
        self.links: dict[int, int] = {}

    def stages(self) -> Counter[tuple[str | None, str | None]]:
        return Counter(self.interviews.values())

    def evidence(self) -> Counter[tuple[int, str]]:
        return Counter(
            (entry, theme) for entry, (themes, confirmed) in self.feedback.items() if confirmed for theme in themes
        )

    def outside_and_heard(self) -> tuple[int, int]:
        """In how many interviews confirmed feedback names nothing but `outside`, and in how many it names anything."""
        named: dict[int, set[str]] = {}
        for entry, interview in self.links.items():
            themes, confirmed = self.feedback[entry]
            if confirmed and themes:
                named.setdefault(interview, set()).update(themes)
        return sum(themes == {"outside"} for themes in named.values()), len(named)


async def step(bot: Rebound, kept: Recount, what: str, one: int, two: int) -> None:
    """The same step in the bot and in the recount."""
    told, real = bot.feedback, bot.interviews
    entry = next(iter(list(kept.feedback)[one % len(kept.feedback) :]), None) if kept.feedback else None
    interview = next(iter(list(kept.interviews)[two % len(kept.interviews) :]), None) if kept.interviews else None
    if what == "log":
        logged = await told.log(ANA, "Nice to have met.", "recruiter")
        kept.feedback[logged.id] = ([], False)
    elif what == "interview":
        stage = STAGES[one % len(STAGES)]
        added = await real.add(ANA, Details(role="Lead", stage=stage))
        kept.interviews[added.id] = (stage, None)
    elif what == "retag" and entry:
        themes = [THEMES[one % 4], THEMES[two % 4]]
        await told.retag(ANA, entry, tuple(dict.fromkeys(themes)))
        kept.feedback[entry] = (list(dict.fromkeys(themes)), kept.feedback[entry][1])
    elif what == "confirm" and entry:
        await told.confirm(ANA, entry)
        kept.feedback[entry] = (kept.feedback[entry][0], True)
    elif what == "forget" and entry:
        await told.delete(ANA, entry)
        del kept.feedback[entry]
        kept.links.pop(entry, None)
    elif what == "link" and entry and interview:
        await real.link_feedback(ANA, entry, interview)
        kept.links[entry] = interview
    elif what == "tell" and interview:
        stage = STAGES[one % len(STAGES)]
        await real.tell(ANA, interview, "rejected", stage, None, again=True)
        kept.interviews[interview] = (further(kept.interviews[interview][0], stage), "rejected")
    elif what == "drop" and interview:
        await real.delete(ANA, interview)
        del kept.interviews[interview]
        kept.links = {entry: linked for entry, linked in kept.links.items() if linked != interview}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=5, max_size=25), seed=st.integers(0, 10_000))
def test_any_order_of_steps_counts_as_a_recount_from_scratch(
    tmp_path_factory: object, steps: list[tuple[str, int, int]], seed: int
) -> None:
    random.Random(seed).shuffle(steps)
    asyncio.run(compare(tmp_path_factory.mktemp("recount"), steps))  # type: ignore[attr-defined]


async def compare(folder: Path, steps: list[tuple[str, int, int]]) -> None:
    bot, database = await build(folder)
    try:
        await bot.profile.agree(ANA)
        kept = Recount()
        for what, one, two in [("log", 0, 0), ("interview", 0, 0), *steps]:
            await step(bot, kept, what, one, two)
        found = await database.read(lambda connection: bot.interviews.store.all_of(connection, ANA))
        links = await database.read(lambda connection: connection.execute_fetchall("select * from interview_feedback"))
        evidence = await database.read(lambda connection: bot.feedback.evidence(connection, ANA, 1000))
        alike = await database.read(lambda c: InterviewCounts().alike(c, ANA, discord.utils.utcnow()))
        assert Counter((one.furthest, one.outcome) for one in found) == kept.stages()
        assert {link["feedback_id"]: link["interview_id"] for link in links} == kept.links
        assert sum(one.count for one in alike) == len(kept.interviews)
        assert (count(alike).outside, sum(one.count for one in alike if one.heard)) == kept.outside_and_heard()
        assert Counter((item.feedback_id, item.theme) for item in evidence) == kept.evidence()
    finally:
        await database.close()
