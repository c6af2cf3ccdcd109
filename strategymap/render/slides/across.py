"""From left to right: where the drawing's px are on the slide, and how wide its cards become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from strategymap.render.drawing import Box
from strategymap.render.slides.fitting import card_height, has_long_words
from strategymap.render.slides.rows import Row, Way

#: Few cards do not become absurdly wide: in points for each px of the drawing, and how much
#: more a card takes of the room beside it.
_MOST, _MOST_GROWN = 1.4, 1.5
#: Free points between two cards, and between a card and a line that passes by.
_BETWEEN, _BESIDE = 14.0, 7.0
_SIDE = 14


@dataclass(frozen=True, slots=True)
class Across:
    """From the drawing's px to the slide's points."""

    start: float
    left: float
    factor: float
    stage: Box

    def __call__(self, x: float) -> float:
        """Where a place of the drawing is."""
        return self.left + (x - self.start) * self.factor


def across_stage(rows: Sequence[Row], ways: Sequence[Way], stage: Box) -> Across:
    """As wide as the stage allows."""
    boxes = [box for row in rows for _, box in row.members] or [Box(0, 0, 1, 1)]
    passed = [x for way in ways for x in way.xs]
    start = min([box.x - _SIDE for box in boxes] + [x - _SIDE for x in passed])
    end = max([box.right + _SIDE for box in boxes] + [x + _SIDE for x in passed])
    factor = min(stage.width / (end - start), _MOST)
    return Across(start, stage.x + (stage.width - (end - start) * factor) / 2, factor, stage)


def grown(row: Row, number: int, ways: Sequence[Way], across: Across, size: float, room: float) -> list[Box]:
    """The cards of a row, as much wider as their neighbours allow, if fewer words are broken then,
    or the cards lower."""
    boxes = [Box(across(box.x), 0, box.width * across.factor, 0) for _, box in row.members]
    lanes = [way.xs[way.rows.index(number)] for way in ways if number in way.rows[1:-1]]
    most = min(_room(boxes, lanes, across.stage), min(box.width for box in boxes) * (_MOST_GROWN - 1) / 2)
    if most <= 0:
        return boxes
    if _cost(row, [_wider(box, most) for box in boxes], size, room) >= _cost(row, boxes, size, room):
        return boxes
    tried = [[_wider(box, most * share) for box in boxes] for share in (0.25, 0.5, 0.75, 1)]
    return min(tried, key=lambda found: _cost(row, found, size, room))


def _wider(box: Box, by: float) -> Box:
    return Box(box.x - by, 0, box.width + 2 * by, 0)


def _cost(row: Row, boxes: Sequence[Box], size: float, room: float) -> tuple[int, float]:
    """How many cards have a word that is broken, then how high they are."""
    pairs = [(content, box.width / room) for (content, _), box in zip(row.members, boxes, strict=True)]
    broken = sum(has_long_words(content, width, size) for content, width in pairs)
    return broken, max(card_height(content, width, size) for content, width in pairs)


def _room(boxes: Sequence[Box], lanes: Sequence[float], stage: Box) -> float:
    """How much each card can grow to both sides."""
    return min(_rooms(sorted(boxes, key=lambda box: box.x), lanes, stage))


def _rooms(boxes: Sequence[Box], lanes: Sequence[float], stage: Box) -> Iterator[float]:
    yield from ((other.x - box.right - _BETWEEN) / 2 for box, other in pairwise(boxes))
    yield from (max(box.x - x, x - box.right) - _BESIDE for x in lanes for box in boxes)
    yield boxes[0].x - stage.x - _SIDE / 2
    yield stage.right - boxes[-1].right - _SIDE / 2
