"""What became of a card, a KPI or a link between two versions: its words, signs and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from strategymap.render import theme
from strategymap.render.pieces import Run
from strategymap.view import Badge, Card, ChangeKind, View

#: The words on a card, and the signs of links and KPIs.
WORDS: dict[ChangeKind, str] = {"added": "+ NEW", "removed": "− REMOVED", "changed": "± CHANGED"}
SIGNS: dict[ChangeKind, str] = {"added": "+", "removed": "×", "changed": "±"}
#: Free px between the word for what a card is and its tag, and at both sides of the words in it.
_BEFORE = 15
PAD = 6.0

#: The entries of the key: what became of cards and KPIs, and of links, and what has not changed.
KEY: dict[str, str] = {"added": "new", "removed": "removed", "changed": "changed", "as it was": "as it was"}
LINKS: dict[str, tuple[ChangeKind, str]] = {
    "link added": ("added", "new link"),
    "link removed": ("removed", "removed link"),
    "link changed": ("changed", "changed link"),
}
#: The same for a picture without samples.
LOOKS: dict[str, str] = {
    "added": WORDS["added"],
    "removed": WORDS["removed"],
    "changed": WORDS["changed"],
    "link added": "thick arrow with +",
    "link removed": "dotted arrow with ×",
    "link changed": "arrow with ±",
}


def placed_tag(card: Card, kind: Run) -> Run | None:
    """The words of a card's tag, behind the word for what it is; None where it has no change."""
    if card.change is None:
        return None
    away = kind.width + _BEFORE + (6 if card.top else 0)
    x = kind.x - away if kind.anchor == "end" else kind.x + away
    y = kind.y + (1 if card.top else 0)
    return Run(WORDS[card.change], x, y, theme.TAG, "paper", kind.anchor)


def told_on(badge: Badge) -> str:
    """What stands on the badge of a change: its number; or that it has none."""
    return str(badge.number) if badge.number else "…"


def numbered(change: ChangeKind, number: int | None) -> str:
    """A change by its number, in words, such as "new 3"."""
    return f"{KEY[change]} {number or '…'}"


def headed(words: str, change: ChangeKind | None) -> str:
    """What a card is, and what became of it, for a picture that is laid out elsewhere."""
    return f"{words}, {WORDS[change]}" if change else words


def signed(badges: Iterable[Badge]) -> str:
    """The badges of a link as words: each sign with its number."""
    return ", ".join(f"{SIGNS[badge.change]} {told_on(badge)}" for badge in badges if badge.change)


def shown_by(view: View) -> Iterator[str]:
    """The entries of the key that a view needs."""
    cards = {card.change for card in view.cards()}
    rows = {kpi.change for kpi in (*view.loose, *(kpi for card in view.cards() for kpi in card.kpis))}
    links = {arrow.change for arrow in view.arrows}
    yield from (change for change in WORDS if change in cards | rows)
    yield from (name for name, (change, _) in LINKS.items() if change in links)
    if (cards | rows | links) - {None} and any(card.faded for card in view.cards()):
        yield "as it was"
