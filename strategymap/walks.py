"""Walks over a graph of which only the neighbours are known."""

from __future__ import annotations

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
