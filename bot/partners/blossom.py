"""Who goes with whom so that the sum is largest: maximum weight matching in any graph, exact.

The primal-dual method of Edmonds (1965), "Maximum matching and a polyhedron with 0,1-vertices", told as in Galil
(1986), "Efficient algorithms for finding maximum matching in graphs", with trees grown from all free vertices at once.
Every vertex has a price, and every blossom (an odd ring of nodes that acts as one) a bonus. No edge may weigh more
than its two prices and the bonuses of the blossoms around it; one that weighs as much is tight, and only tight edges
are used. Prices fall until no vertex is free, or those that are free cost nothing: then no other matching weighs more.
Weights, and with them prices and bonuses, are doubled, which keeps all of them whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Edge = tuple[int, int]


@dataclass(eq=False)
class _Node:
    """A vertex, or a blossom: a ring of nodes, where `links[i]` goes from `ring[i]` to the next."""

    vertices: list[int]
    ring: list[_Node] = field(default_factory=list)
    links: list[Edge] = field(default_factory=list)
    bonus: int = 0
    match: Edge | None = None  # from a vertex inside to one outside
    outer: bool | None = None  # an even number of steps from the root of its tree; None: in no tree
    entry: Edge | None = None  # how its tree came to it: from a vertex outside to one inside; None: it is the root
    tree: list[_Node] = field(default_factory=list)  # all nodes of its tree, shared by them


def heaviest(size: int, weights: Mapping[Edge, int]) -> list[Edge]:
    """The matching of vertices 0..size-1 whose weights add up to the most, as sorted pairs (a, b) with a < b.

    `weights` has each edge once, with a whole number above 0. The same weights in the same order give the same result.
    """
    return _Search(size, weights).run()


class _Search:
    def __init__(self, size: int, weights: Mapping[Edge, int]) -> None:
        self.edges: list[list[Edge]] = [[] for _ in range(size)]  # of each vertex: the other end, twice the weight
        for (one, other), weight in weights.items():
            self.edges[one].append((other, 2 * weight))
            self.edges[other].append((one, 2 * weight))
        self.price = [max(weights.values(), default=0)] * size
        self.top = [_Node([vertex]) for vertex in range(size)]  # of each vertex: the outermost node around it
        self.tight: list[Edge] = []  # yet to be looked at, from vertices of outer nodes

    def run(self) -> list[Edge]:
        for node in self.top:
            self._plant(node, True, None, [])
        self._use_tight()
        while self._lower_prices():
            self._use_tight()
        nodes = list(dict.fromkeys(self.top))
        while nodes:
            node = nodes.pop()
            if node.ring:
                self._dissolve(node)
                nodes += node.ring
        return sorted(node.match for node in self.top if node.match and node.match[0] < node.match[1])

    def _plant(self, node: _Node, outer: bool, entry: Edge | None, tree: list[_Node]) -> None:
        node.outer, node.entry, node.tree = outer, entry, tree
        tree.append(node)
        if outer:
            self._look_around(node)

    def _look_around(self, node: _Node) -> None:
        for vertex in node.vertices:
            price = self.price[vertex]
            for other, weight in self.edges[vertex]:
                if price + self.price[other] == weight:
                    self.tight.append((vertex, other))

    def _use_tight(self) -> None:
        while self.tight:
            edge = self.tight.pop()
            here, there = (self.top[vertex] for vertex in edge)
            if here is there or not here.outer or there.outer is False:
                continue
            if there.outer is None:
                self._grow(edge)
            elif here.tree is there.tree:
                self._shrink(edge)
            else:
                self._augment(edge)

    def _grow(self, edge: Edge) -> None:
        here, there = (self.top[vertex] for vertex in edge)
        assert there.match  # a free node would be the root of a tree
        self._plant(there, False, edge, here.tree)
        self._plant(self.top[there.match[1]], True, there.match, here.tree)

    def _path(self, node: _Node) -> list[_Node]:
        """From a node to the root of its tree."""
        path = [node]
        while path[-1].entry:
            path.append(self.top[path[-1].entry[0]])
        return path

    def _shrink(self, edge: Edge) -> None:
        """Make one outer node of the ring that this edge closes."""
        left, right = (self._path(self.top[vertex]) for vertex in edge)
        while len(left) > 1 and len(right) > 1 and left[-2] is right[-2]:
            left.pop()
            right.pop()
        base = left[-1]
        down = [node.entry for node in left[-2::-1] if node.entry]
        up = [node.entry[::-1] for node in right[:-1] if node.entry]
        blossom = _Node([], left[::-1] + right[:-1], [*down, edge, *up], match=base.match)
        for node in blossom.ring:
            blossom.vertices += node.vertices
            if not node.outer:
                self._look_around(node)
        for vertex in blossom.vertices:
            self.top[vertex] = blossom
        blossom.outer, blossom.entry, blossom.tree = True, base.entry, base.tree
        base.tree.append(blossom)

    def _augment(self, edge: Edge) -> None:
        """Match along this edge and both paths from it to the roots, and give up the two trees."""
        for match in (edge, edge[::-1]):
            node = self.top[match[0]]
            node.match = match
            while node.entry:
                inner = self.top[node.entry[0]]
                assert inner.entry  # a root is outer
                inner.match = inner.entry[::-1]
                node = self.top[inner.entry[0]]
                node.match = inner.entry
            for member in node.tree:
                member.outer = member.entry = None

    def _lower_prices(self) -> bool:
        """Lower the prices of outer vertices and raise those of inner ones until an edge gets tight or a bonus ends.

        False when nothing is left to gain: no vertex is free, or those that are cost nothing.
        """
        top, price = self.top, self.price
        blossoms = [node for node in dict.fromkeys(top) if node.ring and node.outer is not None]
        least = min((price[vertex] for vertex, node in enumerate(top) if node.match is None), default=0)
        step = min([least] + [node.bonus // 2 for node in blossoms if not node.outer])
        sides = [node.outer for node in top]
        for vertex, node in enumerate(top):
            if not node.outer:
                continue
            paid = price[vertex]
            for other, weight in self.edges[vertex]:
                slack = paid + price[other] - weight
                if slack > 2 * step or sides[other] is False or top[other] is node:
                    continue
                if sides[other]:  # both prices fall
                    slack //= 2
                if slack < step:
                    step = slack
                    self.tight.clear()
                if slack == step:
                    self.tight.append((vertex, other))
        for vertex, side in enumerate(sides):
            if side is not None:
                price[vertex] += -step if side else step
        for node in blossoms:
            node.bonus += 2 * step if node.outer else -2 * step
            if not node.outer and not node.bonus:
                self._expand(node)
        return step < least

    def _dissolve(self, blossom: _Node) -> int:
        """Put the nodes of its ring in its place, and match them. Returns which of them has the match it had."""
        ring, links = blossom.ring, blossom.links
        for node in ring:
            for vertex in node.vertices:
                self.top[vertex] = node
            node.outer = node.entry = None
        base = ring.index(self.top[blossom.match[0]]) if blossom.match else 0
        ring[base].match = blossom.match
        for place in range(base + 1 - len(ring), base, 2):
            ring[place].match, ring[place + 1].match = links[place], links[place][::-1]
        return base

    def _expand(self, blossom: _Node) -> None:
        """Dissolve an inner blossom within its tree, which goes on through one half of the ring."""
        base = self._dissolve(blossom)
        ring, links, entry = blossom.ring, blossom.links, blossom.entry
        assert entry  # a root is outer
        place = ring.index(self.top[entry[1]])
        step = 1 if (place - base) % len(ring) % 2 else -1
        self._plant(ring[place], False, entry, blossom.tree)
        while place != base:
            partner = (place + step) % len(ring)
            self._plant(ring[partner], True, ring[place].match, blossom.tree)
            place = (partner + step) % len(ring)
            link = links[place - 1] if step > 0 else links[place][::-1]
            self._plant(ring[place], False, link, blossom.tree)
