"""Pictures of a map: from a view, through the layout engine, to a picture format.

A format is a pure function; what it draws is placed before, by `sheet` with the help of a
layout engine, so that every format shows the same picture.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, overload

from strategymap.errors import UnknownName
from strategymap.render.drawing import Drawing
from strategymap.render.media import SCREEN, Medium
from strategymap.render.theme import Theme
from strategymap.view import View
from strategymap.warned import warn

if TYPE_CHECKING:
    from strategymap.render.placing import Layouts

__all__ = [
    "BOUNDLESS",
    "FORMATS",
    "OF_CHANGES",
    "SCALE",
    "SPLIT",
    "TIME_LIMIT",
    "UNTHEMED",
    "Options",
    "Picture",
    "draw",
]

#: Seconds that the layout of a picture may take, over all of its pages.
TIME_LIMIT = 20.0
#: Pixels of a PNG for each px of the drawing.
SCALE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What some formats are asked besides: `id_prefix` goes before the ids of an SVG, `scale`
    is the size of a PNG. Slides have a `theme` or a `template` of a firm, and say in their notes
    which file (`source`) the map is from, and of which `day`. Slides and a PDF can be `split`,
    the latter for a `medium`. `layouts` lays out the view and parts of it."""

    id_prefix: str = ""
    scale: float = SCALE
    template: Path | None = None
    source: str = ""
    day: datetime.date | None = None
    theme: Theme | None = None
    split: bool = False
    medium: Medium = SCREEN
    layouts: Callable[[], Layouts]


class Picture(Protocol):
    """A picture format: what stands in a file, from a view; bytes where it is no text.
    `placed` lays the view out; a format that leaves the layout to others doesn't call it."""

    def __call__(self, view: View, placed: Callable[[], Drawing], options: Options, /) -> str | bytes:
        """Write it."""
        ...


def _svg(view: View, placed: Callable[[], Drawing], options: Options, /) -> str:
    from strategymap.render.svg import svg

    return svg(placed(), id_prefix=options.id_prefix)


def _pdf(view: View, placed: Callable[[], Drawing], options: Options, /) -> bytes:
    from strategymap.render.typeset import pdf

    if options.split:
        from strategymap.render.handout import handout
        from strategymap.render.palettes import LIGHT

        pages, remark = handout(view, options.layouts(), options.medium, options.theme or LIGHT)
        _tell(remark)
        return pages
    return pdf(_svg(view, placed, options))


def _tell(remark: str) -> None:
    if remark:
        warn(remark)


def _png(view: View, placed: Callable[[], Drawing], options: Options, /) -> bytes:
    from strategymap.render.typeset import png

    return png(_svg(view, placed, options), options.scale)


def _pptx(view: View, placed: Callable[[], Drawing], options: Options, /) -> bytes:
    from strategymap.render.palettes import LIGHT
    from strategymap.render.slides import Wish, slides

    theme = LIGHT if options.template else options.theme or LIGHT
    wish = Wish(
        theme=theme, template=options.template, split=options.split, source=options.source, day=options.day
    )
    return slides(view, options.layouts().shaped, wish)


def _dot(view: View, placed: Callable[[], Drawing], options: Options, /) -> str:
    from strategymap.render.dot import dot

    return dot(view)


def _mermaid(view: View, placed: Callable[[], Drawing], options: Options, /) -> str:
    from strategymap.render.mermaid import mermaid

    return mermaid(view)


def _plain(view: View, placed: Callable[[], Drawing], options: Options, /) -> str:
    from strategymap.render.plain import plain

    return plain(placed())


FORMATS: dict[str, Picture] = {
    "svg": _svg,
    "pdf": _pdf,
    "png": _png,
    "pptx": _pptx,
    "dot": _dot,
    "mmd": _mermaid,
    "json": _plain,
}
#: Formats in which the changes between two versions are marked.
OF_CHANGES = tuple(name for name in FORMATS if name != "pptx")
#: Formats that are dressed by whoever reads them: they have no theme.
UNTHEMED = frozenset({"dot", "mmd", "json"})
#: Formats of several pages.
SPLIT = frozenset({"pdf", "pptx"})
#: Formats whose size is up to whoever lays them out.
BOUNDLESS = frozenset({"dot", "mmd"})


@overload
def draw(
    view: View,
    format: Literal["svg", "dot"] = "svg",
    *,
    engine: str | None = None,
    time_limit: float = TIME_LIMIT,
    id_prefix: str = "",
    scale: float = SCALE,
    theme: Theme | None = None,
    medium: Medium = SCREEN,
) -> str: ...
@overload
def draw(
    view: View,
    format: str,
    *,
    engine: str | None = None,
    time_limit: float = TIME_LIMIT,
    id_prefix: str = "",
    scale: float = SCALE,
    theme: Theme | None = None,
    medium: Medium = SCREEN,
    template: Path | None = None,
    source: str = "",
    day: datetime.date | None = None,
    split: bool = False,
) -> str | bytes: ...
def draw(
    view: View,
    format: str = "svg",
    *,
    engine: str | None = None,
    time_limit: float = TIME_LIMIT,
    id_prefix: str = "",
    scale: float = SCALE,
    theme: Theme | None = None,
    medium: Medium = SCREEN,
    template: Path | None = None,
    source: str = "",
    day: datetime.date | None = None,
    split: bool = False,
) -> str | bytes:
    """A view as a picture: one of FORMATS, such as `svg`, or `dot` for Graphviz. Formats that
    are no text, such as `pdf`, come as bytes.

    `engine` is `graphviz-pure` or `dot`; without it the environment variable
    STRATEGYMAP_ENGINE decides, else whichever is there, graphviz-pure first. With an
    `id_prefix` of its own, each of several pictures can stand in the same page; `scale` is
    how many pixels of a PNG there are for each px of the drawing, in each direction. `theme` is
    the look, by default the light one, and `medium` what the picture is for: its layout fits the
    page, and a warning tells where its text can't be read there. Slides take the look of a firm's
    `template` instead of a theme, and name the `source` and the `day` of the map in their notes.
    `split` makes an overview and as many slides, or pages of a PDF for a medium, as it takes to
    be read. The same view gives the same picture. Raises UnknownName for a format or an engine
    that there isn't, MissingExtra without the extra of a format, and LayoutError without an
    engine or when the layout takes longer than `time_limit` seconds, over all pages.
    """
    if format not in FORMATS:
        raise UnknownName(f'there is no picture format "{format}"; choose one of {", ".join(FORMATS)}')

    @cache
    def layouts() -> Layouts:
        from strategymap.render.palettes import LIGHT
        from strategymap.render.placing import Layouts

        return Layouts(view, engine, time_limit, LIGHT if template else theme or LIGHT)

    def placed() -> Drawing:
        from strategymap.render.legibility import remark

        drawing = layouts().laid(view, medium)
        _tell(remark(drawing, split=format in SPLIT))
        return drawing

    return FORMATS[format](view, placed, Options(
        id_prefix=id_prefix, scale=scale, template=template, source=source, day=day, theme=theme,
        split=split, medium=medium, layouts=layouts,
    ))  # fmt: skip
