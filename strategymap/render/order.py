"""Moves lanes to where their links are shorter, past boxes beside them, where that makes no
more links cross: the engine counts crossings, and of equal orders takes any."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from strategymap.render.compact import half
from strategymap.render.layout import GAP, Plan

_ROUNDS = 2


def in_order(plan: Plan, middles: Mapping[int, float]) -> Mapping[int, float]:
    """The middles in the new order of each row; a plan of many links keeps the engine's."""
    if plan.many or len(middles) == len(plan.widths):
        return middles
    rows = _Rows(plan, middles)
    lanes = [
        box for rank in plan.ranks for box in sorted(rank, key=middles.__getitem__) if box >= len(plan.widths)
    ]
    for _ in range(_ROUNDS):
        moved = [rows.move(lane) for lane in lanes]
        if not any(moved):
            break
    return rows.places


class _Rows:
    """The boxes of each row from left to right, each row with its boxes as close as they may
    stand and its middle below that of the others."""

    def __init__(self, plan: Plan, middles: Mapping[int, float]) -> None:
        self._plan = plan
        self._row_of = plan.row_of
        self._rows = [sorted(rank, key=middles.__getitem__) for rank in plan.ranks]
        self._spots: dict[int, int] = {}
        self.places: dict[int, float] = {}
        for row in self._rows:
            self._settle(row)
        self._above, self._below = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        for upper, lower in plan.steps:
            self._above[lower].append(upper)
            self._below[upper].append(lower)

    def move(self, lane: int) -> bool:
        """Puts a lane where the fewest links cross, and of such places nearest to what it is
        linked with; whether it has moved."""
        row, here = self._rows[self._row_of[lane]], self._spots[lane]
        near = [self.places[box] for box in (*self._above[lane], *self._below[lane])]
        wanted = sum(near) / len(near)
        places = [(0, abs(self.places[lane] - wanted) - GAP, here), *self._elsewhere(lane, row, here, wanted)]
        there = min(places)[2]
        if there != here:
            row.insert(there, row.pop(here))
            self._settle(row)
        return there != here

    def _elsewhere(
        self, lane: int, row: Sequence[int], here: int, wanted: float
    ) -> Iterator[tuple[int, float, int]]:
        """The other spots of a lane in its row: how many links more cross then, how far it is
        from where it should be, and which spot."""
        mine = self._ends(lane)
        for side in (-1, 1):
            more, spot = 0, here + side
            while 0 <= spot < len(row):
                other = self._ends(row[spot])
                left, right = (other, mine) if side < 0 else (mine, other)
                more += sum(map(_crossings, right, left)) - sum(map(_crossings, left, right))
                edge = self.places[row[spot]] + side * half(row[spot], self._plan)
                yield (more, abs(edge - wanted), spot)
                spot += side

    def _ends(self, box: int) -> tuple[list[int], list[int]]:
        """The spots of what a box is linked with, above and below, in rising order."""
        above = sorted(self._spots[other] for other in self._above[box])
        return above, sorted(self._spots[other] for other in self._below[box])

    def _settle(self, row: Sequence[int]) -> None:
        x, found = 0.0, [0.0]
        for left, right in pairwise(row):
            x += half(left, self._plan) + GAP + half(right, self._plan)
            found.append(x)
        self._spots.update({box: spot for spot, box in enumerate(row)})
        self.places.update({box: place - x / 2 for box, place in zip(row, found, strict=False)})


def _crossings(left: Sequence[int], right: Sequence[int]) -> int:
    """How many links of two neighbours cross that lead to these spots."""
    return sum(bisect_left(right, spot) for spot in left)
