"""Several choices of a fixed list <-> the bit set that a table holds. A new key goes to the end of its list."""

from collections.abc import Collection, Sequence


def pack(chosen: Collection[str], keys: Sequence[str]) -> int:
    """Chosen keys -> a bit set in the order of `keys`; what is none of them is left out."""
    return sum(1 << bit for bit, key in enumerate(keys) if key in chosen)


def unpack(bits: int, keys: Sequence[str]) -> tuple[str, ...]:
    """The bit set -> keys, in their order."""
    return tuple(key for bit, key in enumerate(keys) if bits >> bit & 1)
