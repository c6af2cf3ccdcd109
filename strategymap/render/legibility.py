"""How small the smallest text of a drawing is where it is printed or shown."""

from __future__ import annotations

from collections.abc import Iterator

from strategymap.render import theme
from strategymap.render.drawing import Drawing
from strategymap.render.pieces import PlacedBadge, PlacedKpi, Run
from strategymap.render.wrap import Font


def smallest(drawing: Drawing) -> float:
    """The size of the smallest text in points, on the page of its medium or at the size of the
    picture; 0 for a drawing without any."""
    size = min((font.size for font in fonts(drawing)), default=0.0)
    return size / drawing.theme.room * scale(drawing)


def scale(drawing: Drawing) -> float:
    """How many points a px of the drawing is long."""
    return drawing.page.scale if drawing.page else 0.75 * drawing.theme.room


def fonts(drawing: Drawing) -> Iterator[Font]:
    """The font of each line of text that is drawn."""
    yield from (run.font for run in _runs(drawing))
    numbers = [*drawing.badges, *(item.badge for item in drawing.legend), *_badges(drawing)]
    yield from (theme.BADGE for placed in numbers if not placed.badge.accepted)
    yield from (theme.CUT for card in drawing.cards for _ in card.shape.cuts)


def _runs(drawing: Drawing) -> Iterator[Run]:
    yield from drawing.runs
    for band in drawing.bands:
        yield from band.runs
    for card in drawing.cards:
        yield from card.shape.runs
        yield from filter(None, [card.shape.tag])
    for row in _kpis(drawing):
        yield from row.runs
    yield from (arrow.label.run for arrow in drawing.arrows if arrow.label)
    yield from drawing.strip.runs if drawing.strip else ()
    for item in drawing.legend:
        yield from item.runs
    for note in drawing.notes:
        yield from note.runs
    yield from (entry.run for entry in drawing.key)


def _kpis(drawing: Drawing) -> Iterator[PlacedKpi]:
    for card in drawing.cards:
        yield from card.shape.kpis
    yield from (chip.row for chip in drawing.strip.chips) if drawing.strip else ()


def _badges(drawing: Drawing) -> Iterator[PlacedBadge]:
    for card in drawing.cards:
        yield from card.shape.badges
    for row in _kpis(drawing):
        yield from row.badges
