"""The shortest ways up to some goals, found once for all KPIs."""

from __future__ import annotations

from collections.abc import Iterable

from strategymap.graph import MapGraph
from strategymap.walks import next_steps

#: Of a way over more nodes than this only the two ends are told.
MOST_NODES = 12


class Ways:
    """The ways up to any of some goals."""

    def __init__(self, graph: MapGraph, goals: Iterable[str]) -> None:
        self._next = next_steps(graph.chain.predecessors, goals)
        self._length: dict[str, int] = {}
        self._goal: dict[str, str] = {}
        for name, onward in self._next.items():  # the nearest to a goal come first
            self._length[name] = 1 if onward is None else self._length[onward] + 1
            self._goal[name] = name if onward is None else self._goal[onward]

    def up_from(self, starts: Iterable[str]) -> tuple[str, ...]:
        """The nodes of a shortest way from one of the starts, both ends included; empty where
        there is none. Of a long way only the two ends, which no link joins."""
        leading = [name for name in starts if name in self._next]
        if not leading:
            return ()
        start = min(leading, key=self._length.__getitem__)
        if self._length[start] > MOST_NODES:
            return start, self._goal[start]
        way = [start]
        while (onward := self._next[way[-1]]) is not None:
            way.append(onward)
        return tuple(way)
