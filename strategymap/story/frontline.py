"""What the front line sees: what its work contributes and why it matters, without a number.

A node is told in the words of its `say`, else by its title. Reasons that hold a digit are
left out: they argue with numbers. KPIs are not named at all, but for their `say` and limits.
Rewards are left out too: pay is a means of those who lead, and no work that anybody is proud of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from strategymap.graph import MapGraph
from strategymap.model import Goal, Initiative, Kpi, Outcome
from strategymap.owners import Owner
from strategymap.story.editions import Cover, Frontline, Link, Team, Way
from strategymap.walks import shortest_ways

#: What fits on a page of a team; of ways the others are counted.
MOST_WAYS = 6
MOST_LIMITS = 8
MOST_ALSO = 3
MOST_WORK = 12


def frontline_of(graph: MapGraph, cover: Cover, owners: Sequence[Owner]) -> Frontline:
    """The page for the front line: a part for each of these owners who does some of the work.
    One who holds goals alone has a part only where the page is theirs."""
    working = [owner for owner in owners if cover.owner or _near_work(graph, owner)]
    return Frontline(
        cover=cover,
        aims=tuple(said(graph, name) for name in sorted(graph.top_goals)),
        mission=graph.map.mission or graph.map.vision or "",
        teams=tuple(_team(graph, owner) for owner in working),
        above=tuple(owner.name for owner in owners if owner not in working),
    )


def said(graph: MapGraph, name: str) -> str:
    """A node or KPI in the words of the front line."""
    element = graph.elements[name]
    words = element.say if isinstance(element, (Goal, Outcome, Kpi)) else None
    return (words or element.title).strip().rstrip(".")


def _nodes_of(graph: MapGraph, owner: Owner) -> list[str]:
    """What an owner works on, from the bottom up: the nodes that they hold, and those that
    their KPIs measure, without rewards."""
    nodes = {name for name in owner.holds if name in graph.nodes and not _is_reward(graph, name)}
    nodes.update(node for name in owner.holds if name in graph.kpis for node in graph.measured_by(name))
    return sorted(nodes, key=lambda name: (graph.rung(name), name))


def _is_reward(graph: MapGraph, name: str) -> bool:
    node = graph.nodes[name]
    return isinstance(node, Initiative) and node.provides == "reward"


def _near_work(graph: MapGraph, owner: Owner) -> bool:
    return any(graph.kind(name) != "goal" for name in _nodes_of(graph, owner))


def _team(graph: MapGraph, owner: Owner) -> Team:
    nodes = _nodes_of(graph, owner)
    ways = _ways(graph, nodes)
    near = set(nodes) | graph.upward(nodes)
    kpis = sorted(
        {k for n in nodes for k in graph.kpis_of(n)}.union(n for n in owner.holds if n in graph.kpis)
    )
    limits = dict.fromkeys(limit.strip().rstrip(".") for kpi in kpis for limit in graph.kpis[kpi].limits)
    told = [kpi for kpi in kpis if graph.kpis[kpi].say]
    serves = dict.fromkeys(
        graph.nodes[name].for_ or "" for name in sorted(near, key=lambda n: (graph.rung(n), n))
    )
    return Team(
        name=owner.name,
        work=tuple(dict.fromkeys(said(graph, name) for name in _own_words_first(graph, [*nodes, *told])))[
            :MOST_WORK
        ],
        ways=tuple(ways[:MOST_WAYS]),
        more_ways=max(0, len(ways) - MOST_WAYS),
        serves=tuple(filter(None, serves)),
        never=tuple(limits)[:MOST_LIMITS],
        care=tuple(_care(graph, nodes)),
    )


def _own_words_first(graph: MapGraph, names: list[str]) -> list[str]:
    """What is written for the front line stands before what is not."""
    return sorted(names, key=lambda name: said(graph, name) == graph.title(name).strip().rstrip("."))


def _ways(graph: MapGraph, nodes: list[str]) -> list[Way]:
    """From each node a way to a top goal, unless a way before it went through."""
    ways, told = [], set[str]()
    tops = set(graph.top_goals)
    for name in nodes:
        if name in told:
            continue
        way = _way(graph, name, tops)
        also = sorted(tops.intersection(graph.upward([name])).difference(way))[:MOST_ALSO]
        meets = next((n for n, other in enumerate(way) if other in told), len(way) - 1)
        ways.append(
            Way(
                links=tuple(_links(graph, way[: meets + 1])),
                ends=way[-1] in tops,
                joins=way[meets] in told and meets < len(way) - 1,
                also=tuple(said(graph, other) for other in also),
            )
        )
        told.update(way)
    return ways


def _way(graph: MapGraph, name: str, tops: set[str]) -> list[str]:
    """The shortest way to a top goal by way of the nearest goal about customers, if there is one."""
    customers = {goal for goal in graph.of_kind("goal") if graph.is_customer_goal(goal)}
    lead = next(iter(shortest_ways(graph.supports, [name], customers.__contains__, 1)), [name])
    rest = next(iter(shortest_ways(graph.supports, [lead[-1]], tops.__contains__, 1)), [])
    return lead + rest[1:] if rest else _as_far_as_it_goes(graph, name)


def _as_far_as_it_goes(graph: MapGraph, name: str) -> list[str]:
    """A way up from a node that leads to no top goal."""
    ends = {end for loop in graph.reach.ends for end in loop}
    return next(iter(shortest_ways(graph.supports, [name], ends.__contains__, 1)), [name])


def _links(graph: MapGraph, way: list[str]) -> Iterable[Link]:
    yield Link(said(graph, way[0]))
    for source, target in pairwise(way):
        because = graph.link(source, target).reason
        yield Link(said(graph, target), "" if any(map(str.isdigit, because)) else because)


def _care(graph: MapGraph, nodes: list[str]) -> Iterable[tuple[str, str, str]]:
    """What of the work can work against what, and why."""
    for source in nodes:
        for target, link in sorted(graph.harms[source].items()):
            because = "" if any(map(str.isdigit, link.reason)) else link.reason
            yield said(graph, source), said(graph, target), because
