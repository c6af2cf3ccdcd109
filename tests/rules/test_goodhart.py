"""Measures that have become targets, and what people then do for them."""

from __future__ import annotations

import datetime

from rules.findings import GraphOf, nodes, remedies, told

from strategymap.check import check
from strategymap.finding import Severity
from strategymap.graph import MapGraph
from strategymap.loader import loads
from strategymap.rules.goodhart import (
    competing_barometers,
    flattering_value,
    metric_as_goal,
    no_limits,
    picked_respondents,
    rewarded_astray,
    rewarded_efficiency,
    sole_measure,
    stated_not_rewarded,
    unbalanced_reward,
)


class TestUnbalancedReward:
    def test_names_the_counter_measure_that_is_on_the_map(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: Calls cost less, h: Callers stay}\n"
            "initiatives: {i: {title: Bonus for speed, provides: reward, supports: g}}\n"
            "kpis: {aht: {title: Average handle time, measures: g}, x: {title: First call resolution, measures: h}}"
        )
        assert told(unbalanced_reward, graph) == [
            '4:8 error aht: KPI "Average handle time" is rewarded by initiative "Bonus for speed", and no measure of '
            'another kind keeps it honest. Balance it with another measure, such as "First call resolution", which is '
            "on this map already; or take the pay off it."
        ]
        assert nodes(unbalanced_reward, graph) == ["aht"]

    def test_names_those_of_the_catalogue_where_the_map_has_none(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G}\nkpis: {k: {title: Average handle time, measures: g, rewarded: true}}"
        )
        assert remedies(unbalanced_reward, graph) == [
            "Balance it with another measure, such as First-contact resolution (FCR) or Repeat contact rate; or take the "
            "pay off it."
        ]

    def test_asks_for_what_suffers_where_the_catalogue_knows_none(self, graph_of: GraphOf) -> None:
        assert remedies(unbalanced_reward, graph_of("kpis: {k: {title: Coffees sold, rewarded: yes}}")) == [
            "Balance it with another measure, of what suffers when this one is pushed too far; or take the pay off it."
        ]

    def test_a_known_counter_measure_with_the_same_focus_is_not_suggested(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {k: {title: Average handle time, rewarded: yes}, fcr: {title: First-contact resolution, focus: efficiency}}"
        )
        assert remedies(unbalanced_reward, graph) == [
            "Balance it with another measure, such as First-contact resolution (FCR) or Repeat contact rate; or take the "
            "pay off it."
        ]

    def test_a_balance_holds_both_ways_and_needs_another_focus(self, graph_of: GraphOf) -> None:
        text = "goals: {g: G}\nkpis: {k: {title: K, measures: g, rewarded: yes, focus: growth A}, l: {title: L, focus: F B}}"

        def judged(a: str, focus: str, b: str) -> list[str | None]:
            return nodes(unbalanced_reward, graph_of(text.replace("A}", a + "}").replace("F B", focus + b)))

        assert judged(", balances: l", "risk", "") == []
        assert judged("", "risk", ", balances: k") == []
        assert judged(", balances: l", "growth", "") == ["k"]
        assert judged("", "risk", "") == ["k"]

    def test_a_kpi_of_another_focus_on_any_node_that_it_measures_balances_it(self, graph_of: GraphOf) -> None:
        text = (
            "goals: {g: G, h: {title: H, kpis: {l: {title: L, focus: risk}}}}\n"
            "kpis: {k: {title: K, measures: [g, h], rewarded: yes, focus: FOCUS}}"
        )
        assert nodes(unbalanced_reward, graph_of(text.replace("FOCUS", "growth"))) == []
        assert nodes(unbalanced_reward, graph_of(text.replace("FOCUS", "risk"))) == ["k"]

    def test_one_below_what_it_measures_does_not(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {k: {title: K, rewarded: yes}}}}\n"
            "outcomes: {o: {title: O, supports: g, kpis: {l: {title: L, focus: risk}}}}"
        )
        assert nodes(unbalanced_reward, graph) == ["k"]

    def test_efficiency_and_compliance_are_one_focus_and_so_is_having_none(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {e: {title: E, kpis: {a: {title: A, focus: efficiency, rewarded: yes}, b: {title: B, focus: compliance}}}, "
            "n: {title: N, kpis: {c: {title: C, rewarded: yes}, d: D}}, "
            "m: {title: M, kpis: {x: {title: X, rewarded: yes}, y: {title: Y, focus: compliance}}}}"
        )
        assert nodes(unbalanced_reward, graph) == ["a", "c"]

    def test_a_kpi_that_balances_itself_is_not_balanced(self, graph_of: GraphOf) -> None:
        assert nodes(unbalanced_reward, graph_of("kpis: {k: {title: K, rewarded: yes, balances: k}}")) == [
            "k"
        ]

    def test_an_initiative_that_provides_a_reward_outdoes_a_no(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {k: {title: K, rewarded: no}}}}\n"
            "initiatives: {i: {title: I, provides: reward, supports: g}}"
        )
        assert nodes(unbalanced_reward, graph) == ["k"]

    def test_it_rewards_only_what_it_supports_itself_and_not_by_feedback(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {k: K}}, f: {title: F, kpis: {l: L}}, p: {title: P, supports: g}}\n"
            "initiatives: {i: {title: I, provides: reward, supports: {p: , f: {feedback: yes}}},"
            " j: {title: J, provides: capability, supports: g}}"
        )
        assert nodes(unbalanced_reward, graph) == []

    def test_of_several_rewards_the_first_by_id_is_named(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {k: K}}}\n"
            "initiatives: {j: {title: J, provides: reward, supports: g}, i: {title: I, provides: reward, supports: g}}"
        )
        [finding] = check(graph, [unbalanced_reward])
        assert finding.message.startswith('KPI "K" is rewarded by initiative "I", and')

    def test_those_of_the_catalogue_that_look_from_the_same_side_are_not_suggested(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of("kpis: {k: {title: Public star rating, rewarded: yes}}")
        [remedy] = remedies(unbalanced_reward, graph)
        assert "Customer satisfaction" not in remedy


class TestRewardedEfficiency:
    def test_names_the_reward_and_the_goal_that_was_meant(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: Calls cost less}\noutcomes: {o: {title: Calls are short, supports: g, kpis: {aht: Average handle time}}}\n"
            "initiatives: {i: {title: Bonus for speed, provides: reward, supports: o}}"
        )
        assert told(rewarded_efficiency, graph) == [
            '3:60 warning aht: KPI "Average handle time" is rewarded by initiative "Bonus for speed": people are paid for '
            "being quick or cheap, whatever becomes of the result. Keep it for planning and learning; if something must "
            'be paid for, let it be what this serves: goal "Calls cost less".'
        ]
        assert nodes(rewarded_efficiency, graph) == ["aht"]

    def test_compliance_is_told_in_its_own_words(self, graph_of: GraphOf) -> None:
        assert told(
            rewarded_efficiency, graph_of("title: T\nkpis: {k: {title: K, focus: compliance, rewarded: yes}}")
        ) == [
            '2:8 warning k: KPI "K" is rewarded: people are paid for keeping to the rule, whatever becomes of the result. '
            "Keep it for planning and learning; if something must be paid for, let it be what this serves."
        ]

    def test_another_focus_or_no_reward_is_left_alone(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {a: {title: Average handle time, focus: quality, rewarded: yes}, b: {title: Average handle time, rewarded: no},"
            " c: {title: C, rewarded: yes}}"
        )
        assert nodes(rewarded_efficiency, graph) == []


class TestRewardedAstray:
    def test_names_what_is_measured_and_the_goals_about_customers(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {trust: {title: Customers trust us, focus: loyalty}, volume: Sell more products}\n"
            "kpis: {k: {title: Accounts opened, measures: volume, rewarded: true}}"
        )
        assert told(rewarded_astray, graph) == [
            '3:8 warning k: KPI "Accounts opened" is rewarded, and what it measures ("Sell more products") neither serves '
            'a goal about customers nor rests on one. If it serves "Customers trust us", draw the link; if not, move the '
            "reward to something that does."
        ]
        assert nodes(rewarded_astray, graph) == ["k"]

    def test_one_that_measures_nothing_is_told_so(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\ngoals: {g: {title: G, focus: loyalty}}\nkpis: {k: {title: K, rewarded: true}}"
        )
        assert told(rewarded_astray, graph) == [
            '3:8 warning k: KPI "K" is rewarded and measures nothing on this map, so that no goal about customers gains '
            'by the reward. Say what it measures and how that serves "G", or take the pay off it.'
        ]

    def test_on_a_customer_goal_above_or_below_one_it_is_not_astray(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty, supports: t}, t: T}\noutcomes: {o: {title: O, supports: g}, n: {title: N, supports: t}}\n"
            "kpis: {on: {title: A, measures: g, rewarded: yes}, above: {title: B, measures: t, rewarded: yes},"
            " below: {title: C, measures: o, rewarded: yes}, beside: {title: D, measures: n, rewarded: yes},"
            " one-of-two: {title: E, measures: [n, o], rewarded: yes}}"
        )
        assert nodes(rewarded_astray, graph) == ["beside"]

    def test_a_link_of_feedback_does_not_bring_it_back(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, focus: loyalty}}\n"
            "outcomes: {o: {title: O, supports: {g: {feedback: true}}, kpis: {k: {title: K, rewarded: yes}}}}"
        )
        assert nodes(rewarded_astray, graph) == ["k"]

    def test_a_map_without_a_customer_goal_has_nothing_to_stray_from(self, graph_of: GraphOf) -> None:
        assert (
            nodes(rewarded_astray, graph_of("goals: {g: {title: G, kpis: {k: {title: K, rewarded: yes}}}}"))
            == []
        )


