"""A step between the work and the goal that nothing measures.

**Why it matters.** The chain says: if this is achieved, then that will be. Without a
number here nobody can tell, when the goal is missed, whether the work failed or the idea
behind it was wrong.

**How to mend it.** Put a KPI on this rung, however rough; a count of who did what is
enough to begin with.

**Ask in the workshop.** How would you notice, halfway, that this isn't happening?

**Source.** Treasury Board of Canada Secretariat, "Supporting Effective Evaluations: A
Guide to Developing Performance Measurement Strategies", 2010, section 6.2: at least one
indicator for each output and each outcome.

Fails:

```yaml
title: Employment office
goals:
  work: People find lasting work
outcomes:
  skilled:
    title: Job seekers have the skills that employers ask for
    supports: work
kpis:
  still-employed:
    title: Still employed after a year
    measures: work
```

Passes:

```yaml
title: Employment office
goals:
  work: People find lasting work
outcomes:
  skilled:
    title: Job seekers have the skills that employers ask for
    supports: work
    kpis:
      certificates: Job seekers who passed the trade examination
kpis:
  still-employed:
    title: Still employed after a year
    measures: work
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "unmeasured-rung"
SEVERITY = Severity.WARNING


def looks_at(graph: MapGraph) -> list[str]:
    """The outputs and outcomes that lead to a goal."""
    rungs = [*graph.of_kind("output"), *graph.of_kind("outcome")]
    return [name for name in rungs if graph.facts.leads_to_goal(name)]


def holds_for(graph: MapGraph) -> list[str]:
    """The outputs and outcomes on the way to a goal that no KPI measures."""
    return [name for name in looks_at(graph) if not graph.kpis_of(name)]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, name) for name in holds_for(graph))


def remark(graph: MapGraph, name: str) -> Remark:
    """Which effects can't be checked without a KPI."""
    effects = graph.listed(sorted(other for other in graph.supports(name) if other != name), 3)
    return Remark(
        name,
        f"{graph.named(name)} has no KPI: whether it brings about {effects} can't be checked",
        "Say how you would notice that it happens, and hang a KPI for that on it.",
    )


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    return Remark(
        None,
        f"{len(found)} outputs and outcomes on the way to a goal have no KPI, "
        f'so that no "if … then …" can be checked there: {graph.listed(found)}',
        "Begin with the outcomes right below the top goals: say how you would notice that they happen.",
    )
