"""Too much, too little, or two of a kind: what each rule says of the shape of a map."""

from __future__ import annotations

from rules.findings import GraphOf, places, remedies, told

from strategymap.check import check
from strategymap.rules.shape import (
    double_definition,
    empty_perspective,
    lagging_only,
    mixed_levels,
    no_line_of_sight,
    overloaded_owner,
    too_many_goals,
    too_many_kpis,
)


class TestEmptyPerspective:
    def test_says_what_the_map_leaves_unsaid(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: Care home\n"
            "perspectives: {r: {title: Residents, role: customer}, c: Care, s: {title: Staff, role: people}}\n"
            "goals: {g: {title: G, perspective: r}}\noutcomes: {o: {title: O, perspective: c}}"
        )
        assert told(empty_perspective, graph) == [
            '1:8 warning None: nothing stands in the perspective "Staff": the map doesn\'t say what people must be able to '
            "do for it. Write down what must be true there for the rest to come about, or take it off "
            "the map."
        ]
        assert places(empty_perspective, graph) == [(None, ("s",))]

    def test_several_are_one_finding(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\ngoals: {g: {title: G, perspective: customer}}")
        assert told(empty_perspective, graph) == [
            '1:8 warning None: nothing stands in the perspectives "Financial", "Internal process" and "Learning and '
            "growth\": the map doesn't say what all this is worth, what has to be done well, or what people must be able "
            "to do for it. Write down what must be true there for the rest to come about, or declare the "
            "ones that you use (`perspectives`)."
        ]
        assert places(empty_perspective, graph) == [(None, ("financial", "people", "process"))]

    def test_one_without_a_role_asks_nothing_in_particular(self, graph_of: GraphOf) -> None:
        graph = graph_of("perspectives: {a: Today, b: Tomorrow}\ngoals: {g: {title: G, perspective: a}}")
        [finding] = check(graph, [empty_perspective])
        assert finding.message == 'nothing stands in the perspective "Tomorrow"'

    def test_a_map_that_places_nothing_is_left_alone(self, graph_of: GraphOf) -> None:
        assert places(empty_perspective, graph_of("perspectives: {a: A, b: B}\ngoals: {g: G}")) == []
        assert (
            places(
                empty_perspective,
                graph_of("perspectives: {a: A}\ngoals: {g: {title: G, perspective: other}}"),
            )
            == []
        )


class TestTooManyGoals:
    def test_begins_with_those_that_nothing_measures(self, graph_of: GraphOf) -> None:
        goals = "".join(f"  g{n:02}: {{title: Goal {n}, kpis: {{k{n}: K}}}}\n" for n in range(24))
        graph = graph_of(f"title: T\ngoals:\n{goals}  y: More\n  z: Even more\n")
        assert told(too_many_goals, graph) == [
            "1:8 warning None: there are 26 goals, more than the 25 that people can keep in mind: where so much is "
            'wanted, little is chosen. Begin with the 2 that nothing measures ("More" and "Even more"): merge, or let go.'
        ]

    def test_then_with_those_that_serve_the_same_goal(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {a: A, b: B, c: {title: C, supports: [a, b, c]}, d: {title: D, supports: a}, e: {title: E, supports: c}}\n"
            "rules: {too-many-goals: {limit: 4}}"
        )
        assert remedies(too_many_goals, graph) == [
            'Begin with the 2 goals that all serve goal "A": merge, or let go.'
        ]

    def test_a_map_has_its_own_limit(self, graph_of: GraphOf) -> None:
        goals = "goals: {a: A, b: B}\nrules: {too-many-goals: {limit: LIMIT}}"
        assert places(too_many_goals, graph_of(goals.replace("LIMIT", "2"))) == []
        [finding] = check(graph_of(goals.replace("LIMIT", "1")), [too_many_goals])
        assert finding.told() == (
            "There are 2 goals, more than the 1 agreed for this map: where so much is wanted, little is chosen. Keep those "
            "without which the strategy fails; merge the others, or let them go."
        )
        one = graph_of("goals: {a: A}\nrules: {too-many-goals: {limit: 0}}")
        assert check(one, [too_many_goals])[0].message.startswith(
            "there is 1 goal, where this map has agreed on none: "
        )


class TestTooManyKpis:
    text = "goals: {g: {title: Bread is fresh, kpis: {a: {title: A DECISION}, b: B, c: C, d: D, e: E, f: F, h: H}}}"

    def test_lists_them_and_asks_which_of_them_decides_anything(self, graph_of: GraphOf) -> None:
        graph = graph_of("title: T\n" + self.text.replace(" DECISION", ""))
        assert told(too_many_kpis, graph) == [
            '2:9 note g: goal "Bread is fresh" has 7 KPIs ("A", "B", "C", "D", "E", "F" and 1 more), more than the 5 that a '
            "discussion can hold: some will be up and some down, whatever happens. Ask of each which decision it informs "
            "(`decision`), and keep those few; let the rest measure what leads here, or let it go."
        ]

    def test_keeps_those_that_are_known_to_inform_one(self, graph_of: GraphOf) -> None:
        graph = graph_of(self.text.replace(" DECISION", ", decision: how much to bake"))
        assert remedies(too_many_kpis, graph) == [
            'Keep what informs a decision ("A"); let the rest measure what leads here, or let it go.'
        ]

    def test_a_kpi_counts_on_each_node_that_it_measures_and_once(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {k: {title: K, measures: [g, o]}}}}\noutcomes: {o: {title: O, kpis: {l: L}}}\n"
            "rules: {too-many-kpis: {limit: 1}}"
        )
        assert places(too_many_kpis, graph) == [("o", ())]


