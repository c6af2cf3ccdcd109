"""A target without a day, or without the group for which it holds.

**Why it matters.** A target without a day is never missed. One without a group is reached
where it is easiest: the average rises, and those for whom it was set notice nothing.

**How to mend it.** Give it a day (`by`), or date all targets of the map at once with a
`period`, and say for whom it holds (`for`): the customers of one product, a region, everybody
who called.

**Ask in the workshop.** For whom exactly should this be different, and on which day will we
look?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX transformation",
Contact Center Pipeline, 2020: an expectation names its target group, its extent and its time
frame.

Fails:

```yaml
title: Hospital
goals:
  safe:
    title: Patients leave healthier than they came
    kpis:
      falls:
        title: Falls per 1000 days in bed
        baseline: 5.8
        target: 4
```

Passes:

```yaml
title: Hospital
goals:
  safe:
    title: Patients leave healthier than they came
    kpis:
      falls:
        title: Falls per 1000 days in bed
        baseline: 5.8
        target: {value: 4, by: 2027-06-30, for: patients over 75}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import expected, so_many_lack
from strategymap.wording import quoted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "vague-target"
SEVERITY = Severity.WARNING

_MISSING = {
    (True, False): "nobody has said by when: it can never be late",
    (False, True): "nobody has said for whom: it can be reached where that is easiest",
    (True, True): "nobody has said for whom or by when: it can never be missed",
}


def looks_at(graph: MapGraph) -> list[str]:
    """The KPIs with a target."""
    return [name for name, kpi in graph.kpis.items() if kpi.target]


def holds_for(graph: MapGraph) -> list[str]:
    """Those of them whose target lacks a day or a group."""
    return [kpi for kpi in looks_at(graph) if _is_undated(graph, kpi) or not _group(graph, kpi)]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, kpi) for kpi in holds_for(graph))


def remark(graph: MapGraph, kpi: str) -> Remark:
    """What a target doesn't say, and what to add."""
    undated, for_nobody = _is_undated(graph, kpi), not _group(graph, kpi)
    group = "" if for_nobody else f" for {quoted(_group(graph, kpi))}"
    remedies = [_a_day(graph)] if undated else []
    if for_nobody:
        remedies.append(f"Say for whom it holds (`for`){_such_as(graph, kpi)}.")
    message = f"{expected(graph, kpi)}{group}, and {_MISSING[undated, for_nobody]}"
    return Remark(kpi, message, " ".join(remedies))


def _is_undated(graph: MapGraph, kpi: str) -> bool:
    return graph.scorecard.due(kpi) is None


def _group(graph: MapGraph, kpi: str) -> str:
    """For whom a target holds; '' where nobody says."""
    target = graph.kpis[kpi].target
    return (target.for_ if target else None) or ""


def _a_day(graph: MapGraph) -> str:
    if graph.map.period:
        return "Give it a day (`by`), or the map's period an end, which dates all its targets (`to`)."
    return "Give it a day (`by`), or the map a period whose end dates all its targets (`period`)."


def _such_as(graph: MapGraph, kpi: str) -> str:
    """Those who are to benefit from what the KPI measures, where the map says so."""
    node = min((node for node in graph.measured_by(kpi) if graph.nodes[node].for_), default=None)
    if node is None:
        return ", even if the answer is everybody"
    return f", such as {quoted(graph.nodes[node].for_ or '')}, whom {graph.named(node)} is for"


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    undated = sum(_is_undated(graph, kpi) for kpi in found)
    for_nobody = sum(not _group(graph, kpi) for kpi in found)
    lacks = [f"a day ({undated})"] * bool(undated) + [f"a target group ({for_nobody})"] * bool(for_nobody)
    return Remark(
        None,
        f"{so_many_lack(len(found), len(looks_at(graph)), 'targets')} {' or '.join(lacks)}: {graph.listed(found)}",
        " ".join(
            ["Give the map a period whose end dates all its targets (`period`)."] * bool(undated)
            + ["Ask of each target for whom it holds (`for`), beginning at the top."] * bool(for_nobody)
        ),
    )
