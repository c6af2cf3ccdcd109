"""How KPIs and cards stand, in the words and shares that a picture shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from strategymap.graph import MapGraph
from strategymap.numbers import (
    NO_BREAK,
    beside_target,
    month_text,
    quantity_text,
    share_text,
    start_text,
    target_text,
    term_text,
)
from strategymap.scorecard import Score, Status, status_words
from strategymap.values import Reading
from strategymap.view.shown import Progress


class Standing:
    """The scores of the KPIs in a picture. Where not one of them can be judged, or nothing is
    to be shown of it (`kpis` is empty), nothing has a status and no values are told."""

    def __init__(self, graph: MapGraph, kpis: Collection[str]) -> None:
        self._graph = graph
        scores = {name: graph.scorecard.score(name) for name in sorted(kpis)}
        judged = any(score.status is not Status.NO_DATA for score in scores.values())
        self._scores = scores if judged else {}

    def status(self, kpi: str) -> Status | None:
        """How a KPI stands."""
        return self._scores[kpi].status if kpi in self._scores else None

    def card_status(self, node: str) -> Status | None:
        """How a node stands: as the worst of its KPIs; None where nothing measures it."""
        return self._graph.scorecard.status(node) if self._scores else None

    def now(self, kpi: str) -> str:
        """The latest value, '' where there is none."""
        score = self._scores.get(kpi)
        return beside_target(self._graph.measures[kpi], score.latest.value) if score and score.latest else ""

    def progress(self, kpi: str) -> Progress | None:
        """How far a KPI has come on its way, None where it has no way to go."""
        score, measure = self._scores.get(kpi), self._graph.measures[kpi]
        start = start_text(measure)
        if score is None or score.progress is None or not start:
            return None
        passed = None if score.passed is None else round(float(score.passed), 4)
        target = target_text(measure.kpi.target, measure.unit)
        return Progress(start, target, round(float(score.progress), 4), passed)

    def words(self, kpi: str) -> str:
        """How a KPI stands and why, as a sentence; '' where nothing has a status."""
        score = self._scores.get(kpi)
        if score is None:
            return ""
        if score.latest is None:
            return "No data: there is no value yet"
        told = _told(score.latest, self._graph.measures[kpi].unit)
        stands = status_words(score.status, measured=True).capitalize()
        if score.status is Status.NO_DATA:
            return f"{stands}: {told}, {self._missing(kpi)}"
        return f"{stands}: {told}, {self._expected(kpi)}{_way(score)}"

    def _missing(self, kpi: str) -> str:
        """What it would take to judge a KPI that has a value."""
        written = self._graph.kpis[kpi]
        if written.target is None:
            return "and no target"
        return "and no baseline" if written.baseline is None else "and no way from the baseline to the target"

    def _expected(self, kpi: str) -> str:
        target, due = self._graph.kpis[kpi].target, self._graph.scorecard.due(kpi)
        words = f"{target_text(target, self._graph.measures[kpi].unit)} expected"
        return f"{words} by {term_text(due)}" if due else words

    @property
    def depends_on_the_day(self) -> bool:
        """Whether the same map would look different on another day."""
        return any(self._graph.scorecard.due(kpi) is not None for kpi in self._scores)

    @property
    def counts(self) -> str:
        """How many KPIs stand how, the best first, such as `3 on track, 1 off track`."""
        counts = Counter(score.status for score in self._scores.values())
        return ", ".join(
            f"{counts[status]} {status_words(status, measured=True)}".replace(" ", NO_BREAK)
            for status in Status
            if counts[status]
        )


def _told(reading: Reading, unit: str | None) -> str:
    """A value, and when it was measured."""
    value, day = quantity_text(reading.value, unit), reading.at
    if day is None:
        return f"{value} now"
    term = term_text(day)
    return f"{value} {'in' if term == month_text(day) else 'on'} {term}"


def _way(score: Score) -> str:
    """How far a KPI has come, and how far would be on plan; '' where it has arrived."""
    if score.reached or score.progress is None:
        return ""
    done = share_text(score.progress)
    words = f"{done} of the way is done" if score.progress > 0 else "none of the way is done"
    if score.progress < 0:
        words = "it went the other way"
    if score.passed is None or score.passed == 1:
        return f"; {words}"
    return f"; {words}, {share_text(score.passed)} would be on plan"
