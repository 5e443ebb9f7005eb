"""Maximum weight matching: against every matching of small graphs, and in shapes with rings within rings."""

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.partners.blossom import Edge, heaviest


def most(size: int, weights: dict[Edge, int]) -> int:
    """The largest sum there is: the first of those left stays alone or goes with one of the others, all tried."""
    both_ways = weights | {(b, a): weight for (a, b), weight in weights.items()}

    @cache
    def of(left: frozenset[int]) -> int:
        if not left:
            return 0
        one, rest = min(left), left - {min(left)}
        return max([of(rest)] + [both_ways[one, b] + of(rest - {b}) for b in rest if (one, b) in both_ways])

    return of(frozenset(range(size)))


def total(size: int, weights: dict[Edge, int]) -> int:
    pairs = heaviest(size, weights)
    assert pairs == sorted(pairs)
    assert all(a < b for a, b in pairs)
    assert len({vertex for pair in pairs for vertex in pair}) == 2 * len(pairs)
    return sum(weights[pair] if pair in weights else weights[pair[::-1]] for pair in pairs)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, dict[Edge, int]]:
    size = draw(st.integers(0, 10))
    edges = [(a, b) for a in range(size) for b in range(a)]
    chosen = draw(st.lists(st.sampled_from(edges), unique=True)) if edges else []
    weight = st.integers(1, draw(st.sampled_from([1, 3, 30, 10**9])))
    return size, {edge: draw(weight) for edge in chosen}


@given(graphs())
@settings(max_examples=400, deadline=None)
def test_no_other_matching_weighs_more(graph: tuple[int, dict[Edge, int]]) -> None:
    assert total(*graph) == most(*graph)


@pytest.mark.parametrize("seed", range(60))
def test_no_other_matching_weighs_more_among_fourteen(seed: int) -> None:
    rng = random.Random(seed)
    share, top = rng.choice([0.2, 0.4, 0.8]), rng.choice([2, 8, 40])
    weights = {(a, b): rng.randint(1, top) for a in range(14) for b in range(a) if rng.random() < share}

    assert total(14, weights) == most(14, weights)


def test_rings_that_hang_together_are_taken_apart_again() -> None:
    """Triangles in a chain, heavy inside, so that rings are made first and must then be opened."""
    size = 15
    weights = {(a, b): 9 if a // 3 == b // 3 else 8 for a in range(size) for b in range(a) if a - b <= 3}

    assert total(size, weights) == most(size, weights)


def test_a_ring_of_three_leaves_the_right_one_alone() -> None:
    assert heaviest(3, {(0, 1): 5, (1, 2): 7, (0, 2): 6}) == [(1, 2)]


def test_one_good_pair_may_be_worth_more_than_two_poor_ones() -> None:
    assert heaviest(4, {(0, 1): 1, (1, 2): 5, (2, 3): 1}) == [(1, 2)]
    assert heaviest(4, {(0, 1): 3, (1, 2): 5, (2, 3): 3}) == [(0, 1), (2, 3)]


def test_where_nothing_fits_nobody_is_paired() -> None:
    assert heaviest(0, {}) == heaviest(5, {}) == []
