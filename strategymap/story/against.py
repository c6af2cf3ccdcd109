"""What works against the strategy: the harms, and what each puts at risk."""

from __future__ import annotations

from strategymap.conflict import conflicts
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.story.naming import all_named, chips_of, named, reason_of
from strategymap.story.remarks import AT_ODDS, Remarks
from strategymap.story.told import Against
from strategymap.walks import shortest_ways


def harms_of(graph: MapGraph, remarks: Remarks, most: int) -> tuple[tuple[Against, ...], int]:
    """At most that many harms, and the number of those left out. Harms that close a loop on
    purpose count as links, and are told among them alone."""
    written = [link for link in graph.links if link.relation == "harms" and not link.feedback]
    written.sort(key=lambda link: (link.source, link.target))
    told = written[:most]
    about = _beside(graph, remarks, told)
    harms = tuple(_against(graph, remarks, link, about.get(n, [])) for n, link in enumerate(told))
    return harms, len(written) - len(told)


def _against(graph: MapGraph, remarks: Remarks, link: Link, found: list[Finding]) -> Against:
    tops = set(graph.top_goals)
    above = graph.behind(link.target) | {link.target}
    onward = next(iter(shortest_ways(graph.supports, [link.target], tops.__contains__, 1)), [])
    return Against(
        source=named(graph, link.source),
        target=named(graph, link.target),
        reason=reason_of(link),
        onward=all_named(graph, onward[1:]),
        others_at_risk=all_named(graph, sorted((tops & above).difference(onward))),
        watched_by=chips_of(graph, link.target),
        notes=remarks.beside(found),
    )


def _beside(graph: MapGraph, remarks: Remarks, told: list[Link]) -> dict[int, list[Finding]]:
    """For each harm, by its number, the findings that are about it."""
    numbers = {(link.source, link.target): n for n, link in reversed(list(enumerate(told)))}
    found = remarks.of_harm()
    at_odds = _harms_at_odds(graph) if any(finding.rule == AT_ODDS for finding in found) else {}
    places: dict[int, list[Finding]] = {}
    for finding in found:
        link = at_odds.get(finding.node) if finding.rule == AT_ODDS else _named_harm(graph, finding)
        number = numbers.get((link.source, link.target)) if link else None
        if number is not None:
            places.setdefault(number, []).append(finding)
    return places


def _harms_at_odds(graph: MapGraph) -> dict[str | None, Link]:
    """For each node that works against itself the harm by which it does, its own or that of a
    node further up."""
    return {found.node: graph.harms[found.harm[-1]][found.struck[0]] for found in conflicts(graph)}


def _named_harm(graph: MapGraph, finding: Finding) -> Link | None:
    """The harm that a finding names by the node and by what is harmed."""
    harms = graph.harms.get(finding.node or "", {})
    return next((harms[name] for name in finding.related if name in harms), None)
