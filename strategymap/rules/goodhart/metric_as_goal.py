"""A goal or outcome that is itself a number: the name of a KPI, or a target in its title.

**Why it matters.** A strategy says what should become different, and a number shows whether
it has. Where the number is the goal, nobody has said what it is for, nobody can object that
it was reached in the wrong way, and no better measure can ever replace it.

**How to mend it.** Say in the title what will be different, and for whom. The number
becomes the KPI that measures it, and the percentage that KPI's target.

**Ask in the workshop.** Suppose that the number is reached: what is better then, and for
whom?

**Source.** Michael Harris and Bill Tayler, "Don't Let Metrics Undermine Your Business",
Harvard Business Review, September-October 2019: surrogation, in which the measure takes
the place of the strategy that it stands for.

Fails:

```yaml
title: Contact centre
goals:
  aht: Cut handle time by 25%
```

Passes:

```yaml
title: Contact centre
goals:
  quick:
    title: Callers get on with their day
    kpis:
      aht:
        title: Average handle time
        baseline: 420
        target: 315
```
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap import catalogue
from strategymap.finding import Remark, Severity

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "metric-as-goal"
SEVERITY = Severity.NOTE

#: Per cent as it is written in Latin, small, wide and Arabic script.
_PER_CENT = "%\ufe6a\uff05\u066a"
_SIGN = "\u00a4"
_DIGIT = re.compile(r"\d")
_NUMBER_WITH_SIGN = re.compile(rf"\d\s?{_SIGN}|{_SIGN}\s?\d")


def check(graph: MapGraph) -> Iterator[Remark]:
    """The goals and outcomes with the title of a KPI, or with a number that has a per cent or
    currency sign."""
    for node in (*graph.of_kind("goal"), *graph.of_kind("outcome")):
        title = graph.title(node)
        if catalogue.is_name(title) is not None:
            yield Remark(
                node,
                f"{graph.named(node)} is the name of a KPI: the number stands where the aim should",
                f"Say what will be different, and for whom, and leave the number to {_measure(graph, node)}.",
            )
        elif _has_target(title):
            yield Remark(
                node,
                f"{graph.named(node)} has a target in its title: the number stands where the aim should",
                f"Say what will be different, and for whom, and give the number as target to {_measure(graph, node)}.",
            )


def _has_target(title: str) -> bool:
    """Whether a title holds a number with a per cent or currency sign."""
    if title.isascii() and "%" not in title and "$" not in title:
        return False
    return bool(_DIGIT.search(title) and _NUMBER_WITH_SIGN.search("".join(map(_one_sign, title))))


def _one_sign(character: str) -> str:
    """Any per cent or currency sign as the same sign."""
    if character.isalnum() or character.isspace():
        return character
    return _SIGN if character in _PER_CENT or unicodedata.category(character) == "Sc" else character


def _measure(graph: MapGraph, node: str) -> str:
    found = min(graph.kpis_of(node), default=None)
    return graph.named(found) if found is not None else "a KPI that measures it"
