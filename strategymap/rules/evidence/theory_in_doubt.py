"""The cause was achieved, the time has passed, and the effect hasn't come.

**Why it matters.** Every link is a guess. Here it was put to the test: the work was done as
planned, and what it was done for stays away. More of the same work will not help, and to
press the people who did it will only spoil the numbers.

**How to mend it.** Take up the reason that the link gives. Either it was wrong, or
something else is needed besides that nobody put on the map, or the effect takes longer than
`after` says. Change the map before you change the effort.

**Ask in the workshop.** We did what we said, and it didn't help: what did we believe that
isn't so?

**Source.** Carol H. Weiss, "Evaluation Research: Methods of Assessing Program
Effectiveness", Prentice-Hall, 1972: a programme that was carried out and had no effect is a
failure of its theory, and not of those who carried it out.

Fails:

```yaml
title: Contact centre
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals:
  solved:
    title: Problems are solved the first time
    kpis:
      fcr: {title: First-contact resolution, baseline: 64, target: 75,
        actual: {value: 65, at: 2026-06-30}}
outputs:
  trained:
    title: Agents are trained to resolve
    supports:
      solved: {because: trained agents need nobody else, after: 3 months}
    kpis:
      certified: {title: Agents certified, unit: "%", target: 95,
        actual: {value: 96, at: 2026-02-28}}
```

Passes:

```yaml
title: Contact centre
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals:
  solved:
    title: Problems are solved the first time
    kpis:
      fcr: {title: First-contact resolution, baseline: 64, target: 75,
        actual: {value: 65, at: 2026-06-30}}
outputs:
  trained:
    title: Agents are trained to resolve
    supports:
      solved: {because: trained agents need nobody else, after: 3 months}
    kpis:
      certified: {title: Agents certified, unit: "%", target: 95,
        actual: {value: 96, at: 2026-05-31}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.numbers import month_text
from strategymap.rules.figures import Figures
from strategymap.values import back
from strategymap.wording import quoted

if TYPE_CHECKING:
    import datetime

    from strategymap.graph import MapGraph
    from strategymap.links import Link

NAME = "theory-in-doubt"
SEVERITY = Severity.WARNING


def check(graph: MapGraph) -> Iterator[Remark]:
    """The links of which the cause was achieved in time, and the effect is off track."""
    lagged, figures = graph.lagged, Figures(graph)
    for link in lagged.links:
        if lagged.effect(link).is_off_track and lagged.was_achieved(link):
            yield _remark(graph, link, lagged.since(link), figures)


def _remark(graph: MapGraph, link: Link, since: datetime.date, figures: Figures) -> Remark:
    lag = link.details.after if link.details else None
    after = f" {lag} later" if lag else ""
    undated = _undated(graph, link.source, since) if lag else []
    early = None if undated else _measured_too_early(graph, link, since)
    return Remark(
        link.source,
        f"{graph.named(link.source)} was achieved ({figures.reached(link.source, since)}), but "
        f"{graph.named(link.target)}, which should have followed{after}, is off track "
        f"({figures.off_track(link.target, graph.as_of)}): {_verdict(undated, early, lagging=bool(lag))}",
        (
            _remedy(link)
            if early is None
            else f"Measure {quoted(graph.title(link.target))} again before anybody is blamed."
        )
        + (f" And write down of which day {graph.listed(undated, 3)} is (`at`)." if undated else ""),
        related=(link.target,),
        at=link.origin,
    )


def _undated(graph: MapGraph, node: str, on: datetime.date) -> list[str]:
    """The KPIs by which a node is achieved, and of which nobody says since when."""
    latest = {kpi: graph.scorecard.latest(kpi, on) for kpi in graph.kpis_of(node) if graph.kpis[kpi].target}
    return sorted(kpi for kpi, reading in latest.items() if reading and reading.at is None)


def _measured_too_early(graph: MapGraph, link: Link, since: datetime.date) -> datetime.date | None:
    """The day of the effect's last value, if that lies before the cause can have worked; None
    where it doesn't, or where nobody says the days."""
    card, lag = graph.scorecard, link.details.after if link.details else None
    seen = [latest.at for kpi in graph.kpis_of(link.target) if (latest := card.latest(kpi)) and latest.at]
    there = _there_since(graph, link.source, since)
    if not seen or there is None:
        return None
    last = max(seen)
    return last if (back(last, lag) if lag else last) < there else None


def _there_since(graph: MapGraph, node: str, on: datetime.date) -> datetime.date | None:
    """The first day from which all the targets of a node have been seen to be reached until a
    day; None where no value is dated."""
    card, days = graph.scorecard, []
    for kpi in graph.kpis_of(node):
        reached = None
        for reading in reversed(card.history(kpi, on) if graph.kpis[kpi].target else []):
            if reading.at is None or not card.score(kpi, reading.at).reached:
                break
            reached = reading.at
        days += [reached] if reached else []
    return max(days, default=None)


def _verdict(undated: list[str], early: datetime.date | None, *, lagging: bool) -> str:
    if undated:
        return "nobody says since when the cause has been there; if it was in time, it is the theory that is in doubt"
    if early:
        return f"that was last measured in {month_text(early)}, too early for the effect to show, so the theory may only be ahead of its numbers"
    return f"the cause was there{' in time' if lagging else ''}, so it is the theory that is in doubt"


def _remedy(link: Link) -> str:
    if link.reason:
        remedy = f"Doubt the reason ({quoted(link.reason)}) before the people: what else would it take?"
    else:
        remedy = "Write down why the one should bring about the other (`because`), and ask what else it would take."
    if link.details and link.details.evidence != "assumed":
        return f"{remedy} The link counts as {link.details.evidence}: ask where, and what is different here."
    if not (link.details and link.details.after):
        return f"{remedy} If it only takes longer, say how long (`after`)."
    return remedy
