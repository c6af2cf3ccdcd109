"""Do the figures contradict what the map denies? Partial rank correlations over lags.

What the known others explain is taken out of each of the two first: at the lag at which
each other one agrees with it most, and at the lags beside that. Then the two are compared as
a cause and an effect are, in both directions of time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import linalg

from strategymap.evidence import agreement, sentences
from strategymap.evidence.answer import LEVEL, PERIODS_NEEDED, IndependenceEvidence
from strategymap.evidence.followed import false_discovery
from strategymap.evidence.implied import Implied, implied
from strategymap.evidence.periods import Shared
from strategymap.evidence.readings import Readings, fitness
from strategymap.evidence.treatment import Array, Surprises, surprises

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

#: How many independences are tried.
MOST_TRIED = 60
_LONGEST_SHARE = 6
_LONGEST_LAG = 12
#: How many more periods it takes for each other one that must be known.
_PERIODS_A_KNOWN = 12


def denied(graph: MapGraph, readings: Readings) -> tuple[list[IndependenceEvidence], tuple[str, ...], int]:
    """What the figures say of the implied independences, those that they contradict first;
    the nodes in loops; and how many were not tried."""
    standing = {node: kpis[0] for node in graph.nodes if (kpis := readings.kpis_of(node))}
    fit = {node for node, kpi in standing.items() if fitness(readings.shared(kpi)).enough}
    wanted, loops, untried = implied(graph, fit)
    answers: list[IndependenceEvidence] = []
    for each in wanted:
        kpis = [standing[name] for name in (each.first, each.second, *each.given)]
        stretch = readings.shared(*kpis)
        if len(set(kpis)) < len(kpis) or not _is_fit(stretch, len(each.given)):
            continue
        if len(answers) == MOST_TRIED:
            untried += 1
            continue
        answers.append(_tested(each, kpis, stretch))
    told = [replace(each, sentence=sentences.of_independence(graph, each)) for each in _corrected(answers)]
    return sorted(told, key=lambda each: (not each.contradicted, each.p, each.nodes)), loops, untried


def _is_fit(stretch: Shared, known: int) -> bool:
    return fitness(stretch, PERIODS_NEEDED + known * _PERIODS_A_KNOWN).enough


def _tested(each: Implied, kpis: Sequence[str], stretch: Shared) -> IndependenceEvidence:
    left = surprises(np.array(stretch.values), stretch.seasons)
    found = partial(left, _reach(stretch))
    return IndependenceEvidence(
        nodes=(each.first, each.second),
        given=each.given,
        kpis=(kpis[0], kpis[1]),
        given_kpis=tuple(kpis[2:]),
        contradicted=False,
        sentence="",
        period=stretch.period,
        periods=stretch.read,
        lag=found.lag,
        correlation=round(found.correlation, 3),
        p=round(found.p, 4),
        p_adjusted=1.0,
    )


def _reach(stretch: Shared) -> int:
    return min(len(stretch.values[0]) // _LONGEST_SHARE, _LONGEST_LAG)


def partial(left: Surprises, reach: int, twins: int = agreement.TWINS) -> agreement.Found:
    """The strongest partial rank correlation of the first two rows over lags up to `reach` both
    ways, once all other rows are known."""
    scores = agreement.normal_scores(left.values)
    lags = [_agreeing(scores[at], scores[2:], reach) for at in (0, 1)]
    used = [0, *(lag for each in lags for lag in each)]
    known = slice(max(used), scores.shape[1] + min(used))
    columns = [np.hstack([left.taken[known], _explaining(scores[2:], each, known)]) for each in lags]
    first, second = (_without(scores[at, known][None, :], columns[at]) for at in (0, 1))

    def treated(rows: Array) -> Array:
        return _without(rows, columns[0])

    return agreement.strongest(first[0], second[0], (-reach, reach), treated, ranked=_as_it_is, twins=twins)


def _as_it_is(rows: Array) -> Array:
    return rows


def _agreeing(series: Array, others: Array, reach: int) -> list[int]:
    """For each other series three lags: the one at which it agrees most, and those beside it."""
    chosen: list[int] = []
    for other in others:
        agreed = np.abs(agreement.correlations(other[None, :], series, (-reach, reach))[0])
        best = int(np.argmax(agreed)) - reach
        chosen += [best - 1, best, best + 1]
    return chosen


def _explaining(others: Array, lags: Sequence[int], known: slice) -> Array:
    """The other series at their lags, a column each, for the periods in which all are known."""
    columns = [np.ones(known.stop - known.start)]
    for at, lag in enumerate(lags):
        columns.append(others[at // 3][known.start - lag : known.stop - lag])
    return np.array(columns).T


def _without(rows: Array, columns: Array) -> Array:
    basis = linalg.orth(columns, rcond=1e-10)
    result: Array = rows - (rows @ basis) @ basis.T
    return result


def _corrected(answers: Sequence[IndependenceEvidence]) -> Iterator[IndependenceEvidence]:
    for each, p in zip(answers, false_discovery([each.p for each in answers]), strict=True):
        yield replace(each, p_adjusted=p, contradicted=p <= LEVEL)
