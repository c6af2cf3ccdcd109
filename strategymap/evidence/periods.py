"""Histories on a common grid: weeks, months, quarters or years, one value each.

The grid is the coarsest of what the two KPIs say (`every`) and of how far apart their
readings typically are; nothing is compared by the day. The last reading of a period counts.
A single period without a reading is bridged by the mean of its neighbours, if that happens
to at most one period in ten; a longer hole splits the history, and the longest part counts.
"""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from strategymap.values import Lag

#: The grids, the finest first, with the longest typical distance of readings, in days, that
#: still fits, and the mean length in days.
_GRIDS = {
    "week": (8.0, 7.0),
    "month": (32.0, 30.44),
    "quarter": (93.0, 91.31),
    "year": (float("inf"), 365.25),
}
_NAMES = tuple(_GRIDS)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
#: How many readings it takes for each that is bridged.
_BRIDGED = 10
#: Of a longer history the latest part counts: 20 years of weeks. What compares histories needs
#: the square of this.
MOST_PERIODS = 1_040

History = Sequence[tuple[datetime.date, float]]


@dataclass(frozen=True, slots=True)
class Shared:
    """The periods over which some KPIs were all read, without a gap: their `values`, a tuple a
    KPI, the `first` period (its number on the grid), and in how many they were really read."""

    period: str
    first: int
    values: tuple[tuple[float, ...], ...]
    read: int

    @property
    def seasons(self) -> tuple[int, ...] | None:
        """The season of each period: its month, or its quarter; None where a year is not cut,
        or where there are less than two years."""
        length = len(self.values[0])
        if self.period == "year" or length < {"week": 104, "month": 24, "quarter": 8}[self.period]:
            return None
        return tuple(_season(self.period, self.first + at) for at in range(length))


def grid(histories: Iterable[History], every: Iterable[str | None]) -> str:
    """The common grid of some KPIs.

    >>> days = [(datetime.date(2026, month, 1), 0.0) for month in range(1, 7)]
    >>> grid([days, days], [None, "quarter"])
    'quarter'
    """
    finest = 0
    for said in every:
        finest = max(finest, _NAMES.index(said) if said in _NAMES else 0)
    for history in histories:
        gaps = [(later[0] - earlier[0]).days for earlier, later in pairwise(history)]
        typical = statistics.median(gaps) if gaps else 0
        finest = max(finest, next(i for i, name in enumerate(_NAMES) if typical <= _GRIDS[name][0]))
    return _NAMES[finest]


def shared(histories: Sequence[History], period: str) -> Shared:
    """The longest stretch over which all were read; of equally long ones the latest."""
    by_period = [{_number(period, day): value for day, value in history} for history in histories]
    common = sorted(set.intersection(*(set(values) for values in by_period)))
    bridged = _longest(common, 2)
    if bridged and (bridged[-1] - bridged[0] + 1 - len(bridged)) * _BRIDGED > len(bridged):
        bridged = _longest(common, 1)
    if not bridged:
        return Shared(period, 0, tuple(() for _ in histories), 0)
    stretch = range(max(bridged[0], bridged[-1] + 1 - MOST_PERIODS), bridged[-1] + 1)
    values = tuple(tuple(_value(each, at) for at in stretch) for each in by_period)
    return Shared(period, stretch[0], values, sum(at >= stretch[0] for at in bridged))


def in_periods(lag: Lag, period: str) -> float:
    """How many periods a lag lasts.

    >>> in_periods(Lag(2, "quarter"), "month"), in_periods(Lag(1, "month"), "quarter")
    (6.0, 0.3333333333333333)
    """
    if lag.unit in _MONTHS and period in _MONTHS:
        return lag.number * _MONTHS[lag.unit] / _MONTHS[period]
    days = {"day": 1.0, **{name: length for name, (_, length) in _GRIDS.items()}}
    return lag.number * days[lag.unit] / days[period]


def _number(period: str, day: datetime.date) -> int:
    """Weeks begin on Monday."""
    if period == "week":
        return (day.toordinal() - 1) // 7
    return (day.year * 12 + day.month - 1) // _MONTHS[period]


def _season(period: str, number: int) -> int:
    if period == "week":
        return datetime.date.fromordinal(number * 7 + 4).month - 1  # a week belongs to its Thursday
    return number % (12 // _MONTHS[period])


def _longest(numbers: Sequence[int], step: int) -> list[int]:
    """The longest stretch of rising numbers that lie at most so far apart; of equally long ones
    the last."""
    first, best = 0, range(0)
    for at, number in enumerate(numbers):
        if at and number - numbers[at - 1] > step:
            first = at
        if at + 1 - first >= len(best):
            best = range(first, at + 1)
    return list(numbers[best.start : best.stop])


def _value(values: Mapping[int, float], at: int) -> float:
    return values[at] if at in values else (values[at - 1] + values[at + 1]) / 2
