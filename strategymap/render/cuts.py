"""The marks of a card whose neighbours are left out: how many, above it and below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from strategymap.view import Card

#: The size of a mark. It stands on the corner of its card, where no arrow meets the edge, and
#: as far outside as the badges of the next card leave room.
WIDTH, HEIGHT = 24.0, 14.0
_OUTSIDE = 11.0


@dataclass(frozen=True, slots=True)
class PlacedCut:
    """A mark: `told` are the neighbours, a sentence each; `x` and `y` are its middle."""

    told: tuple[str, ...]
    x: float
    y: float

    @property
    def words(self) -> str:
        """What stands on it."""
        return f"+{len(self.told)}" if len(self.told) < 100 else "99+"


def placed_cuts(card: Card, height: float) -> tuple[PlacedCut, ...]:
    """On the upper left corner what lies above, on the lower one what lies below."""
    x = WIDTH / 2 - _OUTSIDE
    both = ((tuple(f"It {words}" for words in card.above), 0.0), (card.below, height))
    return tuple(PlacedCut(told, x, y) for told, y in both if told)


def cut_lines(card: Card) -> Iterator[str]:
    """The same in words, for a format that is laid out elsewhere."""
    for cut, where in ((card.above, "above"), (card.below, "below")):
        if cut:
            yield f"+{len(cut)} {where}, left out"
