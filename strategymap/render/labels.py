"""Words on arrows: each on its own line where that stays visible on both sides, else beside
it. Where both would cover something the line goes without: its dashes, its bar and the key
say the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from strategymap.render import theme
from strategymap.render.drawing import Box, Label, PlacedArrow, Point
from strategymap.render.pieces import Run
from strategymap.render.taken import Edges, Taken
from strategymap.view import LinkKind

WORDS: dict[LinkKind, str] = {"harms": "works against", "feedback": "feedback"}
HEIGHT = 17.0
#: What is seen of a line on either side of its label, at least, in px.
VISIBLE = 22.0
#: Free px between a label and whatever it must not cover.
CLEAR = 3.0
#: A label beside its line is so far from it.
BESIDE = 6.0
#: Free px at both sides of words that have a ground, and of bare ones.
_PAD, _BARE_PAD = 5.0, 1.0
#: Labels stand rather near the tail, about so far along the line; in the middle of an arc.
_NEAR_TAIL = 60.0
#: No place farther from there than this is looked at.
_FAR = 400.0
#: A curve counts as so many straight parts.
_PARTS = 8


class Beside:
    """What a label must not cover: cards, badges and heads, the lines of other links, and
    other labels. `boxes` are those of cards and badges; labels stay between the `limits` left
    and right."""

    def __init__(
        self, arrows: Sequence[PlacedArrow], boxes: Sequence[Box], limits: tuple[float, float]
    ) -> None:
        self._limits = limits
        self._taken = Taken()
        for box in boxes:
            self._taken.add(_edges(box), CLEAR)
        for number, arrow in enumerate(arrows):
            self._taken.add(_head(arrow.points), CLEAR)
            for part in _parts(arrow.points):
                self._taken.add(part, CLEAR, number)

    def add(self, box: Box) -> None:
        """A label stands there from now on."""
        self._taken.add(_edges(box), 2 * CLEAR)

    def is_free(self, box: Box, link: int, *, own: bool = False, others: bool = True) -> bool:
        """Whether a label of a link, by its number, covers nothing. Its own line counts where
        `own` is set, those of `others` unless that is not."""
        if box.x < self._limits[0] + CLEAR or box.right + CLEAR > self._limits[1]:
            return False
        met = self._taken.met(_edges(box))
        return not any(number is None or (own if number == link else others) for number in met)


def label(number: int, arrow: PlacedArrow, around: Beside) -> Label | None:
    """The words for a link, by its number among all of them; None where there is no room."""
    words = WORDS[arrow.arrow.kind]
    line = list(walked(arrow.points))
    places = best_first(arrow, line)
    wide, bare = (theme.LABEL.width(words) + 2 * pad for pad in (_PAD, _BARE_PAD))
    for x, y in places:
        box = _box(x - wide / 2, y, wide)
        if around.is_free(box, number) and leaves_both_sides(box, line):
            return _written(words, box, arrow.arrow.kind)
    for x, y in places:
        for start in (x + BESIDE, x - BESIDE - bare):
            box = _box(start, y, bare)
            if around.is_free(box, number, own=True):
                return _written(words, box, arrow.arrow.kind, bare=True)
    return None


def best_first(arrow: PlacedArrow, line: Sequence[tuple[Point, float]]) -> list[Point]:
    """Places along a line where words could stand: near its tail first, or in the middle of an
    arc."""
    points = arrow.points
    hangs = max(y for _, y in points) > max(points[0][1], points[-1][1])
    wanted = line[-1][1] / 2 if hangs else min(line[-1][1] / 2, _NEAR_TAIL)
    near = (place for place in line if abs(place[1] - wanted) <= _FAR)
    return [point for point, _ in sorted(near, key=lambda place: abs(place[1] - wanted))]


def _written(words: str, box: Box, kind: LinkKind, *, bare: bool = False) -> Label:
    middle, colour = round(box.x + box.width / 2, 1), "harm" if kind == "harms" else "line"
    return Label(Run(words, middle, box.y + 12.5, theme.LABEL, colour, "middle"), box, bare)


def _box(x: float, middle: float, width: float) -> Box:
    return Box(round(x, 1), round(middle - HEIGHT / 2, 1), width, HEIGHT)


def _edges(box: Box) -> Edges:
    return (box.x, box.y, box.right, box.bottom)


def leaves_both_sides(box: Box, line: Sequence[tuple[Point, float]], least: float = VISIBLE) -> bool:
    """Whether enough of a line is seen before and behind what stands on it."""
    left, upper, right, lower = _edges(box)
    covered = [along for (x, y), along in line if left < x < right and upper < y < lower]
    return bool(covered) and min(covered[0], line[-1][1] - covered[-1]) >= least


def _head(points: Sequence[Point]) -> Edges:
    """The room that the head of a line takes."""
    x, y = points[-1]
    upper = y if points[-2][1] > y else y - 12
    return (x - 10, upper, x + 10, upper + 12)


def _parts(points: Sequence[Point]) -> Iterator[Edges]:
    """The boxes around the parts of a line."""
    for start in range(0, len(points) - 1, 3):
        curve = points[start : start + 4]
        count = 1 if _is_straight(curve) else _PARTS
        for (ax, ay), (bx, by) in pairwise([_at(curve, n / count) for n in range(count + 1)]):
            yield (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


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
