"""Where every key and value of a tree stands in the text: four numbers each, in flat arrays.

The keys and list items of a tree are numbered as they come when the tree is walked from the
top, a container before what it holds; 0 is the tree itself. So a million of them cost 20 MB,
and the place of an address is found by walking down from the top.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from strategymap.finding import Address

#: What a text says: mappings, lists, and scalars as text; None is an empty value.
Tree: TypeAlias = dict[str, "Tree"] | list["Tree"] | str | None

Stretch: TypeAlias = tuple[int, int]

_MANY = 64  # children from which on the way to them is kept


class Places:
    """The offsets of the keys and values of a tree. A list item's key is its value."""

    __slots__ = ("_ways", "key_ends", "key_starts", "sizes", "value_ends", "value_starts")

    def __init__(self) -> None:
        self.key_starts = array("I")
        self.key_ends = array("I")
        self.value_starts = array("I")
        self.value_ends = array("I")
        self.sizes = array("I")
        self._ways: dict[int, dict[str | int, int]] = {}

    def add(self, key: Stretch, value: Stretch) -> None:
        """The next entry. A reader in a hurry appends to the four arrays itself."""
        self.key_starts.append(key[0])
        self.key_ends.append(key[1])
        self.value_starts.append(value[0])
        self.value_ends.append(value[1])

    def seal(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take in the containers, each as its entry and the first entry after all that it holds."""
        self.sizes = array("I", bytes(self.sizes.itemsize * len(self.value_starts)))
        for entry, following in spans:
            self.sizes[entry] = following - entry - 1

    def key(self, entry: int) -> Stretch:
        """Start and end of an entry's key; of a list item itself."""
        if self.key_starts[entry] == self.value_starts[entry]:
            return self.value(entry)
        return self.key_starts[entry], self.key_ends[entry]

    def value(self, entry: int) -> Stretch:
        """Start and end of an entry's value."""
        return self.value_starts[entry], self.value_ends[entry]

    def find(self, tree: Tree, address: Address) -> int:
        """The entry at the address. Steps that the tree lacks are passed over."""
        entry = 0
        for step in address:
            if isinstance(tree, dict) and step in tree:
                entry, tree = self.child(entry, tree, step), tree[str(step)]
            elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
                entry, tree = self.child(entry, tree, step), tree[step]
        return entry

    def child(self, entry: int, tree: dict[str, Tree] | list[Tree], step: str | int) -> int:
        """The entry of one key or item of the container `tree`, which stands at `entry`."""
        way = self._ways.get(entry)
        if way is None:
            way = dict(zip(_steps(tree), self._children(entry), strict=False))
            if len(tree) >= _MANY:
                self._ways[entry] = way
        return way[step]

    def addresses(self, tree: Tree, entries: Sequence[int]) -> Iterator[Address]:
        """The addresses of entries, which are given and come in ascending order."""
        yield from self._below(0, tree, (), entries)

    def _below(self, entry: int, tree: Tree, way: Address, entries: Sequence[int]) -> Iterator[Address]:
        if not isinstance(tree, (dict, list)):
            return
        branches = tree.values() if isinstance(tree, dict) else tree
        for child, step, branch in zip(self._children(entry), _steps(tree), branches, strict=True):
            first = bisect_left(entries, child)
            if first == len(entries):
                return
            if entries[first] == child:
                yield (*way, step)
            if entries[first] <= child + self.sizes[child]:
                yield from self._below(child, branch, (*way, step), entries)

    def _children(self, entry: int) -> Iterator[int]:
        child, following = entry + 1, entry + 1 + self.sizes[entry]
        while child < following:
            yield child
            child += 1 + self.sizes[child]


def _steps(tree: dict[str, Tree] | list[Tree]) -> Iterable[str | int]:
    return tree if isinstance(tree, dict) else range(len(tree))
