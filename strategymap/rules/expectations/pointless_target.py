"""A target that is reached before anybody begins, or by getting worse.

**Why it matters.** A target that asks for nothing is reported as achieved from the first day
and nobody changes what they do. Mostly it is a slip, two numbers exchanged or a direction
misread; now and then it is a target that somebody wanted to be safe.

**How to mend it.** Say how far it should move. If the aim is to hold what was gained, write
the range that it must not leave: a range target is never pointless.

**Ask in the workshop.** What would people do differently tomorrow because of this target?

**Source.** Edwin A. Locke and Gary P. Latham, "Building a practically useful theory of goal
setting and task motivation", American Psychologist 57(9), 2002: goals that ask for more than
is done already move people.

Fails:

```yaml
title: Post office
goals:
  quick:
    title: Nobody has to plan a visit around the queue
    kpis:
      waiting:
        title: Minutes in the queue
        direction: down
        baseline: 9
        target: 12
```

Passes:

```yaml
title: Post office
goals:
  quick:
    title: Nobody has to plan a visit around the queue
    kpis:
      waiting:
        title: Minutes in the queue
        direction: down
        baseline: 12
        target: 9
      clerks:
        title: Counters that are open
        baseline: 4
        target: {between: [4, 5]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.numbers import baseline_text, target_text

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.measure import Measure

NAME = "pointless-target"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The KPIs whose target equals the baseline or lies on its wrong side."""
    for kpi, measure in graph.measures.items():
        way = _way(measure)
        if way == 0:
            yield _as_it_was(graph, kpi)
        elif way is not None and measure.direction == ("down" if way > 0 else "up"):
            yield _backwards(graph, kpi)


def _way(measure: Measure) -> int | None:
    """Where the target lies: 1 above the baseline, -1 below it, 0 upon it. None for a range, or
    where one of the two is missing."""
    baseline, target = measure.kpi.baseline, measure.kpi.target
    if baseline is None or baseline.value is None or target is None or target.value is None:
        return None
    start, end = baseline.value.number, target.value.number
    return (end > start) - (end < start)


def _as_it_was(graph: MapGraph, kpi: str) -> Remark:
    measure = graph.measures[kpi]
    return Remark(
        kpi,
        f"{graph.named(kpi)} has a target of {target_text(measure.kpi.target, measure.unit)}, and that is where it "
        "started: it was reached before anybody began",
        "Say how far it should move; if the aim is to hold it there, write the range that it must not leave "
        "(`between`).",
    )


def _backwards(graph: MapGraph, kpi: str) -> Remark:
    measure = graph.measures[kpi]
    rises = measure.direction == "up"
    start, end = (
        baseline_text(measure.kpi.baseline, measure.unit),
        target_text(measure.kpi.target, measure.unit),
    )
    return Remark(
        kpi,
        f"{graph.named(kpi)} should go {'up' if rises else 'down'}, and its target of {end} lies "
        f"{'below' if rises else 'above'} its baseline of {start}: it counts as reached even if things get worse",
        "Correct the number that is wrong, or say that "
        + ("less is better here (`direction: down`)." if rises else "more is better here (`direction: up`)."),
    )
