"""Cards and arrows in their places: from the rows, through the layout engine, to curves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from strategymap.render import cuts, layout, theme
from strategymap.render.cards import CardShape, card_shape
from strategymap.render.compact import compacted
from strategymap.render.drawing import Box, PlacedArrow, PlacedCard
from strategymap.render.labels import WORDS, Beside
from strategymap.render.link_badges import with_words_and_badges
from strategymap.render.order import in_order
from strategymap.render.routes import Grid, arc_levels, curve, ends, loop
from strategymap.render.rows import Row, rows
from strategymap.render.stack import ARC, ARC_STEP, Gap, Stack, stack
from strategymap.render.straight import straightened
from strategymap.view import Band, View
from strategymap.view.linked import at_cards, ends_of

#: Asks a layout engine: DOT in, its JSON out.
LayOut = Callable[[str], Mapping[str, Any]]

#: Free px between the cards and the edge of their band.
_SIDE = 22
#: Cards with the badges of links that have no room for them take room from other links. After so
#: many layouts all badges of links stand at cards.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Field:
    """The part of a picture that the layout engine arranges; `edges` are the upper and the
    lower ones of the bands. In `view` the badges of links that have no room stand at cards."""

    cards: tuple[PlacedCard, ...]
    arrows: tuple[PlacedArrow, ...]
    edges: tuple[tuple[float, float], ...]
    right: float
    view: View

    def moved(self, down: float) -> Field:
        """The same field, lower."""
        return Field(
            tuple(replace(card, box=replace(card.box, y=card.box.y + down)) for card in self.cards),
            tuple(arrow.moved(down) for arrow in self.arrows),
            tuple((upper + down, lower + down) for upper, lower in self.edges),
            self.right,
            self.view,
        )


def tones(bands: Sequence[Band], look: theme.Theme) -> list[theme.Tone]:
    """The colours of the bands: by role; those without one take turns."""
    found, others = [], 0
    for band in bands:
        if band.role or not band.title:
            found.append(look.tones[band.role] if band.role else look.plain)
        else:
            found.append(look.others[others % len(look.others)])
            others += 1
    return found


def field(
    view: View,
    lay_out: LayOut,
    left: float,
    least: float,
    look: theme.Theme,
    longest: int | None = None,
    deepest: int | None = None,
    apart: float = 0,
    card: int = theme.CARD_WIDTH,
) -> Field:
    """The cards and arrows of a view from `left` on, at least `least` px wide. Rows have at
    most `longest` cards, or as many as suits a screen, bands at most `deepest` levels, or all
    that they have; rows are by `apart` px farther from each other than they must be, and each
    `card` is so wide."""

    def laid(view: View) -> Field:
        return _field(view, lay_out, left, least, look, longest, deepest, apart, card)

    for _ in range(_TRIES):
        found = laid(view)
        bare = [ends_of(placed.arrow) for placed in found.arrows if placed.arrow.badges and not placed.badges]
        if not bare:
            return found
        view = at_cards(view, bare)
    return laid(at_cards(view))


def _field(
    view: View,
    lay_out: LayOut,
    left: float,
    least: float,
    look: theme.Theme,
    longest: int | None,
    deepest: int | None,
    apart: float,
    card: int,
) -> Field:
    """The same, where badges that find no room on their links stand nowhere."""
    banded = zip(view.bands, tones(view.bands, look), strict=True)
    colours = [tone for band, tone in banded for _ in band.cards]
    shapes = [card_shape(each, tone, card) for each, tone in zip(view.cards(), colours, strict=True)]
    ordered = rows(view.bands, view.arrows, [shape.height for shape in shapes], longest, deepest)
    plan = layout.plan([shape.width for shape in shapes], ordered, _links(view, shapes))
    found = layout.middles(lay_out(layout.document(plan))) if shapes else {}
    extent = _extent(straightened(plan, compacted(plan, in_order(plan, found))), shapes, left, least)
    kinds = [link.kind for link in _links(view, shapes)]
    heights = [max(shapes[card].height for card in row.cards) for row in ordered]
    levels = arc_levels(plan.ways, plan.row_of, extent.middles)
    piled = stack(ordered, heights, _gaps(plan, kinds, extent.middles, levels), len(view.bands), apart)
    grid = _grid(plan, shapes, ordered, extent.middles, piled, levels)
    cards = tuple(
        PlacedCard(shape, _box(number, shape, grid), colours[number]) for number, shape in enumerate(shapes)
    )
    arrows = _arrows(view, plan, grid, cards, (left, extent.right))
    return Field(cards, arrows, piled.bands, extent.right, view)


def heights(view: View, width: int = theme.CARD_WIDTH) -> list[int]:
    """How high the cards of a view are, in px and in its order, where they are so wide."""
    tone = theme.Tone("", "")
    return [round(card_shape(card, tone, width).height) for card in view.cards()]


def _links(view: View, shapes: Sequence[CardShape]) -> list[layout.Link]:
    """The arrows from one card to another; those from a card to itself need no layout."""
    numbers = {shape.card.id: number for number, shape in enumerate(shapes)}
    return [
        layout.Link(numbers[arrow.tail], numbers[arrow.head], arrow.kind)
        for arrow in view.arrows
        if arrow.tail != arrow.head
    ]


@dataclass(frozen=True, slots=True)
class _Extent:
    """The middles of all boxes, in the picture, and where the field ends."""

    middles: Mapping[int, float]
    right: float


def _extent(middles: Mapping[int, int], shapes: Sequence[CardShape], left: float, least: float) -> _Extent:
    """Moves the boxes into the picture, to the middle where there is room to spare."""
    if not middles:
        return _Extent({}, left + least)
    halves = {box: shapes[box].width / 2 if box < len(shapes) else 0 for box in middles}
    first = min(middles[box] - halves[box] for box in middles)
    last = max(middles[box] + halves[box] for box in middles)
    width = max(least, last - first + 2 * _SIDE)
    shift = round(left + (width - (last - first)) / 2 - first)
    return _Extent({box: middle + shift for box, middle in middles.items()}, left + width)


def _gaps(
    plan: layout.Plan, kinds: Sequence[str], middles: Mapping[int, float], levels: Mapping[int, int]
) -> list[Gap]:
    """What runs below each row."""
    gaps = [Gap() for _ in plan.ranks]
    row_of = plan.row_of
    for number, (way, kind) in enumerate(zip(plan.ways, kinds, strict=True)):
        for box, following in pairwise(way):
            gap = gaps[min(row_of[box], row_of[following])]
            gap.sideways = max(gap.sideways, abs(middles[box] - middles[following]))
            gap.arcs = max(gap.arcs, levels.get(number, -1) + 1)
        if kind in WORDS:
            gaps[min(row_of[way[0]], row_of[way[1]])].labels += 1
    return gaps


def _grid(
    plan: layout.Plan,
    shapes: Sequence[CardShape],
    ordered: Sequence[Row],
    middles: Mapping[int, float],
    piled: Stack,
    levels: Mapping[int, int],
) -> Grid:
    row_of = plan.row_of
    bottoms = [piled.tops[row_of[card]] + shape.height for card, shape in enumerate(shapes)]
    floors = [max(bottoms[card] for card in row.cards) for row in ordered]
    return Grid(
        middles,
        widths=plan.widths,
        row_of=row_of,
        tops=piled.tops,
        bottoms=bottoms,
        floors=floors,
        badges=[sum(badge.y == 0 for badge in shape.badges) for shape in shapes],
        depths={number: ARC + ARC_STEP * level for number, level in levels.items()},
    )


def _box(number: int, shape: CardShape, grid: Grid) -> Box:
    x = grid.middles[number] - shape.width / 2
    return Box(x, grid.tops[grid.row_of[number]], shape.width, shape.height)


def _arrows(
    view: View, plan: layout.Plan, grid: Grid, cards: Sequence[PlacedCard], limits: tuple[float, float]
) -> tuple[PlacedArrow, ...]:
    """The arrows of a view, in its order."""
    boxes = {card.shape.card.id: card.box for card in cards}
    places = ends(plan.ways, grid)
    numbers = range(len(plan.ways))
    curves = iter([curve(plan.ways[n], places[n], grid, grid.depths.get(n, 0)) for n in numbers])
    placed = [
        PlacedArrow(
            arrow,
            loop(boxes[arrow.tail].x, boxes[arrow.tail].y) if arrow.tail == arrow.head else next(curves),
        )
        for arrow in view.arrows
    ]
    return tuple(_labelled(placed, cards, limits))


def _labelled(
    arrows: Sequence[PlacedArrow], cards: Sequence[PlacedCard], limits: tuple[float, float]
) -> Iterator[PlacedArrow]:
    """The arrows with words and badges on those that have some."""
    badges = [
        Box(card.box.x + badge.x - 12, card.box.y + badge.y - 12, 24, 24)
        for card in cards
        for badge in (*card.shape.badges, *(badge for row in card.shape.kpis for badge in row.badges))
    ]
    marks = [
        Box(
            card.box.x + cut.x - cuts.WIDTH / 2, card.box.y + cut.y - cuts.HEIGHT / 2, cuts.WIDTH, cuts.HEIGHT
        )
        for card in cards
        for cut in card.shape.cuts
    ]
    around = Beside(arrows, [*(card.box for card in cards), *badges, *marks], limits)
    return (with_words_and_badges(number, arrow, around) for number, arrow in enumerate(arrows))
