"""When the next note is due: against clocks read minute by minute, in every zone, around every change to 2036."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.encouragement.schedule import latest_missed, next_due
from bot.when import parse_time

DAILY = frozenset(range(7))
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


class Clocks:
    """What the clocks of a zone show from `start` to `end`, read once a minute. Knows nothing of gaps and folds."""

    def __init__(self, zone: str, start: datetime, end: datetime) -> None:
        self.news: list[tuple[datetime, datetime, datetime]] = []  # instant, (newest face until then, face now]
        tz = ZoneInfo(zone)
        newest = start.astimezone(tz).replace(tzinfo=None)
        for number in range(1, (end - start) // MINUTE):
            instant = start + number * MINUTE
            face = instant.astimezone(tz).replace(tzinfo=None)
            if face > newest:
                self.news.append((instant, newest, face))
                newest = face
        self.faces = [face for _, _, face in self.news]

    def dues(self, days: frozenset[int], minute_of_day: int) -> list[datetime]:
        """The instants at which a face on one of the days is shown, or jumped over, for the first time."""
        found = set()
        slot = self.news[0][1].replace(hour=0, minute=0) + minute_of_day * MINUTE
        while slot <= self.faces[-1]:
            if slot.weekday() in days and slot > self.news[0][1]:
                instant, before, face = self.news[bisect_right(self.faces, slot - MINUTE)]
                assert before < slot <= face
                found.add(instant)
            slot += DAY
        return sorted(found)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The first minute after each change of the clocks from 2026 to 2036."""
    tz = ZoneInfo(zone)

    def offset(instant: datetime) -> timedelta | None:
        return instant.astimezone(tz).utcoffset()

    found, at, before = [], FIRST, offset(FIRST)
    while at < LAST:
        then, after = at + DAY, offset(at + DAY)
        if after != before:
            low, high = 0, DAY // MINUTE
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(at + middle * MINUTE) == before else (low, middle)
            found.append(at + high * MINUTE)
        at, before = then, after
    return tuple(found)


def kinds_of_zones() -> dict[tuple[object, ...], list[str]]:
    """All zones, those whose clocks show the same from 2026 to 2036 together."""
    alike: dict[tuple[object, ...], list[str]] = {}
    for zone in sorted(available_timezones()):
        seen = changes(zone)
        tz = ZoneInfo(zone)
        offsets = tuple(instant.astimezone(tz).utcoffset() for instant in (FIRST, *seen))
        alike.setdefault((seen, offsets), []).append(zone)
    return alike


def moments(change: datetime, dues: list[datetime]) -> Iterator[datetime]:
    """From when to ask: around each due instant, and through the hours of the change."""
    for due in dues:
        yield from (due - timedelta(microseconds=1), due, due + timedelta(seconds=1))
    yield from (change + minutes * MINUTE for minutes in range(-75, 76, 30))


def check_around(zone: str, change: datetime, minutes: set[int], reach: timedelta = 26 * HOUR) -> None:
    clocks = Clocks(zone, change - reach, change + reach)
    weekday = clocks.faces[len(clocks.faces) // 2].weekday()
    for days in (DAILY, frozenset({weekday})):
        for minute in minutes:
            dues = clocks.dues(days, minute)
            for after in moments(change, dues):
                expected = next((due for due in dues if due > after), None)
                found = next_due(after, days=days, minute_of_day=minute, zone=zone)
                assert found == expected or (expected is None and found >= change + reach - MINUTE), (zone, after)
                missed = latest_missed(change - reach, after, days=days, minute_of_day=minute, zone=zone)
                assert missed == max((due for due in dues if due <= after), default=None), (zone, after, days, minute)


def times_around(zone: str, change: datetime) -> set[int]:
    """The edges of what the change skips or repeats, a time within, noon-ish, and the edges of the day."""
    tz = ZoneInfo(zone)
    shown = [(change + late * MINUTE).astimezone(tz) for late in (-1, 0)]
    edges = {face.hour * 60 + face.minute for face in shown}
    return {(edge + more) % 1440 for edge in edges for more in (-30, 0, 1)} | {0, 1439, 18 * 60}


@pytest.mark.slow
@pytest.mark.timeout(180)  # 10 s on an idle machine
def test_every_zone_at_every_change_of_its_clocks_until_2036() -> None:
    kinds = kinds_of_zones()
    assert sum(len(zones) for zones in kinds.values()) > 400
    assert any(len(seen) > 15 for seen, _ in kinds)

    for zones in kinds.values():
        for change in changes(zones[0]):
            check_around(zones[0], change, times_around(zones[0], change))


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Pacific/Apia", utc(2011, 12, 30, 10)),  # a Friday that never was
        ("Pacific/Kwajalein", utc(1993, 8, 21, 12)),  # a Saturday that never was
        ("Pacific/Kiritimati", utc(1994, 12, 31, 10)),  # a Saturday that never was
        ("America/St_Johns", utc(2009, 11, 1, 2, 31)),  # back across midnight, from 00:01 to 23:01
        ("Australia/Lord_Howe", utc(2026, 10, 3, 15, 30)),  # by half an hour
        ("Antarctica/Troll", utc(2026, 3, 29, 1)),  # by two hours
        ("Africa/Cairo", utc(2026, 10, 29, 21)),  # back from midnight to 23:00
    ],
)
def test_clocks_that_jump_in_unusual_ways(zone: str, change: datetime) -> None:
    check_around(zone, change, times_around(zone, change), reach=50 * HOUR)


def test_a_time_that_spring_skips_goes_out_when_the_clocks_go_on() -> None:
    due = next_due(utc(2026, 3, 28, 12), days=DAILY, minute_of_day=2 * 60 + 30, zone="Europe/Berlin")

    assert due == utc(2026, 3, 29, 1)  # shown as 03:00, the minute after 01:59


