"""Readable samples of the chains in a graph: the shortest first, and never all of them.

The number of chains between two nodes can grow exponentially with the map. Only as many
as asked for are built: a best-first search that knows how far each node is from an end
goes straight to the shortest. What must be complete is computed by reachability instead.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Mapping
from itertools import count

import networkx as nx

from strategymap.walks import Neighbours

#: How many steps are looked at for one chain asked for, before the search gives up.
_STEPS_A_CHAIN = 400


class UpTo:
    """Chains that end at any of some nodes. How far each node is from these is found once, for
    however many starts the chains are asked."""

    def __init__(self, graph: nx.DiGraph[str], ends: Collection[str]) -> None:
        self.ends = frozenset(ends)
        self._up = graph.successors
        self._distance = _distances(graph.predecessors, ends)

    def start_at(self, start: str, limit: int) -> tuple[list[list[str]], bool]:
        """At most `limit` chains from `start` on, the shortest first, and whether there may be
        more. A chain visits no node twice; a start that is an end is no chain."""
        return _search(self._up, self._distance, start, limit)


class FromBelow:
    """Chains that begin at any of some nodes, as `UpTo` for however many ends."""

    def __init__(self, graph: nx.DiGraph[str], starts: Collection[str]) -> None:
        self._down = graph.predecessors
        self._distance = _distances(graph.successors, starts)

    def to(self, end: str, limit: int) -> tuple[list[list[str]], bool]:
        """At most `limit` chains up to `end`, as of `UpTo`; each is told from the bottom up."""
        found, more = _search(self._down, self._distance, end, limit)
        return [chain[::-1] for chain in found], more


def _search(
    onward: Neighbours, distance: Mapping[str, int], start: str, limit: int
) -> tuple[list[list[str]], bool]:
    """`distance` counts the links from each node to the nearest end, where it leads to one."""
    order = count()
    # Of chains that will be equally long, the one that has come farthest goes first.
    queue = [(distance.get(start, 0), 0, next(order), [start])] if start in distance else []
    found: list[list[str]] = []
    for _ in range(_STEPS_A_CHAIN * (limit + 1)):
        if not queue:
            return found, False
        _, _, _, chain = heapq.heappop(queue)
        if distance[chain[-1]] == 0 and len(chain) > 1:
            if len(found) == limit:
                return found, True
            found.append(chain)
        for name in sorted(onward(chain[-1])):
            if name in distance and name not in chain:
                heapq.heappush(queue, (len(chain) + distance[name], -len(chain), next(order), [*chain, name]))
    return found, bool(queue)


def _distances(back: Neighbours, ends: Collection[str]) -> dict[str, int]:
    """How many links each node is from the nearest end, where it leads to one."""
    distance = dict.fromkeys(ends, 0)
    queue = deque(ends)
    while queue:
        name = queue.popleft()
        for other in back(name):
            if other not in distance:
                distance[other] = distance[name] + 1
                queue.append(other)
    return distance
