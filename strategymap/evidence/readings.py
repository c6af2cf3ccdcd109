"""What the KPIs of a map bring to a comparison: histories in which more is better."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from operator import and_
from typing import TYPE_CHECKING

from strategymap.evidence.answer import PERIODS_NEEDED
from strategymap.evidence.periods import History, Shared, grid, shared

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

#: How many KPIs stand for one node.
_MOST_KPIS = 2
#: A KPI that keeps its value over more than this share of the steps from period to period tells
#: too little, and so do several that keep theirs at the same steps: they are taken more seldom
#: than they are reported.
_MOST_STILL = 0.5
_MOST_STILL_TOGETHER = 0.25


class Readings:
    """The histories of a map, each turned so that more is better: where less is better the sign
    is changed, and of a range target only the distance counts. Where nobody says what is
    better, and for context, they stay as they are."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph

    def kpis_of(self, node: str) -> list[str]:
        """The KPIs with a history that stand for a node, at most two: the headline first, then
        those with a direction, then those with most readings."""
        known = [kpi for kpi in self._graph.kpis_of(node) if self.histories[kpi]]
        return sorted(known, key=self._rank)[:_MOST_KPIS]

    def _rank(self, kpi: str) -> tuple[bool, bool, int, str]:
        headline = bool(self._graph.kpis[kpi].headline)
        return not headline, not self.has_direction(kpi), -len(self.histories[kpi]), kpi

    def has_direction(self, kpi: str) -> bool:
        """Whether we know what is better."""
        direction = self._graph.measures[kpi].direction
        return direction in {"up", "down"} or (direction == "range" and self._range(kpi) is not None)

    @cached_property
    def histories(self) -> dict[str, History]:
        """The dated actuals of each KPI."""
        return {kpi: self._turned(kpi) for kpi in self._graph.kpis}

    def _turned(self, kpi: str) -> History:
        readings = self._graph.scorecard.history(kpi)
        dated = [(each.at, float(each.value.number)) for each in readings if each.at]
        direction, ends = self._graph.measures[kpi].direction, self._range(kpi)
        if direction == "range" and ends is not None:
            low, high = ends
            return [(at, -max(low - value, value - high, 0.0)) for at, value in dated]
        sign = -1.0 if direction == "down" else 1.0
        return [(at, sign * value) for at, value in dated]

    def _range(self, kpi: str) -> tuple[float, float] | None:
        target = self._graph.kpis[kpi].target
        low, high = target.between if target and target.between else (None, None)
        return (float(low.number), float(high.number)) if low and high else None

    def shared(self, *kpis: str) -> Shared:
        """What some KPIs have in common, in the order given."""
        histories = [self.histories[kpi] for kpi in kpis]
        return shared(histories, grid(histories, [self._graph.kpis[kpi].every for kpi in kpis]))


@dataclass(frozen=True, slots=True)
class Fitness:
    """Whether a stretch of history can be compared: how many periods it takes, and which of its
    series hardly ever change (their places)."""

    needed: int
    still: tuple[int, ...]
    enough: bool


def fitness(stretch: Shared, needed: int = PERIODS_NEEDED) -> Fitness:
    """Whether there is enough in it."""
    kept = [[before == after for before, after in pairwise(values)] for values in stretch.values]
    steps = len(stretch.values[0]) - 1
    still = tuple(at for at, each in enumerate(kept) if sum(each) > _MOST_STILL * steps)
    for one, other in combinations(range(len(kept)), 2):
        if sum(map(and_, kept[one], kept[other])) > _MOST_STILL_TOGETHER * steps:
            still = tuple(sorted({*still, one, other}))
    return Fitness(needed, still, stretch.read >= needed and not still)
