"""A goal about customers that is measured without hearing one.

**Why it matters.** What the organisation counts about itself shows what it did, not what
customers made of it. A goal about them that nobody checks with them can be reported as
reached for years while they leave.

**How to mend it.** Put a measure under the goal that comes from customers: a survey, or
what they say unasked (complaints, reviews, reasons for leaving). If a KPI comes from them
already, say so under `source`.

**Ask in the workshop.** When did a customer last tell us how we are doing on this, and
where was it written down?

**Source.** Barry Dalton, "Who's expectations are they anyway?", 2010: customers set the
expectations, and what they say belongs at the foundation of the dashboard.

Fails:

```yaml
title: Broadband
goals:
  reliable:
    title: Customers can rely on their line
    focus: experience
kpis:
  uptime:
    title: Hours without a fault
    measures: reliable
    source: operations
```

Passes:

```yaml
title: Broadband
goals:
  reliable:
    title: Customers can rely on their line
    focus: experience
kpis:
  uptime:
    title: Hours without a fault
    measures: reliable
    source: operations
  reports:
    title: Faults that customers report
    measures: reliable
    source: customer-feedback
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "no-customer-voice"
SEVERITY = Severity.WARNING

_TO_ASK = {
    "loyalty": "whether they would come back and recommend you",
    "experience": "how easy it was and whether they got what they came for",
}


def check(graph: MapGraph) -> Iterator[Remark]:
    """The customer goals with leaves, none of which listens."""
    for goal in graph.customer_goals:
        if graph.facts.is_measured(goal) and not graph.facts.hears_customers(goal):
            yield Remark(
                goal,
                f"{graph.named(goal)} is about customers, and no KPI under it hears one: none comes from a "
                "survey or from what customers say unasked",
                f"Ask customers {_TO_ASK[graph.focus(goal) or 'experience']}, or count what they complain of, "
                "and measure the goal by it.",
            )
