"""When people are free: times of the week as they say them, on the clocks of their zone -> hours in UTC."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

HOUR = timedelta(hours=1)
WEEK = 7 * 24
SATURDAY = 5


@dataclass(frozen=True)
class Time:
    """A time of the week: hours `begin` to `end` on the local clock, on weekdays or at the weekend."""

    key: str
    name: str
    weekend: bool
    begin: int
    end: int


# The tables hold one bit for each, in this order: a new one goes to the end.
TIMES: tuple[Time, ...] = (
    Time("mornings", "Weekday mornings", False, 8, 12),
    Time("noon", "Weekdays around noon", False, 12, 14),
    Time("afternoons", "Weekday afternoons", False, 14, 18),
    Time("evenings", "Weekday evenings", False, 18, 22),
    Time("weekend_days", "Weekends in the daytime", True, 10, 18),
    Time("weekend_evenings", "Weekend evenings", True, 18, 22),
)


def starts(times: Collection[str], zone: str, after: datetime, hours: int) -> tuple[datetime, ...]:
    """The whole hours in UTC at which somebody is free, in order, among the next `hours` from `after` (aware) on.

    `times` are keys of TIMES, read on the clocks of `zone` (IANA) on each day, so that a change of the clocks counts.
    """
    clocks = ZoneInfo(zone)
    wanted = [time for time in TIMES if time.key in times]
    begin = after.replace(minute=0, second=0, microsecond=0)
    begin += HOUR * (begin < after)
    return tuple(
        moment
        for moment in (begin + HOUR * number for number in range(hours))
        if any(_covers(time, moment.astimezone(clocks)) for time in wanted)
    )


def hour_of_week(moment: datetime) -> int:
    """The hour of the week in UTC that begins at `moment` (aware UTC): 0 is Monday 00:00, 167 Sunday 23:00."""
    return moment.weekday() * 24 + moment.hour


def _covers(time: Time, local: datetime) -> bool:
    return time.weekend == (local.weekday() >= SATURDAY) and time.begin <= local.hour < time.end
