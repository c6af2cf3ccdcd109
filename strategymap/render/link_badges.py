"""Words and badges on arrows. Badges stand beside the words where there are some, else on the
line or beside it, never over a card, a head or another badge; over another line only where
nothing else is left. Those that find no place at all stand at the card where the link begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from strategymap.render.drawing import Box, Label, PlacedArrow, Point
from strategymap.render.labels import (
    BESIDE,
    CLEAR,
    VISIBLE,
    WORDS,
    Beside,
    best_first,
    label,
    leaves_both_sides,
    walked,
)
from strategymap.render.pieces import PlacedBadge
from strategymap.view import Badge

#: The room of the badge of a finding, of that of a change, and of what lies between two.
FINDING, CHANGE, _GAP = (24.0, 24.0), (36.0, 18.0), 2.0
#: Free px between the words of a link and its badges.
_FROM_WORDS = CLEAR
_Where = Literal["words", "on", "beside", "on short"]
#: What is seen of a line on either side of badges on it, at least, in px.
_SEEN: dict[_Where, float] = {"on": VISIBLE, "on short": 12.0}


def with_words_and_badges(number: int, arrow: PlacedArrow, around: Beside) -> PlacedArrow:
    """A link, by its number among all of them, with its words and badges, where there is room."""
    words = label(number, arrow, around) if arrow.arrow.kind in WORDS else None
    badges: tuple[PlacedBadge, ...] = ()
    if arrow.arrow.badges:
        block = _Block(arrow.arrow.badges)
        box = _place(number, arrow, block, words, around)
        if box is None and words is not None:
            # The words are told by the look of the line, too: they give way.
            words, box = None, _place(number, arrow, block, None, around)
        if box is not None:
            around.add(box)
            badges = block.placed(box)
    if words is not None:
        around.add(words.box)
    return replace(arrow, label=words, badges=badges)


class _Block:
    """The badges of a link, side by side."""

    def __init__(self, badges: Sequence[Badge]) -> None:
        self._badges = badges
        sizes = [_size(badge) for badge in badges]
        self.width = sum(width for width, _ in sizes) + _GAP * (len(sizes) - 1)
        self._height = max(height for _, height in sizes)

    def around(self, x: float, y: float) -> Box:
        """The block with its middle in some place."""
        return Box(round(x - self.width / 2, 1), round(y - self._height / 2, 1), self.width, self._height)

    def placed(self, box: Box) -> tuple[PlacedBadge, ...]:
        """The badges in a box of the block's size."""
        found, x = [], box.x
        for badge in self._badges:
            width = _size(badge)[0]
            found.append(PlacedBadge(badge, round(x + width / 2, 1), round(box.y + box.height / 2, 1)))
            x += width + _GAP
        return tuple(found)


def _size(badge: Badge) -> tuple[float, float]:
    return CHANGE if badge.change else FINDING


def _place(number: int, arrow: PlacedArrow, block: _Block, words: Label | None, around: Beside) -> Box | None:
    """The first free place, None where there is none."""
    line = list(walked(arrow.points))
    places = best_first(arrow, line)
    for others in (True, False):
        for box, where in _boxes(block, words, places):
            if words is not None and where != "words" and box.touches(words.box, gap=2 * CLEAR):
                continue
            # What is free is known sooner than what is seen of the line.
            if not around.is_free(box, number, own=where == "beside", others=others):
                continue
            if where not in _SEEN or leaves_both_sides(box, line, _SEEN[where]):
                return box
    return None


def _boxes(block: _Block, words: Label | None, places: Sequence[Point]) -> Iterator[tuple[Box, _Where]]:
    """Where the badges could stand, the best place first: beside the words, on the line, beside
    the line, or on a line that is rather short."""
    width = block.width
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
