"""Which cards stand side by side: the rows of each band, from top to bottom.

Within a band a card stands below what it supports. Rows are not longer than the picture
is meant to be wide; a level with more cards becomes several rows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strategymap.view import Arrow, Band, Card

#: The shape that a picture should have: its width to its height.
_ASPECT = 1.5
_FEWEST = 4
# What a card, a row and all that is no card take of a picture, in px, for an estimate.
_CARD_ROOM = 280
_ROW_GAP = 66
_FIXED_WIDTH = 160
_FIXED_HEIGHT = 330


@dataclass(frozen=True, slots=True)
class Row:
    """Cards side by side, by their numbers in the view; `band` is the number of their band."""

    band: int
    cards: tuple[int, ...]


def rows(bands: Sequence[Band], arrows: Sequence[Arrow], heights: Sequence[float]) -> tuple[Row, ...]:
    """The rows of all bands; a band without cards has none. `heights` are those of the
    cards in px."""
    levels = list(_levels(bands, arrows))
    card_height = sum(heights) / len(heights) if heights else 0
    longest = _best_length([len(cards) for _, cards in levels], card_height)
    return tuple(Row(band, part) for band, cards in levels for part in _split(cards, longest))


def _levels(bands: Sequence[Band], arrows: Sequence[Arrow]) -> Iterable[tuple[int, tuple[int, ...]]]:
    """The levels of each band, top first: the number of the band, and the cards."""
    places = [band for band, content in enumerate(bands) for _ in content.cards]
    cards = [card for band in bands for card in band.cards]
    numbers = {card.id: number for number, card in enumerate(cards)}
    up = _supported(arrows, numbers, places)
    depth = _depths(up)
    _settle(depth, up, places, [_rank(card) for card in cards])
    pull = _pull(arrows, numbers, places)
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number in range(len(cards)):
        found[places[number], depth[number]].append(number)
    for (band, _), members in sorted(found.items()):
        yield band, tuple(sorted(members, key=lambda n: (pull[n], _rank(cards[n]), n)))


def _rank(card: Card) -> int:
    return ("goal", "outcome", "output", "initiative", "kpi").index(card.kind)


def _supported(arrows: Sequence[Arrow], numbers: Mapping[str, int], places: Sequence[int]) -> list[list[int]]:
    """For each card what it supports in its own band."""
    up: list[list[int]] = [[] for _ in places]
    for arrow in arrows:
        tail, head = numbers[arrow.tail], numbers[arrow.head]
        if arrow.kind == "supports" and tail != head and places[tail] == places[head]:
            up[tail].append(head)
    return up


def _pull(arrows: Sequence[Arrow], numbers: Mapping[str, int], places: Sequence[int]) -> list[int]:
    """Negative for a card whose links lead up out of its band, positive for down."""
    pull = [0] * len(places)
    for arrow in arrows:
        tail, head = numbers[arrow.tail], numbers[arrow.head]
        for here, there in ((tail, head), (head, tail)):
            pull[here] += (places[there] > places[here]) - (places[there] < places[here])
    return pull


def _depths(up: Sequence[Sequence[int]]) -> list[int]:
    """How many links lie between a card and the last one that it leads to, on the longest
    way; a link that closes a loop is passed over. Without recursion: chains can be long."""
    depth: list[int | None] = [None] * len(up)
    for start in range(len(up)):
        way = [(start, iter(up[start]))] if depth[start] is None else []
        on_way = {start}
        while way:
            card, rest = way[-1]
            ahead = next((n for n in rest if depth[n] is None and n not in on_way), None)
            if ahead is not None:
                on_way.add(ahead)
                way.append((ahead, iter(up[ahead])))
                continue
            depth[card] = 1 + max((d for n in up[card] if (d := depth[n]) is not None), default=-1)
            on_way.discard(card)
            way.pop()
    return [d or 0 for d in depth]


def _settle(
    depth: list[int], up: Sequence[Sequence[int]], places: Sequence[int], ranks: Sequence[int]
) -> None:
    """Lets cards sink from crowded levels of their band to emptier ones, initiatives and
    outputs first, as long as each stays above what supports it."""
    deepest: dict[int, int] = defaultdict(int)
    lengths: dict[tuple[int, int], int] = defaultdict(int)
    for card, band in enumerate(places):
        deepest[band] = max(deepest[band], depth[card])
        lengths[band, depth[card]] += 1
    floor = [deepest[band] for band in places]
    for card in sorted(range(len(up)), key=lambda n: -depth[n]):
        for above in up[card]:
            floor[above] = min(floor[above], depth[card] - 1)
    for card in sorted(range(len(up)), key=lambda n: (-ranks[n], -n)):
        band, here = places[card], depth[card]
        below = range(here + 1, floor[card] + 1)
        best = min(below, key=lambda level: (lengths[band, level], -level), default=here)
        if lengths[band, best] + 1 < lengths[band, here]:
            lengths[band, here] -= 1
            lengths[band, best] += 1
            depth[card] = best


def _best_length(levels: Sequence[int], card_height: float) -> int:
    """How many cards a row may hold, so that the picture comes near the wanted shape."""

    def strain(length: int) -> tuple[float, int]:
        count = sum(-(-level // length) for level in levels)
        widest = max(-(-level // -(-level // length)) for level in levels)
        shape = (_FIXED_WIDTH + widest * _CARD_ROOM) / (_FIXED_HEIGHT + count * (card_height + _ROW_GAP))
        return (abs(math.log(shape / _ASPECT)), length)

    return min(range(_FEWEST, max(_FEWEST, *levels) + 1), key=strain) if levels else _FEWEST


def _split(cards: tuple[int, ...], longest: int) -> Iterable[tuple[int, ...]]:
    """Parts of about the same length."""
    parts = -(-len(cards) // longest)
    size = -(-len(cards) // parts)
    return (cards[start : start + size] for start in range(0, len(cards), size))
