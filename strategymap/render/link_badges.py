"""Words and badges on arrows. Badges stand beside the words where there are some, else on the
line or beside it, never over a card, a head or another badge; over another line only where
nothing else is left. Those that find no place at all stand at the card where the link begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from strategymap.render.drawing import Box, Label, PlacedArrow, Point
from strategymap.render.labels import (
    BESIDE,
    CLEAR,
    NEAR_TAIL,
    VISIBLE,
    WORDS,
    Beside,
    edges_of,
    is_free,
    label,
    leaves_both_sides,
    parts_near,
    walked,
    wider,
)
from strategymap.render.pieces import PlacedBadge
from strategymap.view import Badge

#: The room of the badge of a finding, of that of a change, and of what lies between two.
FINDING, CHANGE, _GAP = (24.0, 24.0), (36.0, 18.0), 2.0
#: Free px between the words of a link and its badges.
_FROM_WORDS = 2 * CLEAR + 0.5
_Where = Literal["words", "on", "beside", "on short"]
#: What is seen of a line on either side of badges on it, at least, in px.
_SEEN: dict[_Where, float] = {"on": VISIBLE, "on short": 12.0}
#: No place farther along the line than this from where badges stand best is looked at.
_FAR = 400.0


def with_words_and_badges(number: int, arrow: PlacedArrow, around: Beside) -> PlacedArrow:
    """A link, by its number among all of them, with its words and badges, where there is room."""
    words = label(number, arrow, around) if arrow.arrow.kind in WORDS else None
    if not arrow.arrow.badges:
        return replace(arrow, label=words)
    block = _Block(arrow.arrow.badges)
    box = _place(number, arrow, block, words, around)
    if box is None and words is not None:
        # The words are told by the look of the line, too: they give way.
        around.labels.pop()
        box = _place(number, arrow, block, None, around)
        words = None
    if box is None:
        return replace(arrow, label=words)
    around.labels.append((box.x, box.y, box.right, box.bottom))
    return replace(arrow, label=words, badges=block.placed(box))


@dataclass(frozen=True, slots=True)
class _Block:
    """The badges of a link, side by side."""

    badges: Sequence[Badge]

    @property
    def size(self) -> tuple[float, float]:
        sizes = [_size(badge) for badge in self.badges]
        return sum(width for width, _ in sizes) + _GAP * (len(sizes) - 1), max(height for _, height in sizes)

    def around(self, x: float, y: float) -> Box:
        """The block with its middle in some place."""
        width, height = self.size
        return Box(round(x - width / 2, 1), round(y - height / 2, 1), width, height)

    def placed(self, box: Box) -> tuple[PlacedBadge, ...]:
        """The badges in a box of the block's size."""
        found, x = [], box.x
        for badge in self.badges:
            width = _size(badge)[0]
            found.append(PlacedBadge(badge, round(x + width / 2, 1), round(box.y + box.height / 2, 1)))
            x += width + _GAP
        return tuple(found)


def _size(badge: Badge) -> tuple[float, float]:
    return CHANGE if badge.change else FINDING


def _place(number: int, arrow: PlacedArrow, block: _Block, words: Label | None, around: Beside) -> Box | None:
    """The first free place, None where there is none."""
    line = list(walked(arrow.points))
    places = _best_first(arrow, line)
    width, height = block.size
    left, upper, right, lower = edges_of(places)
    area = (left - width - 90, upper - height, right + width + 90, lower + height)
    for lines in (True, False):
        near = around.near(number, area, lines=lines)
        own = [wider(part, CLEAR) for part in parts_near(arrow.points, area)]
        for box, where in _boxes(block, words, places):
            covers = [*near, *own] if where == "beside" else near
            # What is free is known sooner than what is seen of the line.
            if not is_free(box, covers, around):
                continue
            if where not in _SEEN or leaves_both_sides(box, line, _SEEN[where]):
                return box
    return None


def _best_first(arrow: PlacedArrow, line: Sequence[tuple[Point, float]]) -> list[Point]:
    """Places along a line: near the tail, as words stand; in the middle of an arc."""
    points = arrow.points
    hangs = max(y for _, y in points) > max(points[0][1], points[-1][1])
    wanted = line[-1][1] / 2 if hangs else min(line[-1][1] / 2, NEAR_TAIL)
    ordered = sorted(line, key=lambda place: abs(place[1] - wanted))
    return [point for point, along in ordered if abs(along - wanted) <= _FAR]


def _boxes(block: _Block, words: Label | None, places: Sequence[Point]) -> Iterator[tuple[Box, _Where]]:
    """Where the badges could stand, the best place first: beside the words, on the line, beside
    the line, or on a line that is rather short."""
    width, _ = block.size
    if words is not None:
        y = words.box.y + words.box.height / 2
        away = _FROM_WORDS + width / 2
        yield block.around(words.box.right + away, y), "words"
        yield block.around(words.box.x - away, y), "words"
    yield from ((block.around(x, y), "on") for x, y in places)
    for away in (BESIDE + width / 2, 2 * BESIDE + width / 2):
        for x, y in places:
            yield block.around(x + away, y), "beside"
            yield block.around(x - away, y), "beside"
    yield from ((block.around(x, y), "on short") for x, y in places)
