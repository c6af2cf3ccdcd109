"""What the histories of a map tell about its links: records without numpy, for any caller."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: How many shared periods a comparison needs.
PERIODS_NEEDED = 24
#: The share of false alarms that is put up with: see docs/explanation/evidence.md.
LEVEL = 0.05


class Verdict(StrEnum):
    """Whether the effect followed the cause, in plain words; the most telling first."""

    AGAINST = "moved against it"
    TOGETHER = "moved together"
    NO_SIGN = "no sign of it"
    TOO_LITTLE = "too little data"


@dataclass(frozen=True, slots=True)
class LinkEvidence:
    """Whether the KPI of an effect followed the KPI of its cause.

    `periods` is how many weeks, months, quarters or years (`period`) both were read, and
    `needed` how many it takes. `lag` is the number of periods, among the `lags` that were tried
    (first and last), at which they agreed or disagreed most; `correlation` is Spearman's rank
    correlation at that lag of what is left of both after trend, season and momentum, above 0
    where they got better together, and `interval` its 95 % interval with all lags allowed for.
    `noise` is how strong a correlation chance alone reaches in one of twenty such comparisons.
    `p` allows for the lags, `p_adjusted` also for the links that were tried (Benjamini and
    Hochberg). All of these are None where there is too little data. `seasonal` says that each
    period was compared with its own season.
    """

    source: str
    target: str
    cause_kpi: str
    effect_kpi: str
    verdict: Verdict
    sentence: str
    period: str
    periods: int
    needed: int
    lags: tuple[int, int] | None = None
    lag: int | None = None
    correlation: float | None = None
    interval: tuple[float, float] | None = None
    noise: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    seasonal: bool | None = None


@dataclass(frozen=True, slots=True)
class IndependenceEvidence:
    """Whether the figures contradict the map where it says that two nodes have nothing to do
    with each other once others (`given`, sorted; maybe none) are known. `kpis` are those that
    stand for the two nodes, `given_kpis` those for the others. A `lag` above 0 means that the
    second follows the first, one below 0 the other way round. The numbers are those of a
    LinkEvidence, as partial correlations."""

    nodes: tuple[str, str]
    given: tuple[str, ...]
    kpis: tuple[str, str]
    given_kpis: tuple[str, ...]
    contradicted: bool
    sentence: str
    period: str
    periods: int
    lag: int
    correlation: float
    p: float
    p_adjusted: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the histories tell: `links` and `independences`, the most telling first.

    `links` has the links whose ends both have a history; `without_history` counts the others.
    `in_loops` are the nodes, sorted, of loops: nothing is said to be independent of them.
    `untried` counts the pairs of nodes beyond the limit, which were not looked at.
    """

    links: tuple[LinkEvidence, ...]
    independences: tuple[IndependenceEvidence, ...]
    without_history: int
    in_loops: tuple[str, ...]
    untried: int
    periods_needed: int = PERIODS_NEEDED
