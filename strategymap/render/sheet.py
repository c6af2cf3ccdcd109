"""The whole sheet: title, bands, what measures nothing, what stands out, and the key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from strategymap.render import theme
from strategymap.render.cards import BADGE_STEP, card_shape, on_top
from strategymap.render.compact import narrowest
from strategymap.render.drawing import Box, Chip, Drawing, KeySample, PlacedBand, Strip
from strategymap.render.field import Field, LayOut, field, tones
from strategymap.render.inks import inked
from strategymap.render.key import key, reading
from strategymap.render.kpis import kpi_row
from strategymap.render.legend import Legend, legend
from strategymap.render.palettes import LIGHT
from strategymap.render.pieces import PlacedBadge, Run, line
from strategymap.render.rows import rows
from strategymap.render.stack import Gap, stack
from strategymap.render.wrap import longest_word, wrapped
from strategymap.view import KpiRow, View

MARGIN = 24
#: A sheet is at least this wide, so that title and legend have room.
LEAST_WIDTH = 720
_BAR = 5
#: The titles of bands have so much room, and as much more as the longest word in them needs.
_BAND_TITLE = 104
_WIDEST_BAND_TITLE = 190
_LEAD = 16
#: A page higher than so many times its width has the findings beside the bands, in a column
#: of this width, unless that makes it wider than this; and what else a page has, in px.
_TALL = 1.4
BESIDE = 360
#: Between the bands and the findings beside them, and below the key.
GUTTER = 28
FOOT = 16
_WIDEST = 1500
_REST = 140
#: A list beside the bands is at most so many times as high as they are.
_LONGER = 1.3


@dataclass(frozen=True, slots=True)
class Shape:
    """How a sheet is arranged: the most cards of a row and the most levels of a band, the px
    between two rows besides, how wide the bands and the whole sheet are at least, and whether
    the findings stand beside the bands; `key` whether a key stands below, and above how the map
    is read; `card` how wide each card is. None leaves a choice to what suits a screen."""

    longest: int | None = None
    deepest: int | None = None
    apart: float = 0
    bands: float = LEAST_WIDTH
    width: float = 0
    beside: bool | None = None
    key: bool = True
    card: int = theme.CARD_WIDTH


FOR_A_SCREEN = Shape()


def sheet(view: View, lay_out: LayOut, look: theme.Theme = LIGHT, shape: Shape = FOR_A_SCREEN) -> Drawing:
    """A view with everything in its place, in the colours of a theme."""
    return composed(view, arranged(view, lay_out, look, shape), look, shape)


def arranged(view: View, lay_out: LayOut, look: theme.Theme, shape: Shape) -> Field:
    """The cards and arrows of a sheet, which a layout engine has to be asked for."""
    left = MARGIN + _gutter(view)
    least = shape.bands - left + MARGIN
    return field(view, lay_out, left, least, look, shape.longest, shape.deepest, shape.apart, shape.card)


def at_least(view: View, shape: Shape) -> tuple[float, float]:
    """What no arrangement of a sheet is smaller than: how far its cards reach to the right, and
    how high its bands are. No layout engine is asked."""
    tone = theme.Tone("", "")
    shapes = [card_shape(card, tone, shape.card) for card in view.cards()]
    heights = [card.height for card in shapes]
    ordered = rows(view.bands, view.arrows, heights, shape.longest, shape.deepest)
    tallest = [max(heights[card] for card in row.cards) for row in ordered]
    piled = stack(ordered, tallest, [Gap() for _ in ordered], len(view.bands), shape.apart)
    widest = max((narrowest([shapes[card].width for card in row.cards]) for row in ordered), default=0)
    left = MARGIN + _gutter(view)
    right = left + max(shape.bands - left + MARGIN, widest)
    return right, piled.bands[-1][1] if piled.bands else 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the cards and arrows: `top` is where the bands begin, `right` where
    everything ends."""

    right: float
    top: float
    head: list[Run]
    badges: tuple[PlacedBadge, ...]
    strip: Strip | None
    listed: Legend
    key: tuple[KeySample, ...]
    height: float
    free: float


