"""A map of arrows without reasons.

**Why it matters.** Every link is a claim that one thing brings another about. Where the
reason isn't written down, nobody can doubt it, test it, or notice when it stops being
true, and the map shows agreement where there is none.

**How to mend it.** Write a `because` of a few words at each link, first where the most is
at stake.

**Ask in the workshop.** What would have to be true for this arrow to hold?

**Source.** Christopher D. Ittner and David F. Larcker, "Coming Up Short on Nonfinancial
Performance Measurement", Harvard Business Review, November 2003: few companies establish
that the links which they assume exist.

Fails:

```yaml
title: Town library
goals:
  readers: More people read
outcomes:
  visits: {title: Families come often, supports: readers}
  loans: {title: Children take books home, supports: readers}
outputs:
  story-hour: {title: There is a story hour every week, supports: visits}
  late-opening: {title: We are open until eight, supports: visits}
  book-boxes: {title: Every school class has a box of books,
    supports: loans}
```

Passes:

```yaml
title: Town library
goals:
  readers: More people read
outcomes:
  visits: {title: Families come often,
    supports: {readers: who comes often finds a book}}
  loans: {title: Children take books home,
    supports: {readers: parents read what lies on the table}}
outputs:
  story-hour: {title: There is a story hour every week,
    supports: {visits: a fixed hour becomes a habit}}
  late-opening: {title: We are open until eight, supports: visits}
  book-boxes: {title: Every school class has a box of books,
    supports: loans}
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "unexplained-links"
SEVERITY = Severity.NOTE

#: A map with fewer links is a sketch.
_FEWEST = 5


def check(graph: MapGraph) -> Iterator[Remark]:
    """Whether most links of the chain give no reason."""
    links = graph.chain_links
    bare = [link for link in links if not link.because]
    if len(links) < _FEWEST or 2 * len(bare) <= len(links):
        return
    none = f"none of the {len(links)} links of the chain gives a reason"
    most = f"{len(bare)} of the {len(links)} links of the chain give no reason"
    yield Remark(
        None,
        f"{none if len(bare) == len(links) else most}: the map says what leads to what, and not why",
        _remedy(graph, Counter(link.target for link in bare)),
    )


def _remedy(graph: MapGraph, missing: Counter[str]) -> str:
    """`missing` counts the links without a reason by what they lead to."""
    (target, most), *others = missing.most_common(2)
    if others and others[0][1] == most:
        return "Write the reason (`because`) at each."
    return f"Write the reason (`because`) at each, first at the {most} that lead to {graph.named(target)}."
