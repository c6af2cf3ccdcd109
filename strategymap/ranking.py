"""The order in which findings are told and numbered: the same on the map and in its story."""

from __future__ import annotations

from collections.abc import Iterable

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.model import RUNGS


def ranked(graph: MapGraph, findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings, then notes; of equal ones first those on the map itself,
    then from its top downwards. Where they stand in the text plays no part."""
    return sorted(findings, key=lambda finding: _weight(graph, finding))


def _weight(graph: MapGraph, finding: Finding) -> tuple[int, int, int, str, str, tuple[str, ...], str]:
    band, rung = _height(graph, finding.node)
    return (
        -finding.severity.rank,
        band,
        rung,
        finding.node or "",
        finding.rule,
        finding.related,
        finding.message,
    )


def _height(graph: MapGraph, node: str | None) -> tuple[int, int]:
    """How far from the top something stands: its band, and its rung in it. A KPI stands with
    the highest node that it measures."""
    if node is None:
        return -1, 0
    heights = []
    for name in [node] if node in graph.nodes else graph.measured_by(node):
        band = graph.perspective(name)
        heights.append((band.position if band else len(graph.perspectives), -graph.rung(name)))
    return min(heights, default=(len(graph.perspectives) + 1, -len(RUNGS)))
