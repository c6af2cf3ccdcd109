"""What would fool a comparison of histories, taken out of them: trend, season and momentum.

Two series that both rise agree without any link, and so do two that both peak in December,
or two that wander. What is left here are the surprises: by how much each period departs from
where trend, season and the period before led one to expect it. All series of a comparison
pass through the same filter, so that who follows whom, and how late, stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, stats

Array = NDArray[np.float64]
Seasons = tuple[int, ...] | None

#: Seasons are taken out where a test finds them at this level: it is the larger risk to miss one.
_SEASON_LEVEL = 0.1
#: What must be left when trend and seasons are taken out.
_LEFT = 10
_MOMENTA = np.linspace(-0.95, 1.0, 40)


@dataclass(frozen=True, slots=True)
class Surprises:
    """What is left: `values` has a row for each series, one period less than these had;
    `taken` has orthonormal columns for what was taken out of each row."""

    values: Array
    taken: Array
    seasonal: bool

    def without(self, values: Array) -> Array:
        """Other rows, treated as these were."""
        return _apart(values, self.taken)


def surprises(series: Array, seasons: Seasons) -> Surprises:
    """The surprises of some series (a row each), filtered alike.

    Seasons are taken out where the series show any; seasons that grow or shrink as time passes
    where they show that too.
    """
    length = series.shape[1]
    level = 0
    while level < 2 and _shows_seasons(series, seasons, level + 1):
        level += 1
    quick = _filtered(series, _momentum(series, seasons, level))
    taken = _columns(length, seasons, level)[1]
    return Surprises(_apart(quick, taken), taken, level > 0)


def _shows_seasons(series: Array, seasons: Seasons, level: int) -> bool:
    """Whether the columns of a level explain more than chance would: an F test, with the sums
    of squares of the series taken together."""
    if seasons is None:
        return False
    length = series.shape[1]
    fewer, more = _columns(length, seasons, level - 1)[1], _columns(length, seasons, level)[1]
    gained, left = more.shape[1] - fewer.shape[1], length - 1 - more.shape[1]
    if left < _LEFT or gained < 1:
        return False
    quick = _filtered(series, _momentum(series, seasons, level))
    before, after = ((_apart(quick, columns) ** 2).sum(1) for columns in (fewer, more))
    ratio = float(np.mean((before - after) / np.maximum(after, 1e-300))) * left / gained
    number = len(series)
    return bool(stats.f.sf(ratio, number * gained, number * left) <= _SEASON_LEVEL)


def _filtered(series: Array, momentum: float) -> Array:
    return series[:, 1:] - momentum * series[:, :-1]


def _apart(values: Array, taken: Array) -> Array:
    result: Array = values - (values @ taken) @ taken.T
    return result


def _momentum(series: Array, seasons: Seasons, level: int) -> float:
    """How much of a departure is left one period later, of the series in which most is. The
    estimate from a short history is too low, the more so the more is taken out; so we look up
    which momentum leads one to expect what was found. At 1 the filter takes differences."""
    columns = _columns(series.shape[1], seasons, level)[0]
    left = _apart(series, columns)
    ends = (left[:, 0] ** 2 + left[:, -1] ** 2) / 2
    found = (left[:, 1:] * left[:, :-1]).sum(1) / np.maximum((left**2).sum(1) - ends, 1e-300)
    expected = np.array(_expected(series.shape[1], seasons, level))
    return float(np.interp(found, expected, _MOMENTA).max())


@lru_cache(maxsize=64)
def _columns(length: int, seasons: Seasons, level: int) -> tuple[Array, Array]:
    """Orthonormal columns for the level and the trend, from level 1 on for each season, and at
    level 2 for a trend in each season: for all periods, and for all but the first."""
    time = np.linspace(-1.0, 1.0, length)
    raw = [np.ones(length), time]
    if level and seasons is not None:
        each = [(np.array(seasons) == season).astype(float) for season in sorted(set(seasons))]
        raw += each if level == 1 else [*each, *(one * time for one in each)]
    matrix = np.array(raw).T
    return linalg.orth(matrix, rcond=1e-10), linalg.orth(matrix[1:], rcond=1e-10)


@lru_cache(maxsize=64)
def _expected(length: int, seasons: Seasons, level: int) -> tuple[float, ...]:
    """For each of the momenta what the estimate of it comes to on average, once trend and
    seasons are taken out; rising."""
    columns = _columns(length, seasons, level)[0]
    return tuple(np.maximum.accumulate([_estimate(columns, momentum) for momentum in _MOMENTA]).tolist())


def _estimate(columns: Array, momentum: float) -> float:
    """By the covariances of a series with that momentum, less the columns."""
    at = np.arange(len(columns))
    if momentum < 1:
        spread = momentum ** np.abs(np.subtract.outer(at, at))
    else:
        spread = np.minimum.outer(at, at) + 1.0
    crossed = spread @ columns
    inner = columns.T @ crossed
    same = np.diag(spread) - 2 * (columns * crossed).sum(1) + ((columns @ inner) * columns).sum(1)
    one, next_ = slice(None, -1), slice(1, None)
    later = (
        np.diag(spread, 1)
        - (columns[one] * crossed[next_]).sum(1)
        - (crossed[one] * columns[next_]).sum(1)
        + ((columns[one] @ inner) * columns[next_]).sum(1)
    )
    return float(later.sum() / (same.sum() - (same[0] + same[-1]) / 2))
