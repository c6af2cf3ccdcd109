"""What a rule finds on a map, in the forms that the tests of the rules compare."""

from __future__ import annotations

from collections.abc import Callable

from strategymap.check import check
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.rules import Rule

GraphOf = Callable[[str], MapGraph]
Place = tuple[str | None, tuple[str, ...]]


def places(rule: Rule, graph: MapGraph) -> list[Place]:
    """The node and the related ids of each finding, in the order of the file."""
    return [(finding.node, finding.related) for finding in check(graph, [rule])]


def nodes(rule: Rule, graph: MapGraph) -> list[str | None]:
    """The node of each finding; none of them names another id."""
    found = places(rule, graph)
    assert {related for _, related in found} <= {()}
    return [node for node, _ in found]


def told(rule: Rule, graph: MapGraph) -> list[str]:
    """What each finding says, with its place and severity; numbers stand with plain spaces."""
    return [
        f"{finding.line}:{finding.column} {finding.severity} {finding.node}: {_said(finding)}"
        for finding in check(graph, [rule])
    ]


def said(rule: Rule, graph: MapGraph) -> list[str]:
    """What each finding says."""
    return [_said(finding) for finding in check(graph, [rule])]


def messages(rule: Rule, graph: MapGraph) -> list[str]:
    """What is wrong, of each finding."""
    return [_plain(finding.message) for finding in check(graph, [rule])]


def remedies(rule: Rule, graph: MapGraph) -> list[str]:
    """What to do, of each finding."""
    return [_plain(finding.remedy) for finding in check(graph, [rule])]


def _said(finding: Finding) -> str:
    return _plain(f"{finding.message}. {finding.remedy}")


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
