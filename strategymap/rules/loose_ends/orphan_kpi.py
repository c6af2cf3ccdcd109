"""A KPI that leads to no goal.

**Why it matters.** A number that nobody can trace to a goal still costs the people who
collect it, and it still gets attention. What is tracked by habit is sooner or later
mistaken for what is wanted.

**How to mend it.** Name the node that it tells about under `measures`, link that node
upward to a goal, or stop collecting it.

**Ask in the workshop.** Which decision would you take differently if this number moved?

**Source.** Robert S. Kaplan and David P. Norton, "Linking the Balanced Scorecard to
Strategy", California Management Review 39(1), 1996: every measure belongs to a chain of
causes that ends in a result.

Fails:

```yaml
title: Web shop
goals:
  loyalty: Improve customer loyalty
kpis:
  clicks: Newsletter clicks
```

Passes:

```yaml
title: Web shop
goals:
  loyalty: Improve customer loyalty
kpis:
  retention:
    title: Customer retention rate
    measures: loyalty
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "orphan-kpi"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The KPIs of which no measured node is a goal or leads to one."""
    for kpi in graph.kpis:
        measured = graph.measured_by(kpi)
        if not measured:
            yield Remark(
                kpi,
                f"{graph.named(kpi)} measures nothing on this map",
                "Say what it tells about (`measures`), or stop collecting it.",
            )
        elif not any(graph.facts.reaches_goal(node) for node in measured):
            yield _remark(graph, kpi, sorted(measured))


def _remark(graph: MapGraph, kpi: str, measured: list[str]) -> Remark:
    """What is said where all that it measures ends short of a goal."""
    if len(measured) > 1:
        none = "neither" if len(measured) == 2 else "none"
        return Remark(
            kpi,
            f"{graph.named(kpi)} measures {graph.listed(measured, 3)}, {none} of which leads to a goal",
            "Link what it measures upward to a goal, or stop collecting it.",
        )
    end = graph.reach.end_of[measured[0]]
    ends = "" if end in graph.reach.loop_of[measured[0]] else f": the chain ends at {graph.named(end)}"
    return Remark(
        kpi,
        f"{graph.named(kpi)} measures {graph.named(measured[0])}, which leads to no goal{ends}",
        f'Link "{graph.title(end)}" upward to a goal, or stop collecting this number.',
    )
