"""A drawing on a slide: the same order of bands, rows and arrows, fitted to the slide's shape.

A sheet of paper is as high as it must be; a slide is not. So the rows move together, the cards
become as wide as the slide allows, and the text as large as then fits. All lengths are in points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from strategymap.render.drawing import Box, Drawing, PlacedArrow, Point
from strategymap.render.slides.fitting import KPI_SHARE, badges_of, card_height
from strategymap.render.slides.lines import pulled
from strategymap.view import Badge, Card, KpiRow

#: Titles are tried from the largest size down, in points.
LARGEST, SMALLEST, STEP = 15.0, 3.0, 0.25
#: Room in sizes of the title: between rows, in a band above and below its cards, for an arc.
GAP, INSIDE, ARC = 1.3, 0.6, 1.1
#: The column of the bands' titles, and the room between it and the cards.
_TITLES, _BETWEEN_BANDS = 96.0, 3.0
LOOSE = "Measures nothing"


@dataclass(frozen=True, slots=True)
class SlideCard:
    """A card, or a KPI that measures nothing, in its place. `size` is that of its title."""

    id: str
    content: Card | KpiRow
    box: Box
    size: float

    @property
    def kpis(self) -> tuple[KpiRow, ...]:
        """The KPIs that stand in it, in their order."""
        return self.content.kpis if isinstance(self.content, Card) else (self.content,)

    @property
    def title(self) -> str:
        """What stands above them; '' for a KPI by itself."""
        return self.content.title if isinstance(self.content, Card) else ""

    @property
    def badges(self) -> tuple[Badge, ...]:
        """Its own, then those of its KPIs; each finding once."""
        return badges_of(self.content) if isinstance(self.content, Card) else self.content.badges


@dataclass(frozen=True, slots=True)
class SlideBand:
    """A band; `number` counts from 0, and is None for the KPIs that measure nothing."""

    title: str
    box: Box
    number: int | None


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A link: the corners of its line, from the edge of one card to the edge of another."""

    placed: PlacedArrow
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole map. `size` is that of the titles of cards, the largest that fits; `folded`
    says that there was no room for KPIs."""

    size: float
    band_size: float
    titles: float
    bands: tuple[SlideBand, ...]
    cards: tuple[SlideCard, ...]
    lines: tuple[SlideLine, ...]
    folded: bool = False

    @property
    def smallest(self) -> float:
        """The size of the smallest text in it."""
        kpis = any(card.kpis for card in self.cards)
        return self.size * KPI_SHARE if kpis else self.size


@dataclass(frozen=True, slots=True)
class _Row:
    """Cards side by side as the drawing has them: its band, and where it begins and ends there."""

    band: int
    top: float
    floor: float
    members: tuple[tuple[Card | KpiRow, Box], ...]
    arcs: int = 0


def plan(drawing: Drawing, stage: Box, *, least: float = 0) -> Plan:
    """The drawing, in the largest text for which there is room on the stage. Where the KPIs
    in it would be smaller than `least`, the cards are without them."""
    full = _fitted(drawing, stage)
    if full.size * KPI_SHARE >= least or not any(card.shape.kpis for card in drawing.cards):
        return full
    return replace(_fitted(_folded(drawing), stage), folded=True)


def _folded(drawing: Drawing) -> Drawing:
    """The drawing with cards that hold no KPIs, but the badges of these."""
    cards = [
        replace(placed, shape=replace(placed.shape, card=replace(card, kpis=(), badges=badges_of(card))))
        for placed in drawing.cards
        for card in (placed.shape.card,)
    ]
    return replace(drawing, cards=tuple(cards))


def _fitted(drawing: Drawing, stage: Box) -> Plan:
    rows = _with_arcs(list(_rows(drawing)), drawing.arrows)
    titles = _TITLES if any(band.runs for band in drawing.bands) or drawing.strip else 0.0
    across = _across(rows, stage, titles)
    size = LARGEST
    while size > SMALLEST and _height(drawing, rows, across, size) > stage.height:
        size -= STEP
    return _placed(drawing, rows, across, size, stage, titles)


def _rows(drawing: Drawing) -> Iterator[_Row]:
    """The rows from top to bottom; the KPIs that measure nothing are the last."""
    cards = [(card.shape.card, card.box) for card in drawing.cards]
    areas = [band.box for band in drawing.bands]
    chips = [(chip.kpi, chip.box) for chip in drawing.strip.chips] if drawing.strip else []
    for number, area in enumerate(areas):
        inside = [(card, box) for card, box in cards if area.y <= box.y < area.bottom]
        yield from _split(number, inside)
    yield from _split(len(areas), chips)


def _split(band: int, members: Sequence[tuple[Card | KpiRow, Box]]) -> Iterator[_Row]:
    for top in sorted({box.y for _, box in members}):
        row = tuple(member for member in members if member[1].y == top)
        yield _Row(band, top, max(box.bottom for _, box in row), row)


def _with_arcs(rows: list[_Row], arrows: Sequence[PlacedArrow]) -> list[_Row]:
    """The rows with the number of arcs that hang below each."""
    row_of = {member.id: number for number, row in enumerate(rows) for member, _ in row.members}
    depths: list[set[float]] = [set() for _ in rows]
    for placed in arrows:
        row = row_of[placed.arrow.tail]
        if row == row_of[placed.arrow.head] and placed.arrow.tail != placed.arrow.head:
            depths[row].add(round(max(y for _, y in placed.points)))
    return [replace(row, arcs=len(found)) for row, found in zip(rows, depths, strict=True)]


@dataclass(frozen=True, slots=True)
class _Across:
    """From the drawing's px to the slide's points, from left to right."""

    start: float
    left: float
    factor: float

    def __call__(self, x: float) -> float:
        return self.left + (x - self.start) * self.factor


def _across(rows: Sequence[_Row], stage: Box, titles: float) -> _Across:
    """Cards as wide as the slide allows, but few cards not absurdly so."""
    boxes = [box for row in rows for _, box in row.members] or [Box(0, 0, 1, 1)]
    start, end = min(box.x for box in boxes) - 14, max(box.right for box in boxes) + 14
    left, right = stage.x + titles + 8, stage.right
    factor = min((right - left) / (end - start), 1.1)
    return _Across(start, left + (right - left - (end - start) * factor) / 2, factor)


def _gaps(drawing: Drawing, rows: Sequence[_Row], size: float) -> list[float]:
    """The room below each row but the last; and the last of all, below the last row."""
    gaps = []
    for row, following in pairwise([*rows, None]):
        assert row is not None
        gap = ARC * size * row.arcs
        if following is not None and following.band == row.band:
            gap += GAP * size
        elif following is not None:
            gap += 2 * INSIDE * size + _BETWEEN_BANDS
        else:
            gap += INSIDE * size
        gaps.append(gap)
    return gaps


def _row_heights(rows: Sequence[_Row], across: _Across, size: float) -> list[float]:
    return [
        max(card_height(content, box.width * across.factor, size) for content, box in row.members)
        for row in rows
    ]


def _empty_bands(drawing: Drawing, rows: Sequence[_Row]) -> list[int]:
    return [number for number in range(len(drawing.bands)) if all(row.band != number for row in rows)]


def _height(drawing: Drawing, rows: Sequence[_Row], across: _Across, size: float) -> float:
    filled = sum(_row_heights(rows, across, size)) + sum(_gaps(drawing, rows, size)) + INSIDE * size
    return filled + len(_empty_bands(drawing, rows)) * (2.5 * size + _BETWEEN_BANDS)


def _placed(
    drawing: Drawing, rows: Sequence[_Row], across: _Across, size: float, stage: Box, titles: float
) -> Plan:
    """Everything in its place; what room is left goes between the rows."""
    heights, gaps = _row_heights(rows, across, size), _gaps(drawing, rows, size)
    spare = max(stage.height - _height(drawing, rows, across, size), 0.0)
    share = min(spare / len(rows), 6.0 * size) if rows else 0.0
    gaps = [gap + share for gap in gaps]
    empty = set(_empty_bands(drawing, rows))
    bands: list[SlideBand] = []
    cards: list[SlideCard] = []
    stops: list[tuple[float, float]] = []
    y = stage.y
    names = [band.band.title for band in drawing.bands] + ([LOOSE] if drawing.strip else [])
    for number, name in enumerate(names):
        top = y
        if number in empty:
            y += 2.5 * size
        else:
            mine = [place for place, row in enumerate(rows) if row.band == number]
            y += INSIDE * size + share / 2
            for place in mine:
                row = rows[place]
                cards += _cards(row, across, y, size)
                stops += [(row.top, y), (row.floor, y + heights[place])]
                inner = place != mine[-1]
                y += heights[place] + (gaps[place] if inner else _below(row, size) + share / 2)
        loose = number == len(drawing.bands)
        bands.append(SlideBand(name, Box(stage.x, top, stage.width, y - top), None if loose else number))
        y += _BETWEEN_BANDS
    lines = _arrows(drawing.arrows, {card.id: card.box for card in cards}, across, stops)
    return Plan(size, min(max(size, 10.0), 13.0), titles, tuple(bands), tuple(cards), lines)


def _below(row: _Row, size: float) -> float:
    return INSIDE * size + ARC * size * row.arcs


def _cards(row: _Row, across: _Across, y: float, size: float) -> Iterator[SlideCard]:
    for content, box in row.members:
        width = box.width * across.factor
        height = card_height(content, width, size)
        yield SlideCard(content.id, content, Box(across(box.x), y, width, height), size)


def _arrows(
    arrows: Sequence[PlacedArrow],
    boxes: dict[str, Box],
    across: _Across,
    stops: Sequence[tuple[float, float]],
) -> tuple[SlideLine, ...]:
    """The lines with as few corners as the cards in their way allow."""
    befores = [before for before, _ in stops]

    def down(y: float) -> float:
        place = min(max(bisect_right(befores, y), 1), len(stops) - 1)
        (low, at), (high, to) = stops[place - 1], stops[place]
        return at + (y - low) * (to - at) / (high - low) if high > low else at

    found = []
    for placed in arrows:
        tail, head = boxes[placed.arrow.tail], boxes[placed.arrow.head]
        points = [(across(x), down(y)) for x, y in placed.points]
        first, last = _on_edge(points[0], tail), _on_edge(points[-1], head)
        if placed.arrow.tail == placed.arrow.head:
            corners = [(tail.x - 12, last[1]), (tail.x - 12, first[1])][::-1]
            line = (first, *corners, last)
        elif tail.y == head.y:
            lowest = max(y for _, y in points)
            line = (first, (first[0], lowest), (last[0], lowest), last)
        else:
            line = pulled([first, *points[3:-1:3], last], boxes.values(), tail, head)
        found.append(SlideLine(placed, line))
    return tuple(found)


def _on_edge(point: Point, box: Box) -> Point:
    """The nearest place on the edge of a card: above, below, or at its left."""
    x, y = point
    if x <= box.x + 1:
        return box.x, min(max(y, box.y + 4), box.bottom - 4)
    x = min(max(x, box.x + 6), box.right - 6)
    return x, (box.y if abs(y - box.y) < abs(y - box.bottom) else box.bottom)
