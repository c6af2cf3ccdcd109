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
from strategymap.wording import nearest

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link

NAME = "unknown-id"
SEVERITY = Severity.ERROR

#: The nearest id is found by comparing with all that there are. Where more ids are unknown
#: than these comparisons allow, a file is missing and not a letter.
_MOST_COMPARISONS = 1_000_000


def check(graph: MapGraph) -> Iterator[Remark]:
    """The links to ids that nothing has, and the perspectives that aren't declared."""
    nodes, kpis = _Nearest(graph, graph.nodes), _Nearest(graph, graph.kpis)
    for link in graph.unknown_ids:
        among = kpis if link.relation == "balances" else nodes
        yield _unknown_target(graph, link, among.to(link.target))
    for name, node in graph.nodes.items():
        if node.perspective is not None and node.perspective not in graph.perspectives:
            yield _unknown_perspective(graph, name, node.perspective)


class _Nearest:
    """The ids that are most like the unknown ones, as far as it is worth while to look."""

    def __init__(self, graph: MapGraph, known: Iterable[str]) -> None:
        self._known = sorted(known)
        searches = max(1, _MOST_COMPARISONS // max(1, len(self._known)))
        self._worth_while = set(sorted({link.target for link in graph.unknown_ids})[:searches])
        self._found: dict[str, str | None] = {}

    def to(self, name: str) -> str | None:
        """The id that was probably meant; None where none is like it."""
        if name not in self._found:
            self._found[name] = nearest(name, self._known) if name in self._worth_while else None
        return self._found[name]


def _unknown_target(graph: MapGraph, link: Link, meant: str | None) -> Remark:
    if meant is not None:
        remedy = f"Write {meant} to mean {graph.named(meant)}."
    else:
        remedy = "Write it down with a title if it is missing, or take the link out."
    return Remark(
        link.source,
        f'{graph.named(link.source)} {link.relation} "{link.target}", and nothing on this map has that id',
        remedy,
        related=(link.target,),
        at=link.origin,
    )


def _unknown_perspective(graph: MapGraph, name: str, seen: str) -> Remark:
    meant = nearest(seen, graph.perspectives)
    if meant is not None:
        remedy = f'Write {meant} to mean the perspective "{graph.perspectives[meant].title}".'
    elif graph.perspectives:
        known = list(graph.perspectives)[:8]
        remedy = f"Write one of those that are ({', '.join(known)}), or declare it under `perspectives`."
    else:
        remedy = "Declare it under `perspectives`."
    document, address = graph.origins[name]
    return Remark(
        name,
        f'{graph.named(name)} stands in the perspective "{seen}", which is not declared',
        remedy,
        related=(seen,),
        at=Origin(document, (*address, "perspective")),
    )
