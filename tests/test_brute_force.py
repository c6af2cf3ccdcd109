"""The brute-force rules against hand-made maps: for each rule, maps where it fires and where it stays silent.

`CASES` is used twice: here to test the brute force, and to test the engine.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
import yaml
from brute_force import FAMILIES, Expected, findings, how, why
from brute_force_map import Kpi, Map


class Case(NamedTuple):
    """A small map in the map language (title and date are added), and what one rule finds in it:
    the node (None: the map) and the related ids. Where `related` isn't compared it stands empty."""

    rule: str
    why: str
    text: str
    found: list[tuple[str | None, tuple[str, ...]]]


def entry(**facts: Any) -> SimpleNamespace:
    unknown = dict.fromkeys(("focus", "unit", "direction", "scale", "timing", "source"))
    return SimpleNamespace(**{**unknown, "barometer": False, **facts})


CATALOGUE = {
    "average handle time": entry(focus="efficiency", unit="s", direction="range", source="operations"),
    "net promoter score": entry(
        focus="experience", direction="up", scale=(-100, 100), source="survey", barometer=True
    ),
    "customer satisfaction": entry(focus="experience", direction="up", source="survey", barometer=True),
    "counter visits": entry(direction="context", source="operations"),
}


def entry_of(kpi: Kpi) -> SimpleNamespace | None:
    return CATALOGUE.get(kpi.title.lower())


def read(text: str) -> dict[str, Any]:
    """The map of a case, as a plain nested dict."""
    written = yaml.load(text, Loader=yaml.BaseLoader)
    return {"strategymap": "1", "title": "T", "as_of": "2026-06-30", **written}


CAUSE_AND_EFFECT = (
    "goals: {v: {title: V, kpis: {l: {title: L, baseline: 0, target: 100, actual: 10}}}, "
    "u: {title: U, supports: v, kpis: {k: {title: K, baseline: 0, target: 100, "
)
DONE_AND_NOT = CAUSE_AND_EFFECT + "actual: {value: 100, at: 2026-06-30}}}}}"
"""u supports v; u is achieved, v is off track: a tenth of the way without dates."""
NOT_AND_NOT = CAUSE_AND_EFFECT + "actual: {value: 10, at: 2026-06-30}}}}}"
TWO_OFF_TRACK = (
    "outcomes: {t: {title: T, supports: v, kpis: {j: {title: J, baseline: 0, target: 100, actual: 10}}}, "
    "u: {title: U, supports: v, kpis: {k: {title: K, baseline: 0, target: 100, actual: {value: 5, at: 2026-06-30}}}}}"
)

