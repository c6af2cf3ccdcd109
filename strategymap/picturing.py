"""A picture as it is asked for: which part of the map, in which look, in which format."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from strategymap.errors import UnknownName
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.selection import Part
from strategymap.settings import Settings, Standing, variable
from strategymap.warned import warn

if TYPE_CHECKING:
    from strategymap.compare import Difference
    from strategymap.render.media import Medium
    from strategymap.render.theme import Theme
    from strategymap.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of a picture, as `StrategyMap.render` explains it. None leaves it to the
    settings, or to what is usual."""

    format: str
    part: Part
    hide: Collection[str] = ()
    fade: bool = False
    scale: float | None = None
    theme: str | Path | None = None
    template: str | Path | None = None
    medium: str | None = None
    split: bool = False
    engine: str | None = None
    time_limit: float | None = None


def picture(
    graph: MapGraph, findings: Iterable[Finding], settings: Settings, order: Order, source: str
) -> str | bytes:
    """The picture of a map and of what was found in it; `source` is the name of its file.
    Raises LayoutError, UnknownName and SettingsError."""
    from strategymap.view.parts import view_of_part

    view = view_of_part(graph, findings, order.part, order.hide, fade=_fade(order))
    return _drawn(view, settings, order, source, graph.as_of)


def picture_of_changes(
    old: MapGraph, new: MapGraph, found: Difference, settings: Settings, order: Order, source: str
) -> str | bytes:
    """The picture of two versions of a map with their difference marked; `source` is the name of
    the newer one's file. Raises LayoutError, UnknownName and SettingsError."""
    from strategymap.view.changed import changed_view

    return _drawn(changed_view(old, new, found), settings, order, source, new.as_of)


def _drawn(view: View, settings: Settings, order: Order, source: str, day: datetime.date) -> str | bytes:
    """A view in the look, on the medium and in the format of an order."""
    from strategymap import render

    engine, seconds = layout(settings, order.engine, order.time_limit)
    template = _template(order)
    return render.draw(
        view,
        order.format,
        engine=engine,
        time_limit=seconds,
        scale=_scale(order),
        theme=None if template else theme(settings, order.theme, order.format),
        medium=_medium(order),
        template=template,
        source=source,
        day=day,
        split=_split(order),
    )


def theme(settings: Settings, asked: str | Path | None, format: str) -> Theme | None:
    """The theme of a picture: as asked for, else as the settings say; None for a format that
    has none. Warns of what whoever draws with it should know. Raises UnknownName and
    SettingsError."""
    from strategymap import render
    from strategymap.render.own import theme_named

    if format in render.UNTHEMED:
        if is_insisted_on(asked):
            raise UnknownName(f"a .{format} has no theme; leave the theme out, or draw an .svg")
        return None
    found = theme_named(asked or settings.theme or "light")
    if found.remark:
        warn(found.remark)
    return found


def is_insisted_on(theme: str | Path | None) -> bool:
    """Whether a theme was asked for, for just this picture or page."""
    return theme is not None and not isinstance(theme, Standing)


def layout(settings: Settings, engine: str | None, time_limit: float | None) -> tuple[str | None, float]:
    """The engine, and the seconds for the layout of a picture: as asked for, else as the
    environment and the settings say."""
    from strategymap import render

    if time_limit is None:
        time_limit = settings.time_limit or render.TIME_LIMIT
    return engine or os.environ.get(variable("engine")) or settings.engine, time_limit


def _fade(order: Order) -> bool:
    if order.fade and order.format == "pptx":
        raise UnknownName("slides can't be faded; leave the fading out, or write a .pdf or .png")
    return order.fade


def _template(order: Order) -> Path | None:
    if order.template is not None and order.format != "pptx":
        raise UnknownName(f"a template is for slides, and .{order.format} has none; write .pptx")
    if order.template is not None and is_insisted_on(order.theme):
        raise UnknownName("slides take their look from the template or from a theme; leave one of them out")
    return None if order.template is None else Path(order.template)


def _scale(order: Order) -> float:
    from strategymap import render

    if order.scale is not None and order.format != "png":
        raise UnknownName(f"the scale is that of a .png; leave it out for a .{order.format}, or write .png")
    return render.SCALE if order.scale is None else order.scale


def _split(order: Order) -> bool:
    from strategymap import render

    if order.split and order.format not in render.SPLIT:
        raise UnknownName(f"a .{order.format} is one picture and can't be split; write .pdf or .pptx")
    return order.split


def _medium(order: Order) -> Medium:
    """What a picture is for: as asked for, else a screen, or A4 where a PDF is split."""
    from strategymap import render
    from strategymap.render.media import SCREEN, medium_named

    if order.medium is None:
        return medium_named("a4") if order.split and order.format == "pdf" else SCREEN
    medium = medium_named(order.medium)
    if order.format in render.BOUNDLESS:
        raise UnknownName(
            f"a .{order.format} has no size, and is for no medium; leave the medium out, or draw an .svg"
        )
    if order.format == "pptx" and medium.name != "slide":
        raise UnknownName(f"slides are not for {_called(medium)}; leave the medium out, or write .pdf")
    if order.split and medium is SCREEN:
        raise UnknownName("what is for a screen has no pages to be split over; choose slide, a4, a3 or a0")
    return SCREEN if order.format == "pptx" else medium


def _called(medium: Medium) -> str:
    from strategymap.render.media import SCREEN

    return "a screen" if medium is SCREEN else medium.name.upper()
