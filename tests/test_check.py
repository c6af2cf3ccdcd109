"""How a map's own settings and accepts bear on what its rules find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from strategymap.check import ABOUT_ACCEPTING, check, rule_names, takes_limit
from strategymap.finding import Finding, Remark, Severity
from strategymap.graph import MapGraph
from strategymap.loader import load
from strategymap.rules import RULES
from strategymap.rules.loose_ends import isolated, orphan_kpi, unknown_id, unmeasured_goal
from strategymap.rules.page import page_of
from strategymap.rules.results_chain import unmeasured_rung

GraphOf = Callable[[str], MapGraph]

PAGE = """What it finds.

**Why it matters.** It does.

**How to mend it.** Mend it.

**Ask in the workshop.** Is it so?

**Source.** Somebody, 2020.

Fails:

```yaml
title: T
```

Passes:

```yaml
title: T
```
"""


def hand_made(name: str, judge: Callable[..., Iterator[Remark]]) -> Any:
    """A rule, which is a module, for what no rule of the house does."""
    rule = ModuleType(name, PAGE)
    vars(rule).update(NAME=name, SEVERITY=Severity.WARNING, check=judge)
    return rule


def short(findings: list[Finding]) -> list[tuple[str, str | None, str, str | None]]:
    """Rule, node, severity and the reason for which it is accepted."""
    return [(f.rule, f.node, str(f.severity), f.accepted) for f in findings]


def orphans(rules: str) -> str:
    return f"goals: {{g: G}}\nkpis: {{k: K}}\nrules: {{{rules}}}"


class TestSeverities:
    def test_a_rule_has_its_own_unless_the_map_says_otherwise(self, graph_of: GraphOf) -> None:
        for setting, expected in {
            "isolated: off": "warning",
            "orphan-kpi: error": "error",
            "orphan-kpi: {severity: note}": "note",
            "orphan-kpi: {limit: 3}": "warning",
        }.items():
            graph = graph_of(orphans(setting))
            assert short(check(graph, [orphan_kpi])) == [("orphan-kpi", "k", expected, None)], setting

    def test_a_rule_that_is_off_finds_nothing(self, graph_of: GraphOf) -> None:
        assert check(graph_of(orphans("orphan-kpi: off")), [orphan_kpi]) == []
        assert check(graph_of(orphans("orphan-kpi: {severity: off}")), [orphan_kpi]) == []

    def test_what_is_said_of_accepts_can_be_set_too(self, graph_of: GraphOf) -> None:
        accept = "goals: {g: {title: G, accept: [{rule: isolated}, {rule: orphan-kpi, because: why}]}}\n"
        graph = graph_of(accept + "rules: {accept-without-reason: note, stale-accept: off}")
        assert short(check(graph, [isolated, orphan_kpi])) == [
            ("accept-without-reason", "g", "note", None),
            ("isolated", "g", "warning", None),
        ]


class TestLimits:
    @staticmethod
    def crowded(graph: MapGraph, limit: int = 2) -> Iterator[Remark]:
        if len(graph.nodes) > limit:
            yield Remark(None, f"more than {limit} nodes")

    def test_a_limit_of_the_map_takes_the_place_of_the_rule_s(self, graph_of: GraphOf) -> None:
        rule = hand_made("crowded", self.crowded)
        goals = "goals: {a: A, b: B, c: C}\n"
        assert [f.message for f in check(graph_of(goals), [rule])] == ["more than 2 nodes"]
        assert [f.message for f in check(graph_of(goals + "rules: {crowded: {limit: 0}}"), [rule])] == [
            "more than 0 nodes"
        ]
        assert check(graph_of(goals + "rules: {crowded: {limit: 3}}"), [rule]) == []

    def test_a_rule_says_whether_it_has_one(self) -> None:
        assert takes_limit(hand_made("crowded", self.crowded))
        assert {rule.NAME for rule in RULES if takes_limit(rule)} == {
            "too-many-goals",
            "too-many-kpis",
            "overloaded-owner",
        }

    def test_a_limit_for_a_rule_that_has_none_changes_nothing(self, graph_of: GraphOf) -> None:
        assert short(check(graph_of(orphans("orphan-kpi: {limit: 0}")), [orphan_kpi])) == [
            ("orphan-kpi", "k", "warning", None)
        ]


class TestFindings:
    def test_carry_the_place_the_related_ids_sorted_and_the_words_of_the_page(
        self, graph_of: GraphOf
    ) -> None:
        def judge(graph: MapGraph) -> Iterator[Remark]:
            yield Remark("g", "is wrong", "Mend it.", related=("z", "b", "z"))
            yield Remark(None, "is wrong", question="Really?")

        on_map, on_node = check(graph_of("title: T\ngoals:\n  g: G"), [hand_made("wrong", judge)])
        assert (on_node.line, on_node.column, on_node.node, on_node.related) == (3, 3, "g", ("b", "z"))
        assert (on_node.message, on_node.remedy, on_node.question) == ("is wrong", "Mend it.", "Is it so?")
        assert (on_node.why, on_node.source) == ("It does.", "Somebody, 2020.")
        assert (on_map.line, on_map.column, on_map.node, on_map.question) == (1, 8, None, "Really?")

    def test_the_same_is_said_once(self, graph_of: GraphOf) -> None:
        def judge(graph: MapGraph) -> Iterator[Remark]:
            yield from [Remark("g", "one"), Remark("g", "one"), Remark("g", "another")]

        found = check(graph_of("goals: {g: G}"), [hand_made("wrong", judge)])
        assert [finding.message for finding in found] == ["one", "another"]

    def test_come_by_line_column_and_rule(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\n"
            "kpis: {k: {title: K, measures: x}, l: L}\n"
            "goals:\n"
            "  b: {title: B, supports: y}\n"
            "  a: A\n"
        )
        found = check(graph, [unmeasured_goal, unknown_id, orphan_kpi, isolated])
        assert [(f.line, f.column, f.rule) for f in found] == [
            (2, 8, "orphan-kpi"),
            (2, 32, "unknown-id"),
            (2, 36, "orphan-kpi"),
            (4, 3, "isolated"),
            (4, 3, "unmeasured-goal"),
            (4, 27, "unknown-id"),
            (5, 3, "isolated"),
            (5, 3, "unmeasured-goal"),
        ]

    def test_come_file_by_file_and_stand_in_the_file_that_holds_the_place(self, tmp_path: Path) -> None:
        (tmp_path / "map.yaml").write_text("title: T\ninclude: a.yaml\nkpis: {k: K}\n")
        (tmp_path / "a.yaml").write_text("title: Part\nkpis:\n\n\n  l: L\n")
        found = check(MapGraph(load(tmp_path / "map.yaml")), [orphan_kpi])
        assert [(Path(f.file).name, f.line, f.node) for f in found] == [
            ("a.yaml", 5, "l"),
            ("map.yaml", 3, "k"),
        ]


def draft(accepting: dict[int, str], nodes: int = 6, rest: str = "") -> str:
    """Unmeasured goals, of which some accept that in the words given."""
    goals = [
        f"g{n}: {{title: G{n}, accept: [{accepting[n]}]}}" if n in accepting else f"g{n}: G{n}"
        for n in range(nodes)
    ]
    return f"title: T\ngoals: {{{', '.join(goals)}}}\n{rest}"


SOON = "{rule: unmeasured-goal, because: soon}"
BARE = "{rule: unmeasured-goal}"


class TestEarlyDrafts:
    def test_what_holds_for_most_is_told_once_on_the_map(self, graph_of: GraphOf) -> None:
        [finding] = check(graph_of(draft({})), [unmeasured_goal])
        assert (finding.node, finding.line, finding.column) == (None, 1, 8)
        assert finding.related == ("g0", "g1", "g2", "g3", "g4", "g5")
        assert finding.message.startswith("6 goals have no KPI")

    def test_other_rules_are_never_folded(self, graph_of: GraphOf) -> None:
        assert [f.node for f in check(graph_of(draft({})), [isolated])] == [
            "g0",
            "g1",
            "g2",
            "g3",
            "g4",
            "g5",
        ]

    def test_accepted_nodes_count_for_the_decision_and_stand_alone(self, graph_of: GraphOf) -> None:
        found = check(graph_of(draft({3: SOON})), [unmeasured_goal])
        assert short(found) == [
            ("unmeasured-goal", None, "warning", None),
            ("unmeasured-goal", "g3", "warning", "soon"),
        ]
        assert found[0].related == ("g0", "g1", "g2", "g4", "g5")
        assert found[0].message.startswith("5 goals have no KPI")

    def test_where_every_node_accepts_it_nothing_is_left_for_the_map(self, graph_of: GraphOf) -> None:
        found = check(graph_of(draft(dict.fromkeys(range(6), SOON))), [unmeasured_goal])
        assert short(found) == [("unmeasured-goal", f"g{n}", "warning", "soon") for n in range(6)]

    def test_the_map_accepts_it_as_one(self, graph_of: GraphOf) -> None:
        found = check(
            graph_of(draft({1: SOON}, rest="accept: {rule: unmeasured-goal, because: a sketch}")),
            [unmeasured_goal],
        )
        assert short(found) == [
            ("unmeasured-goal", None, "warning", "a sketch"),
            ("unmeasured-goal", "g1", "warning", "soon"),
        ]
        assert found[0].related == ("g0", "g2", "g3", "g4", "g5")

    def test_an_accept_without_reason_leaves_a_node_among_the_others_and_is_not_stale(
        self, graph_of: GraphOf
    ) -> None:
        found = check(graph_of(draft({0: BARE})), [unmeasured_goal])
        assert short(found) == [
            ("unmeasured-goal", None, "warning", None),
            ("accept-without-reason", "g0", "error", None),
        ]
        assert found[0].related == ("g0", "g1", "g2", "g3", "g4", "g5")

    def test_it_is_decided_by_the_nodes_that_the_rule_looks_at(self, graph_of: GraphOf) -> None:
        lost = ", ".join(f"x{n}: X" for n in range(20))
        outcomes = ", ".join(f"o{n}: {{title: O, supports: g}}" for n in range(6))
        graph = graph_of(f"goals: {{g: G}}\noutcomes: {{{outcomes}, {lost}}}")
        assert [f.node for f in check(graph, [unmeasured_rung])] == [None]


class TestAccepting:
    def test_a_node_s_reason_counts_for_its_own_findings(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {k: {title: K, accept: {rule: orphan-kpi, because: the law asks for it}}, l: L}"
        )
        assert short(check(graph, [orphan_kpi])) == [
            ("orphan-kpi", "k", "warning", "the law asks for it"),
            ("orphan-kpi", "l", "warning", None),
        ]

    def test_the_map_s_reason_counts_for_every_finding_of_the_rule(self, graph_of: GraphOf) -> None:
        graph = graph_of("kpis: {k: K, l: L}\ngoals: {g: G}\naccept: [{rule: orphan-kpi, because: a sketch}]")
        assert short(check(graph, [orphan_kpi, isolated])) == [
            ("orphan-kpi", "k", "warning", "a sketch"),
            ("orphan-kpi", "l", "warning", "a sketch"),
            ("isolated", "g", "warning", None),
        ]

    def test_a_node_s_own_reason_goes_before_the_map_s(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {k: {title: K, accept: {rule: orphan-kpi, because: mine}}}\n"
            "accept: {rule: orphan-kpi, because: everybody's}"
        )
        assert short(check(graph, [orphan_kpi])) == [("orphan-kpi", "k", "warning", "mine")]

    def test_an_accept_without_reason_is_an_error_and_accepts_nothing(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\nkpis:\n  k: {title: K, accept: {rule: orphan-kpi}}")
        found = check(graph, [orphan_kpi])
        assert short(found) == [
            ("accept-without-reason", "k", "error", None),
            ("orphan-kpi", "k", "warning", None),
        ]
        assert (found[0].line, found[0].column, found[0].related) == (3, 3, ())
        assert found[0].message == 'KPI "K" accepts orphan-kpi without a reason'
        assert found[0].remedy == "Say why under `because`, or mend it."

    def test_one_finding_a_node_names_all_that_it_accepts_without_reason(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\ngoals: {g: {title: G, accept: [{rule: isolated}, {rule: unmeasured-goal}, {rule: isolated}]}}\n"
            "accept: {rule: unknown-id, because: }"
        )
        found = [f for f in check(graph, [isolated, unmeasured_goal]) if f.rule == "accept-without-reason"]
        assert [(f.node, f.message) for f in found] == [
            (None, "the map accepts unknown-id without a reason"),
            ("g", 'goal "G" accepts isolated, unmeasured-goal without a reason'),
        ]

    def test_it_can_itself_be_accepted(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {k: {title: K, accept: [{rule: orphan-kpi}, {rule: accept-without-reason, because: until May}]}}"
        )
        assert short(check(graph, [orphan_kpi])) == [
            ("accept-without-reason", "k", "error", "until May"),
            ("orphan-kpi", "k", "warning", None),
        ]


class TestStaleAccepts:
    def test_nothing_is_found_any_more(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\n"
            "goals: {g: {title: G, accept: {rule: unmeasured-goal, because: soon}, kpis: {k: K}}}\n"
            "accept: {rule: orphan-kpi, because: a sketch}"
        )
        found = check(graph, [unmeasured_goal, orphan_kpi])
        assert short(found) == [("stale-accept", None, "note", None), ("stale-accept", "g", "note", None)]
        assert [(f.line, f.column, f.message, f.remedy) for f in found] == [
            (1, 8, "the map accepts orphan-kpi, which is not found any more", "Take the `accept` out."),
            (2, 9, 'goal "G" accepts unmeasured-goal, which is not found any more', "Take the `accept` out."),
        ]

    def test_several_are_one_finding(self, graph_of: GraphOf) -> None:
        accept = "[{rule: isolated, because: x}, {rule: unmeasured-goal, because: y}]"
        graph = graph_of(f"goals: {{g: {{title: G, accept: {accept}, kpis: {{k: K}}}}}}")
        [finding] = check(graph, [isolated, unmeasured_goal])
        assert finding.message == 'goal "G" accepts isolated, unmeasured-goal, which are not found any more'

    def test_a_finding_that_only_names_the_node_needs_no_accept_there(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, accept: {rule: orphan-kpi, because: x}}}\nkpis: {k: K}")
        assert short(check(graph, [orphan_kpi])) == [
            ("stale-accept", "g", "note", None),
            ("orphan-kpi", "k", "warning", None),
        ]

    def test_the_map_s_accept_is_needed_while_anything_is_found(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {k: {title: K, accept: {rule: orphan-kpi, because: mine}}}\n"
            "accept: {rule: orphan-kpi, because: everybody's}"
        )
        assert [f.rule for f in check(graph, [orphan_kpi])] == ["orphan-kpi"]

    def test_an_accept_for_a_rule_that_is_off_is_not_needed(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {k: {title: K, accept: {rule: orphan-kpi, because: mine}}}\nrules: {orphan-kpi: off}\n"
            "accept: {rule: orphan-kpi, because: everybody's}"
        )
        assert short(check(graph, [orphan_kpi])) == [
            ("stale-accept", None, "note", None),
            ("stale-accept", "k", "note", None),
        ]

    @pytest.mark.parametrize("rule", ["unmeasured-goal", "no-owner"])
    def test_a_rule_that_was_not_run_makes_no_accept_stale(self, graph_of: GraphOf, rule: str) -> None:
        graph = graph_of(f"kpis: {{k: {{title: K, accept: {{rule: {rule}, because: x}}}}}}")
        assert [f.rule for f in check(graph, [orphan_kpi])] == ["orphan-kpi"]

    def test_without_a_reason_it_is_both(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, accept: {rule: unmeasured-goal}, kpis: {k: K}}}")
        assert short(check(graph, [unmeasured_goal])) == [
            ("accept-without-reason", "g", "error", None),
            ("stale-accept", "g", "note", None),
        ]

    def test_it_can_itself_be_accepted_and_such_an_accept_is_never_stale(self, graph_of: GraphOf) -> None:
        accept = "[{rule: isolated, because: x}, {rule: stale-accept, because: until May}]"
        graph = graph_of(f"goals: {{g: {{title: G, accept: {accept}, kpis: {{k: K}}}}, h: H}}")
        assert short(check(graph, [isolated])) == [
            ("stale-accept", "g", "note", "until May"),
            ("isolated", "h", "warning", None),
        ]
        lone = graph_of("goals: {g: {title: G, accept: {rule: stale-accept, because: x}, kpis: {k: K}}}")
        assert check(lone, [isolated]) == []

    def test_an_accept_of_missing_reasons_is_stale_where_none_is_missing(self, graph_of: GraphOf) -> None:
        graph = graph_of("kpis: {k: {title: K, accept: {rule: accept-without-reason, because: x}}}")
        assert [f.rule for f in check(graph, [orphan_kpi])] == ["orphan-kpi", "stale-accept"]


def test_a_map_may_speak_of_every_rule_of_the_language_and_of_each_only_once() -> None:
    names = [*(rule.NAME for rule in RULES), *ABOUT_ACCEPTING]
    assert rule_names().keys() == set(names)
    assert len(set(names)) == len(names)


def test_all_rules_are_run_unless_some_are_named(graph_of: GraphOf) -> None:
    found = check(graph_of("title: T\ngoals: {g: G}\nkpis: {k: K}"))
    assert [(f.rule, f.node) for f in found] == [
        ("no-customer-goal", None),
        ("isolated", "g"),
        ("no-owner", "g"),
        ("unmeasured-goal", "g"),
        ("incomplete-kpi", "k"),
        ("no-owner", "k"),
        ("no-target", "k"),
        ("orphan-kpi", "k"),
    ]
    assert (
        found[0].question == page_of(next(rule for rule in RULES if rule.NAME == "no-customer-goal")).question
    )
