"""The links of a map by what they join."""

from __future__ import annotations

from collections.abc import Mapping

from strategymap.graph import MapGraph
from strategymap.links import Link, Relation

#: What a link is, from where, and to where.
Ends = tuple[Relation, str, str]


def ends_of(graph: MapGraph, ids: Mapping[str, str]) -> dict[Ends, Link]:
    """Every link, also one that can't hold, by its ends; `ids` are names that have changed. Two
    KPIs balance each other whichever of them says so: the smaller id comes first."""
    found: dict[Ends, Link] = {}
    for link in (*graph.links, *graph.unknown_ids, *graph.wrong_links):
        ends = ids.get(link.source, link.source), ids.get(link.target, link.target)
        source, target = sorted(ends) if link.relation == "balances" else ends
        found.setdefault((link.relation, source, target), link)
    return found
