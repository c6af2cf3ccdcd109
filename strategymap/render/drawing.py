"""A picture with every thing in its place, in px from the upper left corner: what each
picture format writes down in its own way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from strategymap.render.cards import CardShape
from strategymap.render.media import Page
from strategymap.render.pieces import PlacedBadge, PlacedKpi, Run
from strategymap.render.theme import Theme, Tone
from strategymap.view import Arrow, Band, KpiRow, LegendItem, LinkKind, Note, View

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def touches(self, other: Box, *, gap: float = 0) -> bool:
        """Whether two boxes have a place in common, or are nearer than `gap` to each other."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band with its title."""

    band: Band
    box: Box
    tone: Tone
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card; what stands in it counts from the corner of its box."""

    shape: CardShape
    box: Box
    tone: Tone


@dataclass(frozen=True, slots=True)
class Label:
    """Words on an arrow, in a box of their own; `bare` ones stand beside the line, without
    a ground."""

    run: Run
    box: Box
    bare: bool = False


@dataclass(frozen=True, slots=True)
class PlacedArrow:
    """An arrow: the start of its line, then three points for each cubic curve; it ends at
    the edge of the card that it leads to. Its badges stand on it."""

    arrow: Arrow
    points: tuple[Point, ...]
    label: Label | None = None
    badges: tuple[PlacedBadge, ...] = ()

    def moved(self, down: float) -> PlacedArrow:
        """The same arrow, lower."""
        label = self.label
        if label:
            label = replace(label, run=label.run.moved(0, down), box=replace(label.box, y=label.box.y + down))
        badges = tuple(replace(badge, y=badge.y + down) for badge in self.badges)
        points = tuple((x, round(y + down, 1)) for x, y in self.points)
        return replace(self, points=points, label=label, badges=badges)


@dataclass(frozen=True, slots=True)
class Chip:
    """A KPI that measures nothing; what stands in it counts from the corner of its box."""

    kpi: KpiRow
    box: Box
    row: PlacedKpi


@dataclass(frozen=True, slots=True)
class Strip:
    """The KPIs that measure nothing, with the words before them; `inside` is where the part
    with the KPIs begins, from the left."""

    box: Box
    inside: float
    runs: tuple[Run, ...]
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """A finding of the legend."""

    item: LegendItem
    badge: PlacedBadge
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A sentence below the findings, and the middle of its mark."""

    note: Note
    mark: Point
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class KeySample:
    """One entry of the key: `what` is a kind of card, link or mark."""

    what: str
    box: Box
    run: Run


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture. `runs` are title, subtitle and headings; `badges` stand at the title.
    `page` is that of the medium that it is for; None where it is as large as the picture."""

    view: View
    width: float
    height: float
    runs: tuple[Run, ...]
    bands: tuple[PlacedBand, ...]
    cards: tuple[PlacedCard, ...]
    arrows: tuple[PlacedArrow, ...]
    strip: Strip | None
    legend: tuple[PlacedItem, ...]
    notes: tuple[PlacedNote, ...]
    key: tuple[KeySample, ...]
    theme: Theme
    badges: tuple[PlacedBadge, ...] = ()
    page: Page | None = None

    @property
    def box(self) -> Box:
        """All that is drawn, with the page around it."""
        page = self.page
        return Box(page.x, page.y, page.width, page.height) if page else Box(0, 0, self.width, self.height)


__all__ = [
    "Box", "Chip", "Drawing", "KeySample", "Label", "LinkKind", "PlacedArrow", "PlacedBand",
    "PlacedCard", "PlacedItem", "PlacedNote", "Point", "Strip",
]  # fmt: skip
