"""Questions to a map: what is the goal behind the goal, what drives this, which chains carry it?

The chains in an answer are a readable sample, the shortest first; everything else in it
is computed by reachability and complete.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from strategymap import paths
from strategymap.errors import UnknownNode
from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.model import Kind
from strategymap.statements import statement
from strategymap.walks import shortest_ways
from strategymap.wording import nearest

#: How many chains an answer holds unless asked otherwise.
LIMIT = 50


@dataclass(frozen=True, slots=True)
class Chain:
    """One line of argument: ids from the bottom up, the same as a sentence, and whether it
    goes over a harmful link."""

    nodes: tuple[str, ...]
    statement: str
    harms: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """The goals behind a node. `top_goals` and `harmed` are ids, sorted, and complete;
    `chains` is a sample, and `truncated` says that there are more."""

    node: str
    title: str
    kind: Kind
    chains: tuple[Chain, ...]
    top_goals: tuple[str, ...]
    harmed: tuple[str, ...]
    reaches_customer_goal: bool
    truncated: bool


@dataclass(frozen=True, slots=True)
class How:
    """What is meant to bring a node about: `drivers` and `kpis` (that tell) are ids, sorted,
    and complete; `chains` run from the bottom up to the node."""

    node: str
    title: str
    kind: Kind
    chains: tuple[Chain, ...]
    drivers: tuple[str, ...]
    kpis: tuple[str, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A chain that breaks: `joint` is the link that breaks it, or the node at which it
    starts or ends without another; `rule` says what is wrong there."""

    nodes: tuple[str, ...]
    joint: tuple[str, str | None]
    rule: str


@dataclass(frozen=True, slots=True)
class GoalChains:
    """The results chains that carry one goal; `goal` is None for those that lead to none."""

    goal: str | None
    complete: tuple[tuple[str, ...], ...]
    broken: tuple[Broken, ...]
    truncated: bool


def why(graph: MapGraph, name: str, limit: int = LIMIT) -> Why:
    """The goal behind the goal. Raises UnknownNode."""
    _known(graph, name)
    above = graph.upward(_starts_of(graph, name)[1])
    ends = set(_ends(graph)).union(graph.top_goals)
    ways, more = ways_up(graph, name, paths.UpTo(graph.chain, ends), limit)
    told = [Chain(nodes, statement(graph, nodes)) for nodes in ways]
    told += [
        Chain(nodes, statement(graph, nodes, link, at), harms=True)
        for nodes, link, at in harms_on_the_way(graph, name, limit)
    ]
    told.sort(key=lambda chain: (len(chain.nodes), chain.harms, chain.nodes, chain.statement))
    return Why(
        node=name,
        title=graph.title(name),
        kind=graph.kind(name),
        chains=tuple(told[:limit]),
        top_goals=tuple(sorted(above.intersection(graph.top_goals))),
        harmed=tuple(sorted(graph.works_against(name))),
        reaches_customer_goal=any(graph.is_customer_goal(other) for other in above),
        truncated=more or len(told) > limit,
    )


def how(graph: MapGraph, name: str, limit: int = LIMIT) -> How:
    """What drives a node, and the KPIs that tell. For a KPI: what drives what it measures.
    Raises UnknownNode."""
    _known(graph, name)
    ends = graph.measured_by(name) if name in graph.kpis else [name]
    drivers = set().union(*(graph.drivers_of(end) for end in ends))
    if name in graph.kpis:
        drivers |= set(ends)
    told: list[tuple[str, ...]] = []
    lines, truncated = paths.FromBelow(graph.chain, _starts(graph)), False
    for end in ends:
        found, more = lines.to(end, limit + 1)
        told += [tuple(chain) for chain in found]
        truncated |= more
    told.sort(key=lambda nodes: (len(nodes), nodes))
    leaves = {kpi for end in ends for kpi in graph.leaves_of(end)} - {name}
    return How(
        node=name,
        title=graph.title(name),
        kind=graph.kind(name),
        chains=tuple(Chain(nodes, statement(graph, nodes)) for nodes in told[:limit]),
        drivers=tuple(sorted(drivers)),
        kpis=tuple(sorted(leaves)),
        truncated=truncated or len(told) > limit,
    )


def chains(
    graph: MapGraph, start: str | None = None, end: str | None = None, limit: int = LIMIT
) -> tuple[GoalChains, ...]:
    """The results chains from `start` to `end`, or of every top goal, by its id: complete, or
    broken and where. Raises UnknownNode."""
    for name in filter(None, (start, end)):
        _known(graph, name)
    lines = _Lines(graph, start)
    goals = [end] if end is not None else sorted(graph.top_goals)
    told = [_chains_of(lines, goal, limit) for goal in goals]
    if start is not None and end is None:
        told = [found for found in told if found.complete or found.broken]
    if end is None:
        told += list(_leading_nowhere(lines, limit))
    return tuple(told)


def _known(graph: MapGraph, name: str) -> None:
    if name not in graph:
        close = nearest(name, graph.elements)
        hint = f'; the nearest is "{close}"' if close else ""
        raise UnknownNode(f'there is no node or KPI "{name}" on this map{hint}')


