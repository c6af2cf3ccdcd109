"""A KPI as it stands in a card."""

from __future__ import annotations

from strategymap.graph import MapGraph
from strategymap.numbers import ARROW, NO_BREAK, figures, target_text, term_text
from strategymap.view.marked import Marked
from strategymap.view.shown import KpiRow
from strategymap.view.standing import Standing


def kpi_row(graph: MapGraph, name: str, marked: Marked, standing: Standing) -> KpiRow:
    """The row of a KPI."""
    return KpiRow(
        id=name,
        title=graph.title(name),
        figures=_thin(figures(graph.measures[name]), graph.measures[name].unit or ""),
        rewarded=name in graph.rewarded,
        details=tuple(filter(None, [standing.words(name), *_details(graph, name)])),
        badges=marked.badges_of(name),
        status=standing.status(name),
        now=standing.now(name),
        progress=standing.progress(name),
    )


def _thin(text: str, unit: str) -> str:
    """Figures with a unit of more than a sign or two said once: 18 → 30 points."""
    twice = f"{NO_BREAK}{unit} {ARROW} "
    return text.replace(twice, f" {ARROW} ") if len(unit) > 3 and text.endswith(unit) else text


def _details(graph: MapGraph, name: str) -> list[str]:
    """What a tooltip says of a KPI besides its figures."""
    kpi = graph.kpis[name]
    details = [_target(graph, name), f"Owner: {kpi.owner}" if kpi.owner else ""]
    details.append(_listed("Balanced by", sorted(graph.balances[name]), graph))
    details.append(_listed("Works against", sorted(kpi.harms.keys() & graph.nodes.keys()), graph))
    details += [f"Never: {limit}" for limit in kpi.limits]
    return [detail for detail in details if detail]


def _target(graph: MapGraph, name: str) -> str:
    """What is expected, by when, and for whom."""
    target, due = graph.kpis[name].target, graph.scorecard.due(name)
    if target is None:
        return ""
    parts = [f"Target: {target_text(target, graph.measures[name].unit)}"]
    parts += [f"by {term_text(due)}"] if due else []
    parts += [f"for {target.for_}"] if target.for_ else []
    return " ".join(parts)


def _listed(words: str, names: list[str], graph: MapGraph) -> str:
    return f"{words}: {', '.join(graph.title(name) for name in names)}" if names else ""
