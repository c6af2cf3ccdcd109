"""A KPI for which nobody has said how much is enough.

**Why it matters.** Without a target every number is good news to somebody. The meeting looks
at the curve, finds an explanation for each bend, and decides nothing, because nobody agreed
beforehand what would have to be different by now.

**How to mend it.** Agree on a number, the day by which it should be reached and the group
for which it holds. A KPI that is only there to make sense of the others has the direction
`context` and needs none.

**Ask in the workshop.** From which value on would we stop working on this, and below which
would we be alarmed?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX transformation",
Contact Center Pipeline, 2020: expectations have to be specific before performance can be
compared with them.

Fails:

```yaml
title: Bakery
goals:
  fresh:
    title: Nobody carries yesterday's bread home
    kpis:
      unsold:
        title: Loaves left at closing time
        actual: {value: 46, at: 2026-05-31}
```

Passes:

```yaml
title: Bakery
goals:
  fresh:
    title: Nobody carries yesterday's bread home
    kpis:
      unsold:
        title: Loaves left at closing time
        actual: {value: 46, at: 2026-05-31}
        target: {value: 20, by: 2026-12-31, for: all four shops}
      passers-by:
        title: People who walk past
        direction: context
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.numbers import quantity_text, term_text
from strategymap.rules.phrases import so_many_lack

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "no-target"
SEVERITY = Severity.NOTE


def looks_at(graph: MapGraph) -> list[str]:
    """The KPIs to which a target belongs."""
    return [kpi for kpi, measure in graph.measures.items() if measure.direction != "context"]


def holds_for(graph: MapGraph) -> list[str]:
    """Those of them without a target."""
    return [kpi for kpi in looks_at(graph) if graph.kpis[kpi].target is None]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, kpi) for kpi in holds_for(graph))


def remark(graph: MapGraph, kpi: str) -> Remark:
    """How a KPI stands of which nobody has said how much would be enough."""
    return Remark(
        kpi,
        f"{graph.named(kpi)} {_state(graph, kpi)}",
        "Agree on a number, a day and whom it holds for (`target`), or say that this KPI is only there "
        "to make sense of the others (`direction: context`).",
    )


def _state(graph: MapGraph, kpi: str) -> str:
    latest = graph.scorecard.latest(kpi)
    if latest is None:
        return "has no target: nobody has said how much would be enough"
    value = quantity_text(latest.value, graph.measures[kpi].unit)
    when = f" ({term_text(latest.at)})" if latest.at else ""
    return f"stands at {value}{when}, and nobody has said how much would be enough"


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    return Remark(
        None,
        f"{so_many_lack(len(found), len(looks_at(graph)), 'KPIs')} a target ({graph.listed(found)}): nobody has "
        "said how much would be enough",
        "Begin with the KPIs of the top goals: agree on a number, a day and whom it holds for (`target`).",
    )
