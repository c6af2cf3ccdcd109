"""Measures how long tables of 300,000 rows take, in one process, beside the bare csv module on
the same rows, and the memory that they need at most.

    python tests/benchmarks/bench_measurements.py            all kinds
    python tests/benchmarks/bench_measurements.py csv xlsx   some of them
"""

from __future__ import annotations

import csv
import datetime
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import openpyxl

import strategymap

ROWS, KPIS = 300_000, 1_000
KINDS = ("csv", "parquet", "duckdb", "sqlite", "xlsx")


def rows() -> Iterator[tuple[str, str, float]]:
    """The same rows each time: 300 months of 1,000 KPIs."""
    choose = random.Random(1)
    for number in range(ROWS):
        month = number // KPIS
        day = datetime.date(2000 + month // 12, month % 12 + 1, 1)
        yield f"kpi-{number % KPIS}", day.isoformat(), round(choose.uniform(0, 100), 3)


def write(folder: Path) -> None:
    """The tables of every kind, and a map for each."""
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("kpi", "at", "value"), *rows()])
    with duckdb.connect(str(folder / "t.duckdb")) as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{folder / 't.csv'}')")
        connection.execute(f"COPY t TO '{folder / 't.parquet'}' (FORMAT parquet)")
    lite = sqlite3.connect(folder / "t.sqlite")
    lite.execute('CREATE TABLE t(kpi TEXT, "at" TEXT, value REAL)')
    lite.executemany("INSERT INTO t VALUES (?, ?, ?)", rows())
    lite.commit()
    lite.close()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["kpi", "at", "value"])
    for kpi, day, value in rows():
        sheet.append([kpi, datetime.date.fromisoformat(day), value])
    book.save(folder / "t.xlsx")


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare(path: Path) -> int:
    """What the csv module needs for the rows alone."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(len(row) for row in csv.reader(file))


def measure(folder: Path, kind: str) -> float:
    """Seconds for the histories of all KPIs from one table."""
    text = "title: T\nas_of: 2030-01-01\nkpis:\n" + "".join(f"  kpi-{n}: K{n}\n" for n in range(KPIS))
    table = folder / f"t.{kind}"
    part = "#t" if kind in {"duckdb", "sqlite"} else ""
    card = strategymap.loads(text, measurements=[f"{table}{part}"]).in_words.scorecard

    def histories() -> None:
        assert sum(len(card.history(f"kpi-{n}")) for n in range(KPIS)) == ROWS

    return seconds(histories)


def main(kinds: list[str]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        beside = min(seconds(lambda: bare(folder / "t.csv")) for _ in range(3))
        print(f"{'table':8} {'seconds':>8} {'csv.reader':>10} {'ratio':>6}")
        for kind in kinds:
            took = measure(folder, kind)  # once: a table that was read is remembered
            print(f"{kind:8} {took:8.2f} {beside:10.2f} {took / beside:6.1f}", flush=True)
        print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:] or list(KINDS))
