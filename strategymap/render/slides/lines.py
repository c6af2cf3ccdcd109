"""The links on a slide: upright through the rows, sideways between them, with few corners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from strategymap.render.drawing import Box, PlacedArrow, Point
from strategymap.render.slides.channels import STRAIGHT, WORDS, Net
from strategymap.render.slides.fitting import BADGE_STEP, badge_radius, small
from strategymap.render.slides.rows import Way
from strategymap.render.wrap import Font
from strategymap.view import Arrow, LinkKind

#: What stands on a line that doesn't lead up.
LABELS: dict[LinkKind, str] = {"harms": "works against", "feedback": "feedback"}
#: A line has no more marks of findings than these; its alternative text tells all.
MOST_BADGES = 3
#: How far from an upright line marks stand.
BESIDE = 2.0
#: An end moves so far, in points, where that takes a jog out of a line.
_JOG = 26.0
#: How near to each other, and to the corner of a card, ends may come, in points.
_APART, _CORNER = 8.0, 9.0


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A link: the corners of its line, from the edge of one card to the edge of another, and
    the box of the words on it, with the marks of what was found about it behind them."""

    placed: PlacedArrow
    points: tuple[Point, ...]
    words: Box | None = None


def words_width(kind: LinkKind, size: float, room: float) -> float:
    """How wide the box of the words on a line is; 0 where it has none."""
    words = LABELS.get(kind)
    return Font(small(size)).width(words) * 1.08 * room + size if words else 0.0


def badges_width(arrow: Arrow, size: float) -> float:
    """How wide the room for the marks of findings about a link is."""
    return len(arrow.badges[:MOST_BADGES]) * BADGE_STEP * badge_radius(size)


def nets(ways: Sequence[Way], size: float, room: float) -> dict[int, list[Net]]:
    """The links, in points, by the gaps in which they run; words stand in the gap of their
    link where there is most room for them."""
    found: dict[int, list[Net]] = defaultdict(list)
    for number, way in enumerate(ways):
        for gap, ends in way.gaps():
            found[gap].append(Net(number, ends))
    for number, way in enumerate(ways):
        arrow = way.placed.arrow
        if width := words_width(arrow.kind, size, room) + badges_width(arrow, size):
            _word(number, width, found, bare=arrow.kind not in LABELS)
    return found


def _word(number: int, width: float, found: Mapping[int, list[Net]], *, bare: bool) -> None:
    places = []
    for gap, members in found.items():
        for place, net in enumerate(members):
            if net.link == number:
                others = [x for other in members if other.link != number for x, _ in other.ends]
                places += [
                    (*cost, gap, place, words) for cost, words in _spots(net, width, others, bare=bare)
                ]
    if places:
        *_, gap, place, words = min(places)
        net = found[gap][place]
        found[gap][place] = Net(net.link, net.ends, words)


def _spots(
    net: Net, width: float, others: Sequence[float], *, bare: bool
) -> Iterator[tuple[tuple[int, float], tuple[float, float]]]:
    """Where the words may stand, and how bad that is: how many lines they hide, and how far
    from the middle they are. `bare` marks without words stand beside an upright line."""
    low, high = net.level
    if bare and net.is_straight:
        for place, start in enumerate((high + BESIDE, low - BESIDE - width)):
            yield (sum(start - 3 < x < start + width + 3 for x in others), place), (start, start + width)
        return
    slack = max((high - low - width) / 2, width / 2 - 8)
    for share in (0, -0.5, 0.5, -1, 1):
        middle = (low + high) / 2 + share * slack
        start, end = middle - width / 2, middle + width / 2
        hidden = sum(start - 3 < x < end + 3 for x in others)
        yield (hidden, round(abs(share) * slack - (high - low) / 8, 3)), (start, end)


def straightened(
    ways: Sequence[Way], across: Callable[[float], float], sides: Mapping[str, tuple[float, float]]
) -> list[Way]:
    """The links in points, without the small jogs at their ends. `sides` are the left and the
    right edges of the cards."""
    moved = [Way(way.placed, way.rows, tuple(across(x) for x in way.xs)) for way in ways]
    taken: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for way in moved:
        for card, above, x in _ends(way):
            taken[card, above].append(x)
    return [_straight(way, taken, sides) for way in moved]


def _ends(way: Way) -> Iterator[tuple[str, bool, float]]:
    """Both ends: the card, whether it is left or reached at its upper edge, and where."""
    up, level = way.rows[0] > way.rows[-1], way.rows[0] == way.rows[-1]
    yield way.placed.arrow.tail, up, way.xs[0]
    yield way.placed.arrow.head, not up and not level, way.xs[-1]


def _straight(
    way: Way, taken: Mapping[tuple[str, bool], list[float]], sides: Mapping[str, tuple[float, float]]
) -> Way:
    if way.rows[0] == way.rows[-1]:
        return way
    xs = list(way.xs)
    for (card, above, x), place, beyond in zip(list(_ends(way)), (0, -1), (1, -2), strict=True):
        others = list(taken[card, above])
        others.remove(x)
        if STRAIGHT < abs(xs[beyond] - x) < _JOG and _may_move(x, xs[beyond], others, sides[card]):
            taken[card, above].remove(x)
            taken[card, above].append(xs[beyond])
            xs[place] = xs[beyond]
    return Way(way.placed, way.rows, tuple(xs))


def _may_move(x: float, to: float, others: Sequence[float], side: tuple[float, float]) -> bool:
    """Whether an end may move along a card: not past others, nor near to them or to a corner."""
    low, high = min(x, to), max(x, to)
    free = all(abs(other - to) >= _APART and not low <= other <= high for other in others)
    return free and side[0] + _CORNER <= to <= side[1] - _CORNER


def corners(
    way: Way, tops: Sequence[float], floors: Sequence[float], depths: Mapping[int, float]
) -> tuple[Point, ...]:
    """The corners of a line. `tops` and `floors` are those of the rows, `depths` where it moves
    sideways, by gaps."""
    up, level = way.rows[0] > way.rows[-1], way.rows[0] == way.rows[-1]
    points = [(way.xs[0], tops[way.rows[0]] if up else floors[way.rows[0]])]
    for gap, ((x, _), (to, _)) in way.gaps():
        if level or abs(x - to) > STRAIGHT:
            points += [(x, depths[gap]), (to, depths[gap])]
    points.append((way.xs[-1], tops[way.rows[-1]] if not up and not level else floors[way.rows[-1]]))
    return tuple(points)


def words_box(words: tuple[float, float], depth: float, size: float) -> Box:
    """The box of the words on a line."""
    return Box(words[0], depth - WORDS * size, words[1] - words[0], 2 * WORDS * size)


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether a straight line has a part inside of a box (Liang and Barsky's clipping)."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    low, high = 0.0, 1.0
    for step, room in ((-dx, x - box.x), (dx, box.right - x), (-dy, y - box.y), (dy, box.bottom - y)):
        if step == 0:
            if room <= 0:
                return False
        elif step < 0:
            low = max(low, room / step)
        else:
            high = min(high, room / step)
    return low < high
