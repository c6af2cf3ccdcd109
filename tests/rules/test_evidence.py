"""What the figures say of the theory: what is told of causes and their effects, and on which day each is judged."""

from __future__ import annotations

import pytest
from rules.findings import GraphOf, places

from strategymap.check import check
from strategymap.graph import MapGraph
from strategymap.rules import Rule
from strategymap.rules.evidence import execution_gap, success_from_elsewhere, theory_in_doubt


def told(rule: Rule, graph: MapGraph) -> list[str]:
    """What each finding says, with its place and severity, and plain spaces in numbers."""
    return [
        f"{finding.line}:{finding.column} {finding.severity} {finding.node}: {finding.told()}".replace(
            "\u00a0", " "
        )
        for finding in check(graph, [rule])
    ]


def hospital(cause: str, *, link: str = "soon", effect: str = "39", by: str = "2026-12-31") -> str:
    """A goal that should have come from 41 days down to 14, and the outcome that supports it."""
    return (
        "title: City hospital\nas_of: 2026-06-30\nperiod: {from: 2025-12-31, to: 2026-12-31}\n"
        "goals: {soon: {title: Patients are treated soon, kpis: {wait: {title: Days of waiting, unit: days, baseline: 41, "
        f"target: {{value: 14, by: {by}}}, actual: {{value: {effect}, at: 2026-06-15}}}}}}}}}}\n"
        f"outcomes: {{planned: {{title: Theatres are planned, supports: {link}, kpis: {{plans: {{title: Lists closed, "
        f'unit: "%", baseline: 30, target: 90, actual: {cause}}}}}}}}}\n'
    )


class TestTheoryInDoubt:
    def test_tells_what_was_reached_when_and_where_the_effect_stands(self, graph_of: GraphOf) -> None:
        link = "{soon: {because: a planned theatre loses no hour, after: 3 months}}"
        graph = graph_of(hospital("[{value: 91, at: 2026-02-28}, {value: 40, at: 2026-06-30}]", link=link))
        assert told(theory_in_doubt, graph) == [
            '5:62 warning planned: Outcome "Theatres are planned" was achieved ("Lists closed": 91 % on 28 February 2026, '
            'target 90 %), but goal "Patients are treated soon", which should have followed 3 months later, is off track '
            '("Days of waiting": 39 days on 15 June 2026, 7 % of the way from 41 to 14 days, with 50 % of the time gone): '
            'the cause was there in time, so it is the theory that is in doubt. Doubt the reason ("a planned theatre loses no hour") before the '
            "people: what else would it take?"
        ]
        assert places(theory_in_doubt, graph) == [("planned", ("soon",))]

    def test_where_nobody_says_since_when_the_cause_was_there_it_asks_for_the_day(
        self, graph_of: GraphOf
    ) -> None:
        graph = graph_of(hospital("91", link="{soon: {because: It is known, after: 3 months}}"))
        [finding] = check(graph, [theory_in_doubt])
        assert finding.message.endswith(
            ": nobody says since when the cause has been there; if it was in time, it is the theory that is in doubt"
        )
        assert finding.remedy == (
            'Doubt the reason ("It is known") before the people: what else would it take? And write down of which day '
            '"Lists closed" is (`at`).'
        )

    @pytest.mark.parametrize(
        ("history", "early"),
        [
            # seen to be reached on the last day of March, three months before the effect was measured, or later
            ("[{value: 60, at: 2026-02-28}, {value: 91, at: 2026-03-15}]", False),
            ("[{value: 60, at: 2026-02-28}, {value: 91, at: 2026-03-16}]", True),
            ("[{value: 91, at: 2026-02-28}, {value: 92, at: 2026-03-30}]", False),
            ("[{value: 91, at: 2026-01-31}, {value: 60, at: 2026-02-28}, {value: 92, at: 2026-03-30}]", True),
        ],
    )
    def test_an_effect_that_was_last_measured_before_the_cause_can_have_worked_is_told_as_such(
        self, graph_of: GraphOf, history: str, early: bool
    ) -> None:
        link = "{soon: {because: It is known, after: 3 months}}"
        [finding] = check(graph_of(hospital(history, link=link)), [theory_in_doubt])
        verdict = "in time, so it is the theory that is in doubt"
        if early:
            verdict = "so the theory may only be ahead of its numbers"
            assert "that was last measured in June\u00a02026, too early" in finding.message
            assert finding.remedy == 'Measure "Patients are treated soon" again before anybody is blamed.'
        assert finding.message.endswith(verdict)

    def test_without_a_reason_and_a_lag_it_asks_for_both(self, graph_of: GraphOf) -> None:
        graph = graph_of(hospital("95", effect="45"))
        assert told(theory_in_doubt, graph) == [
            '5:61 warning planned: Outcome "Theatres are planned" was achieved ("Lists closed": 95 %, target 90 %), but goal '
            '"Patients are treated soon", which should have followed, is off track ("Days of waiting": 45 days on 15 June '
            "2026, further from 14 days than at the start, with 50 % of the time gone): the cause was there, so it is the "
            "theory that is in doubt. Write down why the one should bring about the other (`because`), and ask what else it would take. "
            "If it only takes longer, say how long (`after`)."
        ]

    def test_what_counts_as_tested_is_asked_for_the_test(self, graph_of: GraphOf) -> None:
        link = "{soon: {because: It is known, evidence: tested}}"
        [finding] = check(graph_of(hospital("95", link=link)), [theory_in_doubt])
        assert finding.remedy == (
            'Doubt the reason ("It is known") before the people: what else would it take? The link counts as tested: ask '
            "where, and what is different here."
        )

    def test_an_effect_whose_day_is_past_is_told_with_that_day(self, graph_of: GraphOf) -> None:
        [finding] = check(graph_of(hospital("95", by="2026-05", effect="15")), [theory_in_doubt])
        assert '("Days of waiting": 15 days on 15 June 2026, due to be 14 days by May 2026)' in (
            finding.message.replace("\u00a0", " ")
        )

    def test_on_the_last_day_the_time_is_up(self, graph_of: GraphOf) -> None:
        [finding] = check(graph_of(hospital("95", by="2026-06-30", effect="30")), [theory_in_doubt])
        assert "30 days on 15 June 2026, 41 % of the way from 41 to 14 days, and the time is up)" in (
            finding.message.replace("\u00a0", " ")
        )

    def test_the_worst_of_several_kpis_is_told_and_the_others_counted(self, graph_of: GraphOf) -> None:
        kpis = (
            "kpis: {a: {title: A, target: 1, actual: 1, measures: planned}, "
            "b: {title: B, baseline: 10, target: 20, actual: 9, measures: soon}, "
            "c: {title: C, baseline: 10, target: 20, actual: 19, measures: soon}}"
        )
        [finding] = check(graph_of(hospital("95") + kpis), [theory_in_doubt])
        message = finding.message.replace("\u00a0", " ")
        assert 'was achieved ("A": 1, target 1; 1 more reached), but' in message
        assert (
            'off track ("B": 9, further from 20 than at the start, with 50 % of the time gone; 1 more off track): '
            in message
        )

    def test_the_work_must_have_been_done_before_the_lag(self, graph_of: GraphOf) -> None:
        late = "[{value: 50, at: 2026-02-28}, {value: 95, at: DAY}]"
        link = "{soon: {after: 3 months}}"
        on_time = graph_of(hospital(late.replace("DAY", "2026-03-30"), link=link))
        assert places(theory_in_doubt, on_time) == [("planned", ("soon",))]
        assert places(theory_in_doubt, graph_of(hospital(late.replace("DAY", "2026-03-31"), link=link))) == []

    def test_an_effect_at_risk_raises_no_doubt(self, graph_of: GraphOf) -> None:
        assert places(theory_in_doubt, graph_of(hospital("95", effect="34"))) == []


