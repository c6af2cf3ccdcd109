"""How far KPIs and nodes have come: latest actual, history, progress and status."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

import strategymap
from strategymap.scorecard import Scorecard, Status

MAP = """
title: T
as_of: 2026-06-30
goals:
  g: {{title: G, kpis: {{k: {{title: K, {kpi}}}}}}}
"""


def scorecard(kpi: str, more: str = "") -> Scorecard:
    return strategymap.loads(MAP.format(kpi=kpi) + more).in_words.scorecard


YEAR = "baseline: {value: 0, at: 2025-12-31}, target: {value: 100, by: 2026-12-27}"
"""181 of 361 days have passed, just over a half."""


@pytest.mark.parametrize(
    ("kpi", "status", "progress"),
    [
        # reached, in each direction, needs no baseline
        ("direction: up, target: 10, actual: 10", "achieved", None),
        ("direction: down, target: 10, actual: 9", "achieved", None),
        ("direction: up, target: 10, actual: 9", "no-data", None),
        ("target: {between: [75, 85]}, actual: 75", "achieved", 1),
        ("target: {between: [75, 85]}, actual: 86", "no-data", None),
        # nothing to judge by
        ("baseline: 1, target: 10", "no-data", None),
        ("baseline: 1, actual: 10", "no-data", None),
        ("direction: up, baseline: 10, target: 10, actual: 9", "no-data", None),
        # without dates
        ("baseline: 0, target: 100, actual: 50", "on-track", Fraction(1, 2)),
        ("baseline: 0, target: 100, actual: 49", "at-risk", Fraction(49, 100)),
        ("baseline: 0, target: 100, actual: 25", "at-risk", Fraction(1, 4)),
        ("baseline: 0, target: 100, actual: 24", "off-track", Fraction(24, 100)),
        ("baseline: 400, target: 300, actual: 420", "off-track", Fraction(-1, 5)),
        # with dates
        (f"{YEAR}, actual: 41", "on-track", Fraction(41, 100)),
        (f"{YEAR}, actual: 40", "at-risk", Fraction(40, 100)),
        (f"{YEAR}, actual: 21", "at-risk", Fraction(21, 100)),
        (f"{YEAR}, actual: 20", "off-track", Fraction(20, 100)),
        # after the day, and on it
        ("baseline: 0, target: {value: 100, by: 2026-06-29}, actual: 99", "off-track", Fraction(99, 100)),
        ("baseline: 0, target: {value: 100, by: 2026-06-29}, actual: 100", "achieved", 1),
        ("baseline: 0, target: {value: 100, by: 2026-06-30}, actual: 99", "on-track", Fraction(99, 100)),
        # a range: the way to the nearer end, from either side; going too far is a step back
        ("baseline: 60, target: {between: [75, 85]}, actual: 70", "on-track", Fraction(2, 3)),
        ("baseline: 95, target: {between: [75, 85]}, actual: 93", "off-track", Fraction(1, 5)),
        ("baseline: 60, target: {between: [75, 85]}, actual: 200", "off-track", 1 - Fraction(115, 25)),
        ("baseline: 80, target: {between: [75, 85]}, actual: 90", "off-track", 0),
        ("baseline: 75, target: {between: [75, 85]}, actual: 70", "no-data", None),
        # numbers are exact
        ("baseline: 0.1, target: 0.7, actual: 0.4", "on-track", Fraction(1, 2)),
    ],
)  # fmt: skip
def test_the_status_of_a_kpi(kpi: str, status: str, progress: Fraction | None) -> None:
    score = scorecard(kpi).score("k")
    assert (score.status, score.progress) == (status, progress)


def test_the_period_of_the_map_dates_what_gives_no_day() -> None:
    card = scorecard("baseline: 0, target: 100, actual: 45", "period: {from: 2025-12-31, to: 2026-12-27}")
    assert (card.since("k"), card.due("k")) == (datetime.date(2025, 12, 31), datetime.date(2026, 12, 27))
    assert card.score("k").status == Status.ON_TRACK
    assert card.score("k").passed == Fraction(181, 361)


def test_the_share_of_time_stays_between_nothing_and_all() -> None:
    card = scorecard("baseline: {value: 0, at: 2026-03-01}, target: {value: 9, by: 2026-05-01}, actual: 1")
    days = [datetime.date(2026, 1, 1), datetime.date(2026, 3, 1), datetime.date(2026, 9, 1)]
    assert [card.score("k", day).passed for day in days] == [0, 0, 1]


def test_a_target_due_before_its_baseline_has_no_time_left() -> None:
    card = scorecard("baseline: {value: 0, at: 2026-08-01}, target: {value: 9, by: 2026-07-01}, actual: 1")
    assert card.score("k").passed == 1


HISTORY = (
    "actual: [{value: 5, at: 2026-07-31}, {value: 3, at: 2026-05}, 9, "
    "{value: 1, at: 2025-Q4}, {value: 4, at: 2026-05-31}]"
)


def test_the_history_is_in_order_of_days_and_ends_on_the_day_of_the_map() -> None:
    told = [
        (reading.at and reading.at.isoformat(), reading.value.number)
        for reading in scorecard(HISTORY).history("k")
    ]
    assert told == [("2025-12-31", 1), ("2026-05-31", 4)]


@pytest.mark.parametrize(
    ("day", "value"),
    [("2026-06-30", 4), ("2026-05-31", 4), ("2026-05-30", 1), ("2025-12-30", None), ("2027-01-01", 5)],
)
def test_the_latest_actual_is_that_of_the_latest_day_not_after_the_day_asked_for(
    day: str, value: int | None
) -> None:
    latest = scorecard(HISTORY).latest("k", datetime.date.fromisoformat(day))
    assert (latest.value.number if latest else None) == value


def test_an_undated_actual_counts_only_if_none_is_dated() -> None:
    undated = scorecard("actual: [3, 4]").latest("k")
    assert undated is not None
    assert (undated.value.number, undated.at) == (4, None)
    assert scorecard("actual: [3, {value: 4, at: 2027}]").latest("k") is None


NODES = """
title: T
as_of: 2026-06-30
goals:
  empty: E
  unknown: {title: U, kpis: {u: {title: U}}}
  mixed:
    title: M
    kpis:
      no-data: {title: N}
      fine: {title: G, direction: up, target: 1, actual: 2}
      bad: {title: B, baseline: 0, target: 10, actual: 3}
  good:
    title: G
    kpis:
      no-actual: {title: A, target: 3}
      reached: {title: R, direction: up, target: 1, actual: 2}
  unsure:
    title: S
    kpis:
      no-baseline: {title: A, direction: up, target: 3, actual: 2}
      reached-too: {title: R, direction: up, target: 1, actual: 2}
"""


def test_a_node_stands_as_the_worst_of_its_kpis() -> None:
    card = strategymap.loads(NODES).in_words.scorecard
    nodes = ("empty", "unknown", "mixed", "good", "unsure")
    assert [card.status(node) for node in nodes] == [None, "no-data", "at-risk", "achieved", "achieved"]


def test_a_node_is_achieved_when_all_its_kpis_with_target_and_actual_are_reached() -> None:
    card = strategymap.loads(NODES).in_words.scorecard
    assert [node for node in ("empty", "unknown", "mixed", "good", "unsure") if card.is_achieved(node)] == [
        "good"
    ]
