"""`why`, `how`, `chains` and `catalogue`: answers for a reader and for a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

MAP = """\
title: Contact centre
goals:
  profit: Improve financial performance
  growth: {title: Increase customer-led growth, supports: profit}
  loyalty: {title: Improve customer loyalty, focus: loyalty, supports: growth}
outcomes:
  short-calls:
    title: Calls are short
    supports: profit
    harms: {loyalty: callers are hurried off the phone}
  solved: {title: Problems are solved, supports: {loyalty: {because: customers who call twice leave}}}
outputs:
  training: {title: Agents are trained, supports: solved}
kpis:
  aht: {title: Average handle time, measures: short-calls}
  fcr: {title: First-contact resolution, measures: solved}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP)


def test_why_tells_the_goal_behind_the_goal_and_what_it_harms(strategymap):
    answer = json.loads(strategymap("why", "map.yaml", "aht", "--format", "json").out)
    assert answer == {
        "node": "aht",
        "title": "Average handle time",
        "kind": "kpi",
        "chains": [
            {
                "nodes": ["aht", "short-calls", "profit"],
                "statement": "If “Calls are short” (“Average handle time” tells), then “Improve financial "
                "performance”.",
                "harms": False,
            },
            {
                "nodes": ["aht", "short-calls", "loyalty", "growth", "profit"],
                "statement": "If “Calls are short” (“Average handle time” tells), this works against “Improve "
                "customer loyalty”, because callers are hurried off the phone; and so against “Increase "
                "customer-led growth”; and so against “Improve financial performance”.",
                "harms": True,
            },
        ],
        "top_goals": ["profit"],
        "harmed": ["growth", "loyalty", "profit"],
        "reaches_customer_goal": False,
        "truncated": False,
    }


def test_why_in_words_names_the_goal_behind_the_goal(strategymap):
    ran = strategymap("why", "map.yaml", "aht")
    assert ran.code == 0
    assert "The goal behind the goal: Improve financial performance (profit)" in ran.out
    assert "Reaches a customer goal: no" in ran.out


def test_why_of_a_top_goal_is_itself(strategymap):
    answer = json.loads(strategymap("why", "map.yaml", "profit", "--format", "json").out)
    assert (answer["top_goals"], answer["chains"], answer["harmed"]) == (["profit"], [], [])


def test_how_tells_what_drives_a_goal_and_which_kpis_tell(strategymap):
    answer = json.loads(strategymap("how", "map.yaml", "loyalty", "--format", "json").out)
    assert answer["drivers"] == ["solved", "training"]
    assert answer["kpis"] == ["fcr"]
    assert [chain["nodes"] for chain in answer["chains"]] == [["training", "solved", "loyalty"]]


def test_an_unknown_id_is_refused_with_the_nearest(strategymap):
    ran = strategymap("why", "map.yaml", "loyality")
    assert (ran.code, ran.out) == (2, "")
    assert 'the nearest is "loyalty"' in ran.err


def test_chains_are_complete_or_broken_and_say_where(strategymap):
    answer = json.loads(strategymap("chains", "map.yaml", "--format", "json").out)
    assert answer == {
        "goals": [
            {
                "goal": "profit",
                "complete": [["training", "solved", "loyalty", "growth", "profit"]],
                "broken": [
                    {
                        "nodes": ["short-calls", "profit"],
                        "joint": ["short-calls", None],
                        "rule": "uncaused-outcome",
                    }
                ],
                "truncated": False,
            }
        ]
    }


def test_chains_between_two_nodes(strategymap):
    answer = json.loads(
        strategymap("chains", "map.yaml", "--from", "fcr", "--to", "growth", "--format", "json").out
    )
    assert [each["complete"] for each in answer["goals"]] == [[["fcr", "solved", "loyalty", "growth"]]]


def test_a_limit_truncates_and_says_so(strategymap):
    answer = json.loads(strategymap("why", "map.yaml", "aht", "--limit", "1", "--format", "json").out)
    assert (len(answer["chains"]), answer["truncated"], answer["harmed"]) == (
        1,
        True,
        ["growth", "loyalty", "profit"],
    )


def test_a_map_with_a_million_chains_is_answered_from_a_sample(strategymap):
    layers = [[f"n{layer}-{i}" for i in range(4)] for layer in range(30)]
    lines = ["title: Wide", "goals:", "  top: Top", "outcomes:"]
    for below, above in zip(layers, [*layers[1:], ["top"]], strict=True):
        lines += [f"  {name}: {{title: {name}, supports: [{', '.join(above)}]}}" for name in below]
    Path("wide.yaml").write_text("\n".join(lines))
    answer = json.loads(strategymap("why", "wide.yaml", "n0-0", "--format", "json").out)
    assert (len(answer["chains"]), answer["truncated"], answer["top_goals"]) == (50, True, ["top"])
    assert {len(chain["nodes"]) for chain in answer["chains"]} == {31}


def test_the_catalogue_is_searched_by_word(strategymap):
    entries = json.loads(strategymap("catalogue", "aht", "--format", "json").out)["entries"]
    assert [entry["id"] for entry in entries] == ["aht"]
    assert "Average handle time" in strategymap("catalogue").out
    assert "Nothing in the catalogue" in strategymap("catalogue", "xyzzy").out