class TestOverloadedOwner:
    def test_names_a_kpi_that_belongs_to_somebody_else(self, graph_of: GraphOf) -> None:
        kpis = "".join(f"  k{n}: {{title: K{n}, measures: g, owner: Ann}}\n" for n in range(8))
        graph = graph_of(f"title: T\ngoals: {{g: {{title: Guests return, owner: Bob}}}}\nkpis:\n{kpis}")
        assert told(overloaded_owner, graph) == [
            '1:8 note None: "Ann" owns 8 KPIs ("K0", "K1", "K2", "K3" and 4 more), more than the 7 that one person can '
            'answer for. Give each to somebody whose work moves it, first "K0" to "Bob", who owns goal "Guests return".'
        ]
        assert places(overloaded_owner, graph) == [(None, ("Ann",))]

    def test_each_owner_is_one_finding_and_case_makes_no_difference(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {c: {title: C, owner: ANN}, a: {title: A, owner: ann}, b: {title: B, owner: Bob}, "
            "d: {title: D, owner: bob}, e: {title: E, owner: Eve}}\nrules: {overloaded-owner: {limit: 1}}"
        )
        assert places(overloaded_owner, graph) == [(None, ("Bob",)), (None, ("ann",))]
        assert remedies(overloaded_owner, graph)[0] == (
            "Give each to somebody whose work moves it, and keep those that need the owner's own decision."
        )

    def test_a_kpi_is_not_handed_to_its_own_owner_in_another_spelling(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, owner: head  of SERVICE}}\nrules: {overloaded-owner: {limit: 1}}\n"
            "kpis: {a: {title: A, measures: g, owner: Head of service}, b: {title: B, measures: g, owner: Head of Service}}"
        )
        assert remedies(overloaded_owner, graph) == [
            "Give each to somebody whose work moves it, and keep those that need the owner's own decision."
        ]

    def test_what_a_node_is_owned_for_does_not_count(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, owner: Ann}}\nkpis: {k: {title: K, owner: Ann}}\nrules: {overloaded-owner: {limit: 1}}"
        )
        assert places(overloaded_owner, graph) == []


class TestMixedLevels:
    def test_moves_the_operational_ones_to_what_leads_there(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\ngoals: {g: {title: Shippers rely on us, kpis: {r: {title: Renewals, level: corporate}, "
            "a: {title: Gate, level: operational}, b: {title: Yard, level: operational}, m: {title: M, level: department}}}}\n"
            "outcomes: {o: {title: Lorries never wait, supports: g}}"
        )
        assert told(mixed_levels, graph) == [
            '2:9 warning g: goal "Shippers rely on us" mixes the levels: "Renewals" is corporate, "Gate" and "Yard" are '
            'operational, and whoever steers by the one can do little about the other. Let "Gate" and "Yard" measure what '
            'leads there, such as outcome "Lorries never wait".'
        ]
        assert places(mixed_levels, graph) == [("g", ())]

    def test_where_nothing_leads_there_that_is_to_be_written_first(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, supports: g, kpis: {r: {title: R, level: corporate}, a: {title: A, level: operational}}}}"
        )
        assert remedies(mixed_levels, graph) == ['Let "A" measure what leads there, once it is written down.']

    def test_neighbouring_levels_and_those_of_other_nodes_may_meet(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, level: corporate, kpis: {a: {title: A, level: corporate}, b: {title: B, level: department}}}}\n"
            "outcomes: {o: {title: O, supports: g, kpis: {c: {title: C, level: operational}}}}"
        )
        assert places(mixed_levels, graph) == []


