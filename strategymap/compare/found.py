"""Which findings went, which came, and which are there in another way.

One is the same as before if its rule, its node and the others that it names are: lines and
wording don't count. A finding that stands for many nodes of an early draft is taken for one on
each of them, so that nothing seems to go or come when a draft grows up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from strategymap.compare.difference import Change, FindingChange
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.rules import RULES, DraftRule
from strategymap.rules.page import page_of
from strategymap.wording import one_line

_DRAFTS = {rule.NAME: rule for rule in RULES if isinstance(rule, DraftRule)}


class _Found(NamedTuple):
    """A finding on one node."""

    finding: Finding
    node: str | None
    graph: MapGraph

    def told(self, changes: tuple[Change, ...] = ()) -> FindingChange:
        finding, name = self.finding, self.node
        message = finding.message
        if name != finding.node and name is not None:  # one of many, told at once
            page = page_of(_DRAFTS[finding.rule])
            message = f"{self.graph.named(name)}: {page.finds if page else message}"
        return FindingChange(
            rule=finding.rule,
            severity=finding.severity,
            node=name,
            title=self.graph.title(name) if name in self.graph.elements else "",
            message=one_line(message),
            related=() if name != finding.node else finding.related,
            accepted=finding.accepted,
            changes=changes,
        )


class Findings(NamedTuple):
    """What became of the findings; each sorted by severity, the worst first, rule and node."""

    gone: tuple[FindingChange, ...]
    come: tuple[FindingChange, ...]
    changed: tuple[FindingChange, ...]


_Key = tuple[str, str | None, tuple[str, ...]]


def findings(
    old: tuple[MapGraph, Iterable[Finding]],
    new: tuple[MapGraph, Iterable[Finding]],
    ids: Mapping[str, str],
) -> Findings:
    """What became of the findings of an old map; `ids` are the names that have changed since."""
    before, after = _by_key(*old, ids), _by_key(*new, {})
    gone, come, changed = list[_Found](), list[_Found](), list[FindingChange]()
    for key in {**before, **after}:
        pairs, left, added = _paired(before.get(key, []), after.get(key, []))
        changed += [now.told(_changes(was, now)) for was, now in pairs if _changes(was, now)]
        gone += left
        come += added
    gone, come, others = _renamed(gone, come, ids)
    changed += others
    return Findings(
        _sorted(each.told() for each in gone), _sorted(each.told() for each in come), _sorted(changed)
    )


def _by_key(graph: MapGraph, found: Iterable[Finding], ids: Mapping[str, str]) -> dict[_Key, list[_Found]]:
    by_key: dict[_Key, list[_Found]] = {}
    for finding in found:
        related = tuple(sorted(ids.get(name, name) for name in finding.related))
        nodes: Sequence[str | None] = [finding.node]
        if finding.rule in _DRAFTS:
            nodes = finding.related if finding.node is None and related else nodes
            related = ()
        for node in nodes:
            key = (finding.rule, _now(node, ids), related)
            by_key.setdefault(key, []).append(_Found(finding, node, graph))
    return by_key


def _now(node: str | None, ids: Mapping[str, str]) -> str | None:
    return ids.get(node, node) if node is not None else None


def _paired(
    before: list[_Found], after: list[_Found]
) -> tuple[list[tuple[_Found, _Found]], list[_Found], list[_Found]]:
    """The findings of one key as pairs, those of the same wording first, and what is left over."""
    if len(before) == 1 and len(after) == 1:
        return [(before[0], after[0])], [], []
    by_message: dict[str, list[_Found]] = {}
    for each in reversed(before):
        by_message.setdefault(each.finding.message, []).append(each)
    pairs, rest = list[tuple[_Found, _Found]](), list[_Found]()
    for each in after:
        same = by_message.get(each.finding.message)
        if same:
            pairs.append((same.pop(), each))
        else:
            rest.append(each)
    left = [each for same in by_message.values() for each in same]
    many = min(len(left), len(rest))
    return [*pairs, *zip(left[:many], rest[:many], strict=True)], left[many:], rest[many:]


def _changes(was: _Found, now: _Found) -> tuple[Change, ...]:
    pairs = {
        "severity": (was.finding.severity.value, now.finding.severity.value),
        "accepted": tuple(" ".join((each.finding.accepted or "").split()) for each in (was, now)),
    }
    return tuple(Change(key, *pair) for key, pair in pairs.items() if pair[0] != pair[1])


def _renamed(
    gone: list[_Found], come: list[_Found], ids: Mapping[str, str]
) -> tuple[list[_Found], list[_Found], list[FindingChange]]:
    """A finding that goes and the only one of its rule that comes on the same node are one, which
    names others now. Returns what else goes and comes, and these."""
    before = _alone((each.finding.rule, _now(each.node, ids)) for each in gone)
    after = _alone((each.finding.rule, each.node) for each in come)
    changed = []
    for place in before.keys() & after.keys():
        was, now = gone[before[place]], come[after[place]]
        others = Change("related", _others(was), _others(now))
        changed.append(now.told((*_changes(was, now), others)))
    kept = before.keys() & after.keys()
    gone = [each for each in gone if (each.finding.rule, _now(each.node, ids)) not in kept]
    return gone, [each for each in come if (each.finding.rule, each.node) not in kept], changed


def _alone(places: Iterable[tuple[str, str | None]]) -> dict[tuple[str, str | None], int]:
    """The places that come once, and where."""
    found: dict[tuple[str, str | None], list[int]] = {}
    for number, place in enumerate(places):
        found.setdefault(place, []).append(number)
    return {place: numbers[0] for place, numbers in found.items() if len(numbers) == 1}


def _others(each: _Found) -> str:
    return ", ".join(each.finding.related)


def _sorted(found: Iterable[FindingChange]) -> tuple[FindingChange, ...]:
    return tuple(sorted(found, key=lambda f: (-f.severity.rank, f.rule, f.node or "", f.related, f.message)))
