"""Each rule of the first four families, transcribed from its definition, one function a rule.

A rule yields where it finds something: a node (None: the map), and the ids that it names besides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from brute_force_map import RUNG, Kpi, Map, Place, is_yes, on

# --------------------------------------------------------------------------- loose ends


def unknown_id(m: Map) -> Iterator[Place]:
    """A link names an id that nothing has, or `perspective` names one that isn't declared."""
    for x in [*m.nodes.values(), *m.kpis.values()]:
        named = [*x.harms, *(x.supports if x.id in m.nodes else [*x.measures, *x.balances])]
        yield from (on(x.id, v) for v in named if v not in m.nodes and v not in m.kpis)
    for n in m.nodes.values():
        if n.stated_perspective and n.stated_perspective not in m.perspectives:
            yield on(n.id, n.stated_perspective)


def wrong_link(m: Map) -> Iterator[Place]:
    """`supports`, `harms` or `measures` names a KPI, or `balances` names something else."""
    for x in [*m.nodes.values(), *m.kpis.values()]:
        named = [*x.harms, *(x.supports if x.id in m.nodes else x.measures)]
        yield from (on(x.id, v) for v in named if v in m.kpis)
    for k in m.kpis.values():
        yield from (on(k.id, v) for v in k.balances if v in m.nodes)


def orphan_kpi(m: Map) -> Iterator[Place]:
    """No goal is in {n} and up(n) for any n that the KPI measures."""
    for k in m.kpis.values():
        if not any(m.is_goal(n) or m.reaches_goal(n) for n in k.measured):
            yield on(k.id)


def unmeasured_goal(m: Map) -> Iterator[Place]:
    """K(g) is empty."""
    yield from (on(g) for g in m.of_kind("goal") if not m.K[g])


def loose_goal(m: Map) -> Iterator[Place]:
    """A top goal in a perspective, with another top goal in a perspective above it."""
    tops = m.top_goals()
    yield from (on(g) for g in tops if any(m.above(other, g) for other in tops))


def isolated(m: Map) -> Iterator[Place]:
    """No `supports` or `harms`, feedback or not, to or from another node; and M(n) is empty."""
    pairs = {(u.id, v) for u in m.nodes.values() for v in [*u.supports, *u.harms]}
    pairs |= {(n, v) for k in m.kpis.values() for n in k.measured for v in k.harms}
    linked = {n for u, v in pairs if u != v and v in m.nodes for n in (u, v)}
    yield from (on(n) for n in m.nodes if n not in linked and not m.M[n])


# --------------------------------------------------------------------------- results chain


def dead_end(m: Map) -> Iterator[Place]:
    """No goal in up(n), and no node of n's loop supports one outside it; the loop's smallest id, with the
    nodes of down(n) that end without a goal."""
    for n in m.of_kind("initiative", "output", "outcome"):
        leaves = any(v not in m.loop[n] for u in m.loop[n] for v in m.supported[u])
        if not m.reaches_goal(n) and not leaves and n == min(m.loop[n]):
            yield on(n, *(d for d in m.down[n] if not m.is_goal(d) and not m.reaches_goal(d)))


def skipped_rung(m: Map) -> Iterator[Place]:
    """An initiative or output supports a goal, in a map that has outcomes."""
    for u, v in m.links:
        if m.nodes[u].kind in ("initiative", "output") and m.is_goal(v) and m.of_kind("outcome"):
            yield on(u, v)


def backward_link(m: Map) -> Iterator[Place]:
    """A link down a rung, unless both have a perspective and v's stands above u's."""
    for u, v in m.links:
        if RUNG[m.nodes[u].kind] > RUNG[m.nodes[v].kind] and not m.above(v, u):
            yield on(u, v)


def circular_logic(m: Map) -> Iterator[Place]:
    """A loop of two or more nodes, or a node that supports itself: the smallest id, with the loop."""
    for n in m.nodes:
        if n == min(m.loop[n]) and (len(m.loop[n]) > 1 or (n, n) in m.links):
            yield on(n, *m.loop[n])


def reaching_outputs_and_outcomes(m: Map) -> list[str]:
    return [n for n in m.of_kind("output", "outcome") if m.reaches_goal(n)]


def unmeasured_rung(m: Map) -> Iterator[Place]:
    """An output or outcome that reaches a goal: M(n) is empty."""
    yield from (on(n) for n in reaching_outputs_and_outcomes(m) if not m.M[n])


