"""Words on arrows: each on its own line where that stays visible on both sides, else beside
it. Where both would cover something the line goes without: its dashes, its bar and the key
say the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from strategymap.render import theme
from strategymap.render.drawing import Box, Label, PlacedArrow, Point
from strategymap.render.pieces import Run
from strategymap.view import LinkKind

#: Left, upper, right and lower edge.
Edges = tuple[float, float, float, float]

WORDS: dict[LinkKind, str] = {"harms": "works against", "feedback": "feedback"}
HEIGHT = 17.0
#: What is seen of a line on either side of its label, at least, in px.
VISIBLE = 22.0
#: Free px between a label and whatever it must not cover.
CLEAR = 3.0
#: A label beside its line is so far from it.
BESIDE = 6.0
#: Labels stand rather near the tail, about so far along the line; in the middle of an arc.
NEAR_TAIL = 60.0
#: No place farther from there than this is looked at.
_FAR = 320.0
#: A curve counts as so many straight parts.
_PARTS = 8


@dataclass(slots=True)
class Beside:
    """What a label must not cover: cards, badges and heads, the lines of other links, and
    other labels."""

    solid: Sequence[Edges]
    lines: Sequence[Sequence[Point]]
    limits: tuple[float, float]
    labels: list[Edges] = field(default_factory=list)
    reaches: list[Edges] = field(default_factory=list)

    def near(self, link: int, area: Edges, *, lines: bool = True) -> list[Edges]:
        """What of it is near some area, but for the line of one link, with the free px around it;
        without `lines`, those of other links don't count."""
        wide = wider(area, 2 * CLEAR)
        found = [wider(edges, CLEAR) for edges in self.solid if _meet(edges, wide)]
        found += [wider(edges, 2 * CLEAR) for edges in self.labels if _meet(edges, wide)]
        for number, reach in enumerate(self.reaches if lines else ()):
            if number != link and _meet(reach, wide):
                found += [wider(part, CLEAR) for part in parts_near(self.lines[number], wide)]
        return found


def beside(arrows: Sequence[PlacedArrow], boxes: Sequence[Box], limits: tuple[float, float]) -> Beside:
    """What there is besides the labels, `boxes` being cards and badges; labels stay between
    the limits left and right."""
    solid = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    lines = [arrow.points for arrow in arrows]
    return Beside([*solid, *map(_head, lines)], lines, limits, reaches=[edges_of(line) for line in lines])


def label(number: int, arrow: PlacedArrow, around: Beside) -> Label | None:
    """The words for a link, by its number among all of them; None where there is no room."""
    words = WORDS[arrow.arrow.kind]
    width = theme.LABEL.width(words) + 10
    line = list(walked(arrow.points))
    hangs = max(y for _, y in arrow.points) > max(arrow.points[0][1], arrow.points[-1][1])
    wanted = line[-1][1] / 2 if hangs else min(line[-1][1] / 2, NEAR_TAIL)
    places = [
        point
        for point, along in sorted(line, key=lambda place: abs(place[1] - wanted))
        if abs(along - wanted) <= _FAR
    ]
    left, upper, right, lower = edges_of(places)
    area = (left - width, upper - HEIGHT, right + width, lower + HEIGHT)
    near = around.near(number, area)
    for x, y in places:
        box = _box(x - width / 2, y - HEIGHT / 2, width)
        if is_free(box, near, around) and leaves_both_sides(box, line):
            return _written(words, box, arrow.arrow.kind, around)
    near += [wider(part, CLEAR) for part in parts_near(arrow.points, area)]
    for x, y in places:
        for start in (x + BESIDE, x - BESIDE - width):
            box = _box(start, y - HEIGHT / 2, width)
            if is_free(box, near, around):
                return _written(words, box, arrow.arrow.kind, around, bare=True)
    return None


def _written(words: str, box: Box, kind: LinkKind, around: Beside, *, bare: bool = False) -> Label:
    around.labels.append((box.x, box.y, box.right, box.bottom))
    middle, colour = round(box.x + box.width / 2, 1), "harm" if kind == "harms" else "line"
    return Label(Run(words, middle, box.y + 12.5, theme.LABEL, colour, "middle"), box, bare)


def _box(x: float, y: float, width: float) -> Box:
    return Box(round(x, 1), round(y, 1), width, HEIGHT)


def is_free(box: Box, near: Sequence[Edges], around: Beside) -> bool:
    """Whether a box meets none of these and stays between the limits."""
    left, upper, right, lower = box.x, box.y, box.right, box.bottom
    if left < around.limits[0] + CLEAR or right + CLEAR > around.limits[1]:
        return False
    return not any(left < r and le < right and upper < lo and up < lower for le, up, r, lo in near)


def _meet(one: Edges, other: Edges) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def wider(edges: Edges, by: float) -> Edges:
    """The same with so many px more on each side."""
    return (edges[0] - by, edges[1] - by, edges[2] + by, edges[3] + by)


def leaves_both_sides(box: Box, line: Sequence[tuple[Point, float]], least: float = VISIBLE) -> bool:
    """Whether enough of a line is seen before and behind what stands on it."""
    covered = [along for (x, y), along in line if box.touches(Box(x, y, 0, 0))]
    return bool(covered) and min(covered[0], line[-1][1] - covered[-1]) >= least


def edges_of(points: Sequence[Point]) -> Edges:
    """The edges of the box around some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _head(points: Sequence[Point]) -> Edges:
    """The room that the head of a line takes."""
    x, y = points[-1]
    upper = y if points[-2][1] > y else y - 12
    return (x - 10, upper, x + 10, upper + 12)


def parts_near(points: Sequence[Point], area: Edges) -> Iterator[Edges]:
    """The boxes around the parts of a line that are near an area."""
    for start in range(0, len(points) - 1, 3):
        curve = points[start : start + 4]
        whole = edges_of(curve)
        if not _meet(whole, area):
            continue
        if _is_straight(curve):
            yield whole
            continue
        for pair in pairwise([_at(curve, n / _PARTS) for n in range(_PARTS + 1)]):
            part = edges_of(pair)
            if _meet(part, area):
                yield part


def walked(points: Sequence[Point]) -> Iterator[tuple[Point, float]]:
    """Places along a line, each with its distance from the start: every few px."""
    along, before = 0.0, points[0]
    yield before, along
    for start in range(0, len(points) - 1, 3):
        curve = points[start : start + 4]
        (ax, ay), (dx, dy) = curve[0], curve[3]
        count = max(_PARTS, int(math.hypot(dx - ax, dy - ay) / 8))
        for n in range(1, count + 1):
            here = _at(curve, n / count)
            along += math.hypot(here[0] - before[0], here[1] - before[1])
            before = here
            yield here, along


def _is_straight(curve: Sequence[Point]) -> bool:
    return len({x for x, _ in curve}) == 1 or len({y for _, y in curve}) == 1


def _at(curve: Sequence[Point], t: float) -> Point:
    """The point of a cubic curve at `t`, from 0 to 1."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)
