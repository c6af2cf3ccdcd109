"""Several overall verdicts of customers on one goal, and none of them the headline.

**Why it matters.** Satisfaction, recommendation, effort and stars answer the same question
in different ways, and they will disagree. Then each department quotes the one that suits
it, and the meeting is about the numbers and not about the customers.

**How to mend it.** Agree on one as the headline (`headline: true`), and keep the others to
explain it, or drop them. Which one matters less than that it is one.

**Ask in the workshop.** If these numbers moved apart next month, which of them would you
believe?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX
transformation", Contact Center Pipeline, 2020: barometers that compete as overall measures
are one of the ways in which dashboards fail.

Fails:

```yaml
title: Energy supplier
goals:
  easy:
    title: It is easy to be our customer
    kpis:
      csat: Customer satisfaction
      nps: Net promoter score
```

Passes:

```yaml
title: Energy supplier
goals:
  easy:
    title: It is easy to be our customer
    kpis:
      csat:
        title: Customer satisfaction
        headline: true
      nps: Net promoter score
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "competing-barometers"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The goals and outcomes with several barometers, of which not exactly one is the headline."""
    verdicts = {kpi for kpi, measure in graph.measures.items() if measure.is_barometer}
    if len(verdicts) < 2:
        return
    for node in (*graph.of_kind("goal"), *graph.of_kind("outcome")):
        barometers = sorted(verdicts.intersection(graph.kpis_of(node)))
        headlines = sum(bool(graph.kpis[kpi].headline) for kpi in barometers)
        if len(barometers) > 1 and headlines != 1:
            yield _remark(graph, node, barometers, headlines)


def _remark(graph: MapGraph, node: str, barometers: list[str], headlines: int) -> Remark:
    named = f"{headlines} of them are named the headline" if headlines else "none of them is the headline"
    return Remark(
        node,
        f"{graph.named(node)} has {len(barometers)} overall verdicts ({graph.listed(barometers)}), and {named}: "
        "when they disagree, everybody will quote the one that suits",
        "Agree on one, mark it as the headline (`headline: true`), and keep the rest to explain it.",
        related=tuple(barometers),
    )
