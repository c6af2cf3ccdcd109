"""The metric audit: for each KPI what the map answers to four questions, and where it is silent.

    why         why do we track it?
    behaviour   what could people do to win this number?
    affected    whom does it touch?
    balance     what keeps it honest?

**Blanks are the finding.** An answer is blank where the map says nothing at all to the
question. Two things don't fill it: that a KPI is rewarded says that people will move, not
how; and a counter-measure that only the catalogue or another place on the map suggests is a
suggestion. What the catalogue knows of how a KPI is gamed does answer for its behaviour.

Source: Michael Harris and Bill Tayler, "Don't let metrics undermine your business", Harvard
Business Review 97(5), 2019, for the trap; the questions are those of a workshop on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from strategymap import numbers
from strategymap.audit.rows import (
    QUESTIONS,
    Affected,
    Audit,
    AuditRow,
    Balance,
    Behaviour,
    Standing,
    Titled,
    Topic,
    Why,
)
from strategymap.audit.ways import Ways
from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.statements import said, statement

__all__ = ["QUESTIONS", "Audit", "AuditRow", "Topic", "audit"]


def audit(graph: MapGraph) -> Audit:
    """The audit of every KPI of a map."""
    asking = _Asking(graph)
    return Audit(
        title=graph.map.title,
        file=graph.loaded.sources[0].document.name,
        organization=graph.map.organization,
        as_of=graph.as_of,
        rows=tuple(sorted(map(asking.row, graph.kpis), key=_urgency)),
    )


def _urgency(row: AuditRow) -> tuple[bool, int, bool, str, str]:
    blanks, rewarded = len(row.blanks), row.behaviour.rewarded
    return not (rewarded and blanks), -blanks, not rewarded, row.title.casefold(), row.kpi


class _Asking:
    """Puts the questions to one map."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph

    def row(self, name: str) -> AuditRow:
        """What is known of one KPI."""
        return AuditRow(
            kpi=name,
            title=self._graph.title(name),
            why=self._why(name),
            behaviour=self._behaviour(name),
            affected=self._affected(name),
            balance=self._balance(name),
            standing=self._standing(name),
        )

    def _titled(self, name: str) -> Titled:
        return Titled(name, self._graph.title(name))

    def _all_titled(self, names: Iterable[str]) -> tuple[Titled, ...]:
        return tuple(map(self._titled, sorted(names)))

    # Why we track it

    def _why(self, name: str) -> Why:
        graph, measured = self._graph, sorted(self._graph.measured_by(name))
        way = self._to_a_goal(measured)
        is_whole = all(graph.chain.has_edge(*ends) for ends in pairwise(way))
        return Why(
            measures=self._all_titled(measured),
            chain=(name, *way) if way and is_whole else (),
            statement=self._told(name, way, is_whole=is_whole) if way else None,
            goal=self._titled(way[-1]) if way else None,
            decision=graph.kpis[name].decision,
        )

    def _told(self, name: str, way: tuple[str, ...], *, is_whole: bool) -> str:
        """The way up as a sentence."""
        if is_whole:
            return statement(self._graph, (name, *way))
        titles = [f"“{self._graph.title(each)}”" for each in (name, way[0], way[-1])]
        return "{} tells about {}, which leads to {} by a long way.".format(*titles)

    def _to_a_goal(self, measured: list[str]) -> tuple[str, ...]:
        """The way up to the nearest goal: no row repeats what leads from there to the top. From
        a goal it goes on to the goal behind it."""
        way = self._ways.up_from(measured)
        if len(way) != 1:
            return way
        return way + self._ways.up_from(goal for goal in self._graph.supports(*way) if goal not in way)

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self._graph, self._graph.of_kind("goal"))

    # What behaviour it could drive

    def _behaviour(self, name: str) -> Behaviour:
        graph, entry = self._graph, self._graph.measures[name].entry
        by = graph.reward_behind(name)
        return Behaviour(
            rewarded=name in graph.rewarded,
            rewarded_by=self._titled(by) if by is not None else None,
            gamed=entry.gamed if entry else None,
            harms=tuple(self._harms(name)),
            limits=graph.kpis[name].limits,
        )

    def _harms(self, name: str) -> Iterator[str]:
        graph = self._graph
        for source in (name, *sorted(graph.measured_by(name))):
            for link in self._harms_by_source.get(source, ()):
                because = f": {link.reason}" if link.reason else ""
                yield f"“{graph.title(source)}” works against “{graph.title(link.target)}”{because}."

    @cached_property
    def _harms_by_source(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = {}
        for link in sorted(self._graph.links, key=lambda link: link.target):
            if link.relation == "harms" and not link.feedback:
                found.setdefault(link.source, []).append(link)
        return found

    # Whom it touches

    def _affected(self, name: str) -> Affected:
        graph, kpi = self._graph, self._graph.kpis[name]
        measured = sorted(graph.measured_by(name))
        groups = [kpi.target.for_ if kpi.target else None, *(graph.nodes[node].for_ for node in measured)]
        words = [said(graph, each) for each in (name, *measured)]
        return Affected(
            owner=kpi.owner,
            level=kpi.level,
            respondents=kpi.respondents,
            group=next(filter(None, groups), None),
            say=next(filter(None, words), None),
        )

    # What keeps it honest

    def _balance(self, name: str) -> Balance:
        graph = self._graph
        paired, measures = graph.balances[name], graph.measures
        around = {kpi for node in graph.measured_by(name) for kpi in graph.kpis_of(node)} - paired - {name}
        beside = {kpi for kpi in around if measures[kpi].aspect != measures[name].aspect}
        is_blank = not paired and not beside
        here = graph.facts.counterpart(name) if is_blank else None
        usual = measures[name].counters if is_blank else ()
        return Balance(
            balances=self._all_titled(paired),
            beside=self._all_titled(beside),
            suggested=(graph.title(here),) if here is not None else usual,
            on_the_map=here is not None,
        )

    # How it stands

    def _standing(self, name: str) -> Standing:
        measure, card = self._graph.measures[name], self._graph.scorecard
        score, target = card.score(name), measure.kpi.target
        last = score.latest
        return Standing(
            status=score.status,
            last=last.value.number if last else None,
            last_at=last.at if last else None,
            target=target.value.number if target and target.value else None,
            between=tuple(end.number for end in target.between if end) if target else (),
            by=card.due(name),
            unit=measure.unit,
            last_shown=numbers.quantity_text(last.value, measure.unit) if last else "",
            target_shown=numbers.target_text(target, measure.unit),
        )
