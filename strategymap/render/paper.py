"""A view on a page of a given size: as large as it gets, and no larger.

Rows of cards can be broken in several ways, findings can stand beside the bands or below
them, and paper can stand or lie. Some of these are tried, always the same ones, and the one
with the largest text is drawn; room that is left over goes between the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import nextafter

from strategymap.render import theme
from strategymap.render.drawing import Drawing
from strategymap.render.field import Field, LayOut, heights
from strategymap.render.legibility import is_legible
from strategymap.render.media import Medium, Page
from strategymap.render.rows import breaks
from strategymap.render.sheet import (
    BESIDE,
    FOOT,
    GUTTER,
    LEAST_WIDTH,
    MARGIN,
    Extent,
    Shape,
    arranged,
    at_least,
    composed,
    extent,
)
from strategymap.view import View

#: As many ways to break the rows are tried as cards and links allow, but for small maps.
_WORK = 4000
_MOST_TRIED = 16
#: Links that run sideways in their band must make the picture larger by so much.
_SIDEWAYS = 0.92
#: Rows stand by so many px nearer to each other than on a screen, or farther apart by so many
#: where there is room to spare.
_NEARER, _APART = 8, 48


@dataclass(frozen=True, slots=True)
class _Try:
    """A way to arrange a sheet on a page; `scale` is how many points a px of it has there, and
    `legible` from where on its text can be read."""

    page: Medium
    shape: Shape
    scale: float
    legible: float
    rows: int

    @property
    def worth(self) -> tuple[bool, bool, float, int]:
        """How good it is: text that can be read, then top goals that stand above what leads to
        them, large text, unless links run sideways for it, and cards that stand side by side."""
        return self.scale >= self.legible, self.shape.deepest != 0, self.size, -self.rows

    @property
    def size(self) -> float:
        """How large its text is, for a comparison."""
        return self.scale * _worth(self.shape)


def _worth(shape: Shape) -> float:
    return 1 if shape.deepest is None else _SIDEWAYS


def fitted(view: View, lay_out: LayOut, look: theme.Theme, medium: Medium) -> Drawing:
    """A view on the page of a medium, with the largest text that it can have there."""
    best: _Try | None = None
    legible = _legible(look, medium)

    def least(shape: Shape) -> float:
        return min(legible, best.size / _worth(shape)) if best else 0

    for each in _tries(view, lay_out, look, medium, least):
        if best is None or each.worth > best.worth:
            best = each
    assert best, "something is always tried"
    return _on_page(_filled(view, lay_out, look, best), best.page)


def fits(view: View, lay_out: LayOut, look: theme.Theme, medium: Medium) -> bool:
    """Whether all text of a view can be read on the page of a medium; `fitted` draws it so then."""
    if not any(view.cards()):  # Only cards have the smallest text in any case.
        return is_legible(fitted(view, lay_out, look, medium))
    legible = _legible(look, medium)
    return any(
        each.scale >= legible and is_legible(_on_page(_filled(view, lay_out, look, each), each.page))
        for each in _tries(view, lay_out, look, medium, lambda shape: nextafter(legible, 0))
    )


def _legible(look: theme.Theme, medium: Medium) -> float:
    """How many points a px must be long for the smallest text to be read."""
    return medium.least / theme.SMALLEST * look.room


def _tries(
    view: View, lay_out: LayOut, look: theme.Theme, medium: Medium, least: Callable[[Shape], float]
) -> Iterator[_Try]:
    """The ways to arrange a sheet, without those that must be smaller than `least` says. Those
    that turn out to be have a scale of 0."""
    whole, legible = view.whole or view, _legible(look, medium)
    bands = 0 if any(view.cards()) else LEAST_WIDTH
    sides = (False, True) if whole.legend or whole.notes else (False,)
    for longest, deepest in _breaks(view, medium):
        shape = Shape(longest, deepest, -_NEARER, bands, key=medium.key, card=medium.card)
        wide, high = at_least(view, shape)
        ways = [(page, replace(shape, beside=beside)) for page, beside in product(medium.turned(), sides)]
        ways = [(page, way) for page, way in ways if _bound(wide, high, page, way) > least(way)]
        if not ways:
            continue
        placed = arranged(view, lay_out, look, shape)
        for page, way in ways:
            scale, found = _best_width(view, placed, page, way, least(way))
            yield _Try(page, found, scale, legible, len({card.box.y for card in placed.cards}))


def _bound(right: float, bands: float, page: Medium, shape: Shape) -> float:
    """The largest scale of a sheet whose cards reach so far, and whose bands are so high."""
    low = right + (GUTTER + BESIDE if shape.beside else 0) - MARGIN
    return min(page.inner[0] / low, page.inner[1] / max(1, bands))


def _breaks(view: View, medium: Medium) -> list[tuple[int, int | None]]:
    """The rows that are tried: for each way of the paper the most promising. Last come those
    that have a band in one level, its top goals too; a sheet among others does without them."""
    aspects = [page.inner[0] / page.inner[1] for page in medium.turned()]
    orders = [breaks(view.bands, view.arrows, heights(view, medium.card), aspect) for aspect in aspects]
    merged = dict.fromkeys(way for turn in zip(*orders, strict=True) for way in turn)
    count = sum(1 for _ in view.cards()) + len(view.arrows)
    most = max(1, min(_MOST_TRIED, _WORK // max(1, count)))
    flat = [way for way in merged if way[1] == 0 and not (medium.foot and medium.paper)]
    return [*[way for way in merged if way[1] != 0][:most], *flat[: most // 2]] or [(1, None)]


def _best_width(view: View, placed: Field, page: Medium, shape: Shape, least: float) -> tuple[float, Shape]:
    """The sheet as wide as its height on this page wants it, for a wider one has shorter lists,
    and its scale; 0 where no width can give it a larger one than `least`."""
    aspect = page.inner[0] / page.inner[1]
    low = placed.right + (GUTTER + BESIDE if shape.beside else 0) - MARGIN
    bands = placed.edges[-1][1] if placed.edges else 0
    if _bound(placed.right, bands, page, shape) <= least:
        return 0, shape

    def at(width: float) -> tuple[Shape, Extent]:
        wanted = replace(shape, width=width + 2 * MARGIN)
        return wanted, extent(view, placed, wanted)

    best = at(low)
    upper = best[1].height * aspect
    if upper > best[1].width:
        best = at(upper)
    while upper - low > 16:
        tried, size = at(round((low + upper) / 2))
        if size.height * aspect <= size.width:
            best, upper = (tried, size), size.width
        else:
            low = size.width
    return _scale(page, best[1].width, best[1].height), best[0]


def _scale(page: Medium, width: float, height: float) -> float:
    """How many points a px has on a page with room for so many px."""
    scale = min(page.inner[0] / width, page.inner[1] / height)
    return min(scale, page.most) if page.most else scale


def _filled(view: View, lay_out: LayOut, look: theme.Theme, best: _Try) -> Drawing:
    """The sheet with its bands as wide as the page, and its rows apart where there is room."""
    inner = best.page.inner
    shape = replace(
        best.shape,
        width=max(best.shape.width, int(inner[0] / best.scale) + 2 * MARGIN),
    )
    if not shape.beside:
        shape = replace(shape, bands=shape.width - 2 * MARGIN)
    placed = arranged(view, lay_out, look, shape)
    size = extent(view, placed, shape)
    spare = size.width * inner[1] / inner[0] - size.height + size.free
    rows = len({card.box.y for card in placed.cards})
    apart = min(_APART, 2 * int(spare / max(1, rows) / 2) - _NEARER)
    if apart > -_NEARER:
        shape = replace(shape, apart=apart)
        placed = arranged(view, lay_out, look, shape)
    return composed(view, placed, look, shape)


def _on_page(drawing: Drawing, medium: Medium) -> Drawing:
    """The drawing in the middle of its page; at its upper edge where letters are not to become
    as large as they can, so that titles stand at one place on all pages."""
    wide, high = drawing.width - 2 * MARGIN, drawing.height - MARGIN - FOOT
    scale = _scale(medium, wide, high)
    width, height = (length / scale for length in medium.points)
    spare = 0 if medium.most else (medium.inner[1] / scale - high) / 2
    x, y = MARGIN - (width - wide) / 2, MARGIN - medium.margin / scale - spare
    page = Page(medium, round(x, 2), round(y, 2), round(width, 2), round(height, 2), scale)
    return replace(drawing, page=page)
