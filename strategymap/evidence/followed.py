"""Did the effects follow their causes? Each `supports` link whose ends have histories."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from strategymap.evidence import agreement, sentences
from strategymap.evidence.answer import LEVEL, PERIODS_NEEDED, LinkEvidence, Verdict
from strategymap.evidence.periods import Shared, in_periods
from strategymap.evidence.readings import Readings, fitness
from strategymap.evidence.treatment import surprises

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link

#: Without `after`, lags up to this share of the history are tried, and at most so many periods.
_LONGEST_SHARE = 6
_LONGEST_LAG = 12
#: A lag that the map states may be up to this share of the history.
_STATED_SHARE = 3


@dataclass(frozen=True, slots=True)
class _Pair:
    link: Link
    cause: str
    effect: str
    stretch: Shared
    lags: agreement.Lags
    needed: int

    @property
    def is_fit(self) -> bool:
        return fitness(self.stretch, self.needed).enough


def followed(graph: MapGraph, readings: Readings) -> tuple[list[LinkEvidence], int]:
    """What the histories say of each link, the most telling first, and how many links have no
    history at one of their ends."""
    answers: list[LinkEvidence] = []
    without = 0
    for link in graph.chain_links:
        pairs = list(_pairs(link, readings))
        without += not pairs
        fit = [pair for pair in pairs if pair.is_fit]
        answers += [_compared(graph, readings, pair) for pair in fit]
        if pairs and not fit:
            most = max(pairs, key=lambda pair: (pair.stretch.read, pair.cause, pair.effect))
            answers.append(_too_little(graph, most))
    told = [_worded(graph, readings, each) for each in _corrected(answers)]
    return sorted(told, key=_telling), without


def _pairs(link: Link, readings: Readings) -> Iterator[_Pair]:
    for cause in readings.kpis_of(link.source):
        for effect in readings.kpis_of(link.target):
            if cause != effect and link.source != link.target:
                stretch = readings.shared(cause, effect)
                yield _Pair(link, cause, effect, stretch, *_lags(link, stretch))


def _lags(link: Link, stretch: Shared) -> tuple[agreement.Lags, int]:
    """The lags to try, and how many periods it takes: from half to twice what the map states,
    or from 0 up."""
    size = len(stretch.values[0])
    after = link.details.after if link.details else None
    if after is None:
        return (0, min(size // _LONGEST_SHARE, _LONGEST_LAG)), PERIODS_NEEDED
    stated = in_periods(after, stretch.period)
    first, last = math.floor(stated / 2), math.ceil(stated * 2)
    needed = max(PERIODS_NEEDED, _STATED_SHARE * math.ceil(stated))
    return (first, max(first, min(last, size // _STATED_SHARE))), needed


def _compared(graph: MapGraph, readings: Readings, pair: _Pair) -> LinkEvidence:
    left = surprises(np.array(pair.stretch.values), pair.stretch.seasons)
    cause, effect = left.values[0], left.values[1]
    found = agreement.strongest(cause, effect, pair.lags, left.without)
    tried = pair.lags[1] - pair.lags[0] + 1
    low, high = agreement.interval(cause, effect, found.lag, tried, left.taken.shape[1])
    return replace(
        _too_little(graph, pair),
        lags=pair.lags,
        lag=found.lag,
        correlation=round(found.correlation, 3),
        interval=(round(low, 3), round(high, 3)),
        noise=round(found.noise, 3),
        p=round(found.p, 4),
        seasonal=left.seasonal,
    )


def _too_little(graph: MapGraph, pair: _Pair) -> LinkEvidence:
    return LinkEvidence(
        source=pair.link.source,
        target=pair.link.target,
        cause_kpi=pair.cause,
        effect_kpi=pair.effect,
        verdict=Verdict.TOO_LITTLE,
        sentence=sentences.too_little(graph, pair.cause, pair.effect, pair.stretch, pair.needed),
        period=pair.stretch.period,
        periods=pair.stretch.read,
        needed=pair.needed,
    )


def _corrected(answers: Sequence[LinkEvidence]) -> Iterator[LinkEvidence]:
    """With p-values that allow for the number of links, and the verdicts that follow."""
    adjusted = iter(false_discovery([each.p for each in answers if each.p is not None]))
    for each in answers:
        if each.p is None:
            yield each
            continue
        p = next(adjusted)
        assert each.correlation is not None
        sign = Verdict.TOGETHER if each.correlation > 0 else Verdict.AGAINST
        yield replace(each, p_adjusted=p, verdict=sign if p <= LEVEL else Verdict.NO_SIGN)


def false_discovery(ps: Sequence[float]) -> list[float]:
    """The p-values of Benjamini and Hochberg: of all that are called significant at 5 %, one in
    twenty is expected to be a false alarm.

    >>> [round(p, 3) for p in false_discovery([0.01, 0.04, 0.03])]
    [0.03, 0.04, 0.04]
    """
    return [float(p) for p in stats.false_discovery_control(ps)] if ps else []


def _worded(graph: MapGraph, readings: Readings, each: LinkEvidence) -> LinkEvidence:
    if each.verdict is Verdict.TOO_LITTLE:
        return each
    better = readings.has_direction(each.cause_kpi) and readings.has_direction(each.effect_kpi)
    return replace(each, sentence=sentences.of_link(graph, each, better=better))


def _telling(each: LinkEvidence) -> tuple[int, float, int, tuple[str, ...]]:
    """The most telling first: what moved against the map, then what moved with it, the
    strongest evidence first; then what shows nothing, and what can't be said."""
    order = list(Verdict).index(each.verdict)
    names = (each.source, each.target, each.cause_kpi, each.effect_kpi)
    return order, each.p if each.p is not None else 1.0, -each.periods, names