class TestStatedNotRewarded:
    def test_names_what_is_said_and_what_is_paid_for(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: Callers stay, focus: loyalty, kpis: {retention: Customer retention rate, nps: Net promoter score}}}\n"
            "kpis: {aht: {title: Average handle time, rewarded: true}}"
        )
        assert told(stated_not_rewarded, graph) == [
            '2:9 warning g: goal "Callers stay" is what is said, and "Average handle time" is what is paid for: nothing '
            'else that measures this goal is rewarded. Take the pay off "Average handle time", or let it hang as much on '
            '"Customer retention rate".'
        ]
        assert [(f.node, f.related) for f in check(graph, [stated_not_rewarded])] == [("g", ("aht",))]

    def test_several_that_are_paid_for_are_told_in_the_plural(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "outcomes: {o: {title: O, focus: loyalty}}\noutputs: {q: {title: Q, supports: o, kpis: {x: X}}}\n"
            "kpis: {b: {title: B, focus: compliance, rewarded: yes}, a: {title: A, focus: efficiency, rewarded: yes}}"
        )
        assert told(stated_not_rewarded, graph) == [
            '2:12 warning o: outcome "O" is what is said, and "A" and "B" are what is paid for: nothing else that measures '
            'this goal is rewarded. Take the pay off "A" and "B", or let it hang as much on what customers do, '
            "such as staying or coming back."
        ]

    def test_a_rewarded_leaf_anywhere_below_is_enough_unless_it_is_efficiency(
        self, graph_of: GraphOf
    ) -> None:
        text = (
            "goals: {g: {title: G, focus: loyalty}}\noutcomes: {o: {title: O, supports: g, kpis: {l: {title: L, rewarded: yes FOCUS}}}}\n"
            "kpis: {k: {title: K, focus: efficiency, rewarded: yes}}"
        )
        assert nodes(stated_not_rewarded, graph_of(text.replace("FOCUS", ""))) == []
        unpaid = check(graph_of(text.replace("FOCUS", ", focus: compliance")), [stated_not_rewarded])
        assert [(finding.node, finding.related) for finding in unpaid] == [("g", ("k", "l"))]

    def test_a_goal_without_a_kpi_or_a_map_that_does_not_pay_for_efficiency_is_left_alone(
        self, graph_of: GraphOf
    ) -> None:
        paid = "kpis: {k: {title: K, focus: efficiency, rewarded: yes}}"
        unpaid = "kpis: {k: {title: K, focus: efficiency}, l: {title: L, focus: growth, rewarded: yes}}"
        assert nodes(stated_not_rewarded, graph_of("goals: {g: {title: G, focus: loyalty}}\n" + paid)) == []
        assert (
            nodes(
                stated_not_rewarded,
                graph_of("goals: {g: {title: G, focus: loyalty, kpis: {x: X}}}\n" + unpaid),
            )
            == []
        )


