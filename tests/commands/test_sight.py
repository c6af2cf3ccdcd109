"""`sight`: how the work of an owner counts, for a reader and for a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import strategymap as package
from strategymap.sight import Held, Sight, Way

MAP = """\
title: Contact centre
goals:
  profit: Improve financial performance
  loyalty: {title: Improve customer loyalty, say: Give a reason to stay, supports: {profit: they buy again}}
outcomes:
  short-calls:
    title: Calls are short
    owner: Head of Service
    supports: profit
    harms: {loyalty: callers are hurried off the phone}
  solved: {title: Problems are solved, supports: {loyalty: customers who call twice leave}}
  rumours: {title: People talk}
outputs:
  training: {title: Agents are trained, owner: head of  service, supports: solved}
  posters: {title: Posters hang, owner: Head of service, supports: rumours}
kpis:
  aht: {title: Average handle time, measures: short-calls, owner: Head of service}
  fcr: {title: First-contact resolution, measures: solved, owner: Analyst}
  clicks: {title: Clicks, owner: Analyst}
"""
TRAINED = (
    "If “Agents are trained”, then “Problems are solved”; and then “Give a reason to stay”, because "
    "customers who call twice leave; and then “Improve financial performance”, because they buy again."
)
HARMED = (
    "If “Calls are short”, this works against “Give a reason to stay”, because callers are hurried off the "
    "phone; and so against “Improve financial performance”."
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP)


def test_tells_every_way_to_the_top_goals_and_what_is_harmed(strategymap):
    ran = strategymap("sight", "map.yaml", "head of SERVICE")
    assert ran.code == 0
    assert ran.out == (
        "Head of service holds 3 nodes and 1 KPI of this map.\n"
        "Leads to: Improve financial performance (profit)\n"
        "Works against: Improve customer loyalty (loyalty); Improve financial performance (profit)\n"
        "Leads to no top goal: Posters hang (posters)\n"
        "\n"
        'Outcome "Calls are short" (short-calls)\n'
        "  - If “Calls are short”, then “Improve financial performance”.\n"
        f"  ! {HARMED}\n"
        "\n"
        'Output "Agents are trained" (training)\n'
        f"  - {TRAINED}\n"
        "\n"
        'Output "Posters hang" (posters)\n'
        '  It leads to no top goal: the chain ends at outcome "People talk".\n'
        "\n"
        'KPI "Average handle time" (aht)\n'
        '  Tells about "Calls are short"; see there.\n'
    )


def test_as_data_it_is_complete(strategymap):
    answer = json.loads(strategymap("sight", "map.yaml", "Head of service", "--format", "json").out)
    assert {key: value for key, value in answer.items() if key != "held"} == {
        "owner": "Head of service",
        "top_goals": ["profit"],
        "nowhere": ["posters"],
        "harmed": ["loyalty", "profit"],
        "truncated": False,
    }
    assert answer["held"][0] == {
        "node": "short-calls",
        "title": "Calls are short",
        "kind": "outcome",
        "say": None,
        "chains": [
            {
                "nodes": ["short-calls", "profit"],
                "statement": "If “Calls are short”, then “Improve financial performance”.",
                "brief": "If “Calls are short”, then “Improve financial performance”.",
                "harms": False,
            },
            {
                "nodes": ["short-calls", "loyalty", "profit"],
                "statement": HARMED,
                "brief": HARMED,
                "harms": True,
            },
        ],
        "top_goals": ["profit"],
        "harmed": ["loyalty", "profit"],
        "truncated": False,
    }
    assert [each["node"] for each in answer["held"]] == ["short-calls", "training", "posters", "aht"]
    assert [chain["nodes"] for chain in answer["held"][-1]["chains"]] == [
        ["aht", "short-calls", "profit"],
        ["aht", "short-calls", "loyalty", "profit"],
    ]


def test_an_owner_of_nothing_but_kpis_is_answered_too(strategymap):
    assert strategymap("sight", "map.yaml", "Analyst").out == (
        "Analyst holds 2 KPIs of this map.\n"
        "Leads to: Improve financial performance (profit)\n"
        "Works against: nothing on this map\n"
        "Leads to no top goal: Clicks (clicks)\n"
        "\n"
        'KPI "First-contact resolution" (fcr)\n'
        "  - If “Problems are solved” (“First-contact resolution” tells), then “Give a reason to stay”, "
        "because customers who call twice leave; and then “Improve financial performance”, because they buy "
        "again.\n"
        "\n"
        'KPI "Clicks" (clicks)\n'
        "  It measures nothing on this map: nobody can say what it is for.\n"
    )


def test_a_reason_is_given_where_it_is_needed_first():
    text = """
