"""Lines with corners: as few as the cards in the way allow, as if a string were pulled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from strategymap.render.drawing import Box, Point

#: How near to a card that it doesn't belong to a line may come, in points.
CLEAR = 4.0


def pulled(points: Sequence[Point], boxes: Iterable[Box], tail: Box, head: Box) -> tuple[Point, ...]:
    """The corners that are left of a line when it goes straight wherever no card is in the way."""
    grounds = [_grown(box, -0.5 if box in (tail, head) else CLEAR) for box in boxes]
    line = [points[0]]
    here = 0
    while here < len(points) - 1:
        reach = range(len(points) - 1, here, -1)
        here = next((n for n in reach if n == here + 1 or _free(points[here], points[n], grounds)), here + 1)
        line.append(points[here])
    return tuple(line)


def _grown(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def _free(start: Point, end: Point, boxes: Collection[Box]) -> bool:
    return not any(crosses(start, end, box) for box in boxes)


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether a straight line has a part inside of a box (Liang and Barsky's clipping)."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    low, high = 0.0, 1.0
    for step, room in ((-dx, x - box.x), (dx, box.right - x), (-dy, y - box.y), (dy, box.bottom - y)):
        if step == 0:
            if room <= 0:
                return False
        elif step < 0:
            low = max(low, room / step)
        else:
            high = min(high, room / step)
    return low < high


def longest(points: Sequence[Point]) -> tuple[Point, Point]:
    """The longest straight part of a line."""
    parts = pairwise(points)
    return max(parts, key=lambda part: (part[1][0] - part[0][0]) ** 2 + (part[1][1] - part[0][1]) ** 2)
