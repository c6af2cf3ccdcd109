"""Rank correlations of two series over several lags, and what chance alone would make of them.

Chance: the first series with the phases of its waves drawn anew. Such a twin has the same
autocorrelation and no relation to the second series, and is treated as the first was. The
strongest correlation over all lags is compared with the strongest of each twin, so that the
number of lags is paid for. The interval comes from a circular block bootstrap of the pairs.

Sources: Theiler and others, "Testing for nonlinearity in time series: the method of surrogate
data", Physica D, 1992, for the twins; Politis and Romano, "A circular block-resampling
procedure for stationary data", 1992, for the interval.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from strategymap.evidence.answer import LEVEL
from strategymap.evidence.treatment import Array

#: How many twins and how many samples are drawn. More make the answer steadier, not truer.
TWINS = 1999
_SAMPLES = 999
_NEARLY_ONE = 1 - 1e-9

Lags = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """The strongest correlation, its lag, how often chance is as strong (`p`, all lags allowed
    for), and how strong chance is at that lag in one of twenty cases."""

    lag: int
    correlation: float
    p: float
    noise: float


def ranks(rows: Array) -> Array:
    """The ranks within each row, around 0."""
    ranked: Array = np.asarray(stats.rankdata(rows, axis=-1), dtype=np.float64) - (rows.shape[-1] + 1) / 2
    return ranked


def normal_scores(rows: Array) -> Array:
    """The ranks as if they came from a normal distribution, in which what others explain can
    be taken out in a straight line."""
    size = rows.shape[-1]
    scores: Array = stats.norm.ppf(ranks(rows) / (size + 1) + 0.5)
    return scores


def strongest(
    cause: Array,
    effect: Array,
    lags: Lags,
    treated: Callable[[Array], Array],
    *,
    ranked: Callable[[Array], Array] = ranks,
    twins: int = TWINS,
) -> Found:
    """Where the effect follows the cause most closely. A lag below 0 lets the effect go first."""
    effects = ranked(effect)
    causes = np.vstack([cause, treated(_twins(cause, twins))])
    seen = correlations(ranked(causes), effects, lags)
    room = np.sqrt(len(cause) - np.abs(np.arange(lags[0], lags[1] + 1)))
    strengths = np.abs(_stretched(seen) * room)
    best, most = int(np.argmax(strengths[0])), strengths.max(1)
    p = int((most >= most[0] * (1 - 1e-12)).sum()) / (twins + 1)
    noise = float(np.tanh(np.quantile(most[1:], 1 - LEVEL) / room[best]))
    return Found(lags[0] + best, float(seen[0, best]), p, noise)


def interval(cause: Array, effect: Array, lag: int, tried: int, taken: int) -> tuple[float, float]:
    """The 95 % interval of the correlation at a lag that was picked as the strongest of so many
    (Šidák); `taken` is how many columns were taken out of the series before."""
    first, second = _overlap(ranks(cause[None, :]), ranks(effect[None, :])[0], lag)
    size = len(second)
    drawn = _blocks(_chance(second), size, max(2, round(size ** (1 / 3))))
    samples = _stretched(_pearson(first[0][drawn], second[drawn]))
    centre = float(_stretched(_pearson(first, second))[0])
    spread = float(np.std(samples)) * np.sqrt(size / max(1, size - taken))
    freedom = max(3, size - taken - 1)
    reach = float(stats.t.ppf(1 - (1 - (1 - LEVEL) ** (1 / tried)) / 2, freedom)) * spread
    return float(np.tanh(centre - reach)), float(np.tanh(centre + reach))


def correlations(causes: Array, effect: Array, lags: Lags) -> Array:
    """For each row of causes its correlation with the effect at each lag, a column a lag. Sums
    over the periods that stand opposite each other, for all rows and lags at once."""
    size = len(effect)
    later = np.arange(size)[:, None] + np.arange(lags[0], lags[1] + 1)
    there = ((later >= 0) & (later < size)).astype(float)
    number = there.sum(0)
    effects = effect[later % size] * there
    effects = (effects - effects.sum(0) / number) * there
    own = (causes**2) @ there - (causes @ there) ** 2 / number
    sizes = np.sqrt(np.maximum(own, 0) * (effects**2).sum(0))
    result: Array = (causes @ effects) / np.maximum(sizes, 1e-300)
    return result


def _overlap(causes: Array, effect: Array, lag: int) -> tuple[Array, Array]:
    """What of the two stands opposite each other, the effect so much later."""
    size = causes.shape[-1] - abs(lag)
    if lag >= 0:
        return causes[..., :size], effect[lag:]
    return causes[..., -lag:], effect[:size]


def _pearson(first: Array, second: Array) -> Array:
    first = first - first.mean(-1, keepdims=True)
    second = second - second.mean(-1, keepdims=True)
    sizes = np.sqrt((first**2).sum(-1) * (second**2).sum(-1))
    result: Array = (first * second).sum(-1) / np.maximum(sizes, 1e-300)
    return result


def _stretched(correlation: Array) -> Array:
    """Fisher's z, in which correlations spread alike."""
    result: Array = np.arctanh(np.clip(correlation, -_NEARLY_ONE, _NEARLY_ONE))
    return result


def _chance(series: Array) -> np.random.Generator:
    """Random numbers that depend on the figures alone: the same answer every time, wherever the
    KPI stands in the file."""
    return np.random.default_rng(zlib.crc32(np.argsort(series, kind="stable").astype("<i8").tobytes()))


def _twins(series: Array, number: int) -> Array:
    """Series with the same waves at other phases, a row each."""
    size = len(series)
    heights = np.abs(np.fft.rfft(series))
    turns = _chance(series).uniform(0, 2 * np.pi, (number, len(heights)))
    waves = heights * np.exp(1j * turns)
    waves[:, 0] = 0
    if size % 2 == 0:
        waves[:, -1] = heights[-1] * np.sign(np.cos(turns[:, -1]))
    twins: Array = np.fft.irfft(waves, size, axis=-1)
    return twins


def _blocks(chance: np.random.Generator, size: int, block: int) -> NDArray[np.intp]:
    """Places drawn in blocks that run on from the end to the beginning, a row a sample."""
    starts = chance.integers(0, size, (_SAMPLES, -(-size // block)))
    drawn = (starts[:, :, None] + np.arange(block)) % size
    return drawn.reshape(_SAMPLES, -1)[:, :size].astype(np.intp)