title: Twice
goals: {top: Top}
outcomes: {o: {title: O, owner: A, supports: {top: it pays}}}
outputs: {p: {title: P, owner: A, supports: {o: it works}}}
"""
    assert package.loads(text).sight("a") == Sight(
        owner="A",
        held=(
            Held(
                node="o",
                title="O",
                kind="outcome",
                say=None,
                chains=(
                    Way(
                        ("o", "top"),
                        "If “O”, then “Top”, because it pays.",
                        "If “O”, then “Top”, because it pays.",
                    ),
                ),
                top_goals=("top",),
                harmed=(),
                truncated=False,
            ),
            Held(
                node="p",
                title="P",
                kind="output",
                say=None,
                chains=(
                    Way(
                        ("p", "o", "top"),
                        "If “P”, then “O”, because it works; and then “Top”, because it pays.",
                        "If “P”, then “O”, because it works; and then “Top”.",
                    ),
                ),
                top_goals=("top",),
                harmed=(),
                truncated=False,
            ),
        ),
        top_goals=("top",),
        nowhere=(),
        harmed=(),
        truncated=False,
    )


def test_a_top_goal_says_so_and_the_front_line_is_given_its_words(strategymap):
    Path("top.yaml").write_text("title: T\ngoals: {top: {title: Profit, say: Earn it, owner: Boss}}")
    assert strategymap("sight", "top.yaml", "boss").out == (
        "Boss holds 1 node of this map.\n"
        "Leads to: Profit (top)\n"
        "Works against: nothing on this map\n"
        "\n"
        'Goal "Profit" (top)\n'
        "  On the front line: “Earn it”\n"
        "  It is a top goal itself.\n"
    )


def test_somebody_who_holds_nothing_is_refused_with_the_nearest_and_the_list(strategymap):
    ran = strategymap("sight", "map.yaml", "Head of servce")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'Error: "Head of servce" owns nothing on this map; the nearest is "Head of service"; '
        "there are Analyst, Head of service\n"
    )


def test_a_million_ways_are_told_by_the_shortest_and_the_rest_is_owned_up_to(strategymap):
    layers = [[f"n{layer}-{i}" for i in range(4)] for layer in range(30)]
    lines = ["title: Wide", "goals:", "  top: Top", "outcomes:"]
    for below, above in zip(layers, [*layers[1:], ["top"]], strict=True):
        lines += [
            f"  {name}: {{title: {name}, owner: A, supports: [{', '.join(above)}]}}" for name in below[:3]
        ]
        lines += [f"  {below[3]}: {{title: {below[3]}, supports: [{', '.join(above)}]}}"]
    Path("wide.yaml").write_text("\n".join(lines))
    answer = json.loads(strategymap("sight", "wide.yaml", "a", "--limit", "2", "--format", "json").out)
    assert (len(answer["held"]), answer["truncated"], answer["top_goals"]) == (90, True, ["top"])
    assert {len(each["chains"]) for each in answer["held"]} == {1, 2}
    assert {len(chain["nodes"]) for chain in answer["held"][-1]["chains"]} == {31}
    assert (
        "  … and more; these are the 2 shortest (--limit).\n"
        in strategymap("sight", "wide.yaml", "a", "--limit", "2").out
    )


def test_hostile_owners_and_titles_are_printed_in_one_line(strategymap):
    Path("odd.yaml").write_text('title: T\ngoals: {top: {title: "a\\nb", owner: "c\\td"}}')
    assert strategymap("sight", "odd.yaml", "c d").out == (
        "c d holds 1 node of this map.\nLeads to: a b (top)\nWorks against: nothing on this map\n\n"
        'Goal "a b" (top)\n  It is a top goal itself.\n'
    )
