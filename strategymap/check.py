"""Runs the rules over a map: severities, limits, early drafts, accepted findings, order."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from strategymap.finding import Finding, Location, Remark, Severity
from strategymap.graph import MapGraph
from strategymap.model import Acceptance
from strategymap.rules import RULES, DraftRule, Rule
from strategymap.rules.page import Page, page_of

#: What is said about `accept` itself.
WITHOUT_REASON = "accept-without-reason"
STALE = "stale-accept"
ABOUT_ACCEPTING = {WITHOUT_REASON: Severity.ERROR, STALE: Severity.NOTE}

#: A rule that holds for more nodes than this, and for more than half of those that it
#: looks at, is reported once.
_FEW = 5


def rule_names() -> frozenset[str]:
    """Every name that a map's `rules` and `accept` may use."""
    return frozenset({rule.NAME for rule in RULES} | set(ABOUT_ACCEPTING) | set(LATER))


#: Rules that the language names and that no module checks yet: a map may speak of them.
LATER = (
    "no-target", "vague-target", "no-baseline", "pointless-target", "no-owner", "incomplete-kpi",
    "stale-actual", "overdue", "no-capability", "empty-perspective", "too-many-goals", "too-many-kpis",
    "overloaded-owner", "mixed-levels", "lagging-only", "double-definition", "no-line-of-sight",
    "theory-in-doubt", "execution-gap", "success-from-elsewhere",
)  # fmt: skip


def check(graph: MapGraph, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """The findings of `rules` on a map, sorted by file, line, column and rule.

    Accepted findings are among them and carry the reason.
    """
    checking = _Checking(graph)
    found = [finding for rule in rules for finding in checking.findings(rule)]
    found += checking.about_accepting({rule.NAME for rule in rules}, found)
    return sorted(found, key=lambda finding: finding.sort_key)


@dataclass(frozen=True, slots=True)
class _Checking:
    """One check of one map."""

    graph: MapGraph

    def findings(self, rule: Rule) -> Iterator[Finding]:
        severity = self._severity(rule.NAME, rule.SEVERITY)
        if severity is None:
            return
        page = page_of(rule)
        for remark in self._folded(rule, list(self._judge(rule))):
            yield self._finding(rule.NAME, severity, remark, page)

    def _severity(self, name: str, default: Severity) -> Severity | None:
        """How bad a rule is on this map; None where it is off."""
        setting = self.graph.map.rules.get(name)
        if setting is None or setting.severity is None:
            return default
        return None if setting.severity == "off" else Severity(setting.severity)

    def _judge(self, rule: Rule) -> Iterable[Remark]:
        judge: Callable[..., Iterable[Remark]] = rule.check
        setting = self.graph.map.rules.get(rule.NAME)
        options: dict[str, Any] = {}
        if setting is not None and setting.limit is not None and takes_limit(rule):
            options["limit"] = setting.limit
        return judge(self.graph, **options)

    def _folded(self, rule: Rule, remarks: list[Remark]) -> Iterable[Remark]:
        """The remarks, or the one on the map that stands for them in an early draft."""
        if not isinstance(rule, DraftRule):
            return remarks
        if len(remarks) <= _FEW or 2 * len(remarks) <= len(rule.looks_at(self.graph)):
            return remarks
        accepted = [r for r in remarks if r.node and self._reason(rule.NAME, r.node) is not None]
        open_nodes = [r.node for r in remarks if r.node and r not in accepted]
        if not open_nodes:
            return accepted
        summary = rule.on_the_map(self.graph, open_nodes)
        return [replace(summary, node=None, related=tuple(open_nodes)), *accepted]

    def _finding(self, rule: str, severity: Severity, remark: Remark, page: Page | None) -> Finding:
        return Finding(
            rule=rule,
            severity=severity,
            location=self._place(remark),
            node=remark.node,
            message=remark.message,
            remedy=remark.remedy,
            question=remark.question or (page.question if page else ""),
            related=tuple(sorted(set(remark.related))),
            why=page.why if page else "",
            source=page.source if page else "",
            accepted=self._reason(rule, remark.node),
        )

    def _place(self, remark: Remark) -> Location:
        loaded = self.graph.loaded
        if remark.at is not None:
            return loaded.place(remark.at)
        return loaded.title_place if remark.node is None else loaded.place(self.graph.origins[remark.node])

    def _reason(self, rule: str, node: str | None) -> str | None:
        """Why the authors live with a finding: the node's own reason, else the map's."""
        own = self.graph.elements[node].accept if node is not None else ()
        for acceptance in (*own, *self.graph.map.accept):
            if acceptance.rule == rule and acceptance.because:
                return acceptance.because
        return None

    def about_accepting(self, ran: Collection[str], found: list[Finding]) -> Iterator[Finding]:
        """Accepts without a reason, and those for which nothing is found any more."""
        on_node = {(finding.rule, finding.node) for finding in found} | self._folded_away(found)
        anywhere = {finding.rule for finding in found}
        for node, acceptances in self._acceptances():
            bare = [a.rule for a in acceptances if not a.because]
            if bare:
                yield from self._on_accepting(WITHOUT_REASON, node, bare)
            stale = [
                a.rule
                for a in acceptances
                if a.rule in ran and not (a.rule in anywhere if node is None else (a.rule, node) in on_node)
            ]
            if stale:
                yield from self._on_accepting(STALE, node, stale)

    def _folded_away(self, found: list[Finding]) -> set[tuple[str, str | None]]:
        """What was found on a node and reported on the map."""
        drafts = {rule.NAME for rule in RULES if isinstance(rule, DraftRule)}
        return {(f.rule, node) for f in found if f.node is None and f.rule in drafts for node in f.related}

    def _acceptances(self) -> Iterator[tuple[str | None, Sequence[Acceptance]]]:
        yield None, self.graph.map.accept
        for name, element in self.graph.elements.items():
            yield name, element.accept

    def _on_accepting(self, rule: str, node: str | None, names: list[str]) -> Iterator[Finding]:
        severity = self._severity(rule, ABOUT_ACCEPTING[rule])
        if severity is None:
            return
        subject = self.graph.named(node) if node is not None else "the map"
        listed = ", ".join(dict.fromkeys(names))
        if rule == WITHOUT_REASON:
            remark = Remark(
                node, f"{subject} accepts {listed} without a reason", "Say why under `because`, or mend it."
            )
        else:
            remark = Remark(
                node, f"{subject} accepts {listed}, which is not found any more", "Take the `accept` out."
            )
        yield self._finding(rule, severity, remark, None)


def takes_limit(rule: Rule) -> bool:
    """Whether a map may set a limit for the rule."""
    return "limit" in inspect.signature(rule.check).parameters
