"""What hangs on nothing, or leads nowhere."""

from __future__ import annotations

from rules.findings import GraphOf, places, told

from strategymap.check import check
from strategymap.finding import Severity
from strategymap.rules.loose_ends import (
    isolated,
    loose_goal,
    orphan_kpi,
    unknown_id,
    unmeasured_goal,
    wrong_link,
)


class TestUnknownId:
    def test_stands_at_the_id_and_names_the_nearest_one(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: Shop\n"
            "goals:\n"
            "  loyalty: Customers stay\n"
            "outcomes:\n"
            "  easy:\n"
            "    title: Returns are easy\n"
            "    supports: [loyality]\n"
        )
        [finding] = check(graph, [unknown_id])
        assert (finding.rule, finding.severity, finding.node, finding.related) == (
            "unknown-id", Severity.ERROR, "easy", ("loyality",)
        )  # fmt: skip
        assert (finding.line, finding.column, finding.location.end_column) == (7, 16, 24)
        assert finding.message == (
            'outcome "Returns are easy" supports "loyality", and nothing on this map has that id'
        )
        assert finding.remedy == 'Write loyalty to mean goal "Customers stay".'

    def test_without_anything_like_it_asks_for_a_node_or_no_link(self, graph_of: GraphOf) -> None:
        assert told(unknown_id, graph_of("title: T\ngoals: {g: {title: G, harms: market-share}}")) == [
            '2:30 error g: goal "G" harms "market-share", and nothing on this map has that id. '
            "Write it down with a title if it is missing, or take the link out."
        ]

    def test_a_balance_is_compared_with_kpis_alone_and_other_links_with_nodes(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(
            "goals: {repeat-calls: G}\n"
            "kpis: {repeat-call: K, aht: {title: AHT, measures: repeat-callz, balances: repeat-callz}}"
        )
        assert [finding.remedy for finding in check(graph, [unknown_id])] == [
            'Write repeat-calls to mean goal "G".',
            'Write repeat-call to mean KPI "K".',
        ]

    def test_every_kind_of_link_is_judged_feedback_too(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals:\n"
            "  g: {title: G, supports: {a1: {feedback: true}}, harms: {b1: why}}\n"
            "kpis: {k: {title: K, measures: [g, c1], balances: d1, harms: e1}}"
        )
        assert sorted(places(unknown_id, graph)) == [
            ("g", ("a1",)), ("g", ("b1",)), ("k", ("c1",)), ("k", ("d1",)), ("k", ("e1",))
        ]  # fmt: skip

    def test_each_link_to_the_same_id_is_a_finding_and_a_repeated_word_is_one(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(
            "goals: {g: {title: G, supports: [x, x], harms: x}}\nkpis: {k: {title: K, measures: [x, x]}}"
        )
        assert places(unknown_id, graph) == [("g", ("x",)), ("g", ("x",)), ("k", ("x",))]

    def test_ids_differ_by_case(self, graph_of: GraphOf) -> None:
        [finding] = check(graph_of("goals: {g: {title: G, supports: LOYALTY}, loyalty: L}"), [unknown_id])
        assert finding.remedy == 'Write loyalty to mean goal "L".'

    def test_an_undeclared_perspective_stands_at_its_value(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\ngoals:\n  g:\n    title: G\n    perspective: finanical\n")
        assert told(unknown_id, graph) == [
            '5:18 error g: goal "G" stands in the perspective "finanical", which is not declared. '
            'Write financial to mean the perspective "Financial".'
        ]
        assert places(unknown_id, graph) == [("g", ("finanical",))]

    def test_the_map_s_own_perspectives_replace_the_four(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "perspectives: {money: Money, mission: Mission}\ngoals: {g: {title: G, perspective: people}}"
        )
        assert told(unknown_id, graph) == [
            '3:36 error g: goal "G" stands in the perspective "people", which is not declared. '
            "Write one of those that are (money, mission), or declare it under `perspectives`."
        ]

    def test_with_no_perspectives_at_all_it_is_to_be_declared(self, graph_of: GraphOf) -> None:
        [finding] = check(
            graph_of("perspectives: {}\ngoals: {g: {title: G, perspective: people}}"), [unknown_id]
        )
        assert finding.remedy == "Declare it under `perspectives`."

    def test_links_that_hold_are_left_alone(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, supports: g, perspective: customer}}\n"
            "kpis: {k: {title: K, measures: g, balances: k, harms: g}}"
        )
        assert places(unknown_id, graph) == []


class TestWrongLink:
    def test_a_chain_to_a_kpi_names_what_the_kpi_measures(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\n"
            "goals: {loyalty: Customers stay}\n"
            "outcomes: {solved: {title: Problems are solved, supports: retention}}\n"
            "kpis: {retention: {title: Customer retention rate, measures: loyalty}}"
        )
        [finding] = check(graph, [wrong_link])
        assert (finding.rule, finding.severity, finding.node, finding.related) == (
            "wrong-link", Severity.ERROR, "solved", ("retention",)
        )  # fmt: skip
        assert (finding.line, finding.column) == (3, 59)
        assert finding.message == (
            'outcome "Problems are solved" supports KPI "Customer retention rate", '
            "but a KPI tells whether something was achieved, and is not itself what is wanted"
        )
        assert finding.remedy == 'Name what that KPI measures: loyalty ("Customers stay").'

    def test_a_link_to_the_node_s_own_kpi_is_to_be_taken_out(self, graph_of: GraphOf) -> None:
        [finding] = check(graph_of("goals: {g: {title: G, supports: k, kpis: {k: K}}}"), [wrong_link])
        assert finding.remedy == "Take the link out: the KPI measures it already."

    def test_a_kpi_that_measures_nothing_is_to_say_what_it_is_about(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, harms: k}}\nkpis: {k: K, l: {title: L, measures: k}}")
        assert [finding.remedy for finding in check(graph, [wrong_link])] == [
            "Say what that KPI tells about (`measures`), and link to that instead.",
            "Name the goal or outcome that both tell about.",
        ]

    def test_more_than_three_candidates_are_counted(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {a: A, b: B, c: C, d: D, e: E, g: {title: G, supports: k}}\n"
            "kpis: {k: {title: K, measures: [e, d, c, b, a]}}"
        )
        [finding] = check(graph, [wrong_link])
        assert finding.remedy == 'Name what that KPI measures: a ("A"), b ("B"), c ("C"), or one of 2 more.'

    def test_a_balance_with_a_node_names_its_other_kpis(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {l: L}}, h: H}\nkpis: {k: {title: K, measures: g, balances: [g, h]}}"
        )
        assert told(wrong_link, graph) == [
            '3:46 error k: KPI "K" balances goal "G", but only another KPI can keep a KPI honest. '
            'Name a KPI that measures it: l ("L").',
            '3:49 error k: KPI "K" balances goal "H", but only another KPI can keep a KPI honest. '
            "Write `measures: h` if it tells about that, or name the KPI that is meant.",
        ]

    def test_a_kpi_can_t_measure_itself_but_may_name_itself_as_balance(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: G}\nkpis: {k: {title: K, measures: [g, k], balances: k}}")
        assert told(wrong_link, graph) == [
            '3:36 error k: KPI "K" measures itself, but a KPI measures what is wanted, and not another KPI. '
            "Name the goal or outcome that it tells about."
        ]

    def test_it_takes_part_in_nothing_else(self, graph_of: GraphOf) -> None:
        graph = graph_of("outcomes: {o: {title: O, supports: k}}\nkpis: {k: {title: K, harms: l}, l: L}")
        assert places(wrong_link, graph) == [("o", ("k",)), ("k", ("l",))]
        assert places(isolated, graph) == [("o", ())]


