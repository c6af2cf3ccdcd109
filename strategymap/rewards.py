"""What pay, bonus or ranking hangs on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from strategymap.model import Initiative, Node

if TYPE_CHECKING:
    from strategymap.graph import MapGraph


class Rewards:
    """The KPIs of a map that are rewarded, and by which initiatives."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph

    @cached_property
    def kpis(self) -> set[str]:
        """The KPIs that say that they are rewarded, or that measure a node which an initiative
        supports that provides a reward."""
        return {
            name
            for name, kpi in self._graph.kpis.items()
            if kpi.rewarded or any(node in self._paid for node in self._graph.measured_by(name))
        }

    def behind(self, kpi: str) -> str | None:
        """The initiative that rewards a KPI by supporting what it measures; of several the
        smallest id."""
        measured = self._graph.measured_by(kpi)
        return min((self._paid[node] for node in measured if node in self._paid), default=None)

    @cached_property
    def _paid(self) -> dict[str, str]:
        """The nodes that initiatives support which provide a reward, each with one of these."""
        return {
            target: name
            for name in sorted(self._graph.of_kind("initiative"), reverse=True)
            if is_reward(self._graph.nodes[name])
            for target in self._graph.chain.successors(name)
        }


def is_reward(node: Node) -> bool:
    """Whether it is an initiative that provides a reward."""
    return isinstance(node, Initiative) and node.provides == "reward"
