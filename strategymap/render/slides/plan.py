"""A drawing on a slide: the same order of bands, rows and links, fitted to the slide's shape.

A sheet of paper is as high as it must be; a slide is not. So the rows move together, the cards
become as wide as the slide allows, and the text as large as then fits. All lengths are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from strategymap.render.drawing import Box, Drawing
from strategymap.render.slides.across import across_stage
from strategymap.render.slides.dress import ACCENTS, OTHERS
from strategymap.render.slides.fit import BETWEEN_BANDS, Fit
from strategymap.render.slides.fitting import LEGIBLE, badges_of, small
from strategymap.render.slides.lines import SlideLine, corners, words_box
from strategymap.render.slides.rows import Way, rows_of, ways_of
from strategymap.render.wrap import Font, wrapped
from strategymap.view import Badge, Card, KpiRow

#: Titles are as large as fits between these sizes, in points, in steps of this one.
LARGEST, SMALLEST, STEP = 18.0, 3.0, 0.25
#: Text may become so much smaller if fewer words are broken then.
_LITTLE = 0.85
#: Titles of bands, and the widest column for them.
BAND_SIZE = 12.0
_TITLES = 96.0
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
        return badges_of(self.content)


@dataclass(frozen=True, slots=True)
class SlideBand:
    """A band; `accent` is its colour, by its name in the theme of the deck."""

    title: str
    box: Box
    accent: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole map. `size` is that of the titles of cards, the largest that fits; `folded`
    says that there was no room for KPIs. `titles` is how wide the column with those of the
    bands is."""

    size: float
    titles: float
    bands: tuple[SlideBand, ...]
    cards: tuple[SlideCard, ...]
    lines: tuple[SlideLine, ...]
    folded: bool = False


