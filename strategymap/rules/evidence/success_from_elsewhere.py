"""A goal or outcome is achieved, and nothing that should bring it about is on track.

**Why it matters.** Something brought it about, and it isn't on the map: a season, a price, a
competitor's mistake, or people who do more than their numbers show. Whoever takes the credit
now will pay for the wrong programme, and won't know what to do when the luck runs out.

**How to mend it.** Find out what did it, and put that on the map. If what is off track turns
out not to be needed, stop it.

**Ask in the workshop.** If none of this was our doing, whose was it, and will it last?

**Source.** John Mayne, "Addressing attribution through contribution analysis: using
performance measures sensibly", Canadian Journal of Program Evaluation 16(1), 2001: before a
result is claimed, look for what else may have caused it.

Fails:

```yaml
title: Ski resort
as_of: 2026-03-31
goals:
  full:
    title: The valley is full in winter
    kpis:
      nights: {title: Nights booked, target: 90000,
        actual: {value: 94000, at: 2026-03-31}}
outcomes:
  easy:
    title: Booking takes three minutes
    supports: full
    kpis:
      online: {title: Booked online, unit: "%", baseline: 20, target: 60,
        actual: {value: 22, at: 2026-03-31}}
```

Passes:

```yaml
title: Ski resort
as_of: 2026-03-31
goals:
  full:
    title: The valley is full in winter
    kpis:
      nights: {title: Nights booked, target: 90000,
        actual: {value: 94000, at: 2026-03-31}}
outcomes:
  easy:
    title: Booking takes three minutes
    supports: full
    kpis:
      online: {title: Booked online, unit: "%", baseline: 20, target: 60,
        actual: {value: 22, at: 2026-03-31}}
  snow:
    title: There is snow until Easter
    supports: full
    kpis:
      days: {title: Days with open slopes, target: 100,
        actual: {value: 118, at: 2026-03-31}}
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.lagged import Standing
from strategymap.rules.figures import Figures
from strategymap.wording import listed

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link

NAME = "success-from-elsewhere"
SEVERITY = Severity.NOTE

#: So many supporters are told with their figures.
_TOLD = 2


def check(graph: MapGraph) -> Iterator[Remark]:
    """The nodes that are achieved while all their supporters with data are off track."""
    lagged, figures = graph.lagged, Figures(graph)
    supporting: dict[str, list[Link]] = defaultdict(list)
    for link in lagged.links:
        supporting[link.target].append(link)
    for node, links in supporting.items():
        if graph.scorecard.is_achieved(node):
            causes = sorted(lagged.cause(link) for link in links)
            known = [cause for cause in causes if cause.has_data]
            if known and all(cause.is_off_track for cause in known):
                unknown = [cause.node for cause in causes if not cause.has_data]
                yield _remark(graph, node, known, unknown, figures)


def _remark(
    graph: MapGraph, node: str, known: list[Standing], unknown: list[str], figures: Figures
) -> Remark:
    told = [f"{graph.named(c.node)} ({figures.off_track(c.node, c.on)})" for c in known[:_TOLD]]
    if len(known) > _TOLD:
        told.append(f"{len(known) - _TOLD} more")
    return Remark(
        node,
        f"{graph.named(node)} is achieved ({figures.reached(node, graph.as_of)}), though "
        f"{_all(len(known), unknown)} off track: {listed(told)}",
        _remedy(graph, unknown),
        related=(*(cause.node for cause in known), *unknown),
    )


def _all(known: int, unknown: list[str]) -> str:
    """What is off track."""
    if unknown:
        return "of what should bring it about all that has data is"
    if known == 1:
        return "what should bring it about is"
    return f"{'both' if known == 2 else f'all {known}'} that should bring it about are"


def _remedy(graph: MapGraph, unknown: list[str]) -> str:
    if unknown:
        has = "has" if len(unknown) == 1 else "have"
        return (
            f"Look first at {graph.listed(unknown, 3)}, which {has} no data; then find out what else brought it about, "
            "and put it on the map."
        )
    return "Find out what brought it about, and put it on the map before the wrong work takes the credit."
