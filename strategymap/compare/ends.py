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
        found.setdefault(ended(link.relation, link.source, link.target, ids), link)
    return found


def ended(relation: Relation, source: str, target: str, ids: Mapping[str, str]) -> Ends:
    """What a link is found by, in the new names of its ends."""
    first, last = ids.get(source, source), ids.get(target, target)
    return (relation, last, first) if relation == "balances" and last < first else (relation, first, last)
