"""A target whose day has passed, and that was not reached, or that nobody looked at.

**Why it matters.** A promise has run out, and the map goes on as if it hadn't. Whoever sees
that a day may pass without a word learns that the days on this map don't matter.

**How to mend it.** Measure, if nobody has since. Then say openly that it was missed, and
agree on what changes: the work, the day or the target. Write down why.

**Ask in the workshop.** What do we know today that we didn't know when we chose this target?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX transformation",
Contact Center Pipeline, 2020: what was expected is compared with what was achieved, and the
course corrected.

Fails:

```yaml
title: Tax office
as_of: 2026-06-30
goals:
  clear:
    title: Citizens understand their tax bill
    kpis:
      calls:
        title: Questions per 100 tax bills
        direction: down
        target: {value: 8, by: 2026-03-31, for: private households}
        actual: {value: 11, at: 2026-05-31}
```

Passes:

```yaml
title: Tax office
as_of: 2026-06-30
goals:
  clear:
    title: Citizens understand their tax bill
    kpis:
      calls:
        title: Questions per 100 tax bills
        direction: down
        target: {value: 8, by: 2026-03-31, for: private households}
        actual: {value: 7, at: 2026-05-31}
```
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.numbers import beside_target, day_text, share_text, start_text
from strategymap.rules.phrases import aim

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "overdue"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The KPIs whose target should have been reached and isn't, as far as anybody knows."""
    for kpi in graph.kpis:
        due = graph.scorecard.due(kpi)
        if due is not None and due < graph.as_of and not graph.scorecard.score(kpi).reached:
            yield Remark(kpi, _message(graph, kpi, due), _remedy(graph, kpi, due))


def _message(graph: MapGraph, kpi: str, due: datetime.date) -> str:
    days = (graph.as_of - due).days
    late = f"{days} day{'' if days == 1 else 's'} late"
    missed = f"it should {aim(graph, kpi, missed=True)} by {day_text(due)}"
    return f"{graph.named(kpi)} is {late}: {missed}, and {_stand(graph, kpi)}"


def _stand(graph: MapGraph, kpi: str) -> str:
    """The latest actual in words, with the way that it has come."""
    latest, measure = graph.scorecard.latest(kpi), graph.measures[kpi]
    if latest is None:
        return "nobody has measured whether it did"
    value = beside_target(measure, latest.value)
    stood = f"stood at {value} on {day_text(latest.at)}" if latest.at else f"stands at {value}"
    return stood + _way(graph, kpi)


def _way(graph: MapGraph, kpi: str) -> str:
    """How much of the way from the baseline it has come; '' for a range, which has two ends."""
    progress, measure = graph.scorecard.score(kpi).progress, graph.measures[kpi]
    if progress is None or progress >= 1 or measure.direction == "range":
        return ""
    start = start_text(measure)
    if progress < 0:
        return f", further away than at the start ({start})"
    if progress < Fraction(1, 100):
        return f", no nearer than at the start ({start})"
    return f", {share_text(progress)} of the way from {start}"


def _remedy(graph: MapGraph, kpi: str, due: datetime.date) -> str:
    latest = graph.scorecard.latest(kpi)
    if latest is None or (latest.at is not None and latest.at < due):
        return (
            "Measure it now (`actual`). If it was missed, agree on a new day (`by`) or another target, and write "
            "down why."
        )
    work = _work(graph, kpi)
    first = f"Ask first whether {graph.named(work)} was done as planned. Then agree" if work else "Agree"
    return f"{first} what is to change: the work, the day (`by`) or the target. Write down why."


def _work(graph: MapGraph, kpi: str) -> str | None:
    """The nearest initiative that leads to what a KPI measures, or is it."""
    found = {graph.facts.initiative_below(node) for node in graph.measured_by(kpi)}
    return min((name for name in found if name is not None), default=None)
