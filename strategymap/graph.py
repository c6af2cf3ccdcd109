"""The map as a directed graph, in the words of the field; defaults are answered here.

`MapGraph` answers what a rule, a query or a picture asks of a map. An id stands for a
node of the results chain or a KPI; ids come in the order of the file unless it says
otherwise. Links that can't hold (to an unknown id, or to the wrong kind) are listed in
`unknown_ids` and `wrong_links` and take part in nothing else.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import networkx as nx

from strategymap import catalogue
from strategymap.bands import Band, bands_of
from strategymap.elements import Elements
from strategymap.facts import Facts
from strategymap.lagged import Lagged
from strategymap.leaves import Leaves
from strategymap.links import Link, harms_by_node, written_links
from strategymap.measure import Measure
from strategymap.measurements import Known, Measurements, Source, file_of, measurements_of
from strategymap.model import Goal, Kpi, Node, Outcome, Role
from strategymap.reach import Reach
from strategymap.rewards import Rewards
from strategymap.scorecard import Scorecard
from strategymap.walks import spread

if TYPE_CHECKING:
    from strategymap.loader import LoadedMap


class MapGraph(Elements):
    """A read-only map: nodes of the chain, KPIs, and the links between them."""

    def __init__(
        self, loaded: LoadedMap, *, as_of: datetime.date | None = None, sources: Sequence[Source] = ()
    ) -> None:
        super().__init__(loaded)
        self._as_of = as_of
        self._sources = sources
        self.links, self.unknown_ids, self.wrong_links = written_links(self.elements, self.origins)

    @property
    def named_links(self) -> int:
        """How many links the map names, those to unknown ids included; a KPI under a node
        measures it without naming it."""
        written = (*self.links, *self.unknown_ids, *self.wrong_links)
        return sum(not link.implied for link in written)

    @cached_property
    def as_of(self) -> datetime.date:
        """The day from which the map is judged: as asked for, else the map's, else today, which
        stays the same day when midnight passes."""
        return self._as_of or self.map.as_of or datetime.date.today()

    # The results chain

    @cached_property
    def chain(self) -> nx.DiGraph[str]:
        """The chain graph: every node, and an edge for each `supports` link that is no
        feedback; the edge's `link` is the Link."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.nodes)
        graph.add_edges_from((link.source, link.target, {"link": link}) for link in self.chain_links)
        nx.freeze(graph)
        return graph

    @cached_property
    def chain_links(self) -> list[Link]:
        """The links of the chain graph."""
        return [link for link in self.links if link.relation == "supports" and not link.feedback]

    @cached_property
    def facts(self) -> Facts:
        """What rules ask of all that lies below or above a node."""
        return Facts(self)

    @cached_property
    def reach(self) -> Reach:
        """What lies above and below each node, by one pass over the loops of the chain."""
        return Reach(self.chain)

    def link(self, source: str, target: str) -> Link:
        """The `supports` link between two nodes of the chain."""
        return cast(Link, self.chain.edges[source, target]["link"])

    def supports(self, name: str) -> list[str]:
        """The nodes that a node supports directly."""
        return list(self.chain.successors(name))

    def supporters_of(self, name: str) -> list[str]:
        """The nodes that support a node directly."""
        return list(self.chain.predecessors(name))

    def behind(self, name: str) -> set[str]:
        """All nodes that a node leads to, itself not included: the goals behind the goal."""
        return set(nx.descendants(self.chain, name))

    def upward(self, names: Iterable[str]) -> set[str]:
        """Some nodes and all that they lead to."""
        return spread(self.chain.successors, names)

    def drivers_of(self, name: str) -> set[str]:
        """All nodes that lead to a node, itself not included."""
        return set(nx.ancestors(self.chain, name))

    def stranded_below(self, name: str) -> set[str]:
        """The nodes that lead to a node and by no way to a goal, itself not included; empty
        where the node is or reaches a goal. Linear in the answer."""
        return self.facts.stranded_below(name)

    @cached_property
    def top_goals(self) -> list[str]:
        """The goals that support no other node."""
        return [
            name
            for name in self.of_kind("goal")
            if all(target == name for target in self.chain.successors(name))
        ]

    # Measures

    @cached_property
    def _targets(self) -> dict[str, list[str]]:
        measured: dict[str, list[str]] = {name: [] for name in self.kpis}
        for link in self.links:
            if link.relation == "measures" and link.target not in measured[link.source]:
                measured[link.source].append(link.target)
        return measured

    @cached_property
    def _measured_by(self) -> dict[str, list[str]]:
        by: dict[str, list[str]] = {name: [] for name in self.nodes}
        for kpi, targets in self._targets.items():
            for target in targets:
                by[target].append(kpi)
        return by

    def measured_by(self, kpi: str) -> list[str]:
        """The nodes that a KPI measures."""
        return self._targets[kpi]

    def kpis_of(self, name: str) -> list[str]:
        """The KPIs that measure a node itself: M(n)."""
        return self._measured_by[name]

    def leaves_of(self, name: str) -> list[str]:
        """The KPIs that measure a node or anything that leads to it: K(n), sorted. Costs
        little more than the answer."""
        return sorted({kpi for node in self._leaves.of(name) for kpi in self._measured_by[node]})

    @cached_property
    def _leaves(self) -> Leaves:
        measured = {node for node, kpis in self._measured_by.items() if kpis}
        return Leaves(self.chain, self.reach, measured)

    @cached_property
    def balances(self) -> dict[str, set[str]]:
        """For each KPI those that it balances and those that balance it; itself left out."""
        pairs: dict[str, set[str]] = {name: set() for name in self.kpis}
        for link in self.links:
            if link.relation == "balances" and link.source != link.target:
                pairs[link.source].add(link.target)
                pairs[link.target].add(link.source)
        return pairs

    # Harm

    @cached_property
    def harms(self) -> dict[str, dict[str, Link]]:
        """For each node what it harms, by its own links or those of a KPI that measures it;
        its own link comes first, then that of the smallest id. Links marked as feedback are
        left out."""
        return harms_by_node(self.nodes, self._targets, self.links)

    def works_against(self, name: str) -> set[str]:
        """What a node works against, H(n): what it or a node behind it harms, and all that
        this leads to. For a KPI: that of all the nodes that it measures."""
        starts = self.measured_by(name) if name in self.kpis else [name]
        struck = {target for source in self.upward(starts) for target in self.harms[source]}
        return self.upward(struck)

    # Perspectives

    @cached_property
    def perspectives(self) -> dict[str, Band]:
        """The perspectives by id, top to bottom."""
        return bands_of(self.map)

    def perspective(self, name: str) -> Band | None:
        """The perspective in which a node stands; None without one, or with one that the
        map doesn't declare."""
        element = self.elements[name]
        return self.perspectives.get(element.perspective or "") if isinstance(element, Node) else None

    def role(self, name: str) -> Role | None:
        """The role of a node's perspective."""
        band = self.perspective(name)
        return band.role if band else None

    # Meanings

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The KPIs, completed by the catalogue."""
        return {
            name: Measure(kpi, catalogue.find(catalogue=kpi.catalogue, title=kpi.title, id=name))
            for name, kpi in self.kpis.items()
        }

    @property
    def tables(self) -> list[Path]:
        """The files with measurements: those that the map names, and those given beside it."""
        named = [file_of(target, self._loaded.folder) for target in self.map.measurements]
        return [*named, *(source.path for source in self._sources if source.path)]

    @cached_property
    def measurements(self) -> Measurements:
        """The histories from tables: those that the map names, and those given beside it. They
        are read when they are first asked for. Raises MeasurementsError."""
        if not self.map.measurements and not self._sources:
            return Measurements()
        known = {name: Known(each.kpi.title, each.unit) for name, each in self.measures.items()}
        return measurements_of(self._loaded, self._sources, known)

    @cached_property
    def scorecard(self) -> Scorecard:
        """How far the KPIs and nodes have come."""
        return Scorecard(self)

    @cached_property
    def lagged(self) -> Lagged:
        """Causes and effects, each on its own day."""
        return Lagged(self)

    def focus(self, name: str) -> str | None:
        """What a node or KPI is about: as given; else a KPI's from the catalogue; else
        `experience` for a goal in a customer perspective."""
        element = self.elements[name]
        if isinstance(element, Kpi):
            return self.measures[name].focus
        if element.focus is None and isinstance(element, Goal) and self.role(name) == "customer":
            return "experience"
        return element.focus

    def is_customer_goal(self, name: str) -> bool:
        """A goal about loyalty or experience, or an outcome that states such a focus."""
        element = self.elements[name]
        focus = self.focus(name) if isinstance(element, Goal) else element.focus
        return isinstance(element, (Goal, Outcome)) and focus in {"loyalty", "experience"}

    @cached_property
    def customer_goals(self) -> list[str]:
        """The customer goals."""
        return [name for name in self.nodes if self.is_customer_goal(name)]

    @cached_property
    def rewarded(self) -> set[str]:
        """The KPIs that pay, bonus or ranking hangs on: they say so, or an initiative that
        provides a reward supports a node that they measure."""
        return self._rewards.kpis

    def reward_behind(self, kpi: str) -> str | None:
        """The initiative that rewards a KPI by supporting what it measures; of several the
        smallest id. None where the KPI alone says that it is rewarded, or isn't."""
        return self._rewards.behind(kpi)

    @cached_property
    def _rewards(self) -> Rewards:
        return Rewards(self)

    def digraph(self) -> nx.DiGraph[str]:
        """The whole map as one read-only networkx graph: a node for every node and KPI with
        its `kind` and `title`, an edge for every pair that is linked, with the Link under
        the name of each relation that holds between them."""
        graph: nx.DiGraph[str] = nx.DiGraph(title=self.map.title)
        for name, element in self.elements.items():
            graph.add_node(name, kind=element.kind, title=element.title)
        for link in self.links:
            attributes: Mapping[str, Any] = {link.relation: link}
            graph.add_edge(link.source, link.target, **attributes)
        nx.freeze(graph)
        return graph