class TestExecutionGap:
    def test_asks_the_owner_what_holds_up_the_work(self, graph_of: GraphOf) -> None:
        graph = graph_of(hospital("32").replace("Theatres are planned,", "Theatres are planned, owner: Ann,"))
        assert told(execution_gap, graph) == [
            '5:73 note planned: Outcome "Theatres are planned" is off track ("Lists closed": 32 %, 3 % of the way from 30 % to '
            '90 %, with 50 % of the time gone), and so is goal "Patients are treated soon", which rests on it ("Days of '
            'waiting": 39 days on 15 June 2026, 7 % of the way from 41 to 14 days, with 50 % of the time gone): until '
            'the cause is there, the theory isn\'t put to the test. Ask "Ann" what holds up "Theatres are planned", and mend '
            "that before anybody changes the plan."
        ]
        assert places(execution_gap, graph) == [("planned", ("soon",))]

    def test_tells_how_it_stood_on_the_day_that_counts_and_that_it_has_moved(self, graph_of: GraphOf) -> None:
        text = hospital(
            "[{value: 20, at: 2026-02-28}, {value: NOW, at: 2026-06-30}]", link="{soon: {after: 1 quarter}}"
        )
        assert told(execution_gap, graph_of(text.replace("NOW", "92"))) == [
            '5:62 note planned: Outcome "Theatres are planned" was off track on 30 March 2026 ("Lists closed": 20 % on 28 '
            'February 2026, further from 90 % than at the start, with 24 % of the time gone), and goal "Patients are treated '
            'soon", which should follow 1 quarter later, is off track too ("Days of waiting": 39 days on 15 June 2026, 7 % '
            "of the way from 41 to 14 days, with 50 % of the time gone): what was planned wasn't there in time. "
            '"Theatres are planned" has caught up since: give the effect its time before anybody changes the plan.'
        ]
        remedies = {
            now: check(graph_of(text.replace("NOW", now)), [execution_gap])[0].remedy for now in ("45", "30")
        }
        assert remedies == {
            "45": '"Theatres are planned" is catching up: give the effect its time before anybody changes the plan.',
            "30": 'Find out what holds up "Theatres are planned", and mend that before anybody changes the plan.',
        }

    def test_what_is_known_only_of_later_is_judged_by_that(self, graph_of: GraphOf) -> None:
        link = "{soon: {after: 1 year}}"
        graph = graph_of(hospital("{value: 32, at: 2026-06-30}", link=link))
        [finding] = check(graph, [execution_gap])
        assert finding.message.startswith('outcome "Theatres are planned" is off track ("Lists closed": 32')

    def test_one_that_is_only_at_risk_is_no_gap(self, graph_of: GraphOf) -> None:
        assert places(execution_gap, graph_of(hospital("45"))) == []
        assert places(execution_gap, graph_of(hospital("32", effect="14"))) == []


