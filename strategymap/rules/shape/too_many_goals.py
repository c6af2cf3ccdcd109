"""More goals than anybody can keep in mind.

**Why it matters.** A strategy is a choice. A map with a goal for everything describes the
whole organisation and chooses nothing: money and attention are spread as thinly as before,
and everybody can go on with what they did anyway.

**How to mend it.** Merge goals that say the same, turn those that only lead to others into
outcomes, and drop those that you would pursue without a strategy too. How many are too many
can be set for each map (`limit`).

**Ask in the workshop.** If we could reach only ten of these, which would they be?

**Source.** Howard Rohm, "Obfuscating Objectives", The KPI.org Blog, Balanced Scorecard
Institute, 2018: a map that grew from 12 objectives to 32, and what that cost; the limit is
this project's own.

Fails:

```yaml
title: Sports club
rules: {too-many-goals: {limit: 4}}
goals:
  members: Members stay for life
  juniors: More children play
  halls: Our halls are full every evening
  cups: The first team plays for the cup
  sponsors: Sponsors renew
```

Passes:

```yaml
title: Sports club
rules: {too-many-goals: {limit: 4}}
goals:
  members: Members stay for life
  juniors:
    title: More children play
    supports: members
outcomes:
  halls:
    title: Our halls are full every evening
    supports: juniors
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from strategymap.finding import Remark, Severity
from strategymap.rules.phrases import more_than

if TYPE_CHECKING:
    from strategymap.graph import MapGraph

NAME = "too-many-goals"
SEVERITY = Severity.WARNING

_LIMIT = 25


def check(graph: MapGraph, *, limit: int = _LIMIT) -> Iterator[Remark]:
    """Whether the map has more goals than the limit."""
    goals = graph.of_kind("goal")
    if len(goals) > limit:
        over = more_than(limit, "that people can keep in mind", usual=_LIMIT)
        has = f"there are {len(goals)} goals" if len(goals) > 1 else "there is 1 goal"
        yield Remark(None, f"{has}, {over}: where so much is wanted, little is chosen", _remedy(graph))


def _remedy(graph: MapGraph) -> str:
    goals = sorted(graph.of_kind("goal"))
    bare = [goal for goal in goals if not graph.facts.is_measured(goal)]
    if 0 < len(bare) < len(goals):
        those = "one" if len(bare) == 1 else str(len(bare))
        return f"Begin with the {those} that nothing measures ({graph.listed(bare, 3)}): merge, or let go."
    served = Counter(v for u in goals for v in graph.supports(u) if v != u and graph.kind(v) == "goal")
    if served:
        goal, many = min(served.items(), key=lambda each: (-each[1], each[0]))
        if many > 1:
            return f"Begin with the {many} goals that all serve {graph.named(goal)}: merge, or let go."
    return "Keep those without which the strategy fails; merge the others, or let them go."
