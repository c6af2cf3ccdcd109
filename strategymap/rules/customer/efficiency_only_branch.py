"""A branch under a customer goal on which nothing but efficiency is measured.

**Why it matters.** The goal itself may be measured well. But whoever works on this branch
sees only numbers about speed, cost or compliance, and will get these right, whether or not
any of it reaches a customer.

**How to mend it.** Measure on the branch what a customer gets from it, beside what it
costs. If there is nothing that a customer would notice, say honestly that the branch is
about cost, and link it to a goal about cost.

**Ask in the workshop.** If this branch succeeded completely, which customer would notice,
and by what?

**Source.** Barry Dalton, "Who's expectations are they anyway?", 2010: firms have the right
service measures and, under the pressure of efficiency, fail to join them to their goals.

Fails:

```yaml
title: Airline
goals:
  loyalty:
    title: Passengers fly with us again
    focus: loyalty
    kpis:
      again: Passengers who return within a year
outcomes:
  quick-check-in:
    title: Check-in is quick
    supports: loyalty
    kpis:
      desk-time:
        title: Seconds per passenger at the desk
        focus: efficiency
```

Passes:

```yaml
title: Airline
goals:
  loyalty:
    title: Passengers fly with us again
    focus: loyalty
    kpis:
      again: Passengers who return within a year
outcomes:
  quick-check-in:
    title: Check-in is quick
    supports: loyalty
    kpis:
      desk-time:
        title: Seconds per passenger at the desk
        focus: efficiency
      unhurried:
        title: Passengers who found check-in easy
        focus: experience
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "efficiency-only-branch"
SEVERITY = Severity.NOTE


def check(graph: MapGraph) -> Iterator[Remark]:
    """The direct supporters of customer goals that have efficiency leaves alone, where the
    goal has others too."""
    mixed = {goal for goal in graph.customer_goals if not graph.facts.has_only_efficiency_leaves(goal)}
    for node in graph.nodes:
        if graph.facts.has_only_efficiency_leaves(node):
            goals = sorted(mixed.intersection(graph.supports(node)))
            if goals:
                yield _remark(graph, node, goals)


def _remark(graph: MapGraph, node: str, goals: list[str]) -> Remark:
    leaves = sorted(graph.leaves_of(node))
    return Remark(
        node,
        f"{graph.named(node)} is meant to serve {graph.listed(goals, 3)}, and everything measured on this "
        f"branch is efficiency ({graph.listed(leaves)})",
        f'Ask what a customer would notice if "{graph.title(node)}" came true, and measure that beside it; '
        "if it is nothing, hang the branch under a goal about cost.",
        related=tuple(leaves),
    )
