"""Tables in databases and Parquet files; the door to DuckDB and to SQLite.

A database is opened for reading only, and no text of the user becomes SQL but the name of
the table, as a quoted identifier. DuckDB may open nothing but what was asked for, and loads
no extension.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import Any, Protocol
from urllib.parse import quote

from strategymap.measurements.rows import COLUMNS, Bad, Place, Row, Unreadable, columns_of, written
from strategymap.syntax.characters import shown

#: Seconds that one query may take, and the rows that are fetched at a time.
TIME_LIMIT = 120
_AT_A_TIME = 10_000
#: A longer text or number in a cell of SQLite is refused.
_LONGEST_CELL = 1_000_000
_BOUNDS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "temp_directory": "",
    "threads": "2",
}


class _Connection(Protocol):
    """What DuckDB and SQLite have in common."""

    def execute(self, query: str, /) -> Any: ...
    def interrupt(self) -> None: ...


class _Rows:
    """Rows that a database gives; they have a number and no column."""

    def place(self, row: Row, column: int) -> Place:
        """The number of the row."""
        return Place(row.line)


class SqliteTable(_Rows):
    """The rows of a table or view in a SQLite file."""

    def __init__(self, path: Path, table: str) -> None:
        self._path, self._table = path, table

    def __iter__(self) -> Iterator[Row | Bad]:
        try:
            with closing(sqlite3.connect(f"file:{quote(str(self._path))}?mode=ro", uri=True)) as connection:
                connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
                connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
                connection.execute("PRAGMA trusted_schema = OFF")
                known = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
                name = _known_table(self._table, [name for (name,) in connection.execute(known)])
                yield from _rows(connection, _identifier(name))
        except sqlite3.Error as error:
            raise Unreadable(f"the database can't be read ({shown(str(error))})", "look into it") from error


class DuckdbTable(_Rows):
    """The rows of a table or view in a DuckDB file; `schema.table` for one that is not in the
    schema `main`."""

    def __init__(self, path: Path, table: str) -> None:
        self._path, self._table = path, table

    def __iter__(self) -> Iterator[Row | Bad]:
        with _duckdb(str(self._path), read_only=True) as connection:
            _lock(connection)
            query = (
                "SELECT CASE table_schema WHEN 'main' THEN '' ELSE table_schema || '.' END || table_name "
                "FROM information_schema.tables ORDER BY 1"
            )
            known = [name for (name,) in connection.execute(query).fetchall()]
            name = _known_table(self._table.removeprefix("main."), known)
            schema, _, table = name.rpartition(".")
            yield from _rows(connection, f"{_identifier(schema or 'main')}.{_identifier(table)}")


class ParquetTable(_Rows):
    """The rows of a Parquet file."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()

    def __iter__(self) -> Iterator[Row | Bad]:
        if any(sign in str(self._path) for sign in "*?[{"):
            raise Unreadable("its name holds signs that stand for several files", "rename it or its folder")
        with _duckdb(":memory:") as connection:
            path = "'" + str(self._path).replace("'", "''") + "'"
            connection.execute(f"SET allowed_paths = [{path}]")
            _lock(connection)
            yield from _rows(connection, f"read_parquet({path})")


@contextmanager
def _duckdb(database: str, *, read_only: bool = False) -> Iterator[Any]:
    if find_spec("duckdb") is None:
        raise Unreadable(
            "Parquet and DuckDB files need duckdb, which isn't installed",
            'run: pip install "strategymap[data]"',
        )
    import duckdb

    try:
        with duckdb.connect(database, read_only=read_only, config=dict(_BOUNDS)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            yield connection
    except duckdb.Error as error:
        first = str(error).partition("\n")[0]
        raise Unreadable(f"DuckDB can't read it ({shown(first, 160)})", "look into it") from error


def _lock(connection: Any) -> None:
    """Open nothing more from here on, whatever a view in the database asks for."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _known_table(name: str, known: list[str]) -> str:
    """The table of that name, in the spelling of the database. Raises Unreadable."""
    there = ", ".join(shown(each) for each in known[:12]) or "none"
    if not name:
        raise Unreadable("no table is named", f"write its name behind a # (there: {there})")
    by_fold = {each.casefold(): each for each in known}
    if name.casefold() not in by_fold:
        raise Unreadable(f'there is no table "{shown(name)}"', f"name one of those in it: {there}")
    return name if name in known else by_fold[name.casefold()]


def _identifier(name: str) -> str:
    """A name for SQL.

    >>> print(_identifier('actuals" --'))
    "actuals"" --"
    """
    return '"' + name.replace('"', '""') + '"'


def _rows(connection: _Connection, table: str) -> Iterator[Row]:
    """The three columns of a table, given as SQL; the rows numbered from 1."""
    with _in_time(connection):
        described = connection.execute(f"SELECT * FROM {table} LIMIT 0").description  # noqa: S608 - an identifier
        names = [str(column[0]) for column in described]
        wanted = ", ".join(
            _cast(names[number], str(described[number][1]), column)
            for number, column in zip(columns_of(names), COLUMNS, strict=True)
        )
        cursor, number = connection.execute(f"SELECT {wanted} FROM {table}"), 0  # noqa: S608 - identifiers
        while fetched := cursor.fetchmany(_AT_A_TIME):
            for kpi, at, value in fetched:
                number += 1
                yield Row(number, written(kpi), written(at), written(value))


def _cast(name: str, kind: str, column: str) -> str:
    """A column in a query. DuckDB hands out moments with a time zone only with a library more."""
    if column == "at" and kind.upper().startswith(("TIMESTAMP", "DATETIME")):
        return f"CAST({_identifier(name)} AS DATE)"
    return _identifier(name)


@contextmanager
def _in_time(connection: _Connection) -> Iterator[None]:
    """Stop a query that takes too long, such as a view without end."""
    timer = Timer(TIME_LIMIT, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
