"""Where the chain from work to goals breaks, turns back, or can't be checked."""

from __future__ import annotations

from rules.findings import GraphOf, places, told

from strategymap.check import check
from strategymap.finding import Severity
from strategymap.rules.results_chain import (
    backward_link,
    circular_logic,
    dead_end,
    skipped_rung,
    uncaused_outcome,
    unexplained_links,
    unmeasured_rung,
)


class TestDeadEnd:
    def test_names_what_is_lost_with_it_and_what_it_may_serve(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: Hospital\n"
            "goals: {recover: Patients recover}\n"
            "outcomes: {informed: {title: Patients are informed, supports: recover}}\n"
            "outputs:\n"
            "  letter: A newsletter appears\n"
            "  leaflet: {title: Everyone has a leaflet, supports: informed}\n"
            "initiatives: {editor: {title: Editor hired, supports: letter}}"
        )
        [finding] = check(graph, [dead_end])
        assert (finding.rule, finding.severity, finding.node, finding.related) == (
            "dead-end", Severity.WARNING, "letter", ("editor",)
        )  # fmt: skip
        assert (finding.line, finding.column) == (5, 3)
        assert finding.message == (
            'output "A newsletter appears" leads to no goal: the chain breaks off here, '
            'and "Editor hired" comes to nothing'
        )
        assert finding.remedy == (
            'Say which outcome it is for (`supports`), such as "Patients are informed", or ask who needs it.'
        )

    def test_what_reaches_a_goal_by_another_way_is_not_lost(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G}\n"
            "outcomes: {o: O, p: {title: P, supports: g}}\n"
            "outputs: {q: {title: Q, supports: [o]}, r: {title: R, supports: [o, p]}}\n"
            "initiatives: {i: {title: I, supports: q}, j: {title: J, supports: [q, r]}}"
        )
        assert places(dead_end, graph) == [("o", ("i", "q"))]

    def test_a_goal_below_it_is_not_lost_either(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, supports: o}}\noutcomes: {o: O}\noutputs: {p: {title: P, supports: g}}"
        )
        assert places(dead_end, graph) == [("o", ())]

    def test_what_ends_at_two_dead_ends_is_named_at_both(self, graph_of: GraphOf) -> None:
        graph = graph_of("outcomes: {o: O, p: P}\ninitiatives: {i: {title: I, supports: [o, p]}}")
        assert places(dead_end, graph) == [("o", ("i",)), ("p", ("i",))]

    def test_a_loop_without_a_way_out_is_told_once_at_its_smallest_id(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\n"
            "goals: {g: G}\n"
            "outcomes: {z: {title: Z, supports: b}, b: {title: B, supports: z}}\n"
            "outputs: {p: {title: P, supports: z}, q: {title: Q, supports: p}}"
        )
        assert told(dead_end, graph) == [
            '3:40 warning b: outcome "B" leads to no goal, only round in a circle with "Z", '
            'and "P" and "Q" come to nothing. '
            'Say which goal it is for (`supports`), such as "G", or ask who needs it.'
        ]
        assert places(dead_end, graph) == [("b", ("p", "q", "z"))]

    def test_a_loop_with_a_way_out_is_none_and_a_node_that_supports_itself_is(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(
            "outcomes: {a: {title: A, supports: b}, b: {title: B, supports: [a, c]}, c: {title: C, supports: c}}"
        )
        assert places(dead_end, graph) == [("c", ("a", "b"))]

    def test_a_loop_with_a_goal_in_it_is_none(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, supports: o}}\noutcomes: {o: {title: O, supports: g}}")
        assert places(dead_end, graph) == []

    def test_feedback_harm_and_links_that_can_t_hold_lead_nowhere(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G}\n"
            "outcomes: {a: {title: A, supports: {g: {feedback: true}}}, b: {title: B, harms: g},"
            " c: {title: C, supports: [k, x]}}\n"
            "kpis: {k: {title: K, measures: g}}"
        )
        assert places(dead_end, graph) == [("a", ()), ("b", ()), ("c", ())]

    def test_a_link_that_can_t_hold_is_to_be_mended_first(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: G}\noutcomes: {o: {title: O, supports: gg}, p: {title: P, harms: x}}")
        assert [finding.remedy for finding in check(graph, [dead_end])] == [
            'Mend its link to "gg", which can\'t hold.',
            'Say which goal it is for (`supports`), such as "G", or ask who needs it.',
        ]

    def test_of_several_links_that_can_t_hold_the_smallest_id_is_named(self, graph_of: GraphOf) -> None:
        for links in ("x, k, y", "y, k, x"):
            graph = graph_of(
                f"goals: {{g: G}}\noutcomes: {{o: {{title: O, supports: [{links}]}}}}\nkpis: {{k: K}}"
            )
            assert [f.remedy for f in check(graph, [dead_end])] == [
                'Mend its link to "k", which can\'t hold.'
            ]

    def test_without_any_goal_the_map_needs_one(self, graph_of: GraphOf) -> None:
        assert told(dead_end, graph_of("title: T\ninitiatives: {i: Academy}")) == [
            '2:15 warning i: initiative "Academy" leads to no goal: the chain breaks off here. '
            "Write down the goal that all this is for, and link it upward to that."
        ]

    def test_the_next_rung_that_leads_on_is_proposed_with_at_most_three_names(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of("goals: {g1: G1, g2: G2, g3: G3, g4: G4}\noutputs: {q: Q}\ninitiatives: {i: I}")
        assert [finding.remedy for finding in check(graph, [dead_end])] == [
            'Say which goal it is for (`supports`), such as "G1", "G2", "G3" and 1 more, or ask who needs it.'
        ] * 2

    def test_a_long_list_of_losses_is_counted(self, graph_of: GraphOf) -> None:
        drivers = ", ".join(f"i{n}: {{title: I{n}, supports: o}}" for n in range(10))
        [finding] = check(graph_of(f"outcomes: {{o: O}}\ninitiatives: {{{drivers}}}"), [dead_end])
        assert finding.message.endswith('"I6", "I7" and 2 more come to nothing')
        assert len(finding.related) == 10


class TestSkippedRung:
    def test_stands_at_the_link_and_names_the_outcomes_that_lead_there(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: Valley\n"
            "goals: {health: Children are healthy}\n"
            "outcomes: {wash: {title: Families wash their hands, supports: health}}\n"
            "outputs:\n"
            "  wells:\n"
            "    title: Wells are drilled\n"
            "    supports:\n"
            "      health: clean water is healthy"
        )
        [finding] = check(graph, [skipped_rung])
        assert (finding.rule, finding.severity, finding.node, finding.related) == (
            "skipped-rung", Severity.WARNING, "wells", ("health",)
        )  # fmt: skip
        assert (finding.line, finding.column, finding.location.end_column) == (8, 7, 13)
        assert finding.message == (
            'output "Wells are drilled" jumps straight to goal "Children are healthy": '
            "the map doesn't say what changes in between"
        )
        assert finding.remedy == (
            'Link it to the outcome that carries it ("Families wash their hands"), or write the one that is missing.'
        )

    def test_a_short_cut_beside_the_way_through_an_outcome_is_to_be_taken_out(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(
            "goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\ninitiatives: {i: {title: I, supports: [o, g]}}"
        )
        [finding] = check(graph, [skipped_rung])
        assert finding.remedy == 'It leads there by way of outcome "O" already: take the short cut out.'

    def test_an_outcome_that_it_supports_is_proposed_before_others(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G}\noutcomes: {o: {title: O, supports: g}, n: {title: N, supports: o}}\n"
            "outputs: {p: {title: P, supports: [g, n]}}"
        )
        [finding] = check(graph, [skipped_rung])
        assert finding.remedy == (
            'Let the chain run through outcome "N", which it supports, or write the outcome that is missing.'
        )

    def test_where_no_outcome_leads_there_one_is_to_be_written(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: G}\noutcomes: {o: O}\noutputs: {p: {title: P, supports: g}}")
        [finding] = check(graph, [skipped_rung])
        assert finding.remedy == "Write the outcome in between: who does what differently once this is there?"

    def test_each_link_is_a_finding(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G, h: H}\noutcomes: {o: O}\n"
            "outputs: {p: {title: P, supports: [h, g]}}\ninitiatives: {i: {title: I, supports: g}}"
        )
        assert places(skipped_rung, graph) == [("p", ("h",)), ("p", ("g",)), ("i", ("g",))]

    def test_a_map_without_outcomes_skips_nothing(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: G}\noutputs: {p: {title: P, supports: g}}")
        assert places(skipped_rung, graph) == []

    def test_other_links_are_left_alone(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G, h: {title: H, supports: g}}\n"
            "outcomes: {o: {title: O, supports: g}}\n"
            "outputs: {p: {title: P, supports: {g: {feedback: true}}, harms: g}}\n"
            "initiatives: {i: {title: I, supports: o}}"
        )
        assert places(skipped_rung, graph) == []


