"""A verdict of customers that is, or is meant to be, at the very end of its scale.

**Why it matters.** A score of 99 per cent says little about customers and much about how
they were asked. At the end of the scale there is nothing left to learn: no complaint can
lower the number enough to be noticed, and such a target can be reached only by choosing
whom to ask, and how.

**How to mend it.** Ask a harder question, ask those who are never asked, or count what goes
wrong instead. Set targets from which the number could still move either way.

**Ask in the workshop.** What would a customer have to suffer before this number moved?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX
transformation", Contact Center Pipeline, 2020: measures are picked because they flatter,
and 99 per cent satisfied is not realistic.

Fails:

```yaml
title: Dental practice
goals:
  trust: Patients trust us
kpis:
  satisfied:
    title: Customer satisfaction
    measures: trust
    unit: "%"
    target: 99
```

Passes:

```yaml
title: Dental practice
goals:
  trust: Patients trust us
kpis:
  satisfied:
    title: Customer satisfaction
    measures: trust
    unit: "%"
    target: 90
```
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.numbers import quantity_text
from strategymap.values import Quantity
from strategymap.wording import listed

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.measure import Measure

NAME = "flattering-value"
SEVERITY = Severity.WARNING

#: How near to the good end is too near, as a share of the scale's width.
_NEAR = Decimal("0.03")


def check(graph: MapGraph) -> Iterator[Remark]:
    """The barometers and listening KPIs with a target or latest actual at the good end."""
    for kpi, measure in graph.measures.items():
        if not (measure.is_barometer or measure.is_listening):
            continue
        target = measure.kpi.target.value if measure.kpi.target else None
        latest = graph.scorecard.latest(kpi)
        told = [
            f"{verb} {quantity_text(value, measure.unit)}"
            for verb, value in (("has a target of", target), ("stands at", latest.value if latest else None))
            if value is not None and _flatters(measure, value.number)
        ]
        if told:
            yield _remark(graph, kpi, listed(told))


def _flatters(measure: Measure, value: Decimal) -> bool:
    """Whether a value lies beyond the good end of the scale, or near it."""
    if measure.scale is None or measure.direction not in {"up", "down"}:
        return False
    low, high = measure.scale
    room = _NEAR * (high - low)
    return value >= high - room if measure.direction == "up" else value <= low + room


def _remark(graph: MapGraph, kpi: str, told: str) -> Remark:
    measure = graph.measures[kpi]
    assert measure.scale is not None
    end = measure.scale[1] if measure.direction == "up" else measure.scale[0]
    best = quantity_text(Quantity(end), measure.unit)
    return Remark(
        kpi,
        f"{graph.named(kpi)} {told}, where {best} is the best that there is: no room is left to learn anything",
        "Look first at who is asked, and how; then count what goes wrong instead, or set a target from which "
        "the number could still move either way.",
    )
