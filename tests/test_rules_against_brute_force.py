"""The engine against the rules by brute force: on hand-made maps, on random ones, and on many seeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import brute_force
import pytest
from brute_force_map import Kpi, Map
from hypothesis import HealthCheck, given, settings
from strategies import RawMap, as_yaml, maps, random_map, smallest
from test_brute_force import CASES, Case, read

import strategymap
from strategymap import catalogue

SEEDS_IN_A_BATCH = 200

A_FINDING_FOR_EACH_WORD = ("unknown-id", "wrong-link")
"""The same id can be named wrongly under two words, such as `supports` and `harms`."""


def entry_of(kpi: Kpi) -> Any:
    return catalogue.find(catalogue=kpi.catalogue, title=kpi.title, id=kpi.id)


def engine_findings(written: RawMap) -> set[brute_force.Expected]:
    return {
        brute_force.Expected(
            f.rule,
            f.node,
            brute_force.compared(f.rule, f.node, f.related),
            str(f.severity),
            f.accepted is not None,
        )
        for f in strategymap.loads(as_yaml(written)).check()
    }


def difference_in_findings(written: RawMap) -> str:
    """What only one of the two finds."""
    engine, expected = engine_findings(written), brute_force.findings(Map(written, entry_of))
    told = [f"the engine alone: {f}" for f in sorted(engine - expected, key=repr)]
    return "\n".join(told + [f"brute force alone: {f}" for f in sorted(expected - engine, key=repr)])


def difference_in_answers(written: RawMap) -> str:
    """Where the two answer `why` or `how` differently."""
    engine, m = strategymap.loads(as_yaml(written)), Map(written, entry_of)
    told = []
    for x in [*m.nodes, *m.kpis]:
        why = engine.why(x)
        answer = (list(why.top_goals), list(why.harmed), why.reaches_customer_goal)
        if answer != brute_force.why(m, x):
            told.append(f"why {x}: engine {answer}, brute force {brute_force.why(m, x)}")
    for n in m.nodes:
        how = engine.how(n)
        below = (list(how.drivers), list(how.kpis))
        if below != brute_force.how(m, n):
            told.append(f"how {n}: engine {below}, brute force {brute_force.how(m, n)}")
    return "\n".join(told)


def assert_alike(difference: Callable[[RawMap], str], written: RawMap) -> None:
    """No difference; else the smallest map that still shows one is told."""
    if difference(written):
        culprit = smallest(written, lambda smaller: bool(difference(smaller)))
        pytest.fail(f"{difference(culprit)}\non the map\n{as_yaml(culprit)}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.why}")
def test_the_engine_finds_what_a_hand_made_map_shows(case: Case) -> None:
    found = [(f.node, f.related) for f in engine_findings(read(case.text)) if f.rule == case.rule]
    assert sorted(found, key=repr) == sorted(case.found, key=repr)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(maps(max_size=8))
def test_the_findings_on_random_maps_are_those_of_the_brute_force(written: RawMap) -> None:
    assert difference_in_findings(written) == ""


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(maps(max_size=8))
def test_the_answers_on_random_maps_are_those_of_the_brute_force(written: RawMap) -> None:
    assert difference_in_answers(written) == ""


@pytest.mark.parametrize("batch", range(12))
def test_small_maps_of_many_seeds_give_the_findings_of_the_brute_force(batch: int) -> None:
    for seed in range(batch * SEEDS_IN_A_BATCH, (batch + 1) * SEEDS_IN_A_BATCH):
        assert_alike(difference_in_findings, random_map(Random(seed), 1 + seed % 12))


@pytest.mark.parametrize("size", [30, 40, 60])
def test_large_maps_give_the_findings_of_the_brute_force(size: int) -> None:
    for seed in range(10):
        assert_alike(difference_in_findings, random_map(Random(1000 * size + seed), size))


def test_maps_of_many_seeds_give_the_answers_of_the_brute_force() -> None:
    for seed in range(300):
        assert_alike(difference_in_answers, random_map(Random(seed), 2 + seed % 14))


def test_a_node_or_link_is_told_once_by_each_rule() -> None:
    for seed in range(300):
        found = strategymap.loads(as_yaml(random_map(Random(seed), 2 + seed % 20))).check()
        told = Counter((f.rule, f.node, brute_force.compared(f.rule, f.node, f.related)) for f in found)
        assert [x for x, times in told.items() if times > 1 and x[0] not in A_FINDING_FOR_EACH_WORD] == []


def backwards(value: Any) -> Any:
    """The same map, with the nodes, links and keys in the opposite order, but for what means an order."""
    if not isinstance(value, dict):
        return value
    return {
        key: child if key == "perspectives" else backwards(child) for key, child in reversed(value.items())
    }


def told(written: RawMap) -> list[tuple[str, str, tuple[str, ...], str, str]]:
    found = strategymap.loads(as_yaml(written)).check()
    return sorted((f.rule, f.node or "", f.related, f.message, f.remedy) for f in found)


def test_the_order_in_the_file_changes_no_word_of_the_findings() -> None:
    for seed in range(200):
        written = random_map(Random(seed), 2 + seed % 20)
        assert told(backwards(written)) == told(written)
