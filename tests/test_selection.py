"""Selectors pick a part of a map."""

from __future__ import annotations

import re

import pytest

from strategymap.errors import UnknownName
from strategymap.graph import MapGraph
from strategymap.loader import loads
from strategymap.selection import Part, line_of_sight, picked, select

GRAPH = MapGraph(
    loads(
        "title: M\n"
        "goals:\n"
        "  profit: {title: Profit, perspective: financial, owner: Head of money}\n"
        "  loyalty: {title: Loyalty, supports: profit, perspective: customer, tags: [big]}\n"
        "outcomes:\n  solved: {title: Solved, supports: loyalty}\n"
        'outputs:\n  training: {title: Training, supports: solved, owner: "Head of money, risk"}\n'
        "kpis:\n"
        "  fcr: {title: First-contact resolution, measures: solved, level: department}\n"
        "  clicks: {title: Clicks, owner: O'Brien, tags: [c++]}\n"
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
        ("+solved+", ["profit", "loyalty", "solved", "training", "fcr"]),
        ("rule:orphan-kpi loyalty", ["loyalty"]),
        ('owner:"Head of money, risk"', ["training"]),
        ("owner:'Head of money, risk'+", ["profit", "loyalty", "solved", "training"]),
        ("owner:O'Brien", ["clicks"]),
        ('tag:"c++",kind:kpi', ["clicks"]),
        ('"owner:Head of money"', ["profit"]),
        ('kind:Goal "loyalty"', ["profit", "loyalty"]),
        ("kind:kpi tag:none", ["fcr", "clicks"]),
    ],
)
def test_a_selector_picks_in_map_order(selector, picked):
    assert select(GRAPH, selector) == picked


def test_what_is_excluded_is_left_out_and_may_be_nothing():
    assert select(GRAPH, "+loyalty", exclude="kind:kpi solved") == ["loyalty", "training"]
    assert select(GRAPH, "loyalty", exclude="tag:none") == ["loyalty"]
    with pytest.raises(UnknownName, match='the nearest is "solved"'):
        select(GRAPH, "loyalty", exclude="solve")
    with pytest.raises(UnknownName, match='all that "loyalty" picks is excluded by "kind:goal"'):
        select(GRAPH, "loyalty", exclude="kind:goal")


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
        ("colour:red", '"colour:" is no selector; write one of kind:, perspective:'),
        ("onwer:Ann", '"onwer:" is no selector; the nearest is "owner:"'),
        ("kind:gaol kind:kpi", '"gaol" is none of goal, outcome, .*; the nearest is "goal"'),
        ("tag:bigg", 'picks nothing on this map; the nearest is "big"'),
        ("owner:O'Brian", 'picks nothing on this map; the nearest is "O\'Brien"'),
        ("rule:orphan-kpis", 'no rule "orphan-kpis"; the nearest is "orphan-kpi"'),
        ("owner:", '"owner:" asks for a value'),
        ("kind:goal, tag:big", "a space beside a comma"),
        ("kind:goal ,tag:big", "a space beside a comma"),
        ("kind:goal,", "ends with a comma"),
        (",kind:goal", "begins with a comma"),
        ("perspective:clients", "picks nothing on this map; there is customer and financial"),
        ("owner:Head of money", "a value with spaces stands in quotes: 'owner:\"Head of money\"'"),
        ("loyalty owner:Head of money", 'there is no node or KPI "of"'),
        ("owner:Head of money profit", "stands in quotes: 'owner:\"Head of money\"'"),
        ("owner:Head loyality", 'the nearest is "loyalty"'),
        ("focus:risk", "picks nothing on this map; there is experience"),
        ("tag:c++", "can't be read"),
        ("tag:none", "picks nothing"),
        ("", "picks nothing on this map; write an id, .id, id. or kind:goal"),
        ('owner:"open', "open quote"),
        ("a++b", "can't be read"),
        ("9" * 5000 + "+loyalty", "can't be read"),
    ],
)
def test_a_selector_that_picks_nothing_says_why(selector, reason):
    with pytest.raises(UnknownName, match=reason):
        select(GRAPH, selector)


def test_the_line_of_sight_runs_up_and_down_and_for_a_kpi_through_what_it_measures():
    assert line_of_sight(GRAPH, "solved") == {"training", "fcr", "solved", "loyalty", "profit"}
    assert line_of_sight(GRAPH, "fcr") == line_of_sight(GRAPH, "solved")
    assert line_of_sight(GRAPH, "clicks") == {"clicks"}
    with pytest.raises(UnknownName, match='the nearest is "loyalty"'):
        line_of_sight(GRAPH, "loyality")


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        (Part(), (None, set())),
        (
            Part(focus="loyalty", exclude="kind:kpi"),
            ({"training", "solved", "loyalty", "profit"}, {"fcr", "clicks"}),
        ),
        (Part(select="kind:goal", tag="big"), ({"loyalty"}, set())),
        (Part(owner="head of money", level=None), ({"profit"}, set())),
        (Part(level="department"), ({"fcr"}, set())),
        (
            Part(exclude="kind:goal kind:kpi"),
            ({"solved", "training"}, {"profit", "loyalty", "fcr", "clicks"}),
        ),
    ],
)
def test_what_is_given_of_a_part_holds_together(part, wanted):
    assert picked(GRAPH, part) == wanted


def test_a_part_that_holds_nothing_says_what_was_asked_for():
    with pytest.raises(
        UnknownName, match=r'^owner "Ann", tag "bigg", without "kind:kpi" picks nothing on this map'
    ):
        picked(GRAPH, Part(owner="Ann", tag="bigg", exclude="kind:kpi"))
    with pytest.raises(UnknownName, match=r'^"team" is none of corporate, department, operational'):
        picked(GRAPH, Part(level="team"))


def test_parts_that_have_nothing_in_common_say_so():
    with pytest.raises(UnknownName, match=r'^focus "clicks", tag "big" have nothing in common on this map$'):
        picked(GRAPH, Part(focus="clicks", tag="big"))


def test_what_is_empty_or_no_id_is_told():
    with pytest.raises(UnknownName, match='"owner" asks for a value; write one, or leave it out'):
        picked(GRAPH, Part(owner=" "))
    with pytest.raises(UnknownName, match="focus takes one id, a selector goes with select"):
        picked(GRAPH, Part(focus="kind:goal"))


def test_a_part_of_the_map_is_drawn_with_its_kpis_and_says_that_it_is_a_part(tmp_path):
    import strategymap

    (tmp_path / "map.yaml").write_text(GRAPH.loaded.sources[0].document.text)
    drawn = strategymap.load(tmp_path / "map.yaml").render(select="solved")
    assert "First-contact resolution" in drawn
    assert set(re.findall(r"\S+ .Loyalty.", drawn)) == {"supports “Loyalty”"}  # which is left out
    assert "part of the map: 1 of" in drawn
