"""Tables in databases and Parquet files; the door to DuckDB and to SQLite.

A database is opened for reading only, and no text of the user becomes SQL but the name of
the table, as a quoted identifier, and where a server is, as quoted text. DuckDB may open
nothing but what was asked for, and loads no extension but the one for a server that was.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import Any, Protocol
from urllib.parse import quote

from strategymap.errors import installing
from strategymap.measurements.connection import Connection
from strategymap.measurements.rows import COLUMNS, Bad, Place, Row, Unreadable, columns_of, written
from strategymap.syntax.characters import shown

#: Seconds that one query may take, and the rows that are fetched at a time.
TIME_LIMIT = 120
_AT_A_TIME = 1_000
#: A longer text or number in a cell of SQLite is refused.
_LONGEST_CELL = 1_000_000
#: Of a text from DuckDB so much is taken: a Parquet file of kilobytes can hold gigabytes of one.
_LONGEST_TEXT = 1_000
#: The types, as DuckDB or, with None, SQLite names them, of which no value is long.
_SHORT = re.compile(r"(?i)NONE|NUMBER|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|(DOUB|FLO|DEC|BOOL|DATE|TIME)[^\]]*")
#: A package that brings DuckDB's extension for PostgreSQL where it can't be downloaded.
_PACKAGE = "duckdb_extension_postgres_scanner"
_PASSWORD = re.compile(r"password='(?:[^'\\]|\\.)*'")
_BOUNDS: dict[str, str | bool | int | float | list[str]] = {
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
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
            yield from _rows(connection, _table_in(connection, "current_database()", "main", self._table))


class ParquetTable(_Rows):
    """The rows of a Parquet file."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()

    def __iter__(self) -> Iterator[Row | Bad]:
        if any(sign in str(self._path) for sign in "*?[{"):
            raise Unreadable("its name holds signs that stand for several files", "rename it or its folder")
        with _duckdb(":memory:") as connection:
            path = _literal(str(self._path))
            connection.execute(f"SET allowed_paths = [{path}]")
            _lock(connection)
            yield from _rows(connection, f"read_parquet({path})")


class PostgresTable(_Rows):
    """The rows of a table or view on a PostgreSQL server; `schema.table` for one that is not in
    the schema `public`. The server too is told to write nothing, and to stop in time."""

    def __init__(self, connection: Connection) -> None:
        self._to = connection

    def __iter__(self) -> Iterator[Row | Bad]:
        with _duckdb(":memory:") as connection:
            _load_postgres(connection)
            for statement in attaching(self._to):
                _reach(connection, statement, self._to)
            _lock(connection)
            yield from _rows(connection, _table_in(connection, "'server'", "public", self._to.table))


def attaching(to: Connection) -> tuple[str, str]:
    """What is said to DuckDB to open a server as the database `server`. The password stands in
    a secret, since DuckDB's messages quote what is attached; without one the secret is there too,
    so that no secret is taken that the user once stored for something else."""
    parameters = {
        "connect_timeout": "10",
        "application_name": "strategymap",
        **to.parameters,
        "options": f"-c default_transaction_read_only=on -c statement_timeout={TIME_LIMIT}s",
    }
    where = " ".join(f"{name}={_parameter(value)}" for name, value in parameters.items())
    password = f", PASSWORD {_literal(to.password)}" if to.password else ""
    return (
        f"CREATE TEMPORARY SECRET password (TYPE postgres{password})",
        f"ATTACH {_literal(where)} AS server (TYPE postgres, READ_ONLY, SECRET password)",
    )


def _reach(connection: Any, statement: str, to: Connection) -> None:
    import duckdb

    try:
        connection.execute(statement)
    except duckdb.Error as error:
        reason = re.split("""["']: """, _told(error))[-1]  # behind what was attached
        remedy = "look into the connection; a password may stand in PGPASSWORD or ~/.pgpass"
        if "password" in to.parameters:
            remedy = (
                "PGPASSWORD is kept from a server that a folder's settings name: write its host in PGHOST "
                "too, or give the connection with --measurements"
            )
        raise Unreadable(f"the server can't be reached ({shown(reason, 160)})", remedy) from None


