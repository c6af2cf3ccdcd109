"""A goal about customers is stated, and efficiency is what is paid for.

**Why it matters.** Everybody in the organisation can read two strategies: the one on the
wall and the one on the payslip. Where they differ, the payslip is followed, and the goal on
the wall becomes a reason for cynicism.

**How to mend it.** Take the pay off efficiency, or let it hang as much on what customers
get under this goal.

**Ask in the workshop.** If a new colleague knew only our bonus scheme, what would they
think that our strategy is?

**Source.** Barry Dalton, "Who's expectations are they anyway?", 2010: expectations,
capabilities and rewards have to point at the same goal.

Fails:

```yaml
title: Contact centre
goals:
  loyalty:
    title: Callers stay with us
    focus: loyalty
    kpis:
      retention: Customer retention rate
  cost:
    title: Calls cost less
    kpis:
      aht:
        title: Average handle time
        rewarded: true
```

Passes:

```yaml
title: Contact centre
goals:
  loyalty:
    title: Callers stay with us
    focus: loyalty
    kpis:
      retention:
        title: Customer retention rate
        rewarded: true
  cost:
    title: Calls cost less
    kpis:
      aht:
        title: Average handle time
        rewarded: true
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.measure import Measure

NAME = "stated-not-rewarded"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The measured customer goals without a rewarded leaf other than efficiency, where some
    efficiency KPI of the map is rewarded."""
    paid = sorted(kpi for kpi in graph.rewarded if graph.measures[kpi].is_efficiency)
    if not paid:
        return
    facts = graph.facts
    listed = graph.listed(paid, 3)
    verb = "is" if len(paid) == 1 else "are"
    for goal in graph.customer_goals:
        if facts.is_measured(goal) and not facts.pays_for_more_than_efficiency(goal):
            yield Remark(
                goal,
                f"{graph.named(goal)} is what is said, and {listed} {verb} what is paid for: nothing else that "
                "measures this goal is rewarded",
                f"Take the pay off {listed}, or let it hang as much on {_instead(graph, goal)}.",
                related=tuple(paid),
            )


def _instead(graph: MapGraph, goal: str) -> str:
    """A KPI of the goal itself that counts what customers do. What they say is no help: it is
    easily talked up, as soon as pay hangs on it."""
    done = [kpi for kpi in graph.kpis_of(goal) if _counts_deeds(graph.measures[kpi])]
    return f'"{graph.title(min(done))}"' if done else "what customers do, such as staying or coming back"


def _counts_deeds(measure: Measure) -> bool:
    return not (measure.is_efficiency or measure.is_barometer or measure.is_listening)
