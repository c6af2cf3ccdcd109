"""The way of a KPI from baseline to target, as a bar between the two figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from strategymap.render import theme
from strategymap.render.pieces import PlacedBar, Run
from strategymap.render.wrap import shortened
from strategymap.view import KpiRow

#: A bar shorter than this has a line of its own, above its figures.
SHORTEST = 56
#: Free px between a figure and the bar beside it, half of which a step back may take.
_GAP = 8
#: From the baseline of the figures up to the middle of the bar.
_UP = 4
_LEAD = 14
#: From a bar with a line of its own to the baseline of its figures.
_UNDER = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """How much room the figures before and behind the bars of a card take, so that all its
    bars begin and end at the same places."""

    before: float = 0
    behind: float = 0


@dataclass(frozen=True, slots=True)
class Way:
    """A bar with its figures; `height` is what it needs below the line before it."""

    runs: tuple[Run, ...]
    bar: PlacedBar
    height: float


def columns(kpis: Iterable[KpiRow], room: float) -> Columns:
    """The columns of a card: those of the figures that leave room for a bar."""
    widths = [(_width(p.start), _width(p.target)) for kpi in kpis if (p := kpi.progress)]
    fitting = [pair for pair in widths if _fits(*pair, room)]
    before, behind = (max(column, default=0.0) for column in (list(zip(*fitting, strict=True)) or [(), ()]))
    return Columns(before, behind) if _fits(before, behind, room) else Columns()


def way(kpi: KpiRow, left: float, right: float, y: float, beside: Columns) -> Way | None:
    """The line whose figures would stand at `y`; None where a KPI has no way to go."""
    progress, status = kpi.progress, kpi.status
    if progress is None or status is None:
        return None
    before = max(_width(progress.start), beside.before)
    behind = max(_width(progress.target), beside.behind)
    if not _fits(before, behind, right - left):
        bar = PlacedBar(progress, status, left, y - _UP, right - left)
        runs = _figures((progress.start, progress.target), left, right, y + _UNDER)
        return Way(runs, bar, _LEAD + runs[-1].y - y)
    start, end = round(left + before + _GAP, 1), round(right - behind - _GAP, 1)
    bar = PlacedBar(progress, status, start, y - _UP, round(end - start, 1))
    return Way(_figures((progress.start, progress.target), left, right, y), bar, _LEAD)


def _figures(ends: tuple[str, str], left: float, right: float, y: float) -> tuple[Run, ...]:
    """Baseline at the left end, target at the right one; on a line of its own where both
    together are too long for one."""
    start, target = (shortened(text, right - left, theme.FIGURES) for text in ends)
    lead = _LEAD if _width(start) + _width(target) + _GAP > right - left else 0
    return (
        Run(start, left, y, theme.FIGURES, "muted"),
        Run(target, right, y + lead, theme.FIGURES, "muted", "end"),
    )


def _fits(before: float, behind: float, room: float) -> bool:
    return before + behind + 2 * _GAP + SHORTEST <= room


def _width(text: str) -> float:
    return theme.FIGURES.width(text)