def uncaused_outcome(m: Map) -> Iterator[Place]:
    """down(n) of an outcome is empty, and the map has an output or an initiative."""
    if m.of_kind("output", "initiative"):
        yield from (on(n) for n in m.of_kind("outcome") if not m.down[n])


def unexplained_links(m: Map) -> Iterator[Place]:
    """At least five links in the chain graph, more than half of them without `because`."""
    silent = [link for link in m.links.values() if not link.get("because")]
    if len(m.links) >= 5 and 2 * len(silent) > len(m.links):
        yield on(None)


# --------------------------------------------------------------------------- customer


def no_customer_goal(m: Map) -> Iterator[Place]:
    """A goal and a KPI, and no customer goal."""
    if m.of_kind("goal") and m.kpis and not m.customer_goals():
        yield on(None)


def efficiency_only_leaves(m: Map) -> Iterator[Place]:
    """K(g) of a customer goal is not empty and holds nothing but efficiency KPIs."""
    yield from (on(g, *m.K[g]) for g in m.customer_goals() if m.only_efficiency(g))


def efficiency_only_branch(m: Map) -> Iterator[Place]:
    """A node that supports a customer goal not reported above: K(c) is efficiency KPIs alone."""
    for c in m.nodes:
        if m.only_efficiency(c) and any(
            not m.only_efficiency(g) for g in m.supported[c] & m.customer_goals()
        ):
            yield on(c)


def kpis_of_customer_goals(m: Map) -> list[str]:
    return [k for k in m.kpis if any(k in m.K[g] for g in m.customer_goals())]


def no_focus(m: Map) -> Iterator[Place]:
    """A KPI in K(g) of a customer goal: its focus is neither given nor known to the catalogue."""
    yield from (on(k) for k in kpis_of_customer_goals(m) if m.kpis[k].focus is None)


def numbers_first(m: Map) -> Iterator[Place]:
    """A top goal with the focus financial, growth or efficiency, or without focus in a financial
    perspective: down(g) is not empty and has no node of the customers or people, and no customer goal."""
    for g in m.top_goals():
        financial = m.focus(g) is None and m.role(g) == "financial"
        if financial or m.focus(g) in ("financial", "growth", "efficiency"):
            human = [n for n in m.down[g] if m.role(n) in ("customer", "people") or n in m.customer_goals()]
            if m.down[g] and not human:
                yield on(g)


def no_customer_voice(m: Map) -> Iterator[Place]:
    """K(g) of a customer goal is not empty and has no listening KPI."""
    for g in m.customer_goals():
        if m.K[g] and not any(m.is_listening(k) for k in m.K[g]):
            yield on(g)


def single_interaction(m: Map) -> Iterator[Place]:
    """A customer goal with the focus loyalty: K(g) has listening KPIs, all of them state a touchpoint, none
    says `relationship`."""
    for g in m.customer_goals():
        stated = [m.kpis[k].keys.get("touchpoint") for k in m.K[g] if m.is_listening(k)]
        if m.focus(g) == "loyalty" and stated and all(stated) and "relationship" not in stated:
            yield on(g)


def service_profit_gap(m: Map) -> Iterator[Place]:
    """A top goal with the focus financial or growth, or in a financial perspective: down(g) has a customer
    goal but no node in a people perspective."""
    for g in m.top_goals():
        financial = m.focus(g) in ("financial", "growth") or m.role(g) == "financial"
        if financial and m.down[g] & m.customer_goals() and "people" not in {m.role(n) for n in m.down[g]}:
            yield on(g)


def contradicted(m: Map, n: str) -> set[str]:
    """The goals that n both supports and works against."""
    return {g for g in m.up[n] & m.H[n] if m.is_goal(g)}


def works_against_itself(m: Map) -> Iterator[Place]:
    """up(n) and H(n) share goals, some of them not so for any node outside n's loop that the loop supports;
    in a loop the smallest id that qualifies. With those goals, and M(n)."""

    def qualifies(n: str) -> bool:
        beyond = {v for u in m.loop[n] for v in m.supported[u] if v not in m.loop[n]}
        return any(all(g not in contradicted(m, b) for b in beyond) for g in contradicted(m, n))

    for n in m.nodes:
        if qualifies(n) and n == min(x for x in m.loop[n] if qualifies(x)):
            yield on(n, *contradicted(m, n), *m.M[n])


