"""Findings as numbers on the map: which finding gets which, and the legend that tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePath

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.links import reason_text
from strategymap.ranking import ranked
from strategymap.view.linked import Ends, Linked
from strategymap.view.shown import Arrow, Badge, LegendItem

#: Where a badge stands: at a node or KPI, at a link, or at the whole map (None).
Place = str | Ends | None
#: More findings than this are counted, not listed.
MOST = 12


class Marked:
    """The open findings of a map with their numbers, in the order in which they are told. All
    have badges, those about a link on its arrow, which must be one of `arrows`. In words those
    about the map are told and about the ids `told` (None: all)."""

    def __init__(
        self,
        graph: MapGraph,
        findings: Iterable[Finding],
        arrows: Iterable[Arrow] = (),
        told: Collection[str] | None = None,
    ) -> None:
        self._graph, self._told, self._linked = graph, told, Linked(graph, arrows)
        everything = list(findings)
        open_ = [finding for finding in everything if finding.accepted is None]
        accepted = [finding for finding in everything if finding.accepted is not None]
        self._accepted = ranked(graph, accepted)
        self._findings = ranked(graph, open_)
        self._at: dict[Place, list[tuple[int | None, Finding]]] = defaultdict(list)
        self._accepted_at: dict[Place, list[Finding]] = defaultdict(list)
        for number, finding in enumerate(self._findings, 1):
            for place in self._places(finding):
                self._at[place].append((number if number <= MOST else None, finding))
        for finding in self._accepted:
            for place in self._places(finding):
                self._accepted_at[place].append(finding)

    def _places(self, finding: Finding) -> Sequence[Place]:
        return self._linked.arrows_of(finding) or [finding.node]

    def badges_of(self, place: Place) -> tuple[Badge, ...]:
        """The badges of a node or KPI, of a link, or of the whole map (None), in the order of
        their numbers; those that the legend has no room for as one, as bad as the worst of them, and
        then those that were accepted as one."""
        found = self._at.get(place, [])
        badges = [Badge(f.severity, number, f.message) for number, f in found if number is not None]
        unlisted = [finding for number, finding in found if number is None]
        if unlisted:
            text = "\n".join(finding.message for finding in unlisted)
            badges.append(Badge(max(finding.severity for finding in unlisted), None, text))
        accepted = self._accepted_at.get(place, [])
        if accepted:
            text = "\n".join(accepted_text(finding) for finding in accepted)
            badges.append(Badge(max(finding.severity for finding in accepted), None, text, accepted=True))
        return tuple(badges)

    def _tells(self, finding: Finding) -> bool:
        """Whether the node is told of, and with it the whole link that a finding is about."""
        if self._told is None or finding.node is None:
            return True
        return all(name in self._told for place in self._places(finding) for name in _names(place))

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
        marked = ", marked +" if any(number is None for b in self._at.values() for number, _ in b) else ""
        return f"and {count} more{marked}{command}"


def _names(place: Place) -> Sequence[str | None]:
    return place[:2] if isinstance(place, tuple) else [place]


def accepted_text(finding: Finding) -> str:
    """What was found, and why the authors live with it."""
    reason = reason_text(finding.accepted or "")
    return f"{_sentence(finding.message)}; accepted" + (f" because {reason}" if reason else "")


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]
