"""When the next note is due: weekdays and a time of day in a person's zone -> an instant in UTC."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.when import DAY, instant


def next_due(after: datetime, *, days: frozenset[int], minute_of_day: int, zone: str) -> datetime:
    """The first slot that goes out later than `after` (aware), as an aware UTC datetime.

    A slot is `minute_of_day` (0..1439) on a weekday in `days` (0 Monday..6), both on the clocks of `zone` (IANA). One
    that the clocks skip goes out at the next minute they show, even when that is on another day; one that they show
    twice goes out the first time only. Raises ValueError for empty `days`, ZoneInfoNotFoundError for an unknown zone.
    """
    if not days:
        raise ValueError("no weekday is chosen")
    clocks = ZoneInfo(zone)
    day = after.astimezone(clocks).date()
    while True:
        if day.weekday() in days and (due := instant(day, minute_of_day, clocks)) > after:
            return due
        day += DAY


def latest_missed(
    since: datetime, now: datetime, *, days: frozenset[int], minute_of_day: int, zone: str
) -> datetime | None:
    """The latest slot (as in `next_due`) that went out later than `since` and not later than `now`, in UTC.

    None when there is none. After a longer break this is the only one worth sending.
    """
    clocks = ZoneInfo(zone)
    # From tomorrow on, because clocks that were set back across midnight have shown its first minutes already.
    day = now.astimezone(clocks).date() + DAY
    while day >= since.astimezone(clocks).date():
        if day.weekday() in days and (due := instant(day, minute_of_day, clocks)) <= now:
            return due if due > since else None
        day -= DAY
    return None
