"""One slide of a map: the map itself, what stands above it, and the key below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from strategymap.render.drawing import Box, Drawing
from strategymap.render.field import heights
from strategymap.render.rows import breaks
from strategymap.render.sheet import FOR_A_SCREEN, Shape
from strategymap.render.slides import legend, shapes
from strategymap.render.slides.crowded import CROWDED
from strategymap.render.slides.fitting import LEGIBLE, is_leftwards
from strategymap.render.slides.marks import settled
from strategymap.render.slides.plan import SMALLEST, Plan, plan
from strategymap.render.slides.scene import Scene
from strategymap.render.slides.shapes import Paragraph, body, run, shape
from strategymap.render.wrap import Font, wrapped
from strategymap.view import View

#: KPIs smaller than this are not for a slide: they get a table of their own.
LEAST_KPIS = 8.5
_SUBTITLE = 12.0
#: Text of the key, in points: as it should be, and where the map is too small to be read anyway.
_KEY, _SMALL_KEY = LEGIBLE, 10.0
#: Ids of our shapes begin here: a template's placeholders come before them.
_FIRST = 100
#: As many other ways to break the rows are tried as cards and links allow.
_WORK, _MOST_TRIED = 400, 8
#: Titles that are as small as this become legible in no other way to break the rows.
_HOPELESS = LEGIBLE / 2
#: How much larger text must become by links that run sideways in a band.
_WORTH = 1.2

#: Lays a view out in a shape.
Draw = Callable[[View, Shape], Drawing]


@dataclass(frozen=True, slots=True)
class MapSlide:
    """What stands on a slide, besides its title."""

    elements: tuple[str, ...]
    plan: Plan

    @property
    def smallest(self) -> float:
        """The size of the smallest text in points."""
        sizes = (int(size) for element in self.elements for size in re.findall(r' sz="(\d+)"', element))
        return min(sizes, default=100 * LEGIBLE) / 100

    @property
    def kpis(self) -> set[str]:
        """The ids of the KPIs in it."""
        return {kpi.id for card in self.plan.cards for kpi in card.kpis}

    @property
    def is_legible(self) -> bool:
        """Whether all of it can be read, with every KPI."""
        return self.smallest >= LEGIBLE and not self.plan.folded


def map_slide(view: View, draw: Draw, stage: Box, *, split: bool) -> MapSlide:
    """The view on a stage, in the largest text that one of some ways to break its rows allows. A
    top goal stands above what leads to it; beside it only where all can be read like that, and
    not on one of several slides (`split`)."""
    best = _drawn(view, draw(view, FOR_A_SCREEN), stage)
    if best.plan.size <= (_HOPELESS if split else SMALLEST):
        return best
    worth = _WORTH
    for shape_ in _shapes(view, stage, flat=False) if not best.is_legible else ():
        found = _drawn(view, draw(view, shape_), stage)
        if found.plan.size > best.plan.size * worth or (found.is_legible and not best.is_legible):
            best, worth = found, 1.0
    for shape_ in _shapes(view, stage, flat=True) if not (best.is_legible or split) else ():
        found = _drawn(view, draw(view, shape_), stage)
        if found.is_legible:
            return found
    return best


def _shapes(view: View, stage: Box, *, flat: bool) -> Iterator[Shape]:
    """The ways to be tried; those that have a band in one level, its top goals too, are `flat`."""
    count = sum(1 for _ in view.cards()) + len(view.arrows)
    ways = breaks(view.bands, view.arrows, heights(view), stage.width / stage.height)
    ways = [way for way in ways if (way[1] == 0) == flat]
    for longest, deepest in ways[: min(_MOST_TRIED, _WORK // max(1, count))]:
        yield Shape(longest, deepest, bands=0)


def _drawn(view: View, drawing: Drawing, stage: Box) -> MapSlide:
    drawing = _as_it_is(view, drawing)
    small = _with_key(view, drawing, stage, _SMALL_KEY)
    if small.plan.folded or small.plan.size < _KEY:
        return small
    found = _with_key(view, drawing, stage, _KEY)
    return found if found.is_legible else small


def _as_it_is(view: View, drawing: Drawing) -> Drawing:
    """The drawing with all marks of links at the links: on a slide there is room for them."""
    cards = {card.id: card for card in view.cards()}
    arrows = {(arrow.tail, arrow.head, arrow.kind): arrow for arrow in view.arrows}
    return replace(
        drawing,
        cards=tuple(
            replace(placed, shape=replace(placed.shape, card=cards[placed.shape.card.id]))
            for placed in drawing.cards
        ),
        arrows=tuple(
            replace(placed, arrow=arrows[placed.arrow.tail, placed.arrow.head, placed.arrow.kind])
            for placed in drawing.arrows
        ),
    )


def _with_key(view: View, drawing: Drawing, stage: Box, size: float) -> MapSlide:
    """The slide with the text of its key in a size."""
    room = drawing.theme.room
    elements = list(_subtitle(view, stage, room))
    top = stage.y + 2 + (_subtitle_height(view, stage, room) + 6 if elements else 0)
    key = legend.Key(view, drawing.theme, size)
    rows = len(key.lines(stage.width))
    bottom = stage.bottom - rows * key.line_height
    field = Box(stage.x, top, stage.width, bottom - top - 6)
    drawn = plan(drawing, field, least=LEAST_KPIS)
    if drawn.size >= CROWDED:  # else it stands on no slide
        drawn = settled(drawn, field, room)
    below = key.shapes(Box(stage.x, bottom, stage.width, rows * key.line_height), _FIRST + 1)
    elements += [*Scene(drawn, _FIRST + 1 + len(below), drawing.theme).shapes(), *below]
    return MapSlide(tuple(elements), drawn)


def _subtitle(view: View, stage: Box, room: float) -> Iterator[str]:
    if view.subtitle:
        text = Paragraph(
            run(view.subtitle, _SUBTITLE), _SUBTITLE * 1.2, leftwards=is_leftwards(view.subtitle)
        )
        box = Box(stage.x, stage.y + 2, stage.width, _subtitle_height(view, stage, room))
        yield shape(_FIRST, "Subtitle", box, shapes.preset("rect"), words=body([text], anchor="t"), bare=True)


def _subtitle_height(view: View, stage: Box, room: float) -> float:
    lines = wrapped(view.subtitle, stage.width * 0.97 / room, Font(_SUBTITLE), most=3).lines
    return len(lines) * _SUBTITLE * 1.2 + 2
