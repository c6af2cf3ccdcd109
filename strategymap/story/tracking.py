"""How we will know: the KPIs, each with the reason why it is tracked."""

from __future__ import annotations

from functools import cached_property

from strategymap.graph import MapGraph
from strategymap.model import RUNGS
from strategymap.story.naming import all_named, facts_of, figures_of
from strategymap.story.told import Tracked, TrackedGroup
from strategymap.walks import shortest_ways

#: Goals behind a KPI that are named; that there are more is said.
MOST_BEHIND = 3

_SOURCES = {
    "survey": "a survey",
    "customer-feedback": "customer feedback",
    "operations": "operations",
    "finance": "finance",
    "people": "people records",
    "audit": "an audit",
    "other": "another source",
}


class Tracking:
    """The KPIs of one map."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph

    def groups(self) -> tuple[TrackedGroup, ...]:
        """The KPIs that measure something, by the perspective of the highest node that they
        measure: the perspectives from the top, those of nodes without one last."""
        groups: dict[int, list[str]] = {}
        for kpi in self._graph.kpis:
            if self._graph.measured_by(kpi):
                groups.setdefault(self._standing(kpi)[0], []).append(kpi)
        titles = {band.position: band.title for band in self._graph.perspectives.values()}
        without = "Without a perspective" if len(groups) > 1 else ""
        return tuple(
            TrackedGroup(
                titles.get(position, without),
                tuple(self.of(kpi) for kpi in sorted(kpis, key=self._standing)),
            )
            for position, kpis in sorted(groups.items())
        )

    @property
    def in_reading_order(self) -> list[str]:
        """The ids of all KPIs, those that tell about no node last."""
        telling = [kpi for kpi in self._graph.kpis if self._graph.measured_by(kpi)]
        loose = [kpi for kpi in self._graph.kpis if not self._graph.measured_by(kpi)]
        return sorted(telling, key=self._standing) + sorted(loose)

    def loose(self) -> tuple[Tracked, ...]:
        """The KPIs that tell about no node."""
        return tuple(self.of(kpi) for kpi in sorted(self._graph.kpis) if not self._graph.measured_by(kpi))

    def _standing(self, kpi: str) -> tuple[int, int, str, str]:
        """Where a KPI stands: at the highest node that it measures."""
        places = []
        for name in self._graph.measured_by(kpi):
            band = self._graph.perspective(name)
            position = band.position if band else len(self._graph.perspectives)
            places.append((position, len(RUNGS) - self._graph.rung(name), name, kpi))
        return min(places)

    def of(self, name: str) -> Tracked:
        """One KPI."""
        graph, kpi = self._graph, self._graph.kpis[name]
        measured = sorted(graph.measured_by(name))
        behind = self._goals_behind(measured)
        return Tracked(
            facts=facts_of(graph, name),
            figures=figures_of(graph, name),
            tells_about=all_named(graph, measured),
            behind=all_named(graph, behind[:MOST_BEHIND]),
            others_behind=len(behind) > MOST_BEHIND,
            tops=all_named(graph, sorted(self._tops(measured).difference(measured, behind))),
            decision=kpi.decision or "",
            every=kpi.every or "",
            source=_SOURCES.get(graph.measures[name].source or "", ""),
            balances=all_named(graph, sorted(graph.balances[name])),
            rewarded=name in graph.rewarded,
            limits=kpi.limits,
        )

    def _goals_behind(self, measured: list[str]) -> list[str]:
        """The first goal on each way up, and one more than is told where there are more."""
        graph = self._graph
        ways = shortest_ways(
            graph.supports,
            measured,
            lambda name: graph.kind(name) == "goal" and name not in measured,
            MOST_BEHIND + 1,
        )
        return [way[-1] for way in ways]

    def _tops(self, measured: list[str]) -> set[str]:
        return {self._top_above[name] for name in measured if name in self._top_above}

    @cached_property
    def _top_above(self) -> dict[str, str]:
        """For each node the nearest top goal."""
        return self._graph.reach.nearest_above(self._graph.top_goals)