def _starts(graph: MapGraph) -> list[str]:
    """Where chains begin: nodes that nothing supports, and one of each loop that nothing feeds."""
    into = graph.chain.predecessors
    return [
        min(loop)
        for loop in graph.reach.components
        if all(other in loop for name in loop for other in into(name))
    ]


def _ends(graph: MapGraph) -> list[str]:
    """Where chains end: nodes that support nothing, and one of each loop that leads nowhere."""
    return [min(loop) for loop in graph.reach.ends]


def ways_up(graph: MapGraph, name: str, lines: paths.UpTo, limit: int) -> tuple[list[tuple[str, ...]], bool]:
    """Ways from a node or KPI up to where `lines` end, as ids, and whether there may be more:
    from each node at which they begin the shortest, one more than `limit`."""
    prefix, starts = _starts_of(graph, name)
    told: list[tuple[str, ...]] = []
    truncated = False
    for start in starts:
        if prefix and start in lines.ends:
            told.append((*prefix, start))
        found, more = lines.start_at(start, limit + 1)
        told += [(*prefix, *nodes) for nodes in found]
        truncated |= more
    return told, truncated


def harms_on_the_way(graph: MapGraph, name: str, limit: int) -> Iterator[tuple[tuple[str, ...], Link, int]]:
    """For each harm on the way up from a node or KPI, one more than `limit`: the shortest way
    to it and on to a top goal at risk, the harmful link, and the index of what it strikes."""
    prefix, starts = _starts_of(graph, name)
    above = sorted(graph.upward(starts))
    struck = [(source, link) for source in above for _, link in sorted(graph.harms[source].items())]
    ends = set(_ends(graph)).union(graph.top_goals) if struck else ()
    for source, link in struck[: limit + 1]:
        lead = (*prefix, *_shortest(graph, starts, {source}))
        yield (*lead, *_shortest(graph, [link.target], ends)), link, len(lead)


def _starts_of(graph: MapGraph, name: str) -> tuple[tuple[str, ...], list[str]]:
    """Where chains from a node or KPI begin: what is told before them, and the nodes."""
    return ((name,), graph.measured_by(name)) if name in graph.kpis else ((), [name])


def _shortest(graph: MapGraph, starts: Iterable[str], ends: Collection[str]) -> tuple[str, ...]:
    """A shortest chain from one of the starts to one of the ends, of which there is one."""
    (way,) = shortest_ways(graph.chain.successors, starts, ends.__contains__, 1)
    return tuple(way)


class _Lines:
    """The chains that begin at one node or KPI, or (None) at the bottom of the map."""

    def __init__(self, graph: MapGraph, start: str | None) -> None:
        self.graph = graph
        self.start = start
        self._prefix = (start,) if start is not None and start in graph.kpis else ()
        self._starts = self._beginnings()
        self._below = paths.FromBelow(graph.chain, self._starts)

    def _beginnings(self) -> list[str]:
        if self.start is None:
            return _starts(self.graph)
        return self.graph.measured_by(self.start) if self._prefix else [self.start]

    def to(self, end: str, limit: int) -> tuple[list[tuple[str, ...]], bool]:
        """Those that end at a node, and whether there may be more; none ends at a KPI."""
        if end in self.graph.kpis:
            return [], False
        direct = [(*self._prefix, end)] if self._prefix and end in self._starts else []
        found, more = self._below.to(end, limit)
        return [*direct, *((*self._prefix, *nodes) for nodes in found)], more

    def touch(self, name: str) -> bool:
        """Whether a node is where they begin, whatever lies above it."""
        return self.start is None or name in {self.start, *self._starts}


def _chains_of(lines: _Lines, goal: str, limit: int) -> GoalChains:
    """The chains up to one goal, each complete or broken."""
    found, more = lines.to(goal, limit)
    complete, broken = [], []
    for nodes in found:
        flaw = _flaw(lines.graph, nodes, from_the_bottom=lines.start is None)
        if flaw is None:
            complete.append(nodes)
        else:
            broken.append(flaw)
    return GoalChains(goal, tuple(complete), tuple(broken), more)


def _flaw(graph: MapGraph, nodes: tuple[str, ...], *, from_the_bottom: bool) -> Broken | None:
    """What breaks a chain: a link that skips a rung or runs back, or a start at an outcome
    that nothing brings about."""
    rungs = [name for name in nodes if name in graph.nodes]
    for source, target in pairwise(rungs):
        if graph.facts.skips_rung(source, target):
            return Broken(nodes, (source, target), "skipped-rung")
        if graph.facts.runs_back(source, target):
            return Broken(nodes, (source, target), "backward-link")
    if from_the_bottom and graph.facts.is_uncaused(rungs[0]):
        return Broken(nodes, (rungs[0], None), "uncaused-outcome")
    return None


def _leading_nowhere(lines: _Lines, limit: int) -> Iterator[GoalChains]:
    """The chains that end below every goal."""
    broken: list[Broken] = []
    truncated = False
    for end in sorted(_ends(lines.graph)):
        if lines.graph.facts.reaches_goal(end):
            continue
        found, more = lines.to(end, limit)
        if not found and lines.touch(end):
            found = [(end,)]
        broken += [Broken(nodes, (end, None), "dead-end") for nodes in found]
        truncated |= more
    if broken:
        yield GoalChains(None, (), tuple(broken[:limit]), truncated or len(broken) > limit)
