"""The links of a map, as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from strategymap.finding import Origin
from strategymap.model import Details, Element, Kpi, Node

Relation = Literal["supports", "harms", "measures", "balances"]


class Link(NamedTuple):
    """One link as it was written: `source` supports, harms, measures or balances `target`.
    `details` are those of a `supports` or `harms` link, `home` is the place of the source;
    `implied` marks the link of a KPI to the node under which it stands."""

    relation: Relation
    source: str
    target: str
    home: Origin
    details: Details | None = None
    implied: bool = False

    @property
    def origin(self) -> Origin:
        """The place of the target, as the link names it; of the source if it is implied."""
        if self.implied:
            return self.home
        return Origin(self.home.document, (*self.home.address, self.relation, self.target))

    @property
    def feedback(self) -> bool:
        """Whether the link closes a loop that is meant."""
        return bool(self.details and self.details.feedback)

    @property
    def because(self) -> str | None:
        """The assumption on which the link rests, as it was written."""
        return self.details.because if self.details else None

    @property
    def reason(self) -> str:
        """The assumption as it goes on in a sentence after "because"; '' without one."""
        return reason_text(self.because or "")


def reason_text(written: str) -> str:
    """A reason as it goes on in a sentence after "because".

    >>> reason_text("because callers are hurried. "), reason_text("Calls cost money")
    ('callers are hurried', 'Calls cost money')
    """
    return written.strip().rstrip(".").removeprefix("because ").strip()


class Links(NamedTuple):
    """The links of a map in the order of the file: those that hold, those to ids that there
    aren't, and those to the wrong kind."""

    holding: list[Link]
    unknown: list[Link]
    wrong: list[Link]


def written_links(elements: Mapping[str, Element], origins: Mapping[str, Origin]) -> Links:
    """All links that the elements of a map name."""
    links = Links([], [], [])
    for name, element in elements.items():
        for link in _links_of(name, element, origins[name]):
            target = elements.get(link.target)
            if target is None:
                links.unknown.append(link)
            elif isinstance(target, Kpi) != (link.relation == "balances"):
                links.wrong.append(link)
            else:
                links.holding.append(link)
    return links


def _links_of(name: str, element: Element, origin: Origin) -> Iterator[Link]:
    """The links that an element names, in the order of the language; a KPI that stands
    under a node measures that node first."""
    if isinstance(element, Node):
        for target, details in element.supports.items():
            yield Link("supports", name, target, origin, details)
    for target, details in element.harms.items():
        yield Link("harms", name, target, origin, details)
    if isinstance(element, Kpi):
        if len(origin.address) == 4:
            yield Link("measures", name, str(origin.address[1]), origin, implied=True)
        for target in element.measures:
            yield Link("measures", name, target, origin)
        for target in element.balances:
            yield Link("balances", name, target, origin)


def harms_by_node(
    nodes: Iterable[str], measured: Mapping[str, Iterable[str]], links: Iterable[Link]
) -> dict[str, dict[str, Link]]:
    """For each node what it harms, by its own links or those of a KPI that measures it; its
    own link comes first, then that of the smallest id. Links marked as feedback are left out."""
    harmed: dict[str, dict[str, Link]] = {name: {} for name in nodes}
    written = [link for link in links if link.relation == "harms" and not link.feedback]
    for link in written:
        if link.source in harmed:
            harmed[link.source].setdefault(link.target, link)
    for link in sorted(written, key=lambda link: link.source):
        for node in measured.get(link.source, ()):
            harmed[node].setdefault(link.target, link)
    return harmed
