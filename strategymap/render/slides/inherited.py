"""What a template says of its text: the size and the room of its titles, and its fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from strategymap.render.slides.shapes import EMU
from strategymap.render.theme import METRIC

#: How much wider than Arial a font may be, or what a machine without that font takes for it.
_WIDER = 1.15
#: In English metric units: what is free at the sides of a text, and above and below it.
_INSETS = {"lIns": 91440, "rIns": 91440, "tIns": 45720, "bIns": 45720}
_SIZE = 18.0


@dataclass(frozen=True, slots=True)
class TitleStyle:
    """The size of titles in points, whether they are bold, and how much of the width and of
    the height of their placeholder they leave free."""

    size: float
    bold: bool
    beside: float
    above: float


def title_style(layout: Any) -> TitleStyle:
    """What a title on a slide of this layout inherits: from the layout, else from its master."""
    said: dict[str, str] = {}
    for found in (*_styles(layout), *_bodies(layout)):
        for name, value in found.attrib.items():
            said.setdefault(name, value)
    free = {name: int(said.get(name, least)) / EMU for name, least in _INSETS.items()}
    size = int(said["sz"]) / 100 if "sz" in said else _SIZE
    bold = said.get("b") in {"1", "true"}
    return TitleStyle(size, bold, free["lIns"] + free["rIns"], free["tIns"] + free["bIns"])


def _titles(layout: Any) -> Iterator[Any]:
    """The placeholders of the title: that of the layout, that of its master."""
    for holder in (layout, layout.slide_master):
        for shape in holder.placeholders:
            if shape.placeholder_format.type.name in {"TITLE", "CENTER_TITLE"}:
                yield shape._element  # noqa: SLF001
                break


def _styles(layout: Any) -> Iterator[Any]:
    """How its letters look, the nearest first."""
    for title in _titles(layout):
        yield from title.findall("{*}txBody/{*}lstStyle/{*}lvl1pPr/{*}defRPr")
    yield from layout.slide_master._element.findall(  # noqa: SLF001
        "{*}txStyles/{*}titleStyle/{*}lvl1pPr/{*}defRPr"
    )


def _bodies(layout: Any) -> Iterator[Any]:
    """The room around it, the nearest first."""
    for title in _titles(layout):
        yield from title.findall("{*}txBody/{*}bodyPr")


def wider(layout: Any) -> float:
    """How much wider than Arial the fonts of a template may be."""
    fonts = [
        name.decode("utf-8").casefold()
        for relation in layout.slide_master.part.rels.values()
        if relation.reltype.endswith("/theme")
        for name in re.findall(
            rb'<a:(?:major|minor)Font>\s*<a:latin typeface="([^"]*)', relation.target_part.blob
        )
    ]
    return 1.0 if fonts and METRIC.issuperset(fonts) else _WIDER
