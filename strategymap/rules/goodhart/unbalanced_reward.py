"""A KPI that pay hangs on, and nothing of another kind that keeps it honest.

**Why it matters.** People find the shortest way to what they are paid for, and the shortest
way often leads past what was meant. Where no second measure looks from another side, the
number improves and nobody sees what it cost.

**How to mend it.** Pair it with a KPI of another focus that would fall if this one were
merely chased: name it under `balances`, or measure the same node with it. Or take the pay
off the number.

**Ask in the workshop.** What is the quickest way to make this number look good that we would
be ashamed of, and which of our other numbers would show it?

**Source.** Andrew S. Grove, "High Output Management", 1983: pair indicators, so that both
the effect and its counter-effect are measured.

Fails:

```yaml
title: Contact centre
goals:
  lower-cost:
    title: Lower the cost of service
    focus: efficiency
kpis:
  aht:
    title: Average handle time
    measures: lower-cost
    rewarded: true
```

Passes:

```yaml
title: Contact centre
goals:
  lower-cost:
    title: Lower the cost of service
    focus: efficiency
kpis:
  aht:
    title: Average handle time
    measures: lower-cost
    rewarded: true
    balances: fcr
  fcr:
    title: First-contact resolution
    measures: lower-cost
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import companions, is_rewarded

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "unbalanced-reward"
SEVERITY = Severity.ERROR


def check(graph: MapGraph) -> Iterator[Remark]:
    """The rewarded KPIs that no KPI of another focus balances or stands beside."""
    for kpi in graph.kpis:
        if kpi in graph.rewarded and not _is_balanced(graph, kpi):
            yield Remark(
                kpi,
                f"{is_rewarded(graph, kpi)}, and no measure of another kind keeps it honest",
                _remedy(graph, kpi),
            )


def _is_balanced(graph: MapGraph, kpi: str) -> bool:
    own = graph.measures[kpi].aspect
    paired = any(graph.measures[other].aspect != own for other in graph.balances[kpi])
    return paired or graph.facts.has_other_aspects(kpi)


def _remedy(graph: MapGraph, kpi: str) -> str:
    known = companions(graph, kpi)
    other = f"such as {known}" if known else "of what suffers when this one is pushed too far"
    return f"Balance it with another measure, {other}; or take the pay off it."
