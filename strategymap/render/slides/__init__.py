"""A map as a presentation: a slide that people go on working with, and one of what stands out.

Boxes are shapes with real text, arrows hold on to them, colours and fonts are the theme's.
"""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from strategymap.render.characters import legible
from strategymap.render.drawing import Box, Drawing
from strategymap.render.slides import legend, shapes
from strategymap.render.slides.fitting import is_leftwards
from strategymap.render.slides.plan import Plan, plan
from strategymap.render.slides.scene import Scene
from strategymap.render.slides.shapes import Paragraph, body, run, shape
from strategymap.render.slides.tables import add_findings, add_kpis
from strategymap.render.slides.template import Deck, deck, saved
from strategymap.render.wrap import Font, wrapped
from strategymap.view import View

#: What can be read on a slide from the back of a room, in points.
LEGIBLE = 12.0
_SUBTITLE = 12.0
#: KPIs smaller than this are not for a slide: they get a table of their own.
_LEAST_KPIS = 8.5
_TITLE, _LEAST_TITLE = 24.0, 14.0
#: Ids of our shapes begin here: a template's placeholders come before them.
_FIRST = 100


def slides(drawing: Drawing, source: str, day: datetime.date | None, template: Path | None) -> bytes:
    """The map as a .pptx. `source` and `day` stand in the notes. Warns where text is smaller than
    LEGIBLE. Raises MissingExtra without the extra `office`, and OutputError for a template that
    can't be used."""
    view, ready = drawing.view, deck(template)
    slide = ready.presentation.slides.add_slide(ready.layout)
    drawn = _map(slide, drawing, ready)
    slide.notes_slide.notes_text_frame.text = legible("\n".join(_notes(view, source, day)))
    if drawn.folded:
        add_kpis(ready, view, _entitle)
    add_findings(ready, view, _entitle)
    _describe(ready.presentation, view, day)
    smallest = min(drawn.size * 0.9, legend.SIZE)
    if smallest < LEGIBLE:
        warnings.warn(_too_small(smallest), stacklevel=4)
    return saved(ready.presentation)


def _too_small(size: float) -> str:
    return (
        f"the smallest text on the slide has {size:.3g} pt, and a room reads {LEGIBLE:g} pt; "
        "draw a part of the map"
    )


def _map(slide: Any, drawing: Drawing, ready: Deck) -> Plan:
    """Title, subtitle, map and key on a slide."""
    view, stage = drawing.view, ready.stage
    _entitle(slide, view.title, ready)
    top = stage.y + 2
    elements = []
    lines = wrapped(view.subtitle, stage.width * 0.97, Font(_SUBTITLE), most=2).lines if view.subtitle else ()
    if lines:
        text = Paragraph(
            run(view.subtitle, _SUBTITLE), _SUBTITLE * 1.2, leftwards=is_leftwards(view.subtitle)
        )
        box = Box(stage.x, top, stage.width, len(lines) * _SUBTITLE * 1.2 + 2)
        elements.append(
            shape(_FIRST, "Subtitle", box, shapes.preset("rect"), words=body([text], anchor="t"), bare=True)
        )
        top = box.bottom + 6
    rows = len(legend.lines(view, stage.width))
    bottom = stage.bottom - rows * legend.LINE_HEIGHT
    drawn = plan(drawing, Box(stage.x, top, stage.width, bottom - top - 6), least=_LEAST_KPIS)
    key = legend.key(view, Box(stage.x, bottom, stage.width, rows * legend.LINE_HEIGHT), _FIRST + 1)
    elements += [*Scene(drawn, _FIRST + 1 + len(key)).shapes(), *key]
    _add(slide, elements)
    return drawn


def _add(slide: Any, elements: Sequence[str]) -> None:
    from pptx.oxml import parse_xml

    tree = slide.shapes._spTree  # noqa: SLF001
    for element in elements:
        tree.append(parse_xml(element))


def _entitle(slide: Any, title: str, ready: Deck) -> None:
    """The title in its placeholder; what else the layout would have filled goes."""
    for holder in list(slide.placeholders):
        if holder.placeholder_format.idx != 0:
            holder._element.getparent().remove(holder._element)  # noqa: SLF001
    frame = slide.shapes.title.text_frame
    frame.text = legible(title)
    size, room = _TITLE, ready.title
    while size > _LEAST_TITLE:
        lines = len(wrapped(title, room.width * 0.95, Font(size, bold=True), most=9).lines)
        if lines * size * 1.2 <= room.height + 2:
            break
        size -= 1
    if size < _TITLE:
        from pptx.util import Pt

        frame.paragraphs[0].runs[0].font.size = Pt(size)
    if is_leftwards(title):
        properties = frame.paragraphs[0]._p.get_or_add_pPr()  # noqa: SLF001
        properties.set("rtl", "1")
        properties.set("algn", "r")


def _notes(view: View, source: str, day: datetime.date | None) -> Iterator[str]:
    """What the speaker may need: where the map comes from, and the findings in words."""
    yield view.title
    if source:
        yield f"Source: {source}"
    if day:
        yield f"As of {day.isoformat()}"
    if any(arrow.kind != "harms" for arrow in view.arrows):
        yield "Read upwards: if this, then that."
    for item in view.legend:
        yield f"{item.number}. {item.severity.value.capitalize()}: {item.text} ({item.rule})"
        yield from (f"    {line}" for line in item.details)
    if view.more:
        yield view.more
    yield from (note.text for note in view.notes)


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
