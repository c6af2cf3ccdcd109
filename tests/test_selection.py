"""Selectors pick a part of a map."""

from __future__ import annotations

import pytest

from strategymap.errors import UnknownName
from strategymap.graph import MapGraph
from strategymap.loader import loads
from strategymap.selection import select

GRAPH = MapGraph(
    loads(
        "title: M\n"
        "goals:\n"
        "  profit: {title: Profit, perspective: financial, owner: Head of money}\n"
        "  loyalty: {title: Loyalty, supports: profit, perspective: customer, tags: [big]}\n"
        "outcomes:\n  solved: {title: Solved, supports: loyalty}\n"
        "outputs:\n  training: {title: Training, supports: solved}\n"
        "kpis:\n"
        "  fcr: {title: First-contact resolution, measures: solved, level: department}\n"
        "  clicks: {title: Clicks}\n"
    )
)


@pytest.mark.parametrize(
    ("selector", "picked"),
    [
        ("loyalty", ["loyalty"]),
        ("+loyalty", ["loyalty", "solved", "training", "fcr"]),
        ("1+loyalty", ["loyalty", "solved"]),
        ("2+loyalty", ["loyalty", "solved", "training", "fcr"]),
        ("solved+", ["profit", "loyalty", "solved"]),
        ("fcr+1", ["solved", "fcr"]),
        ("1+solved+1", ["loyalty", "solved", "training", "fcr"]),
        ("kind:kpi", ["fcr", "clicks"]),
        ("focus:experience", ["loyalty"]),
        ("focus:quality", ["fcr"]),
        ("perspective:financial", ["profit"]),
        ('owner:"head of money"', ["profit"]),
        ('owner:" HEAD  of Money"', ["profit"]),
        ("level:department tag:big", ["loyalty", "fcr"]),
        ("+profit,kind:kpi", ["fcr"]),
    ],
)
def test_a_selector_picks_in_map_order(selector, picked):
    assert select(GRAPH, selector) == picked


def test_a_rule_picks_what_it_found_and_no_node_that_is_called_as_an_owner_or_perspective_is():
    import strategymap

    board = strategymap.loads(
        "goals: {customer: {title: Trust, perspective: financial}, Ann: Growth}\noutputs: {o: Output}\n"
        "kpis: {k: {title: K, owner: Ann, measures: o}}\ntitle: T"
    )
    assert board.select("rule:orphan-kpi") == ["k"]
    for rule in ("no-line-of-sight", "empty-perspective"):
        with pytest.raises(UnknownName, match="picks nothing"):
            board.select(f"rule:{rule}")


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        ("loyality", 'the nearest is "loyalty"'),
        ("colour:red", '"colour:" is no selector'),
        ("tag:none", "picks nothing"),
        ("", "picks nothing"),
        ('owner:"open', "open quote"),
        ("a++b", "can't be read"),
        ("9" * 5000 + "+loyalty", "can't be read"),
    ],
)
def test_a_selector_that_picks_nothing_says_why(selector, reason):
    with pytest.raises(UnknownName, match=reason):
        select(GRAPH, selector)


def test_a_part_of_the_map_is_drawn_with_its_kpis_and_says_that_it_is_a_part(tmp_path):
    import strategymap

    (tmp_path / "map.yaml").write_text(GRAPH.loaded.sources[0].document.text)
    drawn = strategymap.load(tmp_path / "map.yaml").render(select="solved")
    assert "First-contact resolution" in drawn
    assert "Loyalty" not in drawn
    assert "part of the map: 1 of" in drawn