class TestPickedRespondents:
    def test_says_what_such_a_number_tells(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\nkpis: {stars: {title: Public star rating, respondents: selected}}")
        assert told(picked_respondents, graph) == [
            '2:8 error stars: KPI "Public star rating" asks respondents who were picked: it tells who was chosen, not what '
            "people think. Ask everybody, or a sample drawn by chance, and report how many answered; until then show it "
            "to nobody."
        ]
        assert nodes(picked_respondents, graph) == ["stars"]

    def test_where_pay_hangs_on_it_that_is_to_stop_too(self, graph_of: GraphOf) -> None:
        [remedy] = remedies(
            picked_respondents, graph_of("kpis: {k: {title: K, respondents: selected, rewarded: yes}}")
        )
        assert remedy.endswith("until then show it to nobody and pay nobody by it.")

    def test_all_a_sample_or_silence_are_left_alone(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {a: {title: A, respondents: all}, b: {title: B, respondents: sample}, c: {title: C, source: survey}}"
        )
        assert nodes(picked_respondents, graph) == []


def survey(keys: str) -> str:
    return f"as_of: 2026-06-30\nkpis: {{k: {{title: K, source: survey, {keys}}}}}"


class TestFlatteringValue:
    def test_tells_the_value_and_the_best_that_there_is(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\nkpis: {csat: {title: Customer satisfaction, unit: '%', target: 99, actual: 98.5}}"
        )
        assert told(flattering_value, graph) == [
            '2:8 warning csat: KPI "Customer satisfaction" has a target of 99 % and stands at 98.5 %, where '
            "100 % is the best that there is: no room is left to learn anything. Look first at who is asked, and how; "
            "then count what goes wrong instead, or set a target from which the number could still move either way."
        ]
        assert nodes(flattering_value, graph) == ["csat"]

    def test_three_per_cent_of_the_scale_is_too_near_and_a_hair_more_is_not(self, graph_of: GraphOf) -> None:
        def judged(keys: str) -> bool:
            return bool(nodes(flattering_value, graph_of(survey(keys))))

        assert judged("unit: '%', direction: up, target: 97") and not judged(
            "unit: '%', direction: up, target: 96.999"
        )
        assert judged("scale: [1, 5], direction: up, target: 4.88") and not judged(
            "scale: [1, 5], direction: up, target: 4.87"
        )
        assert judged("scale: [1, 5], direction: down, target: 1.12") and not judged(
            "scale: [1, 5], direction: down, target: 1.13"
        )
        assert judged("scale: [-100, 100], direction: up, target: 94") and not judged(
            "scale: [-100, 100], direction: up, target: 93.9"
        )
        assert judged("scale: [0, 0.7], direction: up, target: 0.679") and not judged(
            "scale: [0, 0.7], direction: up, target: 0.678"
        )

    def test_beyond_the_end_is_worse(self, graph_of: GraphOf) -> None:
        [finding] = check(
            graph_of("kpis: {nps: {title: Net promoter score, target: 120}}"), [flattering_value]
        )
        assert "has a target of 120" in finding.message and "where 100" in finding.message
        assert nodes(flattering_value, graph_of(survey("scale: [1, 5], direction: down, target: 0"))) == ["k"]

    def test_the_bad_end_is_no_flattery(self, graph_of: GraphOf) -> None:
        assert nodes(flattering_value, graph_of(survey("scale: [1, 5], direction: down, target: 5"))) == []

    def test_a_given_scale_goes_before_per_cent_and_that_before_the_catalogue(
        self, graph_of: GraphOf
    ) -> None:
        assert (
            nodes(flattering_value, graph_of(survey("unit: '%', scale: [0, 200], direction: up, target: 99")))
            == []
        )
        nps = "kpis: {k: {title: Net promoter score, target: 95 UNIT}}"
        assert nodes(flattering_value, graph_of(nps.replace("UNIT", ""))) == ["k"]
        assert nodes(flattering_value, graph_of(nps.replace("UNIT", ", unit: '%'"))) == []

    def test_a_per_cent_sign_behind_the_number_is_the_unit(self, graph_of: GraphOf) -> None:
        assert nodes(flattering_value, graph_of(survey("direction: up, target: 98%"))) == ["k"]

    def test_the_good_end_comes_from_baseline_and_target_where_nothing_says_it(
        self, graph_of: GraphOf
    ) -> None:
        assert nodes(flattering_value, graph_of(survey("scale: [1, 5], baseline: 3, target: 5"))) == ["k"]
        assert nodes(flattering_value, graph_of(survey("scale: [1, 5], baseline: 3, target: 1"))) == ["k"]
        assert nodes(flattering_value, graph_of(survey("scale: [1, 5], target: 5"))) == []
        assert nodes(flattering_value, graph_of(survey("scale: [1, 5], direction: range, target: 5"))) == []

    def test_a_range_as_target_is_no_value_at_the_end(self, graph_of: GraphOf) -> None:
        assert (
            nodes(
                flattering_value, graph_of(survey("unit: '%', direction: up, target: {between: [98, 100]}"))
            )
            == []
        )

    def test_only_what_customers_say_is_judged(self, graph_of: GraphOf) -> None:
        text = "kpis: {k: {title: TITLE, unit: '%', direction: up, target: 99, source: operations}}"
        assert nodes(flattering_value, graph_of(text.replace("TITLE", "On-time delivery"))) == []
        assert nodes(flattering_value, graph_of(text.replace("TITLE", "Customer satisfaction"))) == ["k"]
        staff = "unit: '%', direction: up, target: 99, focus: people"
        assert nodes(flattering_value, graph_of(survey(staff))) == []

    def test_the_latest_actual_up_to_the_day_counts(self, graph_of: GraphOf) -> None:
        def judged(history: str) -> bool:
            return bool(
                nodes(flattering_value, graph_of(survey(f"unit: '%', direction: up, actual: [{history}]")))
            )

        assert judged("{value: 99, at: 2026-06-30}, {value: 50, at: 2026-05}")
        assert judged("{value: 50, at: 2026-05}, {value: 99, at: 2026-Q2}")
        assert not judged("{value: 50, at: 2026-05-31}, {value: 99, at: 2026-07-01}")
        assert not judged("{value: 50, at: 2026-05-31}, {value: 99, at: 2026}")

    def test_undated_actuals_count_only_among_themselves_and_then_the_last(self, graph_of: GraphOf) -> None:
        def judged(history: str) -> bool:
            return bool(
                nodes(flattering_value, graph_of(survey(f"unit: '%', direction: up, actual: [{history}]")))
            )

        assert judged("50, 99") and not judged("99, 50")
        assert not judged("{value: 50, at: 2026-05-31}, 99")
        assert not judged("{value: 50, at: 2027-01-01}, 99")
        assert judged("50, {value: 99, at: 2026-05-31}")

    def test_the_day_that_is_asked_for_goes_before_the_map_s(self) -> None:
        history = "unit: '%', direction: up, actual: [{value: 50, at: 2026-05}, {value: 99, at: 2026-08}]"
        text = f"title: T\n{survey(history)}"
        assert nodes(flattering_value, MapGraph(loads(text))) == []
        assert nodes(flattering_value, MapGraph(loads(text), as_of=datetime.date(2026, 8, 31))) == ["k"]


class TestCompetingBarometers:
    def test_names_the_verdicts(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: Easy to deal with, kpis: {nps: Net promoter score, csat: Customer satisfaction, x: X}}}"
        )
        [finding] = check(graph, [competing_barometers])
        assert (finding.severity, finding.node, finding.related) == (Severity.WARNING, "g", ("csat", "nps"))
        assert finding.message == (
            'goal "Easy to deal with" has 2 overall verdicts ("Customer satisfaction" and "Net promoter score"), and none '
            "of them is the headline: when they disagree, everybody will quote the one that suits"
        )
        assert (
            finding.remedy
            == "Agree on one, mark it as the headline (`headline: true`), and keep the rest to explain it."
        )

    def test_one_headline_settles_it_and_two_do_not(self, graph_of: GraphOf) -> None:
        text = "goals: {g: {title: G, kpis: {a: {title: Net promoter score A}, b: {title: Customer effort score B}}}}"
        yes = ", headline: true"
        assert check(graph_of(text.replace(" A", yes).replace(" B", "")), [competing_barometers]) == []
        [finding] = check(graph_of(text.replace(" A", yes).replace(" B", yes)), [competing_barometers])
        assert "and 2 of them are named the headline:" in finding.message

    def test_the_headline_of_another_kind_does_not_settle_it(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {a: Net promoter score, b: Customer satisfaction, c: {title: C, headline: true}}}}"
        )
        assert [finding.related for finding in check(graph, [competing_barometers])] == [("a", "b")]

    def test_only_those_on_the_goal_or_outcome_itself_compete(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {a: Net promoter score}}}\n"
            "outcomes: {o: {title: O, supports: g, kpis: {b: Customer satisfaction}}, p: P}\n"
            "outputs: {q: {title: Q, kpis: {c: Net promoter score, d: Public star rating}}}\n"
            "kpis: {e: {title: Customer effort score, measures: [g, p]}, f: {title: Public star rating, measures: p}}"
        )
        assert [(f.node, f.related) for f in check(graph, [competing_barometers])] == [
            ("g", ("a", "e")),
            ("p", ("e", "f")),
        ]

    def test_what_employees_say_is_no_verdict_of_customers(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {a: Net promoter score, b: Employee net promoter score}}}"
        )
        assert check(graph, [competing_barometers]) == []