def plan(drawing: Drawing, stage: Box, *, least: float = 0) -> Plan:
    """The drawing, in the largest text for which there is room on the stage. Where the KPIs
    in it would be smaller than `least`, the cards are without them."""
    full = _fitted(drawing, stage)
    if small(full.size) >= least or not any(card.shape.kpis for card in drawing.cards):
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
    rows = list(rows_of(drawing))
    ways = ways_of(drawing, rows)
    titles = _title_column(drawing)
    across = across_stage(rows, ways, Box(stage.x + titles, stage.y, stage.width - titles, stage.height))
    low, high = 0, round((LARGEST - SMALLEST) / STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if Fit(drawing, rows, ways, across, SMALLEST + middle * STEP).height <= stage.height:
            low = middle
        else:
            high = middle - 1
    fit = _with_whole_words(lambda size: Fit(drawing, rows, ways, across, size), SMALLEST + low * STEP)
    return _Placing(fit, stage, titles).plan()


def _with_whole_words(fit: Callable[[float], Fit], size: float) -> Fit:
    """The text in this size, unless far fewer words are broken in one that is little smaller."""
    first = fit(size)
    if not (broken := first.broken):
        return first
    least = max(size * _LITTLE, min(size, LEGIBLE), SMALLEST)
    smaller = [fit(size - step * STEP) for step in range(1, int((size - least) / STEP) + 1)]
    best = min(smaller, key=lambda found: found.broken, default=first)
    return best if best.broken * 2 <= broken else first


def _title_column(drawing: Drawing) -> float:
    """As wide as the widest line of a band's title; 0 where there are none."""
    names = [band.band.title for band in drawing.bands] + ([LOOSE] if drawing.strip else [])
    font = Font(BAND_SIZE, bold=True)
    lines = [
        line
        for name in names
        for line in wrapped(name, (_TITLES - 20) / drawing.theme.room, font, most=9).lines
    ]
    return max(map(font.width, lines)) * 1.06 * drawing.theme.room + 18 if lines else 0.0


class _Placing:
    """Puts everything in its place; what room is left goes between the rows."""

    def __init__(self, fit: Fit, stage: Box, titles: float) -> None:
        self._fit, self._stage, self._titles = fit, stage, titles
        spare = max(stage.height - fit.height, 0.0)
        self._share = spare / (len(fit.rows) + 1)
        self._tops: list[float] = []
        self._bands: list[SlideBand] = []

    def plan(self) -> Plan:
        """All of it."""
        self._stack()
        fit = self._fit
        cards = [card for number in range(len(fit.rows)) for card in self._cards(number)]
        return Plan(fit.size, self._titles, tuple(self._bands), tuple(cards), tuple(self._lines(cards)))

    def _stack(self) -> None:
        """The bands and the upper edges of the rows, from top to bottom."""
        drawing, y = self._fit.drawing, self._stage.y
        names = [band.band.title for band in drawing.bands] + ([LOOSE] if drawing.strip else [])
        accents = [*_accents(drawing), "tx1"]
        ahead = self._fit.above + self._share
        for number, name in enumerate(names):
            top = y
            y, ahead = self._band(number, y, ahead)
            area = Box(self._stage.x, top, self._stage.width, y - top)
            self._bands.append(SlideBand(name, area, accents[number]))
            y += BETWEEN_BANDS

    def _band(self, number: int, y: float, ahead: float) -> tuple[float, float]:
        """Where a band ends, and the room above the first row of the next one; `ahead` is that
        above the first row of this one."""
        fit = self._fit
        mine = [place for place, row in enumerate(fit.rows) if row.band == number]
        if not mine:
            return y + fit.empty, ahead
        y += ahead
        for place in mine:
            self._tops.append(y)
            y += fit.heights[place] + (fit.gaps[place] + self._share if place != mine[-1] else 0)
        gap = fit.gaps[mine[-1]] + self._share
        if mine[-1] + 1 == len(fit.rows):
            return y + gap, 0
        half = (gap - BETWEEN_BANDS) / 2
        return y + half, half

    def _cards(self, number: int) -> Iterator[SlideCard]:
        fit = self._fit
        for (content, _), box in zip(fit.rows[number].members, fit.boxes[number], strict=True):
            placed = Box(box.x, self._tops[number], box.width, fit.heights[number])
            yield SlideCard(content.id, content, placed, fit.size)

    def _lines(self, cards: Sequence[SlideCard]) -> Iterator[SlideLine]:
        """The lines in the order of the drawing."""
        fit = self._fit
        boxes = {card.id: card.box for card in cards}
        floors = [top + height for top, height in zip(self._tops, fit.heights, strict=True)]
        words = {net.link: (gap, net.words) for gap, found in fit.nets.items() for net in found if net.words}
        ways = iter(enumerate(fit.ways))
        for placed in fit.drawing.arrows:
            if placed.arrow.tail == placed.arrow.head:
                yield SlideLine(placed, _loop(boxes[placed.arrow.tail]))
            else:
                number, way = next(ways)
                yield self._line(number, way, floors, words.get(number))

    def _line(
        self,
        number: int,
        way: Way,
        floors: Sequence[float],
        words: tuple[int, tuple[float, float]] | None,
    ) -> SlideLine:
        """The line of a link, with the gap in which it has words, if any, and their place there."""
        fit = self._fit
        depths = {
            gap: floors[gap] + fit.channels[gap].depths[number] * self._stretch(gap)
            for gap, _ in way.gaps()
            if number in fit.channels[gap].depths
        }
        box = words_box(words[1], depths[words[0]], fit.size) if words else None
        return SlideLine(way.placed, corners(way, self._tops, floors, depths), box)

    def _stretch(self, gap: int) -> float:
        """How much wider a gap is than the links in it need."""
        fit = self._fit
        last = gap + 1 == len(fit.rows)
        floor = self._tops[gap] + fit.heights[gap]
        room = fit.gaps[gap] + self._share if last else self._tops[gap + 1] - floor
        return room / fit.channels[gap].height


def _accents(drawing: Drawing) -> Iterator[str]:
    """The colours of the bands: by role; those without one take turns."""
    others = cycle(OTHERS)
    for placed in drawing.bands:
        role = placed.band.role
        yield ACCENTS[role] if role else next(others) if placed.band.title else "tx2"


def _loop(box: Box) -> tuple[tuple[float, float], ...]:
    """The line of a card that leads to itself, beside its left edge."""
    low, high = box.y + box.height * 0.7, box.y + box.height * 0.3
    return (box.x, low), (box.x - 10, low), (box.x - 10, high), (box.x, high)
