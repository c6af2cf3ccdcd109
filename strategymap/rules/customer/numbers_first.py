"""A goal about money, growth or efficiency that rests neither on customers nor on people.

**Why it matters.** Money comes from customers, and what customers get comes from people.
A map on which a financial goal is brought about by processes and projects alone leaves
both out, and with them the reason why the money should come.

**How to mend it.** Put between the goal and the work below it what customers must come to
think or do, and what employees must be able and willing to do.

**Ask in the workshop.** Who decides whether this number comes true, and what have we done
for them?

**Source.** Jamey Lutz, "Customer-centric leadership: let the numbers take care of
themselves", jameylutz.com, undated: look after customers, and the numbers follow.

Fails:

```yaml
title: Furniture maker
goals:
  profit:
    title: Double the profit
    focus: financial
outcomes:
  cheap:
    title: Production is cheaper
    perspective: process
    supports: profit
```

Passes:

```yaml
title: Furniture maker
goals:
  profit:
    title: Double the profit
    focus: financial
  recommended:
    title: Buyers recommend our chairs
    focus: loyalty
    supports: profit
outcomes:
  durable:
    title: Chairs last for decades
    perspective: process
    supports: recommended
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "numbers-first"
SEVERITY = Severity.WARNING

_NUMBERS = {"financial", "growth", "efficiency"}


def check(graph: MapGraph) -> Iterator[Remark]:
    """The top goals about numbers with something below them, and neither customers nor
    people in it."""
    for goal in graph.top_goals:
        below = sorted(name for name in graph.supporters_of(goal) if name != goal)
        if below and _is_about_numbers(graph, goal) and not _rests_on_somebody(graph, goal):
            yield _remark(graph, goal, below)


def _is_about_numbers(graph: MapGraph, goal: str) -> bool:
    focus = graph.focus(goal)
    return focus in _NUMBERS or (focus is None and graph.role(goal) == "financial")


def _rests_on_somebody(graph: MapGraph, goal: str) -> bool:
    facts = graph.facts
    return facts.rests_on_role(goal, customer=True, people=True) or facts.rests_on_customer_goal(goal)


def _remark(graph: MapGraph, goal: str, below: list[str]) -> Remark:
    carried = graph.listed(below, 3)
    return Remark(
        goal,
        f"{graph.named(goal)} is carried by {carried}, and nothing that leads to it is about customers or people",
        f'Ask what customers and employees must do for "{graph.title(goal)}" to come true, and put that '
        f"between it and {carried}.",
    )