CASES = [
    # loose ends
    Case("unknown-id", "a link, whatever its word, names nothing",
         "goals: {g: {title: G, supports: x, harms: y}}\nkpis: {k: {title: K, measures: [g, z], balances: w}}",
         [("g", ("x",)), ("g", ("y",)), ("k", ("w",)), ("k", ("z",))]),
    Case("unknown-id", "a perspective that isn't declared, where others are",
         "perspectives: {money: Money}\ngoals: {g: {title: G, perspective: customer}}", [("g", ("customer",))]),
    Case("unknown-id", "the four perspectives are there by default", "goals: {g: {title: G, perspective: people}}",
         []),
    Case("unknown-id", "a feedback link counts too",
         "goals: {g: {title: G, supports: {x: {feedback: yes}}}}", [("g", ("x",))]),
    Case("unknown-id", "ids differ by case", "goals: {g: {title: G, supports: H}, h: H}", [("g", ("H",))]),
    Case("wrong-link", "supports, harms and measures name KPIs",
         "goals: {g: {title: G, supports: k, harms: [k, l]}}\nkpis: {k: {title: K, measures: [g, l]}, l: L}",
         [("g", ("k",)), ("g", ("l",)), ("k", ("l",))]),
    Case("wrong-link", "balances names a goal", "goals: {g: G}\nkpis: {k: {title: K, measures: g, balances: g}}",
         [("k", ("g",))]),
    Case("wrong-link", "a KPI balances a KPI and harms a goal",
         "goals: {g: G}\nkpis: {k: {title: K, balances: l, harms: g}, l: {title: L, measures: g}}", []),
    Case("orphan-kpi", "it measures nothing", "goals: {g: G}\nkpis: {k: K}", [("k", ())]),
    Case("orphan-kpi", "it measures what reaches no goal",
         "goals: {g: G}\noutcomes: {o: {title: O, kpis: {k: K}}}", [("k", ())]),
    Case("orphan-kpi", "it measures a goal itself, or what reaches one",
         "goals: {g: {title: G, kpis: {k: K}}}\noutcomes: {o: {title: O, supports: g, kpis: {l: L}}, p: P}\n"
         "kpis: {m: {title: M, measures: [p, o]}}", []),
    Case("orphan-kpi", "a feedback link reaches nothing",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: {g: {feedback: true}}, kpis: {k: K}}}", [("k", ())]),
    Case("unmeasured-goal", "no KPI on it or below", "goals: {g: G, h: {title: H, supports: g}}",
         [("g", ()), ("h", ())]),
    Case("unmeasured-goal", "a KPI further down is enough",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\noutputs: {p: {title: P, supports: o, kpis: {k: K}}}",
         []),
    Case("unmeasured-goal", "a KPI above is not",
         "goals: {g: {title: G, kpis: {k: K}}, h: {title: H, supports: g}}", [("h", ())]),
    Case("loose-goal", "a top goal below another one",
         "goals: {g: {title: G, perspective: financial}, h: {title: H, perspective: people}}", [("h", ())]),
    Case("loose-goal", "not where it supports something, or has no perspective, or the other isn't a top goal",
         "goals:\n  g: {title: G, perspective: customer}\n  h: {title: H, perspective: people, supports: g}\n"
         "  i: {title: I}\n  j: {title: J, perspective: financial, supports: g}", []),
    Case("loose-goal", "the map's own order counts; itself supported, a goal is still on top",
         "perspectives: {people: P, money: M}\n"
         "goals: {g: {title: G, perspective: money, supports: g}, h: {title: H, perspective: people}}",
         [("g", ())]),
    Case("loose-goal", "the same perspective isn't above",
         "goals: {g: {title: G, perspective: people}, h: {title: H, perspective: people}}", []),
    Case("isolated", "no link and no KPI; a link to itself or to nothing is none",
         "goals: {g: {title: G, supports: g}}\noutcomes: {o: {title: O, harms: x}}\ninitiatives: {i: I}",
         [("g", ()), ("i", ()), ("o", ())]),
    Case("isolated", "a harm or a KPI is enough",
         "goals: {g: G}\noutcomes: {o: {title: O, harms: g}, p: {title: P, kpis: {k: K}}}", []),
    Case("isolated", "feedback links count",
         "goals: {g: G, h: H}\noutcomes: {o: {title: O, supports: {g: {feedback: true}}},"
         " p: {title: P, harms: {h: {feedback: true}}}}", []),
    Case("isolated", "a KPI's harms are its nodes', and nobody's if it measures nothing",
         "goals: {g: G, h: H}\noutcomes: {o: O}\n"
         "kpis: {k: {title: K, measures: o, harms: g}, l: {title: L, harms: h}}", [("h", ())]),
    # results chain
    Case("dead-end", "it ends here, with what leads only here",
         "goals: {g: G}\noutcomes: {o: O, p: {title: P, supports: g}}\n"
         "outputs: {q: {title: Q, supports: o}, r: {title: R, supports: [o, p]}}", [("o", ("q",))]),
    Case("dead-end", "a loop without a way out, on its smallest id",
         "outcomes: {o: {title: O, supports: n}, n: {title: N, supports: o}}\noutputs: {q: {title: Q, supports: o}}",
         [("n", ("o", "q"))]),
    Case("dead-end", "a loop with a way out to a dead end is none itself",
         "outcomes: {o: {title: O, supports: n}, n: {title: N, supports: [o, p]}, p: P}", [("p", ("n", "o"))]),
    Case("dead-end", "what ends at two dead ends is named at both",
         "outcomes: {o: O, p: P}\ninitiatives: {i: {title: I, supports: [o, p]}}", [("o", ("i",)), ("p", ("i",))]),
    Case("dead-end", "a goal is no dead end, and doesn't end without a goal",
         "goals: {g: {title: G, supports: o}, h: H}\noutcomes: {o: O}", [("o", ())]),
    Case("dead-end", "not where a goal is reached, by a long way or around a loop",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: p}, p: {title: P, supports: [o, g]}}\n"
         "initiatives: {i: {title: I, supports: o}}", []),
    Case("dead-end", "a link to itself is no way out", "outputs: {q: {title: Q, supports: q}}", [("q", ())]),
    Case("skipped-rung", "an initiative and an output straight to a goal",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\noutputs: {q: {title: Q, supports: [g, o]}}\n"
         "initiatives: {i: {title: I, supports: g}}", [("i", ("g",)), ("q", ("g",))]),
    Case("skipped-rung", "not in a map without outcomes", "goals: {g: G}\noutputs: {q: {title: Q, supports: g}}", []),
    Case("skipped-rung", "an initiative may support an outcome, and feed back to a goal",
         "goals: {g: G}\noutcomes: {o: O}\ninitiatives: {i: {title: I, supports: {o: , g: {feedback: true}}}}", []),
    Case("backward-link", "down a rung", "goals: {g: {title: G, supports: o}}\noutcomes: {o: {title: O, supports: i}}\n"
         "initiatives: {i: I}", [("g", ("o",)), ("o", ("i",))]),
    Case("backward-link", "not where it leads to a perspective above",
         "goals: {g: {title: G, supports: o, perspective: customer}}\noutcomes: {o: {title: O, perspective: financial}}",
         []),
    Case("backward-link", "the same perspective, or none at one end, excuses nothing",
         "goals: {g: {title: G, supports: [o, p], perspective: customer}}\n"
         "outcomes: {o: {title: O, perspective: customer}, p: P}", [("g", ("o",)), ("g", ("p",))]),
    Case("backward-link", "on the same rung, or marked as feedback, it is none",
         "goals: {g: {title: G, supports: h}, h: {title: H, supports: {o: {feedback: true}}}}\noutcomes: {o: O}", []),
    Case("circular-logic", "two nodes, on the smallest id",
         "outcomes: {b: {title: B, supports: a}, a: {title: A, supports: [b, b2]}, b2: B2}", [("a", ("a", "b"))]),
    Case("circular-logic", "a node that supports itself", "goals: {g: {title: G, supports: g}}", [("g", ("g",))]),
    Case("circular-logic", "two rings with a common node and a self-link are one loop",
         "goals: {a: {title: A, supports: b}, b: {title: B, supports: [a, b, c]}, c: {title: C, supports: b}}",
         [("a", ("a", "b", "c"))]),
    Case("circular-logic", "a loop that is meant",
         "goals: {a: {title: A, supports: b}, b: {title: B, supports: {a: {feedback: true}}}}", []),
    Case("unmeasured-rung", "an output and an outcome on the way to a goal",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\noutputs: {q: {title: Q, supports: o}}",
         [("o", ()), ("q", ())]),
    Case("unmeasured-rung", "not where there is a KPI, or no goal above, or an initiative",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: g, kpis: {k: K}}, p: P}\n"
         "initiatives: {i: {title: I, supports: o}}", []),
    Case("unmeasured-rung", "a KPI below isn't one here",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\noutputs: {q: {title: Q, supports: o, kpis: {k: K}}}",
         [("o", ())]),
    Case("unmeasured-rung", "more than half, and more than five: once, on the map",
         "goals: {g: G}\noutcomes:\n" + "".join(f"  o{i}: {{title: O, supports: g}}\n" for i in range(6)),
         [(None, ("o0", "o1", "o2", "o3", "o4", "o5"))]),
    Case("unmeasured-rung", "five are told singly",
         "goals: {g: G}\noutcomes:\n" + "".join(f"  o{i}: {{title: O, supports: g}}\n" for i in range(5)),
         [(f"o{i}", ()) for i in range(5)]),
    Case("unmeasured-rung", "half of them are told singly",
         "goals: {g: G}\noutcomes:\n" + "".join(f"  o{i}: {{title: O, supports: g}}\n" for i in range(6))
         + "".join(f"  p{i}: {{title: P, supports: g, kpis: {{k{i}: K}}}}\n" for i in range(6)),
         [(f"o{i}", ()) for i in range(6)]),
    Case("uncaused-outcome", "nothing below it, and the map has an initiative",
         "outcomes: {o: O, p: {title: P, supports: p}}\ninitiatives: {i: I}", [("o", ()), ("p", ())]),
    Case("uncaused-outcome", "not in a map of goals and outcomes", "goals: {g: G}\noutcomes: {o: O}", []),
    Case("uncaused-outcome", "anything below is enough",
         "outcomes: {o: O}\ngoals: {g: {title: G, supports: o}}\noutputs: {q: Q}", []),
    Case("unexplained-links", "three of five without because",
         "goals: {g: {title: G, supports: {h: , i: }}, h: {title: H, supports: {i: why}}, "
         "i: {title: I, supports: {j: {because: so}}}, j: {title: J, supports: {g: {after: 1 month}}}}", [(None, ())]),
    Case("unexplained-links", "three of six is half",
         "goals: {g: {title: G, supports: {h: , i: , j: }}, h: {title: H, supports: {i: why, j: so}}, "
         "i: {title: I, supports: {j: {because: so}}}, j: J}", []),
    Case("unexplained-links", "four links are too few to tell",
         "goals: {g: {title: G, supports: [h, i, j]}, h: {title: H, supports: [i, x]}, i: I, j: J}", []),
    # customer
    Case("no-customer-goal", "a goal and a KPI, no customer",
         "goals: {g: {title: G, focus: quality}}\nkpis: {k: K}\noutcomes: {o: {title: O, perspective: customer}}",
         [(None, ())]),
    Case("no-customer-goal", "a goal in a perspective with the role of the customer has that focus",
         "perspectives: {guests: {title: G, role: customer}}\ngoals: {g: {title: G, perspective: guests}}\nkpis: {k: K}",
         []),
    Case("no-customer-goal", "an outcome may state it", "goals: {g: G}\noutcomes: {o: {title: O, focus: loyalty}}\n"
         "kpis: {k: K}", []),
    Case("no-customer-goal", "a goal in the customer perspective may state another focus",
         "goals: {g: {title: G, perspective: customer, focus: growth}}\nkpis: {k: K}", [(None, ())]),
    Case("no-customer-goal", "without a KPI, or without a goal, it is too early", "goals: {g: G}", []),
    Case("no-customer-goal", "a perspective `customer` in another role is not the customers'",
         "perspectives: {customer: {title: C, role: process}}\ngoals: {g: {title: G, perspective: customer}}\n"
         "kpis: {k: K}", [(None, ())]),
    Case("efficiency-only-leaves", "efficiency and compliance below, given or known",
         "goals: {g: {title: G, focus: loyalty}}\noutcomes: {o: {title: O, supports: g, kpis: "
         "{a: Average handle time, b: {title: B, focus: compliance}}}}", [("g", ("a", "b"))]),
    Case("efficiency-only-leaves", "one other KPI is enough, with no focus even",
         "goals: {g: {title: G, focus: loyalty, kpis: {c: C}}}\noutcomes: {o: {title: O, supports: g, kpis: "
         "{a: Average handle time}}}", []),
    Case("efficiency-only-leaves", "not without KPIs, and not for another focus",
         "goals: {g: {title: G, focus: loyalty}, h: {title: H, focus: quality, kpis: {a: Average handle time}}}", []),
    Case("efficiency-only-leaves", "a given focus overrules the catalogue",
         "goals: {g: {title: G, focus: experience, kpis: {a: {title: Average handle time, focus: quality}}}}", []),
    Case("efficiency-only-branch", "one branch of two",
         "goals: {g: {title: G, focus: loyalty}}\noutcomes: {o: {title: O, supports: g, kpis: "
         "{a: {title: A, focus: efficiency}}}, p: {title: P, supports: g, kpis: {b: B}}}", [("o", ())]),
    Case("efficiency-only-branch", "not where the goal itself is reported",
         "goals: {g: {title: G, focus: loyalty}}\noutcomes: {o: {title: O, supports: g, kpis: "
         "{a: {title: A, focus: efficiency}}}}", []),
    Case("efficiency-only-branch", "one of two goals is reported, the other isn't",
         "goals: {g: {title: G, focus: loyalty}, h: {title: H, focus: loyalty, kpis: {b: B}}}\n"
         "outcomes: {o: {title: O, supports: [g, h], kpis: {a: {title: A, focus: efficiency}}}}", [("o", ())]),
    Case("efficiency-only-branch", "only what supports it directly",
         "goals: {g: {title: G, focus: loyalty, kpis: {b: B}}}\noutcomes: {o: {title: O, supports: g, kpis: {c: C}}}\n"
         "outputs: {q: {title: Q, supports: o, kpis: {a: {title: A, focus: efficiency}}}}", []),
    Case("no-focus", "a KPI below a customer goal, unknown or known to have none",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: K, v: Counter visits}}}", [("k", ()), ("v", ())]),
    Case("no-focus", "not elsewhere", "goals: {g: {title: G, focus: loyalty}, h: {title: H, kpis: {k: K}}}", []),
    Case("no-focus", "given or known is enough",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, focus: risk}, a: Average handle time}}}", []),
    Case("numbers-first", "a financial goal that rests on processes",
         "goals: {g: {title: G, focus: financial}}\noutcomes: {o: {title: O, supports: g, perspective: process}}",
         [("g", ())]),
    Case("numbers-first", "without focus in the financial perspective, but not with another one",
         "goals: {g: {title: G, perspective: financial}, h: {title: H, perspective: financial, focus: risk}}\n"
         "outcomes: {o: {title: O, supports: [g, h]}}", [("g", ())]),
    Case("numbers-first", "customers, people or a customer goal below",
         "goals: {g: {title: G, focus: growth}, h: {title: H, focus: efficiency}, i: {title: I, focus: growth}}\n"
         "outcomes: {o: {title: O, supports: g, perspective: people}, p: {title: P, supports: h, perspective: customer},"
         " q: {title: Q, supports: i, focus: experience}}", []),
    Case("numbers-first", "not with nothing below, and not for a goal that isn't on top",
         "goals: {g: {title: G, focus: growth, supports: g}, h: {title: H, focus: growth, supports: i}, i: I}\n"
         "outcomes: {o: {title: O, supports: h}}", []),
    Case("no-customer-voice", "KPIs, none of them listens",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, source: operations}, l: L}}}", [("g", ())]),
    Case("no-customer-voice", "a survey of the people doesn't count",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, source: survey, focus: people}}}}", [("g", ())]),
    Case("no-customer-voice", "a survey, feedback, or one known to the catalogue",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, source: customer-feedback}}}, "
         "h: {title: H, focus: loyalty, kpis: {n: Net Promoter Score}}, i: {title: I, focus: loyalty}}", []),
    Case("single-interaction", "all touchpoints are single ones",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, source: survey, touchpoint: call}, "
         "l: {title: L, source: operations}}}}", [("g", ())]),
    Case("single-interaction", "one doesn't say, or asks about the relationship",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, source: survey, touchpoint: call}, "
         "l: {title: L, source: survey}}}, h: {title: H, focus: loyalty, kpis: "
         "{m: {title: M, source: survey, touchpoint: relationship}}}}", []),
    Case("single-interaction", "only for loyalty, and only with a listening KPI",
         "goals: {g: {title: G, focus: experience, kpis: {k: {title: K, source: survey, touchpoint: call}}}, "
         "h: {title: H, focus: loyalty, kpis: {m: {title: M, touchpoint: call}}}}", []),
    Case("service-profit-gap", "customers but no people below",
         "goals: {g: {title: G, focus: growth}, h: {title: H, focus: loyalty, supports: g}}", [("g", ())]),
    Case("service-profit-gap", "the financial perspective, whatever the focus",
         "goals: {g: {title: G, focus: risk, perspective: financial}, h: {title: H, focus: loyalty, supports: g}}",
         [("g", ())]),
    Case("service-profit-gap", "people below, or no customers, or efficiency alone",
         "goals: {g: {title: G, focus: growth}, h: {title: H, focus: loyalty, supports: [g, j]}, "
         "i: {title: I, focus: growth}, j: {title: J, focus: efficiency}}\n"
         "outcomes: {o: {title: O, supports: h, perspective: people}, p: {title: P, supports: i}}", []),
    Case("works-against-itself", "it supports and harms the same goal",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: g, harms: p, kpis: {k: K}}, p: {title: P, supports: g}}",
         [("o", ("g", "k"))]),
    Case("works-against-itself", "what lies below is not blamed again, but for a goal of its own",
         "goals: {g: G, h: H}\noutcomes: {o: {title: O, supports: g, harms: g}}\n"
         "outputs: {q: {title: Q, supports: o}, r: {title: R, supports: [o, h], harms: h}}",
         [("o", ("g",)), ("r", ("g", "h"))]),
    Case("works-against-itself", "a KPI's harms are its nodes'",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\nkpis: {k: {title: K, measures: o, harms: g}}",
         [("o", ("g", "k"))]),
    Case("works-against-itself", "in a loop, the smallest id that qualifies",
         "goals: {g: G}\noutcomes: {a: {title: A, supports: b}, b: {title: B, supports: [a, g], harms: g}}",
         [("a", ("g",))]),
    Case("works-against-itself", "in a loop, a goal that would be its own contradiction doesn't stand for it",
         "goals: {g: {title: G, supports: o}}\noutcomes: {o: {title: O, supports: g, harms: g}}", [("o", ("g",))]),
    Case("works-against-itself", "a goal that harms itself has no other goal to harm",
         "goals: {g: {title: G, harms: g}}", []),
    Case("works-against-itself", "a harm marked as feedback is left out",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: g, harms: {g: {feedback: true}}}}", []),
    Case("works-against-itself", "the harm of a node above counts",
         "goals: {g: G, h: {title: H, harms: g}}\noutcomes: {o: {title: O, supports: [g, h]}}", [("o", ("g",))]),
    Case("unwatched-harm", "by a node, and by a KPI of it",
         "goals: {g: G}\noutcomes: {o: {title: O, harms: g}, p: P}\nkpis: {k: {title: K, measures: p, harms: g}}",
         [("o", ("g",)), ("p", ("g",))]),
    Case("unwatched-harm", "a KPI on the harmed node watches; one below doesn't",
         "goals: {g: {title: G, kpis: {k: K}}, h: H}\noutcomes: {o: {title: O, harms: [g, h]}, "
         "p: {title: P, supports: h, kpis: {l: L}}}", [("o", ("h",))]),
    Case("unwatched-harm", "feedback, or the harm of a KPI that measures nothing, is none",
         "goals: {g: G}\noutcomes: {o: {title: O, harms: {g: {feedback: true}}}}\nkpis: {k: {title: K, harms: g}}", []),
    # Goodhart
    Case("unbalanced-reward", "nothing of another focus; none given is one focus, efficiency and compliance too",
         "goals: {g: {title: G, kpis: {k: {title: K, rewarded: true}, l: L}}, h: {title: H, kpis: "
         "{m: {title: M, rewarded: true, focus: efficiency}, n: {title: N, focus: compliance}}}}",
         [("k", ()), ("m", ())]),
    Case("unbalanced-reward", "balanced by it, balancing it, or beside it",
         "goals: {g: {title: G, kpis: {k: {title: K, rewarded: true, balances: l}}}, h: {title: H, kpis: "
         "{l: {title: L, focus: risk, rewarded: true}}}, i: {title: I, kpis: {m: {title: M, rewarded: true}, "
         "n: {title: N, focus: risk}}}}", []),
    Case("unbalanced-reward", "rewarded through an initiative, whatever the KPI says",
         "goals: {g: {title: G, kpis: {k: {title: K, rewarded: no}}}}\n"
         "initiatives: {i: {title: I, provides: reward, supports: g}}", [("k", ())]),
    Case("unbalanced-reward", "not rewarded through feedback, or further up, or by another initiative",
         "goals: {g: {title: G, kpis: {k: K}}, h: {title: H, kpis: {l: L}}, o: {title: O, supports: g}}\n"
         "initiatives: {i: {title: I, provides: reward, supports: {h: {feedback: true}, o: }}, "
         "j: {title: J, provides: capability, supports: [g, h]}}", []),
    Case("rewarded-efficiency", "efficiency or compliance, rewarded",
         "kpis: {k: {title: Average handle time, rewarded: true}, l: {title: L, focus: compliance, rewarded: yes}}",
         [("k", ()), ("l", ())]),
    Case("rewarded-efficiency", "not rewarded", "kpis: {k: {title: Average handle time, rewarded: false}, l: "
         "{title: Average handle time}}", []),
    Case("rewarded-efficiency", "of another focus", "kpis: {k: {title: Average handle time, focus: quality, "
         "rewarded: true}}", []),
    Case("rewarded-astray", "no customer goal above or below, or it measures nothing",
         "goals: {g: {title: G, focus: loyalty}, h: {title: H, kpis: {k: {title: K, rewarded: true}}}}\n"
         "kpis: {l: {title: L, rewarded: true}}", [("k", ()), ("l", ())]),
    Case("rewarded-astray", "it is one, supports one or rests on one",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, rewarded: true}}, supports: h}, h: {title: H, kpis: "
         "{l: {title: L, rewarded: true}}}}\noutcomes: {o: {title: O, supports: g, kpis: {m: {title: M, rewarded: yes}}}}",
         []),
    Case("rewarded-astray", "not in a map without a customer goal",
         "goals: {h: {title: H, kpis: {k: {title: K, rewarded: true}}}}", []),
    Case("rewarded-astray", "a sibling is astray",
         "goals: {g: {title: G, focus: loyalty}, t: T}\noutcomes: {o: {title: O, supports: g}, p: {title: P, supports: t}}\n"
         "initiatives: {i: {title: I, supports: [o, p]}}\nkpis: {k: {title: K, rewarded: true, measures: p}}", [("k", ())]),
    Case("stated-not-rewarded", "efficiency pays, loyalty doesn't",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: K}}}\n"
         "kpis: {l: {title: L, focus: efficiency, rewarded: true}}", [("g", ())]),
    Case("stated-not-rewarded", "a rewarded efficiency KPI under it doesn't count for it",
         "goals: {g: {title: G, focus: loyalty, kpis: {l: {title: L, focus: efficiency, rewarded: true}}}}", [("g", ())]),
    Case("stated-not-rewarded", "another KPI of it pays too, or it has none, or efficiency doesn't pay",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, rewarded: true}}}, h: {title: H, focus: loyalty}}\n"
         "kpis: {l: {title: L, focus: efficiency, rewarded: true}}", []),
    Case("stated-not-rewarded", "nothing pays",
         "goals: {g: {title: G, focus: loyalty, kpis: {k: K}}}\nkpis: {l: {title: L, focus: efficiency}}", []),
    Case("picked-respondents", "selected ones", "kpis: {k: {title: K, source: survey, respondents: selected}}",
         [("k", ())]),
    Case("picked-respondents", "a sample", "kpis: {k: {title: K, source: survey, respondents: sample}}", []),
    Case("picked-respondents", "all of them, or not said",
         "kpis: {k: {title: K, source: survey, respondents: all}, l: {title: L, source: survey}}", []),
    Case("flattering-value", "a target within 3 % of the end, that included",
         "kpis: {k: {title: Customer satisfaction, unit: '%', target: 97}, "
         "l: {title: Customer satisfaction, unit: '%', target: '96.9'}}",
         [("k", ())]),
    Case("flattering-value", "beyond the end, on the catalogue's scale or one of its own",
         "kpis: {k: {title: Net Promoter Score, target: 120}, l: {title: Net Promoter Score, target: '93.9'}, "
         "m: {title: Net Promoter Score, target: 94}, n: {title: Net Promoter Score, scale: [0, 200], target: 120}}",
         [("k", ()), ("m", ())]),
    Case("flattering-value", "the good end can be the low one",
         "kpis: {k: {title: K, source: survey, scale: [1, 5], direction: down, target: '1.12'}, "
         "l: {title: L, source: survey, scale: [1, 5], direction: down, target: '1.13'}, "
         "m: {title: M, source: survey, scale: [1, 5], baseline: 2, target: '4.88'}}", [("k", ()), ("m", ())]),
    Case("flattering-value", "the latest actual that isn't after today counts, the others don't",
         "kpis: {k: {title: K, source: survey, unit: '%', direction: up, actual: [{value: 98, at: 2026-06-30}, "
         "{value: 50, at: 2026-05}, {value: 20}]}, l: {title: L, source: survey, unit: '%', direction: up, actual: "
         "[{value: 98, at: 2026-05-01}, {value: 60, at: 2026-Q2}, {value: 99, at: 2026-07-01}]}}", [("k", ())]),
    Case("flattering-value", "of undated actuals the last; none beside a dated one",
         "kpis: {k: {title: K, source: survey, unit: '%', direction: up, actual: [5, 99]}, "
         "l: {title: L, source: survey, unit: '%', direction: up, actual: [99, 5]}, "
         "m: {title: M, source: survey, unit: '%', direction: up, actual: [99, {value: 5, at: 2026-07-01}]}}",
         [("k", ())]),
    Case("flattering-value", "of two actuals on one day the last written counts",
         "kpis: {k: {title: K, source: survey, unit: '%', direction: up, actual: [{value: 50, at: 2026-03-31}, "
         "{value: 99, at: 2026-Q1}]}, l: {title: L, source: survey, unit: '%', direction: up, actual: "
         "[{value: 99, at: 2026-Q1}, {value: 50, at: 2026-03-31}]}}", [("k", ())]),
    Case("flattering-value", "not without a scale, or a good end, and not for a KPI that doesn't listen",
         "kpis: {k: {title: K, source: survey, direction: up, target: 99}, l: {title: L, source: survey, unit: '%', "
         "target: 99}, m: {title: M, source: operations, unit: '%', direction: up, target: 99}, "
         "n: {title: N, source: survey, unit: '%', direction: range, target: 99}}", []),
    Case("flattering-value", "a per cent sign behind the number is a unit",
         "kpis: {k: {title: K, source: survey, direction: up, target: 99%}, "
         "l: {title: L, source: survey, direction: up, unit: points, target: 99%}}", [("k", ())]),
    Case("competing-barometers", "two, and none is the headline, or both are",
         "goals: {g: {title: G, kpis: {k: Net Promoter Score, l: Customer satisfaction}}}\noutcomes: {o: {title: O, kpis: "
         "{m: {title: Net Promoter Score, headline: true}, n: {title: Customer satisfaction, headline: true}}}}",
         [("g", ()), ("o", ())]),
    Case("competing-barometers", "one is the headline",
         "goals: {g: {title: G, kpis: {k: {title: Net Promoter Score, headline: true}, l: Customer satisfaction}}}", []),
    Case("competing-barometers", "only a goal's or outcome's own barometers",
         "goals: {g: {title: G, kpis: {k: Net Promoter Score, j: J}}}\noutcomes: {o: {title: O, supports: g, kpis: "
         "{l: Customer satisfaction}}}\noutputs: {q: {title: Q, kpis: {m: Net Promoter Score, n: Customer satisfaction}}}",
         []),
    Case("competing-barometers", "the headline of something else doesn't help",
         "goals: {g: {title: G, kpis: {k: Net Promoter Score, l: Customer satisfaction, m: {title: M, headline: true}}}}",
         [("g", ())]),
    Case("sole-measure", "one KPI with a target, nothing measured below",
         "goals: {g: {title: G, kpis: {k: {title: K, target: 5}}}}\noutcomes: {o: {title: O, supports: g}}", [("g", ())]),
    Case("sole-measure", "not with two, or without a target, or with a KPI below",
         "goals: {g: {title: G, kpis: {k: {title: K, target: 5}, l: L}}, h: {title: H, kpis: {m: M}}, "
         "i: {title: I, kpis: {n: {title: N, target: 5}}}}\noutcomes: {o: {title: O, supports: i, kpis: {p: P}}}", []),
    Case("sole-measure", "a range is a target, and the same KPI on a node below measures it",
         "goals: {g: {title: G, kpis: {k: {title: K, target: {between: [1, 2]}}}}, h: {title: H}}\n"
         "outcomes: {o: {title: O, supports: h}}\nkpis: {l: {title: L, target: 1, measures: [h, o]}}", [("g", ())]),
    Case("metric-as-goal", "a KPI's name, or a number with its sign",
         "goals: {g: Average handle time, h: Cut cost by 25%, i: Save €3 a call}\noutcomes: {o: Save 30 % of time}",
         [("g", ()), ("h", ()), ("i", ()), ("o", ())]),
    Case("metric-as-goal", "a name within a title, a number or a sign alone",
         "goals: {g: Cut average handle time, h: Be number 1, i: A greater % of customers stays}", []),
    Case("metric-as-goal", "outputs and initiatives may be numbers", "outputs: {q: Cut cost by 25%}\n"
         "initiatives: {i: Average handle time}", []),
    Case("no-limits", "rewarded without limits", "goals: {g: {title: G, kpis: {l: L}}}\n"
         "kpis: {k: {title: K, rewarded: true}}\ninitiatives: {i: {title: I, provides: reward, supports: g}}",
         [("k", ()), ("l", ())]),
    Case("no-limits", "with limits", "kpis: {k: {title: K, rewarded: true, limits: never at night}}", []),
    Case("no-limits", "not rewarded; empty limits are none",
         "kpis: {k: {title: K}, l: {title: L, rewarded: true, limits: ''}}", [("l", ())]),
    # expectations
    Case("no-target", "none; but a context KPI needs none",
         "kpis: {k: K, l: {title: L, target: 5}, v: Counter visits}", [("k", ())]),
    Case("no-target", "a range is a target; a stated direction outdoes the catalogue's",
         "kpis: {k: {title: K, target: {between: [1, 2]}}, v: {title: Counter visits, direction: up}, "
         "w: {title: K, direction: context}}", [("v", ())]),
    Case("no-target", "every KPI has one, or needs none",
         "goals: {g: G}\nkpis: {k: {title: K, target: 5, direction: context}, v: Counter visits}", []),
    Case("vague-target", "no date or no group",
         "kpis: {k: {title: K, target: 5}, l: {title: L, target: {value: 5, by: 2026, for: all}}, m: M, "
         "n: {title: N, target: {value: 5, by: 2026}}, o: {title: O, target: {between: [1, 2], for: all}}}",
         [("k", ()), ("n", ()), ("o", ())]),
    Case("vague-target", "the map's period dates it", "period: {to: 2026-12-31}\n"
         "kpis: {l: {title: L, target: {value: 5, for: all}}}", []),
    Case("vague-target", "a period without an end dates no target", "period: {from: 2025-12-31}\n"
         "kpis: {l: {title: L, target: {value: 5, for: all}}}", [("l", ())]),
    Case("no-baseline", "a target without one", "kpis: {k: {title: K, target: 5}, l: {title: L, target: 5, baseline: 4}}",
         [("k", ())]),
    Case("no-baseline", "an actual is none; a range needs one too",
         "kpis: {k: {title: K, target: 5, actual: 4}, l: {title: L, target: {between: [1, 2]}}}", [("k", ()), ("l", ())]),
    Case("no-baseline", "not without a target; nought is one",
         "kpis: {k: {title: K, actual: 4}, l: {title: L, target: 5, baseline: 0}}", []),
    Case("pointless-target", "equal, or on the wrong side",
         "kpis: {k: {title: K, target: 5, baseline: 5}, l: {title: L, direction: up, target: 5, baseline: 6}, "
         "m: {title: M, target: 5, baseline: 6}}", [("k", ()), ("l", ())]),
    Case("pointless-target", "down, and by the catalogue; digits may differ",
         "kpis: {k: {title: K, direction: down, target: 6, baseline: 5}, n: {title: Net promoter score, target: 30, "
         "baseline: 40}, l: {title: L, target: 5.0, baseline: 5}}", [("k", ()), ("l", ()), ("n", ())]),
    Case("pointless-target", "never a range; in a range, or for context, only where it is equal",
         "kpis: {k: {title: K, target: {between: [4, 6]}, baseline: 5}, l: {title: L, direction: range, target: 5, "
         "baseline: 6}, m: {title: M, direction: context, target: 5, baseline: 6}, n: {title: N, direction: up, target: 5}}",
         []),
    Case("no-owner", "a goal and a KPI", "goals: {g: G, h: {title: H, owner: Ann}}\noutcomes: {o: O}\nkpis: {k: K}",
         [("g", ()), ("k", ())]),
    Case("no-owner", "the map's owner and those beside it don't count; an empty one is none",
         "owner: Ann\ngoals: {g: {title: G, owner: '', kpis: {k: {title: K, owner: Ann}}}}", [("g", ())]),
    Case("no-owner", "everybody has one; outcomes, outputs and initiatives need none",
         "goals: {g: {title: G, owner: Ann, kpis: {k: {title: K, owner: Ann}}}}\noutcomes: {o: O}\noutputs: {q: Q}\n"
         "initiatives: {i: I}", []),
    Case("incomplete-kpi", "unit, source or every is missing",
         "kpis: {k: {title: K, unit: s, source: audit}, a: {title: Average handle time, every: week}, "
         "l: {title: L, unit: s, every: day}, m: {title: M, source: audit, every: day}}",
         [("k", ()), ("l", ()), ("m", ())]),
    Case("incomplete-kpi", "the catalogue knows unit and source, and never how often",
         "kpis: {a: {title: Average handle time}, n: {title: Net promoter score, every: week, unit: points}}",
         [("a", ())]),
    Case("incomplete-kpi", "a sign at one of the numbers is a unit",
         "kpis: {k: {title: K, target: 5%, source: audit, every: day}, l: {title: L, actual: [1, {value: €5, at: 2026}], "
         "source: finance, every: year}}", []),
    Case("stale-actual", "older than two rounds, or none; on the day itself it is fresh",
         "kpis: {k: {title: K, every: month, actual: {value: 5, at: 2026-04-29}}, l: {title: L, every: month, actual: "
         "{value: 5, at: 2026-04-30}}, m: {title: M, every: year}}", [("k", ()), ("m", ())]),
    Case("stale-actual", "by the calendar, for each rhythm",
         "kpis: {d: {title: D, every: day, actual: {value: 5, at: 2026-06-28}}, w: {title: W, every: week, actual: "
         "{value: 5, at: 2026-06-16}}, q: {title: Q, every: quarter, actual: {value: 5, at: 2025-12-30}}, "
         "y: {title: Y, every: year, actual: {value: 5, at: 2024-06-30}}, "
         "e: {title: E, every: day, actual: {value: 5, at: 2026-06-27}}, x: {title: X, every: week, actual: "
         "{value: 5, at: 2026-06-15}}, r: {title: R, every: quarter, actual: {value: 5, at: 2025-12-29}}, "
         "z: {title: Z, every: year, actual: {value: 5, at: 2024-06-29}}}",
         [("e", ()), ("r", ()), ("x", ()), ("z", ())]),
    Case("stale-actual", "a month that lacks the day", "as_of: 2026-08-31\n"
         "kpis: {k: {title: K, every: quarter, actual: {value: 5, at: 2026-02-28}}, "
         "l: {title: L, every: quarter, actual: {value: 5, at: 2026-02-27}}}", [("l", ())]),
    Case("stale-actual", "one after as_of is no news",
         "kpis: {k: {title: K, every: month, actual: [{value: 5, at: 2026-03-31}, {value: 5, at: 2026-07-01}]}, "
         "l: {title: L, every: month, actual: [4, {value: 5, at: 2026-07-01}]}}", [("k", ()), ("l", ())]),
    Case("stale-actual", "without a day its age is unknown; without a rhythm nothing is due",
         "kpis: {k: {title: K, every: day, actual: [4, 5]}, l: {title: L, actual: {value: 5, at: 2020}}, m: M}", []),
    Case("overdue", "past its date and not reached",
         "kpis: {k: {title: K, target: {value: 5, by: 2026-05}}, l: {title: L, direction: down, actual: 4, "
         "target: {value: 5, by: 2026-05}}, m: {title: M, target: {value: 5, by: 2026-06-30}}, "
         "n: {title: N, actual: 9, target: {between: [1, 8], by: 2025}}}", [("k", ()), ("n", ())]),
    Case("overdue", "the map's period ends the day before; a day of its own goes first",
         "period: {to: 2026-06-29}\nkpis: {k: {title: K, target: 5}, l: {title: L, target: {value: 5, by: 2026-07}}}",
         [("k", ())]),
    Case("overdue", "of no known direction, or a range of one number: as if up",
         "kpis: {k: {title: K, target: {value: 5, by: 2025}, actual: 4}, l: {title: L, direction: range, target: "
         "{value: 5, by: 2025}, actual: 4}, m: {title: M, direction: range, target: {value: 5, by: 2025}, actual: 6}}",
         [("k", ()), ("l", ())]),
    Case("overdue", "what came after as_of doesn't count; what was reached once is undone",
         "kpis: {k: {title: K, target: {value: 5, by: 2025}, actual: {value: 9, at: 2026-07-01}}, l: {title: L, target: "
         "{value: 5, by: 2025}, actual: [{value: 9, at: 2025-01}, {value: 4, at: 2026-01}]}}", [("k", ()), ("l", ())]),
    Case("overdue", "reached, at last or to the digit; or without a day",
         "kpis: {k: {title: K, target: {value: 5, by: 2025}, actual: [{value: 4, at: 2025-01}, {value: 5.0, at: 2026-06}]}, "
         "l: {title: L, target: {between: [1, 8], by: 2025}, actual: 8}, m: {title: M, target: 5, actual: 1}}", []),
    Case("no-capability", "no capability below what it measures",
         "goals: {g: {title: G, kpis: {k: {title: K, target: 5}}}, h: {title: H, kpis: {l: {title: L, target: 5}}}}\n"
         "initiatives: {i: {title: I, provides: capability, supports: h}}", [("k", ())]),
    Case("no-capability", "a reward is none, nor what is below another node or comes by feedback",
         "goals: {g: {title: G, kpis: {k: {title: K, target: 5}}}, h: H}\n"
         "initiatives: {i: {title: I, provides: reward, supports: g}, j: {title: J, provides: capability, supports: h}, "
         "l: {title: L, provides: capability, supports: {g: {feedback: true}}}}", [("k", ())]),
    Case("no-capability", "a KPI that measures nothing; one of several nodes is enough",
         "goals: {g: G, h: H}\ninitiatives: {i: {title: I, provides: capability, supports: h}}\n"
         "kpis: {k: {title: K, target: 5}, l: {title: L, target: 5, measures: [g, h]}}", [("k", ())]),
    Case("no-capability", "far below, or the initiative itself",
         "goals: {g: {title: G, kpis: {k: {title: K, target: 5}}}}\noutcomes: {o: {title: O, supports: g}}\n"
         "initiatives: {i: {title: I, provides: capability, supports: o, kpis: {l: {title: L, target: 5}}}}", []),
    Case("no-capability", "no initiative on the map, or no target",
         "goals: {g: {title: G, kpis: {k: {title: K, target: 5}}}}", []),
    # shape
    Case("empty-perspective", "named in one finding",
         "perspectives: {a: A, b: B, c: C}\ngoals: {g: {title: G, perspective: b}}", [(None, ("a", "c"))]),
    Case("empty-perspective", "the four that are there by default count too",
         "goals: {g: {title: G, perspective: customer}}", [(None, ("financial", "people", "process"))]),
    Case("empty-perspective", "not where no node has a perspective, or only one that isn't declared",
         "perspectives: {a: A}\ngoals: {g: G, h: {title: H, perspective: b}}", []),
    Case("empty-perspective", "any kind of node fills one",
         "perspectives: {a: A, b: B}\ngoals: {g: {title: G, perspective: a}}\n"
         "initiatives: {i: {title: I, perspective: b}}", []),
    Case("too-many-goals", "over the limit", "goals: {g: G, h: H}\nrules: {too-many-goals: {limit: 1}}", [(None, ())]),
    Case("too-many-goals", "at the limit", "goals: {g: G, h: H}\nrules: {too-many-goals: {limit: 2}}", []),
    Case("too-many-goals", "only goals count", "goals: {g: G, h: H}\noutcomes: {o: O}\n"
         "rules: {too-many-goals: {limit: 2}}", []),
    Case("too-many-goals", "none at all is a limit too", "goals: {g: G}\nrules: {too-many-goals: {limit: 0}}",
         [(None, ())]),
    Case("too-many-kpis", "six", "goals: {g: {title: G, kpis: {a: A, b: B, c: C, d: D, e: E, f: F}}, "
         "h: {title: H, kpis: {k: K}}}", [("g", ())]),
    Case("too-many-kpis", "five, and another one below", "goals: {g: {title: G, kpis: {a: A, b: B, c: C, d: D, e: E}}}\n"
         "outcomes: {o: {title: O, supports: g, kpis: {f: F}}}", []),
    Case("too-many-kpis", "one that measures two nodes counts on both, and once",
         "goals: {g: {title: G, kpis: {k: {title: K, measures: [g, o]}}}}\noutcomes: {o: {title: O, kpis: {l: L}}}\n"
         "rules: {too-many-kpis: {limit: 1}}", [("o", ())]),
    Case("overloaded-owner", "over the limit, without case, written as at the smallest id",
         "kpis: {k: {title: K, owner: Ann}, l: {title: L, owner: ann}, c: {title: C, owner: ANN}, b: {title: B, owner: Bob}}\n"
         "rules: {overloaded-owner: {limit: 1}}", [(None, ("ANN",))]),
    Case("overloaded-owner", "one finding an owner",
         "kpis: {k: {title: K, owner: Ann}, b: {title: B, owner: Bob}}\nrules: {overloaded-owner: {limit: 0}}",
         [(None, ("Ann",)), (None, ("Bob",))]),
    Case("overloaded-owner", "only KPIs count", "owner: Ann\ngoals: {g: {title: G, owner: Ann}}\n"
         "kpis: {k: {title: K, owner: Ann}}\nrules: {overloaded-owner: {limit: 1}}", []),
    Case("mixed-levels", "corporate and operational",
         "goals: {g: {title: G, kpis: {k: {title: K, level: corporate}, l: {title: L, level: operational}}}}", [("g", ())]),
    Case("mixed-levels", "neighbouring levels, those of a node below, and the goal's own",
         "goals: {g: {title: G, level: operational, kpis: {k: {title: K, level: corporate}, m: {title: M, level: department}}}}\n"
         "outcomes: {o: {title: O, supports: g, kpis: {l: {title: L, level: operational}}}}", []),
    Case("mixed-levels", "any kind of node",
         "outputs: {q: {title: Q, kpis: {k: {title: K, level: corporate}}}}\n"
         "kpis: {l: {title: L, level: operational, measures: q}}", [("q", ())]),
    Case("lagging-only", "two with a timing, all lagging",
         "goals: {g: {title: G, kpis: {k: {title: K, timing: lagging}, l: {title: L, timing: lagging}, m: M}}, "
         "h: {title: H, kpis: {n: {title: N, timing: lagging}}}}", [("g", ())]),
    Case("lagging-only", "one that leads, on the goal or below",
         "goals: {g: {title: G, kpis: {k: {title: K, timing: lagging}, l: {title: L, timing: lagging}}}}\n"
         "outcomes: {o: {title: O, supports: g, kpis: {m: {title: M, timing: leading}}}}", []),
    Case("lagging-only", "below by different ways, and the same KPI once",
         "goals: {g: G, h: H}\noutcomes: {o: {title: O, supports: [g, h]}, p: {title: P, supports: g}}\n"
         "kpis: {k: {title: K, timing: lagging, measures: [h, o]}, l: {title: L, timing: lagging, measures: p}}",
         [("g", ())]),
    Case("lagging-only", "an outcome is no goal, and feedback leads nowhere",
         "goals: {g: G}\noutcomes: {o: {title: O, supports: {g: {feedback: yes}}, "
         "kpis: {k: {title: K, timing: lagging}, l: {title: L, timing: lagging}}}}", []),
    Case("double-definition", "the same title in two units",
         "kpis: {l: {title: K, unit: s}, k: {title: K, unit: min}, m: {title: M, unit: s}}", [("l", ("k",))]),
    Case("double-definition", "the same entry under two titles, in two directions",
         "kpis: {k: {title: Average handle time, direction: down}, l: {title: average handle time, direction: up}}",
         [("l", ("k",))]),
    Case("double-definition", "alike, but for the numbers and the rest",
         "kpis: {k: {title: K, unit: s, target: 5, baseline: 9}, l: {title: K, unit: s, target: 4, baseline: 8, owner: Ann}}",
         []),
    Case("double-definition", "titles differ by case", "kpis: {k: {title: K, unit: s}, l: {title: k, unit: min}}", []),
    Case("double-definition", "each pair that differs, and what one leaves open is a difference",
         "kpis: {k: {title: K, unit: s}, l: {title: K, unit: s}, m: {title: K, unit: s, baseline: 1, target: 2}, n: K}",
         [("m", ("k",)), ("m", ("l",)), ("n", ("k",)), ("n", ("l",)), ("n", ("m",))]),
    Case("no-line-of-sight", "nothing of what Bob holds reaches a top goal",
         "goals: {g: {title: G, kpis: {k: {title: K, owner: Ann}}}}\nkpis: {l: {title: L, owner: ann}, "
         "m: {title: M, owner: Bob}}", [(None, ("Bob",))]),
    Case("no-line-of-sight", "by feedback alone, or to goals that support each other",
         "goals: {g: G, h: {title: H, supports: i}, i: {title: I, supports: h, kpis: {k: {title: K, owner: Ann}}}}\n"
         "outcomes: {o: {title: O, supports: {g: {feedback: yes}}, kpis: {l: {title: L, owner: ann}}}}",
         [(None, ("Ann",))]),
    Case("no-line-of-sight", "a way over several nodes, and the owner of a node",
         "goals: {g: {title: G, supports: g}}\noutcomes: {o: {title: O, supports: g, owner: Bob}, p: {title: P, owner: Eve}}\n"
         "outputs: {q: {title: Q, supports: o, kpis: {k: {title: K, owner: Ann}}}}", []),
    # evidence
    Case("theory-in-doubt", "achieved, and the effect off track", DONE_AND_NOT, [("u", ("v",))]),
    Case("theory-in-doubt", "not before the lag has passed",
         DONE_AND_NOT.replace("supports: v", "supports: {v: {after: 3 months}}"), []),
    Case("theory-in-doubt", "to the day, by the calendar", "as_of: 2026-05-31\n"
         + DONE_AND_NOT.replace("supports: v", "supports: {v: {after: 1 quarter}}").replace("2026-06-30", "2026-02-28"),
         [("u", ("v",))]),
    Case("theory-in-doubt", "what is achieved only now, or no more",
         DONE_AND_NOT.replace("supports: v", "supports: {v: {after: 3 months}}").replace(
             "{value: 100, at: 2026-06-30}", "[{value: 10, at: 2026-03-30}, {value: 100, at: 2026-06-30}]"), []),
    Case("theory-in-doubt", "what was achieved then and is no more",
         DONE_AND_NOT.replace("supports: v", "supports: {v: {after: 3 months}}").replace(
             "{value: 100, at: 2026-06-30}", "[{value: 100, at: 2026-03-30}, {value: 10, at: 2026-06-30}]"),
         [("u", ("v",))]),
    Case("theory-in-doubt", "an actual without a day stood at any time",
         DONE_AND_NOT.replace("supports: v", "supports: {v: {after: 3 months}}").replace(
             "{value: 100, at: 2026-06-30}", "100"), [("u", ("v",))]),
    Case("theory-in-doubt", "every KPI with target and actual has to be reached",
         DONE_AND_NOT + "\nkpis: {j: {title: J, baseline: 0, target: 100, actual: 99, measures: u}}", []),
    Case("theory-in-doubt", "one without a target or an actual stands in no way",
         DONE_AND_NOT + "\nkpis: {j: {title: J, actual: 99, measures: u}, i: {title: I, target: 99, measures: u}}",
         [("u", ("v",))]),
    Case("theory-in-doubt", "by feedback, or by itself",
         "goals: {g: {title: G, supports: g, kpis: {a: {title: A, target: 1, actual: 1}, "
         "b: {title: B, baseline: 0, target: 100, actual: 10}}}}\n"
         + DONE_AND_NOT.replace("supports: v", "supports: {v: {feedback: yes}}").replace("goals", "outcomes"), []),
    Case("theory-in-doubt", "at risk is not off track", DONE_AND_NOT.replace("actual: 10", "actual: 25"), []),
    Case("theory-in-doubt", "beyond the day of its target everything is off track",
         DONE_AND_NOT.replace("target: 100, actual: 10", "target: {value: 100, by: 2026-06-29}, actual: 99"),
         [("u", ("v",))]),
    Case("execution-gap", "both off track", NOT_AND_NOT, [("u", ("v",))]),
    Case("execution-gap", "one of them achieved, or without a status",
         DONE_AND_NOT.replace("goals:", "goals: {x: {title: X, supports: v}}\noutcomes:"), []),
    Case("execution-gap", "judged on the day that the lag names",
         NOT_AND_NOT.replace("supports: v", "supports: {v: {after: 3 months}}").replace(
             "actual: {value: 10, at: 2026-06-30}", "actual: [{value: 10, at: 2026-03-30}, {value: 90, at: 2026-03-31}]"),
         [("u", ("v",))]),
    Case("execution-gap", "on track on that day, whatever came later",
         NOT_AND_NOT.replace("supports: v", "supports: {v: {after: 3 months}}").replace(
             "actual: {value: 10, at: 2026-06-30}", "actual: [{value: 90, at: 2026-03-30}, {value: 10, at: 2026-04-01}]"),
         []),
    Case("execution-gap", "judged now where the history doesn't reach back",
         NOT_AND_NOT.replace("supports: v", "supports: {v: {after: 3 months}}"), [("u", ("v",))]),
    Case("execution-gap", "the time that has passed counts on that day too",
         "period: {from: 2026-01-01, to: 2026-12-31}\n"
         + NOT_AND_NOT.replace("supports: v", "supports: {v: {after: 3 months}}").replace("2026-06-30", "2026-03-30"), []),
    Case("execution-gap", "the worst KPI tells, and one without data doesn't",
         NOT_AND_NOT + "\nkpis: {j: {title: J, target: 1, actual: 1, measures: u}, i: {title: I, measures: [u, v]}}",
         [("u", ("v",))]),
    Case("success-from-elsewhere", "achieved, and its supporters off track",
         "goals: {v: {title: V, kpis: {l: {title: L, target: 1, actual: 1}}}}\n" + TWO_OFF_TRACK,
         [("v", ("t", "u"))]),
    Case("success-from-elsewhere", "one of them is not",
         "goals: {v: {title: V, kpis: {l: {title: L, target: 1, actual: 1}}}}\n"
         + TWO_OFF_TRACK.replace("actual: 10", "actual: 60"), []),
    Case("success-from-elsewhere", "one without data is no objection, and named with the others",
         "goals: {v: {title: V, kpis: {l: {title: L, target: 1, actual: 1}}}}\n"
         + TWO_OFF_TRACK.replace("actual: 10", "actual: ''"), [("v", ("t", "u"))]),
    Case("success-from-elsewhere", "nobody has data, or nobody supports it",
         "goals: {v: {title: V, kpis: {l: {title: L, target: 1, actual: 1}}}, w: {title: W, kpis: {m: {title: M, "
         "target: 1, actual: 1}}}}\noutcomes: {u: {title: U, supports: v, kpis: {k: {title: K, actual: 1}}}}", []),
    Case("success-from-elsewhere", "itself is no supporter, and feedback is none",
         "goals: {v: {title: V, supports: v, kpis: {l: {title: L, target: 1, actual: 1}}}}\n"
         + TWO_OFF_TRACK.replace("supports: v", "supports: {v: {feedback: yes}}"), []),
    Case("success-from-elsewhere", "each on the day that its lag names, else now",
         "goals: {v: {title: V, kpis: {l: {title: L, target: 1, actual: 1}}}}\n"
         + TWO_OFF_TRACK.replace("supports: v", "supports: {v: {after: 1 year}}"), [("v", ("t", "u"))]),
    Case("success-from-elsewhere", "not achieved by a KPI of which nothing is known",
         "goals: {v: {title: V, kpis: {l: {title: L, actual: 1}, m: {title: M, target: 1}}}}\n" + TWO_OFF_TRACK, []),
]  # fmt: skip