class TestOrphanKpi:
    def test_measures_nothing(self, graph_of: GraphOf) -> None:
        assert told(orphan_kpi, graph_of("title: T\ngoals: {g: G}\nkpis: {k: Newsletter clicks}")) == [
            '3:8 warning k: KPI "Newsletter clicks" measures nothing on this map. '
            "Say what it tells about (`measures`), or stop collecting it."
        ]

    def test_measures_what_ends_short_of_a_goal(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\n"
            "outcomes: {liked: The app is liked}\n"
            "outputs: {app: {title: There is an app, supports: liked, kpis: {downloads: Downloads}}}"
        )
        assert told(orphan_kpi, graph) == [
            '3:65 warning downloads: KPI "Downloads" measures output "There is an app", which leads to no goal: '
            'the chain ends at outcome "The app is liked". '
            'Link "The app is liked" upward to a goal, or stop collecting this number.'
        ]

    def test_measures_where_the_chain_ends(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\noutcomes: {liked: {title: The app is liked, kpis: {stars: Stars}}}")
        assert told(orphan_kpi, graph) == [
            '2:52 warning stars: KPI "Stars" measures outcome "The app is liked", which leads to no goal. '
            'Link "The app is liked" upward to a goal, or stop collecting this number.'
        ]

    def test_measures_several_nodes_and_none_leads_to_a_goal(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\noutcomes: {a: A, b: B, c: C, d: D}\nkpis: {k: {title: K, measures: [d, c, b, a]}}"
        )
        assert told(orphan_kpi, graph) == [
            '3:8 warning k: KPI "K" measures "A", "B", "C" and 1 more, none of which leads to a goal. '
            "Link what it measures upward to a goal, or stop collecting it."
        ]

    def test_measures_two_nodes_and_neither_leads_to_a_goal(self, graph_of: GraphOf) -> None:
        [finding] = check(
            graph_of("outcomes: {a: A, b: B}\nkpis: {k: {title: K, measures: [b, a]}}"), [orphan_kpi]
        )
        assert finding.message == 'KPI "K" measures "A" and "B", neither of which leads to a goal'

    def test_one_node_on_the_way_to_a_goal_or_a_goal_itself_is_enough(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {j: J}}}\n"
            "outcomes: {o: {title: O, supports: g}, p: P}\n"
            "initiatives: {i: {title: I, supports: o}}\n"
            "kpis: {k: {title: K, measures: [p, i]}}"
        )
        assert places(orphan_kpi, graph) == []

    def test_a_feedback_link_an_unknown_id_and_another_kpi_lead_nowhere(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G}\n"
            "outcomes: {o: {title: O, supports: {g: {feedback: true}}, kpis: {k: K}}}\n"
            "kpis: {l: {title: L, measures: x}, m: {title: M, measures: n}, n: {title: N, measures: g}}"
        )
        assert places(orphan_kpi, graph) == [("k", ()), ("l", ()), ("m", ())]


