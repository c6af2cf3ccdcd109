"""The rules once more, in the most naive way there is: what the engine's answers are compared with.

Sets, nested loops and closure by repeated expansion; every definition is transcribed one to one,
with its words as the docstring, and nothing is shared with the engine. `Map` reads the plain nested
dict of a map (all scalars as text), `findings` judges it, `why` and `how` ask it.

Where the definitions leave a choice, this is what was chosen:

 1. `isolated` counts every link marked `feedback`, a `harms` too; in every other rule such a `harms`
    doesn't exist. An unknown id or a KPI in a feedback link is reported all the same.
 2. A perspective that isn't declared is none: no role, no place in the order, no default focus.
    The customer perspective, whose goals have the focus `experience` by default, is every one with the
    role `customer`. Without `perspectives` the four of the balanced scorecard are declared.
 3. "A link u -> v" of a rule is a link of the chain graph: feedback links are neither skipped rungs nor
    backward links, and a rewarding initiative rewards only what it supports directly and without feedback.
 4. `circular-logic`: `related` is the whole loop, with the id that the finding stands on.
 5. `dead-end`: `related` holds those nodes of down(n) that reach no goal and are none.
 6. `works-against-itself`: `related` holds all goals of up(n) and H(n), and M(n), for the one n reported.
 7. A customer goal is "reported above" for `efficiency-only-branch` if the definition of
    `efficiency-only-leaves` fits, whatever the map's settings and accepted findings say.
 8. `numbers-first` asks for `efficiency` as written: a goal with the focus `compliance` is not meant.
 9. Early drafts: an `accept` of the map for an early-draft rule accepts the one finding on the map; where
    each node is accepted by itself, nothing is left to be reported on the map.
10. An `accept` without a reason that finds nothing is reported by both rules. A rule that is off finds
    nothing, so that an `accept` for it is stale. Of several findings alike (same rule, node, related),
    one is kept.
11. A KPI whose direction is neither up nor down has no good end of the scale (`flattering-value`); a range
    target is no value. The direction of a lone target without a baseline is unknown.
12. A dated actual after `as_of` still silences the undated ones. Of several on one day the last written
    counts.
13. `metric-as-goal`: digits with a per cent or currency sign right beside them, a space between allowed;
    digits and signs of any script.
14. The unit that gives a percentage its scale may come from the catalogue, or else from a per cent sign
    behind one of the KPI's numbers; only `%` itself counts.
15. `empty-perspective` counts the default perspectives too, if a node stands in one.
16. The map's period dates the targets that give no day (`vague-target`, `overdue`).
17. A KPI whose direction is neither up nor down is reached, with a target of one number, as if it were up.
18. The latest actual is never stale where it has no day.
19. `no-capability` fires for a KPI that measures no node, too.
20. A currency before one of a KPI's numbers is its unit, like the per cent sign behind one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import brute_force_evidence as evidence
import brute_force_later_rules as later
import brute_force_rules as rules
from brute_force_map import Map, Place, on

Rule = Callable[[Map], Iterable[Place]]


class Expected(NamedTuple):
    """One finding. `related` is empty where it isn't compared (see COMPARED_RELATED)."""

    rule: str
    node: str | None
    related: tuple[str, ...]
    severity: str
    accepted: bool