class TestLaggingOnly:
    text = (
        "goals: {g: {title: Our wine is asked for, kpis: {a: {title: Price, timing: lagging}}}}\n"
        "outcomes: {o: {title: Sommeliers know us, supports: g, kpis: {b: {title: Reorders, timing: lagging} MORE}}}"
    )

    def test_says_where_to_look_earlier(self, graph_of: GraphOf) -> None:
        assert told(lagging_only, graph_of("title: T\n" + self.text.replace(" MORE", ""))) == [
            '2:9 note g: goal "Our wine is asked for" is seen only in the mirror: "Price" and "Reorders" both lag, and no '
            'KPI on it or below it is known to lead. Add a KPI that moves earlier, for instance of outcome "Sommeliers know '
            'us", which leads there.'
        ]

    def test_one_of_which_nothing_is_known_may_be_the_one(self, graph_of: GraphOf) -> None:
        assert remedies(lagging_only, graph_of(self.text.replace(" MORE", ", c: Tastings"))) == [
            'Add a KPI that moves earlier, for instance of outcome "Sommeliers know us", which leads there; or say of '
            '"Tastings" whether it leads (`timing`).'
        ]

    def test_one_that_leads_anywhere_below_is_enough(self, graph_of: GraphOf) -> None:
        leading = self.text.replace(" MORE", ", c: {title: Tastings, timing: leading}")
        assert places(lagging_only, graph_of(leading)) == []

    def test_more_than_three_are_not_all_named(self, graph_of: GraphOf) -> None:
        more = "".join(f", {n}: {{title: {n.upper()}, timing: lagging}}" for n in "cde")
        [finding] = check(graph_of(self.text.replace(" MORE", more)), [lagging_only])
        assert '"Price", "Reorders", "C" and others all lag' in finding.message

    def test_one_kpi_on_two_nodes_is_one(self, graph_of: GraphOf) -> None:
        text = "goals: {g: G}\noutcomes: {o: {title: O, supports: g}}\nkpis: {k: {title: K, timing: lagging, measures: [g, o]}}"
        assert places(lagging_only, graph_of(text)) == []

    def test_in_a_loop_every_goal_sees_the_same(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, supports: h, kpis: {a: {title: A, timing: lagging}}}, "
            "h: {title: H, supports: [g, i], kpis: {b: {title: B, timing: lagging}}}, i: I}"
        )
        assert places(lagging_only, graph) == [("g", ()), ("h", ()), ("i", ())]

    def test_the_catalogue_knows_when_a_kpi_moves(self, graph_of: GraphOf) -> None:
        graph = graph_of("goals: {g: {title: G, kpis: {a: Churn rate, b: Repeat purchase rate}}}")
        assert places(lagging_only, graph) == [("g", ())]


