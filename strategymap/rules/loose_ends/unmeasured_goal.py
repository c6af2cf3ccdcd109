"""A goal that nothing measures, neither directly nor through what leads to it.

**Why it matters.** Without a single number under it nobody will ever know whether the
goal was reached, or even came nearer. It will be declared achieved, or be forgotten.

**How to mend it.** Agree what would be seen if the goal were reached, and hang a KPI for
that on the goal or on an outcome that carries it.

**Ask in the workshop.** A year from now, what would you look at to know whether we got
there?

**Source.** Barry Dalton, "Who's expectations are they anyway?", 2010: the first step is
to have measures that reflect the strategic objectives.

Fails:

```yaml
title: Library
goals:
  readers: More people read for pleasure
outcomes:
  visits:
    title: Families come every week
    supports: readers
```

Passes:

```yaml
title: Library
goals:
  readers: More people read for pleasure
outcomes:
  visits:
    title: Families come every week
    supports: readers
kpis:
  weekly-visitors:
    title: Families who came in three of the last four weeks
    measures: visits
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "unmeasured-goal"
SEVERITY = Severity.WARNING


def looks_at(graph: MapGraph) -> list[str]:
    """The goals."""
    return graph.of_kind("goal")


def holds_for(graph: MapGraph) -> list[str]:
    """The goals without leaves."""
    return [goal for goal in looks_at(graph) if not graph.facts.is_measured(goal)]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, goal) for goal in holds_for(graph))


def remark(graph: MapGraph, goal: str) -> Remark:
    """What could carry a KPI for a goal."""
    carriers = sorted(other for other in graph.supporters_of(goal) if other != goal)
    if not carriers:
        return Remark(
            goal,
            f"{graph.named(goal)} has no KPI, and nothing leads to it that has one",
            "Say how you would know that it is reached, and hang a KPI for that on it.",
        )
    return Remark(
        goal,
        f"{graph.named(goal)} has no KPI, and nothing that leads to it has one",
        "Say how you would know that it is reached, and hang a KPI for that on it "
        f"or on what carries it ({graph.listed(carriers, 3)}).",
    )


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    return Remark(
        None,
        f"{len(found)} goals have no KPI, neither of their own nor below them: {graph.listed(found)}",
        "Begin with the goals at the top: say how you would know that each is reached.",
    )
