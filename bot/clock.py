"""Time as the project stores and receives it: aware UTC datetimes, kept as epoch milliseconds."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_ms(moment: datetime) -> int:
    """Aware datetime -> whole milliseconds since 1970-01-01 UTC."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_ms(milliseconds: int) -> datetime:
    """Milliseconds since 1970-01-01 UTC -> aware UTC datetime."""
    return EPOCH + timedelta(milliseconds=milliseconds)
