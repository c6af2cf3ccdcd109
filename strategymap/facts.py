"""What rules ask of all that lies below or above a node, answered in one pass for all nodes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from strategymap.model import Initiative, Role
from strategymap.walks import spread

if TYPE_CHECKING:
    import networkx as nx

    from strategymap.graph import MapGraph

# Facts of a node
GOAL = 1 << 0
CUSTOMER_GOAL = 1 << 1
CUSTOMER_ROLE = 1 << 2
PEOPLE_ROLE = 1 << 3
CAPABILITY = 1 << 9  # an initiative that provides one
# Facts of the KPIs that measure a node
KPI = 1 << 4
NOT_EFFICIENCY = 1 << 5
LISTENING = 1 << 6
LISTENING_TO_THE_WHOLE = 1 << 7  # no touchpoint, or the relationship
REWARDED_FOR_MORE = 1 << 8  # rewarded, and not for efficiency

_OF_ROLE: dict[Role | None, int] = {"customer": CUSTOMER_ROLE, "people": PEOPLE_ROLE}
_OF_LEAVES = KPI | NOT_EFFICIENCY | LISTENING | LISTENING_TO_THE_WHOLE | REWARDED_FOR_MORE


class Facts:
    """Short answers about whole branches: each costs a look-up, the first one a linear pass.

    The leaves of a node, K(n), are the KPIs that measure it or anything that leads to it.
    """

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph
        self._initiatives_below: dict[tuple[str | None, ...], dict[str, str]] = {}

    @cached_property
    def _own(self) -> dict[str, int]:
        graph = self._graph
        own = {name: _OF_ROLE.get(graph.role(name), 0) for name in graph.nodes}
        enabling = [name for name in graph.of_kind("initiative") if self._provides(name) == "capability"]
        having = {GOAL: graph.of_kind("goal"), CUSTOMER_GOAL: graph.customer_goals, CAPABILITY: enabling}
        for fact, names in having.items():
            for name in names:
                own[name] |= fact
        for kpi in graph.kpis:
            facts = self._of_kpi(kpi)
            for name in graph.measured_by(kpi):
                own[name] |= facts
        return own

    def _provides(self, name: str) -> str | None:
        node = self._graph.nodes[name]
        return node.provides if isinstance(node, Initiative) else None

    def _of_kpi(self, name: str) -> int:
        measure, kpi = self._graph.measures[name], self._graph.kpis[name]
        efficiency, listening = measure.is_efficiency, measure.is_listening
        whole = listening and kpi.touchpoint in {None, "relationship"}
        more = name in self._graph.rewarded and not efficiency
        return (
            KPI
            | NOT_EFFICIENCY * (not efficiency)
            | LISTENING * listening
            | LISTENING_TO_THE_WHOLE * whole
            | REWARDED_FOR_MORE * more
        )

    @cached_property
    def _below(self) -> dict[str, int]:
        return self._graph.reach.below(self._own)

    @cached_property
    def _above(self) -> dict[str, int]:
        return self._graph.reach.above(self._own)

    def _leaves(self, name: str, fact: int) -> bool:
        return bool((self._own[name] | self._below[name]) & _OF_LEAVES & fact)

    def skips_rung(self, source: str, target: str) -> bool:
        """Whether a link runs from an initiative or output straight to a goal, on a map that
        has outcomes."""
        rung, goal = self._graph.rung, self._graph.kind(target) == "goal"
        return goal and rung(source) < 2 and self._has_outcomes

    @cached_property
    def _has_outcomes(self) -> bool:
        return bool(self._graph.of_kind("outcome"))

    @cached_property
    def _has_lower_rungs(self) -> bool:
        return any(node.kind in {"output", "initiative"} for node in self._graph.nodes.values())

    def runs_back(self, source: str, target: str) -> bool:
        """Whether a link goes down a rung, unless it goes up a perspective."""
        if self._graph.rung(target) >= self._graph.rung(source):
            return False
        below, above = self._graph.perspective(source), self._graph.perspective(target)
        return not (below and above and above.position < below.position)

    def is_uncaused(self, name: str) -> bool:
        """Whether it is an outcome that nothing leads to, on a map that has outputs or
        initiatives."""
        return (
            self._graph.kind(name) == "outcome"
            and self._has_lower_rungs
            and all(other == name for other in self._graph.chain.predecessors(name))
        )

    def leads_to_goal(self, name: str) -> bool:
        """Whether a goal lies above the node, itself not counted."""
        return bool(self._above[name] & GOAL)

    def reaches_goal(self, name: str) -> bool:
        """Whether the node is a goal or leads to one."""
        return bool((self._own[name] | self._above[name]) & GOAL)

    def stranded_below(self, name: str) -> set[str]:
        """The nodes that lead to a node and by no way to a goal, itself not included; empty
        where the node is or reaches a goal."""
        if name not in self._stranded:
            return set()
        return spread(self._stranded.predecessors, [name]) - {name}

    @cached_property
    def _stranded(self) -> nx.DiGraph[str]:
        """The part of the chain graph that is no goal and reaches none."""
        return self._graph.chain.subgraph([n for n in self._graph.nodes if not self.reaches_goal(n)]).copy()

    def reaches_customer_goal(self, name: str) -> bool:
        """Whether the node is a customer goal or leads to one."""
        return bool((self._own[name] | self._above[name]) & CUSTOMER_GOAL)

    def rests_on_customer_goal(self, name: str) -> bool:
        """Whether a customer goal leads to the node, itself not counted."""
        return bool(self._below[name] & CUSTOMER_GOAL)

    def rests_on_role(self, name: str, *, customer: bool = False, people: bool = False) -> bool:
        """Whether a node in a perspective with one of the roles leads to the node."""
        return bool(self._below[name] & (CUSTOMER_ROLE * customer | PEOPLE_ROLE * people))

    def has_capability(self, name: str) -> bool:
        """Whether the node is an initiative that provides a capability, or one leads to it."""
        return bool((self._own[name] | self._below[name]) & CAPABILITY)

    def is_measured(self, name: str) -> bool:
        """Whether the node has leaves."""
        return self._leaves(name, KPI)

    def is_measured_below(self, name: str) -> bool:
        """Whether something that leads to the node is measured."""
        return bool(self._below[name] & KPI)

    def has_only_efficiency_leaves(self, name: str) -> bool:
        """Whether it has leaves, and all are efficiency KPIs."""
        return self._leaves(name, KPI) and not self._leaves(name, NOT_EFFICIENCY)

    def hears_customers(self, name: str) -> bool:
        """Whether a leaf is a listening KPI."""
        return self._leaves(name, LISTENING)

    def hears_the_relationship(self, name: str) -> bool:
        """Whether a listening leaf is taken at no single touchpoint, or says `relationship`."""
        return self._leaves(name, LISTENING_TO_THE_WHOLE)

    def pays_for_more_than_efficiency(self, name: str) -> bool:
        """Whether a leaf that is no efficiency KPI is rewarded."""
        return self._leaves(name, REWARDED_FOR_MORE)

    # The nearest of a kind

    def customer_goal_behind(self, name: str) -> str | None:
        """The nearest customer goal that a node leads to, itself first; of several the
        smallest id."""
        return self._customer_goals_above.get(name)

    def customer_goal_below(self, name: str) -> str | None:
        """The nearest customer goal that leads to a node, itself first."""
        return self._customer_goals_below.get(name)

    def goal_behind(self, name: str) -> str | None:
        """The nearest goal that a node leads to, itself first."""
        return self._goals_above.get(name)

    def voice_below(self, name: str) -> str | None:
        """A listening KPI of the node, or of the nearest node below it that has one."""
        heard = self._voices_below.get(name)
        return self._voices[heard] if heard is not None else None

    def initiative_below(self, name: str, *provides: str | None) -> str | None:
        """The nearest initiative that leads to a node, itself first. Where some are named, of
        those that provide one of these; None stands for what nobody has said."""
        found = self._initiatives_below.get(provides)
        if found is None:
            initiatives = self._graph.of_kind("initiative")
            wanted = [each for each in initiatives if not provides or self._provides(each) in provides]
            found = self._initiatives_below[provides] = self._graph.reach.nearest_below(wanted)
        return found.get(name)

    @cached_property
    def _customer_goals_above(self) -> dict[str, str]:
        return self._graph.reach.nearest_above(self._graph.customer_goals)

    @cached_property
    def _customer_goals_below(self) -> dict[str, str]:
        return self._graph.reach.nearest_below(self._graph.customer_goals)

    @cached_property
    def _goals_above(self) -> dict[str, str]:
        return self._graph.reach.nearest_above(self._graph.of_kind("goal"))

    @cached_property
    def _voices_below(self) -> dict[str, str]:
        return self._graph.reach.nearest_below(self._voices)

    @cached_property
    def _voices(self) -> dict[str, str]:
        """For each node with listening KPIs one of these."""
        listening = (
            kpi for kpi in sorted(self._graph.kpis, reverse=True) if self._graph.measures[kpi].is_listening
        )
        return {node: kpi for kpi in listening for node in self._graph.measured_by(kpi)}

    # What balances a KPI

    def counterpart(self, kpi: str) -> str | None:
        """A KPI of the map that usually balances this one, as the catalogue knows, and that
        has another focus: the usual one first, then the smallest id."""
        measure = self._graph.measures[kpi]
        for counter in measure.entry.counter if measure.entry else ():
            others = self._by_entry.get(counter, {}).items()
            found = [name for aspect, name in others if aspect != measure.aspect]
            if found:
                return min(found)
        return None

    @cached_property
    def _by_entry(self) -> dict[str, dict[str | None, str]]:
        """For each entry of the catalogue the KPIs that are it, one of each aspect."""
        found: dict[str, dict[str | None, str]] = {}
        for name in sorted(self._graph.kpis):
            measure = self._graph.measures[name]
            if measure.entry:
                found.setdefault(measure.entry.id, {}).setdefault(measure.aspect, name)
        return found

    def has_other_aspects(self, kpi: str) -> bool:
        """Whether a KPI of another focus measures a node that this one measures."""
        own = {self._graph.measures[kpi].aspect}
        return any(self._aspects[node] - own for node in self._graph.measured_by(kpi))

    @cached_property
    def _aspects(self) -> dict[str, set[str | None]]:
        measures = self._graph.measures
        return {
            node: {measures[kpi].aspect for kpi in self._graph.kpis_of(node)} for node in self._graph.nodes
        }
