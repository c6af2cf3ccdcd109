"""Measures reading beside a bare pass over the events of the same C parser, the garbage
collector off in both, and what one document keeps in memory. In one process, in turn.

    python tests/benchmarks/bench_document.py
"""

from __future__ import annotations

import json
import os
import statistics
import tracemalloc
from collections.abc import Callable

import yaml
from generate import text

from strategymap.document import parse, without_gc

ROUNDS = {10_000: 15, 100_000: 5}


def seconds(work: Callable[[], object]) -> float:
    """The processor time that something takes; what it returns is dropped afterwards."""
    start = os.times().user
    result = work()
    end = os.times().user
    del result
    return end - start


def events(source: str) -> None:
    """The bare pass."""
    for _ in yaml.parse(source, Loader=yaml.CSafeLoader):
        pass


def kept(source: str) -> int:
    """The bytes that a document keeps besides its text."""
    tracemalloc.start()
    document = parse(source, "map.yaml")
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del document
    return size


def row(size: int, rounds: int) -> tuple[str, float]:
    """One line of the table, and the seconds that reading YAML takes."""
    source = text(size)
    as_json = json.dumps(parse(source, "map.yaml").tree)
    with without_gc():
        pairs = [
            (seconds(lambda: events(source)), seconds(lambda: parse(source, "map.yaml")))
            for _ in range(rounds)
        ]
        in_json = min(seconds(lambda: parse(as_json, "map.json", "json")) for _ in range(3))
    bare, whole = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(parsed / passed for passed, parsed in pairs)
    begin = f"{size:7,} {len(source) / 1e6:5.1f} {bare:9.2f} {whole:8.2f} {ratio:6.2f}"
    return f"{begin} {in_json:24.2f} {kept(source) / 1e6:8.0f}", whole


def main() -> None:
    """Print the table."""
    print("  nodes    MB  events s  parse s  ratio (median of pairs)  JSON s  kept MB")
    took = []
    for size, rounds in ROUNDS.items():
        line, whole = row(size, rounds)
        took.append(whole)
        print(line)
    print(f"growth from 10,000 to 100,000 nodes: {took[1] / took[0]:.1f}")


if __name__ == "__main__":
    main()