FAMILIES: dict[str, dict[str, tuple[str, Rule]]] = {
    "Loose ends": {
        "unknown-id": ("error", rules.unknown_id),
        "wrong-link": ("error", rules.wrong_link),
        "orphan-kpi": ("warning", rules.orphan_kpi),
        "unmeasured-goal": ("warning", rules.unmeasured_goal),
        "loose-goal": ("warning", rules.loose_goal),
        "isolated": ("warning", rules.isolated),
    },
    "Results chain": {
        "dead-end": ("warning", rules.dead_end),
        "skipped-rung": ("warning", rules.skipped_rung),
        "backward-link": ("warning", rules.backward_link),
        "circular-logic": ("warning", rules.circular_logic),
        "unmeasured-rung": ("warning", rules.unmeasured_rung),
        "uncaused-outcome": ("note", rules.uncaused_outcome),
        "unexplained-links": ("note", rules.unexplained_links),
    },
    "Customer": {
        "no-customer-goal": ("note", rules.no_customer_goal),
        "efficiency-only-leaves": ("error", rules.efficiency_only_leaves),
        "efficiency-only-branch": ("note", rules.efficiency_only_branch),
        "no-focus": ("note", rules.no_focus),
        "numbers-first": ("warning", rules.numbers_first),
        "no-customer-voice": ("warning", rules.no_customer_voice),
        "single-interaction": ("warning", rules.single_interaction),
        "service-profit-gap": ("note", rules.service_profit_gap),
        "works-against-itself": ("warning", rules.works_against_itself),
        "unwatched-harm": ("warning", rules.unwatched_harm),
    },
    "Goodhart": {
        "unbalanced-reward": ("error", rules.unbalanced_reward),
        "rewarded-efficiency": ("warning", rules.rewarded_efficiency),
        "rewarded-astray": ("warning", rules.rewarded_astray),
        "stated-not-rewarded": ("warning", rules.stated_not_rewarded),
        "picked-respondents": ("error", rules.picked_respondents),
        "flattering-value": ("warning", rules.flattering_value),
        "competing-barometers": ("warning", rules.competing_barometers),
        "sole-measure": ("note", rules.sole_measure),
        "metric-as-goal": ("note", rules.metric_as_goal),
        "no-limits": ("note", rules.no_limits),
    },
    "Expectations": {
        "no-target": ("note", later.no_target),
        "vague-target": ("warning", later.vague_target),
        "no-baseline": ("warning", later.no_baseline),
        "pointless-target": ("warning", later.pointless_target),
        "no-owner": ("warning", later.no_owner),
        "incomplete-kpi": ("note", later.incomplete_kpi),
        "stale-actual": ("warning", later.stale_actual),
        "overdue": ("warning", later.overdue),
        "no-capability": ("note", later.no_capability),
    },
    "Shape": {
        "empty-perspective": ("warning", later.empty_perspective),
        "too-many-goals": ("warning", later.too_many_goals),
        "too-many-kpis": ("note", later.too_many_kpis),
        "overloaded-owner": ("note", later.overloaded_owner),
        "mixed-levels": ("warning", later.mixed_levels),
        "lagging-only": ("note", later.lagging_only),
        "double-definition": ("warning", later.double_definition),
        "no-line-of-sight": ("warning", later.no_line_of_sight),
    },
    "Evidence": {
        "theory-in-doubt": ("warning", evidence.theory_in_doubt),
        "execution-gap": ("note", evidence.execution_gap),
        "success-from-elsewhere": ("note", evidence.success_from_elsewhere),
    },
}

ACCEPTING = {"accept-without-reason": "error", "stale-accept": "note"}

EARLY_DRAFT: dict[str, Callable[[Map], list[str]]] = {
    "unmeasured-goal": lambda m: m.of_kind("goal"),
    "unmeasured-rung": rules.reaching_outputs_and_outcomes,
    "no-focus": rules.kpis_of_customer_goals,
    "no-target": later.kpis_with_direction,
    "vague-target": later.kpis_with_targets,
    "no-baseline": later.kpis_with_targets,
    "no-owner": later.goals_and_kpis,
    "incomplete-kpi": lambda m: list(m.kpis),
    "stale-actual": later.kpis_taken_regularly,
    "no-capability": later.kpis_with_targets,
}
"""The rules that don't flood an early draft, and all that each looks at."""

COMPARED_RELATED = {
    "unknown-id": "the id that nothing has",
    "wrong-link": "the other",
    "dead-end": "what ends here or elsewhere without a goal",
    "skipped-rung": "v",
    "backward-link": "v",
    "circular-logic": "the whole loop",
    "efficiency-only-leaves": "the leaves K(g)",
    "works-against-itself": "the goals, and M(n)",
    "unwatched-harm": "v",
    "empty-perspective": "the perspectives",
    "double-definition": "the KPI with the smaller id",
    "overloaded-owner": "the owner",
    "no-line-of-sight": "the owner",
    "theory-in-doubt": "v",
    "execution-gap": "v",
    "success-from-elsewhere": "the supporters with data",
}
"""Where the definitions say what `related` holds; elsewhere it isn't compared, but for the nodes of an
early-draft rule that is reported on the map."""


