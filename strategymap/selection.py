"""Which part of a map: a selector picks nodes and KPIs.

    loyalty             one node or KPI
    +loyalty            it and all that leads to it; 2+loyalty: two links down
    loyalty+            it and all that it leads to; loyalty+1: one link up
    kind:kpi            those of one kind; also perspective:, focus:, owner:, level:, tag:, rule:
    a b                 either; a,b both; quotes keep white space: owner:"Head of service"

`supports` and `measures` are the links that are followed.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Sequence

from strategymap.errors import UnknownName
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.model import Node
from strategymap.owners import same_owner
from strategymap.walks import Neighbours, spread
from strategymap.wording import nearest

_ATOM = re.compile(
    r"(?:(?P<down>[0-9]{0,6})(?P<below>\+))?(?P<core>[^+]+)(?:(?P<above>\+)(?P<up>[0-9]{0,6}))?"
)

#: Rules whose findings name owners or perspectives, which may be spelled as an id is.
_NAMING_NO_IDS = frozenset({"empty-perspective", "overloaded-owner", "no-line-of-sight"})

Test = Callable[[str], bool]


def select(graph: MapGraph, selector: str, findings: Iterable[Finding] = ()) -> list[str]:
    """The ids that a selector picks, in map order. `findings` are what `rule:` looks at.

    Raises UnknownName where the selector can't be read or picks nothing.
    """
    found = list(findings)
    try:
        words = shlex.split(selector)
    except ValueError:
        raise UnknownName(f"the selector {selector!r} has an open quote; close it") from None
    picked = {name for word in words for name in _all_of(graph, word, found)}
    if not picked:
        raise UnknownName(f'the selector "{selector}" picks nothing on this map')
    return [name for name in graph if name in picked]


def _all_of(graph: MapGraph, word: str, findings: Sequence[Finding]) -> set[str]:
    parts = [_picked(graph, part, findings) for part in word.split(",") if part]
    return set.intersection(*parts) if parts else set()


def _picked(graph: MapGraph, atom: str, findings: Sequence[Finding]) -> set[str]:
    """What one part of a selector picks, with what lies below and above it."""
    read = _ATOM.fullmatch(atom)
    if read is None:
        raise UnknownName(f'the selector "{atom}" can\'t be read; write an id, +id, id+ or kind:goal')
    core = _core(graph, read["core"], findings)
    below = spread(_below(graph), core, _steps(read["down"])) if read["below"] else set()
    above = spread(_above(graph), core, _steps(read["up"])) if read["above"] else set()
    return core | below | above


def _steps(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _core(graph: MapGraph, text: str, findings: Sequence[Finding]) -> set[str]:
    if text in graph:
        return {text}
    method, colon, value = text.partition(":")
    tests = _tests(graph, value, findings)
    if not colon:
        close = nearest(text, graph.elements)
        raise UnknownName(
            f'there is no node or KPI "{text}" on this map' + (f'; the nearest is "{close}"' if close else "")
        )
    if method not in tests:
        raise UnknownName(
            f'"{method}:" is no selector; write one of {", ".join(f"{name}:" for name in tests)}'
        )
    return {name for name in graph if tests[method](name)}


def _tests(graph: MapGraph, value: str, findings: Sequence[Finding]) -> dict[str, Test]:
    """What the methods ask of an id."""
    elements, folded = graph.elements, value.casefold()
    named = value not in _NAMING_NO_IDS
    judged = {name for f in findings if f.rule == value for name in (f.node, *f.related * named) if name}

    def perspective(name: str) -> bool:
        element = elements[name]
        return isinstance(element, Node) and element.perspective == value

    return {
        "kind": lambda name: elements[name].kind == folded,
        "perspective": perspective,
        "focus": lambda name: graph.focus(name) == folded,
        "owner": lambda name: same_owner(elements[name].owner or "", value),
        "level": lambda name: getattr(elements[name], "level", None) == folded,
        "tag": lambda name: folded in (tag.casefold() for tag in elements[name].tags),
        "rule": lambda name: name in judged,
    }


def _below(graph: MapGraph) -> Neighbours:
    """What leads straight to an id: its supporters and the KPIs that measure it."""
    return lambda name: [*graph.supporters_of(name), *graph.kpis_of(name)] if name in graph.nodes else []


def _above(graph: MapGraph) -> Neighbours:
    """What an id leads straight to: what it supports, or measures."""
    return lambda name: graph.supports(name) if name in graph.nodes else graph.measured_by(name)
