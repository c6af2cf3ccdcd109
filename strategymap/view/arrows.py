"""The links of a map as arrows from card to card."""

from __future__ import annotations

from collections.abc import Iterator

from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.view.shown import Arrow, LinkKind


def arrows_of(graph: MapGraph) -> tuple[Arrow, ...]:
    """An arrow for each `supports` and `harms` link, by the ids of its ends. What a KPI harms
    starts at the cards that it measures; what a node and its KPIs harm is one arrow."""
    arrows: dict[tuple[str, str, LinkKind], list[str]] = {}
    # A node's own link tells first, then those of its KPIs by their ids.
    for link in sorted(graph.links, key=lambda link: (link.source in graph.kpis, link.source)):
        if link.relation in {"supports", "harms"}:
            for tail in _tails(graph, link):
                arrows.setdefault((tail, link.target, _kind(link)), []).extend(_details(graph, link))
    return tuple(
        Arrow(tail, head, kind, tuple(sorted(set(details), key=details.index)))
        for (tail, head, kind), details in sorted(arrows.items())
    )


def _tails(graph: MapGraph, link: Link) -> list[str]:
    return [link.source] if link.source in graph.nodes else graph.measured_by(link.source)


def _kind(link: Link) -> LinkKind:
    if link.relation == "harms":
        return "harms"
    return "feedback" if link.feedback else "supports"


def _details(graph: MapGraph, link: Link) -> Iterator[str]:
    """Why, how late, how sure and how strong."""
    if link.source in graph.kpis:
        yield f"by way of the KPI “{graph.title(link.source)}”"
    details = link.details
    if details is None:
        return
    if link.reason:
        yield f"because {link.reason}"
    if details.after:
        yield f"after {details.after}"
    if details.evidence != "assumed":
        yield f"evidence: {details.evidence}"
    if details.strength:
        yield f"strength: {details.strength}"
