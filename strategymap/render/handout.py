"""A map on several pages of one PDF: an overview, a page for each part that can be read, and
what was found as text where the pages have no room for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from strategymap.render import changes, legibility, marks, theme
from strategymap.render.drawing import Drawing
from strategymap.render.fallbacks import set_in_type
from strategymap.render.isolates import isolated
from strategymap.render.key import key, reading
from strategymap.render.markup import element
from strategymap.render.media import Medium
from strategymap.render.pen import Pen
from strategymap.render.pieces import PlacedBadge
from strategymap.render.placing import Layouts
from strategymap.render.samples import sample
from strategymap.render.svg import badge, svg
from strategymap.render.theme import Theme
from strategymap.render.typeset import book, pdf
from strategymap.view import Badge, View
from strategymap.view.extract import without_ways
from strategymap.view.pages import Page, pages

#: What stands at the foot of a page needs so many times the least size of text.
_FOOT = 1.6
#: The text of the findings is larger than what can just be read, and no line longer than so
#: many times its size.
_TEXT, _LINE = 1.2, 38
#: The smallest text of a page is never larger than so many times what can just be read.
_LARGEST = 1.15
#: Slides are wide and low: so many px wide, most cards need a line less for each KPI.
_WIDE = 300
#: Half the side of a mark, in px.
_MARK = 14


def handout(view: View, layouts: Layouts, medium: Medium, look: Theme) -> tuple[bytes, str]:
    """The PDF, and what should be said of it: which pages can't be read all the same; ''.
    All pages stand, or all lie, as suits the whole map."""
    whole = layouts.laid(view, medium)
    page = _page_of(whole, medium)
    found = pages(_shown(view, layouts, page), lambda part: layouts.fits(part, page))
    told = list(_findings(view, look)) if _is_untold(view, found) else []
    if found == (Page("", view),) and not told:
        return pdf(svg(whole)), ""
    named = [(each.name or view.title, layouts.laid(each.view, page)) for each in found]
    sheets = [(name, svg(drawing, ground=False)) for name, drawing in named]
    keys = [] if page.key else [_key(view, page, look)]
    texts = {"title": view.title, "heading": view.heading, "findings": told, "keys": keys}
    content = book(sheets, {**_dress(page, look), **texts})
    return content, legibility.remark_on_pages(named)


def _shown(view: View, layouts: Layouts, page: Medium) -> View:
    """What is shown on the pages: on slides, which have room for little, without the texts below a
    map and the ways of KPIs, unless all can be read on one."""
    if page.paper or any(layouts.fits(each, page) for each in (view, view.without_texts())):
        return view
    return without_ways(view.without_texts())


def _page_of(drawing: Drawing, medium: Medium) -> Medium:
    """The page of all parts of a map: as the whole lies best, with room at its foot, and without
    letters as large as those on a poster where there is little to see."""
    chosen = drawing.page.medium if drawing.page else medium
    return replace(
        chosen,
        turns=False,
        foot=round(_FOOT * medium.least, 1),
        most=_LARGEST * medium.least / min(font.size for font in legibility.fonts(drawing)),
        key=medium.paper,
        card=chosen.card if medium.paper else _WIDE,
    )


def _key(view: View, page: Medium, look: Theme) -> dict[str, Any]:
    """The key of all pages: a slide has no room for one below every part."""
    width = page.inner[0] / page.least * theme.KEY.size
    samples, lowest = key(view, 0, 2, width)
    drawn = element(
        "svg", [sample(replace(entry, run=replace(entry.run, colour=look.muted)), look) for entry in samples], xmlns="http://www.w3.org/2000/svg",
        width=round(width, 2), height=lowest + 6, viewBox=f"0 0 {width:.2f} {lowest + 6:g}", font_family=look.family,
    )  # fmt: skip
    words = "; ".join(entry.run.text for entry in samples)
    return {"svg": set_in_type(drawn, look.family), "alt": f"Key: {words}", "reading": reading(view)}


def _is_untold(view: View, found: Sequence[Page]) -> bool:
    """Whether some finding or note is told on no page that marks it."""
    told = {item.number for page in found for item in page.view.legend}
    notes = {note for page in found for note in page.view.notes}
    more = any(page.view.more for page in found) or not view.more
    return not ({item.number for item in view.legend} <= told and set(view.notes) <= notes and more)


def _dress(page: Medium, look: Theme) -> dict[str, Any]:
    """What a page of text looks like, in points and colours."""
    size = round(_TEXT * page.least, 1)
    return {
        "margin": page.margin, "foot": page.foot, "size": size, "least": page.least,
        "paper": look.paper, "ink": look.ink, "muted": look.muted, "family": look.family,
        "columns": max(1, min(3, int(page.inner[0] / (_LINE * size)))),
    }  # fmt: skip


def _findings(view: View, look: Theme) -> Iterator[dict[str, str]]:
    """The findings and notes in their order, each with its mark."""
    for item in view.legend:
        mark = Badge(item.severity, item.number, "", change=item.change)
        name = f"{item.severity.value.capitalize()} {item.number}"
        yield {"text": isolated(item.text), "rule": item.rule, "mark": _mark(mark, look), "alt": name}
    if view.more:
        yield {"text": view.more, "rule": "", "mark": _drawn("", look), "alt": " "}
    for note in view.notes:
        sign = changes.NOTES.get(note.kind, marks.harm)
        yield {
            "text": isolated(note.text),
            "rule": "",
            "mark": _drawn(sign(0, 0, look), look),
            "alt": note.kind.capitalize(),
        }


def _mark(mark: Badge, look: Theme) -> str:
    return _drawn(badge(PlacedBadge(mark, 0, 0), Pen(look, "")), look)


def _drawn(content: str, look: Theme) -> str:
    """A mark as a picture of its own."""
    side = 2 * _MARK
    return element(
        "svg", content, xmlns="http://www.w3.org/2000/svg", width=side, height=side,
        viewBox=f"{-_MARK} {-_MARK} {side} {side}", font_family=look.family,
    )  # fmt: skip
