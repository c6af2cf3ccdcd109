"""The histories of KPIs, from tables with the columns `kpi`, `at` and `value`.

`measurements_of` takes the tables that a map names (`sources`: which they may be) and those
that the user gave, and fits their rows to the KPIs of the map. What can't be used is a
finding: `wrong-row` at its place in the table, `wrong-measurements` at the map's own key.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from strategymap.document import without_gc
from strategymap.finding import WRONG_MEASUREMENTS, WRONG_ROW, Finding, Location, Origin, Severity
from strategymap.measurements.rows import MOST_BAD, MOST_ROWS, Place, Series, Table, Unreadable
from strategymap.measurements.sources import Source, file_of, named_by_map
from strategymap.syntax.characters import shown
from strategymap.values import Quantity, Reading, same_unit
from strategymap.wording import nearest_of_each, without_password

if TYPE_CHECKING:
    from strategymap.loader import LoadedMap

#: More tables than these in one map are a mistake.
MOST_TABLES = 200
#: So many bad rows of a table are told; the others are counted.
MOST_TOLD = 20


class Known(NamedTuple):
    """What a map says of a KPI that a table must fit: its title, and its unit if it has one."""

    title: str
    unit: str | None


class Measurements:
    """The readings of a map's KPIs from tables, and what is wrong in these. `remarks` say what
    else a reader should know."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.remarks: list[str] = []
        self._taken: dict[str, dict[datetime.date, _Taken]] = {}

    def __contains__(self, kpi: str) -> bool:
        """Whether there is a reading of a KPI."""
        return bool(self._taken.get(kpi))

    def of(self, kpi: str) -> Iterator[Reading]:
        """The readings of a KPI, the earliest first, one a day."""
        taken = self._taken.get(kpi, {})
        for day in sorted(taken):
            yield Reading(taken[day].value, day)

    def take(self, table: Table, known: Mapping[str, Known], *, own: bool) -> None:
        """Take the readings of a table. One that is not the map's `own` may serve other maps
        too: their KPIs are passed over."""
        bad = _BadRows(table)
        for row in table.bad:
            if own or not row.kpi or row.kpi in known:
                bad.add(row.place, row.kpi if row.kpi in known else None, row.message, row.remedy)
        bad.more += table.more_bad if own else 0
        _tell_unknown(table, known, bad, own=own)
        for kpi, series in table.series.items():
            if kpi in known:
                self._take_series(table.name, kpi, series, known[kpi].unit, bad)
        there = {*table.series, *(row.kpi for row in table.bad)}
        if table.rows and not own and known.keys().isdisjoint(there):
            self.remarks.append(f"{table.name} has no value for any of its KPIs")
        self.findings += bad.findings()

    def _take_series(self, name: str, kpi: str, series: Series, unit: str | None, bad: _BadRows) -> None:
        by_day = self._taken.setdefault(kpi, {})
        for number, (day, value) in enumerate(zip(series.days, series.values, strict=True)):
            if value.suffix or value.currency:
                unit = unit or value.suffix or value.currency
                if not _fits(value, unit):
                    bad.add(series.place(number), kpi, *_other_unit(kpi, day, value, unit))
                    continue
            earlier = by_day.get(day)
            if earlier is not None and earlier.value.number != value.number:
                where = "line" if earlier.table == name else f"{earlier.table}, line"
                message = (
                    f'"{kpi}" has two values for {day}: {earlier.value.number} in {where} {earlier.line}, '
                    f"and {value.number}, which is used"
                )
                bad.add(series.place(number), kpi, message, "take one of the two out")
            by_day[day] = _Taken(value, name, series.lines[number])


class _Taken(NamedTuple):
    """A value, and where it was read."""

    value: Quantity
    table: str
    line: int


