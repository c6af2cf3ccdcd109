"""The marks of findings, and the words on links: each where it hides no other, no card and no head.

Lines are placed before it is known where marks stand. What hides something afterwards moves along
its line; where that has no free place, the mark stands at a card of the link instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from strategymap.render.drawing import Box, Point
from strategymap.render.slides import fitting
from strategymap.render.slides.lines import BESIDE, MOST_BADGES, SlideLine, crosses, words_box, words_width
from strategymap.render.slides.plan import Plan, SlideCard
from strategymap.render.slides.signs import badge_box
from strategymap.render.slides.words import is_set_leftwards
from strategymap.view import Arrow, Badge

#: How long and wide a head is at most, in points.
_HEAD = 6.0
#: Marks and words are tried at these shares of a piece of their line.
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)


def card_marks(card: SlideCard) -> Iterator[tuple[Badge, Point]]:
    """The marks of a card and their middles: at the upper corner where no line of text begins."""
    radius = fitting.badge_radius(card.size)
    step = radius * fitting.BADGE_STEP
    badges = card.badges[: max(int(card.box.width / step) - 1, 1)]
    width = (len(badges) - 1) * step
    left = card.box.x + radius * 0.6 if is_set_leftwards(card) else card.box.right - radius * 0.6 - width
    for place, badge in enumerate(badges):
        yield badge, (left + place * step, card.box.y - radius * 0.5)


def line_marks(arrow: Arrow, words: Box, size: float, room: float) -> Iterator[tuple[Badge, Point]]:
    """The marks of a link and their middles: behind its words. `room` is that of the theme."""
    radius = fitting.badge_radius(size)
    start = words.x + words_width(arrow.kind, size, room)
    for place, badge in enumerate(arrow.badges[:MOST_BADGES]):
        yield badge, (start + (place + 0.5) * fitting.BADGE_STEP * radius, words.y + words.height / 2)


def settled(plan: Plan, stage: Box, room: float) -> Plan:
    """The plan with no mark and no words over another, a head or a card."""
    return _Settling(plan, stage, room).plan()


class _Settling:
    def __init__(self, plan: Plan, stage: Box, room: float) -> None:
        self._plan, self._size, self._room = plan, plan.size, room
        self._field = Box(stage.x + plan.titles, stage.y, stage.width - plan.titles, stage.height)
        self._cards = {card.id: card for card in plan.cards}
        self._fixed = [card.box for card in plan.cards] + [_head(line.points) for line in plan.lines]
        self._settled: list[Box] = []

    def plan(self) -> Plan:
        """All of it."""
        lines = tuple(self._line(line) if line.words else line for line in self._plan.lines)
        return replace(self._plan, cards=tuple(self._cards.values()), lines=lines)

    def _line(self, line: SlideLine) -> SlideLine:
        """The line with its words and marks in a free place; without either where there is none."""
        bare = replace(line, placed=replace(line.placed, arrow=replace(line.placed.arrow, badges=())))
        found = self._placed(line)
        if found is None and line.placed.arrow.badges:
            self._to_a_card(line.placed.arrow)
            found = self._placed(bare)
        if found is None or found.words is None:
            return replace(bare, words=None)
        self._settled += self._boxes(found.placed.arrow, found.words)
        return found

    def _placed(self, line: SlideLine) -> SlideLine | None:
        """The line with its words where they hide nothing; None where that is nowhere."""
        arrow, words = line.placed.arrow, line.words
        width = words_width(arrow.kind, self._size, self._room)
        width += len(arrow.badges[:MOST_BADGES]) * fitting.BADGE_STEP * fitting.badge_radius(self._size)
        if words is None or not width:
            return None
        if abs(words.width - width) < 1 and self._is_free(self._boxes(arrow, words)):
            return line
        free = [box for box in self._places(line, width) if self._is_free(self._boxes(arrow, box))]
        best = min(free, key=lambda box: self._cost(line, box, words), default=None)
        return replace(line, words=best) if best else None

    def _places(self, line: SlideLine, width: float) -> Iterator[Box]:
        """Where the words may stand: on a level piece of the line, on an upright one, and marks
        without words beside it."""
        worded = bool(words_width(line.placed.arrow.kind, self._size, self._room))
        for (x, y), (to_x, to_y) in pairwise(line.points):
            for share in _SHARES:
                at, depth = x + share * (to_x - x), y + share * (to_y - y)
                upright = abs(y - to_y) > abs(x - to_x)
                starts = [at + BESIDE, at - BESIDE - width] if upright and not worded else [at - width / 2]
                for start in starts:
                    yield words_box((start, start + width), depth, self._size)

    def _cost(self, line: SlideLine, box: Box, words: Box) -> tuple[int, float]:
        """How many other lines the words hide, and how far they have moved."""
        hidden = sum(
            crosses(*ends, box)
            for other in self._plan.lines
            if other.placed is not line.placed
            for ends in pairwise(other.points)
        )
        return hidden, round(abs(box.x - words.x) + abs(box.y - words.y), 3)

    def _is_free(self, boxes: Sequence[Box]) -> bool:
        """Whether nothing else stands where these are, and all are on the stage."""
        return all(_holds(self._field, box) for box in boxes) and not any(
            box.touches(other, gap=0.5) for box in boxes for other in self._taken()
        )

    def _taken(self) -> Iterator[Box]:
        yield from self._fixed
        yield from self._settled
        for card in self._cards.values():
            yield from _card_boxes(card)

    def _to_a_card(self, arrow: Arrow) -> None:
        """Puts the marks of a link at its tail, or at its head if only that has room for them."""
        both = [self._marked(self._cards[card], arrow.badges) for card in (arrow.tail, arrow.head)]
        card = next((card for card in both if self._has_room(card)), both[0])
        self._cards[card.id] = card

    @staticmethod
    def _marked(card: SlideCard, badges: Sequence[Badge]) -> SlideCard:
        return replace(card, content=replace(card.content, badges=(*card.content.badges, *badges)))

    def _has_room(self, card: SlideCard) -> bool:
        """Whether all marks of a card are shown, and hide neither words nor heads."""
        boxes = list(_card_boxes(card))
        others = [box for box in (*self._fixed, *self._settled) if box != card.box]
        return len(boxes) == len(card.badges) and not any(
            box.touches(other) for box in boxes for other in others
        )

    def _boxes(self, arrow: Arrow, words: Box) -> list[Box]:
        """What the words of a link and its marks cover."""
        radius = fitting.badge_radius(self._size)
        width = words_width(arrow.kind, self._size, self._room)
        marks = line_marks(arrow, words, self._size, self._room)
        found = [badge_box(badge, middle, radius) for badge, middle in marks]
        return [replace(words, width=width), *found] if width else found


def _card_boxes(card: SlideCard) -> Iterator[Box]:
    radius = fitting.badge_radius(card.size)
    return (badge_box(badge, middle, radius) for badge, middle in card_marks(card))


def _head(points: Sequence[Point]) -> Box:
    """Where the head of a line is."""
    (x, y), (to_x, to_y) = points[-2:]
    if abs(x - to_x) > abs(y - to_y):
        return Box(to_x - (_HEAD if x < to_x else 0), to_y - _HEAD / 2, _HEAD, _HEAD)
    return Box(to_x - _HEAD / 2, to_y - (_HEAD if y < to_y else 0), _HEAD, _HEAD)


def _holds(field: Box, box: Box) -> bool:
    within = field.x <= box.x and box.right <= field.right
    return within and field.y <= box.y and box.bottom <= field.bottom
