"""How high everything stands: rows below each other, in bands with room for the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategymap.render.rows import Row

#: Free px within a band, above its first and below its last row.
_ABOVE = 22
_BELOW = 18
#: Between two bands.
_SEAM = 6
#: The least distance of two rows.
_LEAST = 44
#: How far below its row an arc between two cards of it runs, each further one below it, and
#: what is left below the last of them, for its words and the heads at the next row.
ARC = 30
ARC_STEP = 16
_BELOW_ARC = 28
#: What a label needs besides, and a second one; more find room beside each other.
_FOR_LABEL = 28
#: A band without cards.
_EMPTY = 60


@dataclass(slots=True)
class Gap:
    """What runs between a row and the next one: how far sideways the widest link goes, how
    many labels there are, and how many arcs below each other."""

    sideways: float = 0
    labels: int = 0
    arcs: int = 0

    @property
    def height(self) -> float:
        """The room that it needs, in px."""
        needed = _LEAST + min(60.0, max(0.0, self.sideways - 120) * 0.06)
        labels = _LEAST + _FOR_LABEL * min(self.labels, 2)
        return round(max(needed, labels, self.for_arcs))

    @property
    def for_arcs(self) -> int:
        """What the arcs need of it."""
        return ARC + ARC_STEP * (self.arcs - 1) + _BELOW_ARC if self.arcs else 0


@dataclass(frozen=True, slots=True)
class Stack:
    """The upper edge of each row and of each band, and the lower edge of each band."""

    tops: tuple[float, ...]
    bands: tuple[tuple[float, float], ...]


def stack(
    rows: Sequence[Row], heights: Sequence[float], gaps: Sequence[Gap], bands: int, apart: float = 0
) -> Stack:
    """Rows of these heights in bands, from 0 downwards; `gaps` are those below each row, and
    `apart` px are between two rows besides."""
    tops: list[float] = []
    edges: list[tuple[float, float]] = []
    y = 0.0
    for band in range(bands):
        upper = y
        inside = [number for number, row in enumerate(rows) if row.band == band]
        y += _above(inside, gaps) + apart / 2 if inside else _EMPTY
        for number in inside:
            tops.append(y)
            last = number == inside[-1]
            y += heights[number] + (_below(gaps[number]) + apart / 2 if last else gaps[number].height + apart)
        edges.append((upper, y))
        y += _SEAM
    return Stack(tuple(tops), tuple(edges))


def _above(inside: Sequence[int], gaps: Sequence[Gap]) -> float:
    """Half of what the links from the band above need."""
    wanted = gaps[inside[0] - 1].height if inside[0] else 0
    return max(_ABOVE, round((wanted - _SEAM) / 2) + 2)


def _below(gap: Gap) -> float:
    return max(_BELOW, gap.for_arcs - 12, round((gap.height - _SEAM) / 2) - 2)
