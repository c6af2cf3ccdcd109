"""What the strategy says of customers, and how it would know."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from rules.findings import GraphOf, nodes, places, told

from strategymap.check import check
from strategymap.conflict import Conflict, conflicts
from strategymap.finding import Severity
from strategymap.graph import MapGraph
from strategymap.rules.customer import (
    efficiency_only_branch,
    efficiency_only_leaves,
    no_customer_goal,
    no_customer_voice,
    no_focus,
    numbers_first,
    service_profit_gap,
    single_interaction,
    unwatched_harm,
    works_against_itself,
)


class TestNoCustomerGoal:
    def test_stands_on_the_map_and_names_what_would_need_customers(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: Parcels\n"
            "goals: {margin: {title: Raise the margin, supports: value}, value: Raise the value}\n"
            "kpis: {k: {title: Cost per parcel, measures: margin}}"
        )
        assert told(no_customer_goal, graph) == [
            "1:8 note None: None of the 2 goals is about customers: the map does not say what they should get, or why "
            'they would come back. Ask what customers must get before "Raise the value" can come true, and add that '
            "as a goal with the focus loyalty or experience; if a goal is about them already, give it that focus."
        ]
        assert nodes(no_customer_goal, graph) == [None]

    def test_of_one_goal_it_speaks_by_name(self, graph_of: GraphOf) -> None:
        [finding] = check(graph_of("goals: {g: Earn well}\nkpis: {k: K}"), [no_customer_goal])
        assert finding.message.startswith('The only goal, "Earn well", is not about customers')

    def test_goals_in_a_circle_have_no_top_and_are_all_named(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, supports: h}, h: {title: H, supports: g}}\nkpis: {k: K}")
        [finding] = check(graph, [no_customer_goal])
        assert 'before "G" and "H" can come true' in finding.remedy

    def test_a_draft_without_a_goal_or_without_a_kpi_is_too_early_to_judge(self, graph_of: GraphOf) -> None:
        assert nodes(no_customer_goal, graph_of("goals: {g: G}")) == []
        assert nodes(no_customer_goal, graph_of("outcomes: {o: O}\nkpis: {k: K}")) == []

    def test_a_goal_in_a_customer_perspective_is_one_whatever_its_id(self, graph_of: GraphOf) -> None:
        guests = "perspectives: {guests: {title: Guests, role: customer}}\n"
        assert (
            nodes(
                no_customer_goal,
                graph_of(guests + "goals: {g: {title: G, perspective: guests}}\nkpis: {k: K}"),
            )
            == []
        )

    def test_a_perspective_named_customer_in_another_role_makes_none(self, graph_of: GraphOf) -> None:
        desk = "perspectives: {customer: {title: Desk, role: process}}\n"
        graph = graph_of(desk + "goals: {g: {title: G, perspective: customer}}\nkpis: {k: K}")
        assert nodes(no_customer_goal, graph) == [None]

    def test_an_outcome_has_to_state_its_focus(self, graph_of: GraphOf) -> None:
        start = "goals: {g: G}\nkpis: {k: K}\n"
        assert nodes(no_customer_goal, graph_of(start + "outcomes: {o: {title: O, focus: experience}}")) == []
        assert nodes(
            no_customer_goal, graph_of(start + "outcomes: {o: {title: O, perspective: customer}}")
        ) == [None]

    def test_an_output_with_such_a_focus_is_no_goal(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: G}\nkpis: {k: K}\noutputs: {q: {title: Q, focus: loyalty}}")
        assert nodes(no_customer_goal, graph) == [None]

    def test_another_focus_takes_a_goal_of_the_customer_perspective_out(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, perspective: customer, focus: growth}}\nkpis: {k: K}")
        assert nodes(no_customer_goal, graph) == [None]


class TestEfficiencyOnlyLeaves:
    def test_sends_the_goal_back_to_the_drawing_board(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {loyalty: {title: Customers stay, focus: loyalty}}\n"
            "outcomes: {quick: {title: Calls are short, supports: loyalty, kpis: {cph: Calls per hour}}}\n"
            "kpis: {aht: {title: Average handle time, measures: loyalty}}"
        )
        assert told(efficiency_only_leaves, graph) == [
            '2:9 error loyalty: Back to the drawing board: goal "Customers stay" is about customers, and everything '
            'measured under it is efficiency ("Average handle time" and "Calls per hour"). Add a measure of what '
            "customers get or do, and hang these under a goal about cost."
        ]
        assert places(efficiency_only_leaves, graph) == [("loyalty", ("aht", "cph"))]

    def test_the_same_is_said_whatever_the_order_in_the_file(self, graph_of: GraphOf) -> None:
        kpis = [
            "b: {title: B, focus: compliance, measures: g}",
            "a: {title: A, focus: efficiency, measures: g}",
        ]
        messages = {
            check(graph_of(f"goals: {{g: {{title: G, focus: loyalty}}}}\nkpis: {{{', '.join(order)}}}"),
                  [efficiency_only_leaves])[0].message
            for order in (kpis, kpis[::-1])
        }  # fmt: skip
        assert len(messages) == 1

    def test_a_kpi_anywhere_below_counts_also_round_a_loop(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, supports: o}}\n"
            "outcomes: {o: {title: O, supports: g, kpis: {a: Average handle time}}}"
        )
        assert places(efficiency_only_leaves, graph) == [("g", ("a",))]

    def test_a_kpi_without_a_focus_is_not_efficiency(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, focus: loyalty, kpis: {a: Average handle time, b: B}}}")
        assert places(efficiency_only_leaves, graph) == []

    def test_feedback_brings_no_leaves(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty}}\n"
            "outcomes: {o: {title: O, supports: {g: {feedback: true}}, kpis: {a: Average handle time}}}"
        )
        assert places(efficiency_only_leaves, graph) == []

    def test_a_given_focus_overrules_the_catalogue(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, kpis: {a: {title: Average handle time, focus: quality}}}}"
        )
        assert places(efficiency_only_leaves, graph) == []


class TestEfficiencyOnlyBranch:
    TWO_BRANCHES = (
        "goals: {loyalty: {title: Customers stay, focus: loyalty}}\n"
        "outcomes:\n"
        "  quick: {title: Calls are short, supports: loyalty, kpis: {aht: Average handle time}}\n"
        "  solved: {title: Problems are solved, supports: loyalty, kpis: {fcr: First-contact resolution}}\n"
    )

    def test_names_the_goal_and_the_leaves_of_the_branch(self, graph_of: GraphOf) -> None:
        graph = graph_of(self.TWO_BRANCHES)
        assert told(efficiency_only_branch, graph) == [
            '4:3 note quick: outcome "Calls are short" is meant to serve "Customers stay", and everything measured on '
            'this branch is efficiency ("Average handle time"). Ask what a customer would notice if "Calls are short" '
            "came true, and measure that beside it; if it is nothing, hang the branch under a goal about cost."
        ]
        assert places(efficiency_only_branch, graph) == [("quick", ("aht",))]

    def test_says_nothing_where_the_goal_itself_goes_back(self, graph_of: GraphOf) -> None:
        graph = graph_of(self.TWO_BRANCHES.replace("First-contact resolution", "Calls per hour"))
        assert places(efficiency_only_branch, graph) == []
        assert [node for node, _ in places(efficiency_only_leaves, graph)] == ["loyalty"]

    def test_a_goal_that_goes_back_leaves_the_others_that_the_branch_serves(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty}, h: {title: H, focus: loyalty, kpis: {own: Own}}}\n"
            "outcomes: {o: {title: O, supports: [g, h], kpis: {a: Average handle time}}}"
        )
        [finding] = check(graph, [efficiency_only_branch])
        assert (finding.node, finding.related) == ("o", ("a",))
        assert 'is meant to serve "H",' in finding.message

    def test_only_the_direct_supporters_of_a_goal_are_branches(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, kpis: {b: B}}}\n"
            "outcomes: {o: {title: O, supports: g, kpis: {c: C}}}\n"
            "outputs: {q: {title: Q, supports: o, kpis: {a: Average handle time}}}"
        )
        assert places(efficiency_only_branch, graph) == []

    def test_leaves_further_down_the_branch_count(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, kpis: {b: B}}}\noutcomes: {o: {title: O, supports: g}}\n"
            "outputs: {q: {title: Q, supports: o, kpis: {a: Average handle time}}}"
        )
        assert places(efficiency_only_branch, graph) == [("o", ("a",))]

    def test_a_feedback_link_makes_no_branch(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            self.TWO_BRANCHES.replace(
                "supports: loyalty, kpis: {aht", "supports: {loyalty: {feedback: yes}}, kpis: {aht"
            )
        )
        assert places(efficiency_only_branch, graph) == []


class TestNoFocus:
    def test_names_the_customer_goal_above(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: Families come back, focus: loyalty}}\n"
            "outcomes: {o: {title: O, supports: g}}\n"
            "kpis: {gate: {title: Turnstile count, measures: o}}"
        )
        assert told(no_focus, graph) == [
            '4:8 note gate: KPI "Turnstile count" stands under goal "Families come back" without a focus: nobody can '
            "see whether it speaks for customers or for the budget. Say what it is about (`focus`): loyalty, experience or quality "
            "if customers would thank you for it, efficiency or compliance if only you would."
        ]
        assert nodes(no_focus, graph) == ["gate"]

    def test_a_kpi_that_the_catalogue_knows_without_a_focus_lacks_one(self, graph_of: GraphOf) -> None:
        assert nodes(
            no_focus, graph_of("goals: {g: {title: G, focus: loyalty, kpis: {v: Counter visits}}}")
        ) == ["v"]

    def test_one_that_the_catalogue_knows_has_its_focus_by_title_id_or_key(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, kpis: {a: Average handle time, nps: N, c: {title: C, catalogue: fcr}}}}"
        )
        assert nodes(no_focus, graph) == []

    def test_elsewhere_a_focus_is_not_asked_for(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, supports: h}, h: {title: H, kpis: {k: K}}}\nkpis: {l: L}"
        )
        assert nodes(no_focus, graph) == []

    def test_an_early_draft_is_told_once(self, graph_of: GraphOf) -> None:
        kpis = "".join(f"      k{n}: {{title: K{n}}}\n" for n in range(6))
        graph = graph_of(
            f"title: T\ngoals:\n  g:\n    title: G\n    focus: loyalty\n    kpis:\n{kpis}      n: Net promoter score"
        )
        assert told(no_focus, graph) == [
            '1:8 note None: 6 of the 7 KPIs under customer goals have no focus ("K0", "K1", "K2", "K3", "K4" and "K5"): '
            "nobody can see whether these goals are measured by what customers get or by what they cost. Say of each what "
            "it is about (`focus`), beginning with those that stand directly under a goal."
        ]
        assert places(no_focus, graph) == [(None, tuple(f"k{n}" for n in range(6)))]

    def test_a_single_one_that_is_left_to_tell_is_told_in_the_singular(self, graph_of: GraphOf) -> None:
        accept = "accept: [{rule: no-focus, because: soon}]"
        kpis = ", ".join(f"k{n}: {{title: K{n}{f', {accept}' if n else ''}}}" for n in range(6))
        found = check(graph_of(f"goals: {{g: {{title: G, focus: loyalty, kpis: {{{kpis}}}}}}}"), [no_focus])
        assert [finding.message.split(":")[0] for finding in found if finding.accepted is None] == [
            '1 of the 6 KPIs under customer goals has no focus ("K0")'
        ]


class TestNumbersFirst:
    def test_names_what_carries_the_goal(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {profit: {title: Double the profit, focus: financial}}\n"
            "outcomes: {o: {title: Production is cheaper, perspective: process, supports: profit}}"
        )
        assert told(numbers_first, graph) == [
            '2:9 warning profit: goal "Double the profit" is carried by "Production is cheaper", and nothing that leads '
            'to it is about customers or people. Ask what customers and employees must do for "Double the profit" to '
            'come true, and put that between it and "Production is cheaper".'
        ]
        assert nodes(numbers_first, graph) == ["profit"]

    def test_the_focus_decides_and_without_one_a_financial_perspective(self, graph_of: GraphOf) -> None:
        goals = (
            "f: {title: F, focus: financial}, w: {title: W, focus: growth}, e: {title: E, focus: efficiency}, "
            "c: {title: C, focus: compliance}, p: {title: P, perspective: financial}, "
            "r: {title: R, perspective: financial, focus: risk}, n: {title: N}"
        )
        graph = graph_of(
            f"goals: {{{goals}}}\noutcomes: {{o: {{title: O, supports: [f, w, e, c, p, r, n]}}}}"
        )
        assert nodes(numbers_first, graph) == ["f", "w", "e", "p"]

    def test_the_role_of_a_perspective_counts_and_not_its_id(self, graph_of: GraphOf) -> None:
        text = (
            "perspectives: {money: {title: M, role: financial}, staff: {title: S, role: people}, people: {title: P, role: process}}\n"
            "goals: {g: {title: G, perspective: money}}\noutcomes: {o: {title: O, supports: g, perspective: PERSPECTIVE}}"
        )
        assert nodes(numbers_first, graph_of(text.replace("PERSPECTIVE", "people"))) == ["g"]
        assert nodes(numbers_first, graph_of(text.replace("PERSPECTIVE", "staff"))) == []

    def test_customers_or_people_anywhere_below_are_enough(self, graph_of: GraphOf) -> None:
        text = (
            "goals: {g: {title: G, focus: growth}}\noutcomes: {o: {title: O, supports: g}}\n"
            "outputs: {q: {title: Q, supports: o, perspective: PERSPECTIVE}}"
        )
        assert nodes(numbers_first, graph_of(text.replace("PERSPECTIVE", "process"))) == ["g"]
        assert nodes(numbers_first, graph_of(text.replace("PERSPECTIVE", "customer"))) == []
        assert nodes(numbers_first, graph_of(text.replace("PERSPECTIVE", "people"))) == []

    def test_a_customer_goal_below_is_enough_and_the_goal_s_own_perspective_is_not(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: growth}, h: {title: H, focus: growth, perspective: customer}}\n"
            "outcomes: {o: {title: O, supports: g, focus: experience}, p: {title: P, supports: h}}"
        )
        assert nodes(numbers_first, graph) == ["h"]

    def test_a_goal_with_nothing_below_or_with_something_above_is_left_alone(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: growth, supports: g}, h: {title: H, focus: growth, supports: i}, i: I}\n"
            "outcomes: {o: {title: O, supports: h}}"
        )
        assert nodes(numbers_first, graph) == []

    def test_a_goal_that_supports_itself_is_still_at_the_top(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: growth, supports: g}}\noutcomes: {o: {title: O, supports: g}}"
        )
        assert nodes(numbers_first, graph) == ["g"]


class TestNoCustomerVoice:
    def test_says_what_to_ask_for_a_goal_about_loyalty(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: Guests come back, focus: loyalty, kpis: {k: K}}}")
        assert told(no_customer_voice, graph) == [
            '2:9 warning g: goal "Guests come back" is about customers, and no KPI under it hears one: none comes from '
            "a survey or from what customers say unasked. Ask customers whether they would come back and recommend "
            "you, or count what they complain of, and measure the goal by it."
        ]
        assert nodes(no_customer_voice, graph) == ["g"]

    def test_says_what_to_ask_for_a_goal_about_experience(self, graph_of: GraphOf) -> None:
        [finding] = check(
            graph_of("goals: {g: {title: G, perspective: customer, kpis: {k: K}}}"), [no_customer_voice]
        )
        assert finding.remedy.startswith(
            "Ask customers how easy it was and whether they got what they came for,"
        )

    def test_a_survey_or_feedback_anywhere_below_is_a_voice(self, graph_of: GraphOf) -> None:
        text = (
            "goals: {g: {title: G, focus: loyalty, kpis: {k: K}}}\noutcomes: {o: {title: O, supports: g}}\n"
            "kpis: {l: {title: L, measures: o, source: SOURCE}}"
        )
        heard = {
            source: nodes(no_customer_voice, graph_of(text.replace("SOURCE", source))) == []
            for source in ("survey", "customer-feedback", "operations", "people", "other")
        }
        assert heard == {
            "survey": True,
            "customer-feedback": True,
            "operations": False,
            "people": False,
            "other": False,
        }

    def test_the_catalogue_says_where_a_known_kpi_comes_from_unless_the_map_does(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, kpis: {n: Net promoter score}}, "
            "h: {title: H, focus: loyalty, kpis: {m: {title: Net promoter score, source: operations}}}}"
        )
        assert nodes(no_customer_voice, graph) == ["h"]

    def test_a_survey_of_the_staff_is_no_voice_of_customers(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, source: survey, focus: people}}}}"
        )
        assert nodes(no_customer_voice, graph) == ["g"]

    def test_a_goal_without_kpis_is_somebody_else_s_finding(self, graph_of: GraphOf) -> None:
        assert nodes(no_customer_voice, graph_of("goals: {g: {title: G, focus: loyalty}}")) == []


class TestSingleInteraction:
    def test_names_a_moment_at_which_customers_are_asked(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: Guests come back, focus: loyalty}}\noutcomes: {o: {title: O, supports: g}}\n"
            "kpis: {k: {title: Stay survey, measures: o, source: survey, touchpoint: check-out}, l: {title: L, measures: g}}"
        )
        assert told(single_interaction, graph) == [
            '2:9 warning g: goal "Guests come back" is about a relationship, and customers are asked at single moments '
            'only, as in "Stay survey" (check-out). Ask some customers about the relationship as a whole too, apart '
            "from any interaction, and mark the KPI as such (`touchpoint: relationship`)."
        ]
        assert nodes(single_interaction, graph) == ["g"]

    def test_one_that_asks_about_the_relationship_or_does_not_say_is_enough(self, graph_of: GraphOf) -> None:
        text = (
            "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, source: survey, touchpoint: call}, "
            "l: {title: L, source: customer-feedback OTHER}}}}"
        )
        assert nodes(single_interaction, graph_of(text.replace("OTHER", ", touchpoint: visit"))) == ["g"]
        assert nodes(single_interaction, graph_of(text.replace("OTHER", ", touchpoint: relationship"))) == []
        assert nodes(single_interaction, graph_of(text.replace("OTHER", ""))) == []

    def test_the_touchpoint_of_a_kpi_that_does_not_listen_is_no_matter(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, kpis: {k: {title: K, source: survey, touchpoint: call}, "
            "l: {title: L, source: survey, focus: people, touchpoint: relationship}}}}"
        )
        assert nodes(single_interaction, graph) == ["g"]

    def test_experience_may_be_judged_by_the_moment_and_silence_is_another_finding(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: experience, kpis: {k: {title: K, source: survey, touchpoint: call}}}, "
            "h: {title: H, focus: loyalty, kpis: {l: {title: L, touchpoint: call}}}}"
        )
        assert nodes(single_interaction, graph) == []

    def test_an_outcome_that_states_loyalty_is_judged_too(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "outcomes: {o: {title: O, focus: loyalty, kpis: {k: {title: K, source: survey, touchpoint: call}}}}"
        )
        assert nodes(single_interaction, graph) == ["o"]


class TestServiceProfitGap:
    HOTEL = (
        "goals:\n"
        "  profit: {title: Earn well, perspective: financial}\n"
        "  guests: {title: Guests come back, perspective: customer, focus: loyalty, supports: profit}\n"
    )

    def test_names_the_customers_and_the_perspective_that_is_passed_by(self, graph_of: GraphOf) -> None:
        graph = graph_of(self.HOTEL)
        assert told(service_profit_gap, graph) == [
            '3:3 note profit: goal "Earn well" rests on "Guests come back", and on nobody who serves them: nothing in '
            'the perspective "Learning and growth" leads to it. Say what employees must know, want or be free to do '
            'for "Guests come back" to come true, and link it below.'
        ]
        assert nodes(service_profit_gap, graph) == ["profit"]

    def test_a_map_without_a_perspective_for_people_is_told_so(self, graph_of: GraphOf) -> None:
        [finding] = check(
            graph_of("perspectives: {financial: F, customer: C}\n" + self.HOTEL), [service_profit_gap]
        )
        assert finding.message.endswith(
            "and on nobody who serves them: the map has no perspective for people"
        )

    def test_people_anywhere_below_close_the_gap(self, graph_of: GraphOf) -> None:
        staff = "initiatives: {i: {title: I, perspective: people, supports: guests}}"
        assert nodes(service_profit_gap, graph_of(self.HOTEL + staff)) == []

    def test_a_focus_on_people_in_another_perspective_does_not(self, graph_of: GraphOf) -> None:
        staff = "initiatives: {i: {title: I, perspective: process, focus: people, supports: guests}}"
        assert nodes(service_profit_gap, graph_of(self.HOTEL + staff)) == ["profit"]

    def test_a_goal_about_growth_is_meant_and_one_about_efficiency_is_not(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {w: {title: W, focus: growth}, e: {title: E, focus: efficiency}, "
            "p: {title: P, focus: risk, perspective: financial}, c: {title: C, focus: loyalty, supports: [w, e, p]}}"
        )
        assert nodes(service_profit_gap, graph) == ["w", "p"]

    def test_without_a_customer_goal_below_it_is_another_finding(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, perspective: financial, focus: loyalty}, h: {title: H, supports: g}}"
        )
        assert nodes(service_profit_gap, graph) == []


class TestWorksAgainstItself:
    def test_tells_through_which_harm_and_which_goal_along_which_path(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals:\n"
            "  profit: {title: Earn well, supports: {}}\n"
            "  loyalty: {title: Callers stay, supports: profit}\n"
            "outcomes:\n"
            "  short: {title: Calls are short, supports: [cost, quick], kpis: {aht: Average handle time}, harms: {trust: they are hurried.}}\n"
            "  cost: {title: Calls cost less, supports: profit}\n"
            "  quick: {title: Nobody waits, supports: loyalty}\n"
            "  trust: {title: Callers trust us, supports: loyalty, kpis: {believed: Answers believed}}\n"
        )
        assert told(works_against_itself, graph) == [
            '6:3 warning short: outcome "Calls are short" works against itself: it leads to goal "Callers stay" by way '
            'of "Nobody waits", and harms outcome "Callers trust us" (they are hurried), which leads to the same goal; '
            'also at stake: "Earn well". Find a way that spares "Callers trust us", or agree how far this may go; until '
            'then watch "Answers believed" beside it.'
        ]
        assert places(works_against_itself, graph) == [("short", ("aht", "loyalty", "profit"))]

    def test_a_harm_done_by_a_kpi_is_told_as_the_kpi_s(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: A full house}\noutcomes: {o: {title: Bookings are confirmed, supports: g}}\n"
            "kpis: {k: {title: Bookings confirmed, measures: o, harms: {g: guests are chased}}}"
        )
        [finding] = check(graph, [works_against_itself])
        assert (finding.severity, finding.node, finding.related) == (Severity.WARNING, "o", ("g", "k"))
        assert finding.message == (
            'outcome "Bookings are confirmed" works against itself: it leads to goal "A full house", and its '
            'KPI "Bookings confirmed" harms goal "A full house" (guests are chased)'
        )
        assert finding.remedy == (
            'Find a way that spares "A full house", or agree how far this may go; until then measure "A full house" '
            "beside it."
        )

    def test_a_harm_on_another_branch_is_told_with_the_way_to_it(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G}\n"
            "outcomes: {a: {title: A, supports: g}, b: {title: B, supports: c}, c: {title: C, harms: d}, d: {title: D, supports: e}, e: {title: E, supports: g}}\n"
            "initiatives: {i: {title: I, supports: [a, b]}}"
        )
        [finding] = check(graph, [works_against_itself])
        assert (finding.node, finding.related) == ("i", ("g",))
        assert finding.message == (
            'initiative "I" works against itself: it leads to goal "G" by way of "A", and leads by way of "B" to outcome '
            '"C", which harms outcome "D", which leads to the same goal by way of "E"'
        )

    def test_what_lies_below_is_not_blamed_again_but_for_a_goal_of_its_own(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G, h: H}\noutcomes: {o: {title: O, supports: g, harms: g}}\n"
            "outputs: {q: {title: Q, supports: o}, r: {title: R, supports: [o, h], harms: h}}"
        )
        assert places(works_against_itself, graph) == [("o", ("g",)), ("r", ("g", "h"))]

    def test_two_branches_that_only_together_harm_meet_at_the_node_below(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G}\noutcomes: {a: {title: A, supports: g}, b: {title: B, harms: g}}\n"
            "outputs: {q: {title: Q, supports: [a, b]}}\ninitiatives: {i: {title: I, supports: q}}"
        )
        assert places(works_against_itself, graph) == [("q", ("g",))]

    def test_a_goal_that_stands_against_itself_is_no_excuse_for_what_supports_it(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of("goals: {g: {title: G, harms: g}}\noutcomes: {o: {title: O, supports: g}}")
        assert places(works_against_itself, graph) == [("o", ("g",))]

    def test_for_a_loop_the_smallest_id_stands_that_has_another_goal_at_stake(
        self, graph_of: GraphOf
    ) -> None:
        loop = (
            "outcomes: {b: {title: B, supports: a}, a: {title: A, supports: [b, g], harms: g, kpis: {k: K}}}"
        )
        assert places(works_against_itself, graph_of("goals: {g: G}\n" + loop)) == [("a", ("g", "k"))]
        own = "goals: {a: {title: A, supports: b, harms: a}}\noutcomes: {b: {title: B, supports: a}}"
        assert places(works_against_itself, graph_of(own)) == [("b", ("a",))]
        both = "goals: {a: {title: A, supports: b, harms: a}, b: {title: B, supports: a}}"
        assert places(works_against_itself, graph_of(both)) == [("a", ("b",))]

    def test_a_link_that_closes_a_loop_on_purpose_leads_nowhere_and_harms_nothing(
        self, graph_of: GraphOf
    ) -> None:
        supports = "goals: {g: G}\noutcomes: {o: {title: O, supports: {g: {feedback: yes}}, harms: g}}"
        harms = "goals: {g: G}\noutcomes: {o: {title: O, supports: g, harms: {g: {feedback: yes}}}}"
        assert places(works_against_itself, graph_of(supports)) == []
        assert places(works_against_itself, graph_of(harms)) == []

    def test_outcomes_are_not_goals(self, graph_of: GraphOf) -> None:
        graph = graph_of("outcomes: {o: {title: O, supports: p, harms: p}, p: P}")
        assert places(works_against_itself, graph) == []

    def test_of_a_long_way_four_steps_are_told_and_the_rest_is_counted(self, graph_of: GraphOf) -> None:
        steps = ", ".join(f"s{n}: {{title: S{n}, supports: s{n + 1}}}" for n in range(9))
        graph = graph_of(
            f"goals: {{s9: S9}}\noutcomes: {{o: {{title: O, supports: s0, harms: s9}}, {steps}}}"
        )
        [finding] = check(graph, [works_against_itself])
        assert (
            'leads to goal "S9" by way of "S0", "S1", "S2", "S3" and 5 more, and harms goal "S9"'
            in finding.message
        )


class TestConflicts:
    def test_the_ways_are_the_shortest_and_of_those_the_first_by_id(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G}\n"
            "outcomes: {o: {title: O, supports: [z, m, l1], harms: [x, y]}, z: {title: Z, supports: g}, m: {title: M, supports: g}, "
            "l1: {title: L1, supports: l2}, l2: {title: L2, supports: g}, x: {title: X, supports: w}, w: {title: W, supports: g}, y: {title: Y, supports: g}}"
        )
        assert list(conflicts(graph)) == [Conflict("o", ("g",), ("o", "m", "g"), ("o",), ("y", "g"))]

    def test_many_portions_find_what_one_finds(self, graph_of: GraphOf) -> None:
        for seed in range(60):
            graph = graph_of(_tangle(Random(seed)))
            whole = {found.node: found.goals for found in conflicts(graph)}
            for portion in (1, 2, 5):
                found = list(conflicts(graph, portion))
                assert {one.node: one.goals for one in found} == whole
                assert all(_holds(graph, one) for one in found)

    def test_the_chains_hold_also_where_the_shortest_are_too_far_to_seek(self, graph_of: GraphOf) -> None:
        width, depth = 40, 12
        layers = "".join(
            f"  n{level}-{place}: {{title: N, supports: [n{level + 1}-{place}, n{level + 1}-{(place * 7 + 3) % width}]}}\n"
            for level in range(depth)
            for place in range(width)
        )
        top = "".join(f"  n{depth}-{place}: {{title: N, supports: g}}\n" for place in range(width))
        first = ", ".join(f"n0-{place}" for place in range(width))
        graph = graph_of(
            f"goals: {{g: G}}\noutcomes:\n{layers}{top}outputs: {{q: {{title: Q, supports: [{first}], harms: [n0-5]}}}}"
        )
        [found] = conflicts(graph)
        assert found.node == "q" and _holds(graph, found)


def _tangle(rng: Random) -> str:
    """A small map with loops, goals in the middle, and many harms."""
    ids = [f"n{n}" for n in range(rng.randint(2, 9))]
    kinds = {name: rng.choice(("goals", "outcomes")) for name in ids}

    def node(name: str) -> str:
        supports, harms = (rng.sample(ids, rng.randint(0, min(2, len(ids)))) for _ in range(2))
        return (
            f"  {name}: {{title: {name}, supports: [{', '.join(supports)}], harms: [{', '.join(harms)}]}}\n"
        )

    return "".join(
        f"{kind}:\n{''.join(map(node, own))}"
        for kind in ("goals", "outcomes")
        if (own := [n for n in ids if kinds[n] == kind])
    )


def _holds(graph: MapGraph, found: Conflict) -> bool:
    """Whether the chains of a conflict are links of the map and meet in one of its goals."""
    ways = (found.support, found.harm, found.struck)
    linked = all(graph.chain.has_edge(*pair) for way in ways for pair in pairwise(way))
    meets = found.support[-1] == found.struck[-1] and found.support[-1] in found.goals
    starts = found.support[0] == found.harm[0] == found.node
    return linked and meets and starts and found.struck[0] in graph.harms[found.harm[-1]]


class TestUnwatchedHarm:
    def test_stands_at_the_harmful_link(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: Pharmacy\n"
            "goals:\n"
            "  trust: Patients trust us\n"
            "outcomes:\n"
            "  fast:\n"
            "    title: Queues are short\n"
            "    harms:\n"
            "      trust: there is no time for questions\n"
        )
        assert told(unwatched_harm, graph) == [
            '8:7 warning fast: outcome "Queues are short" harms goal "Patients trust us" (there is no time for '
            "questions), and no KPI measures that goal: the damage would go unseen. "
            'Give "Patients trust us" a KPI of its own.'
        ]
        assert places(unwatched_harm, graph) == [("fast", ("trust",))]

    def test_a_kpi_s_harm_counts_for_each_node_that_it_measures_and_stands_at_the_kpi_s_link(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(
            "title: T\ngoals: {v: V}\noutcomes: {a: A, b: B}\nkpis: {k: {title: K, measures: [a, b], harms: v}}"
        )
        assert told(unwatched_harm, graph) == [
            f'4:47 warning {node}: outcome "{node.upper()}" is measured by KPI "K", which harms goal "V", and no KPI '
            'measures that goal: the damage would go unseen. Give "V" a KPI of its own.'
            for node in ("a", "b")
        ]

    def test_the_same_harm_by_a_node_and_its_kpi_is_told_once_at_the_node_s(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\ngoals: {v: V}\noutcomes: {a: {title: A, harms: v, kpis: {k: {title: K, harms: v}}}}"
        )
        assert [(f.line, f.column, f.node) for f in check(graph, [unwatched_harm])] == [(3, 33, "a")]

    def test_a_kpi_below_does_not_watch_and_is_told_so(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {v: V}\noutcomes: {a: {title: A, harms: v}, w: {title: W, supports: v, kpis: {k: K}}}"
        )
        assert [finding.remedy for finding in check(graph, [unwatched_harm])] == [
            'Give "V" a KPI of its own; those below it watch what leads there and can\'t see a harm from the side.'
        ]

    def test_a_kpi_on_what_is_harmed_watches_even_if_it_does_the_harm(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {v: {title: V, kpis: {k: {title: K, harms: v}}}}\noutcomes: {a: {title: A, harms: v}}"
        )
        assert places(unwatched_harm, graph) == []

    def test_harms_that_are_meant_or_that_nobody_does_are_none(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {v: V}\noutcomes: {a: {title: A, harms: {v: {feedback: true}}}}\nkpis: {k: {title: K, harms: v}}"
        )
        assert places(unwatched_harm, graph) == []

    def test_a_node_that_harms_itself_unwatched_is_told_too(self, graph_of: GraphOf) -> None:
        assert places(unwatched_harm, graph_of("goals: {v: {title: V, harms: v}}")) == [("v", ("v",))]
