"""One name for two numbers: two KPIs of the same kind in another unit or direction.

**Why it matters.** Two departments report the same KPI and mean different things by it. The
figures don't add up and can't be compared, and every meeting begins with the question whose
number is right.

**How to mend it.** Agree on one definition and use it in both places. If the two are
different numbers for good reasons, give them different names.

**Ask in the workshop.** If both of these were on one slide, what would you say is the
difference?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX
transformation", Contact Center Pipeline, 2020, after Jeanne Bliss: customer metrics come
and go, and each silo makes a version of its own.

Fails:

```yaml
title: Hospital
goals:
  soon: Patients are treated soon
kpis:
  wait-clinic: {title: Waiting time, unit: days, direction: down,
    measures: soon}
  wait-ward: {title: Waiting time, unit: hours, direction: down,
    measures: soon}
```

Passes:

```yaml
title: Hospital
goals:
  soon: Patients are treated soon
kpis:
  wait-clinic: {title: Wait for an appointment, unit: days, direction: down,
    measures: soon}
  wait-ward: {title: Wait for a bed, unit: hours, direction: down,
    measures: soon}
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.owners import same_owner
from strategymap.values import unit_code
from strategymap.wording import quoted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.measure import Measure

NAME = "double-definition"
SEVERITY = Severity.WARNING

_BETTER = {
    "up": "more is better",
    "down": "less is better",
    "range": "both extremes are bad",
    "context": "it is context alone",
    None: "nothing says which way is better",
}


def check(graph: MapGraph) -> Iterator[Remark]:
    """The pairs of KPIs with the same entry in the catalogue or the same title that differ in
    unit or direction."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kpi, measure in graph.measures.items():
        alike["title", measure.kpi.title].append(kpi)
        if measure.entry:
            alike["entry", measure.entry.id].append(kpi)
    pairs = {
        (min(pair), max(pair))
        for kpis in alike.values()
        for one, other in combinations(_definitions(graph, kpis), 2)
        for pair in product(one, other)
    }
    for smaller, larger in pairs:
        yield _remark(graph, larger, smaller)


def _definitions(graph: MapGraph, kpis: list[str]) -> list[list[str]]:
    """The KPIs by unit and direction."""
    found: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for kpi in kpis if len(kpis) > 1 else ():
        found[_unit(graph.measures[kpi]), graph.measures[kpi].direction].append(kpi)
    return list(found.values())


def _unit(measure: Measure) -> str | None:
    """The unit, however it is spelled."""
    return unit_code(measure.unit) if measure.unit else None


def _remark(graph: MapGraph, kpi: str, other: str) -> Remark:
    here, there = graph.measures[kpi], graph.measures[other]
    told = []
    if _unit(here) != _unit(there):
        told.append(f"here it is {_in(here.unit)}, there {_in(there.unit)}")
    if here.direction != there.direction:
        told.append(f"here {_BETTER[here.direction]}, there {_BETTER[there.direction]}")
    if graph.title(kpi) == graph.title(other):
        alike = f"has the same name as {other}, and means something else"
    else:
        alike = f"is the same measure as {other} ({quoted(graph.title(other))}), and is defined otherwise"
    return Remark(
        kpi,
        f"{graph.named(kpi)} {alike}: {'; '.join(told)}",
        f"{_who(there.kpi.owner, here.kpi.owner)} one definition; or, if the numbers differ for a reason, give them two "
        "names.",
        related=(other,),
    )


def _in(unit: str | None) -> str:
    return f"in {unit}" if unit else "without a unit"


def _who(owner: str | None, other: str | None) -> str:
    """Who has to agree, where two owners are known."""
    if owner and other and not same_owner(owner, other):
        return f"Let {quoted(owner)} and {quoted(other)} agree on"
    return "Agree on"
