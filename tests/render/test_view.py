"""What a picture shows of a map, before it is drawn."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from strategymap.check import check
from strategymap.finding import Finding, Location, Severity
from strategymap.graph import MapGraph
from strategymap.rules.expectations import overdue
from strategymap.scorecard import Status
from strategymap.view import Arrow, Badge, Band, Card, KpiRow, Note, Progress, View, view_of

GraphOf = Callable[[str], MapGraph]
HERE = Location("maps/x.yaml", 1, 1, 1, 2)


def finding(
    node: str | None, severity: Severity = Severity.WARNING, rule: str = "rule", message: str = "m"
) -> Finding:
    return Finding(rule, severity, HERE, node, message, remedy="Do this.", question="Why?")


def card_of(shown: View, name: str) -> Card:
    return next(card for card in shown.cards() if card.id == name)


def test_a_card_shows_its_node_and_the_kpis_that_measure_it(graph_of: GraphOf) -> None:
    graph = graph_of(
        """
        goals:
          cost: {title: Costs fall, perspective: financial, owner: CFO}
        kpis:
          price: {title: Cost per call, measures: cost, unit: EUR, baseline: 6.4, target: {value: 4.9, by: 2026-12-31, for: all callers}, owner: CFO, limits: nobody is cut off}
        """.replace("\n        ", "\n")
    )
    assert view_of(graph, []).bands[0] == Band(
        "financial",
        "Financial",
        "financial",
        (
            Card(
                "cost",
                "goal",
                "Costs fall",
                top=True,
                kpis=(
                    KpiRow(
                        "price",
                        "Cost per call",
                        "€6.40 → €4.90",
                        details=(
                            "Target: €4.90 by December\u00a02026 for all callers",
                            "Owner: CFO",
                            "Never: nobody is cut off",
                        ),
                    ),
                ),
                details=("Owner: CFO",),
            ),
        ),
    )


def test_a_long_unit_is_said_once(graph_of: GraphOf) -> None:
    kpi = "kpis:\n  k: {title: K, unit: %s, baseline: 18, target: 30}"
    assert view_of(graph_of(kpi % "points"), []).loose[0].figures == "18 → 30\u00a0points"
    assert view_of(graph_of(kpi % "min"), []).loose[0].figures == "18\u00a0min → 30\u00a0min"


def test_a_kpi_stands_in_every_card_that_it_measures_and_apart_where_there_is_none(graph_of: GraphOf) -> None:
    graph = graph_of(
        "goals: {a: A, b: B}\nkpis:\n  k: {title: K, measures: [a, b]}\n  lost: {title: L, measures: nowhere}"
    )
    shown = view_of(graph, [])
    assert [[kpi.id for kpi in card.kpis] for card in shown.cards()] == [["k"], ["k"]]
    assert [kpi.id for kpi in shown.loose] == ["lost"]


def test_bands_are_the_perspectives_from_the_top_also_empty_ones(graph_of: GraphOf) -> None:
    graph = graph_of(
        "perspectives: {people: People, money: Money}\n"
        "goals:\n  a: {title: A, perspective: money}\n  b: {title: B, perspective: elsewhere}\n  c: C"
    )
    assert [(band.title, [card.id for card in band.cards]) for band in view_of(graph, []).bands] == [
        ("People", []),
        ("Money", ["a"]),
        ("No perspective", ["b", "c"]),
    ]


def test_a_map_without_perspectives_is_one_band_without_a_title(graph_of: GraphOf) -> None:
    assert [(band.title, len(band.cards)) for band in view_of(graph_of("goals: {a: A, b: B}"), []).bands] == [
        ("", 2)
    ]


def test_an_empty_map_has_no_bands(graph_of: GraphOf) -> None:
    assert view_of(graph_of(""), []) == View("Map", "nothing on it yet · 0\u00a0KPIs · nothing found")


def test_arrows_say_why(graph_of: GraphOf) -> None:
    graph = graph_of(
        """
        goals:
          a: {title: A}
          b:
            title: B
            supports: {a: {because: it helps, after: 3 months, evidence: tested, strength: strong}}
            harms: {a: it costs}
        outcomes:
          c: {title: C, supports: {b: {feedback: true}}}
        kpis:
          k: {title: K, measures: [b, c], harms: {a: people cheat}}
        """.replace("\n        ", "\n")
    )
    assert view_of(graph, []).arrows == (
        Arrow("b", "a", "harms", ("because it costs", "by way of the KPI “K”", "because people cheat")),
        Arrow(
            "b",
            "a",
            "supports",
            ("because it helps", "after 3 months", "evidence: tested", "strength: strong"),
        ),
        Arrow("c", "a", "harms", ("by way of the KPI “K”", "because people cheat")),
        Arrow("c", "b", "feedback"),
    )


def test_the_worst_findings_come_first_and_then_those_highest_on_the_map(graph_of: GraphOf) -> None:
    graph = graph_of(
        "goals:\n  top: {title: T, perspective: financial}\n  low: {title: L, perspective: people}\nkpis: {k: K}"
    )
    found = [
        finding("k"),
        finding("low"),
        finding("low", Severity.ERROR),
        finding("top", Severity.NOTE),
        finding("top"),
        finding(None),
    ]
    shown = view_of(graph, found)
    assert [(item.number, item.severity.value) for item in shown.legend] == [
        (1, "error"), (2, "warning"), (3, "warning"), (4, "warning"), (5, "warning"), (6, "note"),
    ]  # fmt: skip
    assert [badge.number for badge in card_of(shown, "top").badges] == [3, 6]
    assert [badge.number for badge in card_of(shown, "low").badges] == [1, 4]
    assert [badge.number for badge in shown.loose[0].badges] == [5]
    assert shown.legend[1].details == ("Do this.", "Why?")


def test_the_legend_lists_twelve_and_counts_the_rest(graph_of: GraphOf) -> None:
    graph = graph_of("goals: {a: A, b: B}")
    found = [finding("a", rule=f"r{n:02}") for n in range(12)]
    found += [finding("b", Severity.NOTE, message="x"), finding("b", Severity.NOTE, "other", message="y")]
    shown = view_of(graph, found)
    assert len(shown.legend) == 12
    assert shown.more == "and 2 more, marked +"
    assert [(badge.number, badge.text) for badge in card_of(shown, "b").badges] == [(None, "y\nx")]


def test_accepted_findings_are_counted_told_with_their_reason_and_marked_without_a_number(
    graph_of: GraphOf,
) -> None:
    shown = view_of(graph_of("goals: {a: A}"), [replace(finding("a"), accepted="because of the budget.")])
    assert shown.subtitle == "1\u00a0goal · 0\u00a0KPIs · 1\u00a0accepted"
    assert card_of(shown, "a").badges == (
        Badge(Severity.WARNING, None, "M; accepted because of the budget", accepted=True),
    )
    assert not shown.legend
    assert shown.notes == (Note("accepted", "M; accepted because of the budget"),)


def test_only_three_accepted_findings_are_told(graph_of: GraphOf) -> None:
    found = [replace(finding("a", message=f"m{n}"), accepted="") for n in range(5)]
    assert [note.text for note in view_of(graph_of("goals: {a: A}"), found).notes] == [
        "M0; accepted",
        "M1; accepted",
        "M2; accepted",
        "and 2\u00a0more accepted",
    ]


def test_what_works_against_what_is_told_unless_a_finding_tells_its_reason(graph_of: GraphOf) -> None:
    graph = graph_of(
        """
        goals: {a: {title: A}, b: {title: B, harms: {a: it costs}}, c: {title: C, harms: a}}
        kpis: {k: {title: K, measures: c, harms: {b: people cheat}}}
        """.replace("\n        ", "\n")
    )
    found = [finding("a", message='goal "B" harms goal "A" (it costs)')]
    assert view_of(graph, found).notes == (
        Note("harms", '"C" works against "A"'),
        Note("harms", '"C" works against "B", by way of the KPI “K”, because people cheat'),
    )


def test_what_is_found_about_the_whole_map_is_marked_at_its_title(graph_of: GraphOf) -> None:
    shown = view_of(graph_of("goals: {a: A}"), [finding(None), finding("a", Severity.ERROR)])
    assert shown.badges == (Badge(Severity.WARNING, 2, "m"),)


def test_the_subtitle_says_whose_map_it_is_and_counts(graph_of: GraphOf) -> None:
    graph = graph_of(
        "organization: Example Bank\nas_of: 2026-06-30\ngoals: {a: A}\noutcomes: {b: B, c: C}\nkpis: {k: K}"
    )
    found = [finding("a", Severity.ERROR), finding("b"), finding("c")]
    assert view_of(graph, found).subtitle.replace("\u00a0", " ") == (
        "Example Bank · as of 30 June 2026 · 1 goal and 2 outcomes · 1 KPI · 1 error, 2 warnings"
    )


def test_the_order_in_the_file_changes_nothing(graph_of: GraphOf) -> None:
    lines = [
        f"  g{n}:\n    title: G{n}\n    perspective: customer\n    supports: g{(n + 1) % 5}" for n in range(5)
    ]
    lines += [f"  h{n}:\n    title: H{n}\n    harms: g{n}" for n in range(5)]
    views = []
    for seed in range(3):
        random.Random(seed).shuffle(lines)
        graph = graph_of("goals:\n" + "\n".join(lines))
        views.append(view_of(graph, check(graph)))
    assert views[0] == views[1] == views[2]


def test_default_perspectives_that_a_map_hardly_uses_are_no_empty_bands(graph_of: GraphOf) -> None:
    graph = graph_of(
        "goals: {a: A, b: {title: B, perspective: customer}}\noutcomes: {c: {title: C, supports: b}}"
    )
    assert [band.title for band in view_of(graph, []).bands] == ["Customer", "No perspective"]


def test_a_reason_that_a_finding_has_told_is_not_told_again_for_its_full_stop(graph_of: GraphOf) -> None:
    graph = graph_of("goals: {a: A, b: {title: B, harms: {a: Because it costs.}}}")
    found = [finding("b", message='goal "B" harms goal "A" (Because it costs)')]
    assert view_of(graph, found).notes == ()
    told = graph_of("goals: {a: A, b: {title: B, harms: {a: because callers leave.}}}")
    assert view_of(told, []).notes == (Note("harms", '"B" works against "A", because callers leave'),)


MEASURED = """
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
goals:
  a:
    title: A
    kpis:
      back: {title: B, unit: "%", baseline: 84, target: 88, actual: {value: 83.6, at: 2026-05-31}}
      down: {title: D, unit: seconds, baseline: 420, target: 320, actual: {value: 340, at: 2026-05-15}}
      none: {title: N, unit: "%", baseline: 10, target: 20}
      over: {title: O, unit: EUR, baseline: 6.4, target: 4.9, actual: 4.8}
  b: {title: B}