class _BadRows:
    """The bad rows of one table: the first are told, the others counted."""

    def __init__(self, table: Table) -> None:
        self._name = table.name
        self._told: list[tuple[Place, str | None, str, str]] = []
        self.more = 0

    def add(self, place: Place, kpi: str | None, message: str, remedy: str) -> None:
        """One more."""
        if len(self._told) < MOST_BAD:
            self._told.append((place, kpi, message, remedy))
        else:
            self.more += 1

    def findings(self) -> list[Finding]:
        """The first ones in the order of the table, and one that counts the rest."""
        self._told.sort(key=lambda told: told[0])
        found = [self._finding(*told) for told in self._told[:MOST_TOLD]]
        rest = len(self._told) - len(found) + self.more
        if rest:
            place = self._told[len(found)][0]
            rows = "row" if rest == 1 else "rows"
            found.append(
                self._finding(
                    Place(place.line),
                    None,
                    f"{rest:,} more {rows} from here on can't be used",
                    "mend the others first",
                )
            )
        return found

    def _finding(self, place: Place, kpi: str | None, message: str, remedy: str) -> Finding:
        end = place.column + place.length
        location = Location(self._name, place.line, place.column, place.line, end)
        return Finding(WRONG_ROW, Severity.WARNING, location, kpi, message, remedy)


def measurements_of(loaded: LoadedMap, given: Sequence[Source], known: Mapping[str, Known]) -> Measurements:
    """The measurements of a map: from the tables that it names, in their order, and then from
    those that were `given`. Of several values for one day the last one counts. Raises
    MeasurementsError for a given one that can't be read."""
    with without_gc():
        return _taken(loaded, given, known)


def _taken(loaded: LoadedMap, given: Sequence[Source], known: Mapping[str, Known]) -> Measurements:
    found, left = Measurements(), MOST_ROWS
    for number, target in enumerate(loaded.map.measurements[:MOST_TABLES]):
        try:
            table = named_by_map(target, loaded.folder, left)
        except Unreadable as error:
            found.findings.append(_wrong(loaded, number, target, error))
        else:
            left -= table.rows
            found.take(table, known, own=True)
    for target in loaded.map.measurements[MOST_TABLES:][:1]:
        too_many = Unreadable(f"this map names more than {MOST_TABLES} tables", "join some of them")
        found.findings.append(_wrong(loaded, MOST_TABLES, target, too_many))
    for source in given:
        found.take(source.table, known, own=False)
    return found


def _wrong(loaded: LoadedMap, number: int, target: str, error: Unreadable) -> Finding:
    place = loaded.place(Origin(0, ("measurements", number)))
    named = f'"{without_password(target)}"'
    message = error.message if named in error.message else f"{named} is not used: {error.message}"
    return Finding(WRONG_MEASUREMENTS, Severity.ERROR, place, None, message, error.remedy)


def _tell_unknown(table: Table, known: Mapping[str, Known], bad: _BadRows, *, own: bool) -> None:
    """The ids that no KPI of the map has; of a table that serves other maps too only those that
    are a KPI's id in another spelling, or its title."""
    unknown = [kpi for kpi in table.series if kpi not in known]
    if not unknown:
        return
    by_title = {_folded(known[kpi].title): kpi for kpi in sorted(known, reverse=True)}
    by_id = {_folded(kpi): kpi for kpi in sorted(known, reverse=True)}
    close = nearest_of_each(unknown, known) if own else {}
    for kpi in unknown:
        meant = by_id.get(_folded(kpi)) or by_title.get(_folded(kpi))
        if not own and meant is None:
            continue
        series = table.series[kpi]
        rows = f", which {len(series.lines):,} rows name" if len(series.lines) > 1 else ""
        nearest = meant or close.get(kpi)
        remedy = f"write {nearest}" if nearest else "add the KPI to the map, or take its rows out"
        bad.add(series.first, None, f'no KPI of this map has the id "{shown(kpi)}"{rows}', remedy)


def _folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c not in "-_ ")


def _fits(value: Quantity, unit: str) -> bool:
    return all(same_unit(each, unit) for each in (value.suffix, value.currency) if each)


def _other_unit(kpi: str, day: datetime.date, value: Quantity, unit: str) -> tuple[str, str]:
    seen = value.suffix or value.currency
    message = (
        f'the unit "{shown(seen)}" of the value of "{kpi}" at {day} is not its own, which is {shown(unit)}'
    )
    return message, f"write the value in {shown(unit)}, or the number alone"


__all__ = ["Known", "Measurements", "Source", "file_of", "measurements_of"]
