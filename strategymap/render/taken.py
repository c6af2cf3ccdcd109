"""Which places of a picture are taken, found by looking at what is near, however much there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

#: Left, upper, right and lower edge.
Edges = tuple[float, float, float, float]

#: The side of the squares into which a picture is divided, in px.
_SQUARE = 96.0


class Taken:
    """Boxes, each with the number of the link that it is a part of, None for all others."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[Edges, int | None]]] = defaultdict(list)

    def add(self, edges: Edges, by: float, link: int | None = None) -> None:
        """Takes a box with so many px around it."""
        left, upper, right, lower = edges
        wider = (left - by, upper - by, right + by, lower + by)
        for square in _squares(wider):
            self._squares[square].append((wider, link))

    def met(self, edges: Edges) -> Iterator[int | None]:
        """The links of the boxes that have a place in common with this one, some of them again."""
        left, upper, right, lower = edges
        for square in _squares(edges):
            for (le, up, r, lo), link in self._squares.get(square, ()):
                if left < r and le < right and upper < lo and up < lower:
                    yield link


def _squares(edges: Edges) -> Iterator[tuple[int, int]]:
    """The squares that a box lies in."""
    left, upper, right, lower = (int(edge // _SQUARE) for edge in edges)
    return ((x, y) for x in range(left, right + 1) for y in range(upper, lower + 1))
