"""A KPI under a customer goal of which nobody has said what it is about.

**Why it matters.** Whether a goal about customers is measured by what customers get, or by
what they cost, can be told only where each KPI under it says what it is about. A number
without a focus may hide that the whole goal rests on efficiency.

**How to mend it.** Write its `focus`. If people differ about the right word, the quarrel is
worth having. A KPI that the catalogue knows gets its focus from there.

**Ask in the workshop.** If only this number improved and nothing else, who would be better
off: the customer, the staff or the budget?

**Source.** Christopher D. Ittner and David F. Larcker, "Coming Up Short on Nonfinancial
Performance Measurement", Harvard Business Review, November 2003: most firms never
establish how their measures are connected with what they want.

Fails:

```yaml
title: Swimming pool
goals:
  come-back:
    title: Families come back every week
    focus: loyalty
    kpis:
      turnstile: Turnstile count
```

Passes:

```yaml
title: Swimming pool
goals:
  come-back:
    title: Families come back every week
    focus: loyalty
    kpis:
      turnstile:
        title: Turnstile count
        focus: growth
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "no-focus"
SEVERITY = Severity.NOTE


def looks_at(graph: MapGraph) -> list[str]:
    """The KPIs that are leaves of a customer goal."""
    reaches = graph.facts.reaches_customer_goal
    return [kpi for kpi in graph.kpis if any(reaches(node) for node in graph.measured_by(kpi))]


def holds_for(graph: MapGraph) -> list[str]:
    """Those of them of which neither the map nor the catalogue knows the focus."""
    return [kpi for kpi in looks_at(graph) if graph.measures[kpi].focus is None]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, kpi) for kpi in holds_for(graph))


def remark(graph: MapGraph, kpi: str) -> Remark:
    """Which goal rests on a KPI without a focus."""
    behind = {graph.facts.customer_goal_behind(node) for node in graph.measured_by(kpi)} - {None}
    goal = min(name for name in behind if name is not None)
    return Remark(
        kpi,
        f"{graph.named(kpi)} stands under {graph.named(goal)} without a focus: nobody can see whether it "
        "speaks for customers or for the budget",
        "Say what it is about (`focus`): loyalty, experience or quality if customers would thank you for it, "
        "efficiency or compliance if only you would.",
    )


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    lack = "has" if len(found) == 1 else "have"
    return Remark(
        None,
        f"{len(found)} of the {len(looks_at(graph))} KPIs under customer goals {lack} no focus "
        f"({graph.listed(sorted(found))}): nobody can see whether these goals are measured by what customers "
        "get or by what they cost",
        "Say of each what it is about (`focus`), beginning with those that stand directly under a goal.",
    )
