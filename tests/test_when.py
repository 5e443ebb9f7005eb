"""Times as people type them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.when import in_daytime, parse_moment, parse_time

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-12-03 14:00", "2026-12-03T14:00"),
        ("2026-12-03T14:00", "2026-12-03T14:00"),
        ("2026-12-3, 2pm", "2026-12-03T14:00"),
        ("3 Dec 14:00", "2026-12-03T14:00"),
        ("3rd December at 2 pm", "2026-12-03T14:00"),
        ("Dec 3, 14.30", "2026-12-03T14:30"),
        ("December 3 2027 9am", "2027-12-03T09:00"),
        ("12 Jan 10:00", "2027-01-12T10:00"),
        ("24 nov 10:00", "2026-11-24T10:00"),
        ("Thursday 14:00", "2026-11-26T14:00"),
        ("thu at 2pm", "2026-11-26T14:00"),
        ("Wed 10:00", "2026-11-25T10:00"),
        ("Wed 08:00", "2026-12-02T08:00"),
        ("tomorrow 9am", "2026-11-26T09:00"),
        ("today noon", "2026-11-25T12:00"),
        ("  Tomorrow   18h30 ", "2026-11-26T18:30"),
    ],
)
def test_three_forms_are_read(typed: str, moment: str) -> None:
    read = parse_moment(typed, NOW, "UTC")

    assert read is not None
    assert read.isoformat().startswith(moment)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "03/12 14:00",
        "3.12. 14:00",
        "Thursday",
        "14:00",
        "31 Feb 10:00",
        "3 Dec 25:00",
        "3 Dec 2026",
        "December 3, 2026",
        "2026-13-01 10:00",
        "0001-01-01 00:00",
        "9999-12-31 23:59",
        "9",
    ],
)
def test_what_is_none_of_the_forms_is_not_guessed(typed: str) -> None:
    for zone in ("Europe/London", "Asia/Tokyo", "America/New_York"):
        assert parse_moment(typed, NOW, zone) is None


def test_a_time_is_on_the_clocks_of_the_zone() -> None:
    moment = parse_moment("2026-07-03 14:00", NOW, "Europe/Berlin")

    assert moment == datetime(2026, 7, 3, 12, 0, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_the_next_they_show() -> None:
    assert parse_moment("2027-03-28 02:30", NOW, "Europe/Berlin") == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "minutes"), [("18:00", 1080), ("6pm", 1080), ("12am", 0), ("0900", 540), ("24:00", None), ("9", None)]
)
def test_a_time_of_day_is_read_or_refused(typed: str, minutes: int | None) -> None:
    assert parse_time(typed) == minutes


@pytest.mark.parametrize(
    ("hour", "day", "expected"),
    [(8, 2, (2, 9)), (9, 2, (2, 9)), (20, 2, (2, 20)), (21, 2, (3, 9)), (0, 3, (3, 9))],
)
def test_what_nobody_waits_for_comes_in_daytime(hour: int, day: int, expected: tuple[int, int]) -> None:
    sydney = ZoneInfo("Australia/Sydney")

    moment = in_daytime(datetime(2026, 7, day, hour, 0, tzinfo=sydney), "Australia/Sydney").astimezone(sydney)

    assert (moment.day, moment.hour) == expected


def test_without_a_known_zone_it_comes_at_once() -> None:
    assert in_daytime(NOW, None) == NOW
