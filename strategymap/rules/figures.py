"""How a node stands, told by the figures of its KPIs."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from strategymap.numbers import NO_BREAK, baseline_text, day_text, quantity_text, target_text, term_text
from strategymap.scorecard import Status

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

#: So many KPIs are told with their figures.
_TOLD = 2


def what_was_reached(graph: MapGraph, node: str, on: datetime.date) -> str:
    """The figures by which a node is achieved on a day: "Trained": 96 % on 30 April 2026, target 95 %."""
    scores = {kpi: graph.scorecard.score(kpi, on) for kpi in sorted(graph.kpis_of(node))}
    told = [
        f"{_reading(graph, kpi, on)}, target {_target(graph, kpi)}"
        for kpi, score in scores.items()
        if score.reached
    ]
    return _few(told)


def what_is_off_track(graph: MapGraph, node: str, on: datetime.date) -> str:
    """The figures by which a node is off track on a day, the worst first: "Solved": 65 % on
    31 May 2026, 9 % of the way from 64 % to 75 %."""
    scores = {kpi: graph.scorecard.score(kpi, on) for kpi in graph.kpis_of(node)}
    off = sorted(
        (score.progress or Fraction(0), kpi)
        for kpi, score in scores.items()
        if score.status is Status.OFF_TRACK
    )
    return _few([f"{_reading(graph, kpi, on)}, {_shortfall(graph, kpi, on)}" for _, kpi in off])


def _few(told: list[str]) -> str:
    """The first of several; the others are counted."""
    more = len(told) - _TOLD
    return "; ".join([*told[:_TOLD], *([f"and {more} more"] if more > 0 else [])])


def _reading(graph: MapGraph, kpi: str, on: datetime.date) -> str:
    latest = graph.scorecard.latest(kpi, on)
    assert latest is not None
    at = f" on {day_text(latest.at)}" if latest.at else ""
    return f"{graph.listed([kpi])}: {quantity_text(latest.value, graph.measures[kpi].unit)}{at}"


def _target(graph: MapGraph, kpi: str) -> str:
    measure = graph.measures[kpi]
    return target_text(measure.kpi.target, measure.unit)


def _shortfall(graph: MapGraph, kpi: str, on: datetime.date) -> str:
    """How far a KPI is from its target: that it is late, or what share of the way it has come."""
    score, due = graph.scorecard.score(kpi, on), graph.scorecard.due(kpi)
    if due and due < on:
        return f"where {_target(graph, kpi)} was due by {term_text(due)}"
    progress = score.progress or Fraction(0)
    gone = f" with {_per_cent(score.passed)} of the time gone" if score.passed is not None else ""
    if progress < 0:
        return f"further from {_target(graph, kpi)} than at the start{gone and ',' + gone}"
    measure = graph.measures[kpi]
    start = baseline_text(measure.kpi.baseline, measure.unit)
    return f"{_per_cent(progress)} of the way from {start} to {_target(graph, kpi)}{gone}"


def _per_cent(share: Fraction) -> str:
    """A share as whole per cents, rounded down."""
    return f"{int(share * 100)}{NO_BREAK}%"
