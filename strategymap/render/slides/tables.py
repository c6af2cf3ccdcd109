"""The slides after the map: its KPIs where it has no room for them, and what stands out; as
tables that people can edit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from strategymap.render.characters import legible
from strategymap.render.isolates import isolated
from strategymap.render.slides.fitting import LINE_END, is_leftwards, parted
from strategymap.render.slides.shapes import emu, fill
from strategymap.render.slides.signs import SIGNS
from strategymap.render.slides.template import Deck
from strategymap.render.slides.titles import entitle
from strategymap.render.wrap import Font, wrapped
from strategymap.view import View, status_words

FINDINGS, KPIS = "What stands out", "How it is measured"
#: Text of a table, in points: larger where one slide is enough.
_SIZES = (16.0, 14.0, 12.0)
#: The built-in style of tables that has neither fills nor lines.
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_PADDING, _BESIDE = 8.0, 16.0

Row = tuple[str, ...]


def add_findings(ready: Deck, view: View) -> None:
    """What stands out, on as many slides as it takes; none where there is nothing."""
    _add(ready, FINDINGS, ("No.", "Finding", "Rule"), (0.055, 0.735, 0.21), _findings(view))


def add_kpis(ready: Deck, view: View, shown: Collection[str]) -> None:
    """The KPIs of the cards that no slide shows, in the order of the map."""
    heads = ("Measures", "KPI", "Now", "Baseline → target", "Status")
    _add(ready, KPIS, heads, (0.28, 0.3, 0.12, 0.18, 0.12), _kpis(view, shown))


def _findings(view: View) -> Iterator[Row]:
    for item in view.legend:
        yield str(item.number), isolated(item.text), f"{item.severity.value}: {item.rule}"
    for note in view.notes:
        yield ("✓" if note.kind == "accepted" else "–"), isolated(note.text), note.kind
    if view.more:
        yield "", view.more, ""


def _kpis(view: View, shown: Collection[str]) -> Iterator[Row]:
    for card in view.cards():
        for kpi in card.kpis:
            if kpi.id in shown:
                continue
            status = f"{SIGNS[kpi.status]} {status_words(kpi.status)}" if kpi.status else ""
            yield card.title, kpi.title, kpi.now, kpi.figures, status


def _add(ready: Deck, title: str, heads: Row, shares: Sequence[float], rows: Iterable[Row]) -> None:
    """A table over as many slides as it takes, each about equally full; in large text if one is enough."""
    listed = list(rows)
    grids = [_Grid(ready, _widths(ready, heads, shares, size), size) for size in _SIZES]
    grid = next((grid for grid in grids if len(grid.pages(heads, listed)) < 2), grids[-1])
    pages = grid.pages(heads, listed)
    for number, page in enumerate(pages, 1):
        slide = ready.presentation.slides.add_slide(ready.layout)
        entitle(slide, title, ready, f"{number} of {len(pages)}" if len(pages) > 1 else "")
        grid.draw(slide, title, [heads, *page])


def _widths(ready: Deck, heads: Row, shares: Sequence[float], size: float) -> list[float]:
    """The columns, each at least as wide as its head; the widest gives what that takes."""
    font = Font(size, bold=True)
    widths = [
        max(share * ready.stage.width, font.width(head) / 0.95 * ready.theme.room + _BESIDE)
        for head, share in zip(heads, shares, strict=True)
    ]
    widest = widths.index(max(widths))
    widths[widest] -= sum(widths) - ready.stage.width
    return widths


class _Grid:
    """The columns of a table, with text of a size."""

    def __init__(self, ready: Deck, widths: Sequence[float], size: float) -> None:
        self._stage, self._room, self._widths, self._size = ready.stage, ready.theme.room, widths, size

    def pages(self, heads: Row, rows: Sequence[Row]) -> list[list[Row]]:
        """The rows of each slide."""
        full = self._stage.height - 16 - self._height(heads)
        heights = [self._height(row) for row in rows]
        fewest = len(_filled(heights, full))
        # The last slide would have what is left over: less on each makes them alike.
        fair = next((n for n in range(20, 0, -1) if len(_filled(heights, full * n / 20)) > fewest), 0)
        return [[rows[place] for place in page] for page in _filled(heights, full * (fair + 1) / 20)]

    def _height(self, row: Row) -> float:
        lines = [
            sum(len(wrapped(line, room, Font(self._size), most=20).lines) for line in text.split(LINE_END))
            for text, width in zip(self._parted(row), self._widths, strict=True)
            for room in ((width - _BESIDE) * 0.95 / self._room,)
        ]
        return max(1, *lines) * self._size * 1.2 + _PADDING

    def _parted(self, row: Row) -> Row:
        """The texts of a row, with hyphens in words that are wider than their column."""
        return tuple(
            parted(text, (width - _BESIDE) / self._room, Font(self._size))
            for text, width in zip(row, self._widths, strict=True)
        )

    def draw(self, slide: Any, title: str, rows: Sequence[Row]) -> None:
        """The table on a slide."""
        stage, heights = self._stage, [self._height(row) for row in rows]
        frame = slide.shapes.add_table(
            len(rows), len(self._widths), emu(stage.x), emu(stage.y + 10), emu(stage.width), emu(sum(heights))
        )
        frame.name = title
        frame.table._tbl.tblPr.find("{*}tableStyleId").text = _NO_STYLE  # noqa: SLF001
        for column, width in zip(frame.table.columns, self._widths, strict=True):
            column.width = emu(width)
        for place, (row, height) in enumerate(zip(rows, heights, strict=True)):
            frame.table.rows[place].height = emu(height)
            for column, text in enumerate(self._parted(row)):
                _write(frame.table.cell(place, column), text, self._size, head=place == 0)


def _filled(heights: Sequence[float], room: float) -> list[list[int]]:
    """The numbers of the rows on each slide; a row that is too high has one of its own."""
    pages: list[list[int]] = []
    left = 0.0
    for place, height in enumerate(heights):
        if not pages or height > left:
            pages.append([])
            left = room
        pages[-1].append(place)
        left -= height
    return pages


def _write(cell: Any, text: str, size: float, *, head: bool) -> None:
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    cell.margin_top = cell.margin_bottom = Pt(_PADDING / 2)
    cell.margin_left = cell.margin_right = Pt(_BESIDE / 2)
    cell.text_frame.text = legible(text).replace(LINE_END, "\v")
    paragraph = cell.text_frame.paragraphs[0]
    for piece in paragraph.runs:
        piece.font.size, piece.font.bold = Pt(size), head
        piece._r.get_or_add_rPr().insert(0, parse_xml(_named(fill("bg1" if head else "tx1"))))  # noqa: SLF001
    for element in _dress(head=head):
        cell._tc.get_or_add_tcPr().append(parse_xml(_named(element)))  # noqa: SLF001
    if is_leftwards(text):
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        properties.set("rtl", "1")
        properties.set("algn", "r")


def _dress(*, head: bool) -> Iterator[str]:
    """The lower edge and the ground of a cell, in colours of the theme."""
    yield f'<a:lnB w="{emu(0.75)}">{fill("tx1@30")}</a:lnB>'
    yield fill("tx2" if head else "")


def _named(element: str) -> str:
    """An element that stands for itself."""
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    name, rest = re.split(r"(?=[ />])", element, maxsplit=1)
    return f"{name} {names}{rest}"
