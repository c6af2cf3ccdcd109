"""Did the effects follow their causes? What the histories of KPIs tell of the links of a map.

The door to numpy and scipy, which are an extra and are loaded when evidence is asked for.
docs/explanation/evidence.md tells the method and how often it errs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from strategymap.errors import MissingExtra
from strategymap.evidence.answer import PERIODS_NEEDED, Evidence, IndependenceEvidence, LinkEvidence, Verdict
from strategymap.evidence.sentences import CAVEAT, counted

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

__all__ = [
    "CAVEAT", "PERIODS_NEEDED", "Evidence", "IndependenceEvidence", "LinkEvidence", "Verdict", "counted",
    "evidence_of",
]  # fmt: skip


def evidence_of(graph: MapGraph) -> Evidence:
    """What the histories tell, until the day from which the map is judged. Raises MissingExtra
    where numpy or scipy is not installed."""
    try:
        import numpy as np  # noqa: F401
        import scipy  # noqa: F401
    except ImportError as error:
        raise MissingExtra("evidence") from error
    from strategymap.evidence.denied import denied
    from strategymap.evidence.followed import followed
    from strategymap.evidence.readings import Readings

    readings = Readings(graph)
    links, without = followed(graph, readings)
    independences, loops, untried = denied(graph, readings)
    return Evidence(tuple(links), tuple(independences), without, loops, untried)
