"""What is expected, of whom, by when, and whether it happened."""

from __future__ import annotations

import pytest
from rules.findings import GraphOf, messages, nodes, remedies, said, told

from strategymap.check import check
from strategymap.rules.expectations import (
    incomplete_kpi,
    no_baseline,
    no_capability,
    no_owner,
    no_target,
    overdue,
    pointless_target,
    stale_actual,
    vague_target,
)

AS_OF = "title: Map\nas_of: 2026-06-30\n"


def six(kpi: str) -> str:
    """Six KPIs alike, which is enough for an early draft."""
    return AS_OF + "kpis:\n" + "".join(f"  k{n}: {{title: K{n}{kpi}}}\n" for n in range(6))


SIX = '"K0", "K1", "K2", "K3", "K4" and "K5"'


class TestNoTarget:
    def test_says_where_the_kpi_stands(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            AS_OF + "kpis: {k: {title: Loaves left, unit: loaves, actual: {value: 46, at: 2026-05-31}}}"
        )
        assert told(no_target, graph) == [
            '3:8 note k: KPI "Loaves left" stands at 46 loaves (May 2026), and nobody has said how much would be '
            "enough. Agree on a number, a day and whom it holds for (`target`), or say that this KPI is only there to "
            "make sense of the others (`direction: context`)."
        ]

    def test_or_only_that_there_is_none(self, graph_of: GraphOf) -> None:
        graph = graph_of("kpis: {k: K, l: {title: L, actual: 5}}")
        assert messages(no_target, graph) == [
            'KPI "K" has no target: nobody has said how much would be enough',
            'KPI "L" stands at 5, and nobody has said how much would be enough',
        ]

    def test_context_needs_none_by_the_map_or_the_catalogue(self, graph_of: GraphOf) -> None:
        graph = graph_of("kpis: {k: {title: K, direction: context}, v: Counter visits}")
        assert nodes(no_target, graph) == []

    def test_an_early_draft_is_told_once(self, graph_of: GraphOf) -> None:
        assert told(no_target, graph_of(six("") + "  v: Counter visits\n")) == [
            f"1:8 note None: all 6 KPIs lack a target ({SIX}): nobody has said how much would be enough. Begin with "
            "the KPIs of the top goals: agree on a number, a day and whom it holds for (`target`)."
        ]


class TestVagueTarget:
    def test_names_what_is_missing(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            AS_OF
            + "kpis: {k: {title: Falls, target: 4}, l: {title: Calls solved, unit: '%', target: {value: 75, for: callers "
            "about billing}}, m: {title: Handle time, direction: down, unit: s, target: {value: 315, by: 2026-12-31}}}"
        )
        assert told(vague_target, graph) == [
            '3:8 warning k: KPI "Falls" should reach 4, and nobody has said for whom or by when: it can never be missed. '
            "Give it a day (`by`), or the map a period whose end dates all its targets (`period`). Say for whom it holds "
            "(`for`), even if the answer is everybody.",
            '3:38 warning l: KPI "Calls solved" should reach 75 % for "callers about billing", and nobody has said by '
            "when: it can never be late. Give it a day (`by`), or the map a period whose end dates all its targets "
            "(`period`).",
            '3:124 warning m: KPI "Handle time" should fall to 315 s by December 2026, and nobody has said for whom: it '
            "can be reached where that is easiest. Say for whom it holds (`for`), even if the answer is everybody.",
        ]

    def test_proposes_those_for_whom_the_measured_node_is(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: Falls are rare, for: patients over 75}, h: {title: H, for: everybody}}\n"
            "kpis: {k: {title: K, measures: [h, g], target: {between: [4, 5], by: 2026-03-15}}}"
        )
        assert said(vague_target, graph) == [
            'KPI "K" should stay within 4–5 by 15 March 2026, and nobody has said for whom: it can be reached where that '
            'is easiest. Say for whom it holds (`for`), such as "patients over 75", whom goal "Falls are rare" is for.'
        ]

    def test_a_period_dates_it_by_its_end(self, graph_of: GraphOf) -> None:
        kpi = "kpis: {k: {title: K, target: {value: 5, for: all}}}\n"
        assert nodes(vague_target, graph_of(kpi + "period: {to: 2026}")) == []
        assert remedies(vague_target, graph_of(kpi + "period: {from: 2025}")) == [
            "Give it a day (`by`), or the map's period an end, which dates all its targets (`to`)."
        ]

    def test_an_early_draft_is_told_once_with_what_is_missing(self, graph_of: GraphOf) -> None:
        assert told(vague_target, graph_of(six(", target: 5"))) == [
            f"1:8 warning None: all 6 targets lack a day (6) or a target group (6): {SIX}. Give the map a period whose "
            "end dates all its targets (`period`). Ask of each target for whom it holds (`for`), beginning at the top."
        ]
        dated = graph_of(
            six(", target: {value: 5, by: 2026}") + "  l: {title: L, target: {value: 5, by: 2026, for: all}}"
        )
        assert told(vague_target, dated) == [
            f"1:8 warning None: 6 of the 7 targets lack a target group (6): {SIX}. Ask of each target for whom it holds "
            "(`for`), beginning at the top."
        ]


