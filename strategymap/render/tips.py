"""What a tooltip tells, and a screen reader says: of cards, KPIs, findings and links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strategymap.scorecard import Status
from strategymap.view import Arrow, Badge, Card, ChangeKind, KpiRow, LegendItem, status_words
from strategymap.view.cuts import VERBS

#: What stands before the number of a change.
CHANGED: dict[ChangeKind, str] = {"added": "New", "removed": "Removed", "changed": "Changed"}


def of_card(card: Card) -> Iterator[str]:
    """What it is, what is known of it, its KPIs, what is left out, and what was found."""
    name = _with_status(f"{card.kind.capitalize()}: {card.title}", card.status)
    yield f"{name}, in the background" if card.faded else name
    yield from card.details
    yield from (line for kpi in card.kpis for line in _of_kpi(kpi)[:1])
    yield from of_cuts(card)
    yield from map(of_badge, card.badges)


def of_cuts(card: Card) -> Iterator[str]:
    """What a card is linked with that is left out, above and below it."""
    if card.above:
        yield f"Left out above: it {'; it '.join(card.above)}"
    if card.below:
        yield f"Left out below: {'; '.join(card.below)}"


def of_kpi(kpi: KpiRow) -> Iterator[str]:
    """What it is and how it stands, what is known of it, and what was found."""
    yield from _of_kpi(kpi)
    yield from map(of_badge, kpi.badges)


def _of_kpi(kpi: KpiRow) -> list[str]:
    parts = [f"KPI: {kpi.title}", kpi.figures, f"now {kpi.now}" if kpi.now else ""]
    name = _with_status(", ".join(filter(None, parts)), kpi.status)
    return [name + (" (rewarded)" if kpi.rewarded else ""), *kpi.details]


def _with_status(words: str, status: Status | None) -> str:
    return f"{words}, {status_words(status)}" if status else words


def of_badge(found: Badge) -> str:
    """A finding, by its number in the legend."""
    if found.change:
        return f"{CHANGED[found.change]}{f' {found.number}' if found.number else ''}: {found.text}"
    if found.accepted:
        return f"Accepted: {found.text}"
    number = f" {found.number}" if found.number else ""
    return f"{found.severity.value.capitalize()}{number}: {found.text}"


def of_item(item: LegendItem) -> str:
    """A line of the legend."""
    told = of_badge(Badge(item.severity, item.number, item.text, change=item.change))
    return f"{told} ({item.rule})" if item.rule else told


def of_link(arrow: Arrow, titles: Mapping[str, str]) -> Iterator[str]:
    """A link as a sentence, and what is known of it; `titles` are those of the cards."""
    yield f"“{titles[arrow.tail]}” {VERBS[arrow.kind]} “{titles[arrow.head]}”"
    yield from arrow.details
    yield from map(of_badge, arrow.badges)
