"""When people are free: on the clocks of their zone, also in the weeks in which these change."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.partners.hours import TIMES, WEEK, hour_of_week, starts

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def test_weekday_evenings_in_dublin_are_the_same_hours_in_utc_in_winter() -> None:
    free = starts(["evenings"], "Europe/Dublin", MONDAY, WEEK)

    assert [(moment.weekday(), moment.hour) for moment in free] == [
        (day, hour) for day in range(5) for hour in (18, 19, 20, 21)
    ]


@pytest.mark.parametrize(
    ("zone", "change", "before", "after"),
    [
        ("Europe/Berlin", datetime(2026, 10, 25, tzinfo=UTC), 16, 17),  # back from summer time
        ("Europe/Berlin", datetime(2026, 3, 29, tzinfo=UTC), 17, 16),  # into it
        ("Europe/Dublin", datetime(2026, 3, 29, tzinfo=UTC), 18, 17),
    ],
)
def test_a_change_of_the_clocks_moves_the_hours_after_it_and_not_those_before(
    zone: str, change: datetime, before: int, after: int
) -> None:
    free = starts(["evenings"], zone, change - timedelta(days=4), WEEK + 24)

    first = {moment.date(): moment.hour for moment in reversed(free)}
    assert {hour for day, hour in first.items() if day < change.date()} == {before}
    assert {hour for day, hour in first.items() if day > change.date()} == {after}


def test_a_zone_of_half_hours_is_free_at_whole_hours_of_utc_that_fall_into_the_time() -> None:
    free = starts(["noon"], "Asia/Kolkata", MONDAY, 24)

    assert [moment.hour for moment in free] == [7, 8]  # 12:30 and 13:30 there


def test_the_weekend_is_that_of_the_persons_own_days() -> None:
    free = starts(["weekend_days"], "Pacific/Auckland", MONDAY, WEEK)

    assert free[0] == datetime(2026, 11, 27, 21, tzinfo=UTC)  # Saturday 10:00 there is Friday here


def test_an_hour_that_has_begun_is_not_offered_and_a_week_has_each_hour_once() -> None:
    everything = [time.key for time in TIMES]

    free = starts(everything, "UTC", MONDAY + timedelta(hours=9, minutes=1), WEEK)

    assert free[0] == MONDAY + timedelta(hours=10)
    assert len({hour_of_week(moment) for moment in free}) == len(free)
    assert hour_of_week(MONDAY) == 0
    assert hour_of_week(MONDAY - timedelta(hours=1)) == 167
