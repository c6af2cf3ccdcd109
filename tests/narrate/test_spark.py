"""The small pictures of how the KPIs moved."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategymap.narrate.marks import shape, status_mark
from strategymap.narrate.spark import HEIGHT, WIDTH, spark
from strategymap.scorecard import Status
from strategymap.story.measured import Figures, History, Named

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 1, 1))
VALUES = st.decimals(-(10**12), 10**12, places=2)


def history(values: list[Decimal], **others: object) -> History:
    """A history with a value a month."""
    readings = tuple((datetime.date(2000 + n // 12, n % 12 + 1, 1), value) for n, value in enumerate(values))
    figures = Figures(status=Status.AT_RISK)
    part = Named("k", "kpi", 'A "quoted" <KPI>')
    return History(part, figures, readings, "first", "then", "in words", **others)  # type: ignore[arg-type]


def numbers(drawn: str) -> list[float]:
    """Every number in the places of a drawing."""
    places = re.findall(r'(?:points|d|cx|cy|x|y|transform)="([^"]*)"', re.sub(r"<g.*?</g>", "", drawn))
    return [float(n) for place in places for n in re.findall(r"-?\d+(?:\.\d+)?", place)]


@given(
    st.lists(VALUES, min_size=2, max_size=300),
    st.none() | VALUES,
    st.none() | DAYS,
    st.none() | st.tuples(VALUES, VALUES).map(sorted),
    st.none() | DAYS,
)
def test_any_history_stays_in_its_field(
    values: list[Decimal],
    baseline: Decimal | None,
    since: datetime.date | None,
    target: list[Decimal] | None,
    due: datetime.date | None,
) -> None:
    low, high = target or (None, None)
    drawn = spark(history(values, baseline=baseline, since=since, low=low, high=high, due=due))

    ET.fromstring(drawn)
    assert all(0 <= number <= max(WIDTH, HEIGHT) for number in numbers(drawn))


@pytest.mark.parametrize("values", [[5, 5, 5], [-3, -9, -1], [0, 0]])
def test_flat_negative_and_empty_values_are_drawn(values: list[int]) -> None:
    drawn = spark(history([Decimal(value) for value in values]))

    points = re.findall(r"[\d.]+,([\d.]+)", drawn)
    assert len(points) == len(values)
    if len(set(values)) == 1:
        assert set(points) == {f"{HEIGHT / 2:.1f}"}
    else:
        assert [float(points[1]), float(points[2])] == [max(map(float, points)), min(map(float, points))]


def test_all_parts_are_there_once() -> None:
    target_day = datetime.date(2000, 12, 31)
    drawn = spark(
        history(
            [Decimal(64), Decimal(66), Decimal(68)],
            baseline=Decimal(63), since=datetime.date(1999, 12, 31),
            low=Decimal(75), high=Decimal(75), due=target_day,
        )
    )  # fmt: skip

    tree = ET.fromstring(drawn)
    assert [each.get("class") for each in tree] == [
        "target", "due", "lead", "baseline", "way", "dot", "dot", "ground", "status at-risk",
    ]  # fmt: skip
    assert tree.get("aria-label") == 'A "quoted" <KPI>: in words'
    right = WIDTH - 12
    assert tree[1].get("d") == f"M{right:.1f} 2V{HEIGHT - 2}", "the target's day is the right edge"


def test_a_range_is_a_band() -> None:
    drawn = spark(history([Decimal(91), Decimal(88)], low=Decimal(75), high=Decimal(85)))

    assert ET.fromstring(drawn)[0].get("class") == "band"


def test_every_status_has_a_shape_of_its_own() -> None:
    shapes = {re.sub(r'class="[^"]*"', "", shape(status)) for status in Status}

    assert len(shapes) == len(Status)
    assert all('aria-hidden="true"' in status_mark(status) for status in Status)
