"""Histories of which we know whether one follows the other: what the error rates of
`evidence` are measured with. Each function gives rows of histories, one a run."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from strategymap.evidence import agreement
from strategymap.evidence.denied import partial
from strategymap.evidence.followed import false_discovery
from strategymap.evidence.periods import shared
from strategymap.evidence.treatment import surprises

Array = NDArray[np.float64]
Random = np.random.Generator
#: Whether the method did, in each of so many runs of a size, what a row of a table counts.
Counted = Callable[[Random, int, int], NDArray[np.bool_]]

LEVEL = 0.05
#: Fewer than the command draws: that makes an answer less steady, and no rate of single links
#: wrong. Where many links share the level, it takes all.
TWINS = 299
SIZES = (24, 36, 60, 120)


def remembering(random: Random, runs: int, size: int, memory: float, shocks: Array | None = None) -> Array:
    """Autoregressive histories; a memory of 1 is a random walk."""
    start = 200 if memory < 1 else 0
    moved = random.standard_normal((runs, size + start)) if shocks is None else shocks
    histories = np.zeros_like(moved)
    for at in range(moved.shape[1]):
        histories[:, at] = moved[:, at] + (memory * histories[:, at - 1] if at else 0)
    return histories[:, start:]


def cycling(random: Random, runs: int, size: int) -> Array:
    """Cycles of about eight months that come and go."""
    moved = random.standard_normal((runs, size + 200))
    histories = np.zeros_like(moved)
    for at in range(2, moved.shape[1]):
        histories[:, at] = 1.2 * histories[:, at - 1] - 0.6 * histories[:, at - 2] + moved[:, at]
    return histories[:, 200:]


def _noise(random: Random, runs: int, size: int) -> Array:
    return random.standard_normal((runs, size))


def _curve(random: Random, runs: int, size: int) -> Array:
    middle = random.uniform(0.2, 0.8, (runs, 1)) * size
    rise = 8 / (1 + np.exp(-(np.arange(size) - middle) / (size / 12)))
    return remembering(random, runs, size, 0.5) + rise


def _step(random: Random, runs: int, size: int) -> Array:
    return remembering(random, runs, size, 0.3) + 4 * (
        np.arange(size) > random.uniform(0.2, 0.8, (runs, 1)) * size
    )


def _wave(size: int) -> Array:
    return np.sin(2 * np.pi * np.arange(size) / 12)


def _smoothed(random: Random, runs: int, size: int) -> Array:
    moved = random.standard_normal((runs, size + 1))
    return moved[:, 1:] + 0.8 * moved[:, :-1]


def _same_months(memory: float, strength: float) -> Callable[[Random, int, int], tuple[Array, Array]]:
    def both(random: Random, runs: int, size: int) -> tuple[Array, Array]:
        pattern = strength * random.standard_normal((runs, 12))[:, np.arange(size) % 12]
        return (
            remembering(random, runs, size, memory) + pattern,
            remembering(random, runs, size, memory) + pattern,
        )

    return both


def _twice(one: Callable[[Random, int, int], Array]) -> Callable[[Random, int, int], tuple[Array, Array]]:
    return lambda random, runs, size: (one(random, runs, size), one(random, runs, size))


def _memory(of: float) -> Callable[[Random, int, int], Array]:
    return lambda random, runs, size: remembering(random, runs, size, of)


def _heavy(random: Random, runs: int, size: int) -> Array:
    return remembering(random, runs, size, 0.5, random.standard_t(3, (runs, size + 200)))


#: Pairs of histories without a link between them.
UNRELATED: dict[str, Callable[[Random, int, int], tuple[Array, Array]]] = {
    "no memory: each month by itself": _twice(_noise),
    "some memory (autocorrelation 0.5)": _twice(_memory(0.5)),
    "much memory (0.8)": _twice(_memory(0.8)),
    "very much memory (0.95)": _twice(_memory(0.95)),
    "both wander (random walks)": _twice(_memory(1)),
    "one wanders, the other has no memory": lambda r, runs, n: (
        remembering(r, runs, n, 1),
        _noise(r, runs, n),
    ),
    "both rise in a straight line": _twice(
        lambda r, runs, n: remembering(r, runs, n, 0.5) + 6 * np.arange(n) / n
    ),
    "both rise in an S": _twice(_curve),
    "both jump once to another level": _twice(_step),
    "the same yearly wave in both": _twice(lambda r, runs, n: remembering(r, runs, n, 0.5) + 2 * _wave(n)),
    "the same good and bad months, strong": _same_months(0.0, 2.0),
    "the same good and bad months, slight": _same_months(0.5, 0.5),
    "the same peak in December": _twice(
        lambda r, runs, n: _noise(r, runs, n) + 4 * (np.arange(n) % 12 == 11)
    ),
    "trend, yearly wave and memory (0.7)": _twice(
        lambda r, runs, n: remembering(r, runs, n, 0.7) + 2 * _wave(n) + 6 * np.arange(n) / n
    ),
    "a yearly wave that triples": _twice(
        lambda r, runs, n: (0.5 * _noise(r, runs, n) + 2 * _wave(n)) * (1 + 2 * np.arange(n) / n)
    ),
    "moving averages of two months": _twice(_smoothed),
    "cycles that are no seasons": _twice(cycling),
    "outliers (heavy tails)": _twice(_heavy),
    "coarse whole numbers": _twice(lambda r, runs, n: np.round(remembering(r, runs, n, 0.5))),
    "a month in twelve is missing": _twice(lambda r, runs, n: with_gaps(r, remembering(r, runs, n, 0.5))),
}


@dataclass(frozen=True)
class Effect:
    """An effect of known strength, the correlation of the surprises, three months later."""

    strength: float
    seasonal: bool = False

    def histories(self, random: Random, runs: int, size: int) -> tuple[Array, Array]:
        """A cause and its effect."""
        weight = self.strength / np.sqrt(1 - self.strength**2)
        cause = remembering(random, runs, size + 3, 0.5)
        effect = weight * cause[:, :size] + remembering(random, runs, size, 0.5)
        season = (2 * _wave(size) + 4 * np.arange(size) / size) * self.seasonal
        return cause[:, 3:] + season, effect + season


@dataclass(frozen=True)
class Judged:
    """What the method says of each run."""

    p: Array
    correlation: Array
    lag: NDArray[np.int64]
    interval: Array

    @property
    def named(self) -> NDArray[np.bool_]:
        """Whether it says that they moved together, or against each other."""
        return self.p <= LEVEL


def judged(
    causes: Array, effects: Array, lags: tuple[int, int], *, intervals: bool = False, twins: int = TWINS
) -> Judged:
    """Each run judged as a link by itself, with intervals only where they are asked for."""
    found, ends = [], []
    seasons = tuple(month % 12 for month in range(causes.shape[1]))
    for cause, effect in zip(causes, effects, strict=True):
        left = surprises(np.array([cause, effect]), seasons)
        rows = left.values[0], left.values[1]
        found.append(agreement.strongest(*rows, lags, left.without, twins=twins))
        if intervals:
            tried = lags[1] - lags[0] + 1
            ends.append(agreement.interval(*rows, found[-1].lag, tried, left.taken.shape[1]))
    return Judged(
        np.array([each.p for each in found]),
        np.array([each.correlation for each in found]),
        np.array([each.lag for each in found]),
        np.array(ends),
    )


def unknown_lags(size: int) -> tuple[int, int]:
    """The lags that are tried where the map says nothing."""
    return 0, min(size // 6, 12)


def stated_lags(size: int) -> tuple[int, int]:
    """Those where it says `after: 3 months`."""
    return 1, min(6, size // 3)


def with_gaps(random: Random, histories: Array) -> Array:
    """Histories in which one month of twelve is missing and was bridged."""
    days = [datetime.date(2000 + at // 12, at % 12 + 1, 28) for at in range(histories.shape[1])]
    rows = []
    for history in histories:
        gone = {12 * year + int(random.integers(1, 11)) for year in range(len(history) // 12)}
        kept = [(day, float(history[at])) for at, day in enumerate(days) if at not in gone]
        rows.append(shared([kept], "month").values[0])
    return np.array(rows)


# Three histories: the third makes the first two independent


def common_cause(
    random: Random, runs: int, size: int, *, strength: float = 0.8, error: float = 0.0, link: float = 0.0
) -> Array:
    """C drives A after two months and B after three. With a `link` A drives B too, a month
    later. `error` is the share of C's variance that is error of measurement."""
    weight = strength / np.sqrt(1 - strength**2)
    cause = remembering(random, runs, size + 3, 0.5)
    own = remembering(random, runs, size + 1, 0.5)
    first = weight * cause[:, 1 : size + 1] + own[:, 1:]
    second = weight * cause[:, :size] + remembering(random, runs, size, 0.5)
    second += link / np.sqrt(1 - link**2) * own[:, :size]
    blur = remembering(random, runs, size, 0.5) * np.sqrt(error / (1 - error))
    return np.stack([first, second, cause[:, 3:] + blur], axis=1)


