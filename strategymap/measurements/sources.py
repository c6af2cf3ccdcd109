"""Where measurements come from: which reader a file needs, and what may be named where.

A map, which may be a stranger's, names files in or below its own folder. The user names any
file, and a table in a database or on a server, on the command line, in the environment or in
a folder's settings.
"""

from __future__ import annotations

import stat
import time
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from strategymap import files
from strategymap.errors import MeasurementsError
from strategymap.measurements.connection import Found, connection, is_connection, kept_from
from strategymap.measurements.rows import MOST_ROWS, Reader, Table, Unreadable, table_of
from strategymap.wording import nearest, without_password

#: A file that is larger is refused unread. A database may be of any size.
LARGEST_FILE = 256 << 20

_TEXT = {".csv", ".tsv", ".txt"}
_PARQUET = {".parquet", ".pq"}
_WORKBOOK = {".xlsx", ".xlsm"}
#: Usual names of databases; which they are is told by how they begin.
_DATABASE = {".duckdb", ".db", ".sqlite", ".sqlite3"}
#: How database files begin, and where.
_MAGIC = {"sqlite": (0, b"SQLite format 3\0"), "duckdb": (8, b"DUCK")}
_WANTED = "name a .csv, .xlsx or .parquet file"
#: The nearest name is looked for among so many.
_MOST_NAMES = 1_000
#: Seconds for which the answer of a server is used: all the maps of one run share it.
_FRESH = 60


class Source:
    """A table that the user named beside the map: a file, `FILE#TABLE` or a connection. `name`
    is what it is called in messages: from the current folder where it lies there, and without a
    password."""

    def __init__(self, given: str) -> None:
        self._given = given
        self.name = without_password(files.shown(given))

    @property
    def path(self) -> Path | None:
        """The file; None for a connection."""
        return None if is_connection(self._given) else file_of(self._given)

    @property
    def table(self) -> Table:
        """The table. The last few are remembered as long as their files stay as they are, or for
        a minute: many maps may share one. Raises MeasurementsError."""
        try:
            if is_connection(self._given):
                found = isinstance(self._given, Found)
                return _answered(self._given, int(time.monotonic() // _FRESH), found=found)
            path, part = _parted(self._given, Path())
            return _remembered(self.name, files.full(path), part, _state(path))
        except Unreadable as error:
            raise MeasurementsError(f"{self.name}: {error}") from error


def _state(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """What changes when a file, or the log of a database beside it, is written."""
    return tuple(_stamp(Path(f"{path}{log}")) for log in ("", "-wal", ".wal"))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=4)
def _remembered(name: str, path: Path, part: str, _: object) -> Table:
    return _table(name, path, part, databases=True)


@lru_cache(maxsize=4)
def _answered(given: str, _: int, *, found: bool) -> Table:
    server = kept_from(connection(given)) if found else connection(given)
    from strategymap.measurements.database import PostgresTable

    return table_of(without_password(given), PostgresTable(server))


def file_of(name: str, folder: Path = Path()) -> Path:
    """The file of a source that is named from a folder."""
    return _parted(name, folder)[0]


def named_by_map(target: str, folder: Path, most: int) -> Table:
    """A table that a map in `folder` names, of at most so many rows. Raises Unreadable."""
    if is_connection(target):
        raise Unreadable(
            "a map can't name a server", "give it with --measurements, or save the table as .csv"
        )
    try:
        path, part = _parted(target, folder)
        outside = files.leads_out(path, target, folder)
    except (OSError, ValueError, RuntimeError):
        outside = True
    if outside:
        raise Unreadable(
            f'"{target}" leaves the folder of the map',
            "name a file beside or below the map, or give it with --measurements",
        )
    return _table(str(folder / target), path, part, most, databases=False)


def _table(name: str, path: Path, part: str, most: int = MOST_ROWS, *, databases: bool) -> Table:
    """Read a table. Raises Unreadable, also where a disk or the network fails half way."""
    try:
        return table_of(name, _reader(path, part, databases=databases), most)
    except OSError as error:
        raise _refused(error) from error


def _parted(name: str, folder: Path) -> tuple[Path, str]:
    """The file, and the sheet or table in it. A # can also belong to the file's name."""
    whole, (file, _, part) = folder / name, name.rpartition("#")
    return (whole, "") if not file or files.exists(whole) else (folder / file, part.strip())


def _reader(path: Path, part: str, *, databases: bool) -> Reader:
    _refuse_odd_files(path)
    kind = _kind(path)
    if kind in _MAGIC:
        if not databases:
            raise Unreadable(
                "a map can't name a database", "give it with --measurements, or save the table as .csv"
            )
        return _database(kind, path, part)
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable(f"this file is larger than {LARGEST_FILE >> 20} MB", "divide it by years")
    if kind == "workbook":
        workbook: Any = import_module("strategymap.measurements.workbook")
        reader: Reader = workbook.Workbook(path, part)
        return reader
    if part:
        raise Unreadable(
            "only workbooks and databases have parts to name", "take the # and what follows it out"
        )
    if kind == "parquet":
        return _database(kind, path, "")
    from strategymap.measurements.csv_table import CsvTable

    return CsvTable(path)


def _refuse_odd_files(path: Path) -> None:
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            path.open("rb").close()
            return
    except FileNotFoundError:
        beside = {Path(name).stem: name for name in sorted(_names_beside(path))}
        close = nearest(path.stem, beside)
        remedy = f"write {beside[close]}" if close else "check the name and the folder"
        raise Unreadable("there is no such file", remedy) from None
    except (OSError, ValueError) as error:
        raise _refused(error) from error
    what = "a folder" if stat.S_ISDIR(mode) else "a device or a channel"
    raise Unreadable(f"this is {what}, not a file", _WANTED)


def _refused(error: OSError | ValueError) -> Unreadable:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Unreadable(f"this can't be read ({reason})", _WANTED)


def _names_beside(path: Path) -> list[str]:
    """The tables and databases in the folder of a file."""
    try:
        names = [each for _, each in zip(range(_MOST_NAMES), path.parent.iterdir(), strict=False)]
    except OSError:
        return []
    known = _TEXT | _PARQUET | _WORKBOOK | _DATABASE
    return [each.name for each in names if each.suffix.lower() in known]


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(16)
    for kind, (offset, magic) in _MAGIC.items():
        if start[offset:].startswith(magic):
            return kind
    suffix = path.suffix.lower()
    for kind, suffixes in {"text": _TEXT, "workbook": _WORKBOOK, "parquet": _PARQUET}.items():
        if suffix in suffixes:
            return kind
    raise Unreadable(f'"{path.name}" is no table that can be read here', f"{_WANTED}, or a database")


def _database(kind: str, path: Path, part: str) -> Reader:
    from strategymap.measurements.database import DuckdbTable, ParquetTable, SqliteTable

    if kind == "parquet":
        return ParquetTable(path)
    return SqliteTable(path, part) if kind == "sqlite" else DuckdbTable(path, part)