class TestDoubleDefinition:
    def test_tells_both_definitions(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\nkpis: {ward: {title: Waiting time, unit: hours}, clinic: {title: Waiting time, unit: days}}"
        )
        assert told(double_definition, graph) == [
            '2:8 warning ward: KPI "Waiting time" has the same name as clinic, and means something else: here it is in '
            "hours, there in days. Agree on one definition; or, if the numbers differ for a reason, give them two names."
        ]
        assert places(double_definition, graph) == [("ward", ("clinic",))]

    def test_one_measure_of_the_catalogue_may_go_by_two_titles(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\nkpis: {a: {title: Average handle time, direction: down, owner: Ann}, "
            "b: {title: AHT, unit: min, owner: Bob}}"
        )
        assert told(double_definition, graph) == [
            '2:70 warning b: KPI "AHT" is the same measure as a ("Average handle time"), and is defined otherwise: here it is '
            'in min, there in s; here both extremes are bad, there less is better. Let "Ann" and "Bob" agree on one '
            "definition; or, if the numbers differ for a reason, give them two names."
        ]

    def test_what_one_leaves_open_is_a_difference(self, graph_of: GraphOf) -> None:
        graph = graph_of("kpis: {a: {title: K, unit: s, direction: up}, b: K}")
        [finding] = check(graph, [double_definition])
        assert finding.message == (
            'KPI "K" has the same name as a, and means something else: here it is without a unit, there in s; here nothing '
            "says which way is better, there more is better"
        )

    def test_each_pair_is_told_once_and_those_that_agree_are_not(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {a: {title: Average handle time, unit: s}, b: {title: Average handle time, unit: min}, "
            "c: {title: Average handle time, unit: s}, d: {title: average handle time, unit: s}, e: Another}"
        )
        assert places(double_definition, graph) == [("b", ("a",)), ("c", ("b",)), ("d", ("b",))]

    def test_another_spelling_of_a_unit_or_of_an_owner_is_no_difference(self, graph_of: GraphOf) -> None:
        text = (
            "kpis: {a: {title: K, unit: €, owner: Head of service}, b: {title: K, unit: EUR}, "
            "c: {title: K, unit: min, owner: head of  Service}, d: {title: K, unit: Min}}"
        )
        assert places(double_definition, graph_of(text)) == [
            ("c", ("a",)),
            ("c", ("b",)),
            ("d", ("a",)),
            ("d", ("b",)),
        ]
        assert remedies(double_definition, graph_of(text))[0].startswith("Agree on one definition; ")

    def test_titles_that_the_catalogue_does_not_know_are_compared_as_written(self, graph_of: GraphOf) -> None:
        assert (
            places(
                double_definition,
                graph_of("kpis: {a: {title: Loaves, unit: kg}, b: {title: loaves, unit: t}}"),
            )
            == []
        )


class TestNoLineOfSight:
    def test_says_where_the_chain_ends(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "title: T\ngoals: {g: Passengers trust us}\noutputs: {q: {title: Trains are clean, supports: r}, r: Tidy yards}\n"
            "kpis: {k: {title: Trains cleaned, measures: q, owner: Night shift}}"
        )
        assert told(no_line_of_sight, graph) == [
            '1:8 warning None: "Night shift" owns KPI "Trains cleaned", which leads to no top goal: from there nobody can see '
            'what the work is for. Say which goal is served by "Tidy yards", where the chain ends, and link it (`supports`).'
        ]
        assert places(no_line_of_sight, graph) == [(None, ("Night shift",))]

    def test_one_kpi_that_leads_there_is_enough(self, graph_of: GraphOf) -> None:
        text = (
            "goals: {g: {title: G, kpis: {a: {title: A, owner: OWNER}}}}\noutputs: {q: Q, r: R}\n"
            "kpis: {b: {title: B, owner: Bob, measures: q}, c: {title: C, owner: BOB, measures: r}}"
        )
        assert places(no_line_of_sight, graph_of(text.replace("OWNER", "bob"))) == []
        assert [f.told() for f in check(graph_of(text.replace("OWNER", "Ann")), [no_line_of_sight])] == [
            '"Bob" owns 2 KPIs ("B" and "C"), neither of which leads to a top goal: from there nobody can see what the work '
            'is for. Say which goal is served by "Q" and "R", where the chains end, and link it (`supports`).'
        ]

    def test_numbers_that_tell_about_nothing_lead_nowhere(self, graph_of: GraphOf) -> None:
        kpis = ", ".join(f"{k}: {{title: {k.upper()}, owner: Ann}}" for k in "abc")
        [finding] = check(graph_of(f"goals: {{g: G}}\nkpis: {{{kpis}}}"), [no_line_of_sight])
        assert finding.told() == (
            '"Ann" owns 3 KPIs ("A", "B" and "C"), none of which leads to a top goal: from there nobody can see what the '
            "work is for. Say what these numbers tell about (`measures`), or give the owner one that tells of their work's "
            "effect."
        )

    def test_a_map_without_a_top_goal_shows_nobody_anything(self, graph_of: GraphOf) -> None:
        graph = graph_of("outcomes: {o: {title: O, kpis: {k: {title: K, owner: Ann}}}}")
        assert remedies(no_line_of_sight, graph) == [
            "Write down the goal that is wanted for its own sake, and link upward to it."
        ]

    def test_the_owner_of_a_node_without_a_kpi_is_not_meant(self, graph_of: GraphOf) -> None:
        assert places(no_line_of_sight, graph_of("goals: {g: G}\noutputs: {q: {title: Q, owner: Ann}}")) == []