# --------------------------------------------------------------------------- judging


def findings(m: Map, families: Iterable[str] = tuple(FAMILIES)) -> set[Expected]:
    """All that the rules of these families find, under the map's own settings and accepts."""
    found: set[Expected] = set()
    for family in families:
        for rule, (severity, places) in FAMILIES[family].items():
            found |= judged(m, rule, severity, set(places(m)))
    return found | about_accepting(m, {(f.rule, n) for f in found for n in placed(f)})


def compared(rule: str, node: str | None, related: tuple[str, ...]) -> tuple[str, ...]:
    """`related` where it is compared, else nothing."""
    early_draft = rule in EARLY_DRAFT and node is None
    return related if rule in COMPARED_RELATED or early_draft else ()


def judged(m: Map, rule: str, usual: str, places: set[Place]) -> set[Expected]:
    """The findings of one rule: off, a severity of the map's own, early drafts, accepted ones."""
    severity = severity_of(m, rule, usual)
    if severity == "off":
        return set()
    kept = places
    if rule in EARLY_DRAFT and len(places) > 5 and 2 * len(places) > len(EARLY_DRAFT[rule](m)):
        kept = {place for place in places if accepts(m, rule, place[0])}
        left = {str(node) for node, _ in places - kept}
        kept = kept | ({on(None, *left)} if left else set())
    return {
        Expected(
            rule,
            node,
            compared(rule, node, related),
            severity,
            accepts(m, rule, node) or accepts(m, rule, None),
        )
        for node, related in kept
    }


def severity_of(m: Map, rule: str, usual: str) -> str:
    setting = (m.written.get("rules") or {}).get(rule) or usual
    return setting.get("severity") or usual if isinstance(setting, dict) else setting


def acceptances(m: Map, node: str | None) -> list[dict[str, str]]:
    if node is None:
        return list(m.written.get("accept") or [])
    return list((m.nodes.get(node) or m.kpis[node]).accept)


def accepts(m: Map, rule: str, node: str | None) -> bool:
    """A node (None: the map) accepts the rule's findings, and says why."""
    return any(a["rule"] == rule and a.get("because") for a in acceptances(m, node))


def placed(finding: Expected) -> list[str | None]:
    """Where a finding stands: on its node; a collapsed one on all its nodes; and each one in the map."""
    early_draft = finding.rule in EARLY_DRAFT and finding.node is None
    return [None, finding.node, *(finding.related if early_draft else ())]


def about_accepting(m: Map, found: set[tuple[str, str | None]]) -> set[Expected]:
    """An `accept` without `because`; an `accept` for which nothing is found any more."""
    places: dict[str, set[Place]] = {rule: set() for rule in ACCEPTING}
    for x in [None, *m.nodes, *m.kpis]:
        for acceptance in acceptances(m, x):
            if not acceptance.get("because"):
                places["accept-without-reason"].add(on(x))
            if (acceptance["rule"], x) not in found:
                places["stale-accept"].add(on(x))
    return {f for rule, usual in ACCEPTING.items() for f in judged(m, rule, usual, places[rule])}


# --------------------------------------------------------------------------- questions


def why(m: Map, x: str) -> tuple[list[str], list[str], bool]:
    """Of a node or KPI: the top goals that it supports (itself included), what it works against, and
    whether a customer goal is among it and all that it supports."""
    bottom = {x} if x in m.nodes else m.kpis[x].measured
    reach = bottom | {v for n in bottom for v in m.up[n]}
    return (
        sorted(reach & m.top_goals()),
        sorted({v for n in bottom for v in m.H[n]}),
        bool(reach & m.customer_goals()),
    )


def how(m: Map, n: str) -> tuple[list[str], list[str]]:
    """Of a node: all below it, and the KPIs that measure it or what lies below."""
    return sorted(m.down[n]), sorted(m.K[n])
