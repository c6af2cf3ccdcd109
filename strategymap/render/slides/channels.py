"""The room between two rows: in which order the links that move sideways there lie below each
other, so that few cross, and where their words stand. All lengths are in points.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from strategymap.render.drawing import Point

#: Nearer than this, two upright pieces of lines look like one.
_NEAR = 3.0
#: Two links that lie at one level are so far from each other, from the left.
_ASIDE = 4.0
#: So much worse than a crossing is a piece of a line that lies on another one.
_COVERED = 10
#: More links than these in one gap are not ordered: it costs the square, and nobody sees it.
_MOST_ORDERED = 60
#: A line that moves less than this sideways just moves.
STRAIGHT = 0.6
#: In sizes of the title: room for the head of an arrow, from one line to the next, below the
#: last one, there with marks, and half the height of words, without and with room around them.
HEAD, NEXT, FOOT, MARKS, WORDS, AROUND = 0.8, 0.55, 0.5, 1.3, 0.63, 1.1


@dataclass(frozen=True, slots=True)
class Net:
    """A link in one gap: its number, its two ends (from the left; 0 above the gap, 1 below),
    and from where to where its words reach, if they stand here."""

    link: int
    ends: tuple[Point, Point]
    words: tuple[float, float] | None = None

    @property
    def is_straight(self) -> bool:
        """Whether it runs upright through the gap."""
        (x, above), (to_x, to_above) = self.ends
        return above != to_above and abs(x - to_x) <= STRAIGHT

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it lies, words included."""
        xs = [self.ends[0][0], self.ends[1][0], *(self.words or ())]
        return min(xs), max(xs)

    @property
    def level(self) -> tuple[float, float]:
        """From where to where its sideways part lies."""
        (x, _), (to_x, _) = self.ends
        return min(x, to_x), max(x, to_x)


@dataclass(frozen=True, slots=True)
class Channel:
    """A gap: how high it must be, and how far below its upper edge each link moves sideways,
    or has its words."""

    height: float
    depths: dict[int, float]


def channel(nets: Iterable[Net], size: float, marks: Iterable[tuple[float, float]] = ()) -> Channel:
    """The gap in which these links run, with text of this size. `marks` are from where to where
    the marks of findings stand up from below."""
    moving = [net for net in nets if net.words or not net.is_straight]
    levels = _levels(_ordered(moving))
    if not levels:
        return Channel(0, {})
    worded = [any(net.words for net in level) for level in levels]
    depths: dict[int, float] = {}
    depth = max(HEAD, AROUND if worded[0] else 0) * size
    for number, level in enumerate(levels):
        if number:
            depth += (WORDS + FOOT if worded[number] or worded[number - 1] else NEXT) * size
            depth += (WORDS - 0.2) * size if worded[number] and worded[number - 1] else 0
        depths |= {net.link: depth for net in level}
    low = [net.reach for net in levels[-1]]
    hidden = any(start < right and left < end for start, end in low for left, right in marks)
    foot = max(AROUND if worded[-1] else FOOT, MARKS if hidden else 0)
    return Channel(depth + foot * size, depths)


def _ordered(nets: Sequence[Net]) -> list[Net]:
    """From the highest to the lowest, so that few cross: neighbours change places while that helps."""
    order = sorted(nets, key=lambda net: (net.reach, net.link))
    if len(order) > _MOST_ORDERED:
        return order
    better = {
        (one.link, other.link): _crossings(one, other) - _crossings(other, one)
        for one, other in combinations(order, 2)
    }
    better |= {(other, one): -gain for (one, other), gain in better.items()}
    for _ in order:
        changed = False
        for place in range(len(order) - 1):
            upper, lower = order[place], order[place + 1]
            if better[upper.link, lower.link] > 0:
                order[place : place + 2] = lower, upper
                changed = True
        if not changed:
            break
    return order


def _crossings(upper: Net, lower: Net) -> int:
    """How much is wrong with one link above another."""
    found = 0
    for x, below in upper.ends:
        found += bool(below) and _within(x, lower)
    for x, below in lower.ends:
        found += (not below) and _within(x, upper)
    for x, below in upper.ends:
        found += sum(
            _COVERED for other, under in lower.ends if below and not under and abs(x - other) < _NEAR
        )
    return found


def _within(x: float, net: Net) -> int:
    low, high = net.level
    if net.words and net.words[0] - 2 < x < net.words[1] + 2:
        return 3
    return int(low < x < high)


def _levels(order: Sequence[Net]) -> list[list[Net]]:
    """Links that are not above each other share a level."""
    levels: list[list[Net]] = []
    # The lowest level so far, from each of these places to the next one.
    starts, lowest = [-math.inf], [-1]
    for net in order:
        low, high = net.reach
        end = high + _ASIDE
        first, behind = bisect_right(starts, low) - 1, bisect_left(starts, end)
        level = max(lowest[first:behind]) + 1
        if level == len(levels):
            levels.append([])
        levels[level].append(net)
        before = [(starts[first], lowest[first])] if starts[first] < low else []
        ends_there = behind < len(starts) and starts[behind] == end
        after = [] if ends_there else [(end, lowest[behind - 1])]
        pieces = [*before, (low, level), *after]
        starts[first:behind] = [start for start, _ in pieces]
        lowest[first:behind] = [under for _, under in pieces]
    return levels
