"""Measures the speed that we want against something that anybody can run beside it, and
prints a table. Every figure is a whole process, the two in turn; the median ratio counts.

    python tests/benchmarks/goals.py            all of it, about ten minutes
    python tests/benchmarks/goals.py version    the rows whose name holds a word
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generate import text

PYTHON = sys.executable
STRATEGYMAP = [PYTHON, "-m", "strategymap"]
BARE = [PYTHON, "-c", "pass"]
EVENTS = """
import gc, sys, yaml
gc.disable()
for _ in yaml.parse(open(sys.argv[1], encoding="utf-8").read(), Loader=yaml.CSafeLoader): pass
"""
LOADER = """
import gc, sys, yaml, pathlib
gc.disable()
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""
RULES = """
import gc, sys, time
from pathlib import Path
from strategymap import check, graph, loader
gc.disable()
start = time.perf_counter()
loaded = graph.MapGraph(loader.load(Path(sys.argv[1]), rule_names=check.rule_names()))
parsed = time.perf_counter()
check.check(loaded)
print((time.perf_counter() - parsed) / (parsed - start))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, beside what, the ratio and the goal."""

    work: str
    beside: str
    ratio: float
    goal: float
    seconds: float


def seconds(command: list[str]) -> float:
    """How long one run takes. Exit code 1 is a check that found something."""
    start = time.perf_counter()
    ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if ran.returncode not in {0, 1}:
        raise SystemExit(f"{command} ended with {ran.returncode}")
    return time.perf_counter() - start


def paired(command: list[str], beside: list[str], runs: int) -> tuple[float, float]:
    """The median ratio of two commands run in turn, and the first one's median seconds."""
    seconds(command), seconds(beside)  # warm the file cache
    pairs = [(seconds(command), seconds(beside)) for _ in range(runs)]
    return statistics.median(a / b for a, b in pairs), statistics.median(a for a, _ in pairs)


def version(_: Path) -> Row:
    ratio, median = paired([*STRATEGYMAP, "--version"], BARE, 15)
    return Row("--version", "python -c pass", ratio, 5, median)


def cold_check(folder: Path) -> Row:
    ratio, median = paired([*STRATEGYMAP, "check", _map(folder, 100)], BARE, 15)
    return Row("cold check, 100 nodes", "python -c pass", ratio, 24, median)


def large_check(folder: Path) -> Row:
    file = _map(folder, 100_000)
    ratio, median = paired([*STRATEGYMAP, "check", file], [PYTHON, "-c", EVENTS, file], 3)
    return Row("check, 100,000 nodes", "a bare pass over the events", ratio, 3, median)


def growth(folder: Path) -> Row:
    commands = [[*STRATEGYMAP, "check", _map(folder, size)] for size in (100_000, 10_000)]
    ratio, median = paired(commands[0], commands[1], 3)
    return Row("growth, 10,000 to 100,000 nodes", "linear is 10", ratio, 12, median)


def all_rules(folder: Path) -> Row:
    command = [PYTHON, "-c", RULES, _map(folder, 100_000)]
    ratios = [float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(3)]
    return Row("all rules, 100,000 nodes", "loading the map", statistics.median(ratios), 0.6, 0)


def portfolio(folder: Path, files: int = 1_000) -> Row:
    """A tenth of the portfolio of 10,000 files: the ratio is the same."""
    maps = folder / "portfolio"
    maps.mkdir(exist_ok=True)
    for number in range(files):
        (maps / f"{number:05}.yaml").write_text(text(100, number), "utf-8")
    ratio, median = paired([*STRATEGYMAP, "check", str(maps)], [PYTHON, "-c", LOADER, str(maps)], 3)
    return Row(f"portfolio, {files:,} files of 100 nodes", "yaml.load(CSafeLoader)", ratio, 0.9, median)


MEASURES: dict[str, Callable[[Path], Row]] = {
    "version": version,
    "cold-check": cold_check,
    "large-check": large_check,
    "growth": growth,
    "all-rules": all_rules,
    "portfolio": portfolio,
}


def _map(folder: Path, size: int) -> str:
    path = folder / f"{size}.yaml"
    if not path.exists():
        path.write_text(text(size), "utf-8")
    return str(path)


def main(words: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    print("| work | beside | median ratio | goal | seconds |\n|---|---|---|---|---|")
    try:
        for name, measure in MEASURES.items():
            if not words or any(word in name for word in words):
                row = measure(folder)
                print(
                    f"| {row.work} | {row.beside} | {row.ratio:.2f} | {row.goal} | {row.seconds:.2f} |",
                    flush=True,
                )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
