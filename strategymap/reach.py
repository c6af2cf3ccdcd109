"""What lies above and below every node of a graph, gathered in one pass.

A fact is one bit of an integer. `above` and `below` tell each node which facts hold for
any of the nodes that it reaches, or that reach it, in time linear in nodes and edges:
the strongly connected components are visited in the order of the chain, and each hands
on what it has gathered. A node's own facts are not among those of others, also in a loop.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

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

    @cached_property
    def ends(self) -> list[set[str]]:
        """Where the chains end: the components that lead to no other."""
        return [
            component
            for component in self.components
            if all(other in component for name in component for other in self._graph.successors(name))
        ]

    @cached_property
    def end_of(self) -> dict[str, str]:
        """For each node one end that it leads to: of all the nodes in them the smallest id."""
        found: dict[str, str] = {}
        for component in self.components:
            beyond = {found[o] for n in component for o in self._graph.successors(n) if o not in component}
            found.update(dict.fromkeys(component, min(beyond or component)))
        return found

    def way_round(self, name: str) -> list[str]:
        """A shortest way from a node of a loop through others of it and back: the node itself
        first, and not once more at the end. Linear in the loop."""
        loop = self._graph.subgraph(self.loop_of[name])
        before = dict(nx.bfs_predecessors(loop, name, sort_neighbors=sorted))
        last = next((other for other in before if loop.has_edge(other, name)), name)
        way = [last]
        while way[-1] != name:
            way.append(before[way[-1]])
        return way[::-1]

    def nearest_above(self, marked: Iterable[str]) -> dict[str, str]:
        """For each node that is marked or leads to a marked one the nearest of these, itself
        first; of several the smallest id."""
        return _nearest(self._graph.predecessors, marked)

    def nearest_below(self, marked: Iterable[str]) -> dict[str, str]:
        """For each node that is marked or that a marked one leads to the nearest of these, as
        `nearest_above`."""
        return _nearest(self._graph.successors, marked)

    def above(self, facts: Mapping[str, int]) -> dict[str, int]:
        """For each node the facts that hold somewhere among the nodes that it reaches."""
        return _gathered(self.components, self._graph.successors, facts)

    def below(self, facts: Mapping[str, int]) -> dict[str, int]:
        """For each node the facts that hold somewhere among the nodes that reach it."""
        return _gathered(reversed(self.components), self._graph.predecessors, facts)


def _nearest(back: Callable[[str], Iterable[str]], marked: Iterable[str]) -> dict[str, str]:
    found = {name: name for name in sorted(marked)}
    queue = deque(found)
    while queue:
        name = queue.popleft()
        for other in back(name):
            if other not in found:
                found[other] = found[name]
                queue.append(other)
    return found


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
