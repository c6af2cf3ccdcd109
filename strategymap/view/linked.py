"""Findings about links: which arrow shows the link that a finding is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.view.shown import Arrow, Badge, Card, LinkKind, View

#: A link by its tail, its head and its kind.
Ends = tuple[str, str, LinkKind]


def ends_of(arrow: Arrow) -> Ends:
    """What an arrow is found by."""
    return arrow.tail, arrow.head, arrow.kind


class Linked:
    """The arrows of a picture, by what they join."""

    def __init__(self, graph: MapGraph, arrows: Iterable[Arrow]) -> None:
        self._graph = graph
        self._kinds: dict[tuple[str, str], list[LinkKind]] = defaultdict(list)
        for arrow in arrows:
            self._kinds[arrow.tail, arrow.head].append(arrow.kind)

    def arrows_of(self, finding: Finding) -> list[Ends]:
        """The arrows of the link at which a finding stands; none where it is about no link, where
        the link isn't shown, or where one card both supports and harms the other. What a KPI
        harms starts at each card that it measures."""
        name, head = finding.node, finding.link
        if name is None or head is None:
            return []
        if name in self._graph.kpis:
            harms = head in self._graph.kpis[name].harms
            ends = [(tail, head) for tail in self._graph.measured_by(name) if harms]
            return [(*pair, "harms") for pair in ends if self._kinds.get(pair) == ["harms"]]
        kinds = self._kinds.get((name, head), [])
        return [(name, head, kinds[0])] if len(kinds) == 1 else []


def at_cards(view: View, arrows: Collection[Ends] | None = None) -> View:
    """The same picture with the badges of some links (None: of all) at the cards where the links
    begin, for whoever has no room for them on the arrows."""
    wanted = None if arrows is None else set(arrows)
    bare = {ends_of(arrow): arrow for arrow in view.arrows if arrow.badges}
    bare = {ends: arrow for ends, arrow in bare.items() if wanted is None or ends in wanted}
    moved: dict[str, list[Arrow]] = defaultdict(list)
    for arrow in bare.values():
        moved[arrow.tail].append(arrow)

    def card(card: Card) -> Card:
        links = moved.get(card.id, ())
        badges = dict.fromkeys([*card.badges, *(badge for arrow in links for badge in arrow.badges)])
        # A change of a link is not in the background, even where its card is.
        faded = card.faded and all(arrow.faded for arrow in links)
        return replace(card, badges=tuple(sorted(badges, key=_order)), faded=faded)

    bands = tuple(replace(band, cards=tuple(map(card, band.cards))) for band in view.bands)
    left = (replace(arrow, badges=()) if ends_of(arrow) in bare else arrow for arrow in view.arrows)
    return replace(view, bands=bands, arrows=tuple(left))


def _order(badge: Badge) -> tuple[bool, bool, int]:
    """As badges stand at a card: by their numbers, then those without one, then accepted ones."""
    return badge.accepted, badge.number is None, badge.number or 0
