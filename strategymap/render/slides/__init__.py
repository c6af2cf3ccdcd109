"""A map as a presentation: slides that people go on working with, and tables of what stands out.

Boxes are shapes with real text, arrows hold on to them, colours and fonts are the theme's.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from strategymap.render.characters import legible
from strategymap.render.palettes import LIGHT
from strategymap.render.slides.crowded import CROWDED, remark, uncrowded
from strategymap.render.slides.fitting import LEGIBLE
from strategymap.render.slides.notes import notes
from strategymap.render.slides.slide import Draw, MapSlide, map_slide
from strategymap.render.slides.tables import add_findings, add_kpis
from strategymap.render.slides.template import Deck, deck, saved
from strategymap.render.slides.titles import entitle
from strategymap.render.theme import Theme
from strategymap.view import View
from strategymap.view.pages import Page, pages
from strategymap.warned import warn
from strategymap.wording import listed

#: As long as what stands below the title of a page may become.
_ANY_WORDS = "“What it is about”, " * 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of the slides: a `theme` or a firm's `template`, whether the map is `split`
    over several, and the file (`source`) and the `day` that stand in the notes."""

    theme: Theme = LIGHT
    template: Path | None = None
    split: bool = False
    source: str = ""
    day: datetime.date | None = None


def slides(view: View, draw: Draw, wish: Wish) -> bytes:
    """The map as a .pptx; `draw` lays a view out. Warns where text is smaller than LEGIBLE, and
    where a map is too much for a slide, which then shows less of it.
    Raises MissingExtra without the extra `office`, and OutputError for a template that can't be
    used."""
    ready = deck(wish.template, wish.theme)
    drawn = _Drawn(draw, ready, split=wish.split)
    found = pages(view, drawn.fits) if wish.split else (Page("", view),)
    found = tuple(replace(page, view=_without_its_name(page, view)) for page in found)
    found = tuple(uncrowded(page, drawn.is_made_out) for page in found)
    sheets = [drawn.of(page.view) for page in found]
    for page, sheet in zip(found, sheets, strict=True):
        slide = ready.presentation.slides.add_slide(ready.layout)
        entitle(slide, view.title, ready, page.name)
        _add(slide, sheet.elements)
        told = notes(view, page, wish.source, wish.day)
        slide.notes_slide.notes_text_frame.text = legible("\n".join(told))
    add_kpis(ready, view, {kpi for sheet in sheets for kpi in sheet.kpis})
    add_findings(ready, view)
    _describe(ready.presentation, view, wish.day)
    if found[0].overview and not wish.split:
        warn(remark(view, found[0].view))
    else:
        _tell(found, sheets, split=wish.split)
    return saved(ready.presentation)


def _without_its_name(page: Page, whole: View) -> View:
    """The view of a page with a sentence below the title that doesn't say it again."""
    if page.overview or not page.name:
        return replace(page.view, subtitle=page.view.subtitle.removeprefix(f"{whole.title} · "))
    cards, every = (sum(1 for _ in shown.cards()) for shown in (page.view, whole))
    return replace(page.view, subtitle=f"What leads there: {cards} of {every} cards" if cards else "")


class _Drawn:
    """The slides that were drawn, each once."""

    def __init__(self, draw: Draw, ready: Deck, *, split: bool) -> None:
        self._draw: Draw = lambda view, shape: replace(draw(view, shape), theme=ready.theme)
        self._stage, self._split = ready.stage, split
        self._found: dict[View, MapSlide] = {}

    def of(self, view: View) -> MapSlide:
        """The slide of a view; its texts are told elsewhere."""
        bare = view.without_texts()
        if bare not in self._found:
            self._found[bare] = map_slide(bare, self._draw, self._stage, split=self._split)
        return self._found[bare]

    def is_made_out(self, view: View) -> bool:
        """Whether the titles on the slide of a view can be read from nearby."""
        return self.of(view).plan.size >= CROWDED

    def fits(self, view: View) -> bool:
        """Whether a view can be read on a slide, with some words below the title."""
        return self.of(view if view.subtitle else replace(view, subtitle=_ANY_WORDS)).is_legible


def _tell(found: Sequence[Page], sheets: Sequence[MapSlide], *, split: bool) -> None:
    """Says where text is too small to be read."""
    small = [(page, sheet) for page, sheet in zip(found, sheets, strict=True) if sheet.smallest < LEGIBLE]
    if not small:
        return
    if not split:
        size = small[0][1].smallest
        text = f"the smallest text on the slide has {size:.3g} pt, and a room reads {LEGIBLE:g} pt; "
        text += "split the map over several slides (--split), or draw a part of it"
    else:
        named = listed(
            [f"“{page.name or page.view.title}” ({sheet.smallest:.3g} pt)" for page, sheet in small]
        )
        text = f"text smaller than the {LEGIBLE:g} pt that a room reads is on the slide {named}"
    warn(text)


def _add(slide: Any, elements: Sequence[str]) -> None:
    from pptx.oxml import parse_xml

    tree = slide.shapes._spTree  # noqa: SLF001
    for element in elements:
        tree.append(parse_xml(element))


def _describe(presentation: Any, view: View, day: datetime.date | None) -> None:
    """The properties of the document; never the hour at which it was written."""
    properties = presentation.core_properties
    moment = datetime.datetime.combine(day or datetime.date(2000, 1, 1), datetime.time())
    properties.title = legible(view.title)[:255]
    properties.subject = legible(view.subtitle)[:255]
    properties.author = properties.last_modified_by = "strategymap"
    properties.keywords = "strategy map"
    properties.category, properties.comments, properties.revision = "", "", 1
    properties.created = properties.modified = moment
