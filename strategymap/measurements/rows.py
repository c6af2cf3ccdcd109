"""Rows of a table to readings, each with its place; what can't be read is kept beside them.

Nothing here knows the map: a table is read once, for however many maps.
"""

from __future__ import annotations

import datetime
import math
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, Protocol

from strategymap.syntax.characters import shown
from strategymap.values import Quantity, day, quantity
from strategymap.wording import listed

#: More rows, or different KPIs, than these are no history of the KPIs of a map.
MOST_ROWS = 2_000_000
MOST_KPIS = 100_000
#: So many bad rows are kept with their place; the others are counted.
MOST_BAD = 10_000
#: So many different dates and values are remembered: tables repeat them.
_MOST_REMEMBERED = 200_000

COLUMNS = ("kpi", "at", "value")
KPI, AT, VALUE = range(3)

#: A moment that a database or a program wrote, with its time zone or without: the day counts.
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?:Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?))?"
)
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", re.ASCII)
#: How bytes come that are not UTF-8.
_UNDECODED = re.compile("[\udc80-\udcff]")


class Unreadable(Exception):
    """A table can't be read as a whole: what is wrong, and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}; {remedy}")
        self.message = message
        self.remedy = remedy


class Place(NamedTuple):
    """Where a cell stands: line and column from 1, and its length in characters. In a workbook
    these are row and column; in a database the row counts from 1 as it was read."""

    line: int
    column: int = 1
    length: int = 1


class Row(NamedTuple):
    """One row: the three cells as text without blanks around them, and the line that it is
    written on, whole, where there is one."""

    line: int
    kpi: str
    at: str
    value: str
    raw: str = ""


class Bad(NamedTuple):
    """A row that is not used: its KPI as far as it is known, the place and what to write."""

    kpi: str
    place: Place
    message: str
    remedy: str


class Reader(Protocol):
    """What each kind of table offers."""

    def __iter__(self) -> Iterator[Row | Bad]:
        """The rows in their order. Raises Unreadable."""

    def place(self, row: Row, column: int) -> Place:
        """Where the cell of one of the three columns stands."""


@dataclass(slots=True)
class Series:
    """The readings of one KPI in the order of the table, as columns; `first` is the place of
    its id in the first of its rows."""

    first: Place
    days: list[datetime.date] = field(default_factory=list)
    values: list[Quantity] = field(default_factory=list)
    lines: array[int] = field(default_factory=lambda: array("I"))
    columns: array[int] = field(default_factory=lambda: array("I"))
    lengths: array[int] = field(default_factory=lambda: array("I"))

    def place(self, number: int) -> Place:
        """Where the value of a reading stands."""
        return Place(self.lines[number], self.columns[number], self.lengths[number])


@dataclass(slots=True)
class Table:
    """A table that was read: the readings by the id of their KPI, the bad rows, and how many
    bad rows there are besides."""

    name: str
    series: dict[str, Series] = field(default_factory=dict)
    bad: list[Bad] = field(default_factory=list)
    more_bad: int = 0
    rows: int = 0


def written(value: object) -> str:
    """A cell of any type as the map language writes it; '' for none.

    >>> written(0.00001), written(datetime.datetime(2026, 5, 31, 14, 0)), written(None)
    ('0.00001', '2026-05-31', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f") if math.isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (bytes, bytearray)):
        return "<bytes>"
    return str(value)


def columns_of(header: Sequence[str]) -> tuple[int, int, int]:
    """Where the three columns stand in a header; any order, any case, others besides. Raises
    Unreadable."""
    names = [name.strip().casefold() for name in header]
    for name in COLUMNS:
        if names.count(name) > 1:
            raise Unreadable(f"this table has two columns `{name}`", "take one of them out or rename it")
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        seen = ", ".join(shown(name.strip()) for name in header[:12] if name.strip()) or "none"
        raise Unreadable(
            f"the first row names no column {listed([f'`{name}`' for name in missing], ' or ')} (there: {seen})",
            "write a first row with the names kpi, at and value",
        )
    return names.index("kpi"), names.index("at"), names.index("value")


def table_of(name: str, reader: Reader, most: int = MOST_ROWS) -> Table:
    """Read a table. Raises Unreadable, also where it has more than `most` rows."""
    table, cells = Table(name), _Cells()
    for row in reader:
        table.rows += 1
        if table.rows > most:
            raise Unreadable(
                f"there are more than {most:,} rows of measurements", "leave out what the map doesn't need"
            )
        bad = row if isinstance(row, Bad) else _take(table, cells, reader, row)
        if bad is not None:
            _keep(table, bad)
    return table


def _take(table: Table, cells: _Cells, reader: Reader, row: Row) -> Bad | None:
    """Add a row to its series; what is wrong with it, if it can't be."""
    if not row.value:
        return None  # not measured
    at, value = cells.days.get(row.at), cells.values.get(row.value)
    series = table.series.get(row.kpi)
    if at is None or value is None or series is None:
        bad = _fault(cells, reader, row)
        if bad is not None:
            return bad
        at, value = cells.day(row.at), cells.quantity(row.value)
        series = table.series.setdefault(row.kpi, series or Series(reader.place(row, KPI)))
        if len(table.series) > MOST_KPIS:
            raise Unreadable(f"there are more than {MOST_KPIS:,} different KPIs", "divide the table")
    line, column, length = reader.place(row, VALUE)
    series.days.append(at)
    series.values.append(value)
    series.lines.append(line)
    series.columns.append(column)
    series.lengths.append(length)
    return None


def _keep(table: Table, bad: Bad) -> None:
    if len(table.bad) < MOST_BAD:
        table.bad.append(bad)
    else:
        table.more_bad += 1


class _Cells:
    """Dates and values by their text: each is read once."""

    def __init__(self) -> None:
        self.days: dict[str, datetime.date] = {}
        self.values: dict[str, Quantity] = {}

    def day(self, text: str) -> datetime.date:
        known = self.days.get(text)
        if known is not None:
            return known
        moment = _MOMENT.fullmatch(text)
        read = day(moment[1] if moment else text)
        if len(self.days) < _MOST_REMEMBERED:
            self.days[text] = read
        return read

    def quantity(self, text: str) -> Quantity:
        read = Quantity(Decimal(text)) if _PLAIN.fullmatch(text) else quantity(text)
        if len(self.values) < _MOST_REMEMBERED:
            self.values[text] = read
        return read


def _fault(cells: _Cells, reader: Reader, row: Row) -> Bad | None:
    """What is wrong with a row, its first cell first."""
    for column, text in enumerate((row.kpi, row.at, row.value)):
        byte = _UNDECODED.search(text)
        if byte is not None:
            return Bad(row.kpi, reader.place(row, column), *_undecoded(byte[0]))
    if not row.kpi:
        return Bad("", reader.place(row, KPI), "this row names no KPI", "write its id under `kpi`")
    named = f'"{shown(row.kpi)}"'
    if not row.at:
        remedy = "write under `at` when it was measured, such as 2026-05-31 or 2026-05"
        return Bad(row.kpi, reader.place(row, AT), f"this row of {named} has no date", remedy)
    try:
        cells.day(row.at)
    except ValueError as error:
        message = f'the date "{shown(row.at)}" of {named} can\'t be read'
        return Bad(row.kpi, reader.place(row, AT), message, str(error))
    try:
        cells.quantity(row.value)
    except ValueError as error:
        message = f'the value "{shown(row.value)}" of {named} at {row.at} can\'t be read'
        return Bad(row.kpi, reader.place(row, VALUE), message, str(error))
    return None


def _undecoded(char: str) -> tuple[str, str]:
    byte = bytes([ord(char) - 0xDC00])
    meant = shown(byte.decode("cp1252", "replace"))
    return (
        f'the byte 0x{byte.hex().upper()} ("{meant}" in Windows-1252) is not UTF-8',
        "save the table as UTF-8",
    )
