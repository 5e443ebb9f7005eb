"""How much one person may keep and how fast they may press: far above any honest use."""

from bot.errors import NoRoom

LONGEST_TEXT = 20_000
ACTIONS_A_MINUTE = 60
# Lines of a person's own: with every suggestion they fit one select.
ROWS = {
    "feedback": 10_000,
    "practice": 20_000,
    "stories": 1_000,
    "reflections": 5_000,
    "interviews": 5_000,
    "mock": 5_000,
    "search": 12,
}
BYTES = 20_000_000


def check_room(kind: str, label: str, rows: int, size: int) -> None:
    """Raises NoRoom when `rows` entries of `kind`, or `size` bytes as stored, leave no room for one more."""
    if rows >= ROWS[kind] or size >= BYTES:
        raise NoRoom(label=label)
