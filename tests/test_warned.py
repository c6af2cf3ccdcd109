"""Warnings are told at the line of whoever asked, not at one of ours."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

import strategymap
from strategymap import render
from strategymap.render.media import MEDIA
from strategymap.warned import warn


@pytest.mark.parametrize(
    ("name", "wishes"),
    [
        ("map.svg", {"medium": "a4"}),
        ("map.pdf", {"medium": "a4", "split": True}),
        ("map.pptx", {}),
    ],
)
def test_a_picture_warns_at_the_line_that_asks_for_it(
    name: str, wishes: dict[str, str], tmp_path: Path
) -> None:
    kpis = ", ".join(f"k{number}: What is counted {number}" for number in range(90))
    loaded = strategymap.loads(f"title: M\ngoals: {{g: {{title: G, kpis: {{{kpis}}}}}}}")
    with warnings.catch_warnings(record=True, action="always") as told:
        loaded.render(tmp_path / name, **wishes)  # type: ignore[arg-type]
        if name.endswith(".svg"):
            render.draw(loaded.view, medium=MEDIA["a4"])
    assert {each.filename for each in told} == {__file__}


def test_a_warning_has_its_kind() -> None:
    with pytest.warns(DeprecationWarning, match="old"):
        warn("old", DeprecationWarning)
