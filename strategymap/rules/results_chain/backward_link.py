"""A link that runs down the results chain.

**Why it matters.** Work is done for its results, and not the other way round. A goal that
is said to bring about an output usually means that somebody drew the arrow as "needs"
and not as "leads to"; every "if … then …" built on it is told backwards.

**How to mend it.** Turn the link round. If success really feeds what comes before it,
mark the link as `feedback: true`.

**Ask in the workshop.** Which of the two comes first in time?

**Source.** James L. Heskett and others, "Putting the Service-Profit Chain to Work",
Harvard Business Review 72(2), 1994: the stages follow one another in one order, from the
quality of the work to growth and profit.

Fails:

```yaml
title: Repair shop
goals:
  loyalty:
    title: Customers come back
    supports: certified
outputs:
  certified: All mechanics are certified
```

Passes:

```yaml
title: Repair shop
goals:
  loyalty: Customers come back
outputs:
  certified:
    title: All mechanics are certified
    supports: loyalty
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "backward-link"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The links that go down a rung, unless they go up a perspective."""
    for link in graph.chain_links:
        if graph.facts.runs_back(link.source, link.target):
            yield Remark(
                link.source,
                f"{graph.named(link.source)} is said to bring about {graph.named(link.target)}: "
                "that runs down the chain",
                _remedy(graph, link.source, link.target),
                related=(link.target,),
                at=link.origin,
            )


def _remedy(graph: MapGraph, source: str, target: str) -> str:
    if source in graph.reach.loop_of[target]:
        return "The chain leads up the other way already: take this link out, or mark it as meant (`feedback: true`)."
    return (
        f'Turn it round if "{graph.title(source)}" is what follows; '
        "if the effect comes back, mark it as meant (`feedback: true`)."
    )
