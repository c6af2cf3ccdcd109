"""The row of a KPI: place for its status, a star where it is rewarded, its name, its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from strategymap.numbers import ARROW
from strategymap.render import theme
from strategymap.render.pieces import PlacedKpi, Run
from strategymap.render.widths import runs_right_to_left
from strategymap.render.wrap import shortened, wrapped
from strategymap.view import KpiRow

#: Names with more lines than this are cut.
MOST_LINES = 4
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

    def placed(self, left: float, y: float) -> tuple[list[Run], tuple[float, float] | None]:
        """Their texts from `left` on, and where the arrow begins."""
        before, *after = self.parts
        runs = [Run(before, left, y, theme.KPI, theme.MUTED)]
        if not after:
            return runs, None
        arrow = left + runs[0].width + (_ARROW_ROOM - ARROW_LENGTH) / 2
        return [*runs, Run(after[0], left + self.width, y, theme.KPI, theme.MUTED, "end")], (arrow, y - 4)


def kpi_row(kpi: KpiRow, width: float, top: float) -> PlacedKpi:
    """A KPI between the edges of a card. One whose name runs from right to left has its
    figures at the left."""
    inset = theme.CARD_PADDING
    left, right = inset + theme.STATUS_WIDTH + (_STAR if kpi.rewarded else 0), width - inset
    first = top + _GAP / 2 + 11
    figures = _figures(kpi.figures, right - left)
    lines, row = _lines(kpi.title, right - left, figures.width)
    leftwards = runs_right_to_left(kpi.title)
    runs = [Run(text, left, first + _LEAD * n, theme.KPI) for n, text in enumerate(lines)]
    status, star = (inset + 5.0, first - 4), (inset + theme.STATUS_WIDTH + 5.0, first - 4)
    if leftwards:
        runs = [replace(run, x=width - run.x, leftwards=True) for run in runs]
        status, star = (width - status[0], status[1]), (width - star[0], star[1])
    arrow = None
    if figures.width:
        start = inset if leftwards else round(right - figures.width, 1)
        written, arrow = figures.placed(start, first + _LEAD * row)
        runs += written
    height = _LEAD * max(len(lines) - 1, row) + 15 + _GAP
    return PlacedKpi(kpi, top, height, tuple(runs), status, star if kpi.rewarded else None, arrow)


def _figures(text: str, room: float) -> _Figures:
    parts = text.split(f" {ARROW} ")
    width = sum(map(theme.KPI.width, parts)) + _ARROW_ROOM
    if len(parts) == 2 and width <= room:
        return _Figures(parts, width)
    text = shortened(text, room, theme.KPI)
    return _Figures([text], theme.KPI.width(text))


def _lines(title: str, room: float, figures: float) -> tuple[Sequence[str], int]:
    """The lines of a name, and the number of the one at whose height the figures stand:
    whatever takes the fewest lines, and of equal ones a column for each."""
    alone = wrapped(title, room, theme.KPI, most=MOST_LINES).lines
    if not figures:
        return alone, 0
    needed = figures + _BETWEEN
    row = len(alone)
    if alone and theme.KPI.width(alone[-1]) + needed <= room:
        row -= 1
    if room - needed >= _LEAST:
        beside = wrapped(title, room - needed, theme.KPI, most=MOST_LINES + 1).lines
        if len(beside) <= min(row + 1, MOST_LINES):
            return beside, max(0, len(beside) - 1)
    return alone, row
