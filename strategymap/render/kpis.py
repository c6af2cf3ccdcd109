"""The row of a KPI: its status, a star where it is rewarded, its name, and its figures.

What was measured stands beside the name, and below it the way from baseline to target as a
bar. Without a measurement baseline and target stand beside the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from strategymap.numbers import ARROW
from strategymap.render import theme
from strategymap.render.bars import Columns, columns, way
from strategymap.render.pieces import PlacedKpi, Run
from strategymap.render.widths import runs_right_to_left
from strategymap.render.wrap import Font, shortened, wrapped
from strategymap.view import KpiRow

#: Names with more lines than this are cut.
MOST_LINES = 6
#: The arrow between baseline and target, which is drawn, and the room around it.
ARROW_LENGTH = 12.0
_ARROW_ROOM = ARROW_LENGTH + 8
_LEAD = 14
_GAP = 7
_STAR = 14
#: Free px between a name and the figures beside it, and the least room for a name there.
_BETWEEN = 8
_LEAST = 70


@dataclass(frozen=True, slots=True)
class _Figures:
    """Baseline and target, or one text where there is no arrow between them."""

    parts: Sequence[str]
    width: float
    font: Font = theme.KPI
    colour: str = "muted"

    def placed(self, left: float, y: float) -> tuple[list[Run], tuple[float, float] | None]:
        """Their texts from `left` on, and where the arrow begins."""
        before, *after = self.parts
        runs = [Run(before, left, y, self.font, self.colour)] if before else []
        if not after:
            return runs, None
        arrow = left + self.font.width(before) + (_ARROW_ROOM - ARROW_LENGTH) / 2
        return [*runs, Run(after[0], left + self.width, y, self.font, self.colour, "end")], (arrow, y - 4)


def kpi_rows(kpis: Sequence[KpiRow], width: float, top: float) -> tuple[tuple[PlacedKpi, ...], float]:
    """The KPIs of a card below each other, and where the last one ends."""
    rows = []
    beside = columns(kpis, width - 2 * theme.CARD_PADDING - theme.STATUS_WIDTH)
    for kpi in kpis:
        row = kpi_row(kpi, width, top, beside)
        rows.append(row)
        top += row.height
    return tuple(rows), top


def kpi_row(kpi: KpiRow, width: float, top: float, beside: Columns = Columns()) -> PlacedKpi:  # noqa: B008
    """A KPI between the edges of a card. One whose name runs from right to left has its
    figures at the left; a bar always runs from left to right, as its figures are read."""
    inset = theme.CARD_PADDING
    left, right = inset + theme.STATUS_WIDTH + (_STAR if kpi.rewarded else 0), width - inset
    first = top + _GAP / 2 + 11
    figures = _now(kpi.now, right - left) if kpi.now else _figures(kpi.figures, right - left)
    lines, row = _lines(kpi.title, right - left, figures.width, even=bool(kpi.now))
    leftwards = runs_right_to_left(kpi.title)
    runs = [Run(text, left, first + _LEAD * n, theme.KPI) for n, text in enumerate(lines)]
    status, star = (inset + 5.0, first - 4), (inset + theme.STATUS_WIDTH + 5.0, first - 4)
    ends = (inset, width - inset - theme.STATUS_WIDTH) if leftwards else (inset + theme.STATUS_WIDTH, right)
    if leftwards:
        runs = [replace(run, x=width - run.x, leftwards=True) for run in runs]
        status, star = (width - status[0], status[1]), (width - star[0], star[1])
    arrow = None
    if figures.width:
        start = inset if leftwards else round(right - figures.width, 1)
        written, arrow = figures.placed(start, first + _LEAD * row)
        runs += written
    last = max(len(lines) - 1, row)
    placed = PlacedKpi(
        kpi, top, _LEAD * last + 15 + _GAP, tuple(runs), status, star if kpi.rewarded else None, arrow
    )
    whole = _with_way(placed, *ends, first + _LEAD * (last + 1), beside) if kpi.now else placed
    return _quiet(whole) if kpi.faded or kpi.change == "removed" else whole


def _quiet(row: PlacedKpi) -> PlacedKpi:
    """A row that stands in the background."""
    return replace(row, runs=tuple(replace(run, colour="muted") for run in row.runs))


def _with_way(row: PlacedKpi, left: float, right: float, y: float, beside: Columns) -> PlacedKpi:
    """The row with what stands below the name: the bar, or as much of it as is known."""
    if found := way(row.kpi, left, right, y, beside):
        runs, height = (*row.runs, *found.runs), row.height + found.height
        return replace(row, runs=runs, bar=found.bar, height=height)
    if not row.kpi.figures:
        return row
    known = _known(row.kpi.figures, right - left)
    written, arrow = known.placed(round(right - known.width, 1), y)
    return replace(row, runs=(*row.runs, *written), arrow=arrow, height=row.height + _LEAD)


def _now(text: str, room: float) -> _Figures:
    text = shortened(text, room, theme.NOW)
    return _Figures([text], theme.NOW.width(text), theme.NOW, "ink")


def _known(text: str, room: float) -> _Figures:
    """Baseline or target below a value, where there is no way from one to the other."""
    if text.startswith(ARROW):
        return _figures(f" {text}", room, theme.FIGURES)
    return _figures(text if ARROW in text else f"from {text}", room, theme.FIGURES)


def _figures(text: str, room: float, font: Font = theme.KPI) -> _Figures:
    parts = text.split(f" {ARROW} ")
    width = sum(map(font.width, parts)) + _ARROW_ROOM
    if len(parts) == 2 and width <= room:
        return _Figures(parts, width, font)
    text = shortened(text, room, font)
    return _Figures([text], font.width(text), font)


def _lines(title: str, room: float, figures: float, *, even: bool) -> tuple[Sequence[str], int]:
    """The lines of a name, and the number of the one at whose height the figures stand:
    whatever takes the fewest lines, and of equal ones a column for each, in which `even`
    lines are about equally long."""
    alone = wrapped(title, room, theme.KPI, most=MOST_LINES).lines
    if not figures:
        return alone, 0
    needed = figures + _BETWEEN
    row = len(alone)
    if alone and theme.KPI.width(alone[-1]) + needed <= room:
        row -= 1
    if room - needed >= _LEAST:
        beside = wrapped(title, room - needed, theme.KPI, most=MOST_LINES + 1, even=even).lines
        if len(beside) <= min(row + 1, MOST_LINES):
            return beside, max(0, len(beside) - 1)
    return alone, row
