"""Pay hangs on a measure of efficiency or compliance.

**Why it matters.** Speed, cost and adherence are good to know and bad to be paid for: they
are the easiest numbers to reach at somebody else's expense, and that somebody is usually
the customer. What was a gauge becomes the job.

**How to mend it.** Keep the number for planning and for learning, out of sight of pay and
rankings. If something must be paid for, pay for the result that it was meant to serve.

**Ask in the workshop.** What do people stop doing in the last week of the quarter in order
to reach this number?

**Source.** Michael Harris and Bill Tayler, "Don't Let Metrics Undermine Your Business",
Harvard Business Review, September-October 2019: loosen the link between measures and pay.

Fails:

```yaml
title: Surgery
goals:
  healthy: Patients get well
outcomes:
  seen:
    title: Patients are seen the same day
    supports: healthy
kpis:
  minutes:
    title: Minutes per consultation
    focus: efficiency
    measures: seen
    rewarded: true
```

Passes:

```yaml
title: Surgery
goals:
  healthy: Patients get well
outcomes:
  seen:
    title: Patients are seen the same day
    supports: healthy
kpis:
  minutes:
    title: Minutes per consultation
    focus: efficiency
    measures: seen
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import is_rewarded

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "rewarded-efficiency"
SEVERITY = Severity.WARNING

_PAID_FOR = {
    "efficiency": "people are paid for being quick or cheap, whatever becomes of the result",
    "compliance": "people are paid for keeping to the rule, whatever becomes of the result",
}


def check(graph: MapGraph) -> Iterator[Remark]:
    """The rewarded KPIs that are about efficiency or compliance."""
    for kpi in graph.kpis:
        focus = graph.measures[kpi].focus
        if kpi in graph.rewarded and focus in _PAID_FOR:
            yield Remark(kpi, f"{is_rewarded(graph, kpi)}: {_PAID_FOR[focus]}", _remedy(graph, kpi))


def _remedy(graph: MapGraph, kpi: str) -> str:
    behind = {graph.facts.goal_behind(node) for node in graph.measured_by(kpi)}
    goal = min((name for name in behind if name is not None), default=None)
    serves = f": {graph.named(goal)}" if goal is not None else ""
    return f"Keep it for planning and learning; if something must be paid for, let it be what this serves{serves}."
