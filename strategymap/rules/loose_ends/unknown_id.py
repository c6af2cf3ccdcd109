"""A link to an id that nothing has, or a perspective that isn't declared.

**Why it matters.** The link was meant, and it is lost: whatever it said, that this brings
that about, harms it or tells about it, is on nobody's map. The picture has a gap there,
and every other finding is judged without it.

**How to mend it.** Correct the id, or write the node, KPI or perspective that is missing.

**Ask in the workshop.** What did we want to connect here, and is it still part of the
strategy?

**Source.** Rick Davies, "Representing Theories of Change: Technical Challenges with
Evaluation Consequences", Journal of Development Effectiveness 10(4), 2018: connections
that are missing are among the structural problems of such diagrams.

Fails:

```yaml
title: Web shop
goals:
  loyalty: Improve customer loyalty
outcomes:
  easy-returns:
    title: Returns are easy
    supports: loyality
```

Passes:

```yaml
title: Web shop
goals:
  loyalty: Improve customer loyalty
outcomes:
  easy-returns:
    title: Returns are easy
    supports: loyalty
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Origin, Remark, Severity
from strategymap.wording import nearest_of_each

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link

NAME = "unknown-id"
SEVERITY = Severity.ERROR

_MISSING = "Write it down with a title if it is missing, or take the link out."


def check(graph: MapGraph) -> Iterator[Remark]:
    """The links to ids that nothing has, and the perspectives that aren't declared."""
    balances = [link for link in graph.unknown_ids if link.relation == "balances"]
    others = [link for link in graph.unknown_ids if link.relation != "balances"]
    yield from _unknown_targets(graph, balances, graph.kpis)
    yield from _unknown_targets(graph, others, graph.nodes)
    yield from _unknown_perspectives(graph)


def _unknown_targets(graph: MapGraph, links: list[Link], known: Iterable[str]) -> Iterator[Remark]:
    meant = nearest_of_each((link.target for link in links), known)
    for link in links:
        close, seen = meant.get(link.target), f'{link.relation} "{link.target}"'
        yield Remark(
            link.source,
            f"{graph.named(link.source)} {seen}, and nothing on this map has that id",
            f"Write {close} to mean {graph.named(close)}." if close else _MISSING,
            related=(link.target,),
            at=link.origin,
        )


def _unknown_perspectives(graph: MapGraph) -> Iterator[Remark]:
    unknown = {
        name: node.perspective
        for name, node in graph.nodes.items()
        if node.perspective is not None and node.perspective not in graph.perspectives
    }
    meant = nearest_of_each(unknown.values(), graph.perspectives)
    for name, seen in unknown.items():
        document, address = graph.origins[name]
        yield Remark(
            name,
            f'{graph.named(name)} stands in the perspective "{seen}", which is not declared',
            _declared(graph, meant.get(seen)),
            related=(seen,),
            at=Origin(document, (*address, "perspective")),
        )


def _declared(graph: MapGraph, close: str | None) -> str:
    """What to write instead of a perspective that isn't there."""
    if close:
        return f'Write {close} to mean the perspective "{graph.perspectives[close].title}".'
    if graph.perspectives:
        known = ", ".join(list(graph.perspectives)[:8])
        return f"Write one of those that are ({known}), or declare it under `perspectives`."
    return "Declare it under `perspectives`."
