"""The lines of the links: where they leave and reach cards, and their curves between."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategymap.render.layout import INSET
from strategymap.render.spread import spread

Point = tuple[float, float]

#: How far apart two links meet a card, in px.
_APART = 18
#: Ends are not moved nearer to each other than this, in px.
_LEAST_APART = 14
#: No end moves farther than this for its line to become straight.
_NEAR = 24
#: A line that is straight for it may end so near to the corner of a card.
_CORNER = 19
#: An arc leaves its card so far from the card's middle, has corners this round, and there
#: are at most so many below each other.
_ARC_END = 54
_ARC_CORNER = 14
_ARC_LEVELS = 4
#: What a card's upper edge keeps free for each badge, and what it keeps for links.
_BADGE_ROOM = 24
_LINK_ROOM = 40


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a link leaves its tail and reaches its head, from the left, in px."""

    tail: float
    head: float


@dataclass(frozen=True, slots=True)
class Grid:
    """What stands where: the middle and the width of each box, its row, the upper edge of
    each row, the lower edges of cards and rows, how many badges a card has, and how far below
    its row the arc of a link runs. Boxes from `len(bottoms)` on are lanes."""

    middles: Mapping[int, float]
    widths: Sequence[float]
    row_of: Mapping[int, int]
    tops: Sequence[float]
    bottoms: Sequence[float]
    floors: Sequence[float]
    badges: Sequence[int]
    depths: Mapping[int, float]

    def is_card(self, box: int) -> bool:
        """Whether a box is a card, not a lane."""
        return box < len(self.widths)