def chain(random: Random, runs: int, size: int, *, strength: float = 0.8) -> Array:
    """A drives C after two months, and C drives B after two more."""
    weight = strength / np.sqrt(1 - strength**2)
    first = remembering(random, runs, size + 4, 0.5)
    middle = weight * first[:, :-2] + remembering(random, runs, size + 2, 0.5)
    last = weight * middle[:, :-2] + remembering(random, runs, size, 0.5)
    return np.stack([first[:, 4:], last, middle[:, 2:]], axis=1)


def contradicted(histories: Array) -> NDArray[np.bool_]:
    """Whether the first two are called dependent although all others are known."""
    size = histories.shape[2]
    seasons = tuple(month % 12 for month in range(size))
    reach = min(size // 6, 12)
    ps = [partial(surprises(each, seasons), reach, twins=TWINS).p for each in histories]
    return np.array(ps) <= LEVEL


# What the tables count


def _alarm(pair: Callable[[Random, int, int], tuple[Array, Array]]) -> Counted:
    return lambda random, runs, size: judged(*pair(random, runs, size), unknown_lags(size)).named


def _found(effect: Effect, lags: Callable[[int], tuple[int, int]], sign: int = 1) -> Counted:
    """Named, and with the right sign."""

    def count(random: Random, runs: int, size: int) -> NDArray[np.bool_]:
        cause, followed = effect.histories(random, runs, size)
        answer = judged(cause, sign * followed, lags(size))
        return answer.named & (answer.correlation * sign > 0)

    return count


def _covered(strength: float) -> Counted:
    """Whether the interval holds the true correlation at the lag that was picked."""

    def count(random: Random, runs: int, size: int) -> NDArray[np.bool_]:
        answer = judged(*Effect(strength).histories(random, runs, size), stated_lags(size), intervals=True)
        true = np.where(answer.lag == 3, 6 / np.pi * np.arcsin(strength / 2), 0.0)
        return (answer.interval[:, 0] <= true) & (true <= answer.interval[:, 1])

    return count


def _map_alarm(random: Random, runs: int, size: int) -> NDArray[np.bool_]:
    """Whether a map of twenty links, none of them true, has any link named."""
    pairs = UNRELATED["some memory (autocorrelation 0.5)"](random, runs * 20, size)
    ps = judged(*pairs, stated_lags(size), twins=agreement.TWINS).p.reshape(runs, 20)
    return np.array([min(false_discovery(list(each))) <= LEVEL for each in ps])


def _false_among_named(random: Random, runs: int, size: int) -> NDArray[np.bool_]:
    """Of the links named in maps of twenty, five of them true: which are false. Each map counts
    as one, by lot among the links that it names; those without a named link count as none."""
    effects = Effect(0.8).histories(random, runs * 5, size)
    pairs = UNRELATED["some memory (autocorrelation 0.5)"](random, runs * 15, size)
    both = [np.vstack(each) for each in zip(effects, pairs, strict=True)]
    ps = judged(both[0], both[1], stated_lags(size), twins=agreement.TWINS).p
    maps = np.hstack([ps[: runs * 5].reshape(runs, 5), ps[runs * 5 :].reshape(runs, 15)])
    picked = []
    for row in maps:
        named = np.flatnonzero(np.array(false_discovery(list(row))) <= LEVEL)
        picked.append(len(named) > 0 and random.choice(named) >= 5)
    return np.array(picked)


#: The tables of docs/explanation/evidence.md, each with its rows and the sizes of its columns.
TABLES: dict[str, tuple[tuple[int, ...], dict[str, Counted]]] = {
    "false alarms": (SIZES, {name: _alarm(pair) for name, pair in UNRELATED.items()}),
    "found": (
        SIZES,
        {
            "weak (0.4)": _found(Effect(0.4), stated_lags),
            "medium (0.6)": _found(Effect(0.6), stated_lags),
            "strong (0.8)": _found(Effect(0.8), stated_lags),
            "very strong (0.9)": _found(Effect(0.9), stated_lags),
            "medium, the map gives no `after`": _found(Effect(0.6), unknown_lags),
            "strong, the map gives no `after`": _found(Effect(0.8), unknown_lags),
            "medium, under a trend and a yearly wave": _found(Effect(0.6, seasonal=True), stated_lags),
            "strong, under a trend and a yearly wave": _found(Effect(0.8, seasonal=True), stated_lags),
            "very strong, under a trend and a yearly wave": _found(Effect(0.9, seasonal=True), stated_lags),
            "strong, against the map": _found(Effect(0.8), stated_lags, sign=-1),
        },
    ),
    "intervals": (
        SIZES,
        {
            "no effect": _covered(0.0),
            "medium (0.6)": _covered(0.6),
            "strong (0.8)": _covered(0.8),
            "very strong (0.9)": _covered(0.9),
        },
    ),
    "maps": (
        (24, 60),
        {
            "no link is true: a map in which any is named": _map_alarm,
            "five are true (0.8): a named link that is false": _false_among_named,
        },
    ),
    "independences": (
        (36, 60, 120),
        {
            "nothing joins them": lambda r, runs, n: contradicted(
                np.stack(UNRELATED["some memory (autocorrelation 0.5)"](r, runs, n), axis=1)
            ),
            "a common cause, medium": lambda r, runs, n: contradicted(common_cause(r, runs, n, strength=0.6)),
            "a common cause, strong": lambda r, runs, n: contradicted(common_cause(r, runs, n)),
            "a chain, strong": lambda r, runs, n: contradicted(chain(r, runs, n)),
            "a common cause, strong, but 30 % of its figure is error": lambda r, runs, n: contradicted(
                common_cause(r, runs, n, error=0.3)
            ),
            "a link is missing, medium": lambda r, runs, n: contradicted(common_cause(r, runs, n, link=0.6)),
            "a link is missing, strong": lambda r, runs, n: contradicted(common_cause(r, runs, n, link=0.8)),
        },
    ),
}
