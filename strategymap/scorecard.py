"""How far the KPIs of a map have come: history, progress and status, of any day.

A KPI is **reached** when its latest actual is at or beyond the target, or inside the range.
**Progress** is the share of the way from baseline to target; of a range target the share of
the way to the end that is nearer to the actual, so that going too far counts as a step back.
The map's period dates the baselines and targets that give no day. A KPI of which nothing
tells the direction is judged as if more were better.

Source: Treasury Board of Canada Secretariat, "Supporting Effective Evaluations", 2010, for
baseline, target and time line; the thresholds are this project's own.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from strategymap.values import Reading

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.measure import Measure
    from strategymap.model import Target

#: Progress may lag behind the time that has passed by so much and still be on track, or at risk.
_SLACK = Fraction(10, 100)
_RISKY = Fraction(30, 100)
#: Without dates a KPI is on track, or at risk, from this progress on.
_HALF_WAY = Fraction(1, 2)
_QUARTER_WAY = Fraction(1, 4)


class Status(StrEnum):
    """How a KPI or node stands, the best first."""

    ACHIEVED = "achieved"
    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    OFF_TRACK = "off-track"
    NO_DATA = "no-data"


def status_words(status: Status, *, measured: bool = False) -> str:
    """A status in words. A KPI that is `measured`, and of which nothing says how good its value is,
    is not without data.

    >>> status_words(Status.ON_TRACK), status_words(Status.NO_DATA, measured=True)
    ('on track', 'not judged')
    """
    return "not judged" if measured and status is Status.NO_DATA else status.replace("-", " ")


#: From good to bad; nothing is known of `no-data`, so that it gives way to all others.
_WORSENING = (Status.NO_DATA, Status.ACHIEVED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)


@dataclass(frozen=True, slots=True)
class Score:
    """How a KPI stands on one day. `progress` is a share, 1 where the target is met, and None
    where it is undefined; `passed` is the share of the time from baseline to target that has
    passed, from 0 to 1, and None where a day is missing."""

    status: Status
    latest: Reading | None
    reached: bool
    progress: Fraction | None
    passed: Fraction | None


class Scorecard:
    """The scores of a map. `on` is a day; by default the one from which the map is judged."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph
        self._scores: dict[tuple[str, datetime.date], Score] = {}
        self._dated: dict[str, tuple[list[datetime.date], list[Reading]]] = {}

    # A KPI

    @cached_property
    def measured(self) -> set[str]:
        """The KPIs with an actual, of whatever day."""
        tables = self._graph.measurements
        return {name for name, kpi in self._graph.kpis.items() if kpi.actual or name in tables}

    def history(self, kpi: str, on: datetime.date | None = None) -> list[Reading]:
        """The dated actuals until a day, that day included, the earliest first. Of several for
        one day the last written counts; what the map itself says comes after all tables."""
        days, readings = self._by_day(kpi)
        return readings[: bisect_right(days, on or self._graph.as_of)]

    def latest(self, kpi: str, on: datetime.date | None = None) -> Reading | None:
        """The latest actual: the last of the history. An undated one counts only if none is
        dated; then it is the last written."""
        if kpi not in self.measured:
            return None
        days, readings = self._by_day(kpi)
        if not days:
            return next(reversed(list(self._readings(kpi))), None)
        number = bisect_right(days, on or self._graph.as_of)
        return readings[number - 1] if number else None

    def _by_day(self, kpi: str) -> tuple[list[datetime.date], list[Reading]]:
        """The days of the dated actuals, and the readings: put in order once, however many days
        are asked for."""
        known = self._dated.get(kpi)
        if known is None:
            by_day = {reading.at: reading for reading in self._readings(kpi) if reading.at}
            days = sorted(by_day)
            known = self._dated[kpi] = days, [by_day[day] for day in days]
        return known

    def _readings(self, kpi: str) -> Iterator[Reading]:
        """Every actual: those of the tables, then the map's own in the order written."""
        yield from self._graph.measurements.of(kpi)
        for actual in self._graph.kpis[kpi].actual:
            if actual.value is not None:
                yield Reading(actual.value, actual.at)

    def since(self, kpi: str) -> datetime.date | None:
        """The day of the baseline; None without a baseline, or where nobody says."""
        baseline, period = self._graph.kpis[kpi].baseline, self._graph.map.period
        if baseline is None:
            return None
        return baseline.at or (period.from_ if period else None)

    def due(self, kpi: str) -> datetime.date | None:
        """The day by which the target is to be reached; None without a target, or where nobody
        says."""
        target, period = self._graph.kpis[kpi].target, self._graph.map.period
        if target is None:
            return None
        return target.by or (period.to if period else None)

    def score(self, kpi: str, on: datetime.date | None = None) -> Score:
        """How a KPI stands."""
        day = on or self._graph.as_of
        known = self._scores.get((kpi, day))
        if known is None:
            known = self._scored(kpi, day)
            self._scores[kpi, day] = known
        return known

    def _scored(self, kpi: str, day: datetime.date) -> Score:
        measure, latest = self._graph.measures[kpi], self.latest(kpi, day)
        passed = self._passed(kpi, day)
        target = measure.kpi.target
        if latest is None or target is None:
            return Score(Status.NO_DATA, latest, False, None, passed)
        actual = latest.value.number
        reached, progress = _is_reached(measure, target, actual), _progress(measure, target, actual)
        late = (due := self.due(kpi)) is not None and due < day
        return Score(_status(reached, progress, passed, late=late), latest, reached, progress, passed)

    def _passed(self, kpi: str, day: datetime.date) -> Fraction | None:
        since, due = self.since(kpi), self.due(kpi)
        if since is None or due is None:
            return None
        whole = (due - since).days
        return (
            min(max(Fraction((day - since).days, whole), Fraction(0)), Fraction(1))
            if whole > 0
            else Fraction(1)
        )

    # A node

    def status(self, node: str, on: datetime.date | None = None) -> Status | None:
        """How a node stands: as the worst of the KPIs that measure it, where `no-data` counts
        only if there is nothing else. None where nothing measures it."""
        return worst(self.score(kpi, on).status for kpi in self._graph.kpis_of(node))

    def is_achieved(self, node: str, on: datetime.date | None = None) -> bool:
        """Whether KPIs with a target and an actual measure a node, and all of them are reached."""
        scores = [self.score(kpi, on) for kpi in self._graph.kpis_of(node) if self._graph.kpis[kpi].target]
        known = [score.reached for score in scores if score.latest]
        return bool(known) and all(known)


