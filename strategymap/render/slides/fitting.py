"""How large cards are with text of a size: all lengths are in points."""

from __future__ import annotations

import re
from functools import lru_cache

from strategymap.render.widths import runs_right_to_left
from strategymap.render.wrap import Font, wrapped
from strategymap.view import Badge, Card, KpiRow

#: What can be read on a slide from the back of a room, in points.
LEGIBLE = 12.0
#: KPIs have this share of the size of titles, unless that makes them too small to be read.
_KPI_SHARE = 0.9
#: A line of text, in sizes.
LEAD = 1.2
#: Room in sizes of the title: around the text of a card, between title and KPIs, for a mark.
PAD, APART, MARK = 0.42, 0.15, 1.1
#: Text may be so much wider in the font of a template than in the one that was measured.
_SPARE = 0.95
#: A card is as high as its text, however long; this only keeps a text without end from costing much.
_MOST_LINES = 60
#: Where a line ends within a paragraph, whatever room there is.
LINE_END = "\u2028"
#: How far the marks of findings reach above a card, and from one to the next, in their radii.
BADGE_TOP, BADGE_STEP = 1.75, 2.4


def small(size: float) -> float:
    """The size of KPIs, labels and numbers below titles of a size."""
    return max(size * _KPI_SHARE, min(size, LEGIBLE))


def card_height(content: Card | KpiRow, width: float, size: float) -> float:
    """How high a card is, with its text at this size."""
    room = width - 2 * PAD * size
    lines = 0
    kpis: tuple[KpiRow, ...] = (content,) if isinstance(content, KpiRow) else content.kpis
    if isinstance(content, Card):
        lines = line_count(shown_name(content), title_room(content, width, size), Font(size, bold=True))
    least = small(size)
    rows = sum(_kpi_lines(kpi, room - MARK * least, least) for kpi in kpis)
    apart = APART * size if lines and rows else 0
    return round(2 * PAD * size + LEAD * (size * lines + least * rows) + apart, 2)


def badge_radius(size: float) -> float:
    """Half the size of a badge, whose number is as large as KPIs are."""
    return max(small(size) * 0.75, 4.0)


def has_long_words(content: Card | KpiRow, width: float, size: float) -> bool:
    """Whether a card is too narrow for a word in it, with its text at this size."""
    kpis: tuple[KpiRow, ...] = (content,) if isinstance(content, KpiRow) else content.kpis
    least = small(size)
    room = (width - 2 * PAD * size - MARK * least) * _SPARE
    if any(least * _widest(shown_title(kpi), bold=False) > room for kpi in kpis):
        return True
    return isinstance(content, Card) and _is_long(content.title, title_room(content, width, size), size)


def _is_long(title: str, room: float, size: float) -> bool:
    return size * _widest(title, bold=True) > room * _SPARE


def title_room(card: Card, width: float, size: float) -> float:
    """How long a line of the title of a card can be."""
    return width - 2 * PAD * size - (MARK * size if card.status and not card.kpis else 0)


def parted(text: str, room: float, font: Font) -> str:
    """The text with a hyphen and a LINE_END wherever a word is broken that is too long: programs
    would break it after any letter, without a hyphen. (Of a soft hyphen LibreOffice shows nothing.)"""
    room = max(room * _SPARE, font.size)
    if font.size * _widest(text, font.bold) <= room:
        return text
    return re.sub(r"[^\W\d_]+", lambda found: _parted(found[0], room, font), text)


def _parted(word: str, room: float, font: Font) -> str:
    """A word, with hyphens if it is too long."""
    if font.width(word) <= room:
        return word
    # What stands right before or behind a word, such as a comma, needs some room too.
    lines = wrapped(word, max(room - font.width(","), font.size), font, most=_MOST_LINES).lines
    return "".join(line + LINE_END if line.endswith("-") else line for line in lines)


@lru_cache(maxsize=1 << 12)
def _widest(text: str, bold: bool) -> float:
    """The width in sizes of the longest word, with what stands right behind it."""
    return max((Font(1, bold).width(word) for word in re.split(r"\s+|(?<=[-‐–—/])", text)), default=0.0)


def line_count(text: str, room: float, font: Font) -> int:
    """How many lines a text has."""
    full = max(room * _SPARE, font.size)
    parts = parted(text, room, font).split(LINE_END)
    return sum(len(wrapped(part, full, font, most=_MOST_LINES).lines) for part in parts)


def shown_name(card: Card) -> str:
    """The title of a card, with how many neighbours above and below are left out."""
    return " ".join(filter(None, [card.title, shown_cuts(card)]))


def shown_cuts(card: Card) -> str:
    """How many neighbours are left out: `↑2 ↓1`; '' where none is."""
    cuts = (("↑", card.above), ("↓", card.below))
    return " ".join(f"{sign}{len(cut)}" for sign, cut in cuts if cut)


def shown_value(kpi: KpiRow) -> str:
    """What stands at the right of a KPI: the latest value, else baseline and target."""
    return kpi.now or kpi.figures


def shown_title(kpi: KpiRow) -> str:
    """The name of a KPI, with a star where it is rewarded."""
    return f"{kpi.title} ★" if kpi.rewarded else kpi.title


def is_beside(kpi: KpiRow, room: float, size: float) -> bool:
    """Whether the value has room in the last line of the name, wherever a program breaks that."""
    value = Font(size, bold=True).width(shown_value(kpi))
    title = parted(shown_title(kpi), room, Font(size)).split(LINE_END)[-1]
    broken = (
        wrapped(title, max(room * share, size), Font(size), most=_MOST_LINES).lines for share in (_SPARE, 1.0)
    )
    return all(not lines or Font(size).width(lines[-1]) + value + size <= room * _SPARE for lines in broken)


def _kpi_lines(kpi: KpiRow, room: float, size: float) -> int:
    lines = max(1, line_count(shown_title(kpi), room, Font(size)))
    return lines + (0 if is_beside(kpi, room, size) else 1)


def badges_of(card: Card | KpiRow) -> tuple[Badge, ...]:
    """Its own badges, then those of its KPIs; each finding once."""
    if isinstance(card, KpiRow):
        return card.badges
    return tuple(dict.fromkeys([*card.badges, *(badge for kpi in card.kpis for badge in kpi.badges)]))


def is_leftwards(text: str) -> bool:
    """Whether a text is read from right to left."""
    return runs_right_to_left(text)
