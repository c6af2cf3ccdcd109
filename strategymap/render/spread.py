"""Puts marks along an edge apart from each other."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], low: float, high: float, apart: float) -> list[float]:
    """Places as near to the wanted ones as possible, in their order, at least `apart` from
    each other where that fits between `low` and `high`. `wanted` is in rising order.

    >>> spread([50, 50, 50], 0, 100, 18)
    [32.0, 50.0, 68.0]
    >>> spread([0, 0, 0], 0, 20, 18)
    [0.0, 10.0, 20.0]
    """
    if len(wanted) > 1:
        apart = min(apart, (high - low) / (len(wanted) - 1))
    # Blocks of neighbours that touch: sum of (wanted - own offset), members.
    blocks: list[tuple[float, int]] = []
    for number, place in enumerate(wanted):
        total, members = place - number * apart, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / members:
            earlier = blocks.pop()
            total, members = total + earlier[0], members + earlier[1]
        blocks.append((total, members))
    top = high - (len(wanted) - 1) * apart
    starts = [min(max(total / members, low), top) for total, members in blocks for _ in range(members)]
    return [start + number * apart for number, start in enumerate(starts)]
