"""A rewarded KPI of which nobody has said what must never be done for its sake.

**Why it matters.** A reward says how much a number is wanted, and leaves open by what
means. Most of what later counts as gaming was never forbidden; it was simply the next idea
of people who wanted to reach the target.

**How to mend it.** Agree with those who are paid by the number what is off limits, and
write it under `limits` in plain words: never hang up on a caller, never close a case that
isn't solved.

**Ask in the workshop.** How far would we go for this number, and where would we stop?

**Source.** Gwyn Bevan and Christopher Hood, "What's measured is what matters: targets and
gaming in the English public health care system", Public Administration 84(3), 2006: targets
were hit, and the point of them missed.

Fails:

```yaml
title: Lettings
goals:
  let: Every flat has a tenant who stays
kpis:
  days-empty:
    title: Days a flat stands empty
    measures: let
    rewarded: true
```

Passes:

```yaml
title: Lettings
goals:
  let: Every flat has a tenant who stays
kpis:
  days-empty:
    title: Days a flat stands empty
    measures: let
    rewarded: true
    limits: no flat is let before its faults are mended
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import is_rewarded

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "no-limits"
SEVERITY = Severity.NOTE


def check(graph: MapGraph) -> Iterator[Remark]:
    """The rewarded KPIs without limits."""
    for name, kpi in graph.kpis.items():
        if name in graph.rewarded and not kpi.limits:
            entry = graph.measures[name].entry
            gamed = f" How this number is gamed: {entry.gamed}" if entry and entry.gamed else ""
            yield Remark(
                name,
                f"{is_rewarded(graph, name)}, and nothing says what must never be done for its sake",
                f"Agree on that with those who are paid by it, and write it down (`limits`).{gamed}",
            )