def worst(statuses: Iterable[Status]) -> Status | None:
    """The worst of them; `no-data` only if there is nothing else. None of none."""
    return max(statuses, key=_WORSENING.index, default=None)


def _is_reached(measure: Measure, target: Target, actual: Decimal) -> bool:
    if target.between:
        low, high = _range(target)
        return low <= actual <= high
    assert target.value is not None
    if measure.direction == "down":
        return actual <= target.value.number
    return actual >= target.value.number


def _progress(measure: Measure, target: Target, actual: Decimal) -> Fraction | None:
    baseline = measure.kpi.baseline
    if target.between and _is_reached(measure, target, actual):
        return Fraction(1)
    if baseline is None or baseline.value is None:
        return None
    start, now = Fraction(baseline.value.number), Fraction(actual)
    if target.between:
        end = min(map(Fraction, _range(target)), key=lambda each: abs(each - now))
        return 1 - abs(now - end) / abs(start - end) if start != end else None
    assert target.value is not None
    end = Fraction(target.value.number)
    return (now - start) / (end - start) if start != end else None


def _range(target: Target) -> tuple[Decimal, Decimal]:
    low, high = target.between
    assert low is not None
    assert high is not None
    return low.number, high.number


def _status(reached: bool, progress: Fraction | None, passed: Fraction | None, *, late: bool) -> Status:
    if reached:
        return Status.ACHIEVED
    if progress is None:
        return Status.NO_DATA
    if late:
        return Status.OFF_TRACK
    on_track = _HALF_WAY if passed is None else passed - _SLACK
    at_risk = _QUARTER_WAY if passed is None else passed - _RISKY
    if progress >= on_track:
        return Status.ON_TRACK
    return Status.AT_RISK if progress >= at_risk else Status.OFF_TRACK
