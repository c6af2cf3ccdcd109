"""What a map denies: pairs of measured nodes that have nothing to do with each other once
others are known.

Every link that the map draws counts as a possible effect, those that harm or feed back too.
A loop becomes one node that nobody measures; nothing is said of its members.

Source: Pearl, "Causality", 2nd edition, 2009, section 1.2.3, for d-separation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING

import networkx as nx

from strategymap.walks import spread

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

#: How many pairs are looked at, of a large map fewer: so many that they come to these steps along
#: its nodes and links, a few seconds. And how many others may have to be known.
_MOST_PAIRS = 600
_MOST_STEPS = 300_000
_MOST_GIVEN = 3

_Parts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Implied:
    """Two nodes, in the order of their ids, and the nodes that must be known, sorted."""

    first: str
    second: str
    given: tuple[str, ...]


def implied(graph: MapGraph, measured: Collection[str]) -> tuple[list[Implied], tuple[str, ...], int]:
    """The independences between measured nodes, those with the fewest known others first; the
    nodes in loops, sorted; and how many pairs were not looked at. Linear but for sorting."""
    effects: nx.DiGraph[str] = nx.DiGraph()
    effects.add_nodes_from(graph.nodes)
    effects.add_edges_from((link.source, link.target) for link in graph.links if link.relation == "supports")
    effects.add_edges_from((node, struck) for node, harmed in graph.harms.items() for struck in harmed)
    whole: nx.DiGraph[int] = nx.condensation(effects)
    part: _Parts = whole.graph["mapping"]
    loops = {name for _, names in whole.nodes(data="members") if len(names) > 1 for name in names}
    usable = sorted(set(measured) - loops)
    known = {part[name]: name for name in usable}
    whole = whole.subgraph({part[name] for name in spread(effects.predecessors, usable)}).copy()
    most = min(_MOST_PAIRS, _MOST_STEPS // max(1, len(whole) + whole.number_of_edges()))
    pairs = (pair for pair in combinations(usable, 2) if not _linked(whole, part, *pair))
    found = _separated(whole, part, known, islice(pairs, most))
    found.sort(key=lambda each: (len(each.given), each.first, each.second))
    return found, tuple(sorted(loops)), max(0, _apart(whole, known) - most)


def _apart(whole: nx.DiGraph[int], known: Collection[int]) -> int:
    """How many pairs are not linked; there are too many of them to go through."""
    linked = sum(one in known and other in known for one, other in whole.edges)
    return len(known) * (len(known) - 1) // 2 - linked


def _separated(
    whole: nx.DiGraph[int], part: _Parts, known: dict[int, str], pairs: Iterable[tuple[str, str]]
) -> list[Implied]:
    found: list[Implied] = []
    for first, second in pairs:
        others = set(known) - {part[first], part[second]}
        given = nx.find_minimal_d_separator(whole, part[first], part[second], restricted=others)
        if given is not None and len(given) <= _MOST_GIVEN:
            found.append(Implied(first, second, tuple(sorted(known[each] for each in given))))
    return found


def _linked(whole: nx.DiGraph[int], part: _Parts, first: str, second: str) -> bool:
    return whole.has_edge(part[first], part[second]) or whole.has_edge(part[second], part[first])
