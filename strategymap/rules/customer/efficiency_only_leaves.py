"""A customer goal that is measured by nothing but efficiency: back to the drawing board.

**Why it matters.** The strategy says loyalty or experience, and every number under it
says faster and cheaper. People manage what is measured: the goal will be missed while
all its numbers are hit.

**How to mend it.** Add a measure of what customers get or do under this goal, such as
retention, first-contact resolution or effort, and hang the efficiency measures where
they belong: under a goal about cost.

**Ask in the workshop.** If all these numbers turned green, would a single customer have
noticed?

**Source.** Barry Dalton, "Who's expectations are they anyway?", 2010: start with goals
such as loyalty, end with handle time, calls per hour and cost per call, and it is time
to go back to the drawing board.

Fails:

```yaml
title: Service desk
goals:
  loyalty:
    title: Improve customer loyalty
    focus: loyalty
outcomes:
  quick:
    title: Calls are short
    supports: loyalty
kpis:
  aht:
    title: Average handle time
    measures: quick
```

Passes:

```yaml
title: Service desk
goals:
  loyalty:
    title: Improve customer loyalty
    focus: loyalty
outcomes:
  quick:
    title: Calls are short
    supports: loyalty
kpis:
  aht:
    title: Average handle time
    measures: quick
  fcr:
    title: First-contact resolution
    measures: loyalty
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "efficiency-only-leaves"
SEVERITY = Severity.ERROR


def check(graph: MapGraph) -> Iterator[Remark]:
    """The customer goals whose leaves are efficiency KPIs, all of them."""
    for goal in graph.customer_goals:
        if not graph.facts.has_only_efficiency_leaves(goal):
            continue
        leaves = sorted(graph.leaves_of(goal))
        yield Remark(
            goal,
            f"Back to the drawing board: {graph.named(goal)} is about customers, and everything "
            f"measured under it is efficiency ({graph.listed(leaves)})",
            f"Add a measure of what customers get or do, and hang {'this' if len(leaves) == 1 else 'these'} under a "
            "goal about cost.",
            related=tuple(leaves),
        )
