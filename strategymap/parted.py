"""A part of a map, as a map of its own that knows the whole.

What depends on the rest of the map is asked of the whole: which goals stand at the top, what
reaches a goal, how the numbers stand, what pay hangs on. So nothing that is cut off is taken
for something that is missing.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from functools import cached_property

from strategymap.facts import Facts
from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.measurements import Measurements
from strategymap.scorecard import Scorecard
from strategymap.selection import Part
from strategymap.walks import shortest_ways
from strategymap.wording import listed


class PartGraph(MapGraph):
    """Some nodes and KPIs of a map, and the links between them. `cut` are the links between
    one of them and one that is left out; `part` says in words which part it is."""

    def __init__(self, whole: MapGraph, names: Collection[str], part: str) -> None:
        super().__init__(whole.loaded)
        self.whole = whole
        self.part = part
        self.elements = {name: element for name, element in whole.elements.items() if name in names}
        self.origins = {name: whole.origins[name] for name in self.elements}
        self.links = [link for link in whole.links if link.source in names and link.target in names]
        self.cut: list[Link] = [
            link for link in whole.links if (link.source in names) != (link.target in names)
        ]

    @cached_property
    def as_of(self) -> datetime.date:
        """The day from which the whole map is judged."""
        return self.whole.as_of

    @cached_property
    def top_goals(self) -> list[str]:
        """Those of the whole map that are in the part."""
        return [name for name in self.whole.top_goals if name in self.elements]

    @cached_property
    def facts(self) -> Facts:
        """Those of the whole map."""
        return self.whole.facts

    @cached_property
    def measurements(self) -> Measurements:
        """Those of the whole map."""
        return self.whole.measurements

    @cached_property
    def scorecard(self) -> Scorecard:
        """That of the whole map."""
        return self.whole.scorecard

    @cached_property
    def rewarded(self) -> set[str]:
        """The KPIs of the part that pay hangs on, on the whole map."""
        return self.whole.rewarded & self.kpis.keys()

    def reward_behind(self, kpi: str) -> str | None:
        """The initiative of the whole map that rewards a KPI."""
        return self.whole.reward_behind(kpi)

    def onward(self, name: str) -> list[str]:
        """The shortest way from a node to a top goal, where its first step leads out of the part;
        its own id left out. Empty where it leads nowhere or stays inside."""
        tops = set(self.whole.top_goals)
        way = next(iter(shortest_ways(self.whole.supports, [name], tops.__contains__, 1)), [name])
        return list(way[1:]) if len(way) > 1 and way[1] not in self.elements else []

    def leads_out(self, name: str) -> list[str]:
        """What a node supports outside of the part."""
        return [
            link.target
            for link in self.cut
            if link.source == name and link.relation == "supports" and not link.feedback
        ]


def in_words(whole: MapGraph, part: Part) -> str:
    """Which part of a map is asked for, to be told to a reader.

    The line of sight of “Trust”, and what bears the tag “pilot”.
    """
    said = [
        f"the line of sight of “{whole.title(part.focus)}”" if part.focus else "",
        f"what the selector “{part.select}” picks" if part.select else "",
        f"what is {part.level}" if part.level else "",
        f"what {part.owner} owns" if part.owner else "",
        f"what bears the tag “{part.tag}”" if part.tag else "",
    ]
    kept = listed([one for one in said if one]) or "all"
    return kept + (f", without what “{part.exclude}” picks" if part.exclude else "")
