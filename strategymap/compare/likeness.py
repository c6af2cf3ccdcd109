"""Which ids of an old map seem to go on under another id in a new one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Literal, NamedTuple

from strategymap.compare.ends import ends_of
from strategymap.graph import MapGraph

#: Nodes with fewer links are too easily taken for one another.
_FEWEST_LINKS = 2


class Successor(NamedTuple):
    """The new id, and what the two have in common besides the kind."""

    id: str
    alike: Literal["title", "links"]


def successors(old: MapGraph, new: MapGraph) -> dict[str, Successor]:
    """For each id that is gone the one that seems to have taken its place: the only new one of
    that kind with the same title; else the only one of that kind with just the same links, two of
    them at least. Two that are alike are never guessed at."""
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    found = {
        one: Successor(other, "title")
        for one, other in _pairs(gone, come, lambda name: _title(old, name), lambda name: _title(new, name))
    }
    taken = {successor.id for successor in found.values()}
    ids = {name: successor.id for name, successor in found.items()}
    before, after = _neighbours(old, ids), _neighbours(new, {})
    rest = _pairs(
        [name for name in gone if name not in found],
        [name for name in come if name not in taken],
        lambda name: _linked(old, before, name),
        lambda name: _linked(new, after, name),
    )
    return found | {one: Successor(other, "links") for one, other in rest}


def _pairs(
    gone: Iterable[str],
    come: Iterable[str],
    old_mark: Callable[[str], Hashable],
    new_mark: Callable[[str], Hashable],
) -> list[tuple[str, str]]:
    """Those that alone on each side have one mark. None is no mark."""
    before, after = _by_mark(gone, old_mark), _by_mark(come, new_mark)
    return [
        (names[0], after[mark][0])
        for mark, names in before.items()
        if len(names) == 1 and len(after.get(mark, ())) == 1
    ]


def _by_mark(names: Iterable[str], mark_of: Callable[[str], Hashable]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    for name in names:
        mark = mark_of(name)
        if mark is not None:
            found.setdefault(mark, []).append(name)
    return found


def _title(graph: MapGraph, name: str) -> Hashable:
    return graph.kind(name), " ".join(graph.title(name).casefold().split())


def _linked(graph: MapGraph, neighbours: Mapping[str, set[tuple[str, str, str]]], name: str) -> Hashable:
    links = neighbours.get(name, set())
    return (graph.kind(name), frozenset(links)) if len(links) >= _FEWEST_LINKS else None


def _neighbours(graph: MapGraph, ids: Mapping[str, str]) -> dict[str, set[tuple[str, str, str]]]:
    """The links of each id: what they are, on which side it stands, and the other end."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for relation, source, target in ends_of(graph, ids):
        side = "either" if relation == "balances" else "from"
        found.setdefault(source, set()).add((relation, side, target))
        side = "either" if relation == "balances" else "to"
        found.setdefault(target, set()).add((relation, side, source))
    return found
