"""Which part of a map: a selector picks nodes and KPIs.

    loyalty             one node or KPI
    +loyalty            it and all that leads to it; 2+loyalty: two links down
    loyalty+            it and all that it leads to; loyalty+1: one link up; +loyalty+: both
    kind:kpi            those of one kind; also perspective:, focus:, owner:, level:, tag:, rule:
    a b                 either; a,b both, without a space
    owner:"A, B and C"  quotes keep spaces, commas and plus signs

`supports` and `measures` are the links that are followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from strategymap.errors import UnknownName
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.model import Focus, Kind, Level, Node
from strategymap.owners import same_owner
from strategymap.walks import Neighbours, spread
from strategymap.wording import listed, nearest

#: One part of a selector. A quote opens only before a value, so that O'Brien needs none.
_ATOM = re.compile(
    r"""(?:(?P<down>[0-9]{0,6})(?P<below>\+))?
    (?P<core>(?:[^\s,+:"']+:)?(?:"[^"]*"|'[^']*'|(?!["'])[^\s,+"]+))
    (?:(?P<above>\+)(?P<up>[0-9]{0,6}))?""",
    re.VERBOSE,
)
#: A value with spaces whose quotes were forgotten, or taken away by a shell.
_SPACED = re.compile(r"""(?P<method>owner|tag|perspective):(?P<value>[^\s"'][^"']*\s[^"']*)""")
#: What stands between two parts: a comma, or white space.
_BETWEEN = re.compile(r",|\s+|$")

#: So many values are told where none of them is near what was written.
_FEW = 6
#: Rules whose findings name owners or perspectives, which may be spelled as an id is.
_NAMING_NO_IDS = frozenset({"empty-perspective", "overloaded-owner", "no-line-of-sight"})


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a map is wanted. What is given must hold together; `exclude` takes away.
    `focus` is an id: its line of sight, which is all that leads to it and all that it leads to."""

    select: str | None = None
    exclude: str | None = None
    focus: str | None = None
    level: str | None = None
    owner: str | None = None
    tag: str | None = None


def picked(graph: MapGraph, part: Part, findings: Iterable[Finding] = ()) -> tuple[set[str] | None, set[str]]:
    """The ids that a part of a map holds, None where all are wanted; and those that it must
    not show. Raises UnknownName, as `select`."""
    methods = _Methods(graph, list(findings))
    named = {"level": part.level, "owner": part.owner, "tag": part.tag}
    given = [methods.by(method, value) for method, value in named.items() if value is not None]
    if part.select is not None:
        given.append(_union(graph, part.select, methods))
    if part.focus is not None:
        given.append(line_of_sight(graph, part.focus))
    without = _union(graph, part.exclude, methods) if part.exclude else set()
    if not given and not without:
        return None, without
    wanted = set.intersection(set(graph), *given)
    if not wanted - without:
        raise UnknownName(_nothing(part, methods.hint, together=len(given) > 1 and all(given)))
    return wanted - without, without


def _nothing(part: Part, hint: str, *, together: bool) -> str:
    """That a part holds nothing, though each that was asked for picks something `together`."""
    verb = "have nothing in common" if together else "picks nothing"
    return f"{_asked(part)} {verb} on this map{hint}"


def _asked(part: Part) -> str:
    """What was asked for, in words."""
    said = {name: getattr(part, name) for name in ("select", "focus", "level", "owner", "tag")}
    words = [f'{name} "{value}"' for name, value in said.items() if value is not None]
    words += [f'without "{part.exclude}"'] if part.exclude else []
    return f'the selector "{part.select}"' if words == [f'select "{part.select}"'] else ", ".join(words)


def line_of_sight(graph: MapGraph, name: str) -> set[str]:
    """A node or KPI with all that leads to it and all that it leads to; for a KPI also what
    leads to the nodes that it measures. Raises UnknownName."""
    if name not in graph:
        takes = "; focus takes one id, a selector goes with select" if re.search(r"[+:,\s]", name) else ""
        raise UnknownName(
            f'there is no node or KPI "{name}" on this map{takes or _near(name, graph.elements)}'
        )
    below = spread(_below(graph), {name, *(graph.measured_by(name) if name in graph.kpis else ())})
    return below | spread(_above(graph), {name})


def select(
    graph: MapGraph, selector: str, findings: Iterable[Finding] = (), exclude: str | None = None
) -> list[str]:
    """The ids that a selector picks, in map order, without those that `exclude` picks.
    `findings` are what `rule:` looks at.

    Raises UnknownName where a selector can't be read or names something that there isn't, and
    where nothing is picked. An `exclude` that can be read may pick nothing.
    """
    methods = _Methods(graph, list(findings))
    found = _union(graph, selector, methods)
    if not found:
        hint = methods.hint if selector.strip() else "; write an id, +id, id+ or kind:goal"
        raise UnknownName(f'the selector "{selector}" picks nothing on this map{hint}')
    left = found - (_union(graph, exclude, methods) if exclude else set())
    if not left:
        raise UnknownName(f'all that "{selector}" picks is excluded by "{exclude}"; nothing is left')
    return [name for name in graph if name in left]


def _union(graph: MapGraph, selector: str, methods: _Methods) -> set[str]:
    try:
        return {name for word in _words(selector) for name in _all_of(graph, word, methods)}
    except UnknownName as error:
        if whole := _SPACED.match(selector.strip()):
            method, words = whole["method"], whole["value"].split()
            values = (" ".join(words[:count]) for count in range(len(words), 1, -1))
            if value := next((value for value in values if methods.known(method, value)), None):
                raise UnknownName(f"a value with spaces stands in quotes: '{method}:\"{value}\"'") from error
        raise


def _words(selector: str) -> Iterator[list[re.Match[str]]]:
    """The words of a selector, each as its parts that commas join."""
    text, at, word = selector.strip(), 0, list[re.Match[str]]()
    while at < len(text):
        part = _ATOM.match(text, at)
        between = _BETWEEN.match(text, part.end()) if part else None
        if part is None or between is None:
            raise UnknownName(_unread(text, at))
        word.append(part)
        at = between.end()
        if between[0] != ",":
            yield word
            word = []
    if word:
        raise UnknownName(f'the selector "{text}" ends with a comma; write what comes after it')


def _unread(text: str, at: int) -> str:
    """What to write instead of a selector that can't be read from a place on."""
    if text.startswith(","):
        return f'the selector "{text}" begins with a comma; write what comes before it'
    if re.match(r"\s*,", text[at:]) or (text[:at].endswith(",") and text[at].isspace()):
        return f'the selector "{text}" has a space beside a comma; write a,b for both and a b for either'
    part = re.split(r"[\s,]", text[at:])[0]
    for quote in "\"'":
        if text[at:].count(quote) == 1:
            return f"the selector {text!r} has an open quote; close it"
    return f'the selector "{part}" can\'t be read; write an id, +id, id+ or kind:goal'


def _all_of(graph: MapGraph, parts: Iterable[re.Match[str]], methods: _Methods) -> set[str]:
    return set.intersection(*(_picked(graph, part, methods) for part in parts))


def _picked(graph: MapGraph, read: re.Match[str], methods: _Methods) -> set[str]:
    """What one part of a selector picks, with what lies below and above it."""
    core = methods.core(read["core"])
    below = spread(_below(graph), core, _steps(read["down"])) if read["below"] else set()
    above = spread(_above(graph), core, _steps(read["up"])) if read["above"] else set()
    return core | below | above


def _steps(digits: str | None) -> int | None:
    return int(digits) if digits else None


class _Methods:
    """What a name or a method such as `kind:` picks. `hint` is the nearest value that there
    is on the map to one that there isn't, in words."""

    def __init__(self, graph: MapGraph, findings: list[Finding]) -> None:
        self._graph = graph
        self._findings = findings
        self.hint, self._method = "", ""
        self._of: dict[str, Callable[[str], set[str]]] = {
            "kind": self._by(lambda name: [graph.kind(name)], get_args(Kind)),
            "perspective": self._by(self._perspective),
            "focus": self._by(lambda name: [graph.focus(name)], get_args(Focus)),
            "owner": self._owned,
            "level": self._by(lambda name: [getattr(graph.elements[name], "level", None)], get_args(Level)),
            "tag": self._by(lambda name: graph.elements[name].tags),
            "rule": self._judged,
        }

    def core(self, text: str) -> set[str]:
        """The ids that a part names, before what lies below and above them."""
        method, colon, value = _unquoted(text).partition(":")
        if _unquoted(text) in self._graph:
            return {_unquoted(text)}
        if not colon:
            near = _near(_unquoted(text), self._graph.elements)
            raise UnknownName(f'there is no node or KPI "{_unquoted(text)}" on this map{near}')
        if method not in self._of:
            near = _near(method, self._of, colon=True)
            known = "" if near else f"; write one of {', '.join(f'{name}:' for name in self._of)}"
            raise UnknownName(f'"{method}:" is no selector{near}{known}')
        if not _unquoted(value).strip():
            raise UnknownName(f'"{method}:" asks for a value; write it behind the colon')
        return self.by(method, _unquoted(value))

    def by(self, method: str, value: str) -> set[str]:
        """What a method picks, by its name and value."""
        if not value.strip():
            raise UnknownName(f'"{method}" asks for a value; write one, or leave it out')
        self._method = method
        return self._of[method](value)

    def known(self, method: str, value: str) -> bool:
        """Whether a method picks anything by a value."""
        return bool(self._of[method](value))

    def _by(
        self, values_of: Callable[[str], Iterable[str | None]], words: tuple[str, ...] = ()
    ) -> Callable[[str], set[str]]:
        """A method that picks by values, in upper or lower case; `words` are all that there can
        be, where they are the same on every map."""

        def picked(value: str) -> set[str]:
            if words and value.casefold() not in words:
                raise UnknownName(f'"{value}" is none of {", ".join(words)}{_near(value, words)}')
            values = {name: {each.casefold() for each in values_of(name) if each} for name in self._graph}
            found = {name for name, has in values.items() if value.casefold() in has}
            if not found:
                self._miss(value, set[str]().union(*values.values()))
            return found

        return picked

    def _perspective(self, name: str) -> list[str]:
        element = self._graph.elements[name]
        return [element.perspective] if isinstance(element, Node) and element.perspective else []

    def _owned(self, value: str) -> set[str]:
        owners = {name: each.owner for name, each in self._graph.elements.items() if each.owner}
        found = {name for name, owner in owners.items() if same_owner(owner, value)}
        if not found:
            self._miss(value, set(owners.values()))
        return found

    def _judged(self, value: str) -> set[str]:
        found = [finding for finding in self._findings if finding.rule == value]
        if not found:
            from strategymap.rules.listing import rule_named

            rule_named(value)
        named = value not in _NAMING_NO_IDS
        return {name for f in found for name in (f.node, *f.related * named) if name} & set(self._graph)

    def _miss(self, value: str, known: Collection[str]) -> None:
        """Remembers what could be meant, or some of what there is."""
        some = sorted(known)[:_FEW]
        more = [f"{len(known) - _FEW} more"] if len(known) > _FEW else []
        there = f"there is {listed([*some, *more])}" if some else f"nothing on it has any {self._method}"
        self.hint = self.hint or _near(value, known) or f"; {there}"


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _near(word: str, known: Iterable[str], *, colon: bool = False) -> str:
    close = nearest(word, known)
    return f'; the nearest is "{close}{":" if colon else ""}"' if close else ""


def _below(graph: MapGraph) -> Neighbours:
    """What leads straight to an id: its supporters and the KPIs that measure it."""
    return lambda name: [*graph.supporters_of(name), *graph.kpis_of(name)] if name in graph.nodes else []


def _above(graph: MapGraph) -> Neighbours:
    """What an id leads straight to: what it supports, or measures."""
    return lambda name: graph.supports(name) if name in graph.nodes else graph.measured_by(name)
