"""Causes and their effects, each judged on its own day.

What an effect shows today comes of what its cause was then: a link's `after` says how long
before. So the effect is judged on the day of the map, and the cause on the day that lies
the lag before it. A node that supports itself is no cause of itself.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from strategymap.scorecard import Status
from strategymap.values import back

if TYPE_CHECKING:
    from strategymap.graph import MapGraph
    from strategymap.links import Link


class Standing(NamedTuple):
    """How a node stands on a day; None where nothing measures it."""

    node: str
    on: datetime.date
    status: Status | None

    @property
    def has_data(self) -> bool:
        """Whether anything is known of it."""
        return self.status not in {None, Status.NO_DATA}

    @property
    def is_off_track(self) -> bool:
        """Whether it is off track."""
        return self.status is Status.OFF_TRACK


class Lagged:
    """The causes and effects of one map."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph
        self._standings: dict[tuple[str, datetime.date], Standing] = {}

    @cached_property
    def links(self) -> list[Link]:
        """The links of the chain from one node to another of which something is known today, in
        map order."""
        measured = {node for kpi in self._graph.scorecard.measured for node in self._graph.measured_by(kpi)}
        known = {node for node in measured if self.now(node).has_data}
        onward = (link for link in self._graph.chain_links if link.source != link.target)
        return [link for link in onward if link.target in known]

    def since(self, link: Link) -> datetime.date:
        """The day on which the cause had to be there for its effect to show by now."""
        lag = link.details.after if link.details else None
        return back(self._graph.as_of, lag) if lag else self._graph.as_of

    def effect(self, link: Link) -> Standing:
        """How the effect stands now."""
        return self.now(link.target)

    def cause(self, link: Link) -> Standing:
        """How the cause stood when it had to be there; where nothing is known of that day, how
        it stands now."""
        then = self._standing(link.source, self.since(link))
        return then if then.has_data else self.now(link.source)

    def was_achieved(self, link: Link) -> bool:
        """Whether the cause was achieved by the day on which it had to be there."""
        return self._graph.scorecard.is_achieved(link.source, self.since(link))

    def now(self, node: str) -> Standing:
        """How a node stands on the day of the map."""
        return self._standing(node, self._graph.as_of)

    def _standing(self, node: str, on: datetime.date) -> Standing:
        if (node, on) not in self._standings:
            self._standings[node, on] = Standing(node, on, self._graph.scorecard.status(node, on))
        return self._standings[node, on]
