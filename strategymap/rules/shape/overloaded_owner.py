"""One owner for more KPIs than one person can answer for.

**Why it matters.** To own a KPI is to know why it moved and to do something about it. Nobody
does that for a dozen numbers. What is owned on paper alone has no owner, and it looks as if
it had one.

**How to mend it.** Give each number to somebody whose work moves it, and leave the owner
those that need their decision. How many are too many can be set for each map (`limit`).

**Ask in the workshop.** Which of these did you yourself do something about last month?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX
transformation", Contact Center Pipeline, 2020: goals and roles have to be clear; the limit
is this project's own.

Fails:

```yaml
title: Town museum
rules: {overloaded-owner: {limit: 2}}
goals:
  visits:
    title: Families come back
    kpis:
      returned: {title: Families who came twice this year, owner: Director}
      cards: {title: Annual tickets sold, owner: Director}
      schools: {title: School classes guided, owner: director}
```

Passes:

```yaml
title: Town museum
rules: {overloaded-owner: {limit: 2}}
goals:
  visits:
    title: Families come back
    kpis:
      returned: {title: Families who came twice this year, owner: Director}
      cards: {title: Annual tickets sold, owner: Head of the front desk}
      schools: {title: School classes guided, owner: Head of education}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.owners import Owner, kpi_owners, same_owner
from strategymap.rules.phrases import more_than
from strategymap.wording import quoted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "overloaded-owner"
SEVERITY = Severity.NOTE

_LIMIT = 7


def check(graph: MapGraph, *, limit: int = _LIMIT) -> Iterator[Remark]:
    """The owners of more KPIs than the limit."""
    for owner in kpi_owners(graph):
        if len(owner.holds) > limit:
            yield _remark(graph, owner, limit)


def _remark(graph: MapGraph, owner: Owner, limit: int) -> Remark:
    over = more_than(limit, "that one person can answer for", usual=_LIMIT)
    many = len(owner.holds)
    return Remark(
        None,
        f"{quoted(owner.name)} owns {many} KPI{'s' if many > 1 else ''} ({graph.listed(owner.holds, 4)}), {over}",
        _remedy(graph, owner),
        related=(owner.name,),
    )


def _remedy(graph: MapGraph, owner: Owner) -> str:
    """Names one KPI that can go to the owner of what it measures."""
    for kpi in owner.holds:
        for node in sorted(graph.measured_by(kpi)):
            other = graph.nodes[node].owner
            if other and not same_owner(other, owner.name):
                return (
                    "Give each to somebody whose work moves it, first "
                    f'"{graph.title(kpi)}" to {quoted(other)}, who owns {graph.named(node)}.'
                )
    return "Give each to somebody whose work moves it, and keep those that need the owner's own decision."
