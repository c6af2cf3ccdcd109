"""What the strategy wants: the goals, from the top down, and what each is for.

The order of the file plays no part: where nothing else decides, ids do.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import cached_property

from strategymap.graph import MapGraph
from strategymap.parted import PartGraph
from strategymap.story.measured import Named
from strategymap.story.naming import all_named, facts_of, named, reason_of
from strategymap.story.told import Serves, Want
from strategymap.walks import shortest_ways

#: Goals that a goal is said to serve; a reader takes in no more.
MOST_SERVED = 4


class Goals:
    """The goals of one map."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph

    @cached_property
    def in_reading_order(self) -> list[str]:
        """The top goals, the customer goals, then the others, each from the top down."""
        graph, tops = self._graph, set(self._graph.top_goals)
        return sorted(
            graph.of_kind("goal"),
            key=lambda n: (n not in tops, not graph.is_customer_goal(n), self._rank[n], *self._standing(n)),
        )

    def _standing(self, name: str) -> tuple[int, str]:
        """The higher perspective first; those without one last."""
        band = self._graph.perspective(name)
        return (band.position if band else len(self._graph.perspectives)), name

    @cached_property
    def _rank(self) -> dict[str, int]:
        """How many links each goal is below a top goal; those that lead to none come last."""
        ranks = dict.fromkeys(self._graph.top_goals, 0)
        queue = deque(ranks)
        while queue:
            node = queue.popleft()
            for below in self._graph.supporters_of(node):
                if below not in ranks:
                    ranks[below] = ranks[node] + 1
                    queue.append(below)
        return {name: ranks.get(name, len(ranks)) for name in self._graph.of_kind("goal")}

    def wants(self, most: int) -> tuple[Want, ...]:
        """At most that many goals, each under the first of those that it serves."""
        wants: list[Want] = []
        placed: set[str] = set()
        stack = [(name, 0) for name in reversed(self._roots)]
        while stack and len(wants) < most:
            name, depth = stack.pop()
            if name in placed:
                continue
            placed.add(name)
            wants.append(self._want(name, depth))
            stack.extend((child, depth + 1) for child in reversed(self._children.get(name, [])))
        return tuple(wants)

    def _want(self, name: str, depth: int) -> Want:
        graph = self._graph
        out: tuple[Named, ...] = ()
        if isinstance(graph, PartGraph):
            out = all_named(graph.whole, graph.leads_out(name))
        return Want(facts_of(graph, name), depth, self._served[name], out)

    @cached_property
    def _roots(self) -> list[str]:
        """The top goals, and after them the goals of circles that lead to none."""
        tops = set(self._graph.top_goals)
        return sorted(self.in_reading_order, key=lambda name: name not in tops)

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for name in sorted(self.in_reading_order, key=lambda n: (self._rank[n], *self._standing(n))):
            if self._served[name] and self._rank[name]:
                parent = min((s.goal.id for s in self._served[name]), key=lambda n: (self._rank[n], n))
                children.setdefault(parent, []).append(name)
        return children

    @cached_property
    def _served(self) -> dict[str, tuple[Serves, ...]]:
        return {name: tuple(self._serves(name)) for name in self._graph.of_kind("goal")}

    def _serves(self, name: str) -> Iterable[Serves]:
        """The nearest goals above a goal: on every way up the first one."""
        for way in shortest_ways(self._graph.supports, [name], self._is_other_goal(name), MOST_SERVED):
            direct = len(way) == 2
            yield Serves(
                goal=named(self._graph, way[-1]),
                reason=reason_of(self._graph.link(*way)) if direct else None,
                way=all_named(self._graph, way[1:-1]),
            )

    def _is_other_goal(self, name: str) -> Callable[[str], bool]:
        return lambda other: other != name and self._graph.kind(other) == "goal"
