"""Measures how good a drawing without faults is: crossings, bends, detours, empty room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import combinations, pairwise

from render.quality import faults, points

from strategymap.render.drawing import Drawing, PlacedArrow, Point
from strategymap.render.labels import WORDS

#: How wide the names in the table are.
NAME = 22
#: Left, upper, right and lower edge.
Edges = tuple[float, float, float, float]
#: A piece of a line in straight parts, and the edges of what it takes.
Piece = tuple[Edges, list[Point]]


@dataclass(frozen=True, slots=True)
class Measures:
    """What stands in a line of the table; of several drawings the sums, and all lower is better.

    `crossings` are places at which lines cross, one for lines that share their way; `bends`
    are curves from one place to another; `detour` is how many per cent longer the lines are
    than straight ones from end to end; `wordless` harms and feedback go without their words;
    `empty` is the share of the bands in per cent in which no card stands; `pixels` is the
    area of the sheet in millions of px.
    """

    maps: int
    cards: int
    links: int
    faults: int
    crossings: int
    bends: int
    detour: float
    wordless: int
    empty: float
    pixels: float

    def row(self, name: str) -> str:
        """The line of the table."""
        values = [getattr(self, field.name) for field in fields(self)]
        return f"{name:{NAME}}" + "".join(f"{_text(value):>10}" for value in values)


def heading() -> str:
    """The first line of the table."""
    return " " * NAME + "".join(f"{field.name:>10}" for field in fields(Measures))


def _text(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.1f}"


def measures(drawings: Iterable[Drawing]) -> Measures:
    """The numbers of some drawings together."""
    sums = dict.fromkeys(("cards", "links", "faults", "crossings", "bends", "wordless"), 0)
    maps, drawn, direct, covered, ground, pixels = 0, 0.0, 0.0, 0.0, 0.0, 0.0
    for drawing in drawings:
        maps += 1
        sums["cards"] += len(drawing.cards)
        sums["links"] += len(drawing.arrows)
        sums["faults"] += faults(drawing).total()
        sums["crossings"] += crossings(drawing)
        sums["bends"] += sum(bends(arrow) for arrow in drawing.arrows)
        sums["wordless"] += sum(a.label is None for a in drawing.arrows if a.arrow.kind in WORDS)
        drawn += math.fsum(length(list(points(arrow))) for arrow in drawing.arrows)
        direct += math.fsum(_direct(arrow) for arrow in drawing.arrows)
        covered += sum(card.box.width * card.box.height for card in drawing.cards)
        ground += sum((band.box.right - _first(drawing)) * band.box.height for band in drawing.bands)
        pixels += drawing.width * drawing.height / 1e6
    return Measures(
        maps=maps,
        detour=100 * (drawn / direct - 1) if direct else 0.0,
        empty=100 * (1 - covered / ground) if ground else 0.0,
        pixels=pixels,
        **sums,
    )


def _first(drawing: Drawing) -> float:
    """Where the room for cards begins, behind the titles of the bands."""
    titles = [run.x + run.width for band in drawing.bands for run in band.runs]
    return max(titles, default=drawing.bands[0].box.x)


def bends(arrow: PlacedArrow) -> int:
    """How often a line changes its place: the pieces of it that are no straight ones."""
    pieces = (arrow.points[start : start + 4] for start in range(0, len(arrow.points) - 1, 3))
    return sum(len({x for x, _ in piece}) > 1 and len({y for _, y in piece}) > 1 for piece in pieces)


def length(line: Sequence[Point]) -> float:
    """The length of a line in straight parts."""
    return math.fsum(math.hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(line))


def _direct(arrow: PlacedArrow) -> float:
    """The distance of the ends; for a line that hangs below a row, as far down and up again as it must."""
    (ax, ay), (bx, by) = arrow.points[0], arrow.points[-1]
    return max(math.hypot(bx - ax, by - ay), 30.0)


def crossings(drawing: Drawing) -> int:
    """The places at which two lines cross; a line crosses others that share their way once.
    Lines to the same card may meet, and no more is asked of them."""
    lines = [list(_pieces(arrow)) for arrow in drawing.arrows]
    around = [_around(arrow.points) for arrow in drawing.arrows]
    heads = [arrow.arrow.head for arrow in drawing.arrows]
    found: set[Point] = set()
    for one, other in combinations(range(len(lines)), 2):
        if heads[one] != heads[other] and _meet(around[one], around[other]):
            found.update(_places(lines[one], lines[other]))
    return len(found)


def _places(one: Sequence[Piece], other: Sequence[Piece]) -> Iterator[Point]:
    for around, line in one:
        for beside, way in other:
            if _meet(around, beside):
                for a, b in pairwise(line):
                    for c, d in pairwise(way):
                        yield from _crossing(a, b, c, d)


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    """Where two straight parts cross, in whole px. A point on a line counts as left of it, so
    that a line which crosses another at a corner does so once."""
    if min(a[1], b[1]) > max(c[1], d[1]) or min(c[1], d[1]) > max(a[1], b[1]):
        return
    before, after = _side(a, b, c), _side(a, b, d)
    if (before < 0) != (after < 0) and (_side(c, d, a) < 0) != (_side(c, d, b) < 0):
        share = before / (before - after)
        yield (round(c[0] + share * (d[0] - c[0])), round(c[1] + share * (d[1] - c[1])))


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _pieces(arrow: PlacedArrow) -> Iterator[Piece]:
    """The straight and curved pieces of a line. A straight one that goes on where the last one
    ends is part of it, so that nothing crosses exactly where two of them meet."""
    line = [arrow.points[0]]
    for start in range(0, len(arrow.points) - 1, 3):
        piece = arrow.points[start : start + 4]
        if len({x for x, _ in piece}) == 1 or len({y for _, y in piece}) == 1:
            line.append(piece[3])
            continue
        if len(line) > 1:
            yield _around(line), line
        curve = [_at(piece, n / 12) for n in range(13)]
        yield _around(curve), curve
        line = [piece[3]]
    if len(line) > 1:
        yield _around(line), line


def _at(piece: Sequence[Point], t: float) -> Point:
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = piece
    return (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)


def _around(line: Sequence[Point]) -> Edges:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return (min(xs), min(ys), max(xs), max(ys))


def _meet(one: Edges, other: Edges) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


__all__ = ["NAME", "Measures", "bends", "crossings", "heading", "length", "measures"]
