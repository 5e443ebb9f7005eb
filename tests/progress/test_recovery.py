"""Recovery: counts worked out by hand, intervals from the tables, and no verdict on few interviews."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import themes
from bot.progress.recovery import Interview, Practised, Recovery, Sure, how_sure, recovery, wilson

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
KEYS = [theme.key for theme in themes.ALL if theme.key != "outside"]


def day(number: int) -> datetime:
    return FIRST_DAY + timedelta(days=number)


def interview(number: int, *named: str) -> Interview:
    return Interview(day(number), frozenset(named))


def practised(*days: int, theme: str = "structure") -> list[Practised]:
    return [Practised(theme, day(number)) for number in days]


def counts(found: Recovery) -> tuple[tuple[int, int], tuple[int, int]]:
    return (found.before.named, found.before.of), (found.after.named, found.after.of)


@pytest.mark.parametrize(
    ("named", "of", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (0, 1, 0.0, 0.79345),  # z²/(1 + z²) = 3.84146/4.84146
        (1, 1, 0.20655, 1.0),  # 1/(1 + z²)
        (0, 3, 0.0, 0.56150),  # z²/(3 + z²) = 3.84146/6.84146
        (1, 3, 0.06149, 0.79234),
        (2, 4, 0.15004, 0.84996),  # 1/2 -+ sqrt(z²/(4 + z²))/2
        (4, 4, 0.51011, 1.0),  # 4/(4 + z²)
        (3, 10, 0.10779, 0.60322),
        (5, 50, 0.04348, 0.21360),
        (50, 50, 0.92865, 1.0),  # 50/(50 + z²)
    ],
)
def test_the_interval_is_the_one_worked_out_by_hand(named: int, of: int, low: float, high: float) -> None:
    assert wilson(named, of) == pytest.approx((low, high), abs=5e-6)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_at_both_ends_the_share_seen_is_just_within_chance(seen: tuple[int, int]) -> None:
    named, of = seen
    low, high = wilson(named, of)

    assert 0 <= low <= named / of + 1e-12
    assert named / of - 1e-12 <= high <= 1
    for end in (low, high):
        assert abs(named / of - end) == pytest.approx(1.959964 * math.sqrt(end * (1 - end) / of), abs=1e-6)


@pytest.mark.parametrize(
    ("interviews", "sure"),
    [
        (0, Sure.TOO_EARLY),
        (1, Sure.TOO_EARLY),
        (3, Sure.TOO_EARLY),
        (4, Sure.HINT),
        (9, Sure.HINT),
        (10, Sure.PATTERN),
        (50, Sure.PATTERN),
    ],
)
def test_few_interviews_are_called_few(interviews: int, sure: Sure) -> None:
    assert how_sure(interviews) is sure


@pytest.mark.parametrize(
    ("before", "after", "sure"),
    [
        (0, 0, Sure.TOO_EARLY),
        (1, 0, Sure.TOO_EARLY),
        (3, 1, Sure.TOO_EARLY),
        (2, 50, Sure.TOO_EARLY),  # nothing to compare with
        (50, 2, Sure.TOO_EARLY),
        (3, 3, Sure.HINT),
        (4, 5, Sure.HINT),
        (4, 6, Sure.PATTERN),
        (50, 50, Sure.PATTERN),
    ],
)
def test_both_sides_need_three_interviews(before: int, after: int, sure: Sure) -> None:
    interviews = [interview(0, "structure")] * before + [interview(20)] * after

    found = recovery("structure", interviews, practised(10, 11, 12))

    assert counts(found) == ((before, before), (0, after))
    assert found.sure is sure


def test_what_was_named_is_counted_before_and_after_the_third_answer() -> None:
    interviews = [
        interview(1, "structure", "evidence"),
        interview(2, "structure"),
        interview(3, "evidence"),
        interview(11, "structure"),  # after two answers: still before
        interview(12),  # at the third
        interview(13, "structure"),
        interview(14, "ownership"),
        interview(15),
    ]
    answers = [*practised(10, 11, 12, 30), *practised(1, 2, 3, theme="evidence")]

    found = recovery("structure", interviews, answers)

    assert counts(found) == ((3, 4), (1, 4))
    assert (found.before.low, found.before.high) == wilson(3, 4)
    assert (found.after.low, found.after.high) == wilson(1, 4)
    assert found.sure is Sure.HINT
    assert recovery("structure", interviews[::-1], answers[::-1]) == found


def test_without_three_answers_every_interview_is_before() -> None:
    interviews = [interview(number, "structure") for number in range(20)]

    found = recovery("structure", interviews, [*practised(1, 2), *practised(1, 2, 3, theme="evidence")])

    assert counts(found) == ((20, 20), (0, 0))
    assert found.sure is Sure.TOO_EARLY


def test_no_interviews_are_no_evidence() -> None:
    found = recovery("structure", [], practised(1, 2, 3))

    assert counts(found) == ((0, 0), (0, 0))
    assert (found.after.low, found.after.high) == (0.0, 1.0)


def test_an_interview_without_feedback_counts_on_neither_side() -> None:
    silent = [Interview(day(number), None) for number in (1, 20)]

    assert counts(recovery("structure", silent, practised(10, 11, 12))) == ((0, 0), (0, 0))


interviews = st.lists(
    st.builds(
        Interview,
        st.integers(0, 40).map(day),
        st.none() | st.frozensets(st.sampled_from(KEYS), max_size=3),
    ),
    max_size=12,
)
answers = st.lists(st.builds(Practised, st.sampled_from(KEYS), st.integers(0, 40).map(day)), max_size=12)


@given(st.sampled_from(KEYS), interviews, answers, st.integers(0, 40))
def test_an_outside_remark_never_counts_against_a_theme(
    theme: str, interviews: list[Interview], answers: list[Practised], when: int
) -> None:
    plain = recovery(theme, interviews, answers)
    remarked = [one if not one.named else Interview(one.at, one.named | {"outside"}) for one in interviews]

    assert recovery(theme, remarked, answers) == plain
    assert recovery(theme, [*interviews, interview(when, "outside")], answers) == plain


@given(st.sampled_from(KEYS), interviews, answers)
def test_every_interview_with_feedback_counts_once(
    theme: str, interviews: list[Interview], answers: list[Practised]
) -> None:
    found = recovery(theme, interviews, answers)

    assert found.before.of + found.after.of == sum(one.named is not None for one in interviews)
    assert found.before.named + found.after.named == sum(theme in (one.named or ()) for one in interviews)


def test_practice_cannot_change_what_lies_outside() -> None:
    with pytest.raises(ValueError, match="outside"):
        recovery("outside", [interview(1, "outside")], [])
