"""A goal that serves no other, below a perspective in which others are the top.

**Why it matters.** A strategy map tells one story, in which the goals below are wanted
because of those above. A goal that ends halfway up is either wanted for its own sake, and
then it belongs at the top, or somebody forgot to say what it is good for.

**How to mend it.** Link it to the goal above that it serves, or move it to the perspective
of the goals that need no reason.

**Ask in the workshop.** If we reached this and nothing above it moved, would we be
content?

**Source.** Anne Dardenne, Axel van Lamsweerde and Stephen Fickas, "Goal-directed
requirements acquisition", Science of Computer Programming 20, 1993: every goal but those
at the root is there for the sake of another.

Fails:

```yaml
title: Airline
goals:
  profit:
    title: Grow profitably
    perspective: financial
  on-time:
    title: Flights are on time
    perspective: customer
```

Passes:

```yaml
title: Airline
goals:
  profit:
    title: Grow profitably
    perspective: financial
  on-time:
    title: Flights are on time
    perspective: customer
    supports: profit
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "loose-goal"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The top goals that stand below a perspective with other top goals."""
    top, *lower = _top_goals_by_band(graph) or [[]]
    for goal in chain.from_iterable(lower):
        yield Remark(
            goal,
            f"{graph.named(goal)} serves no other goal: the map doesn't say how it serves {graph.listed(top, 3)}",
            "Say which goal it serves (`supports`), or move it up if it is wanted for its own sake.",
        )


def _top_goals_by_band(graph: MapGraph) -> list[list[str]]:
    """The top goals of each perspective that has some, top to bottom."""
    bands: dict[str, list[str]] = {name: [] for name in graph.perspectives}
    for goal in sorted(graph.top_goals):
        band = graph.perspective(goal)
        if band is not None:
            bands[band.id].append(goal)
    return [goals for goals in bands.values() if goals]
