"""The inside of cards and KPI chips: every line of text has its place before the layout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from strategymap.render import theme
from strategymap.render.widths import runs_right_to_left
from strategymap.render.wrap import Font, shortened, wrapped
from strategymap.view import Badge, Card, KpiRow

Anchor = Literal["start", "middle", "end"]

#: Distance of the middles of two badges side by side.
BADGE_STEP = 25
_TITLE_LEAD = 17
_KPI_LEAD = 14
_KPI_GAP = 7
_STAR = 14
_BADGES_ROOM = 100


@dataclass(frozen=True, slots=True)
class Run:
    """A line of text. `x` is where it starts, ends or has its middle, `y` its baseline.
    Text that runs from right to left starts at its right end."""

    text: str
    x: float
    y: float
    font: Font
    colour: str = theme.INK
    anchor: Anchor = "start"
    leftwards: bool = False
    spaced: float = 0

    @property
    def width(self) -> float:
        """Width in px."""
        return self.font.width(self.text) + self.spaced * len(self.text)

    def moved(self, x: float, y: float) -> Run:
        """The same text elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class PlacedBadge:
    """A badge and its middle."""

    badge: Badge
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedKpi:
    """A KPI's row: its box, texts, badges, the middle of the place for its status, and
    that of the star which says that it is rewarded (None where it isn't)."""

    kpi: KpiRow
    y: float
    height: float
    runs: tuple[Run, ...]
    badges: tuple[PlacedBadge, ...]
    status: tuple[float, float]
    star: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class CardShape:
    """A card's size and what stands in it, from its upper left corner."""

    card: Card
    width: float
    height: float
    runs: tuple[Run, ...]
    kpis: tuple[PlacedKpi, ...]
    badges: tuple[PlacedBadge, ...]
    rule: float | None


def card_shape(card: Card, tone: theme.Tone) -> CardShape:
    """The size and the inside of a card."""
    width, pad = theme.CARD_WIDTH, theme.CARD_PADDING
    leftwards = runs_right_to_left(card.title)
    kind = _kind(card, tone, leftwards=leftwards)
    lines = wrapped(card.title, width - 2 * pad, theme.CARD, most=4, even=True).lines
    x = width - pad if leftwards else pad
    titles = [
        Run(line, x, 38 + _TITLE_LEAD * n, theme.CARD, leftwards=leftwards) for n, line in enumerate(lines)
    ]
    y = 26 + _TITLE_LEAD * len(lines)
    rule = y + 4.5 if card.kpis else None
    kpis, bottom = _kpi_rows(card.kpis, width, y + 10) if card.kpis else ((), float(y))
    return CardShape(card, width, _even(bottom + 7), (kind, *titles), kpis, _on_top(card.badges, width), rule)


def _kind(card: Card, tone: theme.Tone, *, leftwards: bool) -> Run:
    """The word for what a card is."""
    words = "TOP GOAL" if card.top else card.kind.upper()
    run = Run(words, theme.CARD_PADDING, 20, theme.KIND, tone.strong, spaced=theme.SPACED)
    if card.top:
        run = replace(run, x=run.x + 6, y=19, colour=theme.PAPER)
    return replace(run, x=theme.CARD_WIDTH - run.x, anchor="end") if leftwards else run


def _even(size: float) -> int:
    """Rounded up to an even number, so that the middle is whole."""
    return 2 * -int(-size // 2)


def _on_top(badges: tuple[Badge, ...], width: float) -> tuple[PlacedBadge, ...]:
    """Badges along the upper edge, the last one near the right corner."""
    room = width - 36
    step = min(BADGE_STEP, room / max(1, len(badges) - 1))
    first = width - 18 - step * (len(badges) - 1)
    return tuple(PlacedBadge(badge, round(first + step * n, 1), 0) for n, badge in enumerate(badges))


def _kpi_rows(kpis: tuple[KpiRow, ...], width: float, top: float) -> tuple[tuple[PlacedKpi, ...], float]:
    """The rows below each other, and where the last one ends."""
    rows = []
    for kpi in kpis:
        row = kpi_row(kpi, width, top)
        rows.append(row)
        top += row.height
    return tuple(rows), top


def kpi_row(kpi: KpiRow, width: float, top: float, *, most: int = 2) -> PlacedKpi:
    """A KPI between the edges of a card: place for the status, star, title, figures."""
    inset = theme.CARD_PADDING
    taken = _step(len(kpi.badges)) * (len(kpi.badges) - 1) + 5 if kpi.badges else 0
    right = width - inset - taken
    first = top + _KPI_GAP / 2 + 11
    left = inset + theme.STATUS_WIDTH
    star = (left + 5.0, first - 4) if kpi.rewarded else None
    left += _STAR if kpi.rewarded else 0
    figures = shortened(kpi.figures, right - left, theme.KPI)
    beside = right - left - (theme.KPI.width(figures) + 10 if figures else 0)
    own_line = bool(figures) and (beside < 70 or _lines(kpi.title, beside, most + 1) > most)
    lines = wrapped(kpi.title, right - left if own_line else beside, theme.KPI, most=most).lines
    runs = [Run(line, left, first + _KPI_LEAD * n, theme.KPI) for n, line in enumerate(lines)]
    last = first + _KPI_LEAD * (len(lines) - 1)
    last += _KPI_LEAD if own_line else 0
    if figures:
        runs.append(Run(figures, right, last, theme.KPI, theme.MUTED, "end"))
    height = last - top + 4 + _KPI_GAP / 2
    badges = _at_edge(kpi.badges, width, top + height / 2)
    placed = PlacedKpi(kpi, top, height, tuple(runs), badges, (inset + 5, first - 4), star)
    return _mirrored(placed, width) if runs_right_to_left(kpi.title) else placed


def _lines(text: str, room: float, most: int) -> int:
    return len(wrapped(text, room, theme.KPI, most=most).lines)


def _at_edge(badges: tuple[Badge, ...], width: float, y: float) -> tuple[PlacedBadge, ...]:
    """Badges from the right edge inwards; the last one stands on the edge."""
    step = _step(len(badges))
    first = width - step * (len(badges) - 1)
    return tuple(PlacedBadge(badge, round(first + step * n, 1), y) for n, badge in enumerate(badges))


def _step(count: int) -> float:
    """The distance of badges in a row, which leaves room for the KPI's title."""
    return min(BADGE_STEP, _BADGES_ROOM / max(1, count - 1))


def _mirrored(row: PlacedKpi, width: float) -> PlacedKpi:
    """The row of a KPI whose title runs from right to left; the badges keep their place."""
    shift = _step(len(row.badges)) * (len(row.badges) - 1) + 5 if row.badges else 0
    *titles, last = row.runs
    figures: list[Run] = []
    if last.anchor == "end":
        figures = [replace(last, x=theme.CARD_PADDING, anchor="start")]
    else:
        titles.append(last)
    mirror = width - shift
    return replace(
        row,
        runs=(*(replace(run, x=mirror - run.x, leftwards=True) for run in titles), *figures),
        status=(mirror - row.status[0], row.status[1]),
        star=(mirror - row.star[0], row.star[1]) if row.star else None,
    )
