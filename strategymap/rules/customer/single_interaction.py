"""A goal about loyalty for which customers are asked at single moments only.

**Why it matters.** Every call, visit and delivery can be rated well while the customer is
on the way out, because nobody asked about the whole. Loyalty is a judgement on the
relationship, and the sum of the moments doesn't give it.

**How to mend it.** Ask some customers about the relationship as a whole, apart from any
interaction, and mark that KPI `touchpoint: relationship`. Keep the others: they show where
to look.

**Ask in the workshop.** Which customer gave us good marks last year and left all the same?

**Source.** TextExpander, "Do Customer Service Metrics Ruin the Customer Service
Experience?", company blog, undated: most measures see one interaction, and every
touchpoint can score well while the relationship fails.

Fails:

```yaml
title: Garage
goals:
  loyalty:
    title: Drivers stay with us
    focus: loyalty
kpis:
  pick-up:
    title: Satisfaction when the car is picked up
    measures: loyalty
    source: survey
    touchpoint: pick-up
```

Passes:

```yaml
title: Garage
goals:
  loyalty:
    title: Drivers stay with us
    focus: loyalty
kpis:
  pick-up:
    title: Satisfaction when the car is picked up
    measures: loyalty
    source: survey
    touchpoint: pick-up
  yearly:
    title: Drivers who would choose us again
    measures: loyalty
    source: survey
    touchpoint: relationship
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "single-interaction"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The goals about loyalty whose listening leaves are all taken at a touchpoint."""
    facts = graph.facts
    for goal in graph.customer_goals:
        if graph.focus(goal) != "loyalty" or facts.hears_the_relationship(goal):
            continue
        voice = facts.voice_below(goal)
        if voice is not None:
            yield _remark(graph, goal, voice)


def _remark(graph: MapGraph, goal: str, voice: str) -> Remark:
    return Remark(
        goal,
        f"{graph.named(goal)} is about a relationship, and customers are asked at single moments only, as in "
        f'"{graph.title(voice)}" ({graph.kpis[voice].touchpoint})',
        "Ask some customers about the relationship as a whole too, apart from any interaction, and mark the "
        "KPI as such (`touchpoint: relationship`).",
    )
