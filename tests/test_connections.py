"""Connections to a PostgreSQL server, as far as no server is needed: what is understood, what is
refused, what DuckDB is told, and that no password is shown. `real_postgres.py` asks a server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import strategymap
from strategymap.errors import MeasurementsError
from strategymap.measurements import Source, database
from strategymap.measurements.connection import Connection, connection, is_connection
from strategymap.measurements.rows import Bad, Row, Unreadable
from strategymap.settings import Settings
from strategymap.wording import without_password

MAP = "title: T\nmeasurements: {table}\ngoals: {{g: {{title: G, kpis: {{fcr: F}}}}}}\n"
WANTED = "write postgresql://USER@HOST/DATABASE#SCHEMA.TABLE"
PERCENT = f"{WANTED}; signs such as @ : / in a name or password as %40 %3A %2F"
NOT_UNDERSTOOD = f"this connection can't be understood; {PERCENT}"


@pytest.mark.parametrize(
    ("written", "parameters", "password", "table"),
    [
        ("postgresql://h/d#t", {"host": "h", "dbname": "d"}, "", "t"),
        ("postgres:///d#S.a table ", {"dbname": "d"}, "", "S.a table"),
        ("POSTGRESQL://h/d", {"host": "h", "dbname": "d"}, "", ""),
        (
            "postgresql://ann:p%40ss:%2F@db.example:5433/board?sslmode=verify-full&connect_timeout=3#perf.kpis#2",
            {"host": "db.example", "port": "5433", "user": "ann", "dbname": "board",
             "sslmode": "verify-full", "connect_timeout": "3"},
            "p@ss:/",
            "perf.kpis#2",
        ),
        ("postgresql://[::1]:5432/d#t", {"host": "::1", "port": "5432", "dbname": "d"}, "", "t"),
        ("postgresql://ann@%2Frun%2Fpg/d#t", {"host": "/run/pg", "user": "ann", "dbname": "d"}, "", "t"),
    ],
)  # fmt: skip
def test_a_connection_is_understood(
    written: str, parameters: dict[str, str], password: str, table: str
) -> None:
    assert is_connection(written)
    assert connection(written) == Connection(parameters, password, table)


REFUSED = {
    "postgresql://ann:s3cret/board#t": ("postgresql://ann:***", NOT_UNDERSTOOD),
    "postgresql://ann:s3/cr:et@h/board#t": ("postgresql://ann:***@h/board#t", NOT_UNDERSTOOD),
    "postgresql://ann:12#s3cret@h/board#t": ("postgresql://ann:***@h/board#t", NOT_UNDERSTOOD),
    "postgresql://ann@corp:s3cret@h/board#t": ("postgresql://ann@corp:***@h/board#t", NOT_UNDERSTOOD),
    "postgresql://ann:s3 cret@h#t": ("postgresql://ann:***@h#t", NOT_UNDERSTOOD),
    "postgresql://h:99#t": ("postgresql://h:99#t", NOT_UNDERSTOOD),
    "mysql://ann:s3cret@h/d#t": ("mysql://ann:***@h/d#t", f"only PostgreSQL servers can be read; {WANTED}"),
    "postgresql://h/d?password=s3cret#t": (
        "postgresql://h/d?password=***#t",
        "a password can't stand behind the ?; put it in PGPASSWORD or ~/.pgpass",
    ),
    "postgresql://h/d?sslmod=require#t": (
        "postgresql://h/d?sslmod=require#t",
        "a connection has an option that isn't known; write sslmode",
    ),
    "postgresql://h/d?service=x#t": (
        "postgresql://h/d?service=x#t",
        "a connection has an option that isn't known; known are connect_timeout, sslmode, sslrootcert",
    ),
    "postgresql://h/d%00#t": (
        "postgresql://h/d%00#t",
        "a control character stands in this connection; take it out",
    ),
}


@pytest.mark.parametrize("given", REFUSED)
def test_what_is_no_connection_is_refused_without_a_word_of_its_password(given: str) -> None:
    with pytest.raises(MeasurementsError) as caught:
        Source(given).table  # noqa: B018 - reads it
    assert str(caught.value) == ": ".join(REFUSED[given])


@pytest.mark.parametrize(
    "text",
    [
        "actuals.csv",
        "C:/actuals.csv#sheet",
        "postgresql://ann@h:5432/d#t",
        "postgresql://[::1]:5432/d#t",
        "url: https://example.org:8080/x",
        "see https://example.org: all of it",
    ],
)
def test_what_holds_no_password_is_shown_as_it_is(text: str) -> None:
    assert without_password(text) == text


def test_duckdb_is_told_to_read_only_and_the_password_stands_apart_from_what_its_messages_quote() -> None:
    to = connection("postgresql://o'hara:it's@h/d%27%5C?connect_timeout=3#t")
    assert database.attaching(to) == (
        "CREATE TEMPORARY SECRET password (TYPE postgres, PASSWORD 'it''s')",
        r"ATTACH 'connect_timeout=''3'' application_name=''strategymap'' host=''h'' user=''o\''hara'' "
        r"dbname=''d\''\\'' options=''-c default_transaction_read_only=on -c statement_timeout=120s''' "
        "AS server (TYPE postgres, READ_ONLY, SECRET password)",
    )
    secret, _ = database.attaching(connection("postgresql://h/d#t"))
    assert secret == "CREATE TEMPORARY SECRET password (TYPE postgres)"


def test_what_to_do_without_the_extension_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setitem(database._BOUNDS, "extension_directory", str(tmp_path / "file"))
    monkeypatch.setitem(database._BOUNDS, "custom_extension_repository", str(tmp_path / "nothing"))
    monkeypatch.setattr(database, "_packaged", lambda version: [])
    with pytest.raises(Unreadable) as caught:
        list(database.PostgresTable(connection("postgresql://ann:s3cret@h/d#t")))
    assert caught.value.message.endswith("has no extension for PostgreSQL here and can't download it")
    assert caught.value.remedy == (
        "try again with a network, or run: pip install duckdb-extension-postgres-scanner"
    )


def test_the_extension_is_found_in_its_package_for_the_version_of_duckdb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "brings_it/extensions/v1.5.5/postgres_scanner.duckdb_extension"
    file.parent.mkdir(parents=True)
    file.touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(database, "_PACKAGE", "brings_it")
    assert (database._packaged("1.5.5"), database._packaged("1.5.6")) == ([file], [])


def test_a_map_cannot_name_a_server_and_its_password_is_not_shown_with_the_line() -> None:
    found = strategymap.loads(MAP.format(table='"postgresql://ann:s3cret@h/d#t"'))
    (finding,) = [each for each in found.check() if each.rule == "wrong-measurements"]
    assert (finding.line, finding.message, finding.remedy) == (
        2,
        '"postgresql://ann:***@h/d#t" is not used: a map can\'t name a server',
        "give it with --measurements, or save the table as .csv",
    )
    assert finding.location.text == 'measurements: "postgresql://ann:******@h/d#t"'


@pytest.mark.parametrize("before", ["", "x" * 60, "x" * 300])
def test_a_long_line_shows_no_password_either(before: str) -> None:
    line = f'measurements: ["{before}", "postgresql://ann:{"s3cret" * 20}@h/d#t", {{}}]'
    with pytest.raises(strategymap.MapError) as caught:
        strategymap.loads(f"title: T\n{line}\ngoals: {{g: G}}\n")
    shown = [each.location.text for each in caught.value.findings]
    assert shown and not any("s3cret" in each for each in shown)


def test_a_connection_is_no_input_file_and_stays_out_of_what_python_prints() -> None:
    found = strategymap.loads(
        MAP.format(table="a.csv"), measurements=["b.csv", "postgresql://ann:s3cret@h/d#t"], settings=None
    )
    assert found.tables == ["a.csv", "b.csv"]
    assert "s3cret" not in repr(found.settings)
    (row,) = [row for row in found.settings.rows() if row[0] == "measurements"]
    assert row[1] == "b.csv, postgresql://ann:***@h/d#t"
    assert Settings(measurements=("a",)) != Settings(measurements=("b",))


@pytest.mark.parametrize(
    ("source", "host", "kept"),
    [
        ("postgresql://ann@db.example/d#t", None, True),
        ("postgresql://ann@db.example/d#t", "other.example", True),
        ("postgresql://ann@db.example,evil.example/d#t", "db.example", True),
        ("postgresql://ann@%2Ftmp%2Fpg/d#t", None, True),
        ("postgresql://ann@db.example/d#t", "db.example", False),
        ("postgresql://ann@/d#t", "db.example", False),
        ("postgresql://ann:own@db.example/d#t", None, False),
    ],
)
def test_a_server_that_a_folder_names_gets_no_password_that_was_not_meant_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, host: str | None, kept: bool
) -> None:
    """libpq takes PGPASSWORD only where nothing is said of a password, not even that it is empty."""
    monkeypatch.delenv("PGHOST", raising=False)
    if host:
        monkeypatch.setenv("PGHOST", host)
    asked = []

    def answer(table: database.PostgresTable) -> Iterator[Row | Bad]:
        asked.append(database.attaching(table._to)[1])
        raise Unreadable("asked", "")

    monkeypatch.setattr(database.PostgresTable, "__iter__", answer)
    (tmp_path / ".strategymap.toml").write_text(f'measurements = "{source}"\n')
    (tmp_path / "map.yaml").write_text("title: T\ngoals: {g: {title: G, kpis: {fcr: F}}}\n")
    for named in ({}, {"settings": tmp_path / ".strategymap.toml"}, {"measurements": [source]}):
        with pytest.raises(MeasurementsError):
            strategymap.load(tmp_path / "map.yaml", **named).check()
    assert [" password='''' " in each for each in asked] == [kept, False, False]
