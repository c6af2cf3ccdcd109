"""A story as it is asked for: for whom, in which look and form, with which picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from strategymap.errors import UnknownName
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.parted import PartGraph, in_words
from strategymap.selection import Part
from strategymap.settings import Settings

if TYPE_CHECKING:
    from strategymap.narrate import Told
    from strategymap.render.theme import Theme


#: No part: all of the map.
WHOLE = Part()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of a story, as `StrategyMap.narrate` explains it. None leaves it to the
    settings, or to what is usual."""

    format: str
    part: Part = WHOLE
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

    graph, found = asked(graph, list(findings), order)
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


def asked(graph: MapGraph, found: list[Finding], order: Order) -> tuple[MapGraph, list[Finding]]:
    """The part of the map that is to be told, with what was found in it. A card brings its
    KPIs along, and a KPI the cards that it measures, as on a picture."""
    if order.part == WHOLE:
        return graph, found
    if order.audience is not None or order.owner is not None:
        raise UnknownName(
            "a part of a map is told to everybody: leave the audience and the owner out; what somebody "
            "owns is picked by the selector owner:NAME"
        )
    from strategymap.selection import picked
    from strategymap.view import shown_of

    only, without = picked(graph, order.part, found)
    names = shown_of(graph, only, without)
    astray = {kpi for kpi in names & graph.kpis.keys() if _is_astray(graph.measured_by(kpi), names)}
    names -= astray
    part = PartGraph(graph, names, in_words(graph, order.part))
    return part, [finding for finding in found if finding.node in names]


def _is_astray(measured: list[str], names: set[str]) -> bool:
    """Whether all that a KPI measures is left out: it would seem to measure nothing."""
    return bool(measured) and names.isdisjoint(measured)


def _theme(settings: Settings, order: Order) -> Theme | None:
    from strategymap import picturing

    if order.format == "html":
        return picturing.theme(settings, order.theme, "svg")
    if picturing.is_insisted_on(order.theme):
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
    if part is not None:
        view = view_of(graph, None, part)
    elif isinstance(graph, PartGraph):
        view = view_of(graph.whole, found, set(graph), without=set(graph.whole) - set(graph)).without_texts()
    else:
        view = view_of(graph, found).without_texts()
    return render.draw(view, "svg", engine=engine, time_limit=seconds, id_prefix="map-", theme=look)
