"""How often `evidence` errs: the tables of the page are measured again, with fewer runs and
other random numbers, and must not differ by more than chance."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from simulated_histories import LEVEL, TABLES

PAGE = Path(__file__).parent.parent.parent / "docs" / "explanation" / "evidence.md"
#: Runs for each figure of a table, few enough for all to take some seconds.
RUNS = {"false alarms": 35, "found": 30, "maps": 3, "intervals": 30, "independences": 30}
#: Behind the figures on the page.
RUNS_OF_THE_PAGE = {"maps": 200}
#: Shares that differ more than chance brings once in ten thousand times are no longer the same.
RARE = 1e-4


def told(name: str) -> dict[str, list[float]]:
    """The figures on the page by row, as shares."""
    page = PAGE.read_text("utf-8")
    (table,) = re.findall(rf"<!-- table: {name} -->\n(.*?)<!-- end -->", page, re.DOTALL)
    rows = [line.strip("|").split("|") for line in table.strip().split("\n")[2:]]
    return {cells[0].strip(): [float(cell) / 100 for cell in cells[1:]] for cells in rows}


def differs(counted: float, expected: float, runs: int, runs_of_the_page: int) -> bool:
    """Whether two shares differ by more than chance brings (Fisher's exact test)."""
    table = [
        [round(share * number), round((1 - share) * number)]
        for share, number in ((counted, runs), (expected, runs_of_the_page))
    ]
    return float(stats.fisher_exact(table).pvalue) < RARE


@pytest.mark.parametrize("name", TABLES)
def test_the_page_tells_the_rates_that_are_measured(name: str) -> None:
    sizes, rows = TABLES[name]
    page, runs = told(name), RUNS[name]
    behind = RUNS_OF_THE_PAGE.get(name, 1000)
    assert list(page) == list(rows)
    wrong, all_counted, all_told = [], [], []
    for row, counted in rows.items():
        for size, expected in zip(sizes, page[row], strict=True):
            random = np.random.default_rng([zlib.crc32(row.encode()), size, 1])
            share = float(counted(random, runs, size).mean())
            all_counted.append(share)
            all_told.append(expected)
            if differs(share, expected, runs, behind):
                wrong.append((row, size, share, expected))
    assert wrong == []
    cells = len(all_told)
    shares = float(np.mean(all_counted)), float(np.mean(all_told))
    assert not differs(*shares, cells * runs, cells * behind), shares


def test_false_alarms_are_as_rare_as_is_promised() -> None:
    shares = [share for row in told("false alarms").values() for share in row]
    assert float(np.mean(shares)) == pytest.approx(LEVEL, abs=0.006)
    assert max(shares) < 0.085
