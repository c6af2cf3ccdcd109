"""A view on a page of a given size: as large as it gets, and no larger.

Rows of cards can be broken in several ways, findings can stand beside the bands or below
them, and paper can stand or lie. Some of these are tried, always the same ones, and the one
with the largest text is drawn; room that is left over goes between the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from strategymap.render import theme
from strategymap.render.drawing import Drawing
from strategymap.render.field import Field, LayOut, heights
from strategymap.render.media import Medium, Page
from strategymap.render.rows import breaks
from strategymap.render.sheet import BESIDE, FOOT, GUTTER, MARGIN, Shape, arranged, composed
from strategymap.view import View

#: As many ways to break the rows are tried as cards and links allow, but for small maps.
_WORK = 800
_MOST_TRIED = 8
#: Rows move apart by so many px at most, where there is room to spare.
_APART = 48


@dataclass(frozen=True, slots=True)
class _Try:
    """A way to arrange a sheet, with its cards and arrows; `scale` is how many points a px of
    it has on the page."""

    page: Medium
    shape: Shape
    field: Field
    scale: float


def fitted(view: View, lay_out: LayOut, look: theme.Theme, medium: Medium) -> Drawing:
    """A view on the page of a medium, with the largest text that it can have there."""
    once = _Once(lay_out)
    best = max(_tries(view, once, look, medium), key=lambda each: each.scale)
    return _on_page(_filled(view, once, look, best), best.page)


class _Once:
    """A layout engine that is asked each thing once."""

    def __init__(self, lay_out: LayOut) -> None:
        self._lay_out = lay_out
        self._answers: dict[str, Mapping[str, Any]] = {}

    def __call__(self, source: str) -> Mapping[str, Any]:
        if source not in self._answers:
            self._answers[source] = self._lay_out(source)
        return self._answers[source]


def _tries(view: View, lay_out: LayOut, look: theme.Theme, medium: Medium) -> Iterator[_Try]:
    for longest, deepest in _breaks(view, medium):
        shape = Shape(longest, deepest, bands=0)
        placed = arranged(view, lay_out, look, shape)
        for page in medium.turned():
            yield _best_width(view, placed, look, page, replace(shape, beside=False))
            if view.legend or view.notes:
                yield _best_width(view, placed, look, page, replace(shape, beside=True))


def _breaks(view: View, medium: Medium) -> list[tuple[int, int]]:
    """The rows that are tried: for each way of the paper the most promising."""
    aspects = [page.inner[0] / page.inner[1] for page in medium.turned()]
    orders = [breaks(view.bands, view.arrows, heights(view), aspect) for aspect in aspects]
    merged = dict.fromkeys(way for turn in zip(*orders, strict=True) for way in turn)
    count = sum(1 for _ in view.cards()) + len(view.arrows)
    return list(merged)[: max(1, min(_MOST_TRIED, _WORK // max(1, count)))] or [(1, 1)]


def _best_width(view: View, placed: Field, look: theme.Theme, page: Medium, shape: Shape) -> _Try:
    """The sheet as wide as its height on this page wants it: a wider one has shorter lists."""
    aspect = page.inner[0] / page.inner[1]
    beside = GUTTER + BESIDE if shape.beside else 0

    def at(width: float) -> tuple[Shape, float, float]:
        wanted = replace(shape, width=width)
        drawing = composed(view, placed, look, wanted)
        return wanted, drawing.width - 2 * MARGIN, drawing.height - MARGIN - FOOT

    low = placed.right + beside + MARGIN
    found, wide, high = at(low)
    if high * aspect > wide:
        low, upper = wide, high * aspect
        found, wide, high = at(upper + 2 * MARGIN)
        while upper - low > 16:
            middle = (low + upper) / 2
            one = at(round(middle) + 2 * MARGIN)
            if one[2] * aspect <= one[1]:
                (found, wide, high), upper = one, middle
            else:
                low = middle
    scale = min(page.inner[0] / wide, page.inner[1] / high)
    return _Try(page, found, placed, scale)


def _filled(view: View, lay_out: LayOut, look: theme.Theme, best: _Try) -> Drawing:
    """The sheet with its bands as wide as the page, and its rows apart where there is room."""
    bands = 0 if best.shape.beside else best.shape.width - 2 * MARGIN
    shape = replace(best.shape, bands=bands)
    drawing = composed(view, arranged(view, lay_out, look, shape), look, shape)
    inner = best.page.inner
    spare = (drawing.width - 2 * MARGIN) * inner[1] / inner[0] - (drawing.height - MARGIN - FOOT)
    rows = len({card.box.y for card in drawing.cards})
    apart = min(_APART, 2 * int(spare / max(1, rows) / 2))
    if apart <= 0:
        return drawing
    shape = replace(shape, apart=apart)
    return composed(view, arranged(view, lay_out, look, shape), look, shape)


def _on_page(drawing: Drawing, medium: Medium) -> Drawing:
    """The drawing in the middle of its page."""
    wide, high = drawing.width - 2 * MARGIN, drawing.height - MARGIN - FOOT
    scale = min(medium.inner[0] / wide, medium.inner[1] / high)
    width, height = (length / scale for length in medium.points)
    x, y = MARGIN - (width - wide) / 2, MARGIN - (height - high) / 2
    page = Page(medium, round(x, 2), round(y, 2), round(width, 2), round(height, 2), scale)
    return replace(drawing, page=page)
