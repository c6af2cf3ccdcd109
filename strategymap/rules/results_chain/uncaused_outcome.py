"""An outcome that nothing on the map brings about.

**Why it matters.** It is hoped for, not worked for: the map names work and its products,
and none of them leads here. Those who answer for the goal above will wait for it.

**How to mend it.** Link the output or initiative that is meant to bring it about, or plan
one.

**Ask in the workshop.** Who has to do what, starting on Monday, for this to happen?

**Source.** Anne Dardenne, Axel van Lamsweerde and Stephen Fickas, "Goal-directed
requirements acquisition", Science of Computer Programming 20, 1993: asking how refines
every goal until somebody can act on it.

Fails:

```yaml
title: School
goals:
  leavers: Nobody leaves without a certificate
outcomes:
  present:
    title: Pupils come to school every day
    supports: leavers
  catch-up:
    title: Pupils who fall behind catch up
    supports: leavers
outputs:
  tutoring:
    title: Every pupil at risk has a tutor
    supports: catch-up
```

Passes:

```yaml
title: School
goals:
  leavers: Nobody leaves without a certificate
outcomes:
  present:
    title: Pupils come to school every day
    supports: leavers
outputs:
  calls:
    title: Parents are called on the first day that a pupil is missing
    supports: present
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "uncaused-outcome"
SEVERITY = Severity.NOTE


def check(graph: MapGraph) -> Iterator[Remark]:
    """The outcomes to which nothing leads, where the map has outputs or initiatives."""
    remedy = _remedy(graph)
    for name in graph.of_kind("outcome"):
        if graph.facts.is_uncaused(name):
            message = f"{graph.named(name)} is hoped for: nothing on this map brings it about"
            yield Remark(name, message, remedy)


def _remedy(graph: MapGraph) -> str:
    """Work that leads nowhere is what may be missing here."""
    idle = [
        name
        for end in graph.reach.ends
        for name in end
        if graph.kind(name) in {"output", "initiative"} and not graph.facts.reaches_goal(name)
    ]
    if not idle:
        return "Link the output or initiative that is meant to bring it about, or plan one."
    leads = "leads" if len(idle) == 1 else "lead"
    return f"Say what is meant to bring it about; {graph.listed(sorted(idle), 3)} so far {leads} nowhere."
