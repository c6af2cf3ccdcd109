"""The ways by which work leads to the top goals, in the words of the front line.

A link whose theory the numbers put in doubt is told as what was expected and hasn't come about:
people who do the work see for themselves whether it helps, and believe no page that says
otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.model import Goal, Kpi, Outcome
from strategymap.story.editions import Link, Way
from strategymap.walks import shortest_ways

#: Other top goals that a way is said to serve.
MOST_ALSO = 3

#: The rule that finds a link of which the cause was achieved, and the effect stays away.
_DOUBTS = "theory-in-doubt"


def said(graph: MapGraph, name: str) -> str:
    """A node or KPI in the words of the front line."""
    element = graph.elements[name]
    words = element.say if isinstance(element, (Goal, Outcome, Kpi)) else None
    return (words or element.title).strip().rstrip(".")


def without_numbers(reason: str) -> str:
    """The reason, or '' where it argues with numbers."""
    return "" if any(map(str.isdigit, reason)) else reason


class Ways:
    """The ways of one map, seen from the work."""

    def __init__(self, graph: MapGraph, findings: Iterable[Finding]) -> None:
        self._graph = graph
        self._tops = frozenset(graph.top_goals)
        self._doubted = {
            (found.node, found.related[0])
            for found in findings
            if found.rule == _DOUBTS and found.accepted is None and found.node and found.related
        }

    def of(self, nodes: list[str]) -> list[Way]:
        """From each node a way to a top goal, unless a way before it went through. Ways that
        hang on a link in doubt come last, and so do the links in doubt that no way tells."""
        paths = {name: self._path(name) for name in nodes}
        told = set[str]()
        sound = [self._sound_way(p, told) for p in paths.values() if not self._hangs(p) and p[0] not in told]
        hanging = [path for name, path in paths.items() if self._hangs(path) and name not in told]
        shown = {ends for path in hanging for ends in pairwise(path)}
        hanging += [list(ends) for ends in sorted(self._doubted - shown) if ends[0] in paths]
        return sound + [Way(tuple(self._links(path)), ends=True) for path in hanging]

    def _sound_way(self, path: list[str], told: set[str]) -> Way:
        """A path as it is told after others: as far as one of them, from where it leads on as there."""
        graph = self._graph
        others = shortest_ways(self._sound, path[:1], self._tops.difference(path).__contains__, MOST_ALSO)
        meets = next((n for n, other in enumerate(path) if other in told), len(path) - 1)
        told.update(path)
        return Way(
            links=tuple(self._links(path[: meets + 1])),
            ends=path[-1] in self._tops,
            joins=meets < len(path) - 1,
            also=tuple(said(graph, other) for other in sorted(way[-1] for way in others)),
        )

    def _links(self, path: list[str]) -> Iterator[Link]:
        yield Link(said(self._graph, path[0]))
        for ends in pairwise(path):
            because = without_numbers(self._graph.link(*ends).reason)
            yield Link(said(self._graph, ends[1]), because, in_doubt=ends in self._doubted)

    def _hangs(self, path: list[str]) -> bool:
        """Whether a link in doubt stands between the work and what it is for."""
        return any(ends in self._doubted for ends in pairwise(path))

    def _sound(self, name: str) -> list[str]:
        """What a node leads to by links that nothing puts in doubt."""
        return [other for other in self._graph.supports(name) if (name, other) not in self._doubted]

    def _path(self, name: str) -> list[str]:
        """A path up from a node, by sound links if there are any; one in doubt ends it."""
        path = self._to_top(name, sound=True) or self._to_top(name) or self._as_far_as_it_goes(name)
        end = next((n for n, ends in enumerate(pairwise(path), 2) if ends in self._doubted), len(path))
        return path[:end]

    def _to_top(self, name: str, *, sound: bool = False) -> list[str]:
        """The shortest path to a top goal by way of the nearest goal about customers, if there is
        one; empty where there is none."""
        graph, onward = self._graph, self._sound if sound else self._graph.supports
        customers = {goal for goal in graph.of_kind("goal") if graph.is_customer_goal(goal)}
        lead = next(iter(shortest_ways(onward, [name], customers.__contains__, 1)), [name])
        rest = next(iter(shortest_ways(onward, [lead[-1]], self._tops.__contains__, 1)), [])
        return lead + rest[1:] if rest else []

    def _as_far_as_it_goes(self, name: str) -> list[str]:
        """A path up from a node that leads to no top goal."""
        ends = {end for loop in self._graph.reach.ends for end in loop}
        return next(iter(shortest_ways(self._graph.supports, [name], ends.__contains__, 1)), [name])