class TestBackwardLink:
    def test_stands_at_the_link_and_proposes_to_turn_it(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: Garage\n"
            "goals: {back: {title: Customers come back, supports: [certified]}}\n"
            "outputs: {certified: Mechanics are certified}"
        )
        [finding] = check(graph, [backward_link])
        assert (finding.rule, finding.severity, finding.node, finding.related) == (
            "backward-link", Severity.WARNING, "back", ("certified",)
        )  # fmt: skip
        assert (finding.line, finding.column) == (2, 55)
        assert finding.message == (
            'goal "Customers come back" is said to bring about output "Mechanics are certified": '
            "that runs down the chain"
        )
        assert finding.remedy == (
            'Turn it round if "Customers come back" is what follows; '
            "if the effect comes back, mark it as meant (`feedback: true`)."
        )

    def test_in_a_loop_it_is_to_be_taken_out_or_marked(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, supports: o}}\noutcomes: {o: {title: O, supports: g}}")
        [finding] = check(graph, [backward_link])
        assert finding.remedy == (
            "The chain leads up the other way already: take this link out, or mark it as meant (`feedback: true`)."
        )

    def test_every_step_down_counts_and_no_step_up_or_aside(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, supports: [o, h]}, h: H}\n"
            "outcomes: {o: {title: O, supports: [g, p, o]}}\n"
            "outputs: {p: {title: P, supports: [o, i, p]}}\n"
            "initiatives: {i: {title: I, supports: [g, i]}}"
        )
        assert places(backward_link, graph) == [("g", ("o",)), ("o", ("p",)), ("p", ("i",))]

    def test_a_link_to_a_higher_perspective_may_go_down_a_rung(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, perspective: people, supports: o}}\n"
            "outcomes: {o: {title: O, perspective: process}}"
        )
        assert places(backward_link, graph) == []

    def test_not_within_one_perspective_downwards_or_with_only_one_of_them(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals:\n"
            "  a: {title: A, perspective: process, supports: o}\n"
            "  b: {title: B, perspective: customer, supports: o}\n"
            "  c: {title: C, supports: o}\n"
            "  d: {title: D, perspective: process, supports: p}\n"
            "  e: {title: E, perspective: nowhere, supports: o}\n"
            "outcomes: {o: {title: O, perspective: process}, p: P}"
        )
        assert places(backward_link, graph) == [
            ("a", ("o",)), ("b", ("o",)), ("c", ("o",)), ("d", ("p",)), ("e", ("o",))
        ]  # fmt: skip

    def test_feedback_and_harm_may_run_down(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, supports: {o: {feedback: true}}, harms: o}}\noutcomes: {o: O}"
        )
        assert places(backward_link, graph) == []


