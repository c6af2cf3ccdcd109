"""A story as it is asked for: for whom, in which look and form, with which picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from strategymap.errors import UnknownName
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.settings import Settings

if TYPE_CHECKING:
    from strategymap.narrate import Told
    from strategymap.render.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of a story, as `StrategyMap.narrate` explains it. None leaves it to the
    settings, or to what is usual."""

    format: str
    audience: str | None = None
    owner: str | None = None
    theme: str | Path | None = None
    templates: str | Path | None = None
    picture: bool = True
    beside: Sequence[tuple[str, str]] = ()
    engine: str | None = None
    time_limit: float | None = None


def narration(graph: MapGraph, findings: Iterable[Finding], settings: Settings, order: Order) -> str:
    """The story of a map and of what was found in it. Raises LayoutError, UnknownName,
    SettingsError and TemplateFault."""
    from strategymap import dressing, narrate
    from strategymap.story import edition_of, story_of

    found = list(findings)
    look = _theme(settings, order)
    if order.audience is None and order.owner is None:
        told: Told = story_of(graph, found)
    else:
        told = edition_of(graph, found, order.audience, order.owner)
    return narrate.write(
        told,
        order.format,
        picture=_picture(graph, found, told, settings, order, look),
        template_folder=Path(order.templates) if order.templates is not None else None,
        beside=order.beside,
        dress=dressing.dress_of(look) if look else None,
    )


def _theme(settings: Settings, order: Order) -> Theme | None:
    from strategymap import picturing

    if order.format == "html":
        return picturing.theme(settings, order.theme, "svg")
    if order.theme is not None:
        raise UnknownName(f"a .{order.format} has no look; leave the theme out, or write .html")
    return None


def _picture(
    graph: MapGraph, found: list[Finding], told: Told, settings: Settings, order: Order, look: Theme | None
) -> str | None:
    """The map, or the part of it that the audience sees; None where there is to be none."""
    from strategymap import narrate, picturing, render
    from strategymap.story import Story
    from strategymap.view import view_of

    part = None if isinstance(told, Story) else narrate.part_of(told)
    if order.format != "html" or not order.picture or part == ():
        return None
    engine, seconds = picturing.layout(settings, order.engine, order.time_limit)
    view = view_of(graph, found).without_texts() if part is None else view_of(graph, None, part)
    return render.draw(view, "svg", engine=engine, time_limit=seconds, id_prefix="map-", theme=look)
