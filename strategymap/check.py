"""Runs the rules over a map: severities, limits, early drafts, accepted findings, order."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from strategymap.finding import Finding, Location, Remark, Severity
from strategymap.graph import MapGraph
from strategymap.model import Acceptance, Setting
from strategymap.rules import DRAFT_RULES, RULES, DraftRule, Rule
from strategymap.rules.page import Page, page_of

#: What is said about `accept` itself.
WITHOUT_REASON = "accept-without-reason"
STALE = "stale-accept"
ABOUT_ACCEPTING = {WITHOUT_REASON: Severity.ERROR, STALE: Severity.NOTE}

#: A rule that holds for more nodes than this, and for more than half of those that it
#: looks at, is reported once.
_FEW = 5


@cache
def rule_names() -> dict[str, bool]:
    """Every name that a map's `rules` and `accept` may use, and whether it can have a limit."""
    return {rule.NAME: takes_limit(rule) for rule in RULES} | dict.fromkeys(ABOUT_ACCEPTING, False)


def check(
    graph: MapGraph, rules: Sequence[Rule] = RULES, settings: Mapping[str, Setting] | None = None
) -> list[Finding]:
    """The findings of `rules` on a map, sorted by file, line, column and rule.

    `settings` are the severities and limits that hold, by default the map's own. Accepted
    findings are among the findings and carry the reason. What is said about `accept` is
    found whatever the rules; an `accept` for a rule that isn't run, or that is off by
    others than the map, is left in peace. What is wrong in tables with measurements is found
    too, whatever the rules, and can neither be accepted nor set. Raises MeasurementsError.
    """
    checking = _Checking(graph, graph.map.rules if settings is None else settings)
    found = [finding for rule in rules for finding in checking.findings(rule)]
    found += checking.without_reason()
    found += checking.stale(rules, found)
    found += graph.measurements.findings
    return sorted(found, key=lambda finding: finding.sort_key)


@dataclass(frozen=True, slots=True)
class _Checking:
    """One check of one map."""

    graph: MapGraph
    settings: Mapping[str, Setting]

    def findings(self, rule: Rule) -> Iterator[Finding]:
        severity = self._severity(rule.NAME, rule.SEVERITY)
        if severity is None:
            return
        draft = DRAFT_RULES.get(rule.NAME)
        for remark in self._judged(rule) if draft is None else self._folded(rule.NAME, draft):
            yield self._finding(rule.NAME, severity, remark, page_of(rule))

    def _severity(self, name: str, default: Severity) -> Severity | None:
        """How bad a rule's findings are; None where it is off."""
        setting = self.settings.get(name)
        if setting is None or setting.severity is None:
            return default
        return None if setting.severity == "off" else Severity(setting.severity)

    def _judged(self, rule: Rule) -> list[Remark]:
        """What the rule remarks, under the limit that is set; the same is said only once."""
        judge: Callable[..., Iterable[Remark]] = rule.check
        setting = self.settings.get(rule.NAME)
        options: dict[str, Any] = {}
        if setting is not None and setting.limit is not None and takes_limit(rule):
            options["limit"] = setting.limit
        return list(dict.fromkeys(judge(self.graph, **options)))

    def _folded(self, name: str, rule: DraftRule) -> list[Remark]:
        """What a rule remarks, or the one remark on the map that stands for it in an early draft.
        Nodes that accept the rule themselves count for the decision, and stay single."""
        graph, found = self.graph, rule.holds_for(self.graph)
        if len(found) <= _FEW or 2 * len(found) <= len(rule.looks_at(graph)):
            return [rule.remark(graph, node) for node in found]
        accepting = [node for node in found if self._own_reason(name, node)]
        left = sorted(set(found).difference(accepting))
        summed_up = [replace(rule.on_the_map(graph, left), node=None, related=tuple(left))] if left else []
        return [*summed_up, *(rule.remark(graph, node) for node in accepting)]

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
            accepted=self._own_reason(rule, remark.node) or _reason(rule, self.graph.map.accept),
            link=remark.related[0] if remark.at is not None and len(remark.related) == 1 else None,
        )

    def _place(self, remark: Remark) -> Location:
        loaded = self.graph.loaded
        if remark.at is not None:
            return loaded.place(remark.at)
        return loaded.title_place if remark.node is None else loaded.place(self.graph.origins[remark.node])

    def _own_reason(self, rule: str, node: str | None) -> str | None:
        """Why a node's authors live with a finding on it."""
        return _reason(rule, self.graph.elements[node].accept) if node is not None else None

    def without_reason(self) -> Iterator[Finding]:
        """The accepts that don't say why."""
        for node, acceptances in self._acceptances():
            bare = [acceptance.rule for acceptance in acceptances if not acceptance.because]
            yield from self._on_accepting(
                WITHOUT_REASON, node, bare, " without a reason", "Say why under `because`, or mend it."
            )

    def stale(self, rules: Sequence[Rule], found: Collection[Finding]) -> Iterator[Finding]:
        """The accepts for which nothing is found any more, of the rules that were run. The
        map's are for findings anywhere, a node's for those on itself."""
        silenced = {
            n for n in self.settings if is_off(n, self.settings) and not is_off(n, self.graph.map.rules)
        }
        ran = {rule.NAME for rule in rules} - silenced | {WITHOUT_REASON}
        on_node = {(finding.rule, finding.node) for finding in found} | _folded_away(rules, found)
        anywhere = {(finding.rule, None) for finding in found}
        for node, acceptances in self._acceptances():
            needed = anywhere if node is None else on_node
            stale = [a.rule for a in acceptances if a.rule in ran and (a.rule, node) not in needed]
            which = "is" if len(set(stale)) == 1 else "are"
            yield from self._on_accepting(
                STALE, node, stale, f", which {which} not found any more", "Take the `accept` out."
            )

    def _acceptances(self) -> Iterator[tuple[str | None, Sequence[Acceptance]]]:
        yield None, self.graph.map.accept
        for name, element in self.graph.elements.items():
            if element.accept:
                yield name, element.accept

    def _on_accepting(
        self, rule: str, node: str | None, names: list[str], what: str, remedy: str
    ) -> Iterator[Finding]:
        """What is said of the accepts of a node or the map for the rules `names`."""
        severity = self._severity(rule, ABOUT_ACCEPTING[rule])
        if severity is None or not names:
            return
        subject = self.graph.named(node) if node is not None else "the map"
        message = f"{subject} accepts {', '.join(dict.fromkeys(names))}{what}"
        yield self._finding(rule, severity, Remark(node, message, remedy), None)


def is_off(rule: str, settings: Mapping[str, Setting]) -> bool:
    """Whether a rule is silenced."""
    return rule in settings and settings[rule].severity == "off"


def _reason(rule: str, acceptances: Sequence[Acceptance]) -> str | None:
    """The first reason that is given for living with a rule's findings."""
    return next((a.because for a in acceptances if a.rule == rule and a.because), None)


def _folded_away(rules: Sequence[Rule], found: Collection[Finding]) -> set[tuple[str, str | None]]:
    """What was found on nodes and is reported on the map."""
    on_map = {finding.rule for finding in found if finding.node is None and finding.related}
    drafts = {rule.NAME for rule in rules if rule.NAME in on_map} & DRAFT_RULES.keys()
    return {(f.rule, node) for f in found if f.node is None and f.rule in drafts for node in f.related}


def takes_limit(rule: Rule) -> bool:
    """Whether a map may set a limit for the rule."""
    return "limit" in inspect.signature(rule.check).parameters