class TestSoleMeasure:
    def test_names_the_number_and_what_would_see_another_side(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\ngoals: {g: {title: Calls cost less, kpis: {k: {title: Average handle time, target: 315}}}}"
        )
        assert told(sole_measure, graph) == [
            '2:9 note g: goal "Calls cost less" hangs on one number: "Average handle time" has a target, and nothing beside '
            "or below it is measured. Add a measure that sees the goal from another side, such as First-contact resolution "
            "(FCR) or Repeat contact rate, or measure what is meant to lead to it."
        ]
        assert nodes(sole_measure, graph) == ["g"]

    def test_without_a_known_companion_the_remedy_is_general(self, graph_of: GraphOf) -> None:
        assert remedies(
            sole_measure, graph_of("goals: {g: {title: G, kpis: {k: {title: K, target: {between: [1, 2]}}}}}")
        ) == ["Add a measure that sees the goal from another side, or measure what is meant to lead to it."]

    def test_a_second_measure_no_target_or_a_measure_below_is_enough(self, graph_of: GraphOf) -> None:
        assert (
            nodes(sole_measure, graph_of("goals: {g: {title: G, kpis: {k: {title: K, target: 1}, l: L}}}"))
            == []
        )
        assert nodes(sole_measure, graph_of("goals: {g: {title: G, kpis: {k: K}}}")) == []
        below = (
            "\noutcomes: {o: {title: O, supports: g}}\noutputs: {q: {title: Q, supports: o, kpis: {l: L}}}"
        )
        assert (
            nodes(sole_measure, graph_of("goals: {g: {title: G, kpis: {k: {title: K, target: 1}}}}" + below))
            == []
        )

    def test_the_same_kpi_on_a_node_below_measures_that_node(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\nkpis: {k: {title: K, target: 1, measures: [g, o]}}"
        )
        assert nodes(sole_measure, graph) == []

    def test_itself_a_goal_is_not_below_itself(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, supports: g, kpis: {k: {title: K, target: 1}}}}")
        assert nodes(sole_measure, graph) == ["g"]

    def test_outcomes_may_have_one_measure(self, graph_of: GraphOf) -> None:
        assert (
            nodes(sole_measure, graph_of("outcomes: {o: {title: O, kpis: {k: {title: K, target: 1}}}}")) == []
        )


