"""What works against the strategy: the harms, and what each puts at risk."""

from __future__ import annotations

from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.story.goals import nearest
from strategymap.story.naming import all_named, chips_of, named, reason_of
from strategymap.story.remarks import OF_HARM, Remarks
from strategymap.story.told import Against


def harms_of(graph: MapGraph, remarks: Remarks, most: int) -> tuple[tuple[Against, ...], int]:
    """At most that many harms, and the number of those left out. Harms that close a loop on
    purpose count as links, and are told among them alone."""
    written = [link for link in graph.links if link.relation == "harms" and not link.feedback]
    written.sort(key=lambda link: (link.source, link.target))
    told = written[:most]
    about = _beside(graph, remarks, told)
    harms = tuple(_against(graph, remarks, link, about.get(n, [])) for n, link in enumerate(told))
    return harms, len(written) - len(told)


def _against(graph: MapGraph, remarks: Remarks, link: Link, about: list[str]) -> Against:
    tops = set(graph.top_goals)
    above = graph.behind(link.target) | {link.target}
    onward = next(iter(nearest(graph.supports, [link.target], tops.__contains__, 1)), [])
    return Against(
        source=named(graph, link.source),
        target=named(graph, link.target),
        reason=reason_of(link),
        onward=all_named(graph, onward[1:]),
        others_at_risk=all_named(graph, sorted((tops & above).difference(onward))),
        watched_by=chips_of(graph, link.target),
        notes=remarks.about(about, of=OF_HARM),
    )


def _beside(graph: MapGraph, remarks: Remarks, told: list[Link]) -> dict[int, list[str]]:
    """For each harm, by its number, the nodes whose findings are told beside it: the node
    that harms, else one that leads to it."""
    sources = [_sources(graph, link) for link in told]
    below = [set().union(*map(graph.drivers_of, nodes)) for nodes in sources]
    places: dict[int, list[str]] = {}
    for name in sorted(remarks.of_harm()):
        near = [n for among in (sources, below) for n, nodes in enumerate(among) if name in nodes]
        if near:
            places.setdefault(near[0], []).append(name)
    return places


def _sources(graph: MapGraph, link: Link) -> set[str]:
    """The node that harms; for the harm of a KPI the nodes that it measures."""
    return set(graph.measured_by(link.source)) if link.source in graph.kpis else {link.source}