class TestNoBaseline:
    def test_proposes_the_earliest_value(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            AS_OF
            + "kpis: {k: {title: Trains on time, unit: '%', target: {value: 92, by: 2026-12-31}, actual: [{value: 86, at: "
            "2026-05-31}, {value: 84, at: 2026-01-31}]}}"
        )
        assert told(no_baseline, graph) == [
            '3:8 warning k: KPI "Trains on time" should reach 92 % by December 2026, and nobody has written down where it '
            "started: what the work changes can't be told. Write down where it stood when the target was set "
            "(`baseline`); its earliest value, 84 % in January 2026, may serve."
        ]

    def test_or_one_without_a_day_or_asks_to_measure(self, graph_of: GraphOf) -> None:
        graph = graph_of("kpis: {k: {title: K, target: 5, actual: 4}, l: {title: L, target: 5}}")
        assert remedies(no_baseline, graph) == [
            "Write down where it stood when the target was set (`baseline`); the value of 4 may serve, if it is from then.",
            "Measure it once before the work begins, and write that down (`baseline`).",
        ]

    def test_an_early_draft_is_told_once(self, graph_of: GraphOf) -> None:
        assert told(no_baseline, graph_of(six(", target: 5"))) == [
            f"1:8 warning None: all 6 KPIs with a target lack a baseline ({SIX}): what the work changes can't be told. "
            "Write down where each of them stands today (`baseline`), before the work begins."
        ]


