"""The links of a map, as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from strategymap.finding import Origin
from strategymap.model import Details, Element, Kpi, Node

Relation = Literal["supports", "harms", "measures", "balances"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link as it was written: `source` supports, harms, measures or balances `target`.
    `details` are those of a `supports` or `harms` link; `origin` is the place of the target."""

    relation: Relation
    source: str
    target: str
    origin: Origin
    details: Details | None = None

    @property
    def feedback(self) -> bool:
        """Whether the link closes a loop that is meant."""
        return bool(self.details and self.details.feedback)

    @property
    def because(self) -> str | None:
        """The assumption on which the link rests."""
        return self.details.because if self.details else None


def written_links(name: str, element: Element, origin: Origin) -> Iterator[Link]:
    """The links that an element names, in the order of the language; a KPI that stands
    under a node measures that node first."""
    number, address = origin
    if isinstance(element, Node):
        for target, details in element.supports.items():
            yield Link("supports", name, target, Origin(number, (*address, "supports", target)), details)
    for target, details in element.harms.items():
        yield Link("harms", name, target, Origin(number, (*address, "harms", target)), details)
    if isinstance(element, Kpi):
        if len(address) == 4:
            yield Link("measures", name, str(address[1]), origin)
        for target in element.measures:
            yield Link("measures", name, target, Origin(number, (*address, "measures", target)))
        for target in element.balances:
            yield Link("balances", name, target, Origin(number, (*address, "balances", target)))
