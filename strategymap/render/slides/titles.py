"""The title of a slide, in the placeholder that its layout has for it."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import Any

from strategymap.render.characters import legible
from strategymap.render.drawing import Box
from strategymap.render.slides.fitting import is_leftwards
from strategymap.render.slides.shapes import emu
from strategymap.render.slides.template import LEAST_TITLE, Deck, least_height
from strategymap.render.wrap import Font, wrapped

#: In points; smaller ones run out of their placeholder.
_LEAST = 8.0


def entitle(slide: Any, title: str, ready: Deck, name: str = "") -> None:
    """The title, and the name of the page behind it; what else the layout would have filled goes."""
    for holder in list(slide.placeholders):
        if holder.placeholder_format.idx != 0:
            holder._element.getparent().remove(holder._element)  # noqa: SLF001
    paragraph = slide.shapes.title.text_frame.paragraphs[0]
    paragraph.text = legible(title)
    if name:
        more = paragraph.add_run()
        more.text, more.font.bold = legible(f"  |  {name}"), False
    _fit(slide.shapes.title, f"{title}  |  {name}" if name else title, ready)
    if is_leftwards(title):
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        properties.set("rtl", "1")
        properties.set("algn", "r")


def _fit(holder: Any, text: str, ready: Deck) -> None:
    """Makes a title as large as its placeholder allows, and that larger only where it must be."""
    from pptx.util import Emu, Pt

    box, size = ready.title, _size(text, ready.title, ready)
    if size < LEAST_TITLE and box.height < (least := least_height(ready.style)):
        box = replace(box, height=least)
        size = _size(text, box, ready)
    place = [Emu(emu(length)) for length in (box.x, box.y, box.width, box.height)]
    if place != [holder.left, holder.top, holder.width, holder.height]:
        holder.left, holder.top, holder.width, holder.height = place
    if size < ready.style.size:
        for paragraph in holder.text_frame.paragraphs:
            for piece in paragraph.runs:
                piece.font.size = Pt(size)


def _size(text: str, box: Box, ready: Deck) -> float:
    """The largest size in which a title has room."""
    style = ready.style
    size, room = style.size, (box.width - style.beside) * 0.95 / ready.theme.room
    while size > _LEAST:
        lines = wrapped(text, room, Font(size, bold=style.bold), most=9).lines
        if len(lines) * size * 1.2 <= box.height - style.above + 2:
            break
        size = ceil(size) - 1
    return size
