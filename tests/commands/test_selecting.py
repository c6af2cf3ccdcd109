"""`select`: the nodes and KPIs that a selector picks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

MAP = """\
title: Contact centre
goals:
  profit: Improve financial performance
  loyalty: {title: Improve customer loyalty, supports: profit, owner: "Head of service, sales"}
outcomes:
  solved: {title: Problems are solved, supports: loyalty}
kpis:
  fcr: {title: First-contact resolution, measures: solved}
"""
TITLES = {
    "profit": "Improve financial performance",
    "loyalty": "Improve customer loyalty",
    "solved": "Problems are solved",
    "fcr": "First-contact resolution",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP)


def test_the_ids_come_one_a_line_in_the_order_of_the_map(strategymap):
    assert strategymap("select", "map.yaml", "+profit") == (0, "profit\nloyalty\nsolved\nfcr\n", "")
    assert strategymap("select", "map.yaml", 'owner:"Head of service, sales"').out == "loyalty\n"


def test_what_is_excluded_is_left_out(strategymap):
    ran = strategymap("select", "map.yaml", "+profit", "--exclude", "kind:kpi 1+loyalty", "--format", "ids")
    assert ran == (0, "profit\n", "")


def test_a_table_tells_kind_and_title(strategymap):
    assert strategymap("select", "map.yaml", "solved+1 fcr", "--format", "table").out == (
        "loyalty  goal     Improve customer loyalty\n"
        "solved   outcome  Problems are solved\n"
        "fcr      kpi      First-contact resolution\n"
    )


def test_the_json_is_for_scripts(strategymap):
    assert json.loads(strategymap("select", "map.yaml", "1+solved", "--format", "json").out) == {
        "selected": [
            {"id": "solved", "kind": "outcome", "title": "Problems are solved"},
            {"id": "fcr", "kind": "kpi", "title": "First-contact resolution"},
        ]
    }


def test_a_part_of_the_map_is_drawn_without_what_is_hidden(strategymap):
    def cards(*args: str) -> list[str]:
        ran = strategymap("render", "map.yaml", "--format", "dot", *args)
        assert ran.code == 0, ran.err
        return [name for name in ("profit", "loyalty", "solved", "fcr") if f"{TITLES[name]}\\l" in ran.out]

    assert cards("--focus", "fcr", "--exclude", "profit") == ["loyalty", "solved", "fcr"]
    assert cards("--owner", "head of service, SALES") == ["loyalty"]
    assert cards("--select", "+profit", "--hide", "kpis", "--hide", "findings") == [
        "profit",
        "loyalty",
        "solved",
    ]


def test_a_part_that_holds_nothing_is_not_drawn(strategymap):
    ran = strategymap("render", "map.yaml", "--owner", "Ann", "--level", "corporate", "-o", "x.svg")
    assert ran == (
        2,
        "",
        'Error: level "corporate", owner "Ann" picks nothing on this map; nothing on it has any level\n',
    )
    assert not Path("x.svg").exists()


def test_what_can_not_be_hidden_is_told_with_what_can():
    import strategymap

    with pytest.raises(strategymap.UnknownName, match="write kpis, findings or status"):
        strategymap.load("map.yaml").render(hide=["titles"])


def test_a_selector_that_picks_nothing_says_so_and_prints_nothing(strategymap):
    ran = strategymap("select", "map.yaml", "kind:output", "--format", "json")
    told = 'Error: the selector "kind:output" picks nothing on this map; there is goal, kpi and outcome\n'
    assert ran == (2, "", told)


def test_several_selectors_need_no_quotes(strategymap):
    ran = strategymap("select", "map.yaml", "kind:outcome", "profit", "--format", "ids")
    assert ran == strategymap("select", "map.yaml", "kind:outcome profit", "--format", "ids")
    assert (ran.code, ran.out) == (0, "profit\nsolved\n")


def test_a_map_is_drawn_with_the_rest_of_it_faded(strategymap):
    ran = strategymap("render", "map.yaml", "--focus", "fcr", "--fade", "--format", "mmd")
    assert (ran.code, "classDef faded" in ran.out, "left out" in ran.out) == (0, False, False)
    ran = strategymap("render", "map.yaml", "--select", "solved", "--fade", "--format", "mmd")
    assert (ran.code, "classDef faded" in ran.out, "left out" in ran.out) == (0, True, False)
    assert strategymap("render", "map.yaml", "--fade", "-o", "x.svg") == (
        2,
        "",
        "Error: nothing is picked, so that nothing else can be faded; say what shall stand out, "
        "such as --focus ID\n",
    )


def test_a_slip_in_an_id_is_told_with_the_nearest_one(strategymap):
    ran = strategymap("select", "map.yaml", "loyality")
    assert (ran.code, ran.out) == (2, "")
    assert 'the nearest is "loyalty"' in ran.err