def arc_levels(
    ways: Sequence[Sequence[int]], row_of: Mapping[int, int], middles: Mapping[int, float]
) -> dict[int, int]:
    """How deep each link between two cards of a row hangs, from 0: short ones first, so that
    no two of them run over each other. The keys are the numbers of these links."""
    arcs = [
        (abs(middles[way[0]] - middles[way[-1]]), number, row_of[way[0]], sorted((middles[way[0]], middles[way[-1]])))
        for number, way in enumerate(ways)
        if row_of[way[0]] == row_of[way[-1]]
    ]  # fmt: skip
    levels: dict[int, int] = {}
    taken: dict[tuple[int, int], list[Sequence[float]]] = defaultdict(list)
    for _, number, row, (left, right) in sorted(arcs):
        free = (
            level
            for level in range(_ARC_LEVELS)
            if all(right <= start or end <= left for start, end in taken[row, level])
        )
        levels[number] = next(free, _ARC_LEVELS - 1)
        taken[row, levels[number]].append((left, right))
    return levels


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a link: its number, which end, the card, the box beyond, and the side."""

    link: int
    end: int
    card: int
    beyond: int
    upwards: bool

    def lane(self, grid: Grid) -> int:
        """The lane that it comes out of; ends without one have each a number of their own."""
        return self.beyond if not grid.is_card(self.beyond) else -1 - 2 * self.link - self.end

    def wanted(self, grid: Grid) -> tuple[int, float, float, int, int]:
        """How ends stand beside each other on a side of a card, and where this one would meet
        the card best: arcs outermost, so that they cross nothing that comes from below."""
        middle, beyond = grid.middles[self.card], grid.middles[self.beyond]
        if grid.row_of[self.card] == grid.row_of[self.beyond]:
            side = 1 if beyond > middle else -1
            # The farther an arc reaches, the deeper it hangs, and the nearer it is to the middle.
            return (side, middle + side * _ARC_END, -beyond, self.link, self.end)
        place = (beyond + middle) / 2 if grid.is_card(self.beyond) else beyond
        return (0, place, beyond, self.link, self.end)


def ends(ways: Sequence[Sequence[int]], grid: Grid) -> list[Ends]:
    """Where each link leaves its tail and reaches its head."""
    sides: dict[tuple[int, bool], list[_End]] = defaultdict(list)
    for number, way in enumerate(ways):
        for end, (card, beyond) in enumerate(((way[0], way[1]), (way[-1], way[-2]))):
            upwards = grid.row_of[beyond] < grid.row_of[card]
            sides[card, upwards].append(_End(number, end, card, beyond, upwards))
    found: dict[tuple[int, int], float] = {}
    for (card, upwards), items in sides.items():
        found.update(_on_side(card, upwards, sorted(items, key=lambda item: item.wanted(grid)), grid))
    for number, way in enumerate(ways):
        _snap(number, way, found, sides, grid)
    return [Ends(found[number, 0], found[number, 1]) for number in range(len(ways))]


def _on_side(card: int, upwards: bool, items: Sequence[_End], grid: Grid) -> Mapping[tuple[int, int], float]:
    """The places along one side of a card; links that come out of the same lane share one."""
    low, high = _stretch(card, upwards, grid, INSET)
    groups: dict[int, list[tuple[int, int]]] = {}
    places: list[float] = []
    for item in items:
        lane = item.lane(grid)
        if lane not in groups:
            places.append(min(max(item.wanted(grid)[1], low), high))
        groups.setdefault(lane, []).append((item.link, item.end))
    settled = spread(places, low, high, _APART)
    return {item: place for place, group in zip(settled, groups.values(), strict=True) for item in group}


def _stretch(card: int, upwards: bool, grid: Grid, inset: float) -> tuple[float, float]:
    """Where links may meet a side of a card: clear of its corners, and of badges above."""
    low = grid.middles[card] - grid.widths[card] / 2 + inset
    high = grid.middles[card] + grid.widths[card] / 2 - inset
    if upwards:
        high -= max(0, min(_BADGE_ROOM * grid.badges[card] - inset + 18, high - low - _LINK_ROOM))
    return low, high


def _snap(
    number: int,
    way: Sequence[int],
    found: dict[tuple[int, int], float],
    sides: Mapping[tuple[int, bool], Sequence[_End]],
    grid: Grid,
) -> None:
    """Takes small jogs out of a line that is all but straight, where that brings it no nearer
    to other links than may be."""
    rows = [grid.row_of[box] for box in way]
    mine = [
        next(item for item in sides[way[place], rows[beyond] < rows[place]] if (item.link, item.end) == (number, end))
        for end, (place, beyond) in enumerate(((0, 1), (-1, -2)))
    ]  # fmt: skip
    if len(way) == 2:
        edges = [_stretch(item.card, item.upwards, grid, _CORNER) for item in mine]
        low, high = max(low for low, _ in edges), min(high for _, high in edges)
        middle = min(max(float(round((found[number, 0] + found[number, 1]) / 2)), low), high)
        wanted = [middle, middle]
    else:
        wanted = [grid.middles[way[1]], grid.middles[way[-2]]]
    fits = [_fits(item, place, found, sides, grid) for item, place in zip(mine, wanted, strict=True)]
    if len(way) == 2:
        fits = [all(fits), all(fits)]
    for end in (0, 1):
        if fits[end] and rows[0] != rows[-1]:
            found[number, end] = wanted[end]


def _fits(
    item: _End,
    place: float,
    found: Mapping[tuple[int, int], float],
    sides: Mapping[tuple[int, bool], Sequence[_End]],
    grid: Grid,
) -> bool:
    """Whether the end of a link may move to a place: a few px, and not too near to others."""
    low, high = _stretch(item.card, item.upwards, grid, _CORNER)
    near = abs(found[item.link, item.end] - place) < _NEAR and low <= place <= high
    return near and all(
        abs(found[other.link, other.end] - place) >= _LEAST_APART or other.lane(grid) == item.lane(grid)
        for other in sides[item.card, item.upwards]
    )


def curve(way: Sequence[int], at: Ends, grid: Grid, depth: float = 0) -> tuple[Point, ...]:
    """The line of a link: its start, then three points for each cubic curve. One between two
    cards of a row hangs `depth` px below it."""
    rows = [grid.row_of[box] for box in way]
    if rows[0] == rows[-1]:
        return _arc(way, at, grid, depth)
    xs = [at.tail, *(grid.middles[box] for box in way[1:-1]), at.head]
    upwards = rows[0] > rows[-1]
    line = _Line(xs[0], grid.tops[rows[0]] if upwards else grid.bottoms[way[0]])
    for before, after, row, following in zip(xs, xs[1:], rows, rows[1:], strict=False):
        line.straight(before, grid.tops[row] if upwards else grid.floors[row])
        line.bend(after, grid.floors[following] if upwards else grid.tops[following])
    line.straight(xs[-1], grid.bottoms[way[-1]] if upwards else grid.tops[rows[-1]])
    return tuple(line.points)


def _arc(way: Sequence[int], at: Ends, grid: Grid, depth: float) -> tuple[Point, ...]:
    """From the lower edge of a card down, along its row, and up to the lower edge of another."""
    lowest = grid.floors[grid.row_of[way[0]]] + depth
    corner = min(_ARC_CORNER, abs(at.head - at.tail) / 2)
    side = math.copysign(corner, at.head - at.tail)
    line = _Line(at.tail, grid.bottoms[way[0]])
    line.straight(at.tail, lowest - corner)
    line.points += [(at.tail, lowest - corner / 2), (at.tail + side / 2, lowest), (at.tail + side, lowest)]
    line.level(at.head - side, lowest)
    line.points += [(at.head - side / 2, lowest), (at.head, lowest - corner / 2), (at.head, lowest - corner)]
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

    def level(self, x: float, y: float) -> None:
        """Straight to the left or right; nothing where the line is already there."""
        here = self.points[-1][0]
        if abs(here - x) >= 0.5:
            third = (x - here) / 3
            self.points += [(round(here + third, 1), y), (round(x - third, 1), y), (x, y)]

    def bend(self, x: float, y: float) -> None:
        """To another place in a curve that is upright at both ends."""
        before, here = self.points[-1]
        if before == x:
            self.straight(x, y)
        else:
            handle = round((y - here) * 0.45, 1)
            self.points += [(before, here + handle), (x, y - handle), (x, y)]