def test_a_time_that_autumn_repeats_goes_out_once() -> None:
    first = next_due(utc(2026, 10, 24, 12), days=DAILY, minute_of_day=2 * 60 + 30, zone="Europe/Berlin")
    second = next_due(first, days=DAILY, minute_of_day=2 * 60 + 30, zone="Europe/Berlin")
    from_the_repeated_hour = next_due(
        utc(2026, 10, 25, 1, 10), days=DAILY, minute_of_day=2 * 60 + 30, zone="Europe/Berlin"
    )

    assert first == utc(2026, 10, 25, 0, 30)
    assert second == from_the_repeated_hour == utc(2026, 10, 26, 1, 30)


def test_what_was_due_on_a_day_that_never_was_goes_out_at_its_end() -> None:
    friday = next_due(utc(2011, 12, 29, 12), days=frozenset({4}), minute_of_day=18 * 60, zone="Pacific/Apia")

    assert friday == utc(2011, 12, 30, 10)  # Saturday 00:00 in Apia
    assert next_due(friday, days=frozenset({4}), minute_of_day=18 * 60, zone="Pacific/Apia") == utc(2012, 1, 6, 4)


def test_a_day_must_be_chosen() -> None:
    with pytest.raises(ValueError, match="weekday"):
        next_due(FIRST, days=frozenset(), minute_of_day=0, zone="UTC")
    assert latest_missed(FIRST, LAST, days=frozenset(), minute_of_day=0, zone="UTC") is None


zones = st.sampled_from(sorted(available_timezones()))
instants = st.timedeltas(timedelta(), LAST - FIRST - 30 * DAY).map(lambda passed: FIRST + passed)
weekdays = st.frozensets(st.integers(0, 6), min_size=1)
minutes = st.integers(0, 1439)


@given(zones, instants, weekdays, minutes)
@settings(max_examples=200, deadline=None)
def test_at_any_moment_it_is_the_first_minute_that_shows_the_slot(
    zone: str, after: datetime, days: frozenset[int], minute: int
) -> None:
    due = next_due(after, days=days, minute_of_day=minute, zone=zone)

    dues = Clocks(zone, after.replace(second=0, microsecond=0) - 2 * DAY, after + 2 * DAY).dues(days, minute)
    assert due == next((one for one in dues if one > after), due)
    assert any(one > after for one in dues) or due >= after + 2 * DAY - 2 * MINUTE


@given(zones, instants, weekdays, minutes)
@settings(max_examples=100, deadline=None)
def test_notes_go_out_one_after_the_other_on_their_own_day(
    zone: str, after: datetime, days: frozenset[int], minute: int
) -> None:
    dues = [after]
    for _ in range(10):
        dues.append(next_due(dues[-1], days=days, minute_of_day=minute, zone=zone))

    assert dues == sorted(set(dues))
    shown = [due.astimezone(ZoneInfo(zone)) for due in dues[1:]]
    on_time = [face.date() for face in shown if face.hour * 60 + face.minute == minute]
    assert len(on_time) == len(set(on_time)) >= 9  # one may have met a gap
    assert {day.weekday() for day in on_time} <= days


@given(zones, instants, st.timedeltas(timedelta(), timedelta(days=20)), weekdays, minutes)
@settings(max_examples=100, deadline=None)
def test_after_a_break_only_the_latest_is_left(
    zone: str, since: datetime, away: timedelta, days: frozenset[int], minute: int
) -> None:
    passed, due = None, next_due(since, days=days, minute_of_day=minute, zone=zone)
    while due <= since + away:
        passed, due = due, next_due(due, days=days, minute_of_day=minute, zone=zone)

    assert latest_missed(since, since + away, days=days, minute_of_day=minute, zone=zone) == passed


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("18:00", (18, 0)),
        ("6pm", (18, 0)),
        ("6 PM", (18, 0)),
        ("6 p.m.", (18, 0)),
        ("6p", (18, 0)),
        ("18.30", (18, 30)),
        ("9 am", (9, 0)),
        ("9:05 a.m.", (9, 5)),
        ("0900", (9, 0)),
        ("930", (9, 30)),
        ("9h30", (9, 30)),
        ("9 h 30", (9, 30)),
        ("18h", (18, 0)),
        ("18", (18, 0)),
        (" 07 ", (7, 0)),
        ("7:15", (7, 15)),
        ("noon", (12, 0)),
        ("Midday", (12, 0)),
        ("midnight", (0, 0)),
        ("12am", (0, 0)),
        ("12pm", (12, 0)),
        ("12:30 am", (0, 30)),
        ("00:00", (0, 0)),
        ("23:59", (23, 59)),
        ("１８：００", (18, 0)),
        ("6\u202fpm", (18, 0)),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, time: tuple[int, int]) -> None:
    assert parse_time(typed) == time[0] * 60 + time[1]


@pytest.mark.parametrize(
    "typed",
    ["24:00", "2400", "25", "12:60", "13pm", "0am", "9", "9:5", "", "soon", "18:00:00", "-6", "6 pm x", "9:", "12345"],
)
def test_what_is_no_time_or_could_be_two_is_not_guessed(typed: str) -> None:
    assert parse_time(typed) is None


@given(st.text(max_size=12))
def test_any_text_gives_a_minute_of_the_day_or_nothing(typed: str) -> None:
    assert parse_time(typed) in {None, *range(1440)}


@given(minutes)
def test_every_minute_of_the_day_can_be_typed(minute: int) -> None:
    assert parse_time(f"{minute // 60:02}:{minute % 60:02}") == minute
