"""Parts of a view: some of its cards with what belongs to them, or all with less about KPIs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from strategymap.view.cuts import Cuts
from strategymap.view.linked import at_cards, ends_of
from strategymap.view.shown import Arrow, Card, KpiRow, View


def extract(view: View, shown: Collection[str], subtitle: str) -> View:
    """The cards and loose KPIs of a view with these ids, and the arrows among them. Findings
    keep their numbers; those of other cards, and the notes, are left out."""
    view = at_cards(view, [ends_of(arrow) for arrow in view.arrows if arrow.head not in shown])
    cuts = Cuts({card.id: card.title for card in view.cards()}, view.arrows, shown)

    def cut(card: Card) -> Card:
        above, below = (*card.above, *cuts.above(card.id)), (*card.below, *cuts.below(card.id))
        return replace(card, above=above, below=below)

    bands = (
        replace(band, cards=tuple(cut(card) for card in band.cards if card.id in shown))
        for band in view.bands
    )
    part = replace(
        view,
        subtitle=subtitle,
        bands=tuple(band for band in bands if band.cards),
        loose=tuple(kpi for kpi in view.loose if kpi.id in shown),
        arrows=tuple(arrow for arrow in view.arrows if arrow.tail in shown and arrow.head in shown),
        badges=(),
        whole=None,
    )
    told = _numbers(part)
    legend = tuple(item for item in view.legend if item.number in told)
    return replace(part, legend=legend, more="", notes=())


def _numbers(view: View) -> set[int | None]:
    """The numbers of the findings that have a badge in a view."""
    rows = [*view.loose, *(kpi for card in view.cards() for kpi in card.kpis)]
    marked: list[Card | KpiRow | Arrow] = [*view.cards(), *rows, *view.arrows]
    return {badge.number for thing in marked for badge in thing.badges}


def overview(view: View) -> View:
    """All cards of a map without its KPIs and the texts below it; what was found about a KPI
    stands at its card."""
    bands = tuple(replace(band, cards=tuple(map(_without_kpis, band.cards))) for band in view.bands)
    return replace(view.without_texts(), bands=bands, loose=(), whole=None)


def _without_kpis(card: Card) -> Card:
    badges = dict.fromkeys([*card.badges, *(badge for kpi in card.kpis for badge in kpi.badges)])
    return replace(card, kpis=(), badges=tuple(badges))


def without_ways(view: View) -> View:
    """A view that tells of a KPI which was measured its latest value, and neither the baseline nor
    the target."""

    def row(kpi: KpiRow) -> KpiRow:
        return replace(kpi, figures="", progress=None) if kpi.now else kpi

    def card(card: Card) -> Card:
        return replace(card, kpis=tuple(map(row, card.kpis)))

    bands = tuple(replace(band, cards=tuple(map(card, band.cards))) for band in view.bands)
    whole = view.whole and without_ways(view.whole)
    return replace(view, bands=bands, loose=tuple(map(row, view.loose)), whole=whole)
