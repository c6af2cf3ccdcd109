"""Measures how long pictures take, in one process, beside the bare layout engine on the same
document: as we ask it, and asked for the lines of the links too, which we draw ourselves.

python tests/benchmarks/bench_render.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from render.sample_views import contact_centre, large

from strategymap import render
from strategymap.render import engine
from strategymap.render.sheet import sheet
from strategymap.view import View

ROUNDS = 15


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def document_of(shown: View) -> str:
    """What the engine is asked for a view."""
    asked: list[str] = []

    def listen(source: str) -> dict[str, object]:
        asked.append(source)
        return engine.lay_out(source, time_limit=120)

    sheet(shown, listen)
    return asked[0]


def row(name: str, shown: View, rounds: int = ROUNDS) -> str:
    """One line of the table: medians in seconds, and the medians of the ratios of pairs."""
    source = document_of(shown).encode("ascii")
    with_lines = source.replace(b"splines=none", b"splines=true")
    command = [*engine.command(), "-Tjson0"]

    def run(text: bytes) -> float:
        return seconds(lambda: subprocess.run(command, input=text, capture_output=True, check=True))

    times = [
        (seconds(lambda: render.draw(shown, time_limit=120)), run(source), run(with_lines))
        for _ in range(rounds)
    ]
    whole, bare, lines = (statistics.median(column) for column in zip(*times, strict=True))
    ratios = [statistics.median(time[0] / time[n] for time in times) for n in (1, 2)]
    return f"{name:24} {whole:8.3f} {bare:10.3f} {ratios[0]:6.2f} {lines:10.3f} {ratios[1]:6.2f}"


if __name__ == "__main__":
    print(f"{'map':24} {'picture':>8} {'engine':>10} {'ratio':>6} {'with lines':>10} {'ratio':>6}")
    print(row("contact centre, 22 cards", contact_centre()))
    print(row("100 cards", large(100)))
    print(row("400 cards", large(400), 5))
    print(row("1,000 cards", large(1000), 3))
    print(row("1,000 cards, no order", large(1000, messy=True), 1))
