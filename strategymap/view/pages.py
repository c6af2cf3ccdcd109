"""A map on several pages: an overview, then one page a top goal, or what leads to it in turn.

A page holds as much as can be read on it. Where all that leads to a goal is too much for one
page, the page shows the nearest of it, and the cards at its lower end open pages of their own.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from strategymap.view.extract import extract
from strategymap.view.overviews import OVERVIEW, overview_for
from strategymap.view.shown import View
from strategymap.wording import listed

#: Titles that are named for a page; the rest are counted.
_NAMED = 2
#: A page of so many times more than the least that did not fit is not tried.
_SURELY = 1.5


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows, and what it is called; the only page of a map has no name. That of
    others is the title of their view, and the title of the map stands below it. A page that
    gives an `overview` is about the whole map."""

    name: str
    view: View
    overview: bool = False


def pages(view: View, fits: Callable[[View], bool]) -> tuple[Page, ...]:
    """A view on as few pages as can be read: `fits` says whether a view can be read on one.

    A map that fits is one page, without its texts if they are too much for it. Else there is an
    overview first, of all cards or of those that matter most, and then every card and KPI stands on a
    page at least; where some are faded, pages of nothing else are left out. What still doesn't fit,
    such as a card of too many KPIs, has a page all the same. `legend` of a page holds the findings
    that it marks where there is room for them. Asks `fits` about a few times for each page.
    """
    for whole in (view, view.without_texts()):
        if fits(whole):
            return (Page("", whole),)
    named = _named(_Parts(view, fits))
    return (_overview(view, fits), *named) if any(view.cards()) else tuple(named)


def _overview(view: View, fits: Callable[[View], bool]) -> Page:
    def headed(found: View, name: str) -> View:
        return replace(found, title=name, subtitle=_joined(view.title, found.subtitle))

    name, found = overview_for(view, lambda found: fits(headed(found, OVERVIEW)))
    return Page(name, headed(found, name), overview=True)


@dataclass(slots=True)
class _Part:
    """The cards of a page; `starts` are those at its top, which it is about, `number` and
    `count` say which of several pages about the same it is."""

    starts: Sequence[str]
    shown: Collection[str]
    number: int = 1
    count: int = 1


