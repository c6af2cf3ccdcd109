"""Writes a map of any size, for benchmarks: 5 % goals, 55 % outcomes, 40 % KPIs, about 1.9
links a node and 190 bytes a node.

    python tests/benchmarks/generate.py 100000 > map.yaml
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

PERSPECTIVES = ("financial", "customer", "process", "people")


def lines(size: int, seed: int = 1) -> Iterator[str]:
    """The lines of a map with `size` nodes and KPIs; the same for the same seed."""
    choose = random.Random(seed)
    goals, kpis = max(1, size * 5 // 100), size * 40 // 100
    outcomes = max(1, size - goals - kpis)
    yield "strategymap: 1\ntitle: Generated map\ngoals:"
    for number in range(goals):
        yield f"  goal-{number}:\n    title: Improve the result number {number}"
        yield f"    perspective: {PERSPECTIVES[number % 2]}\n    owner: Head of {number % 17}"
        if number > 3:
            yield f"    supports: goal-{choose.randrange(max(0, number - 4), number)}"
    yield "outcomes:"
    for number in range(outcomes):
        yield f"  outcome-{number}:\n    title: The outcome number {number} is better than before"
        yield f"    perspective: {PERSPECTIVES[2 + number % 2]}\n    supports:"
        for target in dict.fromkeys(_supported(choose, number, goals) for _ in range(2)):
            yield f"      {target}: because one thing leads to another"
    yield "kpis:"
    for number in range(kpis):
        told = dict.fromkeys(f"outcome-{each % outcomes}" for each in (number, number + kpis))
        yield f"  kpi-{number}:\n    title: Measure number {number}\n    measures: [{', '.join(told)}]"
        yield f"    focus: quality\n    unit: '%'\n    baseline: {choose.randrange(50)}\n    owner: Head of {number % 17}"
        yield f"    target: {{value: {50 + choose.randrange(50)}, by: 2026-12-31, for: all customers}}"
        if number % 3 == 0:
            yield "    source: survey"


def _supported(choose: random.Random, number: int, goals: int) -> str:
    """A goal for the first outcomes and now and then; else an outcome not far above."""
    if number < 2 * goals or choose.random() < 0.05:
        return f"goal-{choose.randrange(goals)}"
    return f"outcome-{choose.randrange(max(0, number - 200), number)}"


def text(size: int, seed: int = 1) -> str:
    """The map as one text."""
    return "\n".join(lines(size, seed)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text(int(sys.argv[1])))
