"""Two versions of a map as one picture: the newer one, and what only the older one had."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from strategymap.compare import Difference
from strategymap.compare.ends import Ends
from strategymap.compare.summary import summary
from strategymap.graph import MapGraph
from strategymap.links import Relation
from strategymap.model import RUNGS
from strategymap.numbers import day_text
from strategymap.view import WITHOUT, view_of
from strategymap.view.numbered import Numbered
from strategymap.view.shown import Arrow, Badge, Band, Card, ChangeKind, KpiRow, View
from strategymap.wording import one_line

#: A KPI and what it harms.
Harm = tuple[str, str]
#: The heading of the legend.
HEADING = "What changed"


def changed_view(old: MapGraph, new: MapGraph, found: Difference) -> View:
    """The picture of `found`, what changed between two versions: every card, KPI and link of
    either, each with what became of it and the number under which the legend tells it. What was
    renamed is one card. How KPIs stand is left out, as are findings but for those that came or
    went."""
    ids = {item.was: item.id for item in found.changed if item.was is not None}
    numbered = Numbered(found, ids)
    before, after = view_of(old, None, status=False), view_of(new, None, status=False)
    after = replace(after, subtitle=_subtitle(old, new, found), heading=HEADING, compares=True)
    harms = {*_harms_of_kpis(old, ids), *_harms_of_kpis(new, {})}
    both = _Union(_renamed(before, ids), after, numbered, harms).view()
    return _with_rest_faded(both) if found else replace(both, more="Nothing has changed in meaning.")


def _subtitle(old: MapGraph, new: MapGraph, found: Difference) -> str:
    """What is compared, and how much changed."""
    files = [graph.loaded.sources[0].document.name for graph in (old, new)]
    names = [file if file.startswith("git:") else PurePath(file).name for file in files]
    if names[0] == names[1]:
        names = files
    days = [f" (as of {day_text(graph.as_of)})" if graph.map.as_of else "" for graph in (old, new)]
    return one_line(f"From {names[0]}{days[0]} to {names[1]}{days[1]} · {summary(found)}")


def _harms_of_kpis(graph: MapGraph, ids: Mapping[str, str]) -> Iterator[Harm]:
    """What KPIs harm, by the ids of the newer version."""
    for name, kpi in graph.kpis.items():
        yield from ((ids.get(name, name), ids.get(head, head)) for head in kpi.harms)


def _renamed(view: View, ids: Mapping[str, str]) -> View:
    """The older version by the ids of the newer one."""

    def row(kpi: KpiRow) -> KpiRow:
        return replace(kpi, id=ids.get(kpi.id, kpi.id))

    def card(card: Card) -> Card:
        return replace(card, id=ids.get(card.id, card.id), kpis=tuple(map(row, card.kpis)))

    return replace(
        view,
        bands=tuple(replace(band, cards=tuple(map(card, band.cards))) for band in view.bands),
        loose=tuple(map(row, view.loose)),
        arrows=tuple(
            replace(arrow, tail=ids.get(arrow.tail, arrow.tail), head=ids.get(arrow.head, arrow.head))
            for arrow in view.arrows
        ),
    )


def _with_rest_faded(view: View) -> View:
    """What is as it was stands in the background; a card does where its KPIs do, too."""

    def row(kpi: KpiRow) -> KpiRow:
        return replace(kpi, faded=kpi.change is None)

    def card(card: Card) -> Card:
        kpis = tuple(map(row, card.kpis))
        return replace(card, kpis=kpis, faded=card.change is None and all(kpi.faded for kpi in kpis))

    return replace(
        view,
        bands=tuple(replace(band, cards=tuple(map(card, band.cards))) for band in view.bands),
        loose=tuple(map(row, view.loose)),
        arrows=tuple(replace(arrow, faded=arrow.change is None) for arrow in view.arrows),
    )


class _Union:
    """What is in either of two views. Things that are in both are shown as in the newer."""

    def __init__(self, old: View, new: View, numbered: Numbered, harms: Collection[Harm]) -> None:
        self._old, self._new, self._numbered, self._harms = old, new, numbered, harms
        self._was = {card.id: card for card in old.cards()}
        self._is = {card.id: card for card in new.cards()}
        self._kpis = {kpi.id for kpi in (*new.loose, *(kpi for card in new.cards() for kpi in card.kpis))}
        self._told: set[Ends] = set()

    def view(self) -> View:
        """All of it. Links that no arrow and no row in a card shows are marked where they begin,
        so the arrows and cards come first."""
        bands = [replace(band, cards=tuple(map(self._card, band.cards))) for band in self._bands()]
        loose = tuple(self._loose())
        arrows = tuple(self._arrows({card.id: card for band in bands for card in band.cards}))
        hidden: dict[str, list[Badge]] = {}
        for ends, badge in self._numbered.links.items():
            if ends not in self._told and badge not in map(self._numbered.of_thing, ends[1:]):
                hidden.setdefault(ends[1], []).append(badge)
        return replace(
            self._new,
            bands=tuple(
                replace(band, cards=tuple(_with(card, hidden) for card in band.cards)) for band in bands
            ),
            loose=tuple(_row_with(kpi, hidden) for kpi in loose),
            arrows=arrows,
            legend=self._numbered.legend,
            more=self._numbered.more,
            notes=self._numbered.notes,
            badges=self._numbered.of_map,
        )

    def _bands(self) -> Iterator[Band]:
        """The perspectives of the newer version, with what is gone in its old place; those that
        are gone with all that is in them stand where they stood."""
        bands = list(self._new.bands)
        place = 0
        for band in self._old.bands:
            gone = [card for card in band.cards if self._is_gone(card.id)]
            at = next((n for n, other in enumerate(bands) if other.id == band.id), None)
            if at is not None:
                bands[at] = replace(bands[at], cards=_in_order((*bands[at].cards, *gone)))
                place = at + 1
            elif gone:
                bands.insert(place, replace(band, cards=_in_order(gone)))
                place += 1
        titled = any(band.title for band in bands)
        return (replace(band, title=band.title or WITHOUT) if titled else band for band in bands)

    def _is_gone(self, name: str) -> bool:
        """Whether nothing of that name is in the newer version, not even as another kind."""
        return name not in self._is and name not in self._kpis

    def _card(self, card: Card) -> Card:
        mark = self._numbered.of_thing(card.id)
        rows = tuple(self._rows(card))
        return replace(card, kpis=rows, badges=_badges(mark), change=mark.change if mark else None)

    def _rows(self, card: Card) -> Iterator[KpiRow]:
        """The KPIs of a card: those of the newer version, then those that are gone from it."""
        was = {kpi.id: kpi for kpi in self._was[card.id].kpis} if card.id in self._was else {}
        now = {kpi.id: kpi for kpi in self._is[card.id].kpis} if card.id in self._is else {}
        for name, row in {**now, **was, **now}.items():
            change: ChangeKind | None = None
            if (name in was) != (name in now):
                change = "added" if name in now else "removed"
            yield self._row(row, card.id, change)

    def _row(self, row: KpiRow, card: str, change: ChangeKind | None) -> KpiRow:
        """A KPI in a card, where it came or went, or in itself has changed."""
        ends: Ends = ("measures", row.id, card)
        self._told.add(ends)
        mark, link = self._numbered.of_thing(row.id), self._numbered.of_link(ends)
        change = change or (mark.change if mark else None)
        badges = _badges(mark, link) or _badges(self._numbered.of_thing(card) if change else None)
        return replace(row, badges=badges, change=change)

    def _loose(self) -> Iterator[KpiRow]:
        gone = [kpi for kpi in self._old.loose if self._is_gone(kpi.id)]
        for kpi in sorted((*self._new.loose, *gone), key=lambda kpi: kpi.id):
            mark = self._numbered.of_thing(kpi.id)
            yield replace(kpi, badges=_badges(mark), change=mark.change if mark else None)

    def _arrows(self, cards: Mapping[str, Card]) -> Iterator[Arrow]:
        """The links between cards that are shown, sorted by their ends."""
        was, now = _by_ends(self._old.arrows), _by_ends(self._new.arrows)
        every = {**was, **now}.items()
        for ends, arrow in sorted(every, key=lambda pair: (pair[1].tail, pair[1].head, pair[1].kind)):
            if arrow.tail in cards and arrow.head in cards:
                yield self._arrow(arrow, cards[arrow.tail], ends in was, ends in now)

    def _arrow(self, arrow: Arrow, tail: Card, was: bool, now: bool) -> Arrow:
        """A link; what a KPI harms is one with what its card does."""
        found = [
            (ends, badge)
            for ends in self._shown_by(arrow, tail, stays=was and now)
            if (badge := self._numbered.of_link(ends))
        ]
        self._told.update(ends for ends, _ in found)
        badges = [badge for _, badge in found]
        if was == now:
            return replace(arrow, badges=_badges(*badges), change="changed" if badges else None)
        if not badges:
            # A link to an id that nothing had is as old as ever; what is new is the card.
            badges = [*filter(None, map(self._numbered.of_thing, (arrow.tail, arrow.head)))]
        return replace(arrow, badges=_badges(*badges), change="added" if now else "removed")

    def _shown_by(self, arrow: Arrow, tail: Card, *, stays: bool) -> Iterator[Ends]:
        """The links that an arrow shows: that of two cards, and what KPIs of the first harm. Where
        it came or went, that can be because they measure the card, or no longer do."""
        yield (_relation(arrow), arrow.tail, arrow.head)
        kpis = tail.kpis if arrow.kind == "harms" else ()
        for name in (kpi.id for kpi in kpis if (kpi.id, arrow.head) in self._harms):
            yield ("harms", name, arrow.head)
            if not stays:
                yield ("measures", name, arrow.tail)


def _relation(arrow: Arrow) -> Relation:
    return "harms" if arrow.kind == "harms" else "supports"


def _by_ends(arrows: Iterable[Arrow]) -> dict[Ends, Arrow]:
    return {(_relation(arrow), arrow.tail, arrow.head): arrow for arrow in arrows}


def _in_order(cards: Sequence[Card]) -> tuple[Card, ...]:
    """As in every band: by kind and id."""
    return tuple(sorted(cards, key=lambda card: (-RUNGS.index(card.kind), card.id)))


def _badges(*badges: Badge | None) -> tuple[Badge, ...]:
    """Each once, by number; those without one as they come."""
    found = dict.fromkeys(badge for badge in badges if badge)
    return tuple(sorted(found, key=lambda badge: (badge.number is None, badge.number or 0)))


def _with(card: Card, hidden: Mapping[str, Sequence[Badge]]) -> Card:
    """A card with what is told of links that nothing else shows."""
    card = replace(card, kpis=tuple(_row_with(kpi, hidden) for kpi in card.kpis))
    badges = hidden.get(card.id, ())
    if not badges:
        return card
    return replace(card, badges=_badges(*card.badges, *badges), change=card.change or "changed")


def _row_with(kpi: KpiRow, hidden: Mapping[str, Sequence[Badge]]) -> KpiRow:
    badges = hidden.get(kpi.id, ())
    if not badges:
        return kpi
    return replace(kpi, badges=_badges(*kpi.badges, *badges), change=kpi.change or "changed")
