"""Corporate and operational KPIs side by side on one node.

**Why it matters.** The board can do nothing about yesterday's queue, and the front line
nothing about market share. Put side by side, one kind of number hides the other: leaders
dig in daily detail, and the people who do the work look at figures that they can't move.

**How to mend it.** Keep on the node what its own level steers by, and let the operational
numbers measure what leads to it. The chain then shows how the one brings about the other.

**Ask in the workshop.** Who looks at these together, and what can they do about each?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX
transformation", Contact Center Pipeline, 2020: strategic measures mixed with transactional
data are one of the ways in which dashboards fail.

Fails:

```yaml
title: Freight carrier
goals:
  on-time:
    title: Shippers can rely on our times
    kpis:
      share: {title: Contracts renewed, level: corporate}
      gate: {title: Minutes at the gate, level: operational}
```

Passes:

```yaml
title: Freight carrier
goals:
  on-time:
    title: Shippers can rely on our times
    kpis:
      share: {title: Contracts renewed, level: corporate}
outcomes:
  quick-gate:
    title: Lorries leave the yard without waiting
    supports: on-time
    kpis:
      gate: {title: Minutes at the gate, level: operational}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "mixed-levels"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The nodes with a corporate and an operational KPI of their own."""
    for node in graph.nodes:
        kpis = sorted(graph.kpis_of(node))
        corporate = [kpi for kpi in kpis if graph.kpis[kpi].level == "corporate"]
        operational = [kpi for kpi in kpis if graph.kpis[kpi].level == "operational"]
        if corporate and operational:
            yield _remark(graph, node, corporate, operational)


def _remark(graph: MapGraph, node: str, corporate: list[str], operational: list[str]) -> Remark:
    detail = graph.listed(operational, 3)
    below = min((other for other in graph.supporters_of(node) if other != node), default=None)
    where = (
        f"what leads there, such as {graph.named(below)}"
        if below
        else "what leads there, once it is written down"
    )
    return Remark(
        node,
        f"{graph.named(node)} mixes the levels: {graph.listed(corporate, 3)} {_is(corporate)} corporate, {detail} "
        f"{_is(operational)} operational, and whoever steers by the one can do little about the other",
        f"Let {detail} measure {where}.",
    )


def _is(kpis: list[str]) -> str:
    return "is" if len(kpis) == 1 else "are"