kpis:
  lost: {title: L, unit: "%", actual: {value: 4.1, at: 2026-05-31}}
"""


def test_kpis_and_cards_show_how_they_stand(graph_of: GraphOf) -> None:
    shown = view_of(graph_of(MEASURED), [])
    rows = {kpi.id: kpi for card in shown.cards() for kpi in card.kpis}
    assert {name: (kpi.status, kpi.now, kpi.progress) for name, kpi in rows.items()} == {
        "back": (Status.OFF_TRACK, "83.6\u00a0%", Progress("84\u00a0%", "88\u00a0%", -0.1, 0.4959)),
        "down": (Status.ON_TRACK, "340", Progress("420", "320\u00a0seconds", 0.8, 0.4959)),
        "none": (Status.NO_DATA, "", None),
        "over": (Status.ACHIEVED, "€4.80", Progress("€6.40", "€4.90", 1.0667, 0.4959)),
    }
    assert (shown.loose[0].status, shown.loose[0].now) == (Status.NO_DATA, "4.1\u00a0%")
    assert [card.status for card in shown.cards()] == [Status.OFF_TRACK, None]
    assert shown.subtitle.replace("\u00a0", " ") == (
        "as of 30 June 2026 · 2 goals · 5 KPIs: 1 achieved, 1 on track, 1 off track, 2 not judged · nothing found"
    )


def test_how_a_kpi_stands_is_told_in_a_sentence(graph_of: GraphOf) -> None:
    shown = view_of(graph_of(MEASURED), [])
    rows = [*shown.loose, *(kpi for card in shown.cards() for kpi in card.kpis)]
    assert {kpi.id: kpi.details[0].replace("\u00a0", " ") for kpi in rows} == {
        "back": "Off track: 83.6 % in May 2026, 88 % expected by December 2026; "
        "it went the other way, 50 % would be on plan",
        "down": "On track: 340 seconds on 15 May 2026, 320 seconds expected by December 2026; "
        "80 % of the way is done, 50 % would be on plan",
        "none": "No data: there is no value yet",
        "over": "Achieved: €4.80 now, €4.90 expected by December 2026",
        "lost": "Not judged: 4.1 % in May 2026, and no target",
    }


def test_the_period_dates_a_target_also_where_no_value_is_known(graph_of: GraphOf) -> None:
    rows = {kpi.id: kpi for kpi in card_of(view_of(graph_of(MEASURED), []), "a").kpis}
    assert rows["none"].details == (
        "No data: there is no value yet",
        "Target: 20\u00a0% by December\u00a02026",
    )


def test_what_is_missing_to_judge_a_kpi_is_said(graph_of: GraphOf) -> None:
    graph = graph_of(
        "goals: {a: A}\nkpis:\n  k: {title: K, measures: a, target: 9, actual: 10}\n"
        "  m: {title: M, measures: a, target: 9, actual: 8}\n"
        "  n: {title: N, measures: a, baseline: 9, target: 9, actual: 8}\n"
        "  o: {title: O, measures: a, baseline: 1, target: 9, actual: 1}"
    )
    assert [kpi.details[0] for kpi in card_of(view_of(graph, []), "a").kpis] == [
        "Achieved: 10 now, 9 expected",
        "Not judged: 8 now, and no baseline",
        "Not judged: 8 now, and no way from the baseline to the target",
        "Off track: 1 now, 9 expected; none of the way is done",
    ]


def test_a_map_on_which_nothing_can_be_judged_shows_no_status_and_no_values(graph_of: GraphOf) -> None:
    graph = graph_of("goals: {a: A}\nkpis: {k: {title: K, measures: a, baseline: 1, actual: 3}}")
    card = card_of(view_of(graph, []), "a")
    assert (card.status, card.kpis) == (None, (KpiRow("k", "K", "1"),))


def test_status_can_be_left_out(graph_of: GraphOf) -> None:
    shown = view_of(graph_of(MEASURED), [], status=False)
    assert {(kpi.status, kpi.now, kpi.progress) for card in shown.cards() for kpi in card.kpis} == {
        (None, "", None)
    }
    assert {card.status for card in shown.cards()} == {None}
    assert "track" not in shown.subtitle


def test_a_card_tells_which_of_its_neighbours_are_left_out(graph_of: GraphOf) -> None:
    graph = graph_of(
        "goals:\n  a: A\n  b: {title: B, supports: a}\n  c: {title: C, supports: [a, b], harms: a}\n"
        "outcomes:\n  d: {title: D, supports: b, harms: c}\n  e: {title: E, supports: b}\n"
    )
    shown = view_of(graph, [], {"b", "c"})
    assert {card.id: (card.above, card.below) for card in shown.cards()} == {
        "b": (("supports “A”",), ("“D” supports it", "“E” supports it")),
        "c": (("works against and supports “A”",), ("“D” works against it",)),
    }
    assert all(card.above == card.below == () for card in view_of(graph, []).cards())


def test_what_is_excluded_is_no_row_of_a_card_either(graph_of: GraphOf) -> None:
    graph = graph_of("goals: {a: A}\nkpis: {k: {title: K, measures: a}, l: {title: L, measures: a}, m: M}")
    shown = view_of(graph, [finding("k")], without={"k"})
    assert ([kpi.id for kpi in card_of(shown, "a").kpis], shown.legend) == (["l"], ())
    assert [kpi.id for kpi in shown.loose] == ["m"]


def test_without_kpis_what_was_found_about_them_stands_at_their_cards(graph_of: GraphOf) -> None:
    graph = graph_of(f"{MEASURED}  bad: {{title: B, measures: a}}\n")
    shown = view_of(graph, [finding("a"), finding("bad"), finding("lost")], kpis=False)
    card = card_of(shown, "a")
    assert (card.kpis, card.status, shown.loose) == ((), Status.OFF_TRACK, ())
    assert [badge.number for badge in card.badges] == [1, 2]
    assert [item.number for item in shown.legend] == [1, 2]


def test_only_the_kpis_in_the_picture_are_counted(graph_of: GraphOf) -> None:
    shown = view_of(graph_of(MEASURED), [], {"a"})
    assert shown.subtitle.replace("\u00a0", " ") == (
        "as of 30 June 2026 · part of the map: 1 of 2 cards · "
        "4 KPIs: 1 achieved, 1 on track, 1 off track, 1 not judged · nothing found"
    )


def test_the_day_is_told_where_the_picture_depends_on_it(graph_of: GraphOf) -> None:
    undated = "goals: {a: A}\nkpis: {k: {title: K, measures: a, baseline: 1, target: 9, actual: 3}}"
    assert "as of" not in view_of(graph_of(undated), []).subtitle
    for period in ("{from: 2025-12-31, to: 2036-12-31}", "{to: 2025-12-31}"):
        dated = f"period: {period}\n{undated}"
        assert view_of(graph_of(dated), []).subtitle.startswith("as of ")


def test_the_picture_and_the_findings_round_a_share_alike(graph_of: GraphOf) -> None:
    graph = graph_of(
        "as_of: 2026-06-30\ngoals: {a: A}\nkpis: {k: {title: K, measures: a, owner: O, unit: s, "
        "baseline: 0, target: {value: 1000, by: 2026-05-31, for: all}, actual: 999}}"
    )
    [late] = check(graph, [overdue])
    assert "99\u00a0% of the way" in late.message
    [row] = card_of(view_of(graph, []), "a").kpis
    assert row.details[0].endswith("; 99\u00a0% of the way is done")
