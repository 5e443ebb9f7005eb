"""The modals of encouragement, and days and times in words."""

from bot.encouragement.store import Wish
from bot.ui import ChoiceField, Form, Option, TextField

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Twice a week, in the evening.
USUAL_DAYS, USUAL_TIME = frozenset((1, 4)), 18 * 60


def when(wish: Wish | None, zone: str | None) -> Form:
    """Days, time and zone, as they are or as most people start."""
    days = wish.days if wish else USUAL_DAYS
    minute_of_day = wish.minute_of_day if wish else USUAL_TIME
    options = tuple(Option(name, str(day), chosen=day in days) for day, name in enumerate(DAYS))
    return Form(
        "Encouragement",
        (
            ChoiceField("days", "On which days?", options, "At most one a day", most=7),
            TextField(
                "time", "At what time?", 20, "18:00 or 6pm", long=False, required=True, filled=clock(minute_of_day)
            ),
            TextField("zone", "Time zone", 60, "A city near you", long=False, required=True, filled=zone or ""),
        ),
    )


def zone() -> Form:
    return Form("Your time zone", (TextField("zone", "Time zone", 60, "A city near you", long=False, required=True),))


def clock(minute_of_day: int) -> str:
    """Minutes after midnight -> "18:00"."""
    return f"{minute_of_day // 60:02}:{minute_of_day % 60:02}"


def in_words(days: frozenset[int]) -> str:
    """Weekdays, 0 Monday..6 -> "Tuesday and Friday", "every day"."""
    if len(days) == 7:
        return "every day"
    names = [DAYS[day] for day in sorted(days)]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
