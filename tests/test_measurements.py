"""Histories from tables: what is understood, what is refused where, and what may be read at all."""

from __future__ import annotations

import datetime
import os
import sqlite3
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

import strategymap
from strategymap import StrategyMap
from strategymap.errors import MeasurementsError, installing
from strategymap.measurements import database, rows, sources, workbook

MAP = """\
title: T
as_of: 2026-12-31
measurements: [{tables}]
goals:
  g:
    title: G
    kpis:
      fcr: {{title: First-contact resolution, unit: "%", actual: {{value: 70, at: 2026-03-31}}}}
      aht: {{title: Average handle time, unit: s}}
      revenue: {{title: Revenue, unit: EUR}}
      members: Members
"""

Told = tuple[str, int, int, str | None, str, str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(tables: str = "a.csv", **given: Any) -> StrategyMap:
    Path("map.yaml").write_text(MAP.format(tables=tables), "utf-8")
    return strategymap.load("map.yaml", settings=None, **given)


def table(text: str | bytes, name: str = "a.csv", header: str = "kpi,at,value\n") -> StrategyMap:
    Path(name).write_bytes(text if isinstance(text, bytes) else (header + text).encode())
    return read(name)


def history(found: StrategyMap, kpi: str) -> list[tuple[str, str]]:
    return [(str(r.at), str(r.value.number)) for r in found.in_words.scorecard.history(kpi)]


def told(found: StrategyMap) -> list[Told]:
    """File, line, column, KPI, message and remedy of all that is said of tables."""
    findings = found.check(select=["orphan-kpi"])
    assert {(f.rule, f.severity.value) for f in findings} <= {
        ("wrong-row", "warning"), ("wrong-measurements", "error"),
    }  # fmt: skip
    return [(f.file, f.line, f.column, f.node, f.message, f.remedy) for f in findings]


# What is understood


@pytest.mark.parametrize(
    "text",
    [
        "kpi,at,value\naht,2026-05,300\naht,2026-06-30,310\n",
        "kpi;at;value\r\naht;2026-05-31;300\r\naht;2026-Q2;310\r\n",
        "kpi\tat\tvalue\raht\t2026-05\t300\raht\t2026-06\t310\r",
        '\ufeff Value , KPI,note,At,,\n300 s,aht,"a, b\n c",2026-05,,\n\n310,aht,,2026-06-30\n',
        '"kpi","at","value"\n"aht","2026-05-31 00:00:00","300"\n"aht","2026-06-30T23:59:59.5","310"',
        "kpi,at,value\naht,2026-05-31T23:30:00Z,300\naht,2026-06-30 00:15:00.000 +02:00,310\n",
        "sep=;\r\nkpi;at;value\r\naht;2026-05-31;300\r\naht;2026-06-30;310\r\n",
    ],
    ids=[
        "commas", "semicolons", "tabs", "order-and-more-columns", "quotes-and-moments", "time-zones",
        "a-line-for-excel",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_as_programs_write_them_are_read(text: str, encoding: str) -> None:
    found = table(text.removeprefix("\ufeff").encode(encoding))
    assert history(found, "aht") == [("2026-05-31", "300"), ("2026-06-30", "310")]
    assert told(found) == []


@pytest.mark.parametrize(
    ("kpi", "value", "number"),
    [
        ("fcr", "12.5 %", "12.5"),
        ("fcr", "12.5%", "12.5"),
        ("revenue", "€4.10", "4.10"),
        ("revenue", "4.10 EUR", "4.10"),
        ("aht", "-3", "-3"),
        ("aht", "300 S", "300"),
        ("members", "5 %", "5"),
        ("members", "0012", "12"),
    ],
)
def test_a_unit_that_is_the_kpis_own_is_understood(kpi: str, value: str, number: str) -> None:
    found = table(f"{kpi},2026-05,{value}\n")
    assert (history(found, kpi)[-1], told(found)) == (("2026-05-31", number), [])


def test_what_was_not_measured_is_passed_over() -> None:
    found = table("aht,2026-05,\naht,,\n,,\naht,2026-06,310\n")
    assert (history(found, "aht"), told(found)) == ([("2026-06-30", "310")], [])


def test_what_the_map_says_of_a_day_goes_over_the_table() -> None:
    found = table("fcr,2026-03-31,55\nfcr,2026-02,54\n")
    assert history(found, "fcr") == [("2026-02-28", "54"), ("2026-03-31", "70")]
    assert told(found) == []


def test_an_included_map_brings_no_tables(folder: Path) -> None:
    (folder / "a.csv").write_text("kpi,at,value\naht,2026,1\n")
    (folder / "part.yaml").write_text(MAP.format(tables="a.csv"))
    (folder / "map.yaml").write_text("title: T\ninclude: part.yaml\n")
    assert history(strategymap.load("map.yaml"), "aht") == []


# What is refused


@pytest.mark.parametrize(
    ("row", "column", "node", "message", "remedy"),
    [
        (
            'aht,2026-05,"1,250"', 13, "aht", 'the value "1,250" of "aht" at 2026-05 can\'t be read',
            "write 1250 if the comma separates thousands, or 1.250 if it is a decimal",
        ),
        (
            "aht,2026-05,2/5", 13, "aht", 'the value "2/5" of "aht" at 2026-05 can\'t be read',
            "write 0.4 if it is a share, or 2 if it is 2 on a scale to 5",
        ),
        (
            "aht, 2026-05 , n/a ", 16, "aht", 'the value "n/a" of "aht" at 2026-05 can\'t be read',
            "write a number, such as 12.5",
        ),
        (
            "aht,31.05.2026,300", 5, "aht", 'the date "31.05.2026" of "aht" can\'t be read',
            "write 2026-05-31",
        ),
        (
            "aht,,300", 5, "aht", 'this row of "aht" has no date',
            "write under `at` when it was measured, such as 2026-05-31 or 2026-05",
        ),
        (",2026-05,300", 1, None, "this row names no KPI", "write its id under `kpi`"),
        ("ahtt,2026-05,300", 1, None, 'no KPI of this map has the id "ahtt"', "write aht"),
        (
            '"Average handle time",2026-05,300', 1, None,
            'no KPI of this map has the id "Average handle time"', "write aht",
        ),
        (
            "xyz,2026-05,300", 1, None, 'no KPI of this map has the id "xyz"',
            "add the KPI to the map, or take its rows out",
        ),
        (
            "aht,2026-05,5 min", 13, "aht",
            'the unit "min" of the value of "aht" at 2026-05-31 is not its own, which is s',
            "write the value in s, or the number alone",
        ),
        (
            "aht,2026-05,$5", 13, "aht",
            'the unit "$" of the value of "aht" at 2026-05-31 is not its own, which is s',
            "write the value in s, or the number alone",
        ),
        (
            "aht,2026-05,1,250", 1, "aht", 'this row of "aht" has 4 cells where the first row has 3',
            'write a cell that holds a "," in quotes, and numbers as 1250 or 12.5',
        ),
        (
            "aht,2026-05", 1, "aht", 'this row of "aht" has 2 cells where the first row has 3',
            "write every cell; a value that was not measured stays empty",
        ),
        (
            'aht,"2026"-05,300', 1, None, "the quotation marks of this row don't pair up",
            'close each one, and write "" for a quotation mark inside a cell',
        ),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_with_its_place_and_the_others_are_used(
    row: str, column: int, node: str | None, message: str, remedy: str
) -> None:
    found = table(f"aht,2026-01,290\n{row}\naht,2026-12,310\n")
    assert told(found) == [("a.csv", 3, column, node, message, remedy)]
    assert history(found, "aht") == [("2026-01-31", "290"), ("2026-12-31", "310")]


def test_a_decimal_comma_in_a_table_with_semicolons_stays_refused() -> None:
    found = table("aht;2026-05;12,5\n", header="kpi;at;value\n")
    assert told(found)[0][4:] == (
        'the value "12,5" of "aht" at 2026-05 can\'t be read', "write 12.5: a point separates the decimals"
    )  # fmt: skip


def test_a_byte_that_is_not_utf_8_spoils_its_own_row_alone() -> None:
    found = table("kpi,at,value,note\nrevenue,2026-04,3 €,x\naht,2026-05,300,M\xfcller\n".encode("cp1252"))
    assert told(found) == [
        ("a.csv", 2, 17, "revenue", 'the byte 0x80 ("€" in Windows-1252) is not UTF-8', "save the table as UTF-8")
    ]  # fmt: skip
    assert history(found, "aht") == [("2026-05-31", "300")]


def test_half_a_character_at_the_end_of_utf_16_spoils_its_own_row_alone() -> None:
    found = table("kpi,at,value\naht,2026-05,300\naht,2026-06,31x".encode("utf-16")[:-1])
    assert [line[:4] for line in told(found)] == [("a.csv", 3, 13, "aht")]
    assert history(found, "aht") == [("2026-05-31", "300")]


def test_the_place_of_a_cell_is_found_behind_quotes_and_line_ends() -> None:
    header = "note,kpi,at,value\n"
    found = table('"a, ""b""\r\nc","aht",2026-05, x\n"a,b",aht,"x""y",3\n', header=header)
    assert [line[:4] for line in told(found)] == [("a.csv", 3, 19, "aht"), ("a.csv", 4, 11, "aht")]


def test_a_cell_without_end_is_told_as_such() -> None:
    (only,) = told(table("aht,2026-05," + "1" * 200_000 + "\naht,2026-06,1\n"))
    assert only[1:] == (2, 1, None, "a cell of this row has more than 131,072 characters", "shorten it")


def test_a_quotation_mark_that_is_never_closed_costs_one_row() -> None:
    found = table('"aht,2026-01,1\n' + "".join(f"aht,2026-{month:02},{month}\n" for month in range(2, 13)))
    assert [line[:3] for line in told(found)] == [("a.csv", 2, 1)]
    assert len(history(found, "aht")) == 11


def test_two_values_for_one_day_are_told_and_the_last_one_is_used() -> None:
    Path("b.csv").write_text("kpi,at,value\naht,2026-05-31,302\naht,2026-06,5\n")
    table("aht,2026-05,300\naht,2026-05-31,301\naht,2026-06,5.0\n")
    found = read("a.csv, b.csv")
    remedy = "take one of the two out"
    assert told(found) == [
        ("a.csv", 3, 16, "aht", '"aht" has two values for 2026-05-31: 300 in line 2, and 301, which is used', remedy),
        (
            "b.csv", 2, 16, "aht",
            '"aht" has two values for 2026-05-31: 301 in a.csv, line 3, and 302, which is used', remedy,
        ),
    ]  # fmt: skip
    assert history(found, "aht") == [("2026-05-31", "302"), ("2026-06-30", "5")]


def test_the_first_bad_rows_are_told_and_the_others_counted() -> None:
    found = told(table("aht,2026-05,x\n" * 3000 + "fcc,2026-05,1\n" * 500))
    assert [line[1] for line in found] == list(range(2, 23))
    assert found[-1][3:] == (None, "2,981 more rows from here on can't be used", "mend the others first")


def test_an_unknown_kpi_is_told_once_with_the_number_of_its_rows() -> None:
    (only,) = told(table("fcc,2026-05,1\n" * 1500))
    assert only[3:] == (None, 'no KPI of this map has the id "fcc", which 1,500 rows name', "write fcr")


# What can't be read as a whole


@pytest.mark.parametrize(
    ("target", "message", "remedy"),
    [
        ("b.csv", '"b.csv" is not used: there is no such file', "check the name and the folder"),
        ("sub", '"sub" is not used: this is a folder, not a file', "name a .csv, .xlsx or .parquet file"),
        (
            "a.ods", '"a.ods" is no table that can be read here',
            "name a .csv, .xlsx or .parquet file, or a database",
        ),
        (
            "a.csv#x", '"a.csv#x" is not used: only workbooks and databases have parts to name',
            "take the # and what follows it out",
        ),
        (
            "a.db", '"a.db" is not used: a map can\'t name a database',
            "give it with --measurements, or save the table as .csv",
        ),
        (
            "bare.csv",
            '"bare.csv" is not used: the first row names no column `at` or `value` (there: kpi, date, score)',
            "write a first row with the names kpi, at and value",
        ),
        ("two.csv", '"two.csv" is not used: this table has two columns `at`', "take one of them out or rename it"),
        (
            "empty.csv", '"empty.csv" is not used: there is nothing in it',
            "write a first row with the names kpi, at and value",
        ),
        ("a.xlsx", '"a.xlsx" is not used: this is no .xlsx workbook', "save it again as .xlsx"),
        *(
            (
                target, f'"{target}" leaves the folder of the map',
                "name a file beside or below the map, or give it with --measurements",
            )
            for target in ("../a.csv", "/etc/passwd", "link.csv", "sub/../../a.csv", "sub\\a.csv")
        ),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_an_error_at_its_name_and_the_map_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, message: str, remedy: str
) -> None:
    (tmp_path / "a.csv").write_text("kpi,at,value\naht,2026-05,1\n")
    folder = tmp_path / "maps"
    (folder / "sub").mkdir(parents=True)
    monkeypatch.chdir(folder)
    sqlite3.connect("a.db").executescript("CREATE TABLE r(kpi, at, value)").close()
    files = {"a.csv": "kpi,at,value\naht,2026-05,300", "a.ods": "", "empty.csv": "\n\n", "a.xlsx": "no"}
    files |= {"bare.csv": "kpi,date,score\n", "two.csv": "kpi,at,value,At\n"}
    for name, text in files.items():
        Path(name).write_text(text)
    Path("link.csv").symlink_to(tmp_path / "a.csv")
    found = read(f"'{target}', a.csv")
    assert told(found) == [("map.yaml", 3, 16, None, message, remedy)]
    assert history(found, "aht") == [("2026-05-31", "300")]
    assert found.render().startswith("<svg") and "G" in found.narrate(format="md")


def test_of_a_file_that_is_missing_the_nearest_table_is_named() -> None:
    for name in ("actuals.csv", "actual.svg", "x.csv", "map.yaml"):
        Path(name).write_text("")
    remedies = [told(read(name))[0][5] for name in ("actual.csv", "actuals.cvs", "m.csv")]
    assert remedies == ["write actuals.csv", "write actuals.csv", "check the name and the folder"]


def test_bytes_in_a_database_are_no_number() -> None:
    connection = sqlite3.connect("a.sqlite")
    connection.executescript(
        "CREATE TABLE t(kpi, at, value); INSERT INTO t VALUES ('members', '2026-05', x'0001');"
    )
    connection.close()
    assert [each[4:] for each in told(read("", measurements=["a.sqlite#t"]))] == [
        ('the value "<bytes>" of "members" at 2026-05 can\'t be read', "write a number, such as 12.5")
    ]


def test_a_channel_is_not_waited_for() -> None:
    os.mkfifo("a.csv")
    assert told(read())[0][4] == '"a.csv" is not used: this is a device or a channel, not a file'


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux shows its memory as a file")
def test_a_file_that_fails_half_way_is_refused() -> None:
    with pytest.raises(MeasurementsError) as caught:
        read("", measurements=["/proc/self/mem"]).check()
    reason = "this can't be read (Input/output error); name a .csv, .xlsx or .parquet file"
    assert str(caught.value) == f"/proc/self/mem: {reason}"


def test_a_table_of_the_folders_settings_is_called_as_it_lies_from_here(folder: Path) -> None:
    Path("a.csv").write_text("kpi,at,value\naht,2026-13,1\n")
    Path(".strategymap.toml").write_text('measurements = ["a.csv"]\n')
    Path("map.yaml").write_text(MAP.format(tables=""), "utf-8")
    (only,) = told(strategymap.load(folder / "map.yaml"))
    assert only[:4] == ("a.csv", 2, 5, "aht")


def test_tables_have_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    with open("a.csv", "wb") as file:
        file.truncate(sources.LARGEST_FILE + 1)
    assert told(read())[0][4:] == (
        '"a.csv" is not used: this file is larger than 256 MB',
        "divide it by years",
    )
    monkeypatch.setattr("strategymap.measurements.MOST_ROWS", 5)
    Path("a.csv").write_text("kpi,at,value\n" + "aht,2026-05,1\n" * 4)
    Path("b.csv").write_text("kpi,at,value\n" + "aht,2026-05,1\n" * 2)
    assert [line[4] for line in told(read("a.csv, b.csv"))] == [
        '"b.csv" is not used: there are more than 1 rows of measurements'
    ]


def test_a_line_without_end_is_refused() -> None:
    (only,) = told(table("aht,2026-05," + "1" * 1_000_001))
    assert only[4] == '"a.csv" is not used: line 2 is longer than 1,000,000 characters'


@pytest.mark.parametrize("name", ["wrong-row", "wrong-measurements"])
def test_what_is_wrong_in_tables_can_neither_be_accepted_nor_set(name: str) -> None:
    texts = [f"accept: {{rule: {name}, because: x}}\n", f"rules: {{{name}: off}}\n"]
    for text in texts:
        with pytest.raises(strategymap.MapError) as caught:
            strategymap.loads("title: T\n" + text)
        assert [(f.rule, f.line, f.message, f.remedy) for f in caught.value.findings] == [
            (
                "unknown-rule", 2, f'what "{name}" finds can neither be accepted nor set',
                "mend the table, and take this out",
            )
        ]  # fmt: skip


# Workbooks


def book(cells: list[list[Any]], formats: dict[str, str] | None = None, name: str = "a.xlsx") -> None:
    written = openpyxl.Workbook()
    assert written.active is not None
    for row in cells:
        written.active.append(row)
    for cell, form in (formats or {}).items():
        written.active[cell].number_format = form
    written.create_sheet("Second").append(["at", "value", "kpi"])
    written["Second"].append(["2026-05", 1, "aht"])
    written.save(name)


def test_a_workbook_says_what_its_cells_show() -> None:
    day = datetime.date(2026, 5, 1)
    book(
        [
            [None, "KPI", "At", "Value"],
            [None, "fcr", day, 0.685],
            [None, "aht", day, 300],
            [None, "aht", datetime.datetime.fromisoformat("2026-06-30 14:30"), 310.5],
            [None, "aht", day, "=300+20"],
            [None, "aht", 2025, "290 s"],
            [None, "members", "2026-Q1", 12],
            [None, "members", "2026-Q2", None],
            [None, "aht", day, "#N/A"],
        ],
        {"C2": "dd.mm.yyyy", "D2": "0.0%", "C3": "mmm\\-yy;@", "C4": "d/m/yy hh:mm"},
    )
    found = read("a.xlsx")
    assert history(found, "fcr") == [("2026-03-31", "70"), ("2026-05-01", "68.5")]
    assert history(found, "aht") == [("2025-12-31", "290"), ("2026-05-31", "300"), ("2026-06-30", "310.5")]
    assert history(found, "members") == [("2026-03-31", "12")]
    assert told(found) == [
        (
            "a.xlsx", 5, 4, "aht", 'the formula behind the value of "aht" has no result',
            "open the workbook in a spreadsheet program, and save it",
        ),
        (
            "a.xlsx", 9, 4, "aht", 'the value "#N/A" of "aht" at 2026-05-01 can\'t be read',
            "write a number, such as 12.5",
        ),
    ]  # fmt: skip
    for name in ("a.xlsx#Second", "a.xlsx#second"):
        assert history(read(name), "aht") == [("2026-05-31", "1")]
    assert told(read("a.xlsx#Third"))[0][4:] == (
        '"a.xlsx#Third" is not used: there is no sheet "Third"', "name one of Sheet, Second"
    )  # fmt: skip


def test_where_the_first_sheet_is_no_table_the_others_are_named() -> None:
    book([["Please read"]])
    assert told(read("a.xlsx"))[0][4:] == (
        '"a.xlsx" is not used: the first row names no column `kpi`, `at` or `value` (there: Please read)',
        "write a first row with the names kpi, at and value, or name another sheet behind a #: Second",
    )
    assert told(read("a.xlsx#Sheet"))[0][5] == "write a first row with the names kpi, at and value"


def test_of_a_formula_the_saved_value_counts() -> None:
    book([["kpi", "at", "value"], ["aht", "2026-05", "=300+20"]], name="b.xlsx")
    with zipfile.ZipFile("b.xlsx") as old, zipfile.ZipFile("a.xlsx", "w") as new:
        for part in old.namelist():
            new.writestr(
                part, old.read(part).replace(b"<v></v>", b"<v>320</v>").replace(b"<v />", b"<v>320</v>")
            )
    assert history(read("a.xlsx"), "aht") == [("2026-05-31", "320")]


def test_a_workbook_that_swells_is_refused_unread() -> None:
    with (
        zipfile.ZipFile("a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/a.xml", "w") as part,
    ):
        for _ in range(workbook.MOST_BYTES // (1 << 20) + 1):
            part.write(bytes(1 << 20))
    assert told(read("a.xlsx"))[0][4:] == (
        '"a.xlsx" is not used: this workbook swells to more than 256 MB', "save the one sheet as .csv"
    )  # fmt: skip


def test_entities_in_a_workbook_are_refused() -> None:
    book([["kpi", "at", "value"], ["aht", "2026-05", 1]], name="b.xlsx")
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
    with zipfile.ZipFile("b.xlsx") as old, zipfile.ZipFile("a.xlsx", "w") as new:
        for part in old.namelist():
            new.writestr(part, bomb if part.endswith("sheet1.xml") else old.read(part))
    (only,) = told(read("a.xlsx"))
    assert only[4].startswith('"a.xlsx" is not used: this workbook can\'t be read (')


def test_a_row_far_below_all_others_is_not_walked_to() -> None:
    book([["kpi", "at", "value"], ["aht", "2026-05", 1]], name="b.xlsx")
    far = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile("b.xlsx") as old, zipfile.ZipFile("a.xlsx", "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"</sheetData>", far))
    assert history(read("a.xlsx"), "aht") == [("2026-05-31", "1")]


# Parquet and databases


def parquet(query: str, name: str = "a.parquet") -> None:
    duckdb.connect().execute(f"COPY ({query}) TO '{name}' (FORMAT parquet)")


def test_a_parquet_file_is_read_with_its_own_types() -> None:
    parquet(
        "SELECT * FROM (VALUES ('aht', DATE '2026-05-31', 300.5::DOUBLE), ('aht', DATE '2026-06-30', NULL), "
        "('aht', DATE '2026-07-31', 'nan'::DOUBLE)) t(KPI, \"At\", \"Value\")"
    )
    found = read("a.parquet")
    assert history(found, "aht") == [("2026-05-31", "300.5")]
    assert told(found) == [
        ("a.parquet", 3, 1, "aht", 'the value "nan" of "aht" at 2026-07-31 can\'t be read', "write a finite number")
    ]  # fmt: skip


def test_of_an_endless_text_in_a_parquet_file_the_beginning_is_taken() -> None:
    parquet("SELECT 'aht' kpi, '2026-05' AS at, [repeat('7', 1_000_000)] AS value")
    (row,) = database.ParquetTable(Path("a.parquet"))
    assert row == rows.Row(1, "aht", "2026-05", "[" + "7" * 999)


def test_a_parquet_file_of_texts_and_moments_is_read() -> None:
    parquet("SELECT 'aht' AS kpi, TIMESTAMPTZ '2026-05-31 10:00:00+00' AS \"at\", '300 s' AS value")
    assert history(read("a.parquet"), "aht") == [("2026-05-31", "300")]
    Path("b.parquet").write_text("kpi")
    assert told(read("b.parquet"))[0][4].startswith('"b.parquet" is not used: DuckDB can\'t read it (')


def duck(name: str = "actuals.duckdb") -> None:
    with duckdb.connect(name) as connection:
        connection.execute('CREATE TABLE readings(kpi TEXT, "at" DATE, value DECIMAL(9, 2))')
        connection.execute(
            "INSERT INTO readings VALUES ('aht', '2026-05-31', 300.5), ('other', '2026-05-31', 1)"
        )
        connection.execute("CREATE SCHEMA s")
        connection.execute('CREATE VIEW s."odd ""name" AS SELECT * FROM readings')


def lite(name: str = "actuals.sqlite") -> None:
    connection = sqlite3.connect(name)
    connection.executescript(
        'CREATE TABLE readings(kpi TEXT, "at" TEXT, value REAL);'
        "INSERT INTO readings VALUES ('aht', '2026-05-31', 300.5), ('other', '2026-05', 1);"
        'CREATE VIEW "s.odd ""name" AS SELECT * FROM readings;'
    )
    connection.close()


@pytest.mark.parametrize("part", ["readings", "READINGS", 's.odd "name'])
@pytest.mark.parametrize("name", ["actuals.duckdb", "actuals.sqlite"])
def test_a_table_or_view_in_a_database_is_read_where_the_user_names_it(name: str, part: str) -> None:
    duck()
    lite()
    before = Path(name).read_bytes()
    found = read("", measurements=[f"{name}#{part}"])
    (reading,) = found.in_words.scorecard.history("aht")
    assert (str(reading.at), reading.value.number, told(found)) == ("2026-05-31", Decimal("300.5"), [])
    assert Path(name).read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["actuals.duckdb", "actuals.sqlite", "map.yaml"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ("no.csv", "no.csv: there is no such file; check the name and the folder"),
        ("actuals.sqlite", "actuals.sqlite: no table is named; write its name behind a # (there: readings, "),
        ("actuals.duckdb#x; DROP", 'actuals.duckdb#x; DROP: there is no table "x; DROP"; name one of those in it: '),
        ("actuals.duckdb#outside", "actuals.duckdb#outside: DuckDB can't read it (Permission Error: "),
        ("broken.duckdb#r", "broken.duckdb#r: DuckDB can't read it ("),
    ],
)  # fmt: skip
def test_a_given_table_that_cannot_be_read_is_the_users_fault(given: str, error: str) -> None:
    duck()
    lite()
    Path("outside.txt").write_text("kpi,at,value\naht,2026,1\n")
    with duckdb.connect("actuals.duckdb") as connection:
        connection.execute("CREATE VIEW outside AS SELECT * FROM read_csv('outside.txt')")
    Path("broken.duckdb").write_bytes(b"12345678DUCK" + bytes(100))
    found = read("", measurements=[given])
    with pytest.raises(MeasurementsError) as caught:
        found.check()
    assert str(caught.value).startswith(error)


def test_a_given_table_may_serve_other_maps_too() -> None:
    Path("a.csv").write_text("kpi,at,value\nother,2026-05,1\nother,soon,1\nAHT,2026-05,1\naht,2026-05,300\n")
    found = read("", measurements=["a.csv"])
    assert told(found) == [("a.csv", 4, 1, None, 'no KPI of this map has the id "AHT"', "write aht")]
    Path("b.csv").write_text("kpi,at,value\nother,2026-05,1\n")
    assert read("", measurements=["b.csv"]).unread == ("b.csv has no value for any of its KPIs",)


def test_a_given_table_is_read_again_when_it_changed() -> None:
    for value in ("1", "20"):
        Path("a.csv").write_text(f"kpi,at,value\naht,2026-05,{value}\n")
        assert history(read("", measurements=["a.csv"]), "aht") == [("2026-05-31", value)]


def test_an_output_is_never_written_over_a_table() -> None:
    found = table("aht,2026-05,300\n")
    Path("b.svg").write_text("kpi,at,value\n")
    given = read("", measurements=["b.svg"])
    assert (found.tables, given.tables) == (["a.csv"], ["b.svg"])
    with pytest.raises(strategymap.OutputError):
        table("aht,2026-05,300\n").render("a.csv", format="svg")


# What is loaded, and when


@pytest.mark.parametrize("missing", ["openpyxl", "defusedxml", "duckdb"])
def test_what_has_to_be_installed_is_said(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "a.parquet" if missing == "duckdb" else "a.xlsx"
    Path(name).write_bytes(b"x")
    for module in ("workbook", "database"):
        monkeypatch.setattr(
            f"strategymap.measurements.{module}.find_spec", lambda each: None if each == missing else object()
        )
    (only,) = told(read(name))
    assert only[4].endswith(", which isn't installed") and only[5] == installing("data")


def test_questions_about_the_map_read_no_table_and_a_csv_loads_no_library() -> None:
    Path("map.yaml").write_text(MAP.format(tables="a.csv"))
    Path("a.csv").write_text("kpi,at,value\naht,2026,1\n")
    code = (
        "import strategymap, sys\n"
        "m = strategymap.load('map.yaml', measurements=['no.csv'])\n"
        "m.why('aht'), m.how('g'), m.chains(), m.graph\n"
        "n = strategymap.load('map.yaml')\n"
        "n.check()\n"
        "print([x for x in ('duckdb', 'openpyxl', 'sqlite3') if x in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_bad_rows_are_kept_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_BAD", 30)
    found = told(table("aht,2026-05,x\n" * 100))
    assert (len(found), found[-1][4]) == (21, "80 more rows from here on can't be used")
