"""Measures how often `evidence` errs, with histories of which we know the truth, and writes the
tables of docs/explanation/evidence.md.

    python tests/benchmarks/evidence_rates.py             all tables, about twenty minutes
    python tests/benchmarks/evidence_rates.py found       one of them
    python tests/benchmarks/evidence_rates.py --print     to the terminal only
"""

from __future__ import annotations

import re
import sys
import zlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from simulated_histories import TABLES  # noqa: E402

PAGE = ROOT / "docs" / "explanation" / "evidence.md"
RUNS = 1000
#: Tables whose runs are whole maps.
FEWER = {"maps": 200}


def table(name: str) -> str:
    """A table in Markdown, in per cent."""
    sizes, rows = TABLES[name]
    runs = FEWER.get(name, RUNS)
    lines = [
        "| % | " + " | ".join(f"{size} months" for size in sizes) + " |",
        "|---" * (len(sizes) + 1) + "|",
    ]
    for row, counted in rows.items():
        cells = []
        for size in sizes:
            random = np.random.default_rng([zlib.crc32(row.encode()), size])
            cells.append(f"{100 * counted(random, runs, size).mean():.1f}")
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    return "\n".join(lines)


def written(page: str, name: str, text: str) -> str:
    """The page with one table replaced; it stands between two marks."""
    pattern = rf"(<!-- table: {name} -->\n).*?(<!-- end -->)"
    return re.sub(pattern, lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page, flags=re.DOTALL)


def main() -> None:
    """Measure and write the tables asked for."""
    asked = [word for word in sys.argv[1:] if not word.startswith("-")] or list(TABLES)
    for name in asked:
        text = table(name)
        if "--print" not in sys.argv:
            PAGE.write_text(written(PAGE.read_text("utf-8"), name, text), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
