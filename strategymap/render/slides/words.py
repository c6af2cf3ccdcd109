"""The words in a card, as text that people can edit, and all of it in words."""

from __future__ import annotations

from collections.abc import Iterator

from strategymap.render.slides import fitting
from strategymap.render.slides.inks import Inks
from strategymap.render.slides.plan import SlideCard
from strategymap.render.slides.shapes import Paragraph, run
from strategymap.render.slides.signs import SIGNS
from strategymap.render.wrap import Font
from strategymap.view import Card, KpiRow, status_words


def texts(card: SlideCard, inks: Inks, room: float) -> Iterator[Paragraph]:
    """The title, with how many neighbours are left out, then the KPIs. `room` is how much wider
    than Arial the font is."""
    filled = isinstance(card.content, Card) and card.content.top
    if card.title:
        yield _title(card, inks, room, filled=filled)
    before = fitting.APART * card.size if card.title else 0
    for place, kpi in enumerate(card.kpis):
        yield from _kpi(kpi, card, 0 if place else before, inks, room, filled=filled)


def _title(card: SlideCard, inks: Inks, wider: float, *, filled: bool) -> Paragraph:
    ink = "bg1" if filled else "tx1"
    title = card.title
    if isinstance(card.content, Card):
        room = fitting.title_room(card.content, card.box.width / wider, card.size)
        title = fitting.parted(title, room, Font(card.size, bold=True))
    runs = run(title, card.size, bold=True, ink=ink)
    if isinstance(card.content, Card) and (cuts := fitting.shown_cuts(card.content)):
        runs += run(f"\u00a0{cuts}", fitting.small(card.size), ink=ink)
    leftwards = fitting.is_leftwards(card.title)
    mark = _standing(card, inks, filled=filled)
    return Paragraph(runs, fitting.LEAD * card.size, leftwards=leftwards, mark=mark)


def is_set_leftwards(card: SlideCard) -> bool:
    """Whether the first word of a card is read from right to left."""
    return fitting.is_leftwards(" ".join([card.title, *(kpi.title for kpi in card.kpis)]))


def _standing(card: SlideCard, inks: Inks, *, filled: bool) -> tuple[str, str, float] | None:
    """The mark of a card that shows no KPIs, though it has some."""
    status = None if card.kpis or not isinstance(card.content, Card) else card.content.status
    colour = inks.status(status, filled=filled)
    return (SIGNS[status], colour, fitting.MARK * card.size) if status else None


def _kpi(
    kpi: KpiRow, card: SlideCard, before: float, inks: Inks, wider: float, *, filled: bool
) -> Iterator[Paragraph]:
    """A KPI in a line: the mark of its status, its name, and at the right where it stands; that
    has a line of its own where there is no room beside the name."""
    size, ink = fitting.small(card.size), "bg1" if filled else "tx1"
    title, value = fitting.shown_title(kpi), fitting.shown_value(kpi)
    leftwards, lead = fitting.is_leftwards(kpi.title), fitting.LEAD * fitting.small(card.size)
    # LibreOffice counts from the indent, PowerPoint from the edge: this fits both.
    room = card.box.width - 2 * fitting.PAD * card.size - fitting.MARK * size
    beside = fitting.is_beside(kpi, room / wider, size)
    title = fitting.parted(title, room / wider, Font(size))
    runs = run(title, size, ink=ink) if title else ""
    if value and beside:  # programs disagree where a tab from the right ends
        runs += run(("\u2003" if leftwards else "\t") + value, size, bold=bool(kpi.now), ink=ink)
    mark = SIGNS[kpi.status], inks.status(kpi.status, filled=filled), fitting.MARK * size
    tab = room - 1 if value and beside and not leftwards else None
    yield Paragraph(runs, lead, before, leftwards=leftwards, mark=mark, tab=tab)
    if value and not beside:
        words = run(value, size, bold=bool(kpi.now), ink=ink)
        yield Paragraph(words, lead, align="l" if leftwards else "r")


def told(card: SlideCard) -> str:
    """The card in words, for those who don't see it."""
    content = card.content
    if isinstance(content, KpiRow):
        return "; ".join(["KPI that measures nothing: " + content.title, *content.details])
    kind = "Top goal" if content.top else content.kind.capitalize()
    parts = [f"{kind}: {content.title}"]
    if content.status:
        parts.append(status_words(content.status))
    parts += content.details
    for kpi in content.kpis:
        words = [f"KPI: {kpi.title}", kpi.figures, f"now {kpi.now}" if kpi.now else ""]
        words.append(status_words(kpi.status) if kpi.status else "")
        parts.append(", ".join(filter(None, words)))
    parts += [f"Not on this slide: it {words}" for words in content.above]
    parts += [f"Not on this slide: {words}" for words in content.below]
    return ". ".join(parts)
