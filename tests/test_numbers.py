"""Numbers, ranges and days as a reader sees them."""

import datetime
from decimal import Decimal

import pytest

from strategymap.measure import Measure
from strategymap.model import Kpi
from strategymap.numbers import figures, quantity_text, range_text, scale_text, term_text
from strategymap.values import quantity


@pytest.mark.parametrize(
    ("written", "unit", "shown"),
    [
        ("420", "s", "420 s"),
        ("64 %", None, "64 %"),
        ("64", "%", "64 %"),
        ("64%", "%", "64 %"),
        ("6.40", "EUR", "€6.40"),
        ("6.4", "EUR", "€6.40"),
        ("€6", None, "€6"),
        ("US$ 464.12", None, "US$464.12"),
        ("4.5", "CHF", "4.5 CHF"),
        ("CHF 4.5", None, "4.5 CHF"),
        ("500", "¥", "¥500"),
        ("-3", "%", "−3 %"),
        ("-3", "EUR", "−€3"),
        ("9999", None, "9999"),
        ("21700", "Metric tons", "21 700 Metric tons"),
        ("1234567.891", None, "1 234 567.891"),
        ("+18", None, "18"),
        ("0", None, "0"),
        (
            "223456789012345678901234567891",
            None,
            "223 456 789 012 345 678 901 234 567 891",
        ),
        ("-0.00000011", None, "−0.00000011"),
        ("0123", None, "123"),
    ],
)
def test_a_number_stands_with_its_unit_as_a_reader_expects_it(written: str, unit: str, shown: str) -> None:
    assert quantity_text(quantity(written), unit).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("low", "high", "unit", "shown"),
    [
        ("75", "85", "%", "75–85 %"),
        ("75 %", "85 %", None, "75–85 %"),
        ("4", "5.5", "EUR", "€4–5.50"),
        ("-5", "5", None, "−5 to 5"),
        ("-5", "-2", "EUR", "−€5 to −€2"),
    ],
)
def test_a_range_names_its_unit_once(low: str, high: str, unit: str, shown: str) -> None:
    assert range_text(quantity(low), quantity(high), unit).replace("\u00a0", " ") == shown


def test_a_scale_is_a_range_without_a_unit() -> None:
    assert scale_text((Decimal(-100), Decimal(100))) == "−100 to 100"


@pytest.mark.parametrize(
    ("kpi", "shown"),
    [
        ({"unit": "%", "baseline": "64", "target": "75"}, "64 % → 75 %"),
        ({"baseline": "64 %", "target": {"value": "75 %"}}, "64 % → 75 %"),
        ({"unit": "%", "target": {"between": ["75", "85"]}}, "→ 75–85 %"),
        ({"unit": "requests", "baseline": "14", "target": "40"}, "14 → 40 requests"),
        ({"unit": "requests", "baseline": "14"}, "14 requests"),
        ({"unit": "EUR", "baseline": "6.40", "target": "4.90"}, "€6.40 → €4.90"),
        ({"baseline": "12"}, "12"),
        ({}, ""),
    ],
)
def test_figures_are_baseline_and_target_in_one_line(kpi: dict[str, object], shown: str) -> None:
    measure = Measure(Kpi.model_validate({"title": "Made up here", **kpi}), None)

    assert figures(measure).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (datetime.date(2026, 12, 31), "December 2026"),
        (datetime.date(2024, 2, 29), "February 2024"),
        (datetime.date(2026, 2, 27), "27 February 2026"),
        (datetime.date(9999, 12, 31), "December 9999"),
    ],
)
def test_a_term_that_ends_with_its_month_is_told_by_the_month(day: datetime.date, shown: str) -> None:
    assert term_text(day).replace("\u00a0", " ") == shown
