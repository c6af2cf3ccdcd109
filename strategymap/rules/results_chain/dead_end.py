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
from strategymap.model import RUNGS

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "dead-end"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The nodes below the goals at which a chain ends; for a loop its smallest id."""
    ends = [loop for loop in graph.reach.ends if not graph.facts.reaches_goal(min(loop))]
    remedies = _remedies(graph) if ends else []
    for loop in ends:
        name = min(loop)
        lost = graph.stranded_below(name)
        yield Remark(
            name,
            _message(graph, name, sorted(loop - {name}), sorted(lost - loop)),
            remedies[graph.rung(name)],
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
    return f"{graph.named(name)} {ends}, and {graph.listed(lost)} {'comes' if len(lost) == 1 else 'come'} to nothing"


def _remedies(graph: MapGraph) -> list[str]:
    """What to do about a dead end on each rung below the goals, initiatives first."""
    if not graph.of_kind("goal"):
        return ["Write down the goal that all this is for, and link it upward to that."] * 3
    onward = {
        kind: [name for name in sorted(graph.of_kind(kind)) if graph.facts.reaches_goal(name)]
        for kind in RUNGS[1:]
    }
    remedies = []
    for rung in range(3):
        kind = next(kind for kind in RUNGS[rung + 1 :] if onward[kind])
        choice = graph.listed(onward[kind], 3)
        remedies.append(f"Say under `supports` which {kind} it is for ({choice}), or ask who needs it.")
    return remedies
