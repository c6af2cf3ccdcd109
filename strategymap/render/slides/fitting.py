"""How large cards are with text of a size: all lengths are in points."""

from __future__ import annotations

from strategymap.render.widths import runs_right_to_left
from strategymap.render.wrap import Font, wrapped
from strategymap.view import Badge, Card, KpiRow

#: KPIs have this share of the size of titles.
KPI_SHARE = 0.9
#: A line of text, in sizes.
LEAD = 1.2
#: Room in sizes of the title: around the text of a card, between title and KPIs, for a mark.
PAD, APART, MARK = 0.42, 0.15, 1.1
#: Text may be so much wider in the font of a template than in the one that was measured.
_SPARE = 0.95
_MOST_LINES = 6
#: How far the marks of findings reach above a card, in their radii.
BADGE_TOP = 1.75


def card_height(content: Card | KpiRow, width: float, size: float) -> float:
    """How high a card is, with its text at this size."""
    room = width - 2 * PAD * size
    lines = 0
    kpis: tuple[KpiRow, ...] = (content,) if isinstance(content, KpiRow) else content.kpis
    if isinstance(content, Card):
        marked = MARK * size if content.status and not content.kpis else 0
        lines = _lines(content.title, room - marked, Font(size, bold=True))
    small = size * KPI_SHARE
    rows = sum(_kpi_lines(kpi, room - MARK * small, small) for kpi in kpis)
    apart = APART * size if lines and rows else 0
    return round(2 * PAD * size + LEAD * (size * lines + small * rows) + apart, 2)


def badge_radius(size: float) -> float:
    """Half the size of a badge, whose number is as large as KPIs are."""
    return max(size * 0.68, 4.0)


def _lines(text: str, room: float, font: Font) -> int:
    return len(wrapped(text, max(room * _SPARE, font.size), font, most=_MOST_LINES).lines)


def shown_value(kpi: KpiRow) -> str:
    """What stands at the right of a KPI: the latest value, else baseline and target."""
    return kpi.now or kpi.figures


def shown_title(kpi: KpiRow) -> str:
    """The name of a KPI, with a star where it is rewarded."""
    return f"{kpi.title} ★" if kpi.rewarded else kpi.title


def is_beside(kpi: KpiRow, room: float, size: float) -> bool:
    """Whether the value has room in the last line of the name."""
    lines = wrapped(shown_title(kpi), max(room * _SPARE, size), Font(size), most=_MOST_LINES).lines
    value = Font(size, bold=True).width(shown_value(kpi))
    return not lines or Font(size).width(lines[-1]) + value + size <= room * _SPARE


def _kpi_lines(kpi: KpiRow, room: float, size: float) -> int:
    lines = max(1, _lines(shown_title(kpi), room, Font(size)))
    return lines + (0 if is_beside(kpi, room, size) else 1)


def badges_of(card: Card | KpiRow) -> tuple[Badge, ...]:
    """Its own badges, then those of its KPIs; each finding once."""
    if isinstance(card, KpiRow):
        return card.badges
    return tuple(dict.fromkeys([*card.badges, *(badge for kpi in card.kpis for badge in kpi.badges)]))


def is_leftwards(text: str) -> bool:
    """Whether a text is read from right to left."""
    return runs_right_to_left(text)
