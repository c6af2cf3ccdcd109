"""A page that gives an overview of a map: of all its cards, or of those that matter most.

Where cards are left out, what leads to another card by way of them leads there directly.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from strategymap.view.extract import extract, overview
from strategymap.view.shown import Arrow, Card, View
from strategymap.wording import listed

OVERVIEW = "Overview"
#: So many of the cards on a way are named; the rest are counted.
_NAMED = 3


def overview_for(view: View, fits: Callable[[View], bool]) -> tuple[str, View]:
    """The name of an overview, and what it shows: as many cards as can be read, or as few as
    say something where none can. `fits` says whether a view can be read."""
    found = list(_overviews(view))
    return next((each for each in found if fits(each[1])), found[-1])


def _overviews(view: View) -> Iterator[tuple[str, View]]:
    """All cards of a map, then fewer and fewer of them, each time at least two."""
    whole = overview(view)
    least = sum(1 for _ in view.cards())
    yield OVERVIEW, whole
    for what, chosen in _choices(view):
        if 1 < len(chosen) < least:
            least = len(chosen)
            yield f"{OVERVIEW} of {what}", abridged(whole, chosen)


def _choices(view: View) -> Iterator[tuple[str, set[str]]]:
    """What can be shown of a map, by what it is called."""
    cards = list(view.cards())
    tops = {card.id for card in cards if card.top}
    near = {arrow.tail for arrow in view.arrows if arrow.kind == "supports" and arrow.head in tops}
    yield "the goals and outcomes", {card.id for card in cards if card.kind in {"goal", "outcome"}}
    yield "the goals", {card.id for card in cards if card.kind == "goal"}
    yield "the top goals and what leads to them", tops | near
    yield "the top goals", tops


def abridged(view: View, shown: Collection[str]) -> View:
    """A view with some of its cards only; where others are left out between two of them, one
    leads to the other directly. The subtitle says how many there are. No card tells what it is linked with besides, for that is left
    out everywhere."""
    count = sum(1 for _ in view.cards())
    part = extract(view, shown, " · ".join([*_day(view), f"{len(shown)} of {count} cards"]))
    given = {card.id: card for card in view.cards()}

    def whole(card: Card) -> Card:
        return replace(card, above=given[card.id].above, below=given[card.id].below)

    bands = tuple(replace(band, cards=tuple(map(whole, band.cards))) for band in part.bands)
    direct = {(arrow.tail, arrow.head) for arrow in part.arrows if arrow.kind != "harms"}
    ways = tuple(way for way in _by_way(view, shown) if (way.tail, way.head) not in direct)
    return replace(part, bands=bands, arrows=(*part.arrows, *ways), badges=view.badges)


def _day(view: View) -> list[str]:
    """Of which day a map is, where it says so: how much is on all of it takes a line more."""
    return [told for told in view.subtitle.split(" · ") if told.startswith("as of ")]


def _by_way(view: View, shown: Collection[str]) -> Iterator[Arrow]:
    """An arrow for each card that leads to another by way of cards that are left out alone, with
    those on the shortest way."""
    cards = {card.id: card for card in view.cards()}
    up: dict[str, list[str]] = defaultdict(list)
    for arrow in view.arrows:
        if arrow.kind == "supports":
            up[arrow.tail].append(arrow.head)
    for tail in (name for name in cards if name in shown):
        for head, way in _reached(tail, up, shown):
            faded = cards[tail].faded or cards[head].faded
            told = f"By way of {_names([cards[name].title for name in way])}"
            yield Arrow(tail, head, details=(told,), faded=faded)


def _reached(
    tail: str, up: Mapping[str, Sequence[str]], shown: Collection[str]
) -> Iterator[tuple[str, list[str]]]:
    """The shown cards to which one leads by way of others, and these, the first one first."""
    before: dict[str, str] = {}
    waiting, met = deque([tail]), {tail}
    while waiting:
        card = waiting.popleft()
        for head in up.get(card, ()):
            if head in shown:
                if card != tail and head not in met:
                    met.add(head)
                    yield head, _back(card, tail, before)
            elif head not in before:
                before[head] = card
                waiting.append(head)


def _back(card: str, tail: str, before: Mapping[str, str]) -> list[str]:
    way = []
    while card != tail:
        way.append(card)
        card = before[card]
    return way[::-1]


def _names(titles: Sequence[str]) -> str:
    named = [f"“{title}”" for title in titles[:_NAMED]]
    more = len(titles) - len(named)
    return listed([*named, f"{more} more"] if more else named)
