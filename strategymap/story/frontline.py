"""What the front line sees: what its work contributes and why it matters, without a number.

A node is told in the words of its `say`, else by its title. Reasons that hold a digit are
left out: they argue with numbers. KPIs are not named at all, but for their `say` and limits.
Rewards are left out too: pay is a means of those who lead, and no work that anybody is proud of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.model import Kind
from strategymap.owners import Owner
from strategymap.rewards import is_reward
from strategymap.story.editions import Cover, Frontline, Team
from strategymap.story.ways import Ways, said, without_numbers

#: What fits on a page of a team; of ways the others are counted.
MOST_WAYS = 6
MOST_LIMITS = 8
MOST_WORK = 12
MOST_IN_HEADING = 2

#: What a team is known by: what its work delivers, else what this changes, and only then the
#: projects and the goals.
_KNOWN_BY: tuple[Kind, ...] = ("output", "outcome", "initiative", "goal")


def frontline_of(
    graph: MapGraph, findings: Iterable[Finding], cover: Cover, owners: Sequence[Owner]
) -> Frontline:
    """The page for the front line: a part for each of these owners who does some of the work.
    One who holds goals alone has a part only where the page is theirs."""
    ways = Ways(graph, findings)
    working = [owner for owner in owners if cover.owner or _near_work(graph, owner)]
    working.sort(key=lambda owner: _place(graph, owner))
    return Frontline(
        cover=cover,
        aims=tuple(said(graph, name) for name in sorted(graph.top_goals)),
        mission=graph.map.mission or graph.map.vision or "",
        teams=tuple(_team(graph, ways, owner) for owner in working),
        above=tuple(owner.name for owner in owners if owner not in working),
    )


def _nodes_of(graph: MapGraph, owner: Owner) -> list[str]:
    """What an owner works on, from the bottom up: the nodes that they hold, and those that
    their KPIs measure, without rewards."""
    nodes = {name for name in owner.holds if name in graph.nodes and not is_reward(graph.nodes[name])}
    nodes.update(node for name in owner.holds if name in graph.kpis for node in graph.measured_by(name))
    return sorted(nodes, key=lambda name: (graph.rung(name), name))


def _near_work(graph: MapGraph, owner: Owner) -> bool:
    return any(graph.kind(name) != "goal" for name in _nodes_of(graph, owner))


def _place(graph: MapGraph, owner: Owner) -> tuple[bool, int, bool, str]:
    """Where the part of an owner stands: from the lowest rung up, who holds a top goal last. On
    one rung those come first who do the work and answer for nothing but it."""
    nodes = _nodes_of(graph, owner)
    steers = not set(nodes) & set(owner.holds) or any(graph.kind(name) == "goal" for name in nodes)
    lowest = min(map(graph.rung, nodes), default=len(_KNOWN_BY))
    return any(name in graph.top_goals for name in nodes), lowest, steers, owner.name.casefold()


def _heading(graph: MapGraph, owner: Owner, nodes: list[str]) -> tuple[str, ...]:
    """What a team's work is called: of the first kind that it holds, what has words of its own
    first, then that on which most hangs."""
    own = [name for name in nodes if name in owner.holds] or nodes
    known = next(filter(None, ([n for n in own if graph.kind(n) == kind] for kind in _KNOWN_BY)), [])
    known.sort(key=lambda name: -len(graph.supports(name)) - len(graph.supporters_of(name)))
    titles = dict.fromkeys(said(graph, name) for name in _own_words_first(graph, known))
    return tuple(titles)[:MOST_IN_HEADING]


def _team(graph: MapGraph, ways: Ways, owner: Owner) -> Team:
    nodes = _nodes_of(graph, owner)
    leads = ways.of(nodes)
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
        heading=_heading(graph, owner, nodes),
        name=owner.name,
        work=tuple(dict.fromkeys(said(graph, name) for name in _own_words_first(graph, [*nodes, *told])))[
            :MOST_WORK
        ],
        ways=tuple(leads[:MOST_WAYS]),
        more_ways=max(0, len(leads) - MOST_WAYS),
        serves=tuple(filter(None, serves)),
        never=tuple(limits)[:MOST_LIMITS],
        care=tuple(_care(graph, nodes)),
    )


def _own_words_first(graph: MapGraph, names: list[str]) -> list[str]:
    """What is written for the front line stands before what is not."""
    return sorted(names, key=lambda name: said(graph, name) == graph.title(name).strip().rstrip("."))


def _care(graph: MapGraph, nodes: list[str]) -> Iterable[tuple[str, str, str]]:
    """What of the work can work against what, and why."""
    for source in nodes:
        for target, link in sorted(graph.harms[source].items()):
            yield said(graph, source), said(graph, target), without_numbers(link.reason)
