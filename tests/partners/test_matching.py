"""Who practises with whom: the best of all sets of pairs, over 48 hours first, and nobody against their will."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.partners.matching import Pair, Waiting, pair, worth

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EN, MONDAY_NINE = frozenset({"en"}), frozenset({9})
ANA, BEN, CAI, DEE = 1, 2, 3, 4


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def waits(user_id: int, **more) -> Waiting:
    return Waiting(
        user_id,
        **{"since": ago(hours=1), "languages": EN, "hours": MONDAY_NINE, "minutes": 30, **more},
    )


def ids(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    return [(one.one, one.other) for one in pairs]


def met_within_14_days(one: Waiting, other: Waiting) -> bool:
    return any(
        partner == b.user_id and ago(days=14) < last
        for a, b in ((one, other), (other, one))
        for partner, last in a.lately.items()
    )


def fits(one: Waiting, other: Waiting) -> bool:
    blocked = other.user_id in one.blocked or one.user_id in other.blocked
    return bool(one.languages & other.languages and one.hours & other.hours) and not (
        blocked or met_within_14_days(one, other)
    )


def every_way(people: Sequence[Waiting]) -> Iterator[list[tuple[Waiting, Waiting]]]:
    if not people:
        yield []
        return
    first, *rest = people
    yield from every_way(rest)
    for place, partner in enumerate(rest):
        if fits(first, partner):
            for more in every_way(rest[:place] + rest[place + 1 :]):
                yield [(first, partner), *more]


def goodness(pairs: Sequence[tuple[Waiting, Waiting]]) -> tuple[int, int]:
    overdue = sum(person.since < ago(hours=48) for both in pairs for person in both)
    return overdue, sum(worth(one, other) for one, other in pairs)


themes = st.frozensets(st.sampled_from(["structure", "evidence", "ownership", "leadership"]), max_size=3)
user_ids = st.integers(0, 9)


@st.composite
def crowds(draw: st.DrawFn) -> list[Waiting]:
    return [
        Waiting(
            user_id,
            draw(st.sampled_from([ago(hours=1), ago(hours=48), ago(hours=49)])),
            draw(st.sampled_from([EN, EN, frozenset({"de"}), frozenset({"de", "en"})])),
            draw(st.frozensets(st.integers(0, 3), min_size=1)),
            draw(st.sampled_from([15, 30])),
            draw(themes),
            draw(themes),
            draw(st.frozensets(user_ids, max_size=2)),
            draw(st.dictionaries(user_ids, st.sampled_from([ago(days=3), ago(days=14), ago(days=40)]), max_size=2)),
        )
        for user_id in range(draw(st.integers(0, 10)))
    ]


@given(crowds(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_no_other_pairs_are_better_and_all_may_meet(people: list[Waiting], rng: random.Random) -> None:
    pairs = pair(people, NOW)

    both = [(people[one], people[other]) for one, other in ids(pairs)]
    assert all(fits(one, other) for one, other in both)
    assert len({person.user_id for one in both for person in one}) == 2 * len(pairs)
    assert goodness(both) == max(goodness(way) for way in every_way(people))

    assert pair(rng.sample(people, len(people)), NOW) == pairs


@given(crowds())
@settings(max_examples=100, deadline=None)
def test_who_is_overdue_and_alone_has_nobody_left_to_meet(people: list[Waiting]) -> None:
    paired = {user_id for one in ids(pair(people, NOW)) for user_id in one}

    for person in people:
        if person.since < ago(hours=48) and person.user_id not in paired:
            partners = [other for other in people if other is not person and fits(person, other)]
            assert all(partner.user_id in paired for partner in partners)


def test_a_pair_says_what_both_need_to_know() -> None:
    ana = waits(ANA, languages=frozenset({"pt", "en", "de"}), hours=frozenset({30, 9, 8}), minutes=15)
    ben = waits(BEN, languages=frozenset({"en", "pt"}), hours=frozenset({9, 30, 31}))

    assert pair([ben, ana], NOW) == (Pair(ANA, BEN, ("en", "pt"), (9, 30), 15),)


@pytest.mark.parametrize(
    "hinder",
    [
        {"languages": frozenset({"de"})},
        {"hours": frozenset({10})},
        {"hours": frozenset()},
        {"blocked": frozenset({ANA})},
        {"lately": {ANA: ago(days=13, hours=23)}},
    ],
)
def test_what_keeps_two_apart_does_so_from_either_side_even_when_overdue(hinder: dict[str, object]) -> None:
    ana, ben = waits(ANA, since=ago(days=9)), waits(BEN, since=ago(days=9), **hinder)

    assert pair([ana, ben], NOW) == pair([ben, ana], NOW) == ()
    assert ids(pair([ana, replace(waits(BEN), since=ben.since)], NOW)) == [(ANA, BEN)]
    assert pair([replace(ben, user_id=0), ana], NOW) == ()


def test_after_14_days_two_may_meet_again() -> None:
    assert ids(pair([waits(ANA, lately={BEN: ago(days=14)}), waits(BEN)], NOW)) == [(ANA, BEN)]


def test_over_48_hours_come_before_a_better_fit() -> None:
    """Ben would suit Cai best; only Ben can meet Ana."""
    ben = waits(BEN, hours=frozenset({9, 10}), helps_with=frozenset({"structure"}))
    cai = waits(CAI, hours=frozenset({10}), wants=frozenset({"structure"}))

    assert ids(pair([waits(ANA, since=ago(hours=48)), ben, cai], NOW)) == [(BEN, CAI)]
    assert ids(pair([waits(ANA, since=ago(hours=48, seconds=1)), ben, cai], NOW)) == [(ANA, BEN)]


def test_help_in_both_directions_is_better_than_more_help_in_one() -> None:
    structure, evidence = frozenset({"structure"}), frozenset({"evidence"})
    ana = waits(ANA, helps_with=structure, wants=evidence)
    mutual = waits(BEN, helps_with=evidence, wants=structure)
    one_way = waits(CAI, helps_with=structure | evidence | {"ownership"})
    ana_wants_all = replace(ana, wants=structure | evidence | {"ownership"}, helps_with=structure)

    assert worth(ana, mutual) > worth(ana, waits(DEE))
    assert ids(pair([ana, mutual, one_way], NOW)) == [(ANA, BEN)]
    assert worth(ana_wants_all, mutual) == worth(ana_wants_all, one_way)  # one each is as good as three one way


def test_more_shared_hours_and_the_same_length_are_better() -> None:
    ana = waits(ANA, hours=frozenset(range(20)))

    assert worth(ana, waits(BEN, hours=frozenset({1, 2}))) > worth(ana, waits(CAI, hours=frozenset({1})))
    assert worth(ana, waits(BEN)) > worth(ana, waits(CAI, minutes=15))
    assert worth(ana, waits(BEN, hours=frozenset({50}), minutes=15)) >= 1


def test_an_odd_one_is_left_and_nobody_or_one_makes_no_pair() -> None:
    assert pair([], NOW) == pair([waits(ANA)], NOW) == ()
    assert len(pair([waits(user_id) for user_id in range(9)], NOW)) == 4
