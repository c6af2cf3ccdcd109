"""The map as a directed graph, in the words of the field; defaults are answered here.

`MapGraph` answers what a rule, a query or a picture asks of a map. An id stands for a
node of the results chain or a KPI; ids come in the order of the file unless it says
otherwise. Links that can't hold (to an unknown id, or to the wrong kind) are listed in
`unknown_ids` and `wrong_links` and take part in nothing else.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import networkx as nx

from strategymap import catalogue
from strategymap.bands import Band, bands_of
from strategymap.facts import Facts
from strategymap.finding import Origin
from strategymap.lagged import Lagged
from strategymap.leaves import Leaves
from strategymap.links import Link, harms_by_node, written_links
from strategymap.measure import Measure
from strategymap.measurements import Known, Measurements, Source, file_of, measurements_of
from strategymap.model import RUNGS, Element, Goal, Initiative, Kind, Kpi, Map, Node, Outcome, Role
from strategymap.reach import Reach
from strategymap.scorecard import Scorecard
from strategymap.walks import spread
from strategymap.wording import listed, quoted

if TYPE_CHECKING:
    from strategymap.loader import LoadedMap


class MapGraph:
    """A read-only map: nodes of the chain, KPIs, and the links between them."""

    def __init__(
        self, loaded: LoadedMap, *, as_of: datetime.date | None = None, sources: Sequence[Source] = ()
    ) -> None:
        self._loaded = loaded
        self._as_of = as_of
        self._sources = sources
        self.elements: dict[str, Element] = {}
        self.origins: dict[str, Origin] = {}
        for name, element, origin in loaded.elements():
            self.elements[name] = element
            self.origins[name] = origin
        self.unknown_ids: list[Link] = []
        self.wrong_links: list[Link] = []
        self.links: list[Link] = []
        self._link_up()

    def _link_up(self) -> None:
        for name, element in self.elements.items():
            for link in written_links(name, element, self.origins[name]):
                target = self.elements.get(link.target)
                if target is None:
                    self.unknown_ids.append(link)
                elif isinstance(target, Kpi) != (link.relation == "balances"):
                    self.wrong_links.append(link)
                else:
                    self.links.append(link)

    @property
    def named_links(self) -> int:
        """How many links the map names, those to unknown ids included; a KPI under a node
        measures it without naming it."""
        written = (*self.links, *self.unknown_ids, *self.wrong_links)
        return sum(not link.implied for link in written)

    # What is on the map

    @property
    def map(self) -> Map:
        """What the map itself says."""
        return self._loaded.map

    @property
    def loaded(self) -> LoadedMap:
        """The files that the map came from, with the places in them."""
        return self._loaded

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The initiatives, outputs, outcomes and goals."""
        return {name: element for name, element in self.elements.items() if isinstance(element, Node)}

    @cached_property
    def kpis(self) -> dict[str, Kpi]:
        """The KPIs."""
        return {name: element for name, element in self.elements.items() if isinstance(element, Kpi)}

    def __contains__(self, name: str) -> bool:
        return name in self.elements

    def of_kind(self, kind: Kind) -> list[str]:
        """The ids of one kind."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> dict[Kind, list[str]]:
        found: dict[Kind, list[str]] = {kind: [] for kind in (*RUNGS, "kpi")}
        for name, element in self.elements.items():
            found[element.kind].append(name)
        return found

    def kind(self, name: str) -> Kind:
        """goal, outcome, output, initiative or kpi."""
        return self.elements[name].kind

    def rung(self, name: str) -> int:
        """Initiative 0, output 1, outcome 2, goal 3."""
        return self.nodes[name].rung

    def title(self, name: str) -> str:
        """The title of a node or KPI."""
        return self.elements[name].title

    def named(self, name: str) -> str:
        """How a remark names it: goal "Improve customer loyalty"."""
        kind = self.elements[name].kind
        return f"{'KPI' if kind == 'kpi' else kind} {quoted(self.title(name))}"

    def listed(self, names: Iterable[str], most: int = 8) -> str:
        """Titles in one line, in the order given; those beyond `most` are counted."""
        everything = list(names)
        titles = [quoted(self.title(name)) for name in everything[:most]]
        if len(everything) > most:
            titles.append(f"{len(everything) - most} more")
        return listed(titles)

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
        return set(nx.ancestors(self._stranded, name)) if name in self._stranded else set()

    @cached_property
    def _stranded(self) -> nx.DiGraph[str]:
        """The part of the chain graph that is no goal and reaches none."""
        return self.chain.subgraph([n for n in self.nodes if not self.facts.reaches_goal(n)]).copy()

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
        return {
            name
            for name, kpi in self.kpis.items()
            if kpi.rewarded or any(target in self._paid for target in self._targets[name])
        }

    def reward_behind(self, kpi: str) -> str | None:
        """The initiative that rewards a KPI by supporting what it measures; of several the
        smallest id. None where the KPI alone says that it is rewarded, or isn't."""
        return min((self._paid[node] for node in self._targets[kpi] if node in self._paid), default=None)

    @cached_property
    def _paid(self) -> dict[str, str]:
        """The nodes that initiatives support which provide a reward, each with one of these."""
        return {
            target: name
            for name in sorted(self.of_kind("initiative"), reverse=True)
            if cast(Initiative, self.nodes[name]).provides == "reward"
            for target in self.chain.successors(name)
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self.elements)

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
