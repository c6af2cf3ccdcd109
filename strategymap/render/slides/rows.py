"""What a drawing tells a slide: which cards stand side by side, and through which rows, and
where, each link runs. From left to right lengths are the drawing's px."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from strategymap.render.drawing import Box, Drawing, PlacedArrow, Point
from strategymap.render.slides.fitting import badges_of
from strategymap.view import Card, KpiRow


@dataclass(frozen=True, slots=True)
class Row:
    """Cards side by side, as the drawing has them, and the number of their band."""

    band: int
    top: float
    floor: float
    members: tuple[tuple[Card | KpiRow, Box], ...]

    @property
    def has_badges(self) -> bool:
        """Whether something stands above the upper edge of a card."""
        return any(badges_of(content) for content, _ in self.members)


@dataclass(frozen=True, slots=True)
class Way:
    """A link from one card to another: the rows from its tail to its head, both included, and
    where it runs in each."""

    placed: PlacedArrow
    rows: tuple[int, ...]
    xs: tuple[float, ...]

    def gaps(self) -> Iterator[tuple[int, tuple[Point, Point]]]:
        """The gaps between rows that it crosses, by the row above; for both ends in the gap
        where they are, and whether they are above it (0) or below (1)."""
        if self.rows[0] == self.rows[-1]:
            yield self.rows[0], ((self.xs[0], 0), (self.xs[-1], 0))
            return
        for (row, x), (following, to) in pairwise(zip(self.rows, self.xs, strict=True)):
            up = row > following
            yield min(row, following), ((x, int(up)), (to, int(not up)))


def rows_of(drawing: Drawing) -> Iterator[Row]:
    """The rows from top to bottom; the KPIs that measure nothing are the last."""
    cards = [(card.shape.card, card.box) for card in drawing.cards]
    areas = [band.box for band in drawing.bands]
    chips = [(chip.kpi, chip.box) for chip in drawing.strip.chips] if drawing.strip else []
    for number, area in enumerate(areas):
        yield from _split(number, [(card, box) for card, box in cards if area.y <= box.y < area.bottom])
    yield from _split(len(areas), chips)


def _split(band: int, members: Sequence[tuple[Card | KpiRow, Box]]) -> Iterator[Row]:
    for top in sorted({box.y for _, box in members}):
        row = tuple(member for member in members if member[1].y == top)
        yield Row(band, top, max(box.bottom for _, box in row), row)


def ways_of(drawing: Drawing, rows: Sequence[Row]) -> list[Way]:
    """The links between two cards, in the order of the drawing."""
    row_of = {content.id: number for number, row in enumerate(rows) for content, _ in row.members}
    found = []
    for placed in drawing.arrows:
        tail, head = row_of[placed.arrow.tail], row_of[placed.arrow.head]
        if placed.arrow.tail == placed.arrow.head:
            continue
        step = 1 if head > tail else -1
        passed = range(tail + step, head, step)
        ends = placed.points[0][0], placed.points[-1][0]
        xs = (ends[0], *(_at(placed.points, rows[row]) for row in passed), ends[1])
        found.append(Way(placed, (tail, *passed, head), xs))
    return found


def _at(points: Sequence[Point], row: Row) -> float:
    """Where a line passes through a row."""
    middle = (row.top + row.floor) / 2
    for (x, y), (to_x, to_y) in pairwise(points[::3]):
        if min(y, to_y) <= middle <= max(y, to_y) and y != to_y:
            return x + (middle - y) * (to_x - x) / (to_y - y)
    return points[0][0]