class TestCircularLogic:
    def test_tells_the_way_round_and_the_link_to_doubt(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: Garage\n"
            "goals: {trust: {title: Customers trust us, supports: frank}}\n"
            "outcomes:\n"
            "  frank: {title: Customers are frank, supports: right}\n"
            "  right: {title: Repairs are right, supports: trust}"
        )
        [finding] = check(graph, [circular_logic])
        assert (finding.rule, finding.severity, finding.node, finding.related) == (
            "circular-logic", Severity.WARNING, "frank", ("frank", "right", "trust")
        )  # fmt: skip
        assert (finding.line, finding.column) == (4, 3)
        assert finding.message == (
            'outcome "Customers are frank" is argued in a circle: it leads to "Repairs are right", '
            '"Repairs are right" to "Customers trust us", and "Customers trust us" back to it'
        )
        assert finding.remedy == (
            'Look first at the link from goal "Customers trust us" down to outcome "Customers are frank": '
            "take it out, or mark it (`feedback: true`) if the loop is meant."
        )

    def test_a_node_that_supports_itself(self, graph_of: GraphOf) -> None:
        assert told(circular_logic, graph_of("title: T\ngoals: {g: {title: G, supports: g}}")) == [
            '2:9 warning g: goal "G" is said to bring itself about. '
            "Take that link out, and say what does bring it about."
        ]
        assert places(circular_logic, graph_of("goals: {g: {title: G, supports: g}}")) == [("g", ("g",))]

    def test_two_nodes_on_one_rung_are_to_be_put_in_order(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\ngoals: {b: {title: B, supports: a}, a: {title: A, supports: b}}")
        assert told(circular_logic, graph) == [
            '2:37 warning a: goal "A" is argued in a circle: it leads to "B", and "B" back to it. '
            "Ask which of them comes first and take out the link that leads back to it, or mark it as meant (`feedback: true`)."
        ]

    def test_self_links_within_a_loop_are_no_finding_of_their_own(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {a: {title: A, supports: [a, b]}, b: {title: B, supports: [a, b]}}")
        [finding] = check(graph, [circular_logic])
        assert (finding.node, finding.related) == ("a", ("a", "b"))
        assert finding.message == 'goal "A" is argued in a circle: it leads to "B", and "B" back to it'

    def test_what_hangs_in_the_same_loop_is_counted(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {a: {title: A, supports: [b, c]}, b: {title: B, supports: [a]}, c: {title: C, supports: d},"
            " d: {title: D, supports: b}}"
        )
        [finding] = check(graph, [circular_logic])
        assert (finding.node, finding.related) == ("a", ("a", "b", "c", "d"))
        assert finding.message == (
            'goal "A" is argued in a circle: it leads to "B", and "B" back to it; '
            "2 more are caught in the same knot"
        )

    def test_a_long_way_round_is_cut(self, graph_of: GraphOf) -> None:
        goals = ", ".join(f"g{n}: {{title: G{n}, supports: g{(n + 1) % 8}}}" for n in range(8))
        [finding] = check(graph_of(f"goals: {{{goals}}}"), [circular_logic])
        assert finding.message == (
            'goal "G0" is argued in a circle: it leads to "G1", "G1" to "G2", '
            "and so on through 5 more, back to where it began"
        )

    def test_two_loops_are_two_findings(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {a: {title: A, supports: b}, b: {title: B, supports: [a, c]}, c: {title: C, supports: d},"
            " d: {title: D, supports: c}}"
        )
        assert places(circular_logic, graph) == [("a", ("a", "b")), ("c", ("c", "d"))]

    def test_the_order_of_the_file_changes_nothing(self, graph_of: GraphOf) -> None:
        one = "a: {title: A, supports: [b, c]}, b: {title: B, supports: d}, c: {title: C, supports: d}"
        other = "c: {title: C, supports: d}, b: {title: B, supports: d}, a: {title: A, supports: [c, b]}"
        [first] = check(graph_of(f"goals: {{{one}, d: {{title: D, supports: a}}}}"), [circular_logic])
        [second] = check(graph_of(f"goals: {{d: {{title: D, supports: a}}, {other}}}"), [circular_logic])
        assert (first.message, first.remedy, first.related) == (second.message, second.remedy, second.related)

    def test_feedback_closes_no_loop_and_harm_none_either(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {a: {title: A, supports: {b: {feedback: true}, a: {feedback: true}}},"
            " b: {title: B, supports: a, harms: b}}"
        )
        assert places(circular_logic, graph) == []


class TestUnmeasuredRung:
    def test_names_what_can_t_be_checked(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\ngoals: {work: People find work}\noutcomes: {skilled: {title: People are skilled, supports: work}}"
        )
        assert told(unmeasured_rung, graph) == [
            '3:12 warning skilled: outcome "People are skilled" has no KPI: '
            'whether it brings about "People find work" can\'t be checked. '
            "Say how you would notice that it happens, and hang a KPI for that on it."
        ]
        assert places(unmeasured_rung, graph) == [("skilled", ())]

    def test_a_kpi_above_or_below_is_not_enough(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {j: J}}}\n"
            "outcomes: {o: {title: O, supports: g}}\n"
            "outputs: {p: {title: P, supports: o, kpis: {k: K}}, q: {title: Q, supports: p}}"
        )
        assert places(unmeasured_rung, graph) == [("o", ()), ("q", ())]

    def test_only_outputs_and_outcomes_that_reach_a_goal_are_judged(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G, h: {title: H, supports: g}}\n"
            "outcomes: {o: O, f: {title: F, supports: {g: {feedback: true}}}}\n"
            "initiatives: {i: {title: I, supports: g}}"
        )
        assert places(unmeasured_rung, graph) == []

    def test_what_supports_itself_is_not_its_own_effect(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: G}\noutcomes: {o: {title: O, supports: [o, g]}}")
        [finding] = check(graph, [unmeasured_rung])
        assert finding.message == 'outcome "O" has no KPI: whether it brings about "G" can\'t be checked'

    def test_an_early_draft_is_told_once(self, graph_of: GraphOf) -> None:
        outcomes = ", ".join(f"o{n}: {{title: O{n}, supports: g}}" for n in range(4))
        outputs = ", ".join(f"p{n}: {{title: P{n}, supports: g}}" for n in range(3))
        [finding] = check(
            graph_of(f"goals: {{g: G}}\noutcomes: {{{outcomes}}}\noutputs: {{{outputs}}}"), [unmeasured_rung]
        )
        assert (finding.node, finding.severity) == (None, Severity.WARNING)
        assert finding.related == ("o0", "o1", "o2", "o3", "p0", "p1", "p2")
        assert finding.message == (
            '7 outputs and outcomes on the way to a goal have no KPI, so that no "if … then …" can be checked there: '
            '"O0", "O1", "O2", "O3", "P0", "P1" and "P2"'
        )

    def test_rungs_that_reach_no_goal_don_t_make_it_less_of_a_draft(self, graph_of: GraphOf) -> None:
        outcomes = ", ".join(f"o{n}: {{title: O, supports: g}}, x{n}: X" for n in range(6))
        assert [
            node
            for node, _ in places(unmeasured_rung, graph_of(f"goals: {{g: G}}\noutcomes: {{{outcomes}}}"))
        ] == [None]


class TestUncausedOutcome:
    def test_nothing_leads_to_it(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: School\n"
            "goals: {g: G}\n"
            "outcomes: {present: {title: Pupils come every day, supports: g}, o: {title: O, supports: g}}\n"
            "outputs: {tutors: {title: Tutors are there, supports: o}}"
        )
        assert told(uncaused_outcome, graph) == [
            '3:12 note present: outcome "Pupils come every day" is hoped for: nothing on this map brings it about. '
            "Link the output or initiative that is meant to bring it about, or plan one."
        ]
        assert places(uncaused_outcome, graph) == [("present", ())]

    def test_work_that_leads_nowhere_is_proposed(self, graph_of: GraphOf) -> None:
        one = graph_of("goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\noutputs: {p: Tutors}")
        two = graph_of(
            "goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\noutputs: {q: Calls, p: Tutors}"
        )
        assert [finding.remedy for finding in check(one, [uncaused_outcome])] == [
            'Say what is meant to bring it about; "Tutors" so far leads nowhere.'
        ]
        assert [finding.remedy for finding in check(two, [uncaused_outcome])] == [
            'Say what is meant to bring it about; "Tutors" and "Calls" so far lead nowhere.'
        ]

    def test_another_outcome_or_a_goal_below_it_is_a_cause(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, supports: p}}\n"
            "outcomes: {o: O, n: {title: N, supports: o}, p: P}\n"
            "initiatives: {i: {title: I, supports: n}}"
        )
        assert places(uncaused_outcome, graph) == []

    def test_it_is_not_its_own_cause_and_feedback_is_none(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "outcomes: {o: {title: O, supports: o}, p: P}\n"
            "initiatives: {i: {title: I, supports: {p: {feedback: true}}}}"
        )
        assert places(uncaused_outcome, graph) == [("o", ()), ("p", ())]

    def test_a_map_without_outputs_and_initiatives_is_left_alone(self, graph_of: GraphOf) -> None:
        assert (
            places(uncaused_outcome, graph_of("goals: {g: G}\noutcomes: {o: {title: O, supports: g}}")) == []
        )


