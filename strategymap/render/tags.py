"""What became of a card, a KPI or a link between two versions: its words, signs and numbers."""

from __future__ import annotations

from collections.abc import Iterable

from strategymap.render import theme
from strategymap.render.pieces import Run
from strategymap.view import Badge, Card, ChangeKind

#: The words on a card, and the signs of links and KPIs.
WORDS: dict[ChangeKind, str] = {"added": "+ NEW", "removed": "− REMOVED", "changed": "± CHANGED"}
SIGNS: dict[ChangeKind, str] = {"added": "+", "removed": "×", "changed": "±"}
#: Free px between the word for what a card is and its tag, and at both sides of the words in it.
_BEFORE = 15
PAD = 6.0


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


def signed(badges: Iterable[Badge]) -> str:
    """The badges of a link as words: each sign with its number."""
    return ", ".join(f"{SIGNS[badge.change]} {told_on(badge)}" for badge in badges if badge.change)
