"""A KPI that doesn't say in what unit, from where or how often it is taken.

**Why it matters.** Two people who take such a number get two numbers, and the meeting is
about whose is right. Where nobody has said when it is due, it appears when it looks good.

**How to mend it.** Add what is missing: the unit, where the data come from and how often it
is taken. A KPI that the catalogue knows gets unit and source from there.

**Ask in the workshop.** If the person who sends us this number left tomorrow, could somebody
else produce it?

**Source.** Treasury Board of Canada Secretariat, "Supporting Effective Evaluations: A Guide to
Developing Performance Measurement Strategies", 2010, section 6.2: data source and frequency
of collection belong to each indicator.

Fails:

```yaml
title: Water utility
goals:
  clean:
    title: The river can be swum in
    kpis:
      nitrate:
        title: Nitrate at the weir
        unit: mg/l
```

Passes:

```yaml
title: Water utility
goals:
  clean:
    title: The river can be swum in
    kpis:
      nitrate:
        title: Nitrate at the weir
        unit: mg/l
        source: operations
        every: week
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import so_many_lack
from strategymap.wording import listed

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "incomplete-kpi"
SEVERITY = Severity.NOTE

#: For each key that may be missing: what the KPI doesn't say, what follows, and what to add.
_ABOUT = {
    "unit": ("in what unit it is counted", "two people may read it differently", "its unit (`unit`)"),
    "source": ("where its data come from", "nobody else could check it", "its source (`source`)"),
    "every": ("how often it is taken", "nobody knows when it is due", "its rhythm (`every`)"),
}
_SEVERAL = "two people would not get the same number"


def looks_at(graph: MapGraph) -> list[str]:
    """The KPIs."""
    return list(graph.kpis)


def holds_for(graph: MapGraph) -> list[str]:
    """Those of them that lack a unit, a source or a rhythm."""
    return [kpi for kpi in graph.kpis if _missing(graph, kpi)]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, kpi) for kpi in holds_for(graph))


def remark(graph: MapGraph, kpi: str) -> Remark:
    """What a KPI doesn't say, and what to add."""
    missing = _missing(graph, kpi)
    untold, follows, additions = zip(*(_ABOUT[key] for key in missing), strict=True)
    so = follows[0] if len(missing) == 1 else _SEVERAL
    return Remark(
        kpi,
        f"{graph.named(kpi)} does not say {listed(untold, ' or ')}: {so}",
        f"Add {listed(additions)}.",
    )


def _missing(graph: MapGraph, kpi: str) -> list[str]:
    """The keys that neither the map nor the catalogue answers."""
    measure = graph.measures[kpi]
    known = {"unit": measure.unit, "source": measure.source, "every": measure.kpi.every}
    return [key for key, value in known.items() if not value]


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    lacking = [_missing(graph, kpi) for kpi in found]
    counts = [
        f"a {word} ({number})"
        for key, word in (("unit", "unit"), ("source", "source"), ("every", "rhythm"))
        if (number := sum(key in missing for missing in lacking))
    ]
    return Remark(
        None,
        f"{so_many_lack(len(found), len(graph.kpis), 'KPIs')} {listed(counts, ' or ')}: "
        f"{graph.listed(found)}",
        "Begin with the KPIs that have a target: say in what unit each is counted (`unit`), where its data come "
        "from (`source`) and how often it is taken (`every`).",
    )
