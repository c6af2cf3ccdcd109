"""The rules of the families Expectations and Shape, likewise."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from brute_force_map import Map, Place, day, on

# --------------------------------------------------------------------------- expectations


def kpis_with_targets(m: Map) -> list[str]:
    return [k for k in m.kpis if m.has_target(k)]


def kpis_with_direction(m: Map) -> list[str]:
    return [k for k in m.kpis if m.kpis[k].direction != "context"]


def detail(m: Map, k: str, word: str) -> Any:
    """A detail of a KPI's target; `by` defaults to the end of the map's period."""
    target = m.kpis[k].keys.get("target")
    by_default = (m.written.get("period") or {}).get("to") if word == "by" else None
    return (target.get(word) if isinstance(target, dict) else None) or by_default


def no_target(m: Map) -> Iterator[Place]:
    """A KPI whose direction is not `context`: no target."""
    yield from (on(k) for k in kpis_with_direction(m) if not m.has_target(k))


def vague_target(m: Map) -> Iterator[Place]:
    """A target without a date or without a target group."""
    yield from (on(k) for k in kpis_with_targets(m) if not (detail(m, k, "by") and detail(m, k, "for")))


def no_baseline(m: Map) -> Iterator[Place]:
    """A target without a baseline."""
    yield from (on(k) for k in kpis_with_targets(m) if m.kpis[k].baseline is None)


def pointless_target(m: Map) -> Iterator[Place]:
    """The target equals the baseline, or lies on its wrong side for the direction."""
    for k in m.kpis.values():
        if k.target is not None and k.baseline is not None:
            wrong = {"up": k.target < k.baseline, "down": k.target > k.baseline}
            if k.target == k.baseline or wrong.get(k.direction, False):
                yield on(k.id)


def goals_and_kpis(m: Map) -> list[str]:
    return [*m.of_kind("goal"), *m.kpis]


def no_owner(m: Map) -> Iterator[Place]:
    """A goal or KPI without owner."""
    yield from (on(x) for x in goals_and_kpis(m) if not (m.nodes.get(x) or m.kpis[x]).owner)


def incomplete_kpi(m: Map) -> Iterator[Place]:
    """Any of unit, source, every is missing."""
    yield from (on(k.id) for k in m.kpis.values() if not (k.unit and k.source and k.keys.get("every")))


def kpis_taken_regularly(m: Map) -> list[str]:
    return [k for k in m.kpis if m.kpis[k].keys.get("every")]


def two_rounds_before(start: date, every: str) -> date:
    """By the calendar; a day that the month lacks is its last."""
    if every in ("day", "week"):
        return start - timedelta(days={"day": 2, "week": 14}[every])
    year, month = start.year, start.month
    for _ in range({"month": 2, "quarter": 6, "year": 24}[every]):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def stale_actual(m: Map) -> Iterator[Place]:
    """The latest actual is older than twice `every` at as_of, or there is none. The age of one without a day
    is unknown."""
    for k in kpis_taken_regularly(m):
        kpi = m.kpis[k]
        oldest = two_rounds_before(m.as_of, kpi.keys["every"])
        if kpi.latest is None or (kpi.latest_day is not None and kpi.latest_day < oldest):
            yield on(k)


def reached(m: Map, k: str) -> bool:
    """The latest actual is at or beyond the target in its direction, or inside the range."""
    kpi = m.kpis[k]
    if kpi.latest is None:
        return False
    if kpi.target_range:
        return bool(min(kpi.target_range) <= kpi.latest <= max(kpi.target_range))
    return bool(kpi.latest <= kpi.target if kpi.direction == "down" else kpi.latest >= kpi.target)


def overdue(m: Map) -> Iterator[Place]:
    """`by` lies before as_of, and the latest actual is missing or has not reached the target."""
    for k in kpis_with_targets(m):
        by = day(detail(m, k, "by"))
        if by is not None and by < m.as_of and not reached(m, k):
            yield on(k)


def no_capability(m: Map) -> Iterator[Place]:
    """The map has initiatives, and none that provides a capability is n or in down(n) for an n measured by
    the KPI with a target."""
    capable = {n for n in m.of_kind("initiative") if m.nodes[n].provides == "capability"}
    if m.of_kind("initiative"):
        for k in kpis_with_targets(m):
            if not any(capable & ({n} | m.down[n]) for n in m.kpis[k].measured):
                yield on(k)


# --------------------------------------------------------------------------- shape


def limit(m: Map, rule: str, default: int) -> int:
    setting = (m.written.get("rules") or {}).get(rule)
    return int(setting["limit"]) if isinstance(setting, dict) and setting.get("limit") else default


def owners(m: Map) -> dict[str, set[str]]:
    """Owners, compared without case and written as at the KPI with the smallest id, and their KPIs."""
    found = {}
    for name in {k.owner.casefold() for k in m.kpis.values() if k.owner}:
        ks = {k.id for k in m.kpis.values() if k.owner and k.owner.casefold() == name}
        found[m.kpis[min(ks)].owner] = ks
    return found


def empty_perspective(m: Map) -> Iterator[Place]:
    """A perspective without a node, in a map whose nodes name perspectives: one finding."""
    filled = {n.perspective for n in m.nodes.values() if n.perspective}
    if filled and set(m.perspectives) - filled:
        yield on(None, *(set(m.perspectives) - filled))


def too_many_goals(m: Map) -> Iterator[Place]:
    """More than 25 goals, or than the limit."""
    if len(m.of_kind("goal")) > limit(m, "too-many-goals", 25):
        yield on(None)


def too_many_kpis(m: Map) -> Iterator[Place]:
    """M(n) has more than 5, or than the limit."""
    yield from (on(n) for n in m.nodes if len(m.M[n]) > limit(m, "too-many-kpis", 5))


def overloaded_owner(m: Map) -> Iterator[Place]:
    """An owner of more than 7 KPIs, or than the limit: one finding an owner."""
    yield from (on(None, o) for o, ks in owners(m).items() if len(ks) > limit(m, "overloaded-owner", 7))


def mixed_levels(m: Map) -> Iterator[Place]:
    """M(n) has KPIs of the levels corporate and operational."""
    for n in m.nodes:
        if {"corporate", "operational"} <= {m.kpis[k].keys.get("level") for k in m.M[n]}:
            yield on(n)


def lagging_only(m: Map) -> Iterator[Place]:
    """K(g) of a goal has two or more KPIs with a timing, all lagging."""
    for g in m.of_kind("goal"):
        timings = [m.kpis[k].timing for k in m.K[g] if m.kpis[k].timing]
        if len(timings) >= 2 and set(timings) == {"lagging"}:
            yield on(g)


def double_definition(m: Map) -> Iterator[Place]:
    """Two KPIs with the same catalogue entry or the same title differ in unit or direction: on the larger
    id, with the smaller."""
    for a in m.kpis.values():
        for b in m.kpis.values():
            same = a.title == b.title or (a.entry is not None and a.entry is b.entry)
            if a.id < b.id and same and (a.unit != b.unit or a.direction != b.direction):
                yield on(b.id, a.id)


def no_line_of_sight(m: Map) -> Iterator[Place]:
    """An owner of KPIs, none of which reaches a top goal: one finding an owner."""
    for owner, ks in owners(m).items():
        seen = {x for k in ks for n in m.kpis[k].measured for x in {n} | m.up[n]}
        if not seen & m.top_goals():
            yield on(None, owner)
