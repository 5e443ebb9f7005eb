"""Whatever two people press in whatever order, and a third what is not theirs: nobody sees what is the other's."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import aiosql
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from bot.mock import store
from bot.mock.cards import MockCards
from bot.mock.store import MockQuestion
from bot.ui import Card
from tests.mock.stage import Control, Stage
from tests.mock.watch import Hearing, Leak

# What happens in a walk, the usual more often.
DONE = (
    *["go on"] * 8,
    *["press"] * 5,
    *["press what somebody was shown once"] * 6,
    *["press what nobody was shown"] * 2,
    *["invite", "invite by the menu", "type", "type in a DM", "begin to type", "moderate", "wait", "restart"],
)
WHO = ("ana", "ben", "ana", "ben", "cleo", "mo")
TYPED = (
    "mock history",
    "me export",
    "mock leave",
    "feedback list",
    "practice",
    "progress overview",
    "me delete",
    "help",
)
MOST_RESTARTS = 2
# Ways through it, of which each walk begins with a part: who types what, or presses the newest control of which key,
# choosing what.
SENT = (
    ("ana", "/mock with", 0),
    ("ana", "mock:topics", 0),
    ("ana", "mock:sharewords", 0),
    ("ana", "mock:preview", 0),
    ("ana", "mock:send", 0),
)
BEGUN = (*SENT, ("ben", "mock:accept", 0))
TO_THE_END = (
    *BEGUN,
    ("ben", "mock:rate", 1),
    ("ana", "mock:show", 0),
    ("ana", "mock:stuck", 0),
    ("ana", "mock:rate", 2),
    ("ben", "mock:next", 0),
    ("ana", "mock:show", 0),
    ("ana", "mock:rate", 0),
    ("ben", "mock:finish", 0),
    ("ben", "mock:notes", 0),
    ("ben", "mock:notes", 0),
    ("ana", "mock:show", 0),
)
WAYS = {
    "to swapped roles": (
        *TO_THE_END,
        ("ana", "mock:feedback", 0),
        ("ben", "mock:swap", 0),
        ("ben", "mock:offer", 3),
        ("ben", "mock:start", 0),
        ("ben", "mock:leave", 0),
    ),
    "to a report of a note": (
        *TO_THE_END,
        ("ana", "mock:report", 0),
        ("ana", "mock:reportnow", 0),
        ("mo", "mock:clear", 0),
    ),
    "to a report of shared words": (
        *BEGUN,
        ("ben", "mock:report", 0),
        ("ben", "mock:reportnow", 0),
        ("mo", "mock:keepbar", 0),
    ),
    "to what is taken back": (
        *TO_THE_END,
        ("ana", "mock:feedback", 0),
        ("ben", "/mock history", 0),
        ("ben", "mock:look", 0),
        ("ben", "mock:withdraw", 0),
        ("ben", "mock:withdrawn", 0),
    ),
    "to invites that come to nothing": (
        *SENT,
        ("ana", "mock:takeback", 0),
        *SENT,
        ("ben", "mock:notnow", 0),
        *SENT,
        ("ben", "mock:block", 0),
        ("ben", "mock:blockone", 0),
    ),
}
# What is to be reached on each way at least, so that a walk cannot become a short one unnoticed.
ENDED = {
    "session done",
    "session noted",
    "question rated by 2",
    "compared friend_rating",
    "compared own_rating",
    "shared words seen by ben",
    "shared note seen by ana",
}
REACHED = {
    "to swapped roles": ENDED | {"session made feedback", "session swapped", "session with words", "session left"},
    "to a report of a note": ENDED | {"session reported", "shared note seen by mo"},
    "to a report of shared words": {"session with words", "session reported", "shared words seen by mo"},
    "to what is taken back": ENDED | {"session made feedback", "session withdrawn"},
    "to invites that come to nothing": {"invite taken_back", "invite not_now", "invite blocked"},
}


class Walk(RuleBasedStateMachine):
    """One walk of Ana, Ben, Cleo and Mo over a server and their direct messages."""

    folders: ClassVar[Any]
    way: ClassVar[tuple[tuple[str, str, int], ...]]
    keys: ClassVar[Counter[str]]
    states: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stage: Stage = self.loop.run_until_complete(Stage.begin(Path(self.folders.mktemp("walk"))))
        self.clock = self.stage.world.env.time_context()
        self.clock.__enter__()
        self.watch = self.stage.eyes.watching()
        self.watch.__enter__()
        self.hearing = Hearing(self.stage.watch.logs)
        logging.getLogger("bot").addHandler(self.hearing)
        try:
            self.run(self.stage.fill())
        except BaseException:
            self.teardown()
            raise

    def run(self, what: Any) -> Any:
        return self.loop.run_until_complete(what)

    def teardown(self) -> None:
        logging.getLogger("bot").removeHandler(self.hearing)
        self.watch.__exit__(None, None, None)
        self.clock.__exit__(None, None, None)
        self.keys.update(self.stage.keys)
        self.states.update(self.stage.watch.states)
        self.run(self.stage.world.end())
        self.loop.close()

    @initialize(left_out=st.integers(0, 12), in_dm=st.booleans())
    def begin(self, left_out: int, in_dm: bool) -> None:
        self.restarts = 0
        moderated = any(who == "mo" for who, *_ in self.way)
        self.run(self._begin(self.way[: max(0, len(self.way) - left_out)], in_dm and not moderated))

    async def _begin(self, way: tuple[tuple[str, str, int], ...], in_dm: bool) -> None:
        for who, key, pick in way:
            if key.startswith("/"):
                friend = {"friend": self.stage.people["ben"].actor} if key == "/mock with" else {}
                await self.stage.command(who, key[1:], dm=in_dm, **friend)
            else:
                await self.stage.press(who, await self.stage.find(who, key), pick)

    @rule(
        what=st.sampled_from(DONE),
        who=st.sampled_from(WHO),
        pick=st.integers(0, 999),
        values=st.integers(0, 99),
        in_dm=st.booleans(),
    )
    def step(self, what: str, who: str, pick: int, values: int, in_dm: bool) -> None:
        self.run(self._step(what, who, pick, values, in_dm))

    async def _step(self, what: str, who: str, pick: int, values: int, in_dm: bool) -> None:
        stage = self.stage
        if what == "go on":
            of_mock = [control for control in stage.on_screen(who) if control.custom_id.startswith("mock:")]
            await self._press(who, of_mock[-4:], pick, values)
        elif what == "press":
            await self._press(who, stage.on_screen(who), pick, values)
        elif what == "press what somebody was shown once":
            drawn = stage.drawn
            of_mock = [control for control in drawn if control.custom_id.startswith("mock:")]
            await self._press(who, of_mock if pick % 4 else drawn, pick, values, dm=in_dm)
        elif what == "press what nobody was shown":
            await self._press_undrawn(who, pick, values)
        elif what == "invite":
            whom = [name for name in stage.people if name != who][pick % 3]
            if values % 4:
                whom = "ben" if who == "ana" else "ana"
            await stage.command(who, "mock with", dm=in_dm, friend=stage.people[whom].actor)
        elif what == "invite by the menu":
            await stage.menu(who, "Invite to mock", "ben" if who == "ana" else "ana")
        elif what == "begin to type":
            await stage.begin_typing(who)
        elif what.startswith("type"):
            await stage.command(who, TYPED[pick % len(TYPED)], dm="DM" in what)
        elif what == "moderate":
            await self._moderate(pick % 4)
        elif what == "wait":
            await stage.world.env.advance_time((20, 90, 25 * 60)[pick % 3] * 60)
            await stage.watch.look()
        elif self.restarts < MOST_RESTARTS:
            self.restarts += 1
            stage.watch.states["a restart"] += 1
            await stage.world.restart()

    async def _press_undrawn(self, who: str, pick: int, values: int) -> None:
        """A row of somebody's that a client made up."""
        keys = sorted(key for key in self.stage.world.bot.router.keys if key.startswith(("mock:", "feedback:")))
        key = keys[pick % len(keys)]
        known = [one.part for one in self.stage.drawn if one.custom_id.startswith(f"{key}:")]
        if known and "type" in known[-1]:
            await self.stage.press(who, Control(f"{key}:{values % 4}", known[-1]), values)

    async def _moderate(self, pick: int) -> None:
        servers, guild = self.stage.world.bot.servers, self.stage.world.channel.guild.id
        if pick < 2:
            await servers.change(guild, paused=pick == 0)
        elif pick == 2:
            await servers.bar(guild, self.stage.people["ben"].id)
        for bar in await servers.barred(guild) if pick == 3 else ():
            await servers.unbar(guild, bar.id)

    async def _press(self, who: str, controls: list[Control], pick: int, values: int, *, dm: bool = False) -> None:
        if controls:
            await self.stage.press(who, controls[pick % len(controls)], values, dm=dm)


