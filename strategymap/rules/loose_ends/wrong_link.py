"""A link to something that it can't lead to: up the chain to a KPI, or from a balance to a node.

**Why it matters.** A KPI tells whether something was achieved; it is not itself what is
wanted. Where a chain ends in a number, the number has taken the place of the goal, and
people will serve the number.

**How to mend it.** Link to the goal or outcome that the KPI measures. Under `balances`,
name the KPI that keeps this one honest.

**Ask in the workshop.** If this number were reached by a trick, would you have what you
wanted?

**Source.** Michael Harris and Bill Tayler, "Don't Let Metrics Undermine Your Business",
Harvard Business Review, September-October 2019: a measure easily takes the place of the
strategy that it stands for.

Fails:

```yaml
title: Service desk
goals:
  loyalty: Improve customer loyalty
outcomes:
  solved:
    title: Problems are solved the first time
    supports: retention
kpis:
  retention:
    title: Customer retention rate
    measures: loyalty
```

Passes:

```yaml
title: Service desk
goals:
  loyalty: Improve customer loyalty
outcomes:
  solved:
    title: Problems are solved the first time
    supports: loyalty
kpis:
  retention:
    title: Customer retention rate
    measures: loyalty
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link

NAME = "wrong-link"
SEVERITY = Severity.ERROR

_WRONG = {
    "supports": "a KPI tells whether something was achieved, and is not itself what is wanted",
    "harms": "what is harmed is what the KPI tells about, and not the KPI",
    "measures": "a KPI measures what is wanted, and not another KPI",
    "balances": "only another KPI can keep a KPI honest",
}


def check(graph: MapGraph) -> Iterator[Remark]:
    """The links to something of a kind that they can't lead to."""
    for link in graph.wrong_links:
        yield Remark(
            link.source,
            f"{graph.named(link.source)} {link.relation} {_other(graph, link)}, but {_WRONG[link.relation]}",
            _remedy(graph, link),
            related=(link.target,),
            at=link.origin,
        )


def _other(graph: MapGraph, link: Link) -> str:
    return "itself" if link.source == link.target else graph.named(link.target)


def _remedy(graph: MapGraph, link: Link) -> str:
    if link.relation == "balances":
        return _name_a_kpi(graph, link)
    if link.source == link.target:
        return "Name the goal or outcome that it tells about."
    return _name_what_it_measures(graph, link)


def _name_a_kpi(graph: MapGraph, link: Link) -> str:
    others = sorted(kpi for kpi in graph.kpis_of(link.target) if kpi != link.source)
    if others:
        return f"Name a KPI that measures it: {_choice(graph, others)}."
    return f"Write `measures: {link.target}` if it tells about that, or name the KPI that is meant."


def _name_what_it_measures(graph: MapGraph, link: Link) -> str:
    measured = sorted(graph.measured_by(link.target))
    if link.source in measured:
        return "Take the link out: the KPI measures it already."
    if measured:
        return f"Name what that KPI measures: {_choice(graph, measured)}."
    if link.relation == "measures":
        return "Name the goal or outcome that both tell about."
    return "Say what that KPI tells about (`measures`), and link to that instead."


def _choice(graph: MapGraph, names: list[str], most: int = 3) -> str:
    """What to write, with the titles; those beyond `most` are counted."""
    told = [f'{name} ("{graph.title(name)}")' for name in names[:most]]
    if len(names) > most:
        told.append(f"or one of {len(names) - most} more")
    return ", ".join(told)
