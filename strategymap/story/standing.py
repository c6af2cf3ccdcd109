"""How the KPIs of a map stand on the day from which it is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from strategymap.graph import MapGraph
from strategymap.measure import Measure
from strategymap.scorecard import Status
from strategymap.story.measured import Moved, Standing
from strategymap.story.naming import figures_of, named

#: In this order those that moved the wrong way are told.
_WORST = (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED, Status.NO_DATA)


def standing_of(graph: MapGraph, kpis: Iterable[str] | None = None) -> Standing | None:
    """How some KPIs (None: all) stand; None where none of them can be judged."""
    chosen = sorted(graph.kpis if kpis is None else kpis)
    statuses = {kpi: graph.scorecard.score(kpi).status for kpi in chosen}
    if not any(status is not Status.NO_DATA for status in statuses.values()):
        return None
    counts = Counter(statuses.values())
    turns = {kpi: turn for kpi in chosen if (turn := _got_worse(graph, kpi)) is not None}
    worse = sorted((kpi for kpi, turn in turns.items() if turn), key=lambda k: (_WORST.index(statuses[k]), k))
    return Standing(
        on=graph.as_of,
        total=len(chosen),
        counts=tuple((status, counts[status]) for status in Status if counts[status]),
        wrong_way=tuple(Moved(named(graph, kpi), figures_of(graph, kpi)) for kpi in worse),
        compared=len(turns),
    )


def _got_worse(graph: MapGraph, kpi: str) -> bool | None:
    """Whether the latest value is worse than the baseline; None where nobody can tell."""
    baseline, latest = graph.kpis[kpi].baseline, graph.scorecard.latest(kpi)
    if baseline is None or baseline.value is None or latest is None:
        return None
    measure = graph.measures[kpi]
    before = _shortfall(measure, baseline.value.number)
    now = _shortfall(measure, latest.value.number)
    return None if before is None or now is None else now > before


def _shortfall(measure: Measure, value: Decimal) -> Decimal | None:
    """How bad a value is, to compare two of one KPI; None where nothing tells which way is
    better. With a target and no direction more is better, as in the scorecard."""
    target = measure.kpi.target
    if target is not None and target.between:
        low, high = (end.number for end in target.between if end is not None)
        return max(low - value, value - high, Decimal(0))
    if measure.direction == "down":
        return value
    return -value if measure.direction == "up" or (measure.direction is None and target) else None
