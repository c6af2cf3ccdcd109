"""Turns of phrase that several rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link


def is_rewarded(graph: MapGraph, kpi: str) -> str:
    """That a KPI is rewarded, and by which initiative where one does it."""
    initiative = graph.reward_behind(kpi)
    by = f" by {graph.named(initiative)}" if initiative is not None else ""
    return f"{graph.named(kpi)} is rewarded{by}"


def companions(graph: MapGraph, kpi: str) -> str:
    """What usually balances a KPI, for use after "such as": one that the map has already, else
    those of the catalogue; '' where neither knows any."""
    found = graph.facts.counterpart(kpi)
    if found is not None:
        return f'"{graph.title(found)}", which is on this map already'
    return " or ".join(graph.measures[kpi].counters[:2])


def harm_done(graph: MapGraph, link: Link) -> str:
    """What a harmful link says, without its source: harms goal "Trust" (its reason)."""
    because = f" ({link.because.rstrip('.')})" if link.because else ""
    return f"harms {graph.named(link.target)}{because}"
