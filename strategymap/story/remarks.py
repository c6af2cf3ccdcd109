"""The findings, each handed out once: where the story tells what it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from strategymap.check import STALE, WITHOUT_REASON
from strategymap.finding import Finding, Severity
from strategymap.graph import MapGraph
from strategymap.ranking import ranked
from strategymap.rules import RULES
from strategymap.rules.page import page_of
from strategymap.story.measured import Named
from strategymap.story.naming import named
from strategymap.story.told import Agreed, Glance, Note, Remarked
from strategymap.wording import listed

#: Rules about a harm: they are told beside it. The one of them finds a node at odds with itself.
AT_ODDS = "works-against-itself"
OF_HARM = frozenset({AT_ODDS, "unwatched-harm"})

_QUOTED = re.compile('"([^"]*)"')
_KEY = re.compile(r' \(`[^`]*`\)|("[^"]*")')
_ON_ACCEPTING = {
    WITHOUT_REASON: "A finding that is accepted without a reason.",
    STALE: "A finding that is accepted and isn't found any more.",
}


class Remarks:
    """The findings of one map. Ask in reading order: where the reason of a rule was told
    before, later findings of it say where. With `about`, those on other nodes and KPIs are
    numbered, but not handed out, unless they are about a link with one of these `ends`.
    `before` are the numbers of those that are told already on the page."""

    def __init__(
        self,
        graph: MapGraph,
        findings: Iterable[Finding],
        about: Collection[str] | None = None,
        *,
        ends: Collection[str] = (),
        before: Collection[int] = (),
    ) -> None:
        self._graph = graph
        self._headlines = _ON_ACCEPTING | {rule.NAME: page_of(rule).finds for rule in RULES}
        self._open: dict[str | None, list[Finding]] = defaultdict(list)
        self._accepted: dict[str | None, list[Finding]] = defaultdict(list)
        ranks = ranked(graph, findings)
        self._all = [finding for finding in ranks if finding.accepted is None]
        self._numbers = {id(finding): number for number, finding in enumerate(self._all, 1)}
        for finding in ranks:
            link = self._link_of(finding) or ()
            if about is not None and finding.node not in about and not any(end in ends for end in link):
                continue
            (self._open if finding.accepted is None else self._accepted)[finding.node].append(finding)
        self._reasons: dict[str | None, dict[str, None]] = defaultdict(dict)
        for finding in ranks:
            if finding.accepted:
                self._reasons[finding.node][finding.accepted.strip().rstrip(".")] = None
        self._before = before
        self._here = {id(finding) for found in self._open.values() for finding in found}
        self._said: dict[str, Named] = {}
        self._is_plain = not any('"' in graph.title(name) for name in graph.elements)

    def about(self, names: Iterable[str | None]) -> tuple[Note, ...]:
        """A note for each of the nodes and KPIs (None: the map) that has findings left; those
        about harm and about links are kept back."""
        chosen = ((name, [f for f in self._open.get(name, ()) if self._is_of_node(f)]) for name in names)
        return tuple(self._note(name, found) for name, found in chosen if found)

    def beside(self, found: Collection[Finding]) -> tuple[Note, ...]:
        """A note for each of the nodes that these findings about harm are about."""
        names = dict.fromkeys(finding.node for finding in found)
        return tuple(self._note(name, [f for f in found if f.node == name]) for name in names)

    def on_link(self, source: str, target: str) -> tuple[Note, ...]:
        """A note on what is found about a link, if any of it is left."""
        found = [f for name in (source, target) for f in self._open.get(name, ())]
        found = [finding for finding in found if self._link_of(finding) == (source, target)]
        if not found:
            return ()
        for name in (source, target):
            self._open[name] = [finding for finding in self._open.get(name, ()) if finding not in found]
        about, leads_to = named(self._graph, source), named(self._graph, target)
        return (Note(about, self._remarks(found, about), leads_to),)

    def _link_of(self, finding: Finding) -> tuple[str, str] | None:
        """The `supports` link that a finding is about, from what leads to what."""
        graph, node, other = self._graph, finding.node, finding.link
        if node not in graph.nodes or other not in graph.nodes or finding.rule in OF_HARM:
            return None
        if other in graph.supports(node):
            return node, other
        return (other, node) if node in graph.supports(other) else None

    def _is_of_node(self, finding: Finding) -> bool:
        return finding.rule not in OF_HARM and self._link_of(finding) is None

    def _note(self, name: str | None, found: list[Finding]) -> Note:
        self._open[name] = [finding for finding in self._open[name] if finding not in found]
        about = named(self._graph, name) if name is not None else None
        return Note(about, self._remarks(found, about))

    def _remarks(self, found: list[Finding], about: Named | None) -> tuple[Remarked, ...]:
        return tuple(self._once(self.told(finding), about) for finding in found)

    def of_harm(self) -> list[Finding]:
        """The findings about a harm that are left, worst first."""
        return [finding for found in self._open.values() for finding in found if finding.rule in OF_HARM]

    def left(self) -> tuple[Note, ...]:
        """Notes on all nodes, KPIs and links that have findings left."""
        names = [name for name in self._open if name is not None]
        links = dict.fromkeys(self._link_of(f) for name in names for f in self._open[name])
        on_links = (note for link in links if link for note in self.on_link(*link))
        return (*self.about(names), *on_links, *self.beside(self.of_harm()))

    def accepted(self) -> tuple[Note, ...]:
        """The findings that the authors live with; those on the map come last."""
        names = sorted(self._accepted, key=lambda name: name is None)
        return tuple(
            Note(
                named(self._graph, name) if name is not None else None,
                tuple(self.told(finding) for finding in self._accepted[name]),
            )
            for name in names
        )

    @property
    def open(self) -> list[Finding]:
        """Every finding that is not accepted, worst first."""
        return list(self._all)

    def glance(self) -> tuple[Glance, ...]:
        """Every open finding in a line, worst first."""
        return tuple(map(self._glance, self._all))

    @property
    def numbers(self) -> set[int]:
        """The numbers of the open findings that are handed out."""
        return {self._numbers[finding] for finding in self._here}

    def touching(self, names: Collection[str]) -> list[Finding]:
        """The open findings that are about one of these or name one, and are not handed out."""
        return [
            finding
            for finding in self._all
            if id(finding) not in self._here and any(n in names for n in (finding.node, *finding.related))
        ]

    def _glance(self, finding: Finding) -> Glance:
        return Glance(
            self._numbers[id(finding)],
            finding.severity,
            self._headline(finding),
            named(self._graph, finding.node) if finding.node is not None else None,
            finding.rule,
            finding.question,
        )

    def verdict(self) -> str:
        """The findings counted, in words."""
        counts = [
            (sum(finding.severity is severity for finding in self._all), severity.value)
            for severity in sorted(Severity, reverse=True)
        ]
        return listed([f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number])

    def _headline(self, finding: Finding) -> str:
        return self._headlines.get(finding.rule, finding.rule).rstrip(".")

    def told(self, finding: Finding) -> Remarked:
        """One finding, with its number."""
        return Remarked(
            number=self._numbers.get(id(finding), 0),
            rule=finding.rule,
            severity=finding.severity,
            headline=self._headline(finding),
            message=self._printed(finding.message),
            why=finding.why,
            remedy=self._printed(without_keys(finding.remedy)),
            question=finding.question,
            source=curled(finding.source),
            accepted=finding.accepted,
            agreed=self._agreed(finding) if finding.accepted is None else (),
            again=self._numbers.get(id(finding), 0) in self._before,
        )

    def _agreed(self, finding: Finding) -> tuple[Agreed, ...]:
        """What is accepted about the node of a finding, or a KPI that it names. What is accepted
        of other nodes that it names has too little to do with it."""
        names = [finding.node, *(name for name in finding.related if name in self._graph.kpis)]
        return tuple(
            Agreed(named(self._graph, name), because)
            for name in dict.fromkeys(names)
            if name is not None
            for because in self._reasons.get(name, ())
        )

    def _printed(self, text: str) -> str:
        """With the quotation marks of print, unless a title has others of its own."""
        return curled(text) if self._is_plain else text

    def _once(self, remark: Remarked, about: Named | None) -> Remarked:
        if not remark.why:
            return remark
        before = self._said.get(remark.rule)
        if about is not None and before is None:
            self._said[remark.rule] = about
        return replace(remark, as_said_of=before)


def curled(text: str) -> str:
    """The text with the quotation marks of print.

    >>> curled('Goal "Trust"')
    'Goal “Trust”'
    """
    return _QUOTED.sub(r"“\1”", text)


def without_keys(text: str) -> str:
    """The text without the keys of the map language, which stand in brackets: they are for
    the author of the map, and not for its readers. Titles stay as they are.

    >>> without_keys('Say what it tells about (`measures`), or drop "A (`b`)".')
    'Say what it tells about, or drop "A (`b`)".'
    """
    return _KEY.sub(lambda found: found[1] or "", text)
