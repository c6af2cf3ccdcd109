"""How does my work count? From what an owner holds to the top goals, as if/then statements.

The front line's words (`say`) stand for the titles of nodes where a map has them. As in all answers
of this kind the chains are a sample, the shortest first, and the ids are complete.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from strategymap import paths, queries, statements
from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.model import Kind
from strategymap.owners import owned_by

#: How many chains are told of each thing that is held, unless asked otherwise.
LIMIT = 10


@dataclass(frozen=True, slots=True)
class Way:
    """One line of argument: ids from the bottom up, the same as a sentence, and whether it
    goes over a harmful link. `brief` leaves out the reasons that an earlier one has given."""

    nodes: tuple[str, ...]
    statement: str
    brief: str
    harms: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A node or KPI that somebody holds, and where it leads. `say` has it in the words of the
    front line, or is None.

    `chains` lead from it to top goals, the shortest first; those with `harms` follow, which
    show what it works against on the way. At most `limit` of each kind are told, and
    `truncated` says that there are more. `top_goals` and `harmed` are ids, sorted, and
    complete; a top goal is among its own.
    """

    node: str
    title: str
    kind: Kind
    say: str | None
    chains: tuple[Way, ...]
    top_goals: tuple[str, ...]
    harmed: tuple[str, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody holds: the nodes, then the KPIs, those nearest to a top goal first and
    those that lead to none last. `top_goals` and `harmed` are ids, sorted, of all that it leads
    to and works against; `nowhere` are the ids of what leads to no top goal."""

    owner: str
    held: tuple[Held, ...]
    top_goals: tuple[str, ...]
    nowhere: tuple[str, ...]
    harmed: tuple[str, ...]
    truncated: bool


def sight(graph: MapGraph, owner: str, limit: int = LIMIT) -> Sight:
    """What an owner holds, and how it counts. Upper and lower case make no difference. Raises
    UnknownName, with the nearest owner and a list, for one who holds nothing."""
    found, seeing = owned_by(graph, owner), _Seeing(graph, limit)
    held = seeing.held(found.holds)
    return Sight(
        owner=found.name,
        held=tuple(held),
        top_goals=tuple(sorted({goal for each in held for goal in each.top_goals})),
        nowhere=tuple(each.node for each in held if not each.top_goals),
        harmed=tuple(sorted({name for each in held for name in each.harmed})),
        truncated=any(each.truncated for each in held),
    )


#: A way to a top goal, as ids; or to a harm and beyond, with the harmful link and the index
#: of what it strikes.
_Ways = list[tuple[str, ...]]
_Harms = list[tuple[tuple[str, ...], Link, int]]


class _Seeing:
    """One answer in the making; it remembers the links whose reasons are told."""

    def __init__(self, graph: MapGraph, limit: int) -> None:
        self._graph = graph
        self._limit = limit
        self._tops = set(graph.top_goals)
        self._lines = paths.UpTo(graph.chain, self._tops)
        self._told: set[tuple[str, str, str]] = set()
        self._whole = statements.Teller(graph, self._words, statements.because)
        self._brief = statements.Teller(graph, self._words, self._new_reason)

    def _words(self, name: str) -> str:
        # What is said of a KPI on the front line is a deed; in a chain it is the number that tells.
        said = statements.said(self._graph, name) if name in self._graph.nodes else ""
        return said or self._graph.title(name)

    def _new_reason(self, link: Link) -> str:
        key = (link.relation, link.source, link.target)
        if key in self._told:
            return ""
        self._told.add(key)
        return statements.because(link)

    def held(self, names: Iterable[str]) -> list[Held]:
        """What somebody holds, in reading order: as what is near the top goals comes first,
        few reasons are new further down."""
        found = {name: self._ways(name) for name in names}
        order = sorted(found, key=lambda name: self._place(name, found[name][0]))
        return [self._held(name, *found[name]) for name in order]

    def _ways(self, name: str) -> tuple[_Ways, _Harms, bool]:
        """The ways up and the harms, the shortest first, and whether there may be more."""
        ways, more = queries.ways_up(self._graph, name, self._lines, self._limit)
        harms = list(queries.harms_on_the_way(self._graph, name, self._limit))
        ways.sort(key=lambda nodes: (len(nodes), nodes))
        harms.sort(key=lambda harm: (len(harm[0]), harm[0], harm[2]))
        return ways, harms, more

    def _place(self, name: str, ways: _Ways) -> tuple[bool, bool, int, str, str]:
        graph, is_top = self._graph, name in self._tops
        leads_nowhere = not ways and not is_top
        steps = len(ways[0]) if ways and not is_top else 0
        return name in graph.kpis, leads_nowhere, steps, graph.title(name).casefold(), name

    def _held(self, name: str, ways: _Ways, harms: _Harms, more: bool) -> Held:
        graph, limit = self._graph, self._limit
        above = graph.upward(graph.measured_by(name) if name in graph.kpis else [name])
        return Held(
            node=name,
            title=graph.title(name),
            kind=graph.kind(name),
            say=statements.said(graph, name) or None,
            chains=(*map(self._way, ways[:limit]), *(self._way(*harm) for harm in harms[:limit])),
            top_goals=tuple(sorted(above & self._tops)),
            harmed=tuple(sorted(graph.works_against(name))),
            truncated=more or len(ways) > limit or len(harms) > limit,
        )

    def _way(self, nodes: tuple[str, ...], harm: Link | None = None, harm_at: int = 0) -> Way:
        whole, brief = self._whole.told(nodes, harm, harm_at), self._brief.told(nodes, harm, harm_at)
        return Way(nodes, whole, brief, harms=harm is not None)