class Extent(NamedTuple):
    """The width and the height of a sheet between its margins, and how many px the bands
    could be higher without making it higher, beside a longer list."""

    width: float
    height: float
    free: float


def extent(view: View, arranged: Field, shape: Shape) -> Extent:
    """How large a sheet is."""
    frame = _frame(view, arranged, shape)
    return Extent(frame.right - MARGIN, frame.height - MARGIN - FOOT, frame.free)


def composed(view: View, arranged: Field, look: theme.Theme, shape: Shape) -> Drawing:
    """The sheet with its cards and arrows, and all that stands around them."""
    frame = _frame(view, arranged, shape)
    view, arranged = arranged.view, arranged.moved(frame.top)
    drawing = Drawing(
        view=view,
        width=frame.right + MARGIN,
        height=frame.height,
        runs=(*frame.head, *frame.listed.runs),
        bands=_bands(view, arranged, look),
        cards=arranged.cards,
        arrows=arranged.arrows,
        strip=frame.strip,
        legend=frame.listed.items,
        notes=frame.listed.notes,
        key=frame.key,
        badges=frame.badges,
        theme=look,
    )
    return inked(drawing, look)


def _frame(view: View, arranged: Field, shape: Shape) -> _Frame:
    """Where the rest of a map is faded the frame fits the whole map, and on a page it is as
    large, so that one can be laid over the other."""
    frame = _around(view, arranged, shape)
    if view.whole is None or shape is FOR_A_SCREEN:
        return frame
    whole = _around(view.whole, arranged, shape)
    return replace(frame, height=whole.height, free=whole.free)


def _around(view: View, arranged: Field, shape: Shape) -> _Frame:
    left = MARGIN + _gutter(view)
    height = arranged.edges[-1][1] if arranged.edges else 0
    beside = _is_beside(view.whole or view, arranged.right, height) if shape.beside is None else shape.beside
    # The width of the sheet follows from the layout, and the height of the title from it.
    right = max(arranged.right + (GUTTER + BESIDE if beside else 0), shape.width - MARGIN)
    head, badges, top = _head(view, right + MARGIN, read=shape.key)
    bottom = top + height
    if not view.bands and not view.loose:
        head.append(line("There is nothing on this map yet.", MARGIN, right, top + 22, theme.LEGEND))
        bottom = top + 30
    strip = _strip(view.loose, left, bottom + 14, arranged.right, _column(view)) if view.loose else None
    bottom = strip.box.bottom if strip else bottom
    left, start = (arranged.right + GUTTER, top - 10) if beside else (MARGIN, bottom + 14)
    listed = legend(view, left, start, right)
    lower = max(bottom, listed.bottom)
    samples, lowest = key(view, MARGIN, lower + 18, right) if shape.key else ((), lower)
    free = lower - bottom if beside else 0
    return _Frame(right, top, head, badges, strip, listed, samples, lowest + FOOT, free)


def _is_beside(view: View, right: float, bands: float) -> bool:
    """Whether the list of findings stands beside the bands: where it would make a tall page
    still taller, is not much higher than they are, and the page does not become so wide that its
    text is too small to read."""
    below = legend(view, MARGIN, 0, right).bottom
    if below <= 0 or legend(view, 0, 0, BESIDE).bottom > _LONGER * bands:
        return False
    height = bands + below + _REST
    return height > _TALL * right and right + GUTTER + BESIDE + MARGIN <= _WIDEST


def _gutter(view: View) -> float:
    """The room left of the cards: wide enough for the titles of the bands."""
    width = _column(view).width
    return round(width + _BAR + 26) if width else 0


class _Column(NamedTuple):
    """The titles of the bands: how wide each of their lines may be, and how wide the widest is."""

    room: float
    width: float


