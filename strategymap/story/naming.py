"""Nodes, KPIs and links in the words of the story."""

from __future__ import annotations

from collections.abc import Iterable

from strategymap import numbers
from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.measure import Measure
from strategymap.model import Element, Goal, Initiative, Kpi, Node, Outcome
from strategymap.story.measured import Chip, Figures, Named
from strategymap.story.told import Facts, Reason

_BETTER = {
    "up": "more is better",
    "down": "less is better",
    "range": "both extremes are bad",
    "context": "no target belongs to it",
}
#: Words of the language that read badly in a sentence; '' is left out.
_ABOUT = {"financial": "money"}
_PROVIDES = {"capability": "builds capability", "reward": "gives a reward", "other": ""}
_ASKED = {"all": "everybody", "sample": "a sample", "selected": "a selection"}


def named(graph: MapGraph, name: str) -> Named:
    """A node or KPI by its id, kind and title."""
    return Named(name, graph.kind(name), graph.title(name))


def all_named(graph: MapGraph, names: Iterable[str]) -> tuple[Named, ...]:
    """The same for several, in the order given."""
    return tuple(named(graph, name) for name in names)


def reason_of(link: Link) -> Reason:
    """What is said of a `supports` or `harms` link."""
    details = link.details
    if details is None:
        return Reason()
    return Reason(
        because=link.reason or None,
        after=str(details.after) if details.after else "",
        evidence=details.evidence if details.evidence != "assumed" else "",
        strength=details.strength or "",
        feedback=bool(details.feedback),
    )


def figures_of(graph: MapGraph, name: str) -> Figures:
    """The numbers of a KPI; the map's period dates those that give no day."""
    measure, kpi, card = graph.measures[name], graph.kpis[name], graph.scorecard
    baseline, target, actual = kpi.baseline, kpi.target, card.latest(name)
    since, until = card.since(name), card.due(name)
    return Figures(
        start=numbers.start_text(measure),
        baseline=numbers.baseline_text(baseline, measure.unit),
        baseline_at=numbers.term_text(since) if since else "",
        target=numbers.target_text(target, measure.unit),
        group=(target.for_ or "") if target else "",
        by=numbers.term_text(until) if until else "",
        last=numbers.quantity_text(actual.value, measure.unit) if actual else "",
        last_at=numbers.term_text(actual.at) if actual and actual.at else "",
        status=card.score(name).status,
    )


def chips_of(graph: MapGraph, name: str) -> tuple[Chip, ...]:
    """The KPIs that measure a node, sorted by id."""
    return tuple(
        Chip(named(graph, kpi), figures_of(graph, kpi), kpi in graph.rewarded)
        for kpi in sorted(graph.kpis_of(name))
    )


def facts_of(graph: MapGraph, name: str) -> Facts:
    """What the map says of a node or KPI besides its links and numbers."""
    element = graph.elements[name]
    band = graph.perspective(name)
    return Facts(
        part=named(graph, name),
        perspective=band.title if band else "",
        owner=element.owner or "",
        group=(element.for_ or "") if isinstance(element, Node) else "",
        say=(element.say or "") if isinstance(element, (Goal, Outcome, Kpi)) else "",
        description=element.description or "",
        url=element.url or "",
        others=tuple((key, text) for key, text in _others(graph, name, element) if text),
    )


def _others(graph: MapGraph, name: str, element: Element) -> Iterable[tuple[str, str | None]]:
    """What is said besides, as a lead and a text, each of which may be missing."""
    focus = graph.focus(name)
    yield "about", _ABOUT.get(focus, focus) if focus else None
    if isinstance(element, (Goal, Kpi)) and element.level:
        yield "", f"{element.level} level"
    if isinstance(element, Initiative):
        yield "", _PROVIDES.get(element.provides or "")
    if isinstance(element, Kpi):
        yield from _of_measure(graph.measures[name])
    yield "tagged", ", ".join(element.tags)


def _of_measure(measure: Measure) -> Iterable[tuple[str, str | None]]:
    kpi = measure.kpi
    yield "", _BETTER.get(measure.direction or "")
    yield "scale", numbers.scale_text(measure.scale) if measure.scale and measure.unit != "%" else None
    yield "", measure.timing
    if kpi.touchpoint == "relationship":
        yield "", "about the whole relationship"
    else:
        yield "taken at", kpi.touchpoint
    yield "asks", _ASKED.get(kpi.respondents or "")
    yield "", "the headline among its kind" if kpi.headline else None
