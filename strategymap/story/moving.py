"""How the KPIs moved: the histories that are long enough to be drawn."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from strategymap import numbers
from strategymap.graph import MapGraph
from strategymap.story.measured import Figures, History
from strategymap.story.naming import figures_of, named
from strategymap.values import Reading
from strategymap.wording import listed

#: Fewer readings than this show no movement; more points than that, and nobody sees them.
FEWEST = 3
MOST_POINTS = 300

_Point = tuple[datetime.date, Decimal]


def histories_of(graph: MapGraph, kpis: Iterable[str]) -> tuple[History, ...]:
    """The histories of those KPIs that have at least FEWEST dated values, in the order given."""
    read = ((kpi, graph.scorecard.history(kpi)) for kpi in kpis)
    return tuple(_history(graph, kpi, readings) for kpi, readings in read if len(readings) >= FEWEST)


def _history(graph: MapGraph, kpi: str, readings: list[Reading]) -> History:
    baseline, target, unit = graph.kpis[kpi].baseline, graph.kpis[kpi].target, graph.measures[kpi].unit
    ends = (target.value, target.value) if target and target.value else target.between if target else ()
    low, high = (end.number if end else None for end in ends) if ends else (None, None)
    first, figures = readings[0], figures_of(graph, kpi)
    return History(
        kpi=named(graph, kpi),
        figures=figures,
        readings=tuple(thinned([(day, value.number) for value, day in readings if day], MOST_POINTS)),
        first=numbers.quantity_text(first.value, unit),
        first_at=numbers.term_text(first.at) if first.at else "",
        words=_in_words(readings, figures, unit),
        baseline=baseline.value.number if baseline and baseline.value else None,
        since=graph.scorecard.since(kpi),
        low=low,
        high=high,
        due=graph.scorecard.due(kpi),
    )


def _in_words(readings: list[Reading], figures: Figures, unit: str | None) -> str:
    lowest = min(readings, key=lambda reading: reading.value.number)
    highest = max(readings, key=lambda reading: reading.value.number)
    told: dict[Reading, list[str]] = {}
    said = {"first": readings[0], "last": readings[-1], "lowest": lowest, "highest": highest}
    for word, reading in said.items():
        told.setdefault(reading, []).append(word)
    values = [
        f"{listed(words)} {numbers.quantity_text(reading.value, unit)}{_on(reading.at)}"
        for reading, words in told.items()
    ]
    target = f"target {figures.target}{f' by {figures.by}' if figures.by else ''}"
    baseline = f"baseline {figures.baseline}" if figures.baseline else ""
    parts = [
        f"{len(readings)} readings: {', '.join(values)}",
        baseline,
        target if figures.target else "no target",
    ]
    return "; ".join(filter(None, parts))


def _on(day: datetime.date | None) -> str:
    return f" ({numbers.term_text(day)})" if day else ""


def thinned(points: list[_Point], most: int) -> list[_Point]:
    """At most that many points (4 or more) with the same first, last, lowest and highest: of each stretch
    the lowest and the highest are kept.

    >>> days = [datetime.date(2026, 1, n) for n in range(1, 9)]
    >>> [int(value) for _, value in thinned(list(zip(days, map(Decimal, [5, 1, 2, 9, 3, 4, 4, 6]))), 6)]
    [5, 1, 9, 3, 4, 6]
    """
    if len(points) <= most:
        return points
    inner = points[1:-1]
    stretches = (most - 2) // 2
    bounds = [len(inner) * n // stretches for n in range(stretches + 1)]
    return [points[0], *(p for a, b in pairwise(bounds) for p in _extremes(inner[a:b])), points[-1]]


def _extremes(stretch: list[_Point]) -> Iterator[_Point]:
    if stretch:
        ends = {min(stretch, key=lambda p: p[1]), max(stretch, key=lambda p: p[1])}
        yield from sorted(ends)