def _column(view: View) -> _Column:
    """As wide as the longest word of a title; only where that is very long it is broken."""
    titles = [*(band.title for band in view.bands), _LOOSE if view.loose else ""]
    longest = max(longest_word(title, theme.BAND) for title in titles)
    room = min(max(longest, _BAND_TITLE), _WIDEST_BAND_TITLE)
    lines = [text for title in titles for text in wrapped(title, room, theme.BAND, most=5).lines]
    return _Column(room, max(map(theme.BAND.width, lines), default=0))


def _head(view: View, width: float, *, read: bool) -> tuple[list[Run], tuple[PlacedBadge, ...], float]:
    """Title with the badges of what was found about the whole map, subtitle, and how to `read`
    the map where that is told; and where they end."""
    right = width - MARGIN
    runs, y = [], MARGIN + 20.0
    taken = BADGE_STEP * len(view.badges) + 8 if view.badges else 0
    for text in wrapped(view.title, right - MARGIN - taken, theme.TITLE, most=3).lines:
        runs.append(line(text, MARGIN, right, y, theme.TITLE))
        y += 28
    badges = _at_title(view, runs[-1], y - 36) if runs else ()
    y -= 6
    for text in wrapped(view.subtitle, right - MARGIN, theme.SUBTITLE, most=3).lines:
        runs.append(line(text, MARGIN, right, y, theme.SUBTITLE, "muted"))
        y += _LEAD
    if words := reading(view) if read else view.picked:
        runs.append(line(words, MARGIN, right, y + 3, theme.READING))
        y += _LEAD + 4
    return runs, badges, y


def _at_title(view: View, last: Run, y: float) -> tuple[PlacedBadge, ...]:
    """The badges of the whole map, behind the last line of the title."""
    step = -BADGE_STEP if last.leftwards else BADGE_STEP
    first = last.x + (last.width + 20) * (-1 if last.leftwards else 1)
    return tuple(PlacedBadge(badge, round(first + step * n, 1), y) for n, badge in enumerate(view.badges))


def _bands(view: View, arranged: Field, look: theme.Theme) -> tuple[PlacedBand, ...]:
    column = _column(view)
    return tuple(
        PlacedBand(band, box, tone, _beside(band.title, box, tone.strong, column))
        for band, tone, (upper, lower) in zip(
            view.bands, tones(view.bands, look), arranged.edges, strict=True
        )
        for box in (Box(MARGIN, upper, arranged.right - MARGIN, lower - upper),)
    )


def _beside(title: str, box: Box, colour: str, column: _Column) -> tuple[Run, ...]:
    """A title left of the cards, in the middle between the upper and the lower edge."""
    lines = wrapped(title, column.room, theme.BAND, most=5).lines
    first = box.y + box.height / 2 - (len(lines) - 1) * _LEAD / 2 + 5
    left = box.x + _BAR + 11
    return tuple(
        line(text, left, left + column.width, round(first + _LEAD * n, 1), theme.BAND, colour)
        for n, text in enumerate(lines)
    )


_LOOSE = "Measures nothing"


def _strip(loose: Sequence[KpiRow], left: float, top: float, right: float, column: _Column) -> Strip:
    """The KPIs that measure nothing, in lines as long as the bands."""
    chips: list[Chip] = []
    x, y, lowest = left + 10, top + 16, top
    for kpi in loose:
        width = theme.CARD_WIDTH
        row = replace(kpi_row(kpi, width, 5), badges=on_top(kpi.badges, width - 8))
        if chips and x + width + 16 > right:
            x, y = left + 10, lowest + 14
        box = Box(x, y, width, row.height + 10)
        chips.append(Chip(kpi, box, row))
        lowest = max(lowest, box.bottom)
        x += width + 22
    box = Box(MARGIN, top, right - MARGIN, lowest + 16 - top)
    return Strip(box, left, _beside(_LOOSE, box, "ink", column), tuple(chips))
