"""Cause and effect are both off track: the theory hasn't been tried yet.

**Why it matters.** The goal isn't coming nearer, and somebody will propose another
strategy. But what was to bring it about hasn't been done. Who changes the plan now will
never learn whether it was good.

**How to mend it.** Look at the work first: what holds it up, and is it worth what it takes?
Judge the link when the cause is there.

**Ask in the workshop.** Suppose that we had done what we planned: where would we stand
today?

**Source.** Edward A. Suchman, "Evaluative Research: Principles and Practice in Public
Service and Social Action Programs", Russell Sage Foundation, 1967: where the programme
never set the cause in motion, the programme has failed and the theory is untested.

Fails:

```yaml
title: Insulation programme
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals:
  warm:
    title: Nobody sits in a cold flat
    kpis:
      cold: {title: Tenants who report a cold flat, unit: "%", baseline: 30,
        target: 10, actual: 29}
outputs:
  insulated:
    title: Roofs are insulated
    supports: warm
    kpis:
      roofs: {title: Roofs done, baseline: 0, target: 200, actual: 12}
```

Passes:

```yaml
title: Insulation programme
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals:
  warm:
    title: Nobody sits in a cold flat
    kpis:
      cold: {title: Tenants who report a cold flat, unit: "%", baseline: 30,
        target: 10, actual: 29}
outputs:
  insulated:
    title: Roofs are insulated
    supports: warm
    kpis:
      roofs: {title: Roofs done, baseline: 0, target: 200, actual: 96}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.lagged import Standing
from strategymap.numbers import day_text
from strategymap.rules.figures import Figures
from strategymap.scorecard import Status
from strategymap.wording import quoted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link

NAME = "execution-gap"
SEVERITY = Severity.NOTE


def check(graph: MapGraph) -> Iterator[Remark]:
    """The links of which cause and effect are both off track."""
    lagged, figures = graph.lagged, Figures(graph)
    for link in lagged.links:
        if lagged.effect(link).is_off_track and (cause := lagged.cause(link)).is_off_track:
            yield Remark(
                link.source,
                _message(graph, link, cause, figures),
                _remedy(graph, link, lagged.now(link.source)),
                related=(link.target,),
                at=link.origin,
            )


def _message(graph: MapGraph, link: Link, cause: Standing, figures: Figures) -> str:
    named, effect = graph.named(link.source), graph.named(link.target)
    why = figures.off_track(link.source, cause.on)
    so = figures.off_track(link.target, graph.as_of)
    if cause.on < graph.as_of and link.details:
        return (
            f"{named} was off track on {day_text(cause.on)} ({why}), and {effect}, which should follow "
            f"{link.details.after} later, is off track too ({so}): what was planned wasn't there in time"
        )
    return (
        f"{named} is off track ({why}), and so is {effect}, which rests on it ({so}): until the cause is there, "
        "the theory isn't put to the test"
    )


def _remedy(graph: MapGraph, link: Link, now: Standing) -> str:
    title = f'"{graph.title(link.source)}"'
    if not now.is_off_track:
        has = "is catching up" if now.status is Status.AT_RISK else "has caught up since"
        return f"{title} {has}: give the effect its time before anybody changes the plan."
    owner = graph.nodes[link.source].owner
    ask = f"Ask {quoted(owner)} what" if owner else "Find out what"
    return f"{ask} holds up {title}, and mend that before anybody changes the plan."
