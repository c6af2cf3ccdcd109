"""A chain that ends before it reaches a goal.

**Why it matters.** The work is done and paid for, and the map can't say what it is good
for. All that leads up to this point loses its reason with it.

**How to mend it.** Say what this changes, and for which goal; or give it up, with the
work beneath it that serves nothing else.

**Ask in the workshop.** Suppose this is achieved: then what?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX
transformation", Contact Center Pipeline, 2020: if the outputs, then the outcomes; if the
outcomes, then the business results.

Fails:

```yaml
title: Hospital
goals:
  recover: Patients recover sooner
outcomes:
  informed:
    title: Patients know what comes next
    supports: recover
outputs:
  leaflets:
    title: Every patient has a leaflet
    supports: informed
  newsletter:
    title: A newsletter appears every month
```

Passes:

```yaml
title: Hospital
goals:
  recover: Patients recover sooner
outcomes:
  informed:
    title: Patients know what comes next
    supports: recover
outputs:
  leaflets:
    title: Every patient has a leaflet
    supports: informed
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.model import RUNGS, Kind

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "dead-end"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The nodes below the goals at which a chain ends; for a loop its smallest id."""
    ends = [loop for loop in graph.reach.ends if not graph.facts.reaches_goal(min(loop))]
    if not ends:
        return
    remedies = _Remedies(graph)
    for loop in ends:
        name = min(loop)
        lost = graph.stranded_below(name)
        yield Remark(
            name,
            _message(graph, name, sorted(loop - {name}), sorted(lost - loop)),
            remedies.of(name),
            related=tuple(lost),
        )


def _message(graph: MapGraph, name: str, others: list[str], lost: list[str]) -> str:
    """`others` are those of its loop, `lost` those that lead there and to no goal."""
    if others:
        ends = f"leads to no goal, only round in a circle with {graph.listed(others)}"
    else:
        ends = "leads to no goal: the chain breaks off here"
    if not lost:
        return f"{graph.named(name)} {ends}"
    come = "comes" if len(lost) == 1 else "come"
    return f"{graph.named(name)} {ends}, and {graph.listed(lost)} {come} to nothing"


class _Remedies:
    """What to do about a dead end: mend its link, or link it to what leads to a goal on the
    next rung that has such."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph
        cannot_hold = [
            (link.target, link.source)
            for link in (*graph.unknown_ids, *graph.wrong_links)
            if link.relation == "supports"
        ]
        # Of several the smallest id: the last one stays.
        self._mistaken = {source: target for target, source in sorted(cannot_hold, reverse=True)}
        self._onward: dict[Kind, str] = {}
        for kind in RUNGS[1:]:
            leading = [name for name in graph.of_kind(kind) if graph.facts.reaches_goal(name)]
            self._onward[kind] = graph.listed(sorted(leading), 3)

    def of(self, name: str) -> str:
        if name in self._mistaken:
            return f'Mend its link to "{self._mistaken[name]}", which can\'t hold.'
        for kind in RUNGS[self._graph.rung(name) + 1 :]:
            if choice := self._onward[kind]:
                return f"Say which {kind} it is for (`supports`), such as {choice}, or ask who needs it."
        return "Write down the goal that all this is for, and link it upward to that."
