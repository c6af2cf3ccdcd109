"""The whole sheet: title, bands, what measures nothing, what stands out, and the key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from strategymap.render import theme
from strategymap.render.cards import on_top
from strategymap.render.drawing import Box, Chip, Drawing, PlacedBand, PlacedItem, Strip
from strategymap.render.field import Field, LayOut, field, tones
from strategymap.render.key import key
from strategymap.render.kpis import kpi_row
from strategymap.render.pieces import PlacedBadge, Run
from strategymap.render.widths import runs_right_to_left
from strategymap.render.wrap import Font, wrapped
from strategymap.view import Badge, KpiRow, LegendItem, View

MARGIN = 24
#: A sheet is at least this wide, so that title and legend have room.
LEAST_WIDTH = 720
_BAR = 5
_BAND_TITLE = 104
_COLUMN = 540
_LEAD = 16


def sheet(view: View, lay_out: LayOut) -> Drawing:
    """A view with everything in its place."""
    gutter = _gutter(view)
    left = MARGIN + gutter
    least = LEAST_WIDTH - gutter
    # The width of the sheet follows from the layout, and the height of the title from it.
    arranged = field(view, lay_out, left, least)
    width = arranged.right + MARGIN
    head, top = _head(view, width)
    arranged = arranged.moved(top)
    bottom = arranged.edges[-1][1] if arranged.edges else top
    if not view.bands and not view.loose:
        head.append(line("There is nothing on this map yet.", MARGIN, width - MARGIN, top + 22, theme.LEGEND))
        bottom = top + 30
    strip = _strip(view.loose, left, bottom + 14, arranged.right) if view.loose else None
    bottom = strip.box.bottom if strip else bottom
    heading, items, bottom = _legend(view, bottom + 14, arranged.right)
    samples, bottom = key(view, MARGIN, bottom + 18, arranged.right)
    return Drawing(
        view=view,
        width=width,
        height=bottom + MARGIN - 8,
        runs=(*head, *heading),
        bands=_bands(view, arranged),
        cards=arranged.cards,
        arrows=arranged.arrows,
        strip=strip,
        legend=items,
        key=samples,
    )


def line(text: str, left: float, right: float, y: float, font: Font, colour: str = theme.INK) -> Run:
    """A line that begins at the left, or at the right where it is read from there."""
    if runs_right_to_left(text):
        return Run(text, right, y, font, colour, leftwards=True)
    return Run(text, left, y, font, colour)


def _gutter(view: View) -> float:
    """The room left of the cards: wide enough for the longest word of a band's title."""
    titles = [*(band.title for band in view.bands), _LOOSE if view.loose else ""]
    lines = [text for title in titles for text in wrapped(title, _BAND_TITLE, theme.BAND, most=5).lines]
    return round(max(map(theme.BAND.width, lines)) + _BAR + 26) if lines else 0


def _head(view: View, width: float) -> tuple[list[Run], float]:
    """Title and subtitle, and where they end."""
    right = width - MARGIN
    runs, y = [], MARGIN + 20.0
    for text in wrapped(view.title, right - MARGIN, theme.TITLE, most=3).lines:
        runs.append(line(text, MARGIN, right, y, theme.TITLE))
        y += 28
    y -= 6
    for text in wrapped(view.subtitle, right - MARGIN, theme.SUBTITLE, most=3).lines:
        runs.append(line(text, MARGIN, right, y, theme.SUBTITLE, theme.MUTED))
        y += _LEAD
    return runs, y


def _bands(view: View, arranged: Field) -> tuple[PlacedBand, ...]:
    return tuple(
        PlacedBand(band, box, tone, _beside(band.title, box, tone.strong))
        for band, tone, (upper, lower) in zip(view.bands, tones(view.bands), arranged.edges, strict=True)
        for box in (Box(MARGIN, upper, arranged.right - MARGIN, lower - upper),)
    )


