"""How good the pictures are, in numbers that must not get worse.

`quality_table.txt` holds the numbers of the example maps and of 200 generated ones. With
STRATEGYMAP_REWRITE_QUALITY set the tests write what they measure (without `-n`); read the
difference before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import ROOT
from render.generated_views import GROUPS, SIZE_OF_A_GROUP, Group
from render.measures import NAME, crossings, heading, measures
from render.quality import faults
from render.sample_views import view

from strategymap import opening
from strategymap.render import engine
from strategymap.render.drawing import Drawing
from strategymap.render.sheet import sheet
from strategymap.view import View

TABLE = Path(__file__).with_name("quality_table.txt")
REWRITE = "STRATEGYMAP_REWRITE_QUALITY"
MAPS = sorted((ROOT / "maps").glob("*.yaml"))


def drawn(shown: View) -> Drawing:
    return sheet(shown, lambda source: engine.lay_out(source, engine="graphviz-pure"))


def written() -> dict[str, str]:
    """The lines of the table by the name at their beginning."""
    lines = TABLE.read_text("utf-8").splitlines() if TABLE.exists() else []
    return {line[:NAME].strip(): line for line in lines}


def assert_as_written(name: str, drawings: Iterable[Drawing]) -> None:
    """The numbers are those of the table; where they are asked for, they are written there."""
    found = measures(drawings).row(name)
    if os.environ.get(REWRITE):
        names = ["", *(path.stem for path in MAPS), *(group.name for group in GROUPS)]
        lines = written() | {"": heading(), name: found}
        TABLE.write_text("".join(f"{lines[one]}\n" for one in names if one in lines), "utf-8")
    known = written().get(name, "nothing")
    assert found == known, (
        f"the pictures differ from the table; lower is better\n{heading()}\n{known}   written"
        f"\n{found}   measured\nlook at them, and write the new numbers with {REWRITE}=1"
    )


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_example_maps_are_drawn_as_well_as_the_table_says(path: Path) -> None:
    assert_as_written(path.stem, [drawn(opening.load(path).view)])


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_generated_maps_are_drawn_as_well_as_the_table_says_and_without_a_fault(group: Group) -> None:
    drawings = [drawn(shown) for shown in group.views()]
    assert {number: found for number, one in enumerate(drawings) if (found := faults(one))} == {}
    assert_as_written(group.name, drawings)


def test_the_table_tells_of_all_maps_and_of_nothing_else() -> None:
    assert list(written()) == ["", *(path.stem for path in MAPS), *(group.name for group in GROUPS)]
    assert len(GROUPS) * SIZE_OF_A_GROUP == 200


def test_crossings_are_counted_once_where_lines_share_their_way() -> None:
    crossed = view("a | A\n  goal a: A\n  goal b: B\nb | B\n  outcome c: C > a b\n  outcome d: D > a b")
    side_by_side = view("a | A\n  goal a: A\n  goal b: B\nb | B\n  outcome c: C > a\n  outcome d: D > b")
    assert (crossings(drawn(crossed)), crossings(drawn(side_by_side))) == (1, 0)
