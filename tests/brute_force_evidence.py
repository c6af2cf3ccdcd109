"""The rules of the family Evidence, likewise: statuses on any day, and lags by the calendar.

Where the definitions leave a choice, this is what was chosen:

 1. The cause of a link is judged on as_of less its `after`. For `theory-in-doubt` it must be achieved on
    that day, whose actuals count too; for the other two it is judged on as_of where nothing is known of
    that day: neither a status, nor more than `no-data`.
 2. Of a range target, the end that is nearer to the actual counts; beyond it, the way back is as long as
    the way there.
 3. A KPI without a known direction is judged as if more were better. One whose target lies no later than
    its baseline has used up its time.
 4. A node that supports itself is no cause of itself.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from brute_force_map import Map, Place, day, on

ORDER = ("achieved", "on-track", "at-risk", "off-track")
"""From good to bad."""


def dated(m: Map, k: str, key: str, word: str, end: str) -> date | None:
    """The day of a KPI's baseline or target, if it has one: its own, else the end of the map's period."""
    written = m.kpis[k].keys.get(key)
    own = written.get(word) if isinstance(written, dict) else None
    return day(own or (m.written.get("period") or {}).get(end)) if written else None


def is_reached(m: Map, k: str, at: date) -> bool:
    """The latest actual is at or beyond the target in its direction, or inside the range."""
    kpi, (actual, _) = m.kpis[k], m.latest(m.kpis[k], at)
    if actual is None:
        return False
    if kpi.target_range:
        return bool(min(kpi.target_range) <= actual <= max(kpi.target_range))
    if kpi.target is None:
        return False
    return bool(actual <= kpi.target if kpi.direction == "down" else actual >= kpi.target)


def progress(m: Map, k: str, at: date) -> Fraction | None:
    """(actual - baseline) / (target - baseline); for a range 1 inside, else the share of the way from the
    baseline to the nearer end; undefined where the target equals the baseline."""
    kpi, (actual, _) = m.kpis[k], m.latest(m.kpis[k], at)
    if kpi.target_range and is_reached(m, k, at):
        return Fraction(1)
    if actual is None or kpi.baseline is None:
        return None
    if not kpi.target_range:
        whole = kpi.target - kpi.baseline
        return None if whole == 0 else Fraction((actual - kpi.baseline) / whole)
    low, high = min(kpi.target_range), max(kpi.target_range)
    end = low if abs(actual - low) < abs(actual - high) else high
    whole = abs(end - kpi.baseline)
    return None if whole == 0 else Fraction((whole - abs(actual - end)) / whole)


def status_of_kpi(m: Map, k: str, at: date) -> str:
    """Achieved when reached; after `by` off-track; before, by how far progress lags behind the time that has
    passed, or without dates by progress alone; `no-data` where one of the three is missing."""
    if not m.has_target(k) or m.latest(m.kpis[k], at)[0] is None:
        return "no-data"
    if is_reached(m, k, at):
        return "achieved"
    share = progress(m, k, at)
    if share is None:
        return "no-data"
    start, by = dated(m, k, "baseline", "at", "from"), dated(m, k, "target", "by", "to")
    if by and by < at:
        return "off-track"
    if start and by:
        passed = Fraction((at - start).days, (by - start).days) if by > start else Fraction(1)
        behind = min(max(passed, Fraction(0)), Fraction(1)) - share
        return (
            "on-track"
            if behind <= Fraction(1, 10)
            else "at-risk"
            if behind <= Fraction(3, 10)
            else "off-track"
        )
    return "on-track" if share >= Fraction(1, 2) else "at-risk" if share >= Fraction(1, 4) else "off-track"


def status(m: Map, n: str, at: date) -> str | None:
    """The worst of M(n), where `no-data` counts only if there is nothing else; none where M(n) is empty."""
    known = {status_of_kpi(m, k, at) for k in m.M[n]}
    told = [s for s in ORDER if s in known]
    return told[-1] if told else "no-data" if known else None


def is_achieved(m: Map, n: str, at: date) -> bool:
    """M(n) has a KPI with a target and an actual, and all such are reached."""
    judged = [k for k in m.M[n] if m.has_target(k) and m.latest(m.kpis[k], at)[0] is not None]
    return bool(judged) and all(is_reached(m, k, at) for k in judged)


def before(end: date, lag: str) -> date:
    """The day so long before, by the calendar; the last of a month stands for days that it lacks."""
    number, unit = int(lag.split()[0]), lag.split()[1].removesuffix("s")
    if unit in ("day", "week"):
        return end - timedelta(days=number * (7 if unit == "week" else 1))
    year, month = end.year, end.month
    for _ in range(number * {"month": 1, "quarter": 3, "year": 12}[unit]):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return date(year, month, min(end.day, monthrange(year, month)[1]))


def causes(m: Map) -> list[tuple[str, str, date]]:
    """Every u that supports another v, with the day on which u is judged."""

    def day_of(link: dict[str, Any]) -> date:
        return before(m.as_of, link["after"]) if link.get("after") else m.as_of

    return [(u, v, day_of(link)) for (u, v), link in m.links.items() if u != v]


def status_of_cause(m: Map, u: str, then: date) -> str | None:
    """On the earlier day where it is known, else on as_of."""
    earlier = status(m, u, then)
    return status(m, u, m.as_of) if earlier in (None, "no-data") else earlier


def theory_in_doubt(m: Map) -> Iterator[Place]:
    """u supports v, u was achieved, and v is off-track."""
    for u, v, then in causes(m):
        if is_achieved(m, u, then) and status(m, v, m.as_of) == "off-track":
            yield on(u, v)


def execution_gap(m: Map) -> Iterator[Place]:
    """u supports v, and both are off-track."""
    for u, v, then in causes(m):
        if status_of_cause(m, u, then) == "off-track" and status(m, v, m.as_of) == "off-track":
            yield on(u, v)


def success_from_elsewhere(m: Map) -> Iterator[Place]:
    """v is achieved; some node that supports it has data, and all that have are off-track: with all that
    support it, those without data included."""
    for v in m.nodes:
        known = {u: status_of_cause(m, u, then) for u, target, then in causes(m) if target == v}
        told = {u: s for u, s in known.items() if s not in (None, "no-data")}
        if is_achieved(m, v, m.as_of) and told and set(told.values()) == {"off-track"}:
            yield on(v, *known)
