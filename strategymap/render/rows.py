"""Which cards stand side by side: the rows of each band, from top to bottom.

Within a band a card stands below what it supports. Rows are not longer than the picture
is meant to be wide; a level with more cards becomes several rows.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

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


def rows(
    bands: Sequence[Band],
    arrows: Sequence[Arrow],
    heights: Sequence[float],
    longest: int | None = None,
    deepest: int | None = None,
) -> tuple[Row, ...]:
    """The rows of all bands; a band without cards has none. `heights` are those of the
    cards in px. No row has more than `longest` cards; None chooses what suits a screen. No band
    has more than `deepest` levels below a top goal, so that links run sideways in it; where it is
    0, a band is one level, and None lets it have all."""
    levels = _merged(list(_levels(bands, arrows)), deepest, _tops(bands))
    if longest is None:
        counts = [len(cards) for _, cards in levels]
        longest = min(_lengths(counts, _FEWEST), key=_strain(counts, heights, _ASPECT), default=_FEWEST)
    return tuple(Row(band, part) for band, cards in levels for part in _split(cards, longest))


def breaks(
    bands: Sequence[Band], arrows: Sequence[Arrow], heights: Sequence[float], aspect: float
) -> list[tuple[int, int | None]]:
    """The ways to break a map into rows, each as `longest` and `deepest` of `rows`: first those
    whose picture comes nearest to `aspect`, its width to its height, by an estimate."""
    levels = list(_levels(bands, arrows))
    tops = _tops(bands)
    found: dict[tuple[int, ...], tuple[tuple[float, int], tuple[int, int | None]]] = {}
    most = max(Counter(band for band, _ in levels).values(), default=1)
    for deepest in range(most, -1 if tops else 0, -1):
        counts = [len(cards) for _, cards in _merged(levels, deepest, tops)]
        strain = _strain(counts, heights, aspect)
        for length in _lengths(counts, 1):
            broken = (deepest, *(-(-count // length) for count in counts))
            found.setdefault(broken, (strain(length), (length, None if deepest == most else deepest)))
    return [way for _, way in sorted(found.values(), key=lambda each: each[0])]


def _tops(bands: Sequence[Band]) -> set[int]:
    """The numbers of the top goals."""
    return {number for number, card in enumerate(card for band in bands for card in band.cards) if card.top}


def _merged(
    levels: Sequence[tuple[int, tuple[int, ...]]], deepest: int | None, tops: Collection[int]
) -> list[tuple[int, tuple[int, ...]]]:
    """The levels, those of a band joined with their neighbours where there are too many; but no
    top goal comes to stand beside what leads to it, unless all of its band does."""
    if deepest is None:
        return list(levels)
    merged: list[tuple[int, tuple[int, ...]]] = []
    for band, group in groupby(levels, key=lambda level: level[0]):
        cards = [members for _, members in group]
        if deepest and any(card in tops for card in cards[0]):
            merged.append((band, cards.pop(0)))
        count = min(max(deepest, 1), len(cards))
        cuts = [len(cards) * n // count for n in range(count + 1)] if count else []
        merged += [(band, tuple(chain(*cards[start:end]))) for start, end in pairwise(cuts)]
    return merged


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


def _lengths(counts: Sequence[int], fewest: int) -> range:
    return range(fewest, max(fewest, *counts) + 1) if counts else range(0)


def _strain(
    counts: Sequence[int], heights: Sequence[float], aspect: float
) -> Callable[[int], tuple[float, int]]:
    """How far a picture with rows of some length is from the wanted shape."""
    card_height = sum(heights) / len(heights) if heights else 0

    def strain(length: int) -> tuple[float, int]:
        count = sum(-(-level // length) for level in counts)
        widest = max(-(-level // -(-level // length)) for level in counts)
        shape = (_FIXED_WIDTH + widest * _CARD_ROOM) / (_FIXED_HEIGHT + count * (card_height + _ROW_GAP))
        return (abs(math.log(shape / aspect)), length)

    return strain


def _split(cards: tuple[int, ...], longest: int) -> Iterable[tuple[int, ...]]:
    """Parts of about the same length."""
    parts = -(-len(cards) // longest)
    size = -(-len(cards) // parts)
    return (cards[start : start + size] for start in range(0, len(cards), size))