def places(rule: str, text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    found = findings(Map(read(text), entry_of), FAMILIES)
    return sorted(((f.node, f.related) for f in found if f.rule == rule), key=repr)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.why}")
def test_a_rule_finds_what_its_definition_says(case: Case) -> None:
    assert places(case.rule, case.text) == sorted(case.found, key=repr)


def test_every_rule_has_three_maps_where_it_is_judged() -> None:
    cases = [case.rule for case in CASES]
    few = {
        rule: cases.count(rule) for family in FAMILIES.values() for rule in family if cases.count(rule) < 3
    }
    assert few == {}
    silent = {case.rule for case in CASES if not case.found}
    assert silent == set(cases) == {case.rule for case in CASES if case.found}


def judged(text: str) -> set[Expected]:
    """The findings, but for those on what is expected: these little maps expect nothing of anybody."""
    families = ("Loose ends", "Results chain", "Customer", "Goodhart")
    return findings(Map(read(text), entry_of), families)


UNMEASURED = "".join(f"  g{i}: {{title: G}}\n" for i in range(6))
"""Six goals without a KPI: each is isolated too."""


class TestSettingsOfTheMap:
    def test_a_rule_can_be_off_or_of_another_severity(self) -> None:
        text = "kpis: {k: {title: K, rewarded: true, respondents: selected}}\nrules: "
        rules = "{unbalanced-reward: off, no-limits: error, orphan-kpi: {severity: note}}"
        assert judged(text + rules) == {
            ("no-limits", "k", (), "error", False),
            ("orphan-kpi", "k", (), "note", False),
            ("picked-respondents", "k", (), "error", False),
        }

    def test_a_node_accepts_its_own_findings(self) -> None:
        text = "goals: {g: {title: G, kpis: {k: {title: K, respondents: selected, accept: "
        accept = "[{rule: picked-respondents, because: a pilot}]}}}}\nrules: {no-customer-goal: off}"
        assert judged(text + accept) == {("picked-respondents", "k", (), "error", True)}

    def test_the_map_accepts_every_finding_of_a_rule(self) -> None:
        text = "goals: {g: G, h: {title: H, supports: g}}\naccept: [{rule: unmeasured-goal, because: soon}]"
        assert judged(text) == {("unmeasured-goal", n, (), "warning", True) for n in "gh"}

    def test_an_accept_without_a_reason_accepts_nothing(self) -> None:
        text = "goals: {g: {title: G, kpis: {k: {title: K, respondents: selected, accept: "
        accept = "[{rule: picked-respondents}]}}}}\nrules: {no-customer-goal: off}"
        assert judged(text + accept) == {
            ("picked-respondents", "k", (), "error", False),
            ("accept-without-reason", "k", (), "error", False),
        }

    def test_an_accept_without_a_finding_is_stale(self) -> None:
        text = "goals: {g: {title: G, accept: [{rule: isolated, because: x}], kpis: {k: K}}}\n"
        accept = "accept: [{rule: dead-end, because: y}]\nrules: {no-customer-goal: off}"
        assert judged(text + accept) == {("stale-accept", n, (), "note", False) for n in ("g", None)}

    def test_an_accept_on_the_node_that_a_finding_only_names_is_stale(self) -> None:
        text = "goals: {a: {title: A, kpis: {k: K}}, b: {title: B, supports: a, kpis: {l: L}}}\n"
        loop = text.replace("title: A", "title: A, supports: b").replace(
            "title: B", "title: B, accept: [{rule: circular-logic, because: x}]"
        )
        assert judged(loop + "rules: {no-customer-goal: off}") == {
            ("circular-logic", "a", ("a", "b"), "warning", False),
            ("stale-accept", "b", (), "note", False),
        }


