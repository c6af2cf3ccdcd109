"""What lies above and below every node of a graph, gathered in one pass.

A fact is one bit of an integer. `above` and `below` tell each node which facts hold for
any of the nodes that it reaches, or that reach it, in time linear in nodes and edges:
the strongly connected components are visited in the order of the chain, and each hands
on what it has gathered. A node's own facts are not among those of others, also in a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, reduce
from operator import or_

import networkx as nx


class Reach:
    """The reachability of one directed graph."""

    def __init__(self, graph: nx.DiGraph[str]) -> None:
        self._graph = graph

    @cached_property
    def components(self) -> list[set[str]]:
        """The strongly connected components, each after all those that it reaches."""
        return list(nx.strongly_connected_components(self._graph))

    @cached_property
    def loops(self) -> list[set[str]]:
        """The components of two or more nodes, and the nodes that support themselves, each
        as a set, in no order."""
        return [
            component
            for component in self.components
            if len(component) > 1 or any(self._graph.has_edge(name, name) for name in component)
        ]

    @cached_property
    def loop_of(self) -> dict[str, frozenset[str]]:
        """The loop of every node; a node outside all loops is its own."""
        return {name: loop for c in self.components for loop in (frozenset(c),) for name in c}

    def above(self, facts: Mapping[str, int]) -> dict[str, int]:
        """For each node the facts that hold somewhere among the nodes that it reaches."""
        return _gathered(self.components, self._graph.successors, facts)

    def below(self, facts: Mapping[str, int]) -> dict[str, int]:
        """For each node the facts that hold somewhere among the nodes that reach it."""
        return _gathered(reversed(self.components), self._graph.predecessors, facts)


def _gathered(
    components: Iterable[set[str]],
    neighbours: Callable[[str], Iterable[str]],
    facts: Mapping[str, int],
) -> dict[str, int]:
    """`components` in an order in which each comes after all that its members lead to."""
    found: dict[str, int] = {}
    for component in components:
        beyond = 0
        for name in component:
            for other in neighbours(name):
                if other not in component:
                    beyond |= facts[other] | found[other]
        if len(component) == 1:
            found[name] = beyond
        else:
            found.update(_within(list(component), facts, beyond))
    return found


def _within(loop: list[str], facts: Mapping[str, int], beyond: int) -> dict[str, int]:
    """What each node of a loop has ahead: the facts of all the others, and those beyond."""
    later = [0] * (len(loop) + 1)
    for index in range(len(loop) - 1, -1, -1):
        later[index] = later[index + 1] | facts[loop[index]]
    found, earlier = {}, beyond
    for index, name in enumerate(loop):
        found[name] = earlier | later[index + 1]
        earlier |= facts[name]
    return found


def joined(facts: Iterable[int]) -> int:
    """The facts that hold for any of several."""
    return reduce(or_, facts, 0)
