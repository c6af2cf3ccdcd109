"""A drawing on a slide with text of a size: how high its rows are, and the room below each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from strategymap.render.drawing import Drawing
from strategymap.render.slides.across import Across, grown
from strategymap.render.slides.channels import Channel, Net, channel
from strategymap.render.slides.fitting import (
    BADGE_STEP,
    BADGE_TOP,
    badge_radius,
    badges_of,
    card_height,
    has_long_words,
)
from strategymap.render.slides.lines import nets, straightened
from strategymap.render.slides.rows import Row, Way

#: Room in sizes of the title: between rows, and in a band above and below its cards.
GAP, INSIDE = 1.3, 0.6
BETWEEN_BANDS = 3.0


class Fit:
    """The rows with text of a size: how high each is, and the room below it."""

    def __init__(
        self, drawing: Drawing, rows: Sequence[Row], ways: Sequence[Way], across: Across, size: float
    ) -> None:
        self.drawing, self.rows, self.across, self.size = drawing, rows, across, size
        sides = {
            content.id: (across(box.x), across(box.right)) for row in rows for content, box in row.members
        }
        self.ways = straightened(ways, across, sides)
        self.room = drawing.theme.room
        self.boxes = [
            grown(row, number, self.ways, across, size, self.room) for number, row in enumerate(rows)
        ]

    @cached_property
    def heights(self) -> list[float]:
        """How high the cards of each row are: all alike."""
        return [
            max(
                card_height(content, box.width / self.room, self.size)
                for (content, _), box in zip(row.members, boxes, strict=True)
            )
            for row, boxes in zip(self.rows, self.boxes, strict=True)
        ]

    @property
    def broken(self) -> int:
        """How many cards are too narrow for a word in them."""
        pairs = (
            pair
            for row, boxes in zip(self.rows, self.boxes, strict=True)
            for pair in zip(row.members, boxes, strict=True)
        )
        return sum(has_long_words(content, box.width / self.room, self.size) for (content, _), box in pairs)

    @cached_property
    def nets(self) -> dict[int, list[Net]]:
        """The links below each row that has some."""
        return nets(self.ways, self.size, self.room)

    @cached_property
    def channels(self) -> list[Channel]:
        """What runs below each row."""
        return [
            channel(self.nets.get(number, ()), self.size, marks)
            for number, marks in enumerate([*map(self._marks, range(1, len(self.rows))), ()])
        ]

    def _marks(self, number: int) -> list[tuple[float, float]]:
        """From where to where badges stand above the cards of a row."""
        pairs = zip(self.rows[number].members, self.boxes[number], strict=True)
        step = BADGE_STEP * badge_radius(self.size)
        return [
            (box.right - count * step, box.right + step / 2)
            for (content, _), box in pairs
            if (count := len(badges_of(content)))
        ]

    @cached_property
    def gaps(self) -> list[float]:
        """The room below each row: to the next one, or to the edge of the last band."""
        return [self._gap(number) for number in range(len(self.rows))]

    def _gap(self, number: int) -> float:
        below, size = self.channels[number].height, self.size
        if number + 1 == len(self.rows):
            return max(below, INSIDE * size)
        following = self.rows[number + 1]
        marks = badge_radius(size) * BADGE_TOP if following.has_badges else 0.0
        if following.band == self.rows[number].band:
            return max(below, GAP * size, marks + 0.3 * size)
        return max(below, 2 * INSIDE * size + BETWEEN_BANDS, marks + INSIDE * size + BETWEEN_BANDS)

    @property
    def above(self) -> float:
        """The room above the first row."""
        marks = badge_radius(self.size) * BADGE_TOP if self.rows and self.rows[0].has_badges else 0.0
        return max(INSIDE * self.size, marks)

    @property
    def empty(self) -> float:
        """How high a band without cards is."""
        return 2.5 * self.size

    @property
    def empty_bands(self) -> list[int]:
        """The numbers of the bands without cards."""
        filled = {row.band for row in self.rows}
        return [number for number in range(len(self.drawing.bands)) if number not in filled]

    @property
    def height(self) -> float:
        """How high everything is."""
        empty = len(self.empty_bands) * (self.empty + BETWEEN_BANDS)
        return self.above + sum(self.heights) + sum(self.gaps) + empty
