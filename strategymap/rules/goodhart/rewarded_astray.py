"""Pay hangs on a KPI that has nothing to do with any of the goals about customers.

**Why it matters.** The map has a goal about customers, and the money points elsewhere.
People believe the money. The further the reward stands from what customers get, the more
there is to gain by serving the number.

**How to mend it.** If what is rewarded does serve customers, link it to the goal that it
serves, so that the claim can be discussed. If it doesn't, move the reward.

**Ask in the workshop.** When somebody earns the full bonus, what has a customer gained?

**Source.** Jamey Lutz, "Customer-centric leadership: let the numbers take care of
themselves", jameylutz.com, undated: money tied to goals that don't line up with what
customers get makes gaming worse.

Fails:

```yaml
title: Bank
goals:
  trust:
    title: Customers trust our advice
    focus: loyalty
  volume: Sell more products
kpis:
  accounts:
    title: Accounts opened
    measures: volume
    rewarded: true
```

Passes:

```yaml
title: Bank
goals:
  trust:
    title: Customers trust our advice
    focus: loyalty
    supports: volume
  volume: Sell more products
kpis:
  accounts:
    title: Accounts opened
    measures: volume
    rewarded: true
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import is_rewarded

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "rewarded-astray"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The rewarded KPIs that measure neither a customer goal nor anything above or below one."""
    if not graph.customer_goals:
        return
    goals = graph.listed(sorted(graph.customer_goals), 3)
    for kpi in graph.kpis:
        if kpi in graph.rewarded and not any(_is_near(graph, node) for node in graph.measured_by(kpi)):
            yield _remark(graph, kpi, goals)


def _is_near(graph: MapGraph, node: str) -> bool:
    return graph.facts.reaches_customer_goal(node) or graph.facts.rests_on_customer_goal(node)


def _remark(graph: MapGraph, kpi: str, goals: str) -> Remark:
    measured = graph.listed(sorted(graph.measured_by(kpi)), 3)
    if not measured:
        return Remark(
            kpi,
            f"{is_rewarded(graph, kpi)} and measures nothing on this map, so that no goal about customers gains "
            "by the reward",
            f"Say what it measures and how that serves {goals}, or take the pay off it.",
        )
    return Remark(
        kpi,
        f"{is_rewarded(graph, kpi)}, and what it measures ({measured}) neither serves a goal about customers nor "
        "rests on one",
        f"If it serves {goals}, draw the link; if not, move the reward to something that does.",
    )
