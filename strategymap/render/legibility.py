"""How small the smallest text of a drawing is where it is printed or shown, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategymap.render import theme
from strategymap.render.drawing import Drawing
from strategymap.render.media import MEDIA, Medium
from strategymap.render.pieces import PlacedBadge, PlacedKpi, Run
from strategymap.render.wrap import Font
from strategymap.wording import listed

#: So many pages are named that can't be read; the rest are counted.
_TOLD = 3


def smallest(drawing: Drawing) -> float:
    """The size of the smallest text in points, on the page of its medium or at the size of the
    picture; 0 for a drawing without any."""
    size = min((font.size for font in fonts(drawing)), default=0.0)
    return size / drawing.theme.room * scale(drawing)


def scale(drawing: Drawing) -> float:
    """How many points a px of the drawing is long."""
    return drawing.page.scale if drawing.page else 0.75 * drawing.theme.room


def is_legible(drawing: Drawing) -> bool:
    """Whether all text can be read on the page of its medium."""
    return drawing.page is None or smallest(drawing) >= drawing.page.medium.least


def remark(drawing: Drawing, *, split: bool) -> str:
    """What whoever prints or shows a drawing should know of its text, and do; '' where it can
    be read. `split` says whether its format has several pages. Two versions that are compared are
    always drawn whole, on one."""
    page = drawing.page
    if page is None or is_legible(drawing):
        return ""
    size = smallest(drawing)
    split_it = "split it" if split else "split a .pdf or .pptx"
    others = [f"{split_it} over several pages (--split)", "draw a part of the map (such as --focus ID)"]
    if drawing.view.compares:
        others = ["draw it for a screen (without --for)"]
    return (
        f"the smallest text has {points(size)} on {called(page.medium)}, and {_needs(page.medium)}; "
        + listed([*_larger(page.medium, size), *others], " or ")
    )


def remark_on_pages(pages: Sequence[tuple[str, Drawing]]) -> str:
    """The same of the pages of a map that is split already, each with its name: which of them
    are still too small; '' where all can be read."""
    small = [
        (number, name, smallest(drawing), drawing.page.medium)
        for number, (name, drawing) in enumerate(pages, 1)
        if drawing.page and not is_legible(drawing)
    ]
    if not small:
        return ""
    told = listed([f"{number} ({name}: {points(size)})" for number, name, size, _ in small[:_TOLD]])
    if len(small) > _TOLD:
        told += f" and {len(small) - _TOLD} more"
    size, medium = min(((size, medium) for *_, size, medium in small), key=lambda each: each[0])
    which = "page" if len(small) == 1 else "pages"
    crowded = any(
        card.shape.kpis for _, drawing in pages if not is_legible(drawing) for card in drawing.cards
    )
    remedies = [*_larger(medium, size), *_deck(medium), "draw a part of the map (such as --focus ID)"]
    if crowded:
        remedies.append("leave the KPIs out (--hide kpis)")
    return f"even split, {which} {told} can't be read on {called(medium)}: {_needs(medium)}; " + listed(
        remedies, " or "
    )


def points(size: float) -> str:
    """A size of text, rounded down, so that what is too small never looks large enough.

    >>> points(7.96), points(12.0)
    ('7.9 pt', '12 pt')
    """
    return f"{int(size * 10 + 1e-6) / 10:g} pt"


def called(medium: Medium) -> str:
    """What a medium is called in a sentence."""
    return "a slide" if medium.name == "slide" else medium.name.upper()


def _needs(medium: Medium) -> str:
    who = "print" if medium.paper else "a room"
    return f"{who} needs {points(medium.least)} to be read"


def _deck(medium: Medium) -> list[str]:
    """The slides that have a layout of their own."""
    return [] if medium.paper else ["write slides with larger text (.pptx)"]


def _larger(medium: Medium, size: float) -> list[str]:
    """The smallest paper on which this text would be large enough: what fits on one sheet fits
    on a larger one of the same shape."""
    if not medium.paper:
        return []
    wide, _ = medium.inner
    for other in sorted(MEDIA.values(), key=lambda each: each.width):
        factor = (
            min(max(other.inner) / max(medium.inner), min(other.inner) / min(medium.inner)) if wide else 0
        )
        if other.paper and factor > 1 and size * factor >= other.least:
            return [f"draw it for {called(other)} (--for {other.name})"]
    return []


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
