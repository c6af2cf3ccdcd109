"""A circle of reasons: something is brought about by what it brings about.

**Why it matters.** In a circle everything is explained and nothing is caused: no link says
where the change begins, and each one can be defended by pointing at the next. Real loops
exist, growth pays for service and service for growth, but then one of the links works
later than the others.

**How to mend it.** Find the link that is a hope and take it out. If the loop is meant, mark
the link that closes it as `feedback: true` and say after how long it works.

**Ask in the workshop.** Where do we push to make this turn?

**Source.** Rick Davies, "Representing Theories of Change: Technical Challenges with
Evaluation Consequences", Journal of Development Effectiveness 10(4), 2018: feedback loops
are mostly missing from such diagrams; one that is meant is worth drawing, and marking.

Fails:

```yaml
title: Repair shop
goals:
  trust:
    title: Customers trust us
    supports: honest
outcomes:
  honest:
    title: Customers tell us all that is wrong with the car
    supports: trust
```

Passes:

```yaml
title: Repair shop
goals:
  trust:
    title: Customers trust us
    supports:
      honest:
        because: who trusts us tells us more
        after: 1 year
        feedback: true
outcomes:
  honest:
    title: Customers tell us all that is wrong with the car
    supports: trust
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "circular-logic"
SEVERITY = Severity.WARNING

#: Of a way round with more steps than this only the beginning is told.
_MOST_STEPS = 6


def check(graph: MapGraph) -> Iterator[Remark]:
    """The loops, each at its smallest id; a node that supports itself is one."""
    for loop in graph.reach.loops:
        name = min(loop)
        if len(loop) == 1:
            message = f"{graph.named(name)} is said to bring itself about"
            remedy = "Take that link out, and say what does bring it about."
        else:
            way = graph.reach.way_round(name)
            circle = _told(graph, way) + _knot(len(loop) - len(way))
            message = f"{graph.named(name)} is argued in a circle: {circle}"
            remedy = _remedy(graph, [*way, name])
        yield Remark(name, message, remedy, related=tuple(loop))


def _told(graph: MapGraph, way: list[str]) -> str:
    """The way round in words: it leads to "B", "B" to "C", and "C" back to it."""
    titles = [f'"{graph.title(name)}"' for name in way[1:]]
    steps = [f"it leads to {titles[0]}", *(f"{one} to {other}" for one, other in pairwise(titles))]
    if len(way) > _MOST_STEPS:
        return f"{steps[0]}, {steps[1]}, and so on through {len(way) - 3} more, back to where it began"
    return f"{', '.join(steps)}, and {titles[-1]} back to it"


def _knot(others: int) -> str:
    """How many more nodes of the loop the way round doesn't touch."""
    return f"; {others} more {'is' if others == 1 else 'are'} caught in the same knot" if others else ""


def _remedy(graph: MapGraph, way: list[str]) -> str:
    for source, target in pairwise(way):
        if graph.rung(target) < graph.rung(source):
            return (
                f"Look first at the link from {graph.named(source)} down to {graph.named(target)}: "
                "take it out, or mark it (`feedback: true`) if the loop is meant."
            )
    return (
        "Ask which of them comes first and take out the link that leads back to it, "
        "or mark it as meant (`feedback: true`)."
    )
