"""A whole map on which a part stands out, while the rest stands quietly in the background."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.numbers import NO_BREAK
from strategymap.view import shown_of, view_of
from strategymap.view.marked import Marked
from strategymap.view.notes import notes_of
from strategymap.view.shown import Arrow, Card, KpiRow, View


def faded_view(
    graph: MapGraph,
    findings: Iterable[Finding] | None,
    only: Collection[str] | None,
    *,
    without: Collection[str] = (),
    kpis: bool = True,
    status: bool = True,
) -> View:
    """The picture of a map on which all is faded but what `view_of` would show of it. Findings
    keep the numbers that they have on the whole map; those of what is faded are not told."""
    found = None if findings is None else list(findings)
    whole = view_of(graph, found, kpis=kpis, status=status)
    full = shown_of(graph, only, without, kpis=kpis)
    every = shown_of(graph, None, kpis=kpis)
    about = (each for each in found or () if each.node is None or each.node in every)
    told = Marked(graph, about, whole.arrows, full)
    view = faded(whole, full)
    notes = notes_of(graph, told, [arrow for arrow in view.arrows if not arrow.faded])
    return replace(view, legend=told.legend, more=told.more, notes=notes)


def faded(whole: View, full: Collection[str]) -> View:
    """The same picture, all faded but the cards and KPIs with these ids, and the links between
    two such cards. It keeps the layout, so that one can be laid over the other."""

    def row(kpi: KpiRow) -> KpiRow:
        return replace(kpi, faded=kpi.id not in full)

    def card(card: Card) -> Card:
        if card.id in full:
            return replace(card, kpis=tuple(map(row, card.kpis)))
        return replace(card, kpis=tuple(replace(kpi, faded=True) for kpi in card.kpis), faded=True)

    def arrow(arrow: Arrow) -> Arrow:
        return replace(arrow, faded=not (arrow.tail in full and arrow.head in full))

    return replace(
        whole,
        bands=tuple(replace(band, cards=tuple(map(card, band.cards))) for band in whole.bands),
        loose=tuple(map(row, whole.loose)),
        arrows=tuple(map(arrow, whole.arrows)),
        whole=whole,
        picked=_picked(whole, full),
    )


def _picked(whole: View, full: Collection[str]) -> str:
    """How much of the map stands out, as a sentence."""
    cards = [card.id in full for card in whole.cards()]
    loose = [kpi.id in full for kpi in whole.loose]
    among, what = (cards, "cards") if any(cards) else (loose, "KPIs that measure nothing")
    return f"In full colour: {sum(among)}{NO_BREAK}of{NO_BREAK}{len(among)} {what}."
