"""A tree that grows in any order, as TOML allows, with the places of its keys and values."""

from __future__ import annotations

from collections import defaultdict

from strategymap.syntax.draft import Draft
from strategymap.syntax.places import Stretch, Tree


class PlacedTree:
    """The tree `top`, and two places for each key and list item in it."""

    def __init__(self) -> None:
        self.top: dict[str, Tree] = {}
        # By container, in the order of what it holds. All containers live as long as the tree does.
        self._places: defaultdict[int, dict[str | int, tuple[Stretch, Stretch]]] = defaultdict(dict)

    def put(
        self,
        container: dict[str, Tree] | list[Tree],
        step: str | int,
        value: Tree,
        key: Stretch,
        place: Stretch,
    ) -> Tree:
        """Put a new key into a mapping, or an item at the end of a list, and give its value back."""
        if isinstance(container, list):
            container.append(value)
        else:
            container[str(step)] = value
        self._places[id(container)][step] = (key, place)
        return value

    def key_start(self, container: dict[str, Tree], key: str) -> int:
        """Where a key begins."""
        return self._places[id(container)][key][0][0]

    def hand_over(self, draft: Draft) -> None:
        """Put the tree and its places into the draft."""
        spans: list[tuple[int, int]] = []
        draft.places.add((0, 0), (0, 0))
        self._number(draft, 0, self.top, spans)
        draft.places.seal(spans)
        draft.tree = self.top

    def _number(
        self, draft: Draft, entry: int, tree: dict[str, Tree] | list[Tree], spans: list[tuple[int, int]]
    ) -> None:
        places, branches = draft.places, tree.values() if isinstance(tree, dict) else tree
        for (key, value), branch in zip(self._places[id(tree)].values(), branches, strict=True):
            child = len(places.value_starts)
            places.add(key, value)
            if isinstance(branch, (dict, list)):
                self._number(draft, child, branch, spans)
        spans.append((entry, len(places.value_starts)))
