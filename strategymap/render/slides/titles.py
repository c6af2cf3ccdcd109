"""The title of a slide, in the placeholder that its layout has for it."""

from __future__ import annotations

from typing import Any

from strategymap.render.characters import legible
from strategymap.render.slides.fitting import is_leftwards
from strategymap.render.slides.template import Deck
from strategymap.render.wrap import Font, wrapped

_LARGEST, _LEAST = 24.0, 14.0


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
    size = _size(f"{title}  |  {name}" if name else title, ready)
    if size < _LARGEST:
        from pptx.util import Pt

        for piece in paragraph.runs:
            piece.font.size = Pt(size)
    if is_leftwards(title):
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        properties.set("rtl", "1")
        properties.set("algn", "r")


def _size(text: str, ready: Deck) -> float:
    """The largest size in which a title has room."""
    size, room = _LARGEST, ready.title
    while size > _LEAST:
        lines = wrapped(text, room.width * 0.95 / ready.theme.room, Font(size, bold=True), most=9).lines
        if len(lines) * size * 1.2 <= room.height + 2:
            break
        size -= 1
    return size