class TestMetricAsGoal:
    def test_a_goal_that_is_a_kpi_is_sent_to_what_it_is_for(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\ngoals: {g: {title: Net promoter score, kpis: {k: {title: NPS 2026}}}}")
        assert told(metric_as_goal, graph) == [
            '2:9 note g: goal "Net promoter score" is the name of a KPI: the number stands where the aim should. Say what '
            'will be different, and for whom, and leave the number to KPI "NPS 2026".'
        ]
        assert nodes(metric_as_goal, graph) == ["g"]

    def test_a_target_in_a_title_belongs_to_a_kpi(self, graph_of: GraphOf) -> None:
        assert told(metric_as_goal, graph_of("title: T\noutcomes: {o: Cut handle time by 25%}")) == [
            '2:12 note o: outcome "Cut handle time by 25%" has a target in its title: the number stands where the aim '
            "should. Say what will be different, and for whom, and give the number as target to a KPI that measures it."
        ]

    def test_names_and_aliases_count_as_the_catalogue_spells_them_or_nearly(self, graph_of: GraphOf) -> None:
        titles = ["Average Handle-Time", "AHT", "Churn rate (%)", "handle time", "First-call resolution"]
        assert self.judged(graph_of, titles) == titles
        assert self.judged(graph_of, ["Cut average handle time", "Average handle times", "Retention"]) == []

    def test_a_number_needs_its_sign_and_a_sign_its_number(self, graph_of: GraphOf) -> None:
        titles = [
            "Save €3 a call",
            "Save 3 € a call",
            "Earn US$ 5 more",
            "Grow 3.5 %",
            "成本降低25％",
            "خفض 25٪",
            "¥100 less",
        ]
        assert self.judged(graph_of, titles) == titles
        assert (
            self.judged(
                graph_of,
                ["Be number 1", "A greater % of customers stays", "Earn more €", "Top 10", "25 per cent"],
            )
            == []
        )

    def test_outputs_and_initiatives_may_be_numbers(self, graph_of: GraphOf) -> None:
        assert (
            nodes(metric_as_goal, graph_of("outputs: {q: Cut 25%}\ninitiatives: {i: Average handle time}"))
            == []
        )

    @staticmethod
    def judged(graph_of: GraphOf, titles: list[str]) -> list[str]:
        graph = graph_of("goals:\n" + "".join(f'  g{n}: "{title}"\n' for n, title in enumerate(titles)))
        return [graph.title(str(node)) for node in nodes(metric_as_goal, graph)]


class TestNoLimits:
    def test_tells_how_a_known_number_is_gamed(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\nkpis: {k: {title: Average handle time, rewarded: true}}")
        [text] = told(no_limits, graph)
        start = (
            '2:8 note k: KPI "Average handle time" is rewarded, and nothing says what must never be done for its sake. '
            "Agree on that with those who are paid by it, and write it down (`limits`). How this number is gamed: "
        )
        entry = graph.measures["k"].entry
        assert entry is not None
        assert text == start + entry.gamed
        assert nodes(no_limits, graph) == ["k"]

    def test_of_an_unknown_number_it_only_asks(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {k: K}}}\ninitiatives: {i: {title: I, provides: reward, supports: g}}"
        )
        assert told(no_limits, graph) == [
            '2:30 note k: KPI "K" is rewarded by initiative "I", and nothing says what must never be done for its sake. '
            "Agree on that with those who are paid by it, and write it down (`limits`)."
        ]

    def test_limits_in_words_are_enough_and_empty_ones_are_none(self, graph_of: GraphOf) -> None:
        text = "kpis: {k: {title: K, rewarded: yes, limits: LIMITS}, l: L}"
        assert nodes(no_limits, graph_of(text.replace("LIMITS", "never at night"))) == []
        assert nodes(no_limits, graph_of(text.replace("LIMITS", "[never at night, never twice]"))) == []
        assert nodes(no_limits, graph_of(text.replace("LIMITS", ""))) == ["k"]
