"""A financial goal that rests on customers, and on nobody who serves them.

**Why it matters.** In the service-profit chain, profit and growth come from loyal
customers, loyalty from what customers get, and that from people who are able and willing
to give it. A map that begins with the customer takes the people for granted.

**How to mend it.** Add below the customer goal what employees must know, want or be free to
do, in the perspective that stands for people.

**Ask in the workshop.** What would the people who serve our customers need in order to do
it better, and why don't they have it?

**Source.** James L. Heskett, Thomas O. Jones, Gary W. Loveman, W. Earl Sasser and Leonard
A. Schlesinger, "Putting the Service-Profit Chain to Work", Harvard Business Review 72(2),
1994. The links of the chain are unequally well proved; treat them as beliefs to be tested.

Fails:

```yaml
title: Hotel
goals:
  profit:
    title: Earn well
    perspective: financial
  guests:
    title: Guests come back
    perspective: customer
    focus: loyalty
    supports: profit
outcomes:
  clean:
    title: Rooms are ready and clean
    perspective: process
    supports: guests
```

Passes:

```yaml
title: Hotel
goals:
  profit:
    title: Earn well
    perspective: financial
  guests:
    title: Guests come back
    perspective: customer
    focus: loyalty
    supports: profit
outcomes:
  clean:
    title: Rooms are ready and clean
    perspective: process
    supports: guests
  staff-stay:
    title: Housekeepers stay and are proud of their floor
    perspective: people
    supports: clean
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "service-profit-gap"
SEVERITY = Severity.NOTE


def check(graph: MapGraph) -> Iterator[Remark]:
    """The financial top goals with a customer goal below them and nothing about people."""
    facts = graph.facts
    for goal in graph.top_goals:
        if not (graph.focus(goal) in {"financial", "growth"} or graph.role(goal) == "financial"):
            continue
        if facts.rests_on_customer_goal(goal) and not facts.rests_on_role(goal, people=True):
            yield _remark(graph, goal)


def _remark(graph: MapGraph, goal: str) -> Remark:
    below = (graph.facts.customer_goal_below(name) for name in graph.supporters_of(goal) if name != goal)
    customers = graph.title(min(name for name in below if name is not None))
    bands = [band.title for band in graph.perspectives.values() if band.role == "people"]
    gap = (
        f'nothing in the perspective "{bands[0]}" leads to it'
        if bands
        else "the map has no perspective for people"
    )
    return Remark(
        goal,
        f'{graph.named(goal)} rests on "{customers}", and on nobody who serves them: {gap}',
        f'Say what employees must know, want or be free to do for "{customers}" to come true, and link it below.',
    )