class TestEarlyDrafts:
    def test_are_told_once(self) -> None:
        assert judged(f"goals:\n{UNMEASURED}rules: {{isolated: off}}") == {
            ("unmeasured-goal", None, tuple(f"g{i}" for i in range(6)), "warning", False)
        }

    def test_list_accepted_nodes_singly_and_count_them_for_the_decision(self) -> None:
        accept = "accept: [{rule: unmeasured-goal, because: soon}]"
        goals = UNMEASURED.replace("  g0: {title: G", "  g0: {title: G, " + accept)
        assert judged(f"goals:\n{goals}rules: {{isolated: off}}") == {
            ("unmeasured-goal", "g0", (), "warning", True),
            ("unmeasured-goal", None, ("g1", "g2", "g3", "g4", "g5"), "warning", False),
        }

    def test_say_nothing_of_the_map_where_every_node_is_accepted(self) -> None:
        accept = "{title: G, accept: [{rule: unmeasured-goal, because: soon}]"
        goals = UNMEASURED.replace("{title: G", accept)
        assert judged(f"goals:\n{goals}rules: {{isolated: off}}") == {
            ("unmeasured-goal", f"g{i}", (), "warning", True) for i in range(6)
        }

    def test_can_be_accepted_by_the_map_as_one(self) -> None:
        text = f"goals:\n{UNMEASURED}rules: {{isolated: off}}\naccept: [{{rule: unmeasured-goal, because: soon}}]"
        assert judged(text) == {("unmeasured-goal", None, tuple(f"g{i}" for i in range(6)), "warning", True)}

    def test_an_accept_without_a_reason_on_one_of_the_nodes_is_not_stale(self) -> None:
        goals = UNMEASURED.replace("  g0: {title: G", "  g0: {title: G, accept: [{rule: unmeasured-goal}]")
        assert judged(f"goals:\n{goals}rules: {{isolated: off}}") == {
            ("unmeasured-goal", None, tuple(f"g{i}" for i in range(6)), "warning", False),
            ("accept-without-reason", "g0", (), "error", False),
        }


CONTACT_CENTRE = """
goals:
  profit: Improve financial performance
  growth: {title: Increase customer-led growth, perspective: financial, supports: profit}
  loyalty: {title: Improve customer loyalty, perspective: customer, focus: loyalty, supports: growth}
outcomes:
  solved-first-time: {title: Problems are solved the first time, supports: loyalty, kpis: {fcr: First-contact resolution}}
  short-calls: {title: Calls are short, supports: [profit], harms: {loyalty: callers are hurried}}
outputs: {agents-certified: {title: Agents are trained, supports: solved-first-time}}
initiatives: {academy: {title: Academy, supports: agents-certified}}
kpis: {aht: {title: Average handle time, measures: short-calls}}
"""


def test_the_goal_behind_the_goal() -> None:
    m = Map(read(CONTACT_CENTRE), entry_of)
    assert why(m, "aht") == (["profit"], ["growth", "loyalty", "profit"], False)
    assert why(m, "academy") == (["profit"], [], True)
    assert why(m, "profit") == (["profit"], [], False)
    assert how(m, "loyalty") == (["academy", "agents-certified", "solved-first-time"], ["fcr"])
    assert how(m, "short-calls") == ([], ["aht"])