@dataclass(slots=True)
class _Parts:
    """Finds what stands on which page."""

    view: View
    fits: Callable[[View], bool]
    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    leading: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    cards: set[str] = field(default_factory=set)
    clear: set[str] = field(default_factory=set)
    limit: float = float("inf")

    def __post_init__(self) -> None:
        for card in self.view.cards():
            self.cards.add(card.id)
            self.titles[card.id], self.weights[card.id] = card.title, 1 + len(card.kpis) / 2
        for kpi in self.view.loose:
            self.titles[kpi.id], self.weights[kpi.id] = kpi.title, 0.5
        for arrow in self.view.arrows:
            if arrow.kind == "supports" and arrow.tail != arrow.head:
                self.below[arrow.head].append(arrow.tail)
                self.leading.add(arrow.tail)
        self.clear = {card.id for card in self.view.cards() if not card.faded}
        self.clear |= {kpi.id for kpi in self.view.loose if not kpi.faded}

    def __iter__(self) -> Iterator[_Part]:
        """The top goals, each with its own pages; then what leads to none of them."""
        done: set[str] = set()
        roots = [card for card in self.view.cards() if card.id not in self.leading]
        for goal in [card.id for card in roots if card.top]:
            yield from self._from([[goal]], done)
        rest = [card.id for card in roots if not card.top]
        yield from self._from(self._grouped(rest, done), done)
        # What leads only in a circle begins anywhere.
        while left := [card.id for card in self.view.cards() if card.id not in done]:
            yield from self._from([left[:1]], done)
        for group in self._grouped([kpi.id for kpi in self.view.loose], done):
            yield _Part((), group)

    def _from(self, groups: Sequence[Sequence[str]], done: set[str]) -> Iterator[_Part]:
        """The pages of these groups, and of all that leads to them in turn. `done` are the
        cards that need no page of their own: they have one, or wait for it, or all that leads
        to them directly has stood beside them."""
        waiting = deque(groups)
        while waiting:
            starts = waiting.popleft()
            while waiting and self._is_room_for_all(more := [*starts, *waiting[0]]):
                starts = more
                waiting.popleft()
            done.update(starts)
            part = _Part(starts, self._down(starts))
            if len(starts) > 1 or self._is_room_for(part):
                done.update(part.shown)
                yield part
                continue
            yield from self._nearest(starts[0], done, waiting)

    def _nearest(self, start: str, done: set[str], waiting: deque[Sequence[str]]) -> Iterator[_Part]:
        """A start with the levels below it that have room; their last cards wait for a page."""
        shown = [start]
        for level in self._levels(start):
            if not self._is_room_for(_Part([start], {*shown, *level})):
                break
            shown += level
        chunks = [shown[1:]] if len(shown) > 1 else self._chunks(start)
        clear = [chunk for chunk in chunks if not self.clear.isdisjoint([start, *chunk])]
        for number, chunk in enumerate(clear, 1):
            yield _Part([start], {start, *chunk}, number, len(clear))
        held = {start, *(card for chunk in chunks for card in chunk)}
        cut = [card for card in self._down([start]) if card in held and set(self.below[card]) - held]
        ends = [card for card in cut if card not in done and card != start]
        done |= {card for card in held if card not in cut}
        waiting.extend(self._grouped(ends, done))
        done.update(ends)

    def _chunks(self, start: str) -> list[list[str]]:
        """What leads to a start directly, in parts for which there is room beside it."""
        near = list(dict.fromkeys(self.below[start]))
        count = 1
        while count < len(near):
            chunks = _split(near, count)
            parts = [_Part([start], {start, *chunk}, n, len(chunks)) for n, chunk in enumerate(chunks, 1)]
            if all(map(self._is_room_for, parts)):
                break
            count = min(2 * count, len(near))
        return _split(near, count) or [[]]

    def _grouped(self, starts: Sequence[str], done: Collection[str]) -> list[list[str]]:
        """Neighbours that have room on a page together, each with all that leads to it."""
        groups: list[list[str]] = []
        for start in starts:
            if start in done:
                continue
            if groups and self._is_room_for_all([*groups[-1], start]):
                groups[-1].append(start)
            else:
                groups.append([start])
        return groups

    def _down(self, starts: Sequence[str]) -> dict[str, None]:
        """These cards and all that leads to them, the nearest first."""
        found = dict.fromkeys(starts)
        for level in self._levels(*starts):
            found |= dict.fromkeys(level)
        return found

    def _levels(self, *starts: str) -> Iterator[list[str]]:
        """What leads to these cards directly, then what leads to that, each once."""
        seen, level = set(starts), list(starts)
        while level := list(dict.fromkeys(n for card in level for n in self.below[card] if n not in seen)):
            seen.update(level)
            yield level

    def _is_room_for_all(self, starts: Sequence[str]) -> bool:
        """Whether cards fit on a page with all that leads to them."""
        return self._is_room_for(_Part(starts, self._down(starts)))

    def _is_room_for(self, part: _Part) -> bool:
        """Whether cards fit on a page, without texts."""
        weight = sum(self.weights[card] for card in part.shown)
        if weight > _SURELY * self.limit:
            return False
        found = self.fits(self.page(part).view.without_texts())
        if not found:
            self.limit = min(self.limit, weight)
        return found

    def page(self, part: _Part) -> Page:
        """The page of some cards, with its texts."""
        count = sum(card in self.cards for card in part.shown)
        leads = "" if {*part.shown} == {*part.starts} else "what leads there, "
        told = f"{leads}{count} of {len(self.cards)} cards" if count and part.starts else ""
        found = extract(self.view, part.shown, _joined(self.view.title, told))
        name = _name(part, self.titles)
        return Page(name, replace(found, title=name))


def _split(cards: list[str], count: int) -> list[list[str]]:
    """Parts of about the same length."""
    size = -(-len(cards) // count) or 1
    return [cards[start : start + size] for start in range(0, len(cards), size)]


def _named(parts: _Parts) -> Iterator[Page]:
    for page in (parts.page(part) for part in parts if not parts.clear.isdisjoint(part.shown)):
        yield page if parts.fits(page.view) else replace(page, view=page.view.without_texts())


def _name(part: _Part, titles: dict[str, str]) -> str:
    """What a page is called."""
    if not part.starts:
        return "KPIs that measure nothing"
    words = [f"“{titles[start]}”" for start in part.starts]
    if len(words) > _NAMED + 1:
        words = [*words[:_NAMED], f"{len(words) - _NAMED} more"]
    which = f" ({part.number} of {part.count})" if part.count > 1 else ""
    return (titles[part.starts[0]] if len(part.starts) == 1 else listed(words)) + which


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))
