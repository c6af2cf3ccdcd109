"""A map with goals and KPIs, and no goal about customers.

**Why it matters.** Money, speed and order are what an organisation wants for itself. Why
anybody should come, stay or come back is then left to chance, and no finding about
customers can be made on such a map, because it never speaks of them.

**How to mend it.** Add the goal that customers would sign, with the focus `loyalty` or
`experience`, and link it to what it brings. Customers are all whom the work is for:
patients, citizens and members too. Where a goal is about them already, give it that focus.

**Ask in the workshop.** Who would miss us if we closed tomorrow, and what exactly would
they miss?

**Source.** Jamey Lutz, "Customer-centric leadership: let the numbers take care of
themselves", jameylutz.com, undated: before a goal is set, ask whether it helps the
customer's experience and the ability to respond to what customers need.

Fails:

```yaml
title: Parcel service
goals:
  margin: Raise the margin
kpis:
  cost:
    title: Cost per parcel
    measures: margin
```

Passes:

```yaml
title: Parcel service
goals:
  margin: Raise the margin
  reliable:
    title: Senders can rely on us
    focus: loyalty
    supports: margin
kpis:
  cost:
    title: Cost per parcel
    measures: margin
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "no-customer-goal"
SEVERITY = Severity.NOTE


def check(graph: MapGraph) -> Iterator[Remark]:
    """The map, if it has goals and KPIs and no customer goal."""
    goals = graph.of_kind("goal")
    if not goals or not graph.kpis or graph.customer_goals:
        return
    if len(goals) == 1:
        found = f"The only goal, {graph.listed(goals)}, is not about customers"
    else:
        found = f"None of the {len(goals)} goals is about customers"
    served = graph.listed(sorted(graph.top_goals or goals), 3)
    yield Remark(
        None,
        f"{found}: the map does not say what they should get, or why they would come back",
        f"Ask what customers must get before {served} can come true, and add that as a goal with the focus "
        "loyalty or experience; if a goal is about them already, give it that focus.",
    )
