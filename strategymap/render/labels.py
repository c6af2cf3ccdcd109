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

WORDS: dict[LinkKind, str] = {"harms": "works against", "feedback": "feedback"}
HEIGHT = 17.0
#: What is seen of a line on either side of its label, at least, in px.
_VISIBLE = 22.0
#: Free px between a label and whatever it must not cover.
_CLEAR = 3.0
#: A label beside its line is so far from it.
_BESIDE = 6.0
#: Labels stand rather near the tail, about so far along the line; in the middle of an arc.
_NEAR_TAIL = 60.0
#: A curve counts as so many straight parts.
_PARTS = 10


@dataclass(slots=True)
class Beside:
    """What a label must not cover: cards, badges and heads, the lines of other links (as the
    boxes around their parts, by the number of the link), and other labels."""

    solid: Sequence[Box]
    lines: Sequence[Sequence[Box]]
    limits: tuple[float, float]
    labels: list[Box] = field(default_factory=list)

    def near(self, link: int, area: Box) -> list[Box]:
        """What of it is near the line of a link."""
        others = (box for number, boxes in enumerate(self.lines) if number != link for box in boxes)
        found = [box for box in (*self.solid, *others) if box.touches(area, gap=_CLEAR)]
        return [*found, *(box for box in self.labels if box.touches(area, gap=2 * _CLEAR))]


def beside(
    arrows: Sequence[PlacedArrow], cards: Sequence[Box], badges: Sequence[Box], limits: tuple[float, float]
) -> Beside:
    """What there is besides the labels; these stay between the limits left and right."""
    heads = [_head(arrow.points) for arrow in arrows]
    return Beside([*cards, *badges, *heads], [list(_parts(arrow.points)) for arrow in arrows], limits)


def label(number: int, arrow: PlacedArrow, around: Beside) -> Label | None:
    """The words for a link, by its number among all of them; None where there is no room."""
    words = WORDS[arrow.arrow.kind]
    width = theme.LABEL.width(words) + 14
    line = list(_walked(arrow.points))
    area = _around([point for point, _ in line])
    area = Box(area.x - width, area.y - HEIGHT, area.width + 2 * width, area.height + 2 * HEIGHT)
    near = around.near(number, area)
    hangs = max(y for _, y in arrow.points) > max(arrow.points[0][1], arrow.points[-1][1])
    wanted = line[-1][1] / 2 if hangs else min(line[-1][1] / 2, _NEAR_TAIL)
    places = [point for point, _ in sorted(line, key=lambda place: abs(place[1] - wanted))]
    own = [_around((a[0], b[0])) for a, b in pairwise(line)]
    for x, y in places:
        box = _box(x - width / 2, y - HEIGHT / 2, width)
        if _is_free(box, near, around) and _leaves_both_sides(box, line):
            return _written(words, box, arrow.arrow.kind, around)
    for x, y in places:
        for left in (x + _BESIDE, x - _BESIDE - width):
            box = _box(left, y - HEIGHT / 2, width)
            if _is_free(box, [*near, *own], around):
                return _written(words, box, arrow.arrow.kind, around, bare=True)
    return None


def _written(words: str, box: Box, kind: LinkKind, around: Beside, *, bare: bool = False) -> Label:
    around.labels.append(box)
    middle, colour = round(box.x + box.width / 2, 1), theme.ARROWS[kind].colour
    return Label(Run(words, middle, box.y + 12.5, theme.LABEL, colour, "middle"), box, bare)


def _box(x: float, y: float, width: float) -> Box:
    return Box(round(x, 1), round(y, 1), width, HEIGHT)


def _is_free(box: Box, near: Sequence[Box], around: Beside) -> bool:
    left, right = around.limits
    inside = left + _CLEAR <= box.x and box.right + _CLEAR <= right
    return inside and not any(box.touches(other, gap=_CLEAR) for other in near)


def _leaves_both_sides(box: Box, line: Sequence[tuple[Point, float]]) -> bool:
    """Whether enough of a line is seen before and behind a label on it."""
    covered = [along for (x, y), along in line if box.touches(Box(x, y, 0, 0))]
    return bool(covered) and min(covered[0], line[-1][1] - covered[-1]) >= _VISIBLE


def _around(points: Sequence[Point]) -> Box:
    """The box around some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _head(points: Sequence[Point]) -> Box:
    """The room that the head of a line takes."""
    x, y = points[-1]
    upper = y if points[-2][1] > y else y - 12
    return Box(x - 10, upper, 20, 12)


def _parts(points: Sequence[Point]) -> Iterator[Box]:
    """The boxes around the parts of a line."""
    for start in range(0, len(points) - 1, 3):
        curve = points[start : start + 4]
        count = 1 if _is_straight(curve) else _PARTS
        places = [_at(curve, n / count) for n in range(count + 1)]
        yield from (_around(pair) for pair in pairwise(places))


def _walked(points: Sequence[Point]) -> Iterator[tuple[Point, float]]:
    """Places along a line, each with its distance from the start: every few px."""
    along, before = 0.0, points[0]
    yield before, along
    for start in range(0, len(points) - 1, 3):
        curve = points[start : start + 4]
        (ax, ay), (dx, dy) = curve[0], curve[3]
        count = max(_PARTS, int(math.hypot(dx - ax, dy - ay) / 6))
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
