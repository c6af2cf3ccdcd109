"""Takes the bends out of long links where the boxes beside them leave room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from strategymap.render.compact import half
from strategymap.render.layout import GAP, INSET, Plan

#: How far beyond the last box of its row a lane may move, in px.
_OUTSIDE = 40
#: Cards that are no farther than this from standing below each other are put there, in px.
_ALMOST = 30


def aligned(plan: Plan, middles: Mapping[int, float]) -> dict[int, int]:
    """The middles in whole px, with cards exactly below those that they are linked with where
    they are almost so already. No box passes another or comes nearer to it than the layout
    allows."""
    moved = {box: round(middle) for box, middle in middles.items()}
    beside = _neighbours(plan, moved)
    above, below = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for upper, lower in plan.steps:
        if max(upper, lower) < len(plan.widths):
            above[lower].append(upper)
            below[upper].append(lower)
    cards = [box for rank in plan.ranks for box in sorted(rank) if box < len(plan.widths)]
    for card in cards:
        _align(card, above[card], beside, moved, plan)
    for card in reversed(cards):
        if all(moved[other] != moved[card] for other in above[card]):
            _align(card, below[card], beside, moved, plan)
    return moved


def _align(
    card: int,
    others: Sequence[int],
    beside: Mapping[int, tuple[int | None, int | None]],
    middles: dict[int, int],
    plan: Plan,
) -> None:
    """Puts a card in line with the nearest of the others."""
    here = middles[card]
    place = min((middles[other] for other in others), key=lambda x: (abs(x - here), x), default=here)
    low, high = _room(card, beside[card], middles, plan)
    if abs(place - here) <= _ALMOST and low <= place <= high:
        middles[card] = place


def straightened(plan: Plan, middles: Mapping[int, int]) -> dict[int, int]:
    """The middles with the lanes of each link on as few different places as can
    be, and below or above the cards at its ends. No box passes another or comes nearer to it
    than the layout allows."""
    moved = dict(middles)
    beside = _neighbours(plan, moved)
    seen: set[tuple[int, ...]] = set()
    for way in sorted(plan.ways, key=lambda way: (-len(way), way)):
        lanes = tuple(way[1:-1])
        if lanes and lanes not in seen:
            seen.add(lanes)
            _straighten(way, beside, moved, plan)
    return moved


def _neighbours(plan: Plan, middles: Mapping[int, int]) -> dict[int, tuple[int | None, int | None]]:
    """The boxes left and right of each box."""
    found: dict[int, tuple[int | None, int | None]] = {}
    for rank in plan.ranks:
        ordered = sorted(rank, key=middles.__getitem__)
        for left, box, right in zip([None, *ordered], ordered, [*ordered[1:], None], strict=False):
            found[box] = (left, right)
    return found


def _straighten(
    way: Sequence[int],
    beside: Mapping[int, tuple[int | None, int | None]],
    middles: dict[int, int],
    plan: Plan,
) -> None:
    """Puts as many lanes as possible, one after the other, on the same place; a card at the
    end of the way counts with the stretch of its edge where links meet it."""
    run: list[int] = []
    low, high = _stretch(way[0], middles, plan)
    for box in way[1:]:
        left, right = (
            _stretch(box, middles, plan) if box == way[-1] else _room(box, beside[box], middles, plan)
        )
        if max(low, left) > min(high, right):
            _settle(run, low, high, middles)
            run, low, high = [], left, right
        else:
            low, high = max(low, left), min(high, right)
        if box != way[-1]:
            run.append(box)
    _settle(run, low, high, middles)


def _settle(run: Sequence[int], low: int, high: int, middles: dict[int, int]) -> None:
    """On the place where most of them are already, or near it."""
    if run:
        ordered = sorted(middles[lane] for lane in run)
        place = min(max(ordered[len(ordered) // 2], low), high)
        middles.update(dict.fromkeys(run, place))


def _stretch(card: int, middles: Mapping[int, int], plan: Plan) -> tuple[int, int]:
    reach = int(plan.widths[card] / 2 - INSET)
    return middles[card] - reach, middles[card] + reach


def _room(
    box: int, neighbours: tuple[int | None, int | None], middles: Mapping[int, int], plan: Plan
) -> tuple[int, int]:
    """Where a box can lie; at least where it is."""
    here = middles[box]
    left, right = neighbours
    low = middles[left] + _apart(left, box, plan) if left is not None else here - _OUTSIDE
    high = middles[right] - _apart(right, box, plan) if right is not None else here + _OUTSIDE
    return min(low, here), max(high, here)


def _apart(one: int, other: int, plan: Plan) -> int:
    return -int(-(half(one, plan) + GAP + half(other, plan)) // 1)
