"""Findings as numbers on the map: which finding gets which, and the legend that tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import PurePath

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.links import reason_text
from strategymap.ranking import ranked
from strategymap.view.shown import Badge, LegendItem

#: More findings than this are counted, not listed.
MOST = 12


class Marked:
    """The open findings of a map with their numbers, in the order in which they are told. All
    have badges; in words those about the map are told and about the ids `told` (None: all)."""

    def __init__(
        self, graph: MapGraph, findings: Iterable[Finding], told: Collection[str] | None = None
    ) -> None:
        self._graph, self._told = graph, told
        everything = list(findings)
        open_ = [finding for finding in everything if finding.accepted is None]
        accepted = [finding for finding in everything if finding.accepted is not None]
        self._accepted = ranked(graph, accepted)
        self._findings = ranked(graph, open_)
        self._by_node: dict[str | None, list[tuple[int | None, Finding]]] = defaultdict(list)
        for number, finding in enumerate(self._findings, 1):
            self._by_node[finding.node].append((number if number <= MOST else None, finding))

    def badges_of(self, name: str | None) -> tuple[Badge, ...]:
        """The badges of a node or KPI, or of the whole map (None), in the order of their
        numbers; those that the legend has no room for as one, as bad as the worst of them, and
        then those that were accepted as one."""
        found = self._by_node.get(name, [])
        badges = [Badge(f.severity, number, f.message) for number, f in found if number is not None]
        unlisted = [finding for number, finding in found if number is None]
        if unlisted:
            text = "\n".join(finding.message for finding in unlisted)
            badges.append(Badge(max(finding.severity for finding in unlisted), None, text))
        accepted = [finding for finding in self._accepted if finding.node == name]
        if accepted:
            text = "\n".join(accepted_text(finding) for finding in accepted)
            badges.append(Badge(max(finding.severity for finding in accepted), None, text, accepted=True))
        return tuple(badges)

    def _tells(self, finding: Finding) -> bool:
        return self._told is None or finding.node is None or finding.node in self._told

    @property
    def accepted(self) -> list[Finding]:
        """Those that the authors accepted, the worst first."""
        return [finding for finding in self._accepted if self._tells(finding)]

    @property
    def legend(self) -> tuple[LegendItem, ...]:
        """The findings that are listed."""
        return tuple(
            LegendItem(
                number,
                finding.severity,
                _sentence(finding.message),
                finding.rule,
                tuple(filter(None, [finding.remedy, finding.question])),
            )
            for number, finding in enumerate(self._findings[:MOST], 1)
            if self._tells(finding)
        )

    @property
    def more(self) -> str:
        """How many findings are not listed, and how to see them."""
        count = sum(map(self._tells, self._findings[MOST:]))
        if not count:
            return ""
        name = PurePath(self._graph.loaded.sources[0].document.name).name
        command = f": strategymap check {name}" if name not in {"", "-", "<text>"} else ""
        marked = (
            ", marked +" if any(number is None for b in self._by_node.values() for number, _ in b) else ""
        )
        return f"and {count} more{marked}{command}"


def accepted_text(finding: Finding) -> str:
    """What was found, and why the authors live with it."""
    reason = reason_text(finding.accepted or "")
    return f"{_sentence(finding.message)}; accepted" + (f" because {reason}" if reason else "")


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]
