"""A goal for which one number with a target has to stand alone.

**Why it matters.** Where one number is all that there is, it soon is the goal. It can be
reached in ways that nobody meant, and there is nothing beside it or below it to show that
the goal itself hasn't come nearer.

**How to mend it.** Add a second measure that sees the goal from another side, or measure
what is meant to lead to it.

**Ask in the workshop.** Could we reach this number and still miss the goal? What would we
see then?

**Source.** V. F. Ridgway, "Dysfunctional Consequences of Performance Measurements",
Administrative Science Quarterly 1(2), 1956: a single measure draws the work towards itself
and away from what it was for.

Fails:

```yaml
title: Job centre
goals:
  placed:
    title: People find work that lasts
    kpis:
      interviews:
        title: Interviews held
        target: 500
```

Passes:

```yaml
title: Job centre
goals:
  placed:
    title: People find work that lasts
    kpis:
      interviews:
        title: Interviews held
        target: 500
      still-there:
        title: People still in the job after half a year
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import companions

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "sole-measure"
SEVERITY = Severity.NOTE


def check(graph: MapGraph) -> Iterator[Remark]:
    """The goals with one KPI, which has a target, and with no KPI below."""
    for goal in graph.of_kind("goal"):
        kpis = graph.kpis_of(goal)
        if len(kpis) == 1 and graph.kpis[kpis[0]].target and not graph.facts.is_measured_below(goal):
            yield _remark(graph, goal, kpis[0])


def _remark(graph: MapGraph, goal: str, kpi: str) -> Remark:
    known = companions(graph, kpi)
    such_as = f", such as {known}" if known else ""
    return Remark(
        goal,
        f'{graph.named(goal)} hangs on one number: "{graph.title(kpi)}" has a target, and nothing beside or '
        "below it is measured",
        f"Add a measure that sees the goal from another side{such_as}, or measure what is meant to lead to it.",
    )
