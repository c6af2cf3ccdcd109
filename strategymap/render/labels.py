"""Words on arrows, where they cover neither an arrow-head nor each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategymap.render import theme
from strategymap.render.cards import Run
from strategymap.render.drawing import Box, Label, Point
from strategymap.view import LinkKind

WORDS: dict[LinkKind, str] = {"harms": "works against", "feedback": "feedback"}
HEIGHT = 17.0
#: Free px between a label and the row above or below it: arrow-heads and badges end there.
CLEAR = 13.0
_STEPS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)


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
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        return (
            sum(w * x for w, (x, _) in zip(weights, self.curve, strict=True)),
            sum(w * y for w, (_, y) in zip(weights, self.curve, strict=True)),
        )


def label(
    bend: Bend, kind: LinkKind, others: Sequence[Bend], taken: Sequence[Box], limits: tuple[float, float]
) -> Label:
    """The words for a link on its own line, between the limits left and right: clear of
    other labels, and on as few other lines as can be."""
    words = WORDS[kind]
    width = theme.LABEL.width(words) + 14
    boxes = [_box(bend, t, width, limits) for t in _STEPS]
    box = min(boxes, key=lambda box: _trouble(box, bend, others, taken))
    colour = theme.ARROWS[kind].colour
    run = Run(words, box.x + box.width / 2, box.y + 12.5, theme.LABEL, colour, "middle")
    return Label(run, box)


def _box(bend: Bend, t: float, width: float, limits: tuple[float, float]) -> Box:
    x, y = bend.at(t)
    x = min(max(x, limits[0] + width / 2), limits[1] - width / 2)
    lowest = bend.lower - CLEAR - HEIGHT
    y += 7 if bend.arc else 0
    return Box(round(x - width / 2, 1), round(max(bend.upper + CLEAR, min(y - HEIGHT / 2, lowest)), 1), width, HEIGHT)


def _trouble(box: Box, bend: Bend, others: Sequence[Bend], taken: Sequence[Box]) -> int:
    collisions = sum(box.touches(other, gap=3) for other in taken)
    crossed = sum(other.link != bend.link and _runs_through(other, box) for other in others)
    return 1000 * collisions + crossed


def _runs_through(bend: Bend, box: Box) -> bool:
    points = (bend.at(n / 12) for n in range(13))
    return any(box.x - 2 <= x <= box.right + 2 and box.y - 2 <= y <= box.bottom + 2 for x, y in points)
