"""What `why`, `how` and `chains` answer, whatever the size of a map and the order in its file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from strategies import as_yaml, random_map
from test_rules_against_brute_force import backwards

import strategymap
from strategymap import paths, queries
from strategymap.graph import MapGraph
from strategymap.loader import loads

GraphOf = Callable[[str], MapGraph]


def answers(text: str) -> list[object]:
    graph = MapGraph(loads(text))
    names = sorted(graph)
    return [
        queries.chains(graph),
        *(ask(graph, name) for name in names for ask in (queries.why, queries.how)),
    ]


def test_the_order_in_the_file_changes_no_answer() -> None:
    for seed in range(100):
        written = random_map(Random(seed), 2 + seed % 20)
        assert answers(as_yaml(backwards(written))) == answers(as_yaml(written))


def test_a_harm_at_the_end_of_a_very_long_chain_is_told_from_the_start() -> None:
    steps = [f"  n{n}: {{title: N, supports: n{n + 1}}}" for n in range(1500)]
    text = "title: M\ngoals:\n  trust: Trust\n  n1500: {title: N, harms: trust}\noutcomes:\n" + "\n".join(
        steps
    )
    (harmful,) = [chain for chain in strategymap.loads(text).why("n0").chains if chain.harms]
    assert harmful.nodes == (*(f"n{n}" for n in range(1501)), "trust")


def test_a_search_that_gives_up_says_that_there_may_be_more(
    graph_of: GraphOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_STEPS_A_CHAIN", 1)
    steps = "".join(f"  n{n}: {{title: N, supports: n{n + 1}}}\n" for n in range(9))
    graph = graph_of(f"goals: {{n9: N}}\noutcomes:\n{steps}")
    answer = queries.why(graph, "n0", limit=2)
    assert (answer.chains, answer.truncated, answer.top_goals) == ((), True, ("n9",))
    assert queries.how(graph, "n9", limit=2).truncated


def test_chains_that_end_below_every_goal_are_counted_against_the_limit(graph_of: GraphOf) -> None:
    graph = graph_of(
        "goals: {g: G}\noutcomes: {end: E}\noutputs:\n  a: {title: A, supports: end}\n  b: {title: B, supports: end}\n"
    )
    nowhere = queries.chains(graph, limit=1)[-1]
    assert [(broken.nodes, broken.rule) for broken in nowhere.broken] == [(("a", "end"), "dead-end")]
    assert nowhere.truncated
