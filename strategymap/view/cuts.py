"""Where a part of a map is cut off: what each card is linked with that is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from strategymap.view.shown import Arrow, LinkKind
from strategymap.wording import listed

#: What a card does to another to which it leads.
VERBS: dict[LinkKind, str] = {"supports": "supports", "harms": "works against", "feedback": "feeds back to"}


class Cuts:
    """The links that run from cards that are shown to cards that are not."""

    def __init__(self, titles: Mapping[str, str], arrows: Iterable[Arrow], shown: Collection[str]) -> None:
        self._titles = titles
        self._above: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._below: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for arrow in arrows:
            if arrow.tail in shown and arrow.head not in shown:
                self._above[arrow.tail][arrow.head].append(VERBS[arrow.kind])
            elif arrow.head in shown and arrow.tail not in shown:
                self._below[arrow.head][arrow.tail].append(VERBS[arrow.kind])

    def above(self, name: str) -> tuple[str, ...]:
        """What a card leads to, or works against, and is left out; by id, in words."""
        cut = self._above.get(name, {})
        return tuple(f"{listed(verbs)} “{self._titles[to]}”" for to, verbs in sorted(cut.items()))

    def below(self, name: str) -> tuple[str, ...]:
        """What leads to a card, or works against it, and is left out; by id, in words."""
        cut = self._below.get(name, {})
        return tuple(f"“{self._titles[by]}” {listed(verbs)} it" for by, verbs in sorted(cut.items()))
