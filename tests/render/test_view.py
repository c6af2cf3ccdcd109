"""What a picture shows of a map, before it is drawn."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from strategymap.check import check
from strategymap.finding import Finding, Location, Severity
from strategymap.graph import MapGraph
from strategymap.view import Arrow, Badge, Band, Card, KpiRow, Note, View, view_of

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
