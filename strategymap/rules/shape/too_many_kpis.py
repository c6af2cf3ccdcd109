"""More KPIs on one node than anybody can act on.

**Why it matters.** With many numbers on one goal some are always up and some always down.
Each reader finds the one that proves the point, the review becomes a tour of charts, and
nobody can say whether the goal has come nearer.

**How to mend it.** Keep the few by which you decide something. Hang the others where they
belong, on what leads to this node, or stop collecting them. How many are too many can be
set for each map (`limit`).

**Ask in the workshop.** Which of these numbers did we last decide something by?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX
transformation", Contact Center Pipeline, 2020: too much data is the first of the ways in
which dashboards fail; the limit is this project's own.

Fails:

```yaml
title: Bakery chain
goals:
  fresh:
    title: Bread is fresh all day
    kpis:
      batches: Batches a day
      age: Hours since baking at sale
      waste: Loaves thrown away
      praise: Customers who call the bread fresh
      late: Deliveries that came late
      empty: Shelves empty at six
```

Passes:

```yaml
title: Bakery chain
goals:
  fresh:
    title: Bread is fresh all day
    kpis:
      praise: Customers who call the bread fresh
      waste: Loaves thrown away
outcomes:
  often:
    title: Every shop bakes four times a day
    supports: fresh
    kpis:
      batches: Batches a day
      empty: Shelves empty at six
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import more_than

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "too-many-kpis"
SEVERITY = Severity.NOTE

_LIMIT = 5


def check(graph: MapGraph, *, limit: int = _LIMIT) -> Iterator[Remark]:
    """The nodes with more KPIs of their own than the limit."""
    for node in graph.nodes:
        kpis = graph.kpis_of(node)
        if len(kpis) > limit:
            yield _remark(graph, node, sorted(kpis), limit)


def _remark(graph: MapGraph, node: str, kpis: list[str], limit: int) -> Remark:
    over = more_than(limit, "that a discussion can hold", usual=_LIMIT)
    decisive = [kpi for kpi in kpis if graph.kpis[kpi].decision]
    if 0 < len(decisive) < len(kpis):
        keep = f"Keep what informs a decision ({graph.listed(decisive, 3)})"
    else:
        keep = "Ask of each which decision it informs (`decision`), and keep those few"
    return Remark(
        node,
        f"{graph.named(node)} has {len(kpis)} KPI{'s' if len(kpis) > 1 else ''} ({graph.listed(kpis, 6)}), {over}: "
        "some will be up and some down, whatever happens",
        f"{keep}; let the rest measure what leads here, or let it go.",
    )
