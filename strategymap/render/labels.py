"""Words on arrows, where they cover neither an arrow-head nor each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategymap.render import theme
from strategymap.render.cards import Run
from strategymap.render.drawing import Box, Label, Point
from strategymap.view import LinkKind

WORDS: dict[LinkKind, str] = {"harms": "works against", "feedback": "feedback"}
HEIGHT = 17.0
#: Free px between a label and the row above or below it: arrow-heads and badges end there.
CLEAR = 13.0
#: How far below its row an arc and its words may reach.
BELOW_ARC = 58.0
#: What it counts to cover another label, beside covering one line.
_COVERED = 1000
_STEPS = (0.5, *(0.5 + side * n / 25 for n in range(1, 11) for side in (-1, 1)))


@dataclass(frozen=True, slots=True)
class Bend:
    """The part of a link's line between two rows: its curve, and the rows' edges. An `arc`
    leads back to the row that it came from; words hang from its lowest point."""

    link: int
    curve: tuple[Point, Point, Point, Point]
    upper: float
    lower: float
    arc: bool = False

    def at(self, t: float) -> Point:
        """The point of the curve at `t`, from 0 to 1."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.curve
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        return (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)

    def reach(self) -> tuple[float, float]:
        """Between which places from the left it runs."""
        xs = [x for x, _ in self.curve]
        return min(xs), max(xs)


@dataclass(slots=True)
class Beside:
    """What else there is in each gap between rows, by its upper edge: parts of lines, and
    the labels that have been placed."""

    bends: Mapping[float, Sequence[Bend]]
    labels: dict[float, list[Box]]


def label(bends: Sequence[Bend], kind: LinkKind, beside: Beside, limits: tuple[float, float]) -> Label:
    """The words for a link on its own line, between the limits left and right: clear of
    other labels, on as few other lines as can be, and rather near its tail."""
    words = WORDS[kind]
    width = theme.LABEL.width(words) + 14
    best: tuple[int, Box, float] | None = None
    for bend in bends:
        near = [
            _samples(b) for b in beside.bends[bend.upper] if b.link != bend.link and _is_near(b, bend, width)
        ]
        for step in _STEPS:
            box = _box(bend, step, width, limits)
            trouble = _trouble(box, near, beside.labels[bend.upper])
            if best is None or trouble < best[0]:
                best = (trouble, box, bend.upper)
        if best and best[0] < _COVERED:
            break
    assert best is not None
    _, box, gap = best
    beside.labels[gap].append(box)
    run = Run(words, box.x + box.width / 2, box.y + 12.5, theme.LABEL, theme.ARROWS[kind].colour, "middle")
    return Label(run, box)


def _is_near(one: Bend, other: Bend, width: float) -> bool:
    (first, last), (left, right) = one.reach(), other.reach()
    return first <= right + width and left - width <= last


def _samples(bend: Bend) -> list[Point]:
    return [bend.at(n / 12) for n in range(13)]


def _box(bend: Bend, t: float, width: float, limits: tuple[float, float]) -> Box:
    x, y = bend.at(t)
    x = min(max(x, limits[0] + width / 2), limits[1] - width / 2)
    lowest = bend.lower - CLEAR - HEIGHT
    y += 7 if bend.arc else 0
    return Box(
        round(x - width / 2, 1), round(max(bend.upper + CLEAR, min(y - HEIGHT / 2, lowest)), 1), width, HEIGHT
    )


def _trouble(box: Box, near: Sequence[Sequence[Point]], taken: Sequence[Box]) -> int:
    """Labels that it would cover count far more than lines."""
    collisions = sum(box.touches(other, gap=3) for other in taken)
    return _COVERED * collisions + sum(_runs_through(points, box) for points in near)


def _runs_through(points: Sequence[Point], box: Box) -> bool:
    left, right, upper, lower = box.x - 2, box.right + 2, box.y - 2, box.bottom + 2
    return any(left <= x <= right and upper <= y <= lower for x, y in points)