class TestPointlessTarget:
    def test_one_that_asks_for_nothing(self, graph_of: GraphOf) -> None:
        graph = graph_of(AS_OF + "kpis: {k: {title: Open counters, baseline: 4, target: 4.0}}")
        assert told(pointless_target, graph) == [
            '3:8 warning k: KPI "Open counters" has a target of 4.0, and that is where it started: it was reached before '
            "anybody began. Say how far it should move; if the aim is to hold it there, write the range that it must not "
            "leave (`between`)."
        ]

    def test_one_that_asks_for_worse(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {k: {title: Minutes in the queue, direction: down, unit: min, baseline: 9, target: 12}, "
            "l: {title: Customer satisfaction, baseline: 80, target: 75}}"
        )
        assert said(pointless_target, graph) == [
            'KPI "Minutes in the queue" should go down, and its target of 12 min lies above its baseline of 9 min: it '
            "counts as reached even if things get worse. Correct the number that is wrong, or say that more is better "
            "here (`direction: up`).",
            'KPI "Customer satisfaction" should go up, and its target of 75 lies below its baseline of 80: it counts '
            "as reached even if things get worse. Correct the number that is wrong, or say that less is better here "
            "(`direction: down`).",
        ]

    @pytest.mark.parametrize(
        "kpi",
        [
            "baseline: 5, target: {between: [5, 6]}",
            "baseline: 5, target: 4",
            "direction: range, baseline: 5, target: 4",
            "direction: context, baseline: 4, target: 5",
            "direction: up, target: 4, actual: 5",
            "direction: up, baseline: 5",
        ],
    )
    def test_a_range_a_direction_that_is_taken_from_it_or_a_missing_number(
        self, graph_of: GraphOf, kpi: str
    ) -> None:
        assert nodes(pointless_target, graph_of(f"kpis: {{k: {{title: K, {kpi}}}}}")) == []


class TestNoOwner:
    def test_names_whom_to_ask_first(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            AS_OF
            + "goals: {g: {title: Callers stay, kpis: {k: {title: Calls solved, target: {value: 75, by: 2026}}}},"
            " h: {title: Calls cost less, owner: Head of finance, kpis: {l: Cost per call}}}\n"
            "outcomes: {o: {title: Solved at once, owner: Head of service, supports: g}}\n"
        )
        assert told(no_owner, graph) == [
            '3:9 warning g: goal "Callers stay" has no owner: nobody answers for it. Name one person or role (`owner`); '
            'ask "Head of service" first, who owns outcome "Solved at once".',
            '3:41 warning k: KPI "Calls solved" should reach 75 by December 2026, and nobody answers for it. Name one '
            "person or role who can change something about it (`owner`).",
            '3:159 warning l: KPI "Cost per call" has no owner: nobody answers for it. Name one person or role (`owner`); '
            'ask "Head of finance" first, who owns goal "Calls cost less".',
        ]

    def test_outcomes_outputs_and_initiatives_need_none(self, graph_of: GraphOf) -> None:
        graph = graph_of("outcomes: {o: O}\noutputs: {q: Q}\ninitiatives: {i: I}\nowner: Ann\ngoals: {g: G}")
        assert nodes(no_owner, graph) == ["g"]

    def test_an_early_draft_is_told_once(self, graph_of: GraphOf) -> None:
        assert told(no_owner, graph_of(six("") + "goals: {g: {title: G, owner: Ann}}")) == [
            f"1:8 warning None: 6 of the 7 goals and KPIs lack an owner: {SIX}. Name one person or role for each "
            "(`owner`), beginning with the goals at the top."
        ]


class TestIncompleteKpi:
    def test_names_what_is_missing(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            AS_OF + "kpis:\n  k: Nitrate at the weir\n  l: {title: L, unit: s, source: audit}\n"
            "  m: {title: M, every: week, actual: 5%}\n  n: {title: N, source: survey, every: day}\n"
        )
        assert told(incomplete_kpi, graph) == [
            '4:3 note k: KPI "Nitrate at the weir" does not say in what unit it is counted, where its data come from or '
            "how often it is taken: two people would not get the same number. Add its unit (`unit`), its source "
            "(`source`) and its rhythm (`every`).",
            '5:3 note l: KPI "L" does not say how often it is taken: nobody knows when it is due. Add its rhythm '
            "(`every`).",
            '6:3 note m: KPI "M" does not say where its data come from: nobody else could check it. Add its source '
            "(`source`).",
            '7:3 note n: KPI "N" does not say in what unit it is counted: two people may read it differently. Add its '
            "unit (`unit`).",
        ]

    def test_what_the_catalogue_knows_is_not_missing(self, graph_of: GraphOf) -> None:
        assert nodes(incomplete_kpi, graph_of("kpis: {k: {title: Average handle time, every: week}}")) == []

    def test_an_early_draft_is_told_once_with_what_is_missing(self, graph_of: GraphOf) -> None:
        assert told(incomplete_kpi, graph_of(six(", unit: s") + "  l: {title: L, source: audit}\n")) == [
            f"1:8 note None: all 7 KPIs lack a unit (1), a source (6) or a rhythm (7): {SIX[:-9]}, "
            '"K5" and "L". Begin with the KPIs that have a target: say in what unit each is counted (`unit`), where its '
            "data come from (`source`) and how often it is taken (`every`)."
        ]


class TestStaleActual:
    def test_counts_the_days_and_names_the_owner_and_an_honest_rhythm(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            AS_OF
            + "kpis: {k: {title: Availability, owner: Site manager, unit: '%', every: week, actual: {value: 93.5, at: "
            "2026-04-30}}}"
        )
        assert told(stale_actual, graph) == [
            '3:8 warning k: KPI "Availability" should be taken every week; on 30 June 2026 its latest value, 93.5 %, was '
            '61 days old. Ask "Site manager", who owns it, for a new value (`actual`), or say that it is only taken every '
            "month (`every: month`)."
        ]

    def test_what_not_even_a_year_excuses_is_not_missed(self, graph_of: GraphOf) -> None:
        graph = graph_of(AS_OF + "kpis: {k: {title: K, every: year, actual: {value: 5, at: 2024-06-29}}}")
        assert said(stale_actual, graph) == [
            'KPI "K" should be taken every year; on 30 June 2026 its latest value, 5, was 731 days old. Ask for a new '
            "value (`actual`), or take the KPI off the map, since nobody has missed it."
        ]

    def test_one_that_was_never_taken(self, graph_of: GraphOf) -> None:
        graph = graph_of(AS_OF + "kpis: {k: {title: K, every: month}}")
        assert said(stale_actual, graph) == [
            'KPI "K" should be taken every month, and this map holds no value of it. Ask for the first value and its day '
            "(`actual`); if nobody can tell, leave this KPI out until somebody can."
        ]

    def test_one_with_values_of_later_days_alone(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            AS_OF + "kpis: {k: {title: K, every: month, actual: [1, {value: 5, at: 2026-07-01}]}}"
        )
        assert said(stale_actual, graph) == [
            'KPI "K" should be taken every month, and all its values are of days after 30 June 2026, from which this map '
            "is judged. Correct the days of its values (`at`), or the day from which the map is judged (`as_of`)."
        ]

    @pytest.mark.parametrize(
        ("every", "last"),
        [
            ("day", "2026-06-28"),
            ("week", "2026-06-16"),
            ("month", "2026-04-30"),
            ("quarter", "2025-12-30"),
            ("year", "2024-06-30"),
        ],
    )
    def test_two_rounds_are_enough(self, graph_of: GraphOf, every: str, last: str) -> None:
        kpi = f"kpis: {{k: {{title: K, every: {every}, actual: {{value: 5, at: {last}}}}}}}"
        assert nodes(stale_actual, graph_of(AS_OF + kpi)) == []
        assert nodes(stale_actual, graph_of(AS_OF.replace("06-30", "07-01") + kpi)) == ["k"]

    def test_the_age_of_a_value_without_a_day_is_unknown(self, graph_of: GraphOf) -> None:
        assert nodes(stale_actual, graph_of("kpis: {k: {title: K, every: day, actual: 5}}")) == []

    def test_an_early_draft_is_told_once(self, graph_of: GraphOf) -> None:
        assert messages(stale_actual, graph_of(six(", every: day"))) == [
            f"all 6 KPIs that are taken regularly lack a single value: {SIX}"
        ]
        old = ", every: day, actual: {value: 5, at: 2026-01-31}"
        assert messages(stale_actual, graph_of(six(old))) == [
            f"all 6 KPIs that are taken regularly lack a recent value: {SIX}"
        ]
        assert told(stale_actual, graph_of(six(old) + "  a: {title: A, every: day}\n  b: B\n")) == [
            '1:8 warning None: all 7 KPIs that are taken regularly lack a recent value, 1 of them any value at all: "A", '
            f"{SIX}. Begin with the KPIs of the top goals: take them again, and write down value and day (`actual`)."
        ]


class TestOverdue:
    def test_counts_the_days_and_the_way_and_names_the_work(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            AS_OF
            + "goals: {g: {title: G, kpis: {k: {title: Handle time, direction: down, unit: s, baseline: 420, target: "
            "{value: 315, by: 2026-03-31}, actual: [{value: 431, at: 2025-12-31}, {value: 402, at: 2026-05-31}]}}}}\n"
            "initiatives: {i: {title: Academy, supports: g}}"
        )
        assert told(overdue, graph) == [
            '3:30 warning k: KPI "Handle time" is 91 days late: it should have fallen to 315 s by 31 March 2026, and stood '
            'at 402 s on 31 May 2026, 17 % of the way from 420 s. Ask first whether initiative "Academy" was done as '
            "planned. Then agree what is to change: the work, the day (`by`) or the target. Write down why."
        ]

    @pytest.mark.parametrize(
        ("kpi", "said"),
        [
            ("baseline: 4, target: {value: 9, by: 2026-06-29}", "1 day late: it should have reached 9 by 29 June 2026, and nobody has measured whether it did"),
            ("target: {value: 9, by: 2026-06-20}, actual: 8", "10 days late: it should have reached 9 by 20 June 2026, and stands at 8"),
            ("baseline: 4, target: {value: 9, by: 2026-06-20}, actual: 3", "10 days late: it should have reached 9 by 20 June 2026, and stands at 3, further away than at the start (4)"),
            ("baseline: 4, target: {value: 9, by: 2026-06-20}, actual: 4", "10 days late: it should have reached 9 by 20 June 2026, and stands at 4, no nearer than at the start (4)"),
            ("baseline: 4, target: {between: [9, 10], by: 2026-06-20}, actual: 8", "10 days late: it should have been within 9–10 by 20 June 2026, and stands at 8"),
            ("direction: up, baseline: 9, target: {value: 8, by: 2026-06-20}, actual: 7", "10 days late: it should have reached 8 by 20 June 2026, and stands at 7"),
        ],
    )  # fmt: skip
    def test_says_how_it_stands(self, graph_of: GraphOf, kpi: str, said: str) -> None:
        assert messages(overdue, graph_of(AS_OF + f"kpis: {{k: {{title: K, {kpi}}}}}")) == [
            f'KPI "K" is {said}'
        ]

    def test_a_unit_that_is_a_word_is_said_once(self, graph_of: GraphOf) -> None:
        kpi = "unit: open requests, baseline: 90, target: {value: 40, by: 2026-06-20}, actual: 65"
        assert messages(overdue, graph_of(AS_OF + f"kpis: {{k: {{title: K, {kpi}}}}}")) == [
            'KPI "K" is 10 days late: it should have fallen to 40 open requests by 20 June 2026, and stands at 65, 50 % of '
            "the way from 90"
        ]

    def test_asks_to_measure_what_nobody_has_measured_since(self, graph_of: GraphOf) -> None:
        kpis = "kpis: {k: {title: K, target: {value: 9, by: 2026-06-20}, actual: {value: 8, at: AT}}}"
        measure, agree = (
            remedies(overdue, graph_of(AS_OF + kpis.replace("AT", at))) for at in ("2026-06-19", "2026-06-20")
        )
        assert measure == [
            "Measure it now (`actual`). If it was missed, agree on a new day (`by`) or another target, and write down "
            "why."
        ]
        assert agree == ["Agree what is to change: the work, the day (`by`) or the target. Write down why."]

    def test_on_the_day_itself_nothing_is_late(self, graph_of: GraphOf) -> None:
        kpi = "kpis: {k: {title: K, target: 5}}\n"
        assert nodes(overdue, graph_of(AS_OF + kpi + "period: {to: 2026-06}")) == []
        assert nodes(overdue, graph_of(AS_OF + kpi + "period: {to: 2026-05}")) == ["k"]


class TestNoCapability:
    def test_a_reward_alone_enables_nobody(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            AS_OF
            + "goals: {g: {title: G, kpis: {k: {title: Minutes to the ladder, baseline: 11, target: 8}}}}\n"
            "initiatives: {i: {title: Bonus for the quickest, provides: reward, supports: g}}"
        )
        assert told(no_capability, graph) == [
            '3:30 note k: KPI "Minutes to the ladder" should fall to 8; initiative "Bonus for the quickest" pays for it, '
            "and nothing enables people to do it. Ask what keeps people from it today, and add the training, tool or "
            "time that they lack (`provides: capability`)."
        ]

    def test_an_initiative_may_provide_more_than_it_says(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {k: {title: K, target: {value: 8, by: 2026}}}}}\n"
            "outcomes: {o: {title: O, supports: g}}\n"
            "initiatives: {i: {title: Academy, supports: o}, j: {title: J, provides: reward, supports: g}}"
        )
        assert said(no_capability, graph) == [
            'KPI "K" should reach 8 by December 2026, and initiative "Academy", which is to bring that about, does not say '
            "what it provides. If it gives people a skill, a tool or the time, say so (`provides: capability`); if not, "
            "add what does."
        ]

    def test_nothing_that_leads_there_gives_the_means(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G}, h: {title: H}}\nkpis: {k: {title: K, target: 8, measures: [h, g]}}\n"
            "initiatives: {i: {title: I, provides: other, supports: g}, j: {title: J, provides: capability}}"
        )
        assert said(no_capability, graph) == [
            'KPI "K" should reach 8, and no initiative gives people the means to bring about "G" and "H". Link the '
            "training, tool or programme that is to do it (`provides: capability`), or ask why it should change by itself."
        ]

    def test_a_kpi_that_measures_nothing(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "kpis: {k: {title: K, target: 8}}\ninitiatives: {i: {title: I, provides: capability}}"
        )
        assert said(no_capability, graph) == [
            'KPI "K" should reach 8, and measures nothing that an initiative of this map could change. Say what it tells '
            "about (`measures`), so that it shows which work is to move it."
        ]

    def test_a_capability_far_below_or_measured_itself(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {k: {title: K, target: 8}}}}\noutcomes: {o: {title: O, supports: g}}\n"
            "initiatives: {i: {title: I, provides: capability, supports: o, kpis: {l: {title: L, target: 8}}}}"
        )
        assert nodes(no_capability, graph) == []

    def test_a_map_without_initiatives_is_left_alone(self, graph_of: GraphOf) -> None:
        assert nodes(no_capability, graph_of("kpis: {k: {title: K, target: 8}}")) == []

    def test_of_a_target_that_is_reached_it_asks_what_keeps_it_there(self, graph_of: GraphOf) -> None:
        graph = graph_of(
            "goals: {g: {title: G, kpis: {k: {title: K, target: 8, baseline: 1, actual: 9}}}}\n"
            "initiatives: {i: {title: I, supports: g, provides: reward}}"
        )
        [remark] = said(no_capability, graph)
        assert remark.endswith(
            'KPI "K" is at 9 today and has reached its target of 8; initiative "I" pays for it, and nothing enables '
            "people to keep it there. Ask what it took to get there, and add the training, tool or time that they "
            "lack (`provides: capability`)."
        )

    def test_an_early_draft_is_told_once(self, graph_of: GraphOf) -> None:
        graph = graph_of(six(", target: 5") + "  l: {title: L, target: 5, measures: i}\n"
            "initiatives: {i: {title: I, provides: capability}}")  # fmt: skip
        assert told(no_capability, graph) == [
            f"1:8 note None: 6 of the 7 KPIs with a target lack an initiative that gives people the means: {SIX}. Add the "
            "training, tools and programmes that are to move these numbers (`provides: capability`), or lower the targets."
        ]
        unsaid = graph_of(six(", target: 5") + "initiatives: {i: I, j: {title: J, provides: reward}}")
        assert remedies(no_capability, unsaid) == [
            "Say of each initiative what it provides (`provides`), and link the training, tools and programmes that are "
            "to move these numbers."
        ]


def test_a_title_in_arabic_keeps_its_place_in_the_sentence(graph_of: GraphOf) -> None:
    graph = graph_of("kpis: {k: {title: مرحبا, owner: سارة, every: day}}")
    [finding] = check(graph, [stale_actual])
    assert finding.message.startswith('KPI "مرحبا"\u200e should')
    assert finding.remedy.startswith('Ask "سارة"\u200e, who owns it,')