def unwatched_harm(m: Map) -> Iterator[Place]:
    """u, or a KPI that measures u, harms v, and M(v) is empty."""
    yield from (on(u, v) for u, v in m.harmful if not m.M[v])


# --------------------------------------------------------------------------- Goodhart


def rewarded(m: Map) -> list[str]:
    return [k for k in m.kpis if m.is_rewarded(k)]


def unbalanced_reward(m: Map) -> Iterator[Place]:
    """Rewarded, and no KPI with another focus balances it, is balanced by it, or measures a node that it
    measures."""
    for k in rewarded(m):
        others = [x for x in m.kpis if not m.same_focus(k, x)]
        if not any(
            k in m.kpis[x].balances or x in m.kpis[k].balances or m.kpis[x].measured & m.kpis[k].measured
            for x in others
        ):
            yield on(k)


def rewarded_efficiency(m: Map) -> Iterator[Place]:
    """Rewarded, and an efficiency KPI."""
    yield from (on(k) for k in rewarded(m) if m.is_efficiency(k))


def rewarded_astray(m: Map) -> Iterator[Place]:
    """Rewarded; there are customer goals, none of them is n, or in up(n) or down(n), for any n measured."""
    for k in rewarded(m):
        near = {x for n in m.kpis[k].measured for x in {n} | m.up[n] | m.down[n]}
        if m.customer_goals() and not near & m.customer_goals():
            yield on(k)


def stated_not_rewarded(m: Map) -> Iterator[Place]:
    """Some efficiency KPI of the map is rewarded, K(g) of a customer goal is not empty, and no KPI in it
    other than efficiency KPIs is rewarded."""
    if any(m.is_efficiency(k) for k in rewarded(m)):
        for g in m.customer_goals():
            if m.K[g] and not any(m.is_rewarded(k) and not m.is_efficiency(k) for k in m.K[g]):
                yield on(g)


def picked_respondents(m: Map) -> Iterator[Place]:
    """`respondents: selected`."""
    yield from (on(k.id) for k in m.kpis.values() if k.keys.get("respondents") == "selected")


def flattering_value(m: Map) -> Iterator[Place]:
    """A barometer or listening KPI on a bounded scale: the target or latest actual lies beyond the good end,
    or within 3 % of the scale's width of it."""
    for k in m.kpis.values():
        if (k.barometer or m.is_listening(k.id)) and k.scale and k.direction in ("up", "down"):
            low, high = k.scale
            slack = (high - low) * Fraction(3, 100)
            values = [v for v in (k.target, k.latest) if v is not None]
            if any(v >= high - slack if k.direction == "up" else v <= low + slack for v in values):
                yield on(k.id)


def competing_barometers(m: Map) -> Iterator[Place]:
    """Two or more KPIs in M(n) of a goal or outcome are barometers, and not exactly one is the headline."""
    for n in m.of_kind("goal", "outcome"):
        barometers = [k for k in m.M[n] if m.kpis[k].barometer]
        if len(barometers) >= 2 and sum(is_yes(m.kpis[k].keys.get("headline")) for k in barometers) != 1:
            yield on(n)


def sole_measure(m: Map) -> Iterator[Place]:
    """M(g) of a goal is one KPI with a target, and no node of down(g) is measured."""
    for g in m.of_kind("goal"):
        if len(m.M[g]) == 1 and not any(m.M[d] for d in m.down[g]) and all(m.has_target(k) for k in m.M[g]):
            yield on(g)


def metric_as_goal(m: Map) -> Iterator[Place]:
    """A goal's or outcome's title is the name or alias of a KPI in the catalogue, or holds a number with a
    per cent or currency sign."""
    for n in m.of_kind("goal", "outcome"):
        title = m.nodes[n].title
        known = m.entry_of(Kpi(id="not-an-abbreviation", title=title, catalogue=None))
        signed = "".join("¤" if c in "%﹪％٪" or unicodedata.category(c) == "Sc" else c for c in title)
        if known is not None or re.search(r"\d ?¤|¤ ?\d", signed):
            yield on(n)


def no_limits(m: Map) -> Iterator[Place]:
    """Rewarded, with no `limits`."""
    yield from (on(k) for k in rewarded(m) if not m.kpis[k].keys.get("limits"))
