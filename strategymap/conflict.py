"""Nodes that work against themselves: they lead to a goal, and harm it on the way.

For each loop of the chain graph (a node outside all loops is its own) two sets of goals
are gathered in one pass from the top: those that it leads to, and those that it works
against. A set is one integer, with a bit for each goal at risk; where very many goals are
at risk they are taken in portions, which bounds the memory. Only what lies above and
below a harmful link is looked at.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from strategymap.walks import spread

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

#: So many goals are looked at in one pass.
PORTION = 4096
#: Among so many nodes the shortest chain is looked for.
NEIGHBOURHOOD = 200


@dataclass(frozen=True, slots=True)
class Conflict:
    """A node that leads to goals and works against them.

    `goals` are all of these, sorted. The chains explain one of them, from the bottom up:
    `support` from the node to that goal, `harm` from the node to what does the harm (the
    node itself, where it does), `struck` from what is harmed to the same goal.
    """

    node: str
    goals: tuple[str, ...]
    support: tuple[str, ...]
    harm: tuple[str, ...]
    struck: tuple[str, ...]


def conflicts(graph: MapGraph, portion: int = PORTION) -> Iterator[Conflict]:
    """The nodes at which such a conflict arises: some goal of theirs is in conflict for no
    node outside their loop that the loop supports. One node stands for a loop, the smallest
    id that qualifies. `portion` goals are looked at in one pass."""
    terrain = _Terrain(graph)
    portions = range(0, len(terrain.goals), portion)

    @lru_cache(maxsize=1)
    def sides(start: int) -> _Sides:
        return _Sides(terrain, terrain.goals[start : start + portion])

    arising: dict[int, set[str]] = {}
    for start in portions:
        for loop, disputed in sides(start).arising():
            arising.setdefault(loop, set()).update(disputed)
    found = {loop: case for loop, disputed in arising.items() if (case := terrain.case(loop, disputed))}
    for start in portions:
        for loop, case in found.items():
            sides(start).fill(loop, case)
    for case in found.values():
        yield Conflict(case.node, tuple(sorted(case.goals)), *case.chains)


@dataclass(slots=True)
class _Case:
    """A conflict in the making: the node, the goals at which it arises, and all its goals."""

    node: str
    arising: set[str]
    goals: list[str] = field(default_factory=list)
    chains: tuple[tuple[str, ...], ...] = ()


class _Terrain:
    """What lies above and below the harmful links: its loops by number, each after all that
    it leads to; `harming` are those that do harm or lead to one that does."""

    def __init__(self, graph: MapGraph) -> None:
        self.graph = graph
        chain = graph.chain
        harming = [name for name, struck in graph.harms.items() if struck]
        struck = {target for name in harming for target in graph.harms[name]}
        below = spread(chain.predecessors, harming)
        at_stake = spread(chain.successors, struck)
        wanted = spread(chain.successors, below)
        seen = at_stake | wanted
        self.goals = sorted(name for name in at_stake & wanted if graph.kind(name) == "goal")
        self.loops = [loop for loop in graph.reach.components if not seen.isdisjoint(loop)] if harming else []
        self.number = {name: number for number, loop in enumerate(self.loops) for name in loop}
        self.onward = [self._onward(loop) for loop in self.loops]
        self.harming = sorted({self.number[name] for name in below})
        self.struck = {
            n: {self.number[t] for name in self.loops[n] for t in graph.harms[name]} for n in self.harming
        }

    def _onward(self, loop: set[str]) -> list[tuple[str, int]]:
        """The nodes outside a loop that it supports, with the numbers of their loops."""
        onward = {other for name in loop for other in self.graph.chain.successors(name)} - loop
        return [(other, self.number[other]) for other in onward]

    def case(self, loop: int, goals: set[str]) -> _Case | None:
        """The smallest id of a loop at which a goal other than itself is in conflict."""
        qualified = (name for name in self.loops[loop] if len(goals) > 1 or name not in goals)
        node = min(qualified, default=None)
        return _Case(node, goals - {node}) if node is not None else None


class _Sides:
    """For each loop the goals of one portion that it leads to, and those that it works
    against, those in the loop itself included."""

    def __init__(self, terrain: _Terrain, goals: list[str]) -> None:
        self._terrain = terrain
        self._goals = goals
        self._bit = {goal: 1 << number for number, goal in enumerate(goals)}
        self._wanted = self._gather_wanted()
        self._harmed = self._gather_harmed()

    def _gather_wanted(self) -> list[int]:
        wanted: list[int] = []
        for loop, onward in zip(self._terrain.loops, self._terrain.onward, strict=True):
            bits = 0
            for name in loop:
                bits |= self._bit.get(name, 0)
            for _, number in onward:
                bits |= wanted[number]
            wanted.append(bits)
        return wanted

    def _gather_harmed(self) -> list[int]:
        harmed = [0] * len(self._wanted)
        for loop in self._terrain.harming:
            bits = 0
            for number in self._terrain.struck[loop]:
                bits |= self._wanted[number]
            for _, number in self._terrain.onward[loop]:
                bits |= harmed[number]
            harmed[loop] = bits
        return harmed

    def arising(self) -> Iterator[tuple[int, list[str]]]:
        """The loops that are in conflict over goals over which no node that they support is."""
        for loop in self._terrain.harming:
            arising = self._disputed(loop)
            if not arising:
                continue
            for name, number in self._terrain.onward[loop]:
                arising &= ~(self._disputed(number) & ~self._bit.get(name, 0))
            if arising:
                yield loop, self._named(arising)

    def fill(self, loop: int, case: _Case) -> None:
        """Add the goals of this portion to a case, and the chains if one of them tells."""
        case.goals += [goal for goal in self._named(self._disputed(loop)) if goal != case.node]
        arising = sum(self._bit[goal] for goal in case.arising & self._bit.keys())
        if arising and not case.chains:
            case.chains = self._chains(case.node, arising)

    def _chains(self, node: str, arising: int) -> tuple[tuple[str, ...], ...]:
        """What `Conflict` tells: found are the way to the nearest harm, from there to the
        nearest of some goals, and then the way by which the node itself leads to that goal."""
        number, harms = self._terrain.number, self._terrain.graph.harms

        def leads_to(goals: int) -> Callable[[str], bool]:
            return lambda name: bool(self._wanted[number[name]] & goals)

        def strikes(name: str) -> list[str]:
            return list(filter(leads_to(arising), harms[name]))

        def is_one_of(goals: int) -> Callable[[str], bool]:
            return lambda name: bool(self._bit.get(name, 0) & goals)

        harm = self._way(
            [node], lambda name: bool(self._harmed[number[name]] & arising), lambda name: bool(strikes(name))
        )
        struck = self._way(strikes(harm[-1]), leads_to(arising), is_one_of(arising))
        goal = self._bit[struck[-1]]
        return self._way([node], leads_to(goal), is_one_of(goal)), harm, struck

    def _way(
        self, starts: list[str], leads_on: Callable[[str], bool], is_end: Callable[[str], bool]
    ) -> tuple[str, ...]:
        """A way up from one of the starts to an end, over nodes that lead on: a shortest one,
        unless that is far to seek; then the next best."""
        before: dict[str, str | None] = dict.fromkeys(sorted(starts))
        queue = deque(before)
        while not is_end(name := queue.popleft() if len(before) < NEIGHBOURHOOD else queue.pop()):
            for other in sorted(self._terrain.graph.chain.successors(name)):
                if other not in before and leads_on(other):
                    before[other] = name
                    queue.append(other)
        way = [name]
        while (last := before[way[-1]]) is not None:
            way.append(last)
        return tuple(reversed(way))

    def _disputed(self, loop: int) -> int:
        return self._wanted[loop] & self._harmed[loop]

    def _named(self, bits: int) -> list[str]:
        """The goals of which the bit is set."""
        digits = f"{bits:b}"[::-1]
        return [self._goals[found.start()] for found in re.finditer("1", digits)]