def star(explained: int, bare: int) -> str:
    """A goal with so many explained links and so many bare ones."""
    links = [f"e{n}: {{title: E{n}, supports: {{g: reason}}}}" for n in range(explained)]
    links += [f"b{n}: {{title: B{n}, supports: g}}" for n in range(bare)]
    return f"title: T\ngoals: {{g: Goal}}\noutcomes: {{{', '.join(links)}}}"


class TestUnexplainedLinks:
    def test_most_links_give_no_reason(self, graph_of: GraphOf) -> None:
        assert told(unexplained_links, graph_of(star(explained=2, bare=3))) == [
            "1:8 note None: 3 of the 5 links of the chain give no reason: "
            "the map says what leads to what, and not why. "
            'Write the reason (`because`) at each, first at the 3 that lead to goal "Goal".'
        ]
        assert places(unexplained_links, graph_of(star(explained=2, bare=3))) == [(None, ())]

    def test_no_link_gives_one(self, graph_of: GraphOf) -> None:
        outcomes = ", ".join(f"o{n}: {{title: O, supports: o{n + 1}}}" for n in range(5))
        assert told(unexplained_links, graph_of(f"title: T\noutcomes: {{{outcomes}, o5: O}}")) == [
            "1:8 note None: none of the 5 links of the chain gives a reason: "
            "the map says what leads to what, and not why. "
            "Write the reason (`because`) at each."
        ]

    def test_half_is_not_most(self, graph_of: GraphOf) -> None:
        assert places(unexplained_links, graph_of(star(explained=3, bare=3))) == []

    def test_four_links_are_a_sketch(self, graph_of: GraphOf) -> None:
        assert places(unexplained_links, graph_of(star(explained=0, bare=4))) == []
        assert places(unexplained_links, graph_of(star(explained=0, bare=5))) == [(None, ())]

    def test_feedback_harm_and_links_that_can_t_hold_are_not_counted(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            star(explained=0, bare=4)
            + "\ninitiatives: {i: {title: I, supports: {g: {feedback: true}, x: {}, k: {}}, harms: g}}"
            + "\nkpis: {k: {title: K, measures: g}}"
        )
        assert places(unexplained_links, graph) == []

    def test_an_empty_because_is_none(self, graph_of: GraphOf) -> None:
        links = ", ".join(
            f"o{n}: {{title: O, supports: {{g: {{because: , after: 1 day}}}}}}" for n in range(5)
        )
        graph = graph_of(f"goals: {{g: G}}\noutcomes: {{{links}}}")
        assert places(unexplained_links, graph) == [(None, ())]
