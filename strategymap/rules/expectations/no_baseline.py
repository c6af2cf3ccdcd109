"""A target of which nobody knows how far away it is.

**Why it matters.** Without the value at the start nobody can tell a bold target from one that
is as good as reached, and at the end nobody can say what the work has changed. It can't be
made up for later: once the work has begun, the starting point is gone.

**How to mend it.** Measure once before the work begins and write it down as the `baseline`,
with its day. An early value of the history will often do.

**Ask in the workshop.** Where did this stand on the day when we chose the target, and who
wrote it down?

**Source.** Treasury Board of Canada Secretariat, "Supporting Effective Evaluations: A Guide to
Developing Performance Measurement Strategies", 2010, section 6.2: a baseline belongs to each
indicator, beside its target and time line.

Fails:

```yaml
title: Railway
goals:
  on-time:
    title: Passengers can rely on their connection
    kpis:
      punctual:
        title: Trains less than 5 minutes late
        unit: "%"
        target: 92
```

Passes:

```yaml
title: Railway
goals:
  on-time:
    title: Passengers can rely on their connection
    kpis:
      punctual:
        title: Trains less than 5 minutes late
        unit: "%"
        baseline: {value: 84, at: 2025-12-31}
        target: 92
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.numbers import quantity_text, term_text
from strategymap.rules.phrases import expected, so_many_lack

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "no-baseline"
SEVERITY = Severity.WARNING


def looks_at(graph: MapGraph) -> list[str]:
    """The KPIs with a target."""
    return [name for name, kpi in graph.kpis.items() if kpi.target]


def holds_for(graph: MapGraph) -> list[str]:
    """Those of them without a baseline."""
    return [kpi for kpi in looks_at(graph) if graph.kpis[kpi].baseline is None]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, kpi) for kpi in holds_for(graph))


def remark(graph: MapGraph, kpi: str) -> Remark:
    """What is expected of a KPI whose start nobody knows."""
    return Remark(
        kpi,
        f"{expected(graph, kpi)}, and nobody has written down where it started: what the work changes can't be told",
        _remedy(graph, kpi),
    )


def _remedy(graph: MapGraph, kpi: str) -> str:
    history, latest = graph.scorecard.history(kpi), graph.scorecard.latest(kpi)
    first = history[0] if history else latest
    if first is None:
        return "Measure it once before the work begins, and write that down (`baseline`)."
    value = quantity_text(first.value, graph.measures[kpi].unit)
    told = (
        f"its earliest value, {value} in {term_text(first.at)}, may serve"
        if first.at
        else f"the value of {value} may serve, if it is from then"
    )
    return f"Write down where it stood when the target was set (`baseline`); {told}."


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    return Remark(
        None,
        f"{so_many_lack(len(found), len(looks_at(graph)), 'KPIs with a target')} a baseline "
        f"({graph.listed(found)}): what the work changes can't be told",
        "Write down where each of them stands today (`baseline`), before the work begins.",
    )