class TestSuccessFromElsewhere:
    def resort(self, *supporters: str) -> str:
        """A goal that is achieved, and outcomes that support it, each with its actual on the way from 20 to 60."""
        outcomes = "".join(
            f"  o{n}: {{title: Outcome {n}, supports: full, kpis: {{k{n}: {{title: K{n}, baseline: 20, target: 60{actual}}}}}}}\n"
            for n, actual in enumerate(supporters)
        )
        full = "full: {title: The valley is full, kpis: {nights: {title: Nights booked, target: 90000, actual: 94000}}}"
        return f"title: Ski resort\ngoals: {{{full}}}\noutcomes:\n{outcomes}"

    def test_tells_the_success_and_the_work_that_it_did_not_come_from(self, graph_of: GraphOf) -> None:
        graph = graph_of(self.resort(", actual: 22"))
        assert told(success_from_elsewhere, graph) == [
            '2:9 note full: Goal "The valley is full" is achieved ("Nights booked": 94 000, target 90 000), though what '
            'should bring it about is off track: outcome "Outcome 0" ("K0": 22, 5 % of the way from 20 to 60). Find out what '
            "brought it about, and put it on the map before the wrong work takes the credit."
        ]
        assert places(success_from_elsewhere, graph) == [("full", ("o0",))]

    def test_several_are_told_by_the_first_two(self, graph_of: GraphOf) -> None:
        off = ", actual: 20"
        messages = [
            check(graph_of(self.resort(*[off] * n)), [success_from_elsewhere])[0].message for n in (2, 4)
        ]
        zero, one = (f'outcome "Outcome {n}" ("K{n}": 20, 0\u00a0% of the way from 20 to 60)' for n in (0, 1))
        assert messages[0].endswith(f"though both that should bring it about are off track: {zero} and {one}")
        assert messages[1].endswith(
            f"though all 4 that should bring it about are off track: {zero}, {one} and 2 more"
        )

    def test_those_without_data_are_looked_at_first(self, graph_of: GraphOf) -> None:
        graph = graph_of(self.resort(", actual: 22", "", ""))
        assert places(success_from_elsewhere, graph) == [("full", ("o0", "o1", "o2"))]
        [finding] = check(graph, [success_from_elsewhere])
        assert "though of what should bring it about all that has data is off track: " in finding.message
        assert finding.remedy == (
            'Look first at "Outcome 1" and "Outcome 2", which have no data; then find out what else brought it about, and '
            "put it on the map."
        )

    def test_one_that_is_on_its_way_may_have_done_it(self, graph_of: GraphOf) -> None:
        assert places(success_from_elsewhere, graph_of(self.resort(", actual: 22", ", actual: 41"))) == []


def test_a_node_is_no_cause_of_itself(graph_of: GraphOf) -> None:
    kpis = "{a: {title: A, target: 1, actual: 1}, b: {title: B, baseline: 0, target: 10, actual: 1}}"
    graph = graph_of(f"goals: {{g: {{title: G, supports: [g], kpis: {kpis}}}}}")
    assert [places(rule, graph) for rule in (theory_in_doubt, execution_gap, success_from_elsewhere)] == [
        [],
        [],
        [],
    ]


def test_a_link_of_feedback_claims_nothing(graph_of: GraphOf) -> None:
    link = "{soon: {feedback: true}}"
    assert places(theory_in_doubt, graph_of(hospital("95", link=link))) == []
    assert places(execution_gap, graph_of(hospital("31", link=link))) == []
    assert places(success_from_elsewhere, graph_of(hospital("31", effect="14", link=link))) == []
