"""Who holds what: the people, roles and teams that own nodes and KPIs of a map."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from strategymap.errors import UnknownName
from strategymap.wording import nearest

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

#: Owners that are listed where one is asked for that there isn't; the others are counted.
_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who owns something. Upper and lower case and the width of spaces make no
    difference; `name` is spelled as at the smallest id. `holds` are the ids of the nodes and
    KPIs, in map order; never empty."""

    name: str
    holds: tuple[str, ...]


def owners(graph: MapGraph) -> tuple[Owner, ...]:
    """Everybody who owns a node or KPI, sorted by name. The owner of the map as a whole is
    none of them."""
    held: dict[str, list[str]] = {}
    for name, element in graph.elements.items():
        if element.owner:
            held.setdefault(_folded(element.owner), []).append(name)
    return tuple(Owner(_spelled(graph, held[key]), tuple(held[key])) for key in sorted(held))


def kpi_owners(graph: MapGraph) -> tuple[Owner, ...]:
    """Everybody who owns a KPI, in the order of `owners`; `holds` are the KPIs alone, sorted,
    and `name` is spelled as at the first of them."""
    held = [sorted(name for name in owner.holds if name in graph.kpis) for owner in owners(graph)]
    return tuple(Owner(_spelled(graph, kpis), tuple(kpis)) for kpis in held if kpis)


def owned_by(graph: MapGraph, owner: str) -> Owner:
    """What one owner holds. Raises UnknownName, with the nearest one and a list, where nobody
    of that name owns anything."""
    everybody = owners(graph)
    wanted = _folded(owner)
    for each in everybody:
        if _folded(each.name) == wanted:
            return each
    raise UnknownName(_nobody(owner, [each.name for each in everybody]))


def same_owner(one: str, other: str) -> bool:
    """Whether two names are one owner's.

    >>> same_owner("Head of service", "HEAD  of Service "), same_owner("Ann", "Anne")
    (True, False)
    """
    return _folded(one) == _folded(other)


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    """A name as names are compared; the same few stand at many nodes."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


def _spelled(graph: MapGraph, held: Iterable[str]) -> str:
    return " ".join((graph.elements[min(held)].owner or "").split())


def _nobody(owner: str, known: list[str]) -> str:
    if not known:
        return f'nobody owns anything on this map, so "{owner}" doesn\'t; write owner: at a node or KPI'
    close = nearest(owner, known)
    listed = ", ".join(known[:_MOST_LISTED])
    more = f" and {len(known) - _MOST_LISTED} more" if len(known) > _MOST_LISTED else ""
    hint = f'the nearest is "{close}"; ' if close else ""
    return f'"{owner}" owns nothing on this map; {hint}there are {listed}{more}'
