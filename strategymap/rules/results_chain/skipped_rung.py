"""A link from work or its product straight to a goal, past the outcomes.

**Why it matters.** What we do doesn't reach a goal by itself: somebody has to act
differently because of it. A link that leaves this out hides the very assumption on which
the plan most often fails.

**How to mend it.** Write the outcome in between: who does what differently once this is
delivered? Or link to the outcome that stands there already.

**Ask in the workshop.** What do people do differently once we have delivered this?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX
transformation", Contact Center Pipeline, 2020: each level of results is achieved by way
of the one below. The IATI Standard 2.03 keeps outputs, outcomes and impact apart
(codelist ResultType).

Fails:

```yaml
title: Water for the valley
goals:
  health: Children are healthy
outcomes:
  wash: Families wash their hands
outputs:
  wells:
    title: Forty wells are drilled
    supports: health
```

Passes:

```yaml
title: Water for the valley
goals:
  health: Children are healthy
outcomes:
  wash:
    title: Families wash their hands
    supports: health
outputs:
  wells:
    title: Forty wells are drilled
    supports: wash
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "skipped-rung"
SEVERITY = Severity.WARNING

#: Where both ends have more outcomes than this, the one in common is not looked for at each link.
_FEW = 20


def check(graph: MapGraph) -> Iterator[Remark]:
    """The links from an initiative or output to a goal, where the map has outcomes."""
    between = _Between(graph)
    for link in graph.chain_links:
        if graph.facts.skips_rung(link.source, link.target):
            yield Remark(
                link.source,
                f"{graph.named(link.source)} jumps straight to {graph.named(link.target)}: "
                "the map doesn't say what changes in between",
                between.remedy(link.source, link.target),
                related=(link.target,),
                at=link.origin,
            )


class _Between:
    """The outcomes that may stand between a source and a goal, gathered once for each."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph
        self._above: dict[str, set[str]] = {}
        self._below: dict[str, set[str]] = {}
        self._choice: dict[str, str] = {}

    def remedy(self, source: str, goal: str) -> str:
        graph = self._graph
        if source not in self._above:
            self._above[source] = self._outcomes(graph.supports(source))
        if goal not in self._below:
            self._below[goal] = self._outcomes(graph.supporters_of(goal))
            self._choice[goal] = graph.listed(sorted(self._below[goal]), 3)
        above, below = self._above[source], self._below[goal]
        already = above & below if min(len(above), len(below)) <= _FEW else ()
        if already:
            return f"It leads there by way of {graph.named(min(already))} already: take the short cut out."
        if above:
            through = f"Let the chain run through {graph.named(min(above))}, which it supports"
            return f"{through}, or write the outcome that is missing."
        if below:
            onward = f"Link it to the outcome that carries it ({self._choice[goal]})"
            return f"{onward}, or write the one that is missing."
        return "Write the outcome in between: who does what differently once this is there?"

    def _outcomes(self, names: list[str]) -> set[str]:
        return {name for name in names if self._graph.kind(name) == "outcome"}
