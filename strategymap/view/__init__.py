"""What a picture of a map shows, before it is drawn: bands, cards, arrows, badges, legend.

Nothing depends on the order of nodes in the file: within a band the cards come by kind and
id, and findings by how bad they are and how high on the map they stand.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.model import RUNGS
from strategymap.numbers import NO_BREAK, day_text
from strategymap.scorecard import status_words
from strategymap.view.arrows import arrows_of
from strategymap.view.cuts import Cuts
from strategymap.view.kpis import kpi_row
from strategymap.view.linked import ends_of
from strategymap.view.marked import Marked
from strategymap.view.notes import notes_of
from strategymap.view.shown import (
    Arrow,
    Badge,
    Band,
    Card,
    ChangeKind,
    KpiRow,
    LegendItem,
    LinkKind,
    Note,
    Progress,
    View,
)
from strategymap.view.standing import Standing
from strategymap.wording import listed

__all__ = [
    "Arrow", "Badge", "Band", "Card", "ChangeKind", "KpiRow", "LegendItem", "LinkKind", "Note",
    "Progress", "View", "status_words", "view_of",
]  # fmt: skip

#: The band of nodes without a perspective, on a map that has perspectives.
WITHOUT = "No perspective"


def view_of(
    graph: MapGraph,
    findings: Iterable[Finding] | None,
    only: Collection[str] | None = None,
    *,
    without: Collection[str] = (),
    kpis: bool = True,
    status: bool = True,
) -> View:
    """The picture of a map and of what was found in it. `only` are the ids of the nodes and
    KPIs to be shown (None: all); a card keeps its KPIs, and a KPI brings the cards that it
    measures, all but those of `without`. Where `kpis` are left out, what was found about them
    stands at their cards. Without `status` nothing is said of how they stand. Where `findings`
    is None, nothing is said of what was found."""
    shown = shown_of(graph, only, without, kpis=kpis)
    standing = Standing(graph, shown & graph.kpis.keys() if status else ())
    told = findings or ()
    found = [finding for finding in told if finding.node is None or finding.node in shown]
    every = arrows_of(graph)
    arrows = [arrow for arrow in every if arrow.tail in shown and arrow.head in shown]
    marked = Marked(graph, found, arrows)
    cuts = Cuts({name: node.title for name, node in graph.nodes.items()}, every, shown)
    cards = _Cards(graph, marked, standing, cuts, shown, kpis=kpis)
    return View(
        title=graph.map.title,
        subtitle=_subtitle(
            graph,
            found if findings is not None else None,
            shown,
            standing,
            part=shown < shown_of(graph, None, kpis=kpis),
        ),
        bands=_bands(graph, cards, shown),
        loose=tuple(
            kpi_row(graph, name, marked, standing)
            for name in sorted(graph.kpis)
            if name in shown and not graph.measured_by(name)
        ),
        arrows=tuple(replace(arrow, badges=marked.badges_of(ends_of(arrow))) for arrow in arrows),
        legend=marked.legend,
        more=marked.more,
        notes=notes_of(graph, marked, arrows),
        badges=marked.badges_of(None),
    )


def shown_of(
    graph: MapGraph, only: Collection[str] | None, without: Collection[str] = (), *, kpis: bool = True
) -> set[str]:
    """The nodes and KPIs in the picture; without `kpis`, those that measure nothing are not."""
    left_out = set(without)
    if not kpis:
        left_out |= {name for name in graph.kpis if not graph.measured_by(name)}
    return (set(graph) if only is None else _with_neighbours(graph, only)) - left_out


def _with_neighbours(graph: MapGraph, only: Collection[str]) -> set[str]:
    """What is picked, the cards that a KPI of it measures, and the KPIs of all these cards."""
    cards = {name for name in only if name in graph.nodes}
    cards.update(node for name in only if name in graph.kpis for node in graph.measured_by(name))
    return cards.union(only, *(graph.kpis_of(name) for name in cards))


def _bands(graph: MapGraph, cards: _Cards, shown: set[str]) -> tuple[Band, ...]:
    """The perspectives from the top; then the nodes without one. A map that uses no
    perspectives is one band without a title. A perspective of which nothing is shown is
    left out, unless it is empty on the map and the map speaks of perspectives."""
    members: dict[str, list[str]] = {name: [] for name in graph.perspectives}
    without: list[str] = []
    hidden: set[str] = set()
    for name in sorted(graph.nodes, key=lambda name: (-graph.rung(name), name)):
        band = graph.perspective(name)
        if name not in shown:
            hidden.add(band.id if band else "")
            continue
        (members[band.id] if band else without).append(name)
    if not any(members.values()):
        return (Band("", "", None, cards.of(without)),) if without else ()
    # An empty band shows what a strategy leaves out, unless most of the map knows no bands.
    telling = graph.map.perspectives is not None or 2 * len(without) <= len(shown & graph.nodes.keys())
    bands = [
        Band(b.id, b.title, b.role, cards.of(members[b.id]))
        for b in graph.perspectives.values()
        if members[b.id] or (telling and b.id not in hidden)
    ]
    return (*bands, Band("", WITHOUT, None, cards.of(without))) if without else tuple(bands)


class _Cards:
    """Makes the cards of a picture; without `kpis` their KPIs are left out."""

    def __init__(
        self, graph: MapGraph, marked: Marked, standing: Standing, cuts: Cuts, shown: set[str], *, kpis: bool
    ) -> None:
        self._graph, self._marked, self._standing, self._cuts = graph, marked, standing, cuts
        self._shown, self._kpis = shown, kpis
        self._tops = set(graph.top_goals)

    def of(self, names: list[str]) -> tuple[Card, ...]:
        """The cards of nodes, in their order."""
        return tuple(map(self._card, names))

    def _card(self, name: str) -> Card:
        node = self._graph.nodes[name]
        rows = [kpi_row(self._graph, kpi, self._marked, self._standing) for kpi in self._kpis_of(name)]
        facts = {"Owner": node.owner, "For": node.for_}
        of_kpis = [badge for row in rows for badge in row.badges if not self._kpis]
        return Card(
            id=name,
            kind=node.kind,
            title=node.title,
            top=name in self._tops,
            kpis=tuple(rows) if self._kpis else (),
            details=(
                *(f"{word}: {fact}" for word, fact in facts.items() if fact),
                *filter(None, [node.description]),
            ),
            badges=(*self._marked.badges_of(name), *of_kpis),
            status=self._standing.card_status(name),
            above=self._cuts.above(name),
            below=self._cuts.below(name),
        )

    def _kpis_of(self, name: str) -> list[str]:
        """The KPIs of a node, the headline first."""
        kpis = self._graph.kpis
        shown = (kpi for kpi in self._graph.kpis_of(name) if kpi in self._shown)
        return sorted(shown, key=lambda kpi: (not kpis[kpi].headline, kpi))


def _subtitle(
    graph: MapGraph, findings: list[Finding] | None, shown: set[str], standing: Standing, *, part: bool
) -> str:
    """Whose map it is, from which day, how much is on it, how the KPIs stand, and how much was
    found. Of a part of the map: how much of the whole it is."""
    if part:
        cards = sum(name in shown for name in graph.nodes)
        sizes = [f"part of the map: {cards} of {_counted(len(graph.nodes), 'card')}"]
    else:
        sizes = [_counted_nodes(graph), _counted(len(graph.kpis), "KPI")]
    if standing.counts:
        kpis = _counted(len(shown & graph.kpis.keys()), "KPI")
        sizes = [sizes[0], f"{kpis}: {standing.counts}"]
    parts = [graph.map.organization or "", _day(graph, standing), *sizes]
    if findings is not None:
        parts.append(_found(findings))
    return " · ".join(filter(None, parts))


def _found(findings: list[Finding]) -> str:
    """How much was found, in words."""
    severities = Counter(finding.severity.value for finding in findings if finding.accepted is None)
    found = [_counted(severities[word], word) for word in ("error", "warning", "note") if severities[word]]
    accepted = sum(finding.accepted is not None for finding in findings)
    if accepted:
        found.append(f"{accepted}{NO_BREAK}accepted")
    return ", ".join(found) or "nothing found"


def _day(graph: MapGraph, standing: Standing) -> str:
    """The day, unless it is today's because nobody named one: that would change every day. It
    is told all the same where the picture changes with it."""
    named = graph.map.as_of or graph.as_of != datetime.date.today() or standing.depends_on_the_day
    return f"as of {day_text(graph.as_of)}" if named else ""


def _counted_nodes(graph: MapGraph) -> str:
    counts = Counter(node.kind for node in graph.nodes.values())
    kinds = [_counted(counts[kind], kind) for kind in reversed(RUNGS) if counts[kind]]
    return listed(kinds) or "nothing on it yet"


def _counted(count: int, word: str) -> str:
    return f"{count}{NO_BREAK}{word}{'' if count == 1 else 's'}"
