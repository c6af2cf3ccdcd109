"""How a node stands, told by the figures of its KPIs."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from strategymap.numbers import day_text, quantity_text, share_text, start_text, target_text, term_text
from strategymap.scorecard import Score, Status

if TYPE_CHECKING:
    from strategymap.graph import MapGraph


class Figures:
    """What is told of the nodes of one map; of each node and day it is worked out once."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph
        self._reached: dict[tuple[str, datetime.date], str] = {}
        self._off_track: dict[tuple[str, datetime.date], str] = {}

    def reached(self, node: str, on: datetime.date) -> str:
        """By what a node is achieved on a day: "Trained": 96 % on 30 April 2026, target 95 %. Of
        several KPIs the smallest id; the others are counted."""
        if (node, on) not in self._reached:
            self._reached[node, on] = _what_was_reached(self._graph, node, on)
        return self._reached[node, on]

    def off_track(self, node: str, on: datetime.date) -> str:
        """By what a node is off track on a day: "Solved": 65 % on 31 May 2026, 9 % of the way from
        64 % to 75 %. Of several KPIs the one that has come least far; the others are counted."""
        if (node, on) not in self._off_track:
            self._off_track[node, on] = _what_is_off_track(self._graph, node, on)
        return self._off_track[node, on]


def _what_was_reached(graph: MapGraph, node: str, on: datetime.date) -> str:
    kpis = sorted(kpi for kpi in graph.kpis_of(node) if graph.scorecard.score(kpi, on).reached)
    return f"{_reading(graph, kpis[0], on)}, target {_target(graph, kpis[0])}{_others(kpis, 'reached')}"


def _what_is_off_track(graph: MapGraph, node: str, on: datetime.date) -> str:
    scores = {kpi: graph.scorecard.score(kpi, on) for kpi in graph.kpis_of(node)}
    off = {kpi: score for kpi, score in scores.items() if score.status is Status.OFF_TRACK}
    kpis = sorted(off, key=lambda kpi: (off[kpi].progress or Fraction(0), kpi))
    return f"{_reading(graph, kpis[0], on)}, {_shortfall(graph, kpis[0], on)}{_others(kpis, 'off track')}"


def _others(kpis: list[str], status: str) -> str:
    """The KPIs behind the first one."""
    return f"; {len(kpis) - 1} more {status}" if len(kpis) > 1 else ""


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
        return f"due to be {_target(graph, kpi)} by {term_text(due)}"
    measure, progress = graph.measures[kpi], score.progress or Fraction(0)
    if progress < 0:
        return f"further from {_target(graph, kpi)} than at the start{_time_gone(score)}"
    way = f"from {start_text(measure)} to {_target(graph, kpi)}"
    return f"{share_text(progress)} of the way {way}{_time_gone(score)}"


def _time_gone(score: Score) -> str:
    if score.passed is None:
        return ""
    return (
        f", with {share_text(score.passed)} of the time gone" if score.passed < 1 else ", and the time is up"
    )
