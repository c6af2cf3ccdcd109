"""An owner none of whose KPIs leads to a top goal.

**Why it matters.** People who can't see what their numbers are good for serve the numbers.
They will hit them, ask no questions, and drop what would have helped, because nothing on
the map tells them that it would have.

**How to mend it.** Link what their KPIs measure up to the goal that it serves, so that the
way can be read aloud. If there is no such way, they are measured by the wrong thing.

**Ask in the workshop.** How would you explain to a newcomer in this job what the company
gains when these numbers move?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX
transformation", Contact Center Pipeline, 2020: a line of sight, by which all can see how
their work contributes and why they should care.

Fails:

```yaml
title: Railway
goals:
  trusted: Passengers plan their day by our trains
outputs:
  cleaned: Every train is cleaned at night
kpis:
  punctual:
    title: Trains on time
    measures: trusted
    owner: Head of operations
  cleaned-trains:
    title: Trains cleaned
    measures: cleaned
    owner: Night shift
```

Passes:

```yaml
title: Railway
goals:
  trusted: Passengers plan their day by our trains
outputs:
  cleaned:
    title: Every train is cleaned at night
    supports:
      trusted: a train that needs no cleaning at the platform leaves on time
kpis:
  punctual:
    title: Trains on time
    measures: trusted
    owner: Head of operations
  cleaned-trains:
    title: Trains cleaned
    measures: cleaned
    owner: Night shift
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.owners import Owner, kpi_owners
from strategymap.wording import quoted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "no-line-of-sight"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The owners of KPIs of which no measured node is a top goal or leads to one."""
    top = graph.reach.nearest_above(graph.top_goals)
    for owner in kpi_owners(graph):
        measured = {node for kpi in owner.holds for node in graph.measured_by(kpi)}
        if not any(node in top for node in measured):
            yield _remark(graph, owner, sorted(measured))


def _remark(graph: MapGraph, owner: Owner, measured: list[str]) -> Remark:
    kpis = owner.holds
    if len(kpis) == 1:
        owns, none = graph.named(kpis[0]), "which leads"
    else:
        none = "neither of which leads" if len(kpis) == 2 else "none of which leads"
        owns = f"{len(kpis)} KPIs ({graph.listed(kpis, 4)})"
    return Remark(
        None,
        f"{quoted(owner.name)} owns {owns}, {none} to {'no' if len(kpis) == 1 else 'a'} top goal: from there nobody can "
        "see what the work is for",
        _remedy(graph, measured),
        related=(owner.name,),
    )


def _remedy(graph: MapGraph, measured: list[str]) -> str:
    if not graph.top_goals:
        return "Write down the goal that is wanted for its own sake, and link upward to it."
    if not measured:
        what = "Say what these numbers tell about (`measures`)"
        return f"{what}, or give the owner one that tells of their work's effect."
    ends = sorted({graph.reach.end_of[node] for node in measured})
    where = "where the chain ends" if len(ends) == 1 else "where the chains end"
    return f"Say which goal is served by {graph.listed(ends, 3)}, {where}, and link it (`supports`)."
