"""Draws the layout together: as narrow and as even as the order in the rows allows.

The engine makes the links short, and leaves a picture as wide as it comes. Here every box
moves, a few times in turn, to the mean of those that it is linked with, and a little to
the middle of the picture, without passing a neighbour or coming nearer than it may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from strategymap.render.layout import GAP, LANE, MARGIN, Plan

#: How strongly boxes are drawn to the middle, beside links of a weight from 1 to 8.
_PULL = 0.8
_ROUNDS = 24
_ROUNDS_MANY = 6


def compacted(plan: Plan, middles: Mapping[int, float]) -> dict[int, float]:
    """The middles of all boxes, in the same order in every row."""
    places: dict[int, float] = dict(middles)
    ordered = [sorted(rank, key=places.__getitem__) for rank in plan.ranks]
    offsets = [_offsets(rank, plan) for rank in ordered]
    linked = _linked(plan)
    middle = (min(places.values(), default=0.0) + max(places.values(), default=0.0)) / 2
    for turn in range(_ROUNDS_MANY if plan.many else _ROUNDS):
        rows = range(len(ordered)) if turn % 2 else range(len(ordered) - 1, -1, -1)
        for row in rows:
            _settle(ordered[row], offsets[row], linked, places, middle)
    return places


def _offsets(rank: Sequence[int], plan: Plan) -> list[float]:
    """How far each box of a row is from the first one, when all stand as close as they may."""
    offsets = [0.0]
    for left, right in pairwise(rank):
        offsets.append(offsets[-1] + half(left, plan) + GAP + half(right, plan))
    return offsets


def half(box: int, plan: Plan) -> float:
    """Half of the room that a box takes."""
    return plan.widths[box] / 2 + MARGIN if box < len(plan.widths) else LANE / 2


def narrowest(widths: Sequence[float]) -> float:
    """How wide a row of cards of these widths is at least."""
    # Middles become whole numbers in the end, which may cost a px.
    return sum(widths) + (2 * MARGIN + GAP) * (len(widths) - 1) - 1


def _linked(plan: Plan) -> dict[int, list[tuple[int, float]]]:
    """What each box is linked with, and how strongly."""
    linked: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (upper, lower), weight in plan.steps.items():
        linked[upper].append((lower, weight))
        linked[lower].append((upper, weight))
    return linked


def _settle(
    rank: Sequence[int],
    offsets: Sequence[float],
    linked: Mapping[int, Sequence[tuple[int, float]]],
    places: dict[int, float],
    middle: float,
) -> None:
    """Puts the boxes of a row as near to where they want to be as their order allows: blocks
    of boxes that touch move together (isotonic regression by pooling)."""
    blocks: list[list[float]] = []  # sum of weight times place, weight, number of boxes
    for box, offset in zip(rank, offsets, strict=True):
        pull = _PULL if box in linked else _PULL / 4
        total = pull * middle + sum(weight * places[other] for other, weight in linked.get(box, ()))
        weight = pull + sum(weight for _, weight in linked.get(box, ()))
        block = [total - weight * offset, weight, 1]
        while blocks and blocks[-1][0] / blocks[-1][1] >= block[0] / block[1]:
            earlier = blocks.pop()
            block = [a + b for a, b in zip(earlier, block, strict=True)]
        blocks.append(block)
    number = 0
    for total, weight, count in blocks:
        for _ in range(int(count)):
            places[rank[number]] = total / weight + offsets[number]
            number += 1
