"""A goal of which every KPI tells only afterwards how it went.

**Why it matters.** When a lagging number moves, the work that moved it lies months back.
Steering by such numbers alone is driving by the mirror: by the time that the trouble shows,
it can only be explained.

**How to mend it.** Find what changes first on the way to the goal, what people do or what
customers notice, and measure that there (`timing: leading`).

**Ask in the workshop.** What would we see three months before this number falls?

**Source.** Robert S. Kaplan and David P. Norton, "Linking the Balanced Scorecard to
Strategy", California Management Review 39(1), 1996: outcome measures need performance
drivers beside them, and the other way round.

Fails:

```yaml
title: Wine growers
goals:
  name:
    title: Our wine is asked for by name
    kpis:
      price: {title: Price a bottle, timing: lagging}
      reorders: {title: Restaurants that order again, timing: lagging}
outcomes:
  tasted:
    title: Sommeliers know our wine
    supports: name
```

Passes:

```yaml
title: Wine growers
goals:
  name:
    title: Our wine is asked for by name
    kpis:
      price: {title: Price a bottle, timing: lagging}
      reorders: {title: Restaurants that order again, timing: lagging}
outcomes:
  tasted:
    title: Sommeliers know our wine
    supports: name
    kpis:
      tastings: {title: Sommeliers who came to a tasting, timing: leading}
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from heapq import nsmallest
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.wording import listed, quoted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "lagging-only"
SEVERITY = Severity.NOTE

#: So many lagging KPIs are named; that there are more is said.
_NAMED = 3


def check(graph: MapGraph) -> Iterator[Remark]:
    """The goals with two or more leaves that have a timing, all of them lagging."""
    timing = {kpi: measure.timing for kpi, measure in graph.measures.items()}
    lagging = _leaves(graph, [kpi for kpi in timing if timing[kpi] == "lagging"], _NAMED + 1)
    late = [goal for goal in graph.of_kind("goal") if len(lagging[goal]) > 1]
    if not late:
        return
    leading = _leaves(graph, [kpi for kpi in timing if timing[kpi] == "leading"], 1)
    untold = _leaves(graph, [kpi for kpi in timing if timing[kpi] is None], 1)
    for goal in late:
        if not leading[goal]:
            yield _remark(graph, goal, lagging[goal], untold[goal])


def _leaves(graph: MapGraph, kpis: Collection[str], most: int) -> dict[str, list[str]]:
    """For each node the first of some KPIs, by id, that measure it or what leads to it."""
    if not kpis:
        return {name: [] for name in graph.nodes}
    wanted = set(kpis)
    found: dict[str, list[str]] = {}
    for loop in reversed(graph.reach.components):
        leaves = {kpi for node in loop for kpi in graph.kpis_of(node)} & wanted
        for node in loop:
            for other in graph.supporters_of(node):
                leaves.update(found.get(other, ()))
        first = list(leaves) if len(leaves) < 2 else nsmallest(most, leaves)
        found.update(dict.fromkeys(loop, first))
    return found


def _remark(graph: MapGraph, goal: str, lagging: list[str], untold: list[str]) -> Remark:
    named = [quoted(graph.title(kpi)) for kpi in lagging[:_NAMED]]
    told = listed([*named, *(["others"] if len(lagging) > _NAMED else [])])
    return Remark(
        goal,
        f"{graph.named(goal)} is seen only in the mirror: {told} {'both' if len(lagging) == 2 else 'all'} lag, and "
        "no KPI on it or below it is known to lead",
        _remedy(graph, goal, untold),
    )


def _remedy(graph: MapGraph, goal: str, untold: list[str]) -> str:
    below = min((other for other in graph.supporters_of(goal) if other != goal), default=None)
    where = f", for instance of {graph.named(below)}, which leads there" if below else ""
    remedy = f"Add a KPI that moves earlier{where}"
    if untold:
        return f"{remedy}; or say of {graph.listed(untold)} whether it leads (`timing`)."
    return f"{remedy}."
