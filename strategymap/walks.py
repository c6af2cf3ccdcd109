"""Walks over a graph of which only the neighbours are known."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

Neighbours = Callable[[str], Iterable[str]]


def spread(neighbours: Neighbours, starts: Iterable[str], steps: int | None = None) -> set[str]:
    """The starts and everything that can be reached from them, within so many links; without
    end for None."""
    seen = set(starts)
    edge = set(seen)
    while edge and steps != 0:
        edge = {other for name in edge for other in neighbours(name)} - seen
        seen |= edge
        steps = None if steps is None else steps - 1
    return seen


def shortest_ways(
    onward: Neighbours, starts: Iterable[str], wanted: Callable[[str], bool], most: int
) -> list[list[str]]:
    """The shortest ways from any of the starts to at most that many wanted nodes, the nearest
    first; of equals the one with the smallest ids. None goes on beyond a wanted node. Linear
    in what is looked at."""
    before: dict[str, str | None] = dict.fromkeys(sorted(starts))
    queue = deque(before)
    found: list[list[str]] = []
    while queue and len(found) < most:
        name = queue.popleft()
        if wanted(name):
            found.append(_way(before, name))
            continue
        for other in sorted(onward(name)):
            if other not in before:
                before[other] = name
                queue.append(other)
    return found


def _way(before: dict[str, str | None], name: str) -> list[str]:
    way: list[str] = []
    step: str | None = name
    while step is not None:
        way.append(step)
        step = before[step]
    return way[::-1]


def next_steps(back: Neighbours, ends: Iterable[str]) -> dict[str, str | None]:
    """For each node that leads to one of the ends the next on a shortest way there, None for
    an end. `back` leads from a node to those before it. Linear."""
    steps: dict[str, str | None] = dict.fromkeys(sorted(ends))
    queue = deque(steps)
    while queue:
        name = queue.popleft()
        for other in sorted(back(name)):
            if other not in steps:
                steps[other] = name
                queue.append(other)
    return steps
