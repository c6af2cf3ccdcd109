"""A target that is set, and nothing that would give people the means to reach it.

**Why it matters.** Expecting more of people without giving them the skill, the tool or the
time for it doesn't change the work; it changes the numbers. Who can't reach a target in the
way that was meant will find another.

**How to mend it.** Link the training, tool or programme that is to bring it about, and say
that it provides a capability (`provides: capability`). Where there is none, plan one or lower
the target.

**Ask in the workshop.** What will people be able to do next year that they can't do today?

**Source.** Barry Dalton, "Who's expectations are they anyway?", 2010: expectations,
capabilities and rewards have to point at the same goal.

Fails:

```yaml
title: Fire brigade
goals:
  saved:
    title: People get out in time
    kpis:
      minutes:
        title: Minutes from call to ladder
        baseline: 11
        target: 8
initiatives:
  bonus:
    title: Bonus for the quickest watch
    provides: reward
    supports: saved
```

Passes:

```yaml
title: Fire brigade
goals:
  saved:
    title: People get out in time
    kpis:
      minutes:
        title: Minutes from call to ladder
        baseline: 11
        target: 8
initiatives:
  routes:
    title: Traffic lights that give way to the engine
    provides: capability
    supports: saved
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.numbers import quantity_text, target_text
from strategymap.rules.phrases import expected, so_many_lack

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "no-capability"
SEVERITY = Severity.NOTE


def looks_at(graph: MapGraph) -> list[str]:
    """The KPIs with a target."""
    return [name for name, kpi in graph.kpis.items() if kpi.target]


def holds_for(graph: MapGraph) -> list[str]:
    """Those of them for which no initiative provides a capability, on a map with initiatives."""
    if not graph.of_kind("initiative"):
        return []
    enabled = graph.facts.has_capability
    return [kpi for kpi in looks_at(graph) if not any(map(enabled, graph.measured_by(kpi)))]


def check(graph: MapGraph) -> Iterator[Remark]:
    """A remark on each of these."""
    return (remark(graph, kpi) for kpi in holds_for(graph))


def remark(graph: MapGraph, kpi: str) -> Remark:
    """What there is instead of a capability for a KPI."""
    reached = graph.scorecard.score(kpi).reached
    hoped = _reached(graph, kpi) if reached else expected(graph, kpi)
    facts, measured = graph.facts, sorted(graph.measured_by(kpi))
    if not measured:
        return Remark(
            kpi,
            f"{hoped}, and measures nothing that an initiative of this map could change",
            "Say what it tells about (`measures`), so that it shows which work is to move it.",
        )
    unsaid = min((name for node in measured if (name := facts.initiative_below(node, None))), default=None)
    if unsaid is not None:
        return Remark(
            kpi,
            f"{hoped}, and {graph.named(unsaid)}, which is to bring that about, does not say what it provides",
            "If it gives people a skill, a tool or the time, say so (`provides: capability`); if not, add what does.",
        )
    reward = min(
        (name for node in measured if (name := facts.initiative_below(node, "reward"))), default=None
    )
    if reward is not None:
        return Remark(
            kpi,
            f"{hoped}; {graph.named(reward)} pays for it, and nothing enables people to {'keep it there' if reached else 'do it'}",
            f"Ask what {'it took to get there' if reached else 'keeps people from it today'}, and add the training, "
            "tool or time that they lack (`provides: capability`).",
        )
    return Remark(
        kpi,
        f"{hoped}, and no initiative gives people the means to {'keep up' if reached else 'bring about'} "
        f"{graph.listed(measured, 3)}",
        "Link the training, tool or programme that is to do it (`provides: capability`), or ask why it should "
        f"{'stay so' if reached else 'change'} by itself.",
    )


def _reached(graph: MapGraph, kpi: str) -> str:
    """That a KPI is where it should be, and at what: the target is kept from here on."""
    latest, measure = graph.scorecard.latest(kpi), graph.measures[kpi]
    value = f" at {quantity_text(latest.value, measure.unit)}" if latest else ""
    return f"{graph.named(kpi)} is{value} today and has reached its target of {target_text(measure.kpi.target, measure.unit)}"


def on_the_map(graph: MapGraph, found: list[str]) -> Remark:
    """What is said once of an early draft."""
    return Remark(
        None,
        f"{so_many_lack(len(found), len(looks_at(graph)), 'KPIs with a target')} an initiative that gives "
        f"people the means: {graph.listed(found)}",
        _first_steps(graph),
    )


def _first_steps(graph: MapGraph) -> str:
    initiatives = graph.of_kind("initiative")
    if any(graph.facts.initiative_below(name, None) == name for name in initiatives):
        return (
            "Say of each initiative what it provides (`provides`), and link the training, tools and programmes that "
            "are to move these numbers."
        )
    return (
        "Add the training, tools and programmes that are to move these numbers (`provides: capability`), or lower "
        "the targets."
    )
