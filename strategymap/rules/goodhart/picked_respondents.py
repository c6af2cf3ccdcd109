"""A survey for which the respondents are picked by those whose work it judges.

**Why it matters.** Whoever chooses the people that are asked chooses the answer. The score
climbs, nothing that it stands for has changed, and those who were not asked are the ones
from whom there was something to learn.

**How to mend it.** Ask everybody, or a sample drawn by chance, and report how many
answered. Until then show the number nowhere, and pay nobody by it.

**Ask in the workshop.** Who is never asked, and what would they have said?

**Source.** David Manheim and Scott Garrabrant, "Categorizing Variants of Goodhart's Law",
arXiv:1803.04585, 2018: the adversarial variant, in which those who are measured work on
the measure.

Fails:

```yaml
title: Home repairs
goals:
  praised: Customers recommend us
kpis:
  stars:
    title: Public star rating
    measures: praised
    source: survey
    respondents: selected
```

Passes:

```yaml
title: Home repairs
goals:
  praised: Customers recommend us
kpis:
  stars:
    title: Public star rating
    measures: praised
    source: survey
    respondents: all
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "picked-respondents"
SEVERITY = Severity.ERROR


def check(graph: MapGraph) -> Iterator[Remark]:
    """The KPIs for which selected respondents are asked."""
    for name, kpi in graph.kpis.items():
        if kpi.respondents == "selected":
            until = (
                "show it to nobody and pay nobody by it" if name in graph.rewarded else "show it to nobody"
            )
            yield Remark(
                name,
                f"{graph.named(name)} asks respondents who were picked: it tells who was chosen, not what people "
                "think",
                f"Ask everybody, or a sample drawn by chance, and report how many answered; until then {until}.",
            )
