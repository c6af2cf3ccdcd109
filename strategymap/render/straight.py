"""Slides cards and lanes sideways, so that links bend little and rarely.

Each step of a link that is not straight is tried: one of its ends goes to where it would be,
with all that stands in the way pushed aside, and the lanes above and below those that are
pushed. What makes the links better as a whole stays; the order in the rows never changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from strategymap.render.compact import half
from strategymap.render.layout import GAP, INSET, Plan

#: A bend is as bad as so many px that a link goes sideways.
_BEND = 150
#: So many px by which two cards with a straight link miss each other's middle are as bad as one
#: that a link goes sideways.
_ASIDE = 10
#: How far beyond the first and the last box of all something may be put, in px.
_BEYOND = 24
#: No more than so many boxes are pushed at once.
_MOST_PUSHED = 60
_ROUNDS = 6
#: How many boxes are pushed in all the tries for a picture, and for each of its boxes where it
#: has many links; beyond that the gain is small.
_EFFORT = 40_000
_EFFORT_EACH = 25


def straightened(plan: Plan, middles: Mapping[int, float]) -> dict[int, int]:
    """The middles in whole px with fewer bends. No box passes another or comes nearer to it
    than the layout allows."""
    if not middles:
        return {}
    boxes = _Boxes(plan, middles)
    # In an order that the numbers of lanes, and so the order of links, have no part in.
    steps = sorted(plan.steps, key=lambda step: (boxes.row_of[step[0]], *map(middles.__getitem__, step)))
    for _ in range(_ROUNDS):
        moved = boxes.improved(steps)
        if not moved:
            break
        if plan.many:
            steps = [step for step in steps if not moved.isdisjoint(step)]
    return boxes.places


class _Boxes:
    """All cards and lanes, with their places; they change as tries succeed."""

    def __init__(self, plan: Plan, middles: Mapping[int, float]) -> None:
        self.places = {box: round(middle) for box, middle in middles.items()}
        self.row_of = plan.row_of
        self._cards = len(plan.widths)
        self._halves = {box: -int(-half(box, plan) // 1) for box in self.places}
        self._reach = {
            box: int(plan.widths[box] / 2 - INSET) if box < self._cards else 0 for box in self.places
        }
        self._neighbours = _neighbours(plan, middles)
        self._linked: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (upper, lower), weight in plan.steps.items():
            self._linked[upper].append((lower, weight))
            self._linked[lower].append((upper, weight))
        self._low = min(self.places[box] - half for box, half in self._halves.items()) - _BEYOND
        self._high = max(self.places[box] + half for box, half in self._halves.items()) + _BEYOND
        self._effort = min(_EFFORT, _EFFORT_EACH * len(middles)) if plan.many else _EFFORT

    def improved(self, steps: Collection[tuple[int, int]]) -> set[int]:
        """Tries each of these steps; the boxes that have moved."""
        found: set[int] = set()
        for upper, lower in steps:
            for box, other in ((upper, lower), (lower, upper)):
                tried = (self._try(box, place) for place in self._wanted(box, other))
                found.update(next(filter(None, tried), ()))
        return found

    def _wanted(self, box: int, other: int) -> Iterator[int]:
        """Where a box would be for its step to another one to be straight; with cards, also
        where they stand exactly below each other."""
        reach = self._reach[box] + self._reach[other]
        away = self.places[other] - self.places[box]
        if abs(away) > reach:
            yield self.places[other] - (reach if away > 0 else -reach)
        if away and max(box, other) < self._cards:
            yield self.places[other]

    def _try(self, box: int, place: int) -> Collection[int]:
        """The boxes that have moved, where it was worth while."""
        if self._effort <= 0:
            return ()
        moved = self._pushed(box, place)
        self._effort -= len(moved) + 1
        if not moved or self._gain(moved) <= 0:
            return ()
        self.places.update(moved)
        return moved.keys()

    def _pushed(self, box: int, place: int) -> dict[int, int]:
        """What is where when a box has been put somewhere; nothing where there is no room."""
        side = 1 if place > self.places[box] else -1
        moved: dict[int, int] = {}
        ahead = [(one, place) for one in self._in_line(box)]
        while ahead:
            one, here = ahead.pop()
            if side * moved.get(one, self.places[one]) >= side * here:
                continue
            moved[one] = here
            if not self._low <= here + side * self._halves[one] <= self._high or len(moved) > _MOST_PUSHED:
                return {}
            other = self._neighbours[one][side > 0]
            if other is not None:
                least = here + side * (self._halves[one] + GAP + self._halves[other])
                if side * moved.get(other, self.places[other]) < side * least:
                    ahead += [(each, least) for each in self._in_line(other)]
        return moved

    def _in_line(self, box: int) -> list[int]:
        """A box; for a lane, with the lanes that it is in line with."""
        found = [box]
        if box < self._cards:
            return found
        place = self.places[box]
        for one in found:
            for other, _ in self._linked[one]:
                if other >= self._cards and self.places[other] == place and other not in found:
                    found.append(other)
        return found

    def _gain(self, moved: Mapping[int, int]) -> int:
        """How much better the links of the boxes that move become."""
        gain, places = 0, self.places
        for box, place in moved.items():
            for other, weight in self._linked[box]:
                there = moved.get(other)
                if there is not None and other < box:
                    continue  # counted from the other end
                before = self._badness(box, other, places[box] - places[other], weight)
                after = self._badness(box, other, place - (places[other] if there is None else there), weight)
                gain += before - after
        return gain

    def _badness(self, box: int, other: int, away: int, weight: int) -> int:
        """How bad it is that two linked boxes are so far from standing below each other."""
        reach, away = self._reach[box] + self._reach[other], abs(away)
        aside = away if reach else 0
        return (
            weight * aside if away <= reach else weight * (_ASIDE * (away - reach) + aside) + _ASIDE * _BEND
        )


def _neighbours(plan: Plan, middles: Mapping[int, float]) -> dict[int, tuple[int | None, int | None]]:
    """The boxes left and right of each box."""
    found: dict[int, tuple[int | None, int | None]] = {}
    for rank in plan.ranks:
        ordered = sorted(rank, key=middles.__getitem__)
        for left, box, right in zip([None, *ordered], ordered, [*ordered[1:], None], strict=False):
            found[box] = (left, right)
    return found
