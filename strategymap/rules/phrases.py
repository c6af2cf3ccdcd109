"""Turns of phrase that several rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strategymap.numbers import target_text, term_text

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link


def is_rewarded(graph: MapGraph, kpi: str) -> str:
    """That a KPI is rewarded, and by which initiative where one does it."""
    initiative = graph.reward_behind(kpi)
    by = f" by {graph.named(initiative)}" if initiative is not None else ""
    return f"{graph.named(kpi)} is rewarded{by}"


def companions(graph: MapGraph, kpi: str) -> str:
    """What usually balances a KPI, for use after "such as": one that the map has already, else
    those of the catalogue; '' where neither knows any."""
    found = graph.facts.counterpart(kpi)
    if found is not None:
        return f'"{graph.title(found)}", which is on this map already'
    return " or ".join(graph.measures[kpi].counters[:2])


def harm_done(graph: MapGraph, link: Link) -> str:
    """What a harmful link says, without its source: harms goal "Trust" (its reason)."""
    because = f" ({link.reason})" if link.reason else ""
    return f"harms {graph.named(link.target)}{because}"


def expected(graph: MapGraph, kpi: str) -> str:
    """What is expected of a KPI with a target, and by when if anybody says: KPI "First-contact
    resolution" should reach 75 % by December 2026."""
    due = graph.scorecard.due(kpi)
    by = f" by {term_text(due)}" if due is not None else ""
    return f"{graph.named(kpi)} should {aim(graph, kpi)}{by}"


def aim(graph: MapGraph, kpi: str, *, missed: bool = False) -> str:
    """What a target asks for: reach 75 %, fall to 315 s, stay within 75–85 %. With `missed` for
    use after "should": have reached 75 %."""
    measure = graph.measures[kpi]
    target = measure.kpi.target
    verbs = ("reach", "have reached")
    if target is not None and target.between:
        verbs = ("stay within", "have been within")
    elif measure.direction == "down":
        verbs = ("fall to", "have fallen to")
    return f"{verbs[missed]} {target_text(target, measure.unit)}"


def so_many_lack(found: int, whole: int, things: str) -> str:
    """How many of all lack something.

    >>> so_many_lack(7, 12, "goals"), so_many_lack(6, 6, "KPIs")
    ('7 of the 12 goals lack', 'all 6 KPIs lack')
    """
    if found == whole:
        return f"all {whole} {things} lack"
    return f"{found} of the {whole} {things} {'lacks' if found == 1 else 'lack'}"


def more_than(limit: int, why: str, *, usual: int) -> str:
    """That a limit is passed: the rule's usual one, and why it is that, or the map's own."""
    if limit == 0:
        return "where this map has agreed on none"
    return f"more than the {limit} {why if limit == usual else 'agreed for this map'}"
