"""Something that helps a goal and harms the same goal on another way.

**Why it matters.** Whoever pursues this helps and hinders the goal at once, and the map
can't say which of the two wins. Usually the help is counted and the harm is not: the local
number turns green while the goal that it was for moves away.

**How to mend it.** Change what is done so that the harm falls away, set a limit beyond
which it isn't pursued, or decide which of the two matters more and say so. Until then
measure both.

**Ask in the workshop.** How far shall we go with this, and who tells us when the harm has
become greater than the good?

**Source.** Peter Smith, "On the unintended consequences of publishing performance data in
the public sector", International Journal of Public Administration 18(2-3), 1995: a unit
pursues its own narrow objective at the cost of what the whole is for.

Fails:

```yaml
title: Restaurant
goals:
  revenue: Every table earns its evening
outcomes:
  confirmed:
    title: Every booking is confirmed
    supports: revenue
    harms:
      welcome: guests are rung up again and again
  welcome:
    title: Guests feel welcome
    supports: revenue
```

Passes:

```yaml
title: Restaurant
goals:
  revenue: Every table earns its evening
outcomes:
  confirmed:
    title: Guests confirm with one tap
    supports: revenue
  welcome:
    title: Guests feel welcome
    supports: revenue
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.conflict import Conflict, conflicts
from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import harm_done

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "works-against-itself"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The nodes at which a conflict between a goal and the way to it arises."""
    for conflict in conflicts(graph):
        node = conflict.node
        yield Remark(
            node,
            f"{graph.named(node)} works against itself: it {_support(graph, conflict)}, and "
            f"{_harm(graph, conflict)}{_others(graph, conflict)}",
            _remedy(graph, conflict),
            related=(*conflict.goals, *graph.kpis_of(node)),
        )


def _support(graph: MapGraph, conflict: Conflict) -> str:
    return f"leads to {graph.named(conflict.support[-1])}{_by_way_of(graph, conflict.support[1:-1])}"


def _by_way_of(graph: MapGraph, between: tuple[str, ...]) -> str:
    return f" by way of {graph.listed(between, 4)}" if between else ""


def _harm(graph: MapGraph, conflict: Conflict) -> str:
    """Who does the harm, to what, and how that reaches the same goal."""
    source, struck = conflict.harm[-1], conflict.struck
    link = graph.harms[source][struck[0]]
    lead = (
        ""
        if len(conflict.harm) == 1
        else f"leads{_by_way_of(graph, conflict.harm[1:-1])} to {graph.named(source)}, "
    )
    harm = harm_done(graph, link)
    if link.source in graph.kpis:
        whose = "whose" if lead else "its"
        harm = f"{whose} {graph.named(link.source)} {harm}"
    elif lead:
        harm = f"which {harm}"
    onward = f", which leads to the same goal{_by_way_of(graph, struck[1:-1])}" if len(struck) > 1 else ""
    return f"{lead}{harm}{onward}"


def _others(graph: MapGraph, conflict: Conflict) -> str:
    others = [goal for goal in conflict.goals if goal != conflict.support[-1]]
    return f"; also at stake: {graph.listed(others, 3)}" if others else ""


def _remedy(graph: MapGraph, conflict: Conflict) -> str:
    struck = conflict.struck[0]
    title = graph.title(struck)
    watched = sorted(graph.kpis_of(struck))
    until = f"watch {graph.listed(watched, 2)}" if watched else f'measure "{title}"'
    return f'Find a way that spares "{title}", or agree how far this may go; until then {until} beside it.'
