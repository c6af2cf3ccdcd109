"""A goal or KPI that nobody answers for.

**Why it matters.** What belongs to everybody is looked after by nobody. When the number
falls, the meeting agrees that something should be done, and there is no one who would have to
say next month what was.

**How to mend it.** Name one person or role, somebody who can change something about it. Who
collects the number is another question.

**Ask in the workshop.** Who will stand up in this room and explain when it goes wrong?

**Source.** George T. Doran, "There's a S.M.A.R.T. way to write management's goals and
objectives", Management Review 70(11), 1981: the A stands for assignable, who will do it.

Fails:

```yaml
title: Theatre
goals:
  young:
    title: People under 30 come back
    owner: Artistic director
    kpis:
      second-visit: Visitors under 30 who came twice
```

Passes:

```yaml
title: Theatre
goals:
  young:
    title: People under 30 come back
    owner: Artistic director
    kpis:
      second-visit:
        title: Visitors under 30 who came twice
        owner: Head of audiences
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import expected, so_many_lack
from strategymap.wording import quoted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "no-owner"
SEVERITY = Severity.WARNING


def looks_at(graph: MapGraph) -> list[str]:
    """The goals and the KPIs."""
    return [*graph.of_kind("goal"), *graph.kpis]


def holds_for(graph: MapGraph) -> list[str]:
    """Those of them without an owner."""
    return [name for name in looks_at(graph) if not graph.elements[name].owner]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, name) for name in holds_for(graph))


def remark(graph: MapGraph, name: str) -> Remark:
    """What nobody answers for, and whom to ask."""
    return Remark(name, _message(graph, name), _remedy(graph, name))


def _message(graph: MapGraph, name: str) -> str:
    if name in graph.kpis and graph.kpis[name].target:
        return f"{expected(graph, name)}, and nobody answers for it"
    return f"{graph.named(name)} has no owner: nobody answers for it"


def _remedy(graph: MapGraph, name: str) -> str:
    near = min((other for other in _beside(graph, name) if graph.elements[other].owner), default=None)
    if near is None:
        return "Name one person or role who can change something about it (`owner`)."
    owner = quoted(graph.elements[near].owner or "")
    return f"Name one person or role (`owner`); ask {owner} first, who owns {graph.named(near)}."


def _beside(graph: MapGraph, name: str) -> Iterable[str]:
    """Where to look for somebody to ask: what a KPI measures; of a goal the KPIs and what leads
    to it."""
    if name in graph.kpis:
        return graph.measured_by(name)
    return [*graph.kpis_of(name), *graph.supporters_of(name)]


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    return Remark(
        None,
        f"{so_many_lack(len(found), len(looks_at(graph)), 'goals and KPIs')} an owner: {graph.listed(found)}",
        "Name one person or role for each (`owner`), beginning with the goals at the top.",
    )
