"""A part of a map as a picture: what is picked, without what is not wanted in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from strategymap.errors import UnknownName
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.selection import Part, picked
from strategymap.view import View, view_of
from strategymap.view.fading import faded_view
from strategymap.wording import listed, nearest

#: What can be left out of a picture.
HIDDEN = ("kpis", "findings", "status")
#: Why nothing can be faded where no part is wanted.
NOTHING_TO_FADE = (
    "nothing is picked, so that nothing else can be faded; say what shall stand out, such as --focus ID"
)


def view_of_part(
    graph: MapGraph,
    findings: Iterable[Finding],
    part: Part,
    hide: Collection[str] = (),
    *,
    fade: bool = False,
) -> View:
    """The picture of a part of a map, without what `hide` names, of HIDDEN. With `fade` the rest
    is not left out but faded. Raises UnknownName."""
    if isinstance(hide, str):
        raise TypeError("hide is a list of names, such as ['kpis']")
    for what in hide:
        if what not in HIDDEN:
            close = nearest(what, HIDDEN)
            hint = f'; the nearest is "{close}"' if close else f"; write {listed(HIDDEN, ' or ')}"
            raise UnknownName(f'"{what}" can\'t be hidden{hint}')
    if fade and part == Part():
        raise UnknownName(NOTHING_TO_FADE)
    found = list(findings)
    only, without = picked(graph, part, found)
    drawn = faded_view if fade else view_of
    return drawn(
        graph,
        None if "findings" in hide else found,
        only,
        without=without,
        kpis="kpis" not in hide,
        status="status" not in hide,
    )
