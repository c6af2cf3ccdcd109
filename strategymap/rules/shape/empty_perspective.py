"""A perspective in which nothing stands.

**Why it matters.** A perspective was put on the map because the strategy needs it. Where it
stays empty, the question that it asks was never answered: who gains by this, what must be
done well, or what people have to learn for it.

**How to mend it.** Write down what has to be true in that perspective for the rest to
happen. If there is nothing, take the perspective off the map.

**Ask in the workshop.** If nothing changed in this perspective, could the rest still come
about?

**Source.** Robert S. Kaplan and David P. Norton, "The Balanced Scorecard: Measures That
Drive Performance", Harvard Business Review, January-February 1992: four questions to be
answered together, so that none is bought at the cost of another.

Fails:

```yaml
title: Care home
perspectives:
  residents: {title: Residents and families, role: customer}
  care: {title: Care, role: process}
  staff: {title: Our staff, role: people}
goals:
  at-home:
    title: Residents feel at home
    perspective: residents
outcomes:
  known:
    title: Every resident is cared for by people whom they know
    perspective: care
    supports: at-home
```

Passes:

```yaml
title: Care home
perspectives:
  residents: {title: Residents and families, role: customer}
  care: {title: Care, role: process}
  staff: {title: Our staff, role: people}
goals:
  at-home:
    title: Residents feel at home
    perspective: residents
outcomes:
  known:
    title: Every resident is cared for by people whom they know
    perspective: care
    supports: at-home
  stay:
    title: Nurses stay for years
    perspective: staff
    supports: known
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.model import Role
from strategymap.wording import listed, quoted

if TYPE_CHECKING:
    from strategymap.bands import Band
    from strategymap.graph import MapGraph

NAME = "empty-perspective"
SEVERITY = Severity.WARNING

#: What a map doesn't say that leaves such a perspective empty.
_UNSAID: dict[Role, str] = {
    "financial": "what all this is worth",
    "customer": "who gains by this",
    "process": "what has to be done well",
    "people": "what people must be able to do for it",
}


def check(graph: MapGraph) -> Iterator[Remark]:
    """The perspectives in which nothing stands, on a map that places nodes."""
    filled = {band.id for node in graph.nodes if (band := graph.perspective(node)) is not None}
    empty = [band for band in graph.perspectives.values() if band.id not in filled]
    if filled and empty:
        yield Remark(None, _message(empty), _remedy(graph, empty), related=tuple(band.id for band in empty))


def _message(empty: list[Band]) -> str:
    named = listed([quoted(band.title) for band in empty])
    unsaid = [_UNSAID[band.role] for band in empty if band.role]
    so = f": the map doesn't say {listed(list(dict.fromkeys(unsaid)), last=', or ')}" if unsaid else ""
    return f"nothing stands in the perspective{'s' if len(empty) > 1 else ''} {named}{so}"


def _remedy(graph: MapGraph, empty: list[Band]) -> str:
    it = "it" if len(empty) == 1 else "them"
    off = (
        f"take {it} off the map"
        if graph.map.perspectives
        else "declare the ones that you use (`perspectives`)"
    )
    return f"Write down what must be true there for the rest to come about, or {off}."