def walk(folders: Any, way: str, examples: int, steps: int = 30) -> tuple[Counter[str], Counter[str]]:
    """Walk so often, so far. Returns how often each key was pressed and each state was there. Raises Leak."""
    keys: Counter[str] = Counter()
    states: Counter[str] = Counter()
    run_state_machine_as_test(
        type("Walk", (Walk,), {"folders": folders, "way": WAYS[way], "keys": keys, "states": states}),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            phases=[Phase.generate],
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return keys, states


@pytest.mark.timeout(300)
@pytest.mark.parametrize("way", WAYS)
def test_nobody_sees_what_is_the_others_whatever_is_pressed(
    way: str, tmp_path_factory: pytest.TempPathFactory, say_at_the_end: Callable[[str], None]
) -> None:
    keys, states = walk(tmp_path_factory, way, 3)

    of_mock = sorted(key for key in keys if key.startswith("mock:"))
    say_at_the_end(
        f"Walks {way}: {keys.total()} presses of {len(of_mock)} kinds of mock and {len(keys) - len(of_mock)} others"
        f" ({', '.join(key.removeprefix('mock:') for key in of_mock)}); states: {', '.join(sorted(states))}."
    )
    assert {key for _, key, _ in WAYS[way] if key.startswith("mock:")} <= set(keys)
    assert REACHED[way] <= set(states)
    assert len(of_mock) >= 10
    assert keys.total() >= 50


def test_without_the_owner_check_in_sql_a_walk_finds_the_leak(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def without_the_check(path: Path) -> Any:
        sql = path.read_text(encoding="utf-8")
        checked = "select * from mock_session where id = :id and :user_id in (candidate_id, friend_id);"
        assert sql.count(checked) == 1
        unchecked = checked.replace("in (candidate_id, friend_id)", "= :user_id")
        return aiosql.from_str(sql.replace(checked, unchecked), "aiosqlite")

    monkeypatch.setattr("bot.mock.store.load_queries", without_the_check)

    with pytest.raises(Leak, match=r"(cleo|mo) saw"):
        walk(tmp_path_factory, "to a report of a note", 10)


def test_with_a_rating_shown_before_both_are_in_a_walk_finds_the_leak(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hidden, drawn = store._question, MockCards.question

    def shown(row: Any, role: Any, *, over: bool) -> MockQuestion:
        theirs = row["friend_rating" if role == "candidate" else "own_rating"]
        return replace(hidden(row, role, over=over), theirs=theirs)

    def question(cards: MockCards, session: Any, question: MockQuestion, script: Any) -> Card:
        card = drawn(cards, session, question, script)
        return replace(card, text=f"{card.text}\nThey rated it {question.theirs}.")

    monkeypatch.setattr(store, "_question", shown)
    monkeypatch.setattr(MockCards, "question", question)

    with pytest.raises(Leak, match="a rating shows before both are in"):
        walk(tmp_path_factory, "to swapped roles", 10)