class TestUnmeasuredGoal:
    def test_nothing_at_or_below_it_is_measured(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\ngoals: {g: Readers}\noutcomes: {v: {title: Visits, supports: g}, l: {title: Loans, supports: g}}"
        )
        assert told(unmeasured_goal, graph) == [
            '2:9 warning g: goal "Readers" has no KPI, and nothing that leads to it has one. '
            "Say how you would know that it is reached, and hang a KPI for that on it "
            'or on what carries it ("Loans" and "Visits").'
        ]

    def test_nothing_leads_to_it_but_itself(self, graph_of: GraphOf) -> None:
        assert told(unmeasured_goal, graph_of("title: T\ngoals: {g: {title: Readers, supports: g}}")) == [
            '2:9 warning g: goal "Readers" has no KPI, and nothing leads to it that has one. '
            "Say how you would know that it is reached, and hang a KPI for that on it."
        ]

    def test_a_kpi_far_below_is_enough_and_one_above_is_not(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {top: {title: Top, kpis: {j: J}}, low: {title: Low, supports: top}, g: G}\n"
            "outcomes: {o: {title: O, supports: g}}\n"
            "outputs: {p: {title: P, supports: o, kpis: {k: K}}}"
        )
        assert places(unmeasured_goal, graph) == [("low", ())]

    def test_a_kpi_anywhere_in_its_loop_is_enough(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {a: {title: A, supports: b}, b: {title: B, supports: a, kpis: {k: K}}}")
        assert places(unmeasured_goal, graph) == []

    def test_an_early_draft_is_told_once(self, graph_of: GraphOf) -> None:
        goals = ", ".join(f"g{n}: Goal {n}" for n in range(10, 0, -1))
        [finding] = check(graph_of(f"title: T\ngoals: {{{goals}}}"), [unmeasured_goal])
        assert (finding.node, finding.severity, finding.line, finding.column) == (
            None,
            Severity.WARNING,
            1,
            8,
        )
        assert finding.related == ("g1", "g10", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9")
        assert finding.message == (
            "10 goals have no KPI, neither of their own nor below them: "
            '"Goal 1", "Goal 10", "Goal 2", "Goal 3", "Goal 4", "Goal 5", "Goal 6", "Goal 7" and 2 more'
        )

    def test_five_are_told_singly_and_so_is_half_of_all(self, graph_of: GraphOf) -> None:
        five = ", ".join(f"g{n}: G" for n in range(5))
        half = ", ".join(f"g{n}: G, m{n}: {{title: M, kpis: {{k{n}: K}}}}" for n in range(6))
        assert places(unmeasured_goal, graph_of(f"goals: {{{five}}}")) == [(f"g{n}", ()) for n in range(5)]
        assert places(unmeasured_goal, graph_of(f"goals: {{{half}}}")) == [(f"g{n}", ()) for n in range(6)]


class TestLooseGoal:
    def test_a_top_goal_below_another(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\n"
            "goals: {p: {title: Profit, perspective: financial}, t: {title: On time, perspective: customer}}"
        )
        assert told(loose_goal, graph) == [
            '2:53 warning t: goal "On time" serves no other goal: the map doesn\'t say how it serves "Profit". '
            "Say which goal it serves (`supports`), or move it up if it is wanted for its own sake."
        ]
        assert places(loose_goal, graph) == [("t", ())]

    def test_names_the_goals_of_the_highest_perspective_that_has_some(self, graph_of: GraphOf) -> None:
        goals = "a: {title: A, perspective: financial}, " + ", ".join(
            f"c{n}: {{title: C{n}, perspective: customer}}" for n in range(5)
        )
        graph = graph_of(f"goals: {{{goals}, z: {{title: Z, perspective: people}}}}")
        assert places(loose_goal, graph) == [*((f"c{n}", ()) for n in range(5)), ("z", ())]
        assert check(graph, [loose_goal])[-1].message == (
            'goal "Z" serves no other goal: the map doesn\'t say how it serves "A"'
        )

    def test_the_order_of_the_map_s_perspectives_counts_and_not_their_roles(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "perspectives: {people: People, financial: Money}\n"
            "goals: {p: {title: P, perspective: financial}, s: {title: S, perspective: people}}"
        )
        assert places(loose_goal, graph) == [("p", ())]

    def test_a_goal_that_supports_itself_or_gives_feedback_is_a_top_goal(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals:\n"
            "  p: {title: P, perspective: financial}\n"
            "  s: {title: S, perspective: customer, supports: s}\n"
            "  f: {title: F, perspective: customer, supports: {p: {feedback: true}}}\n"
            "  u: {title: U, perspective: customer, supports: nothing}"
        )
        assert places(loose_goal, graph) == [("s", ()), ("f", ()), ("u", ())]

    def test_not_beside_goals_that_serve_another_or_have_no_declared_perspective(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(
            "goals:\n"
            "  top: Top\n"
            "  high: {title: High, perspective: financial, supports: top}\n"
            "  odd: {title: Odd, perspective: nowhere}\n"
            "  low: {title: Low, perspective: people}\n"
            "  same: {title: Same, perspective: people}"
        )
        assert places(loose_goal, graph) == []

    def test_goals_alone_are_judged_though_they_may_support_anything(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {p: {title: P, perspective: financial}, s: {title: S, perspective: people, supports: o}}\n"
            "outcomes: {o: {title: O, perspective: people}, q: {title: Q, perspective: people}}"
        )
        assert places(loose_goal, graph) == []


class TestIsolated:
    def test_neither_link_nor_kpi(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\ngoals: {g: G}\noutcomes: {o: O}\noutputs: {p: P}\ninitiatives: {i: I}")
        alone = "stands alone: no link ties it to anything, and no KPI measures it."
        assert told(isolated, graph) == [
            f'2:9 warning g: goal "G" {alone} '
            "Say what leads to it and how you would know that it is reached, or take it off the map.",
            f'3:12 warning o: outcome "O" {alone} '
            "Say which goal it serves (`supports`), and what brings it about, or take it off the map.",
            f'4:11 warning p: output "P" {alone} '
            "Say what it is meant to change (`supports`), or ask why it is being delivered.",
            f'5:15 warning i: initiative "I" {alone} '
            "Say what it is meant to deliver (`supports`), or ask why it is being done.",
        ]

    def test_a_link_to_itself_to_an_unknown_id_or_to_a_kpi_ties_nothing(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {a: {title: A, supports: a}, b: {title: B, harms: b}, c: {title: C, supports: x},"
            " d: {title: D, harms: k}}\nkpis: {k: K}"
        )
        assert places(isolated, graph) == [("a", ()), ("b", ()), ("c", ()), ("d", ())]

    def test_any_link_ties_both_ends_feedback_and_harm_too(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {a: {title: A, supports: b}, b: B, c: {title: C, harms: {d: {feedback: true}}}, d: D,"
            " e: {title: E, supports: {f: {feedback: true}}}, f: F}"
        )
        assert places(isolated, graph) == []

    def test_a_kpi_ties_what_it_measures_and_what_it_harms(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: G, h: H}\nkpis: {k: {title: K, measures: g, harms: h}}")
        assert places(isolated, graph) == []

    def test_the_harm_of_a_kpi_that_measures_nothing_is_nobody_s(self, graph_of: GraphOf) -> None:
        assert places(isolated, graph_of("goals: {h: H}\nkpis: {k: {title: K, harms: h}}")) == [("h", ())]