def _load_postgres(connection: Any) -> None:
    """Load DuckDB's extension for PostgreSQL: as DuckDB has it, else from the package that brings
    it, else from DuckDB's own server. DuckDB checks its signature each time."""
    import duckdb

    packaged = [f"LOAD {_literal(str(file))}" for file in _packaged(duckdb.__version__)]
    for statement in ("LOAD postgres", *packaged, "INSTALL postgres; LOAD postgres"):
        try:
            connection.execute(statement)
        except duckdb.Error:
            continue
        return
    raise Unreadable(
        f"DuckDB {duckdb.__version__} has no extension for PostgreSQL here and can't download it",
        f"try again with a network, or run: pip install {_PACKAGE.replace('_', '-')}",
    )


def _packaged(version: str) -> list[Path]:
    """The extension in the package that brings it, if it is there for this version of DuckDB."""
    package = find_spec(_PACKAGE)
    folders = (package.submodule_search_locations if package else None) or []
    files = [Path(each, "extensions", f"v{version}", "postgres_scanner.duckdb_extension") for each in folders]
    return [file for file in files if file.is_file()]


@contextmanager
def _duckdb(database: str, *, read_only: bool = False) -> Iterator[Any]:
    if find_spec("duckdb") is None:
        raise Unreadable(
            "Parquet, DuckDB and PostgreSQL need duckdb, which isn't installed",
            installing("data"),
        )
    import duckdb

    try:
        with duckdb.connect(database, read_only=read_only, config=dict(_BOUNDS)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            yield connection
    except duckdb.Error as error:
        raise Unreadable(f"DuckDB can't read it ({shown(_told(error), 160)})", "look into it") from None


def _told(error: Exception) -> str:
    """The first line of what DuckDB says; that of version 1.3 can hold a password."""
    return _PASSWORD.sub("password=***", str(error).partition("\n")[0])


def _lock(connection: Any) -> None:
    """Open nothing more from here on, whatever a view in the database asks for."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _table_in(connection: Any, database: str, default: str, name: str) -> str:
    """A table or view as SQL, by its name in a database that is open, given as SQL; in the schema
    `default` unless the name says another. Raises Unreadable."""
    query = (
        "SELECT table_catalog, table_schema, table_name FROM information_schema.tables "  # noqa: S608 - a constant
        f"WHERE table_catalog = {database} AND table_schema NOT IN ('information_schema', 'pg_catalog') "
        "ORDER BY table_schema, table_name"
    )
    known = {
        table if schema == default else f"{schema}.{table}": (catalog, schema, table)
        for catalog, schema, table in connection.execute(query).fetchall()
    }
    found = known[_known_table(name.removeprefix(f"{default}."), list(known))]
    return ".".join(map(_identifier, found))


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


def _literal(text: str) -> str:
    """A text for SQL.

    >>> print(_literal("it's"))
    'it''s'
    """
    return "'" + text.replace("'", "''") + "'"


def _parameter(value: str) -> str:
    r"""A value for libpq.

    >>> print(_parameter(r"a'b\c"))
    'a\'b\\c'
    """
    return "'" + re.sub(r"(['\\])", r"\\\1", value) + "'"


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
    cell = _identifier(name)
    if column == "at" and kind.upper().startswith(("TIMESTAMP", "DATETIME")):
        return f"CAST({cell} AS DATE)"
    if kind.upper() in {"BLOB", "BINARY"}:
        return f"CASE WHEN {cell} IS NOT NULL THEN '{written(b'')}' END"
    return cell if _SHORT.fullmatch(kind) else f"left(CAST({cell} AS VARCHAR), {_LONGEST_TEXT})"


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
