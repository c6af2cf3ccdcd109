"""What is told of KPIs: their numbers in words, how they stand, and how they moved."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from strategymap.model import Kind
from strategymap.scorecard import Status, status_words


@dataclass(frozen=True, slots=True)
class Named:
    """A node or KPI that the story speaks of."""

    id: str
    kind: Kind
    title: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a KPI in words: where it stood, what is wanted (for whom, by when),
    and where it stood last. `start` is the baseline as it is told beside the target."""

    start: str = ""
    baseline: str = ""
    baseline_at: str = ""
    target: str = ""
    group: str = ""
    by: str = ""
    last: str = ""
    last_at: str = ""
    status: Status = Status.NO_DATA

    @property
    def standing(self) -> str:
        """The status in words. A value that nothing can be compared with is not judged."""
        return status_words(self.status, measured=bool(self.last))


@dataclass(frozen=True, slots=True)
class Chip:
    """A KPI beside the node that it measures."""

    kpi: Named
    figures: Figures
    rewarded: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A KPI that is worse than it was at its baseline."""

    kpi: Named
    figures: Figures


@dataclass(frozen=True, slots=True)
class Standing:
    """How the KPIs stand on a day. `counts` has the best status first and leaves out those
    that no KPI has; `wrong_way` are the KPIs that are worse than their baselines, the worst
    status first, of the `compared` ones that have a baseline and a value."""

    on: datetime.date
    total: int
    counts: tuple[tuple[Status, int], ...]
    wrong_way: tuple[Moved, ...]
    compared: int


@dataclass(frozen=True, slots=True)
class History:
    """How a KPI moved. `readings` are days and values, the earliest first, of a long history
    so many that its shape can be seen; `low` and `high` are the ends of the target, equal for
    one number. `words` say it to those who don't see the picture: the ends, the lowest and
    highest value, and the target."""

    kpi: Named
    figures: Figures
    readings: tuple[tuple[datetime.date, Decimal], ...]
    first: str
    first_at: str
    words: str
    baseline: Decimal | None = None
    since: datetime.date | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    due: datetime.date | None = None
