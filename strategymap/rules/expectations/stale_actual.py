"""A KPI of which no value is known, or only an old one.

**Why it matters.** Decisions are made with the picture that is there. An old number looks
like a current one on the page, and by the time the next one comes the weeks in which
something could have been done are over.

**How to mend it.** Take the number again, or admit how often it is really taken. A number
that nobody misses for two rounds is one that nobody decides by.

**Ask in the workshop.** Which decision did we take without this number since it last came?

**Source.** Janet LeBlanc, "Results-focused leadership: the catalyst for CX transformation",
Contact Center Pipeline, 2020: reporting and analysis have to come in time.

Fails:

```yaml
title: Wind farm
as_of: 2026-06-30
goals:
  running:
    title: The turbines run whenever the wind blows
    kpis:
      availability:
        title: Availability
        unit: "%"
        every: month
        actual: {value: 93.5, at: 2026-01-31}
```

Passes:

```yaml
title: Wind farm
as_of: 2026-06-30
goals:
  running:
    title: The turbines run whenever the wind blows
    kpis:
      availability:
        title: Availability
        unit: "%"
        every: month
        actual: [{value: 93.5, at: 2026-01-31},
          {value: 95.1, at: 2026-05-31}]
```
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.numbers import day_text, quantity_text
from strategymap.rules.phrases import so_many_lack
from strategymap.values import Lag, Reading, back
from strategymap.wording import quoted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "stale-actual"
SEVERITY = Severity.WARNING

#: How often a KPI can be taken, the longest last.
_RHYTHMS = ("day", "week", "month", "quarter", "year")


def looks_at(graph: MapGraph) -> list[str]:
    """The KPIs that say how often they are taken."""
    return [name for name, kpi in graph.kpis.items() if kpi.every]


def holds_for(graph: MapGraph) -> list[str]:
    """Those of them whose latest actual is older than two rounds, or missing. The age of one
    without a day is unknown."""
    return [kpi for kpi in looks_at(graph) if _is_stale(graph, kpi, graph.scorecard.latest(kpi))]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, kpi) for kpi in holds_for(graph))


def remark(graph: MapGraph, kpi: str) -> Remark:
    """How old its latest actual is, or that there is none."""
    latest = graph.scorecard.latest(kpi)
    if latest is None or latest.at is None:
        return _never(graph, kpi)
    return _long_ago(graph, kpi, latest, latest.at)


def _is_stale(graph: MapGraph, kpi: str, latest: Reading | None) -> bool:
    if latest is None:
        return True
    return latest.at is not None and not _is_fresh(graph, latest.at, graph.kpis[kpi].every or "")


def _is_fresh(graph: MapGraph, day: datetime.date, rhythm: str) -> bool:
    return day >= back(graph.as_of, Lag(2, rhythm))


def _never(graph: MapGraph, kpi: str) -> Remark:
    plan = f"{graph.named(kpi)} should be taken every {graph.kpis[kpi].every}"
    if graph.scorecard.latest(kpi, datetime.date.max) is not None:
        return Remark(
            kpi,
            f"{plan}, and all its values are of days after {day_text(graph.as_of)}, from which this map is judged",
            "Correct the days of its values (`at`), or the day from which the map is judged (`as_of`).",
        )
    return Remark(
        kpi,
        f"{plan}, and this map holds no value of it",
        f"{_ask(graph, kpi)} for the first value and its day (`actual`); if nobody can tell, leave this KPI out "
        "until somebody can.",
    )


def _long_ago(graph: MapGraph, kpi: str, latest: Reading, day: datetime.date) -> Remark:
    value = quantity_text(latest.value, graph.measures[kpi].unit)
    return Remark(
        kpi,
        f"{graph.named(kpi)} should be taken every {graph.kpis[kpi].every}; on {day_text(graph.as_of)} its latest "
        f"value, {value}, was {(graph.as_of - day).days} days old",
        f"{_ask(graph, kpi)} for a new value (`actual`), or {_otherwise(graph, day)}.",
    )


def _ask(graph: MapGraph, kpi: str) -> str:
    owner = graph.kpis[kpi].owner
    return f"Ask {quoted(owner)}, who owns it," if owner else "Ask"


def _otherwise(graph: MapGraph, day: datetime.date) -> str:
    """The shortest rhythm for which the value would be fresh, as advice."""
    fits = next((rhythm for rhythm in _RHYTHMS if _is_fresh(graph, day, rhythm)), None)
    if fits is None:
        return "take the KPI off the map, since nobody has missed it"
    return f"say that it is only taken every {fits} (`every: {fits}`)"


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    never = sum(graph.scorecard.latest(kpi) is None for kpi in found)
    of_these = f", {never} of them any value at all" if 0 < never < len(found) else ""
    recent = "a single value" if never == len(found) else "a recent value"
    return Remark(
        None,
        f"{so_many_lack(len(found), len(looks_at(graph)), 'KPIs that are taken regularly')} {recent}{of_these}: "
        f"{graph.listed(found)}",
        "Begin with the KPIs of the top goals: take them again, and write down value and day (`actual`).",
    )
