"""The lines of the links: where they leave and reach cards, and their curves between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategymap.render.layout import INSET

Point = tuple[float, float]

#: How far apart two links meet a card, in px.
_APART = 18
#: How deep the curve between two cards of a row reaches for, in px; it gets three quarters there.
ARC = 44


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a link leaves its tail and reaches its head, from the left, in px."""

    tail: float
    head: float


def spread(wanted: Sequence[float], low: float, high: float) -> list[float]:
    """Places as near to the wanted ones as possible, in their order, apart from each other
    and between `low` and `high`. `wanted` is in rising order.

    >>> spread([50, 50, 50], 0, 100)
    [32.0, 50.0, 68.0]
    >>> spread([0, 0, 0], 0, 20)
    [0.0, 10.0, 20.0]
    """
    if len(wanted) > 1:
        apart = min(_APART, (high - low) / (len(wanted) - 1))
    else:
        apart = 0.0
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


@dataclass(frozen=True, slots=True)
class Grid:
    """What stands where: the middle and the width of each box, its row, the upper edge of
    each row, the lower edges of cards and rows, how many badges a card has, and the edges of
    the gaps between the rows. Boxes from `len(bottoms)` on are lanes."""

    middles: Mapping[int, float]
    widths: Sequence[float]
    row_of: Mapping[int, int]
    tops: Sequence[float]
    bottoms: Sequence[float]
    floors: Sequence[float]
    badges: Sequence[int]
    gaps: frozenset[tuple[float, float]]

    def is_card(self, box: int) -> bool:
        """Whether a box is a card, not a lane."""
        return box < len(self.widths)


def ends(ways: Sequence[Sequence[int]], grid: Grid) -> list[Ends]:
    """Where each link leaves its tail and reaches its head."""
    wanted: dict[tuple[int, bool], list[tuple[float, float, int, int]]] = defaultdict(list)
    for number, way in enumerate(ways):
        for end, (card, beyond) in enumerate(((way[0], way[1]), (way[-1], way[-2]))):
            upwards = grid.row_of[beyond] < grid.row_of[card]
            place = grid.middles[beyond]
            if grid.is_card(beyond):
                place = (place + grid.middles[card]) / 2
            wanted[card, upwards].append((place, grid.middles[beyond], number, end))
    found: dict[tuple[int, int], float] = {}
    for (card, upwards), items in wanted.items():
        found.update(_on_side(card, upwards, sorted(items), ways, grid))
    pairs = [[found[number, 0], found[number, 1]] for number in range(len(ways))]
    for pair, way in zip(pairs, ways, strict=True):
        _snap(pair, way, grid)
    return [Ends(tail, head) for tail, head in pairs]


def _on_side(
    card: int,
    upwards: bool,
    items: Sequence[tuple[float, float, int, int]],
    ways: Sequence[Sequence[int]],
    grid: Grid,
) -> Mapping[tuple[int, int], float]:
    """The places along one side of a card; links that come out of the same lane share one."""
    low = grid.middles[card] - grid.widths[card] / 2 + INSET
    high = grid.middles[card] + grid.widths[card] / 2 - INSET
    if upwards:
        high -= min(24 * grid.badges[card], high - low - 40)
    groups: dict[int, list[tuple[int, int]]] = {}
    places: list[float] = []
    for place, _, number, end in items:
        way = ways[number]
        beyond = way[1] if end == 0 else way[-2]
        key = beyond if not grid.is_card(beyond) else -1 - 2 * number - end
        if key not in groups:
            places.append(min(max(place, low), high))
        groups.setdefault(key, []).append((number, end))
    settled = spread(places, low, high)
    return {item: place for place, group in zip(settled, groups.values(), strict=True) for item in group}


def _snap(pair: list[float], way: Sequence[int], grid: Grid) -> None:
    """Takes small jogs out of lines that are all but straight."""
    if len(way) == 2:
        if abs(pair[0] - pair[1]) < 8:
            pair[0] = pair[1] = round((pair[0] + pair[1]) / 2)
        return
    for end, lane in ((0, way[1]), (1, way[-2])):
        if abs(pair[end] - grid.middles[lane]) < 8:
            pair[end] = grid.middles[lane]


def curve(way: Sequence[int], at: Ends, grid: Grid) -> tuple[Point, ...]:
    """The line of a link: its start, then three points for each cubic curve."""
    rows = [grid.row_of[box] for box in way]
    if rows[0] == rows[-1]:
        return _arc(way, at, grid)
    xs = [at.tail, *(grid.middles[box] for box in way[1:-1]), at.head]
    upwards = rows[0] > rows[-1]
    line = _Line(xs[0], grid.tops[rows[0]] if upwards else grid.bottoms[way[0]])
    for before, after, row, following in zip(xs, xs[1:], rows, rows[1:], strict=False):
        line.straight(before, grid.tops[row] if upwards else grid.floors[row])
        line.bend(after, grid.floors[following] if upwards else grid.tops[following])
    line.straight(xs[-1], grid.bottoms[way[-1]] if upwards else grid.tops[rows[-1]])
    return tuple(line.points)


def _arc(way: Sequence[int], at: Ends, grid: Grid) -> tuple[Point, ...]:
    """From the lower edge of a card to that of another in its row."""
    floor = grid.floors[grid.row_of[way[0]]]
    line = _Line(at.tail, grid.bottoms[way[0]])
    line.straight(at.tail, floor)
    line.points += [(at.tail, floor + ARC), (at.head, floor + ARC), (at.head, floor)]
    line.straight(at.head, grid.bottoms[way[-1]])
    return tuple(line.points)


def loop(x: float, y: float) -> tuple[Point, ...]:
    """The line of a card that leads to itself, beside its left edge."""
    return ((x, y + 46), (x - 24, y + 54), (x - 24, y + 14), (x, y + 22))


class _Line:
    """A line that is drawn piece by piece."""

    def __init__(self, x: float, y: float) -> None:
        self.points: list[Point] = [(x, y)]

    def straight(self, x: float, y: float) -> None:
        """Straight up or down; nothing where the line is already there."""
        here = self.points[-1][1]
        if abs(here - y) >= 0.5:
            third = (y - here) / 3
            self.points += [(x, round(here + third, 1)), (x, round(y - third, 1)), (x, y)]

    def bend(self, x: float, y: float) -> None:
        """To another place in a curve that is upright at both ends."""
        before, here = self.points[-1]
        if before == x:
            self.straight(x, y)
        else:
            handle = round((y - here) * 0.45, 1)
            self.points += [(before, here + handle), (x, y - handle), (x, y)]
