"""Tables as text: CSV with commas, semicolons or tabs, as spreadsheets and programs write them."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from strategymap.measurements.rows import COLUMNS, KPI, Bad, Place, Row, Unreadable, columns_of
from strategymap.syntax.characters import shown

#: A line that is longer is no row of a table.
LONGEST_LINE = 1_000_000
_SEPARATORS = ",;\t"
#: A line by which some programs tell Excel what divides the cells.
_NAMES_SEPARATOR = re.compile(r"sep=.?", re.IGNORECASE)
_SAVE_AS_UTF8 = "save it as CSV in UTF-8"


class CsvTable:
    """The rows of a text file. UTF-8, or UTF-16 with a byte order mark."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._separator = ","
        self._columns = (0, 1, 2)

    def __iter__(self) -> Iterator[Row | Bad]:
        with self._path.open("rb") as file:
            # Bytes that can't be decoded spoil their own row alone.
            wide = file.peek(2)[:2] in {b"\xff\xfe", b"\xfe\xff"}
            encoding, errors = ("utf-16", "replace") if wide else ("utf-8-sig", "surrogateescape")
            with TextIOWrapper(file, encoding, errors, newline="") as stream:
                yield from self._rows(_Lines(stream))

    def _rows(self, lines: _Lines) -> Iterator[Row | Bad]:
        width = self._read_header(lines)
        kpi, at, value = self._columns
        needed = max(self._columns)
        reader = csv.reader(lines, delimiter=self._separator, strict=True)
        while True:
            start = lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield _undivided(start, lines.text)
                lines.again()
                continue
            if len(cells) != width and (len(cells) <= needed or any(map(str.strip, cells[width:]))):
                if any(map(str.strip, cells)):
                    yield self._ragged(cells, width, start)
                continue
            yield Row(start, cells[kpi].strip(), cells[at].strip(), cells[value].strip(), lines.text)

    def _read_header(self, lines: _Lines) -> int:
        """Find the separator and the columns; how many cells a row has."""
        for line in lines:
            if line.strip() and not _NAMES_SEPARATOR.fullmatch(line.strip()):
                header = self._divided(line)
                self._columns = columns_of(header)
                while not header[-1].strip():  # as spreadsheets leave empty columns behind
                    header.pop()
                return len(header)
        raise Unreadable("there is nothing in it", "write a first row with the names kpi, at and value")

    def _divided(self, line: str) -> list[str]:
        """The header by the separator that shows the three columns, else by the most frequent."""
        if "\0" in line:
            raise Unreadable("this is no text that can be read", _SAVE_AS_UTF8)
        frequent = sorted(_SEPARATORS, key=line.count, reverse=True)
        for self._separator in frequent:
            header = next(csv.reader([line], delimiter=self._separator))
            if {name.strip().casefold() for name in header}.issuperset(COLUMNS):
                return header
        self._separator = frequent[0]
        return next(csv.reader([line], delimiter=self._separator))

    def _ragged(self, cells: list[str], width: int, line: int) -> Bad:
        kpi = cells[self._columns[KPI]].strip() if len(cells) > self._columns[KPI] else ""
        of = f' of "{shown(kpi)}"' if kpi else ""
        remedy = (
            f'write a cell that holds a "{self._separator}" in quotes, and numbers as 1250 or 12.5'
            if len(cells) > width
            else "write every cell; a value that was not measured stays empty"
        )
        cell = "cell" if len(cells) == 1 else "cells"
        return Bad(
            kpi, Place(line), f"this row{of} has {len(cells)} {cell} where the first row has {width}", remedy
        )

    def place(self, row: Row, column: int) -> Place:
        """Where a cell stands, in the line on which it begins."""
        number = self._columns[column]
        text = (row.kpi, row.at, row.value)[column]
        if '"' not in row.raw:
            before = row.raw.split(self._separator, number + 1)
            cell = before[number]
            start = sum(map(len, before[:number])) + number
            return Place(row.line, start + len(cell) - len(cell.lstrip()) + 1, max(1, len(text)))
        return _quoted_place(row, self._separator, number)


def _quoted_place(row: Row, separator: str, number: int) -> Place:
    """The place of a cell in a row with quotes, in which separators and line ends can stand."""
    start, seen, inside = 0, 0, False
    for at, char in enumerate(row.raw):
        if seen == number:
            break
        if char == '"':
            inside = not inside
        elif char == separator and not inside:
            seen, start = seen + 1, at + 1
    before = row.raw[:start].replace("\r\n", "\n").replace("\r", "\n")
    rest = row.raw[start:].lstrip(" ")
    blanks = len(row.raw) - start - len(rest)
    cell = next(csv.reader([rest], delimiter=separator), [""])[0]
    quotes = 2 if rest.startswith('"') else 0
    return Place(
        row.line + before.count("\n"), len(before) - before.rfind("\n") + blanks, max(1, len(cell) + quotes)
    )


def _undivided(line: int, raw: str) -> Bad:
    if '"' not in raw:
        limit = f"{csv.field_size_limit():,}"
        return Bad("", Place(line), f"a cell of this row has more than {limit} characters", "shorten it")
    remedy = 'close each one, and write "" for a quotation mark inside a cell'
    return Bad("", Place(line), "the quotation marks of this row don't pair up", remedy)


class _Lines:
    """The lines of a stream, those of the row that is being read kept: where its quotes don't
    pair up, all but the first are read again."""

    def __init__(self, stream: TextIOWrapper) -> None:
        self._stream = stream
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) >= LONGEST_LINE:
            raise Unreadable(
                f"line {self._number + 1} is longer than {LONGEST_LINE:,} characters", _SAVE_AS_UTF8
            )
        self._number += 1
        self._row.append(line)
        return line

    def begin(self) -> int:
        """Begin a row: the number of its first line."""
        self._row.clear()
        return self._number + 1

    def again(self) -> None:
        """Go back to behind the first line of the row."""
        self._again.extendleft(reversed(self._row[1:]))
        self._number -= len(self._row) - 1

    @property
    def text(self) -> str:
        """The row as it is written."""
        return self._row[0] if len(self._row) == 1 else "".join(self._row)