def _beside(title: str, box: Box, colour: str) -> tuple[Run, ...]:
    """A title left of the cards, in the middle between the upper and the lower edge."""
    lines = wrapped(title, _BAND_TITLE, theme.BAND, most=5).lines
    first = box.y + box.height / 2 - (len(lines) - 1) * _LEAD / 2 + 5
    left = box.x + _BAR + 11
    return tuple(
        line(text, left, left + _BAND_TITLE, round(first + _LEAD * n, 1), theme.BAND, colour)
        for n, text in enumerate(lines)
    )


_LOOSE = "Measures nothing"


def _strip(loose: Sequence[KpiRow], left: float, top: float, right: float) -> Strip:
    """The KPIs that measure nothing, in lines as long as the bands."""
    chips: list[Chip] = []
    x, y, lowest = left + 10, top + 16, top
    for kpi in loose:
        width = theme.CARD_WIDTH
        row = replace(kpi_row(kpi, width, 5), badges=on_top(kpi.badges, width - 8))
        if chips and x + width + 16 > right:
            x, y = left + 10, lowest + 14
        box = Box(x, y, width, row.height + 10)
        chips.append(Chip(kpi, box, row))
        lowest = max(lowest, box.bottom)
        x += width + 22
    box = Box(MARGIN, top, right - MARGIN, lowest + 16 - top)
    return Strip(box, _beside(_LOOSE, box, theme.INK), tuple(chips))


def _legend(view: View, top: float, right: float) -> tuple[list[Run], tuple[PlacedItem, ...], float]:
    """What was found: the heading, the findings in columns, and where they end."""
    if not view.legend and not view.more:
        return [], (), top - 14
    heading = [Run("What stands out", MARGIN, top + 20, theme.HEADING)]
    y = top + 38
    columns = max(1, min(4, int((right - MARGIN) // _COLUMN), -(-len(view.legend) // 2)))
    room = (right - MARGIN - 28 * (columns - 1)) / columns
    parts = _columns([_item(item, room) for item in view.legend], columns)
    items: list[PlacedItem] = []
    lowest = y
    for number, part in enumerate(parts):
        x, below = MARGIN + number * (room + 28), y
        for item, height in part:
            items.append(_moved(item, x, below))
            below += height
        lowest = max(lowest, below)
    if view.more:
        heading.append(line(view.more, MARGIN, right, lowest + 10, theme.LEGEND, theme.MUTED))
        lowest += 20
    return heading, tuple(items), lowest


def _item(item: LegendItem, room: float) -> tuple[PlacedItem, float]:
    """One finding, from the upper left corner of its place, and its height."""
    lines = wrapped(item.text, room - 34, theme.LEGEND, most=4).lines
    runs = [line(text, 34, room, 12 + _LEAD * n, theme.LEGEND) for n, text in enumerate(lines)]
    y = 12 + _LEAD * len(lines) - 1
    runs.append(line(item.rule, 34, room, y, theme.RULE, theme.MUTED))
    badge = PlacedBadge(Badge(item.severity, item.number, ""), 12, 9)
    return PlacedItem(item, badge, tuple(runs)), y + 15


def _moved(item: PlacedItem, x: float, y: float) -> PlacedItem:
    badge = replace(item.badge, x=item.badge.x + x, y=item.badge.y + y)
    return replace(item, badge=badge, runs=tuple(run.moved(x, y) for run in item.runs))


def _columns(
    items: Sequence[tuple[PlacedItem, float]], count: int
) -> list[Sequence[tuple[PlacedItem, float]]]:
    """The items in columns of about the same height, one column after the other."""
    limit = sum(height for _, height in items) / count
    columns: list[list[tuple[PlacedItem, float]]] = [[]]
    filled = 0.0
    for item in items:
        if columns[-1] and filled + item[1] / 2 > limit and len(columns) < count:
            columns.append([])
            filled = 0.0
        columns[-1].append(item)
        filled += item[1]
    return list(columns)
