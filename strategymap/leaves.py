"""The measured nodes at or below each node, found without a walk through what is not measured.

Chains of nodes without a KPI are skipped: each loop knows the first loops below it that
are measured, or at which the ways part. A walk from there meets little but its answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from strategymap.reach import Reach


class Leaves:
    """Where the measured nodes lie below those of one directed graph. Built in time linear
    in nodes and edges."""

    def __init__(self, graph: nx.DiGraph[str], reach: Reach, measured: Collection[str]) -> None:
        self._measured: dict[int, list[str]] = {}
        self._below: dict[int, set[int]] = {}
        self._entry: dict[str, int | None] = {}
        for number, loop in enumerate(reversed(reach.components)):
            drivers = (other for name in loop for other in graph.predecessors(name) if other not in loop)
            below = {entry for other in drivers if (entry := self._entry[other]) is not None}
            own = [name for name in loop if name in measured]
            entry = number if own or len(below) > 1 else next(iter(below), None)
            if entry == number:
                self._measured[number], self._below[number] = own, below
            self._entry.update(dict.fromkeys(loop, entry))

    def of(self, name: str) -> Iterator[str]:
        """The measured nodes at or below a node, each once, in no order."""
        entry = self._entry[name]
        ahead = [] if entry is None else [entry]
        seen = set(ahead)
        while ahead:
            number = ahead.pop()
            yield from self._measured[number]
            ahead += self._below[number] - seen
            seen |= self._below[number]
