"""The presentation that a map is put into: a plain one, or a firm's own template.

Of a firm's template the master, the layouts and the size stay; its example slides go. The
door to python-pptx, with `deck`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from strategymap.errors import MissingExtra, OutputError
from strategymap.render.drawing import Box
from strategymap.render.slides.dress import dress
from strategymap.render.slides.inherited import TitleStyle, title_style, wider
from strategymap.render.slides.package import cleared, contents
from strategymap.render.slides.shapes import EMU
from strategymap.render.theme import Theme

#: The plain presentation: 16:9, in points, and where its title stands.
_WIDE = (960.0, 540.0)
_TITLE = Box(30, 12, 900, 32)
#: A title that is longer than its placeholder becomes no smaller than this, if that is possible.
LEAST_TITLE = 14.0
#: Small print of a slide: day, footer, number.
_SMALL_PRINT = {"DATE", "FOOTER", "SLIDE_NUMBER"}
_CREATED = (1980, 1, 1, 0, 0, 0)
#: The least room for a map and its tables, and the longest side that PowerPoint knows, in points.
_LEAST_WIDTH, _LEAST_HEIGHT, _LONGEST = 400.0, 200.0, 4032.0


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation without slides, the layout for a map, and the room on it in points. `theme`
    has the colours of what the theme of the deck knows nothing of, and the room for its font.
    `title` is what is on the slide of its placeholder; above the stage there is room for two
    lines of LEAST_TITLE, even where that is lower."""

    presentation: Any
    layout: Any
    title: Box
    style: TitleStyle
    stage: Box
    theme: Theme


def deck(template: Path | None, theme: Theme) -> Deck:
    """The presentation to fill: a plain one in a theme, or that of a template. Raises
    MissingExtra, and OutputError for a template that can't be used."""
    if find_spec("pptx") is None:
        raise MissingExtra("office")
    if template is None:
        return _ready(_plain(theme), None, theme)
    try:
        return _ready(_firm(template), template, theme)
    except OutputError:
        raise
    except Exception as error:  # python-pptx raises whatever a broken file leads it to
        raise OutputError(
            f"the template {template} is no presentation that can be used; save it as .pptx in PowerPoint"
        ) from error


def _ready(presentation: Any, template: Path | None, theme: Theme) -> Deck:
    """The first layout that has room for a map."""
    _empty(presentation)
    cleared(presentation, template)
    size = presentation.slide_width / EMU, presentation.slide_height / EMU
    if max(size) > _LONGEST:
        raise OutputError(
            f"the template {template} has slides longer than {_LONGEST:g} points; make them smaller"
        )
    for layout in _layouts(presentation, template):
        title = _on_slide(next(_boxes(layout, {"TITLE", "CENTER_TITLE"})), *size)
        style = title_style(layout)
        least = replace(title, height=max(title.height, least_height(style)))
        stage = _stage(layout, least, *size)
        if stage.width >= _LEAST_WIDTH and stage.height >= _LEAST_HEIGHT:
            if template is not None:
                theme = replace(theme, room=max(theme.room, wider(layout)))
            return Deck(presentation, layout, title, style, stage, theme)
    room = f"{_LEAST_WIDTH:g} x {_LEAST_HEIGHT:g} points"
    raise OutputError(f"the template {template} has no layout with {room} below its title; add one")


def least_height(style: TitleStyle) -> float:
    """The room that every title has, at least above the stage."""
    return 2 * LEAST_TITLE * 1.2 + style.above - 2


def _on_slide(title: Box, width: float, height: float) -> Box:
    """What is on the slide of a placeholder that was made for a larger one."""
    left, top = max(title.x, 0), max(title.y, 0)
    right = title.right if title.right <= width else width - min(left, width * 0.1)
    return Box(left, top, max(right - left, 1), max(min(title.bottom, height) - top, 1))


def _stage(layout: Any, title: Box, width: float, height: float) -> Box:
    """The room for a map: below the title, above the small print."""
    small = [box.y for box in _boxes(layout, _SMALL_PRINT) if box.y > height * 0.8]
    left = min(max(title.x, width * 0.02), width * 0.1)
    top, bottom = max(title.bottom, 0), min([height - 16, *(y - 4 for y in small)])
    return Box(left, top, width - 2 * left, bottom - top)


def _plain(theme: Theme) -> Any:
    from pptx import Presentation
    from pptx.util import Pt

    presentation = Presentation()
    wide, high = (Pt(length) for length in _WIDE)
    factor = wide / presentation.slide_width
    presentation.slide_width, presentation.slide_height = wide, high
    layouts = list(presentation.slide_layouts)
    for holder in [presentation.slide_master, *layouts]:
        for shape in holder.placeholders:
            if shape._element.spPr.xfrm is not None:  # noqa: SLF001
                shape.left, shape.width = round(shape.left * factor), round(shape.width * factor)
    layout = layouts[5]
    for shape in list(layout.placeholders):
        if shape.placeholder_format.type.name in _SMALL_PRINT:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001
    _place(layout.placeholders[0])
    dress(presentation, theme)
    return presentation


def _place(title: Any) -> None:
    """The title at the left, in bold; without this it would be large and in the middle."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    title.left, title.top, title.width, title.height = (
        Pt(length) for length in (_TITLE.x, _TITLE.y, _TITLE.width, _TITLE.height)
    )
    frame = title.text_frame
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    style = frame._txBody.find("{*}lstStyle")  # noqa: SLF001
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    fill = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    style.append(
        parse_xml(f'<a:lvl1pPr {names} algn="l"><a:defRPr sz="2400" b="1">{fill}</a:defRPr></a:lvl1pPr>')
    )


def _firm(template: Path) -> Any:
    from pptx import Presentation

    return Presentation(contents(template))


def _empty(presentation: Any) -> None:
    """Takes out all slides, and what names them: sections, and shows of one's own."""
    listed = presentation.slides._sldIdLst  # noqa: SLF001
    for entry in list(listed):
        presentation.part.drop_rel(entry.rId)
        listed.remove(entry)
    root = presentation.part._element  # noqa: SLF001
    for name in ("custShowLst", "extLst"):
        for found in root.findall(f"{{*}}{name}"):
            root.remove(found)


def _layouts(presentation: Any, template: Path | None) -> list[Any]:
    """The layouts with a title and nothing else to fill, then the others with a title."""
    found = [
        layout for layout in presentation.slide_layouts if any(_boxes(layout, {"TITLE", "CENTER_TITLE"}))
    ]
    if not found:
        raise OutputError(f"the template {template} has no layout with a title; add one")
    bare = [layout for layout in found if all(kind in {"TITLE", *_SMALL_PRINT} for kind in _kinds(layout))]
    return [*bare, *(layout for layout in found if layout not in bare)]


def _kinds(layout: Any) -> list[str]:
    return [shape.placeholder_format.type.name for shape in layout.placeholders]


def _boxes(layout: Any, kinds: set[str]) -> Iterator[Box]:
    """Where the placeholders of these kinds stand, in points."""
    for shape in layout.placeholders:
        if shape.placeholder_format.type.name in kinds and shape.width and shape.width > 0:
            yield Box(shape.left / EMU, shape.top / EMU, shape.width / EMU, shape.height / EMU)


def saved(presentation: Any) -> bytes:
    """The file: the same bytes for the same slides, whenever it is written."""
    written, again = io.BytesIO(), io.BytesIO()
    presentation.save(written)
    with ZipFile(written) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            info = ZipInfo(part.filename, _CREATED)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3
            target.writestr(info, source.read(part))
    return again.getvalue()
