"""The slides after the map: its KPIs where it has no room for them, and what stands out; as
tables that people can edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from strategymap.render.characters import legible
from strategymap.render.slides.fitting import is_leftwards
from strategymap.render.slides.shapes import emu
from strategymap.render.slides.signs import SIGNS
from strategymap.render.slides.template import Deck
from strategymap.render.wrap import Font, wrapped
from strategymap.view import View, status_words

FINDINGS, KPIS = "What stands out", "How it is measured"
_SIZE = 12.0
_PADDING, _BESIDE = 8.0, 16.0

#: Gives a slide its title.
Entitle = Callable[[Any, str, Deck], None]
Row = tuple[str, ...]


def add_findings(ready: Deck, view: View, entitle: Entitle) -> None:
    """What stands out, on as many slides as it takes; none where there is nothing."""
    _add(ready, FINDINGS, ("No.", "Finding", "Rule"), (0.045, 0.745, 0.21), _findings(view), entitle)


def add_kpis(ready: Deck, view: View, entitle: Entitle) -> None:
    """All KPIs of the cards, in the order of the map."""
    heads = ("Measures", "KPI", "Now", "Baseline → target", "Status")
    _add(ready, KPIS, heads, (0.29, 0.3, 0.1, 0.18, 0.13), _kpis(view), entitle)


def _findings(view: View) -> Iterator[Row]:
    for item in view.legend:
        yield str(item.number), item.text, f"{item.severity.value}: {item.rule}"
    for note in view.notes:
        yield ("✓" if note.kind == "accepted" else "–"), note.text, note.kind
    if view.more:
        yield "", view.more, ""


def _kpis(view: View) -> Iterator[Row]:
    for card in view.cards():
        for kpi in card.kpis:
            status = f"{SIGNS[kpi.status]} {status_words(kpi.status)}" if kpi.status else ""
            yield card.title, kpi.title, kpi.now, kpi.figures, status


def _add(
    ready: Deck, title: str, heads: Row, shares: Sequence[float], rows: Iterable[Row], entitle: Entitle
) -> None:
    widths = [share * ready.stage.width for share in shares]
    for page in _pages(heads, list(rows), widths, ready.stage.height - 16):
        slide = ready.presentation.slides.add_slide(ready.layout)
        entitle(slide, title, ready)
        _table(slide, title, [heads, *page], widths, ready)


def _pages(heads: Row, rows: list[Row], widths: Sequence[float], height: float) -> Iterator[list[Row]]:
    page: list[Row] = []
    room = full = height - _row_height(heads, widths)
    for row in rows:
        needed = _row_height(row, widths)
        if page and needed > room:
            yield page
            page, room = [], full
        page.append(row)
        room -= needed
    if page:
        yield page


def _row_height(row: Row, widths: Sequence[float]) -> float:
    lines = [
        len(wrapped(text, (width - _BESIDE) * 0.95, Font(_SIZE), most=20).lines)
        for text, width in zip(row, widths, strict=True)
    ]
    return max(1, *lines) * _SIZE * 1.2 + _PADDING


def _table(slide: Any, title: str, rows: list[Row], widths: Sequence[float], ready: Deck) -> None:
    stage, heights = ready.stage, [_row_height(row, widths) for row in rows]
    frame = slide.shapes.add_table(
        len(rows), len(widths), emu(stage.x), emu(stage.y + 10), emu(stage.width), emu(sum(heights))
    )
    frame.name = title
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = emu(width)
    for place, (row, height) in enumerate(zip(rows, heights, strict=True)):
        frame.table.rows[place].height = emu(height)
        for column, text in enumerate(row):
            _write(frame.table.cell(place, column), text)


def _write(cell: Any, text: str) -> None:
    from pptx.util import Pt

    cell.margin_top = cell.margin_bottom = Pt(_PADDING / 2)
    cell.margin_left = cell.margin_right = Pt(_BESIDE / 2)
    cell.text_frame.text = legible(text)
    paragraph = cell.text_frame.paragraphs[0]
    for piece in paragraph.runs:
        piece.font.size = Pt(_SIZE)
    if is_leftwards(text):
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        properties.set("rtl", "1")
        properties.set("algn", "r")
