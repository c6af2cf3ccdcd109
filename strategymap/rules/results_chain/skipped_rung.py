"""A link from work or its product straight to a goal, past the outcomes.

**Why it matters.** What we do doesn't reach a goal by itself: somebody has to act
differently because of it. A link that leaves this out hides the very assumption on which
the plan most often fails.

**How to mend it.** Write the outcome in between: who does what differently once this is
delivered? Or link to the outcome that stands there already.

**Ask in the workshop.** What do people do differently once we have delivered this?

**Source.** Janet LeBlanc on results-focused leadership, Contact Center Pipeline, 2020: each
level of results is achieved by way of the one below. The IATI Standard 2.03 (codelist
ResultType) keeps outputs, outcomes and impact apart for the same reason.

Fails:

```yaml
title: Water for the valley
goals:
  health: Children are healthy
outcomes:
  wash: Families wash their hands
outputs:
  wells:
    title: Forty wells are drilled
    supports: health
```

Passes:

```yaml
title: Water for the valley
goals:
  health: Children are healthy
outcomes:
  wash:
    title: Families wash their hands
    supports: health
outputs:
  wells:
    title: Forty wells are drilled
    supports: wash
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "skipped-rung"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The links from an initiative or output to a goal, where the map has outcomes."""
    outcomes_of = {name: _outcomes(graph, graph.supports(name)) for name in graph.nodes}
    for goal in graph.of_kind("goal"):
        carriers = _outcomes(graph, graph.supporters_of(goal))
        onward = graph.listed(sorted(carriers), 3)
        for source in graph.supporters_of(goal):
            if graph.facts.skips_rung(source, goal):
                yield Remark(
                    source,
                    f"{graph.named(source)} jumps straight to {graph.named(goal)}: "
                    "the map doesn't say what changes in between",
                    _remedy(graph.listed(sorted(outcomes_of[source] & carriers), 3), onward),
                    related=(goal,),
                    at=graph.link(source, goal).origin,
                )


def _outcomes(graph: MapGraph, names: list[str]) -> set[str]:
    return {name for name in names if graph.kind(name) == "outcome"}


def _remedy(already: str, onward: str) -> str:
    """`already` are the outcomes that carry it to the goal, `onward` all that lead there."""
    if already:
        return f"It leads there by way of {already} already: take the short cut out."
    if onward:
        return f"Link it to the outcome that carries it ({onward}), or write the one that is missing."
    return "Write the outcome in between: who does what differently once this is there?"
