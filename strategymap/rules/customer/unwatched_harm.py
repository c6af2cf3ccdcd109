"""A harm that the map admits, done to something that nobody measures.

**Why it matters.** The authors knew that this would hurt, and wrote it down. But where
nothing is measured, the harm will be invisible when it comes, and the numbers that are
watched will all say that things go well.

**How to mend it.** Give what is harmed a KPI of its own. One further down the chain doesn't
do: it watches what leads there, and the harm comes in from the side.

**Ask in the workshop.** By what would we notice that the damage has begun, and how soon?

**Source.** Michael Harris and Bill Tayler, "Don't Let Metrics Undermine Your Business",
Harvard Business Review, September-October 2019: use several measures, so that what one of
them may damage is seen in another.

Fails:

```yaml
title: Pharmacy
goals:
  trust: Patients trust our advice
outcomes:
  fast:
    title: Queues are short
    harms:
      trust: there is no time for questions
```

Passes:

```yaml
title: Pharmacy
goals:
  trust: Patients trust our advice
outcomes:
  fast:
    title: Queues are short
    harms:
      trust: there is no time for questions
kpis:
  asked:
    title: Patients who could ask what they wanted
    measures: trust
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import harm_done

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link

NAME = "unwatched-harm"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The harms, of nodes or of the KPIs that measure them, done to what has no KPI."""
    for node, harmed in graph.harms.items():
        for target, link in harmed.items():
            if not graph.kpis_of(target):
                yield _remark(graph, node, link)


def _remark(graph: MapGraph, node: str, link: Link) -> Remark:
    through = f"is measured by {graph.named(link.source)}, which " if link.source != node else ""
    title = graph.title(link.target)
    below = graph.facts.is_measured_below(link.target)
    blind = "; those below it watch what leads there and can't see a harm from the side" if below else ""
    return Remark(
        node,
        f"{graph.named(node)} {through}{harm_done(graph, link)}, and no KPI measures that "
        f"{graph.kind(link.target)}: the damage would go unseen",
        f'Give "{title}" a KPI of its own{blind}.',
        related=(link.target,),
        at=link.origin,
    )
