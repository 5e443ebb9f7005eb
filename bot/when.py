"""Times as people type them -> instants, on the clocks of a zone."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
# A date without a year means the next one, unless that is so far off that the last one must be meant.
NEXT_WITHIN = timedelta(days=300)
MORNING, EVENING = 9, 21
WORDS = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?h?(?:([ap])(?:\.?m\.?)?)?")
_DAY_AND_TIME = re.compile(r"(.+?)(?:,|\bat\b|t(?=\d\d:)|\s)+\s*([\d:.h]+\s*(?:[ap]\.?m?\.?)?|noon|midday)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?(?:,?\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")


def parse_time(typed: str) -> int | None:
    """A time of day as people type it ("18:00", "6pm", "9h30", "0900", "noon") -> minutes after midnight, 0..1439.

    None when it is no time of day, or could be two: "9" alone may be morning or evening. Midnight is "00:00".
    """
    text = "".join(_plain(typed).split())
    found = _TIME.fullmatch(text)
    if found is None or len(text) == 1:
        return WORDS.get(text)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def parse_moment(typed: str, now: datetime, zone: str) -> datetime | None:
    """A day and a time in `zone` (IANA), as people type them -> an aware UTC datetime, or None for none of three forms.

    "2026-12-03 14:00"; "3 Dec 14:00" or "December 3, 2pm"; "Thursday 14:00" or "tomorrow 9am", after `now` (aware).
    Dates of figures alone, such as 03/12, are read differently in different countries and are none of the forms.
    """
    text = " ".join(_plain(typed).split())
    found = _DAY_AND_TIME.fullmatch(text)
    # "3 Dec 2026" is a day without a time, not 20:26 on the third.
    if found is None or _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        return None
    clocks = ZoneInfo(zone)
    minute_of_day = parse_time(found[2])
    day = _parse_day(found[1].strip(" ,"), now.astimezone(clocks).date())
    if minute_of_day is None or day is None:
        return None
    moment = instant(day, minute_of_day, clocks)
    if moment <= now and found[1].strip()[:3] in WEEKDAYS:
        return instant(day + 7 * DAY, minute_of_day, clocks)
    return moment


def instant(day: date, minute_of_day: int, clocks: ZoneInfo) -> datetime:
    """The first instant (UTC) at which the clocks show this minute of this day, or a later one if they skip it."""
    shown = datetime.combine(day, time(minute_of_day // 60, minute_of_day % 60))
    while True:
        moment = shown.replace(tzinfo=clocks).astimezone(UTC)
        if moment.astimezone(clocks).replace(tzinfo=None) == shown:
            return moment
        shown += MINUTE


def in_daytime(moment: datetime, zone: str | None) -> datetime:
    """The first instant (UTC) from `moment` on at which it is between 9:00 and 21:00 in `zone` (IANA).

    Without a known zone it is `moment` itself.
    """
    if zone is None:
        return moment
    clocks = ZoneInfo(zone)
    shown = moment.astimezone(clocks)
    if MORNING <= shown.hour < EVENING:
        return moment
    return instant(shown.date() + DAY * (shown.hour >= EVENING), MORNING * 60, clocks)


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().lower()


def _parse_day(text: str, today: date) -> date | None:
    if text in ("today", "tomorrow"):
        return today + DAY * (text == "tomorrow")
    if text[:3] in WEEKDAYS and text.isalpha():
        return today + DAY * ((WEEKDAYS.index(text[:3]) - today.weekday()) % 7)
    if iso := _ISO.fullmatch(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _named(found[1], found[2], found[3], today)
    if found := _MONTH_FIRST.fullmatch(text):
        return _named(found[2], found[1], found[3], today)
    return None


def _named(day: str, month: str, year: str | None, today: date) -> date | None:
    if month[:3] not in MONTHS:
        return None
    number = MONTHS.index(month[:3]) + 1
    if year:
        return _date(int(year), number, int(day))
    for this in (today.year, today.year + 1):
        found = _date(this, number, int(day))
        if found and found >= today:
            return found if found - today <= NEXT_WITHIN else _date(this - 1, number, int(day))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    """The date, if there is one that the clocks of every zone can show."""
    try:
        return date(year, month, day) if 1 < year < 9999 else None
    except ValueError:
        return None
