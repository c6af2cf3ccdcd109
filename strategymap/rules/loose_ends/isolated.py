"""Something that nothing on the map is tied to.

**Why it matters.** It takes part in no argument: it is for nothing, nothing is done for
it, and nobody would see it happen. Such items come from an earlier strategy, from a
neighbour's wish list, or from a workshop that ended too soon.

**How to mend it.** Say what it brings about and what brings it about, or take it off the
map.

**Ask in the workshop.** Who would object if we struck this from the map today?

**Source.** Robert S. Kaplan and David P. Norton, "Linking the Balanced Scorecard to
Strategy", California Management Review 39(1), 1996: a strategy is a set of hypotheses
about causes and effects.

Fails:

```yaml
title: City council
goals:
  clean-air: The air is clean
outcomes:
  fewer-cars:
    title: Fewer people drive to work
    supports: clean-air
outputs:
  app: The city has an app
```

Passes:

```yaml
title: City council
goals:
  clean-air: The air is clean
outcomes:
  fewer-cars:
    title: Fewer people drive to work
    supports: clean-air
outputs:
  app:
    title: Buses can be booked by app
    supports: fewer-cars
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link

NAME = "isolated"
SEVERITY = Severity.WARNING

_REMEDIES = {
    "goal": "Say what leads to it and how you would know that it is reached, or take it off the map.",
    "outcome": "Say which goal it serves (`supports`), and what brings it about, or take it off the map.",
    "output": "Say what it is meant to change (`supports`), or ask why it is being delivered.",
    "initiative": "Say what it is meant to deliver (`supports`), or ask why it is being done.",
}


def check(graph: MapGraph) -> Iterator[Remark]:
    """The nodes without a KPI that no link ties to another node."""
    tied = _tied(graph)
    for name in graph.nodes:
        if name not in tied and not graph.kpis_of(name):
            yield Remark(
                name,
                f"{graph.named(name)} stands alone: no link ties it to anything, and no KPI measures it",
                _REMEDIES[graph.kind(name)],
            )


def _tied(graph: MapGraph) -> set[str]:
    """The nodes that support or harm another or are supported or harmed by one, feedback
    included. The harms of a KPI are those of the nodes that it measures."""
    tied: set[str] = set()
    for link in graph.links:
        if link.relation in {"supports", "harms"} and _from_another(graph, link):
            tied.update((link.source, link.target))
    return tied


def _from_another(graph: MapGraph, link: Link) -> bool:
    sources = [link.source] if link.source in graph.nodes else graph.measured_by(link.source)
    return any(source != link.target for source in sources)
