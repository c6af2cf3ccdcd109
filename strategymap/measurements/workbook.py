"""Tables in Excel workbooks; the door to openpyxl.

What the cell shows counts: 0.68 in a cell of the format `0 %` is 68 %, and a date of which
only month and year are shown is that month. Of a formula the value counts that was saved
with it; a formula without one is a bad row, as only a spreadsheet can calculate it.
"""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from strategymap.errors import installing
from strategymap.measurements.rows import Bad, Place, Row, Unreadable, columns_of, written
from strategymap.syntax.characters import shown

#: A workbook that swells to more than this, or has more parts, is refused unread.
MOST_BYTES = 256 << 20
MOST_PARTS = 2_000
#: The columns in which the names kpi, at and value are looked for.
MOST_COLUMNS = 200
#: Excel has no more rows. A file may number them as it likes, and openpyxl fills all gaps.
_LAST_ROW = 1_048_576
#: So many cells without a value are looked at for a formula that was never calculated.
_MOST_BLANKS = 1_000

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


class Workbook:
    """The rows of one sheet: the named one, else the first."""

    def __init__(self, path: Path, sheet: str) -> None:
        self._path = path
        self._sheet = sheet
        self._columns = (0, 1, 2)

    def __iter__(self) -> Iterator[Row | Bad]:
        if find_spec("openpyxl") is None or find_spec("defusedxml") is None:
            raise Unreadable("Excel files need openpyxl, which isn't installed", installing("data"))
        self._refuse_bombs()
        try:
            yield from self._rows()
        except Unreadable:
            raise
        except Exception as error:  # openpyxl raises whatever a broken file leads it to
            raise Unreadable(
                f"this workbook can't be read ({shown(str(error))})", "save it again as .xlsx"
            ) from error

    def _refuse_bombs(self) -> None:
        try:
            with ZipFile(self._path) as archive:
                parts = archive.infolist()
        except (BadZipFile, OSError, ValueError) as error:
            raise Unreadable("this is no .xlsx workbook", "save it again as .xlsx") from error
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise Unreadable(
                f"this workbook swells to more than {MOST_BYTES >> 20} MB", "save the one sheet as .csv"
            )

    def _rows(self) -> Iterator[Row | Bad]:
        blanks: list[int] = []
        with _opened(self._path, values=True) as book:
            sheet = _named(book, self._sheet)
            first = self._first_line(book, sheet)
            kpi, at, value = self._columns
            cells = sheet.iter_rows(min_row=first, max_row=_LAST_ROW, max_col=max(self._columns) + 1)
            for line, row in enumerate(cells, first):
                if row and row[value].value is not None:
                    yield Row(line, written(row[kpi].value), _date(row[at]), _number(row[value]))
                elif row and row[kpi].value is not None and len(blanks) < _MOST_BLANKS:
                    blanks.append(line)
        if blanks:
            yield from self._uncalculated(blanks)

    def _first_line(self, book: Any, sheet: Any) -> int:
        """The first row below the header."""
        try:
            return self._read_header(sheet) + 1
        except Unreadable as error:
            others = [each.title for each in book.worksheets if each.title != sheet.title]
            if self._sheet or not others:
                raise
            named = ", ".join(map(shown, others[:12]))
            remedy = f"{error.remedy}, or name another sheet behind a #: {named}"
            raise Unreadable(error.message, remedy) from None

    def _read_header(self, sheet: Any) -> int:
        """Find the columns in the first row that isn't empty; which row that is."""
        for line, row in enumerate(sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS), 1):
            header = [written(cell.value) for cell in row]
            if any(header):
                self._columns = columns_of(header)
                return line
        raise Unreadable("there is nothing in it", "write a first row with the names kpi, at and value")

    def _uncalculated(self, blanks: list[int]) -> Iterator[Bad]:
        """The rows without a value whose value is a formula that nothing has calculated yet."""
        left = set(blanks)
        kpi, _, value = self._columns
        with _opened(self._path, values=False) as book:
            cells = _named(book, self._sheet).iter_rows(max_row=blanks[-1], max_col=max(self._columns) + 1)
            for line, row in enumerate(cells, 1):
                if line in left and row and row[value].data_type == "f":
                    name = written(row[kpi].value)
                    yield Bad(
                        name, Place(line, value + 1), f'the formula behind the value of "{shown(name)}" has no result',
                        "open the workbook in a spreadsheet program, and save it",
                    )  # fmt: skip

    def place(self, row: Row, column: int) -> Place:
        """Row and column of a cell."""
        return Place(row.line, self._columns[column] + 1)


def _opened(path: Path, *, values: bool) -> closing[Any]:
    """The workbook, with the values of its formulas or with the formulas."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():  # of what is in it besides cells
        warnings.simplefilter("ignore")
        return closing(load_workbook(path, read_only=True, data_only=values, keep_links=False))


def _named(book: Any, name: str) -> Any:
    """A sheet, read to its end whatever it says of its size. Like Excel, without regard to case."""
    sheets = {sheet.title.casefold(): sheet for sheet in book.worksheets}
    if name and name.casefold() not in sheets:
        there = ", ".join(shown(sheet.title) for sheet in list(sheets.values())[:12])
        raise Unreadable(f'there is no sheet "{shown(name)}"', f"name one of {there}")
    if not sheets:
        raise Unreadable("there is no sheet in it", "name a workbook with a table")
    sheet = sheets[name.casefold()] if name else next(iter(sheets.values()))
    sheet.reset_dimensions()
    return sheet


def _number(cell: Any) -> str:
    """What a cell with a number shows, its share of a hundred as per cent."""
    value = cell.value
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if is_number and "%" in _NOT_SHOWN.sub("", cell.number_format):
        return f"{written((Decimal(repr(value)) * 100).normalize())} %"
    return written(value)


def _date(cell: Any) -> str:
    """What a cell with a date shows: a day, a month or a year."""
    value = cell.value
    if not isinstance(value, datetime.date):
        return written(value)
    shows = _NOT_SHOWN.sub("", cell.number_format).lower()
    if "d" in shows or "y" not in shows:
        return written(value)
    return f"{value:%Y-%m}" if "m" in shows else f"{value:%Y}"
