"""What is on a map: its nodes and KPIs by id, before anything is said of the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from strategymap.finding import Origin
from strategymap.model import RUNGS, Element, Kind, Kpi, Map, Node
from strategymap.wording import listed, quoted

if TYPE_CHECKING:
    from strategymap.loader import LoadedMap


class Elements:
    """The nodes and KPIs of a map, each with the place where it stands. An id stands for
    either; ids come in the order of the file."""

    def __init__(self, loaded: LoadedMap) -> None:
        self._loaded = loaded
        self.elements: dict[str, Element] = {}
        self.origins: dict[str, Origin] = {}
        for name, element, origin in loaded.elements():
            self.elements[name] = element
            self.origins[name] = origin

    @property
    def map(self) -> Map:
        """What the map itself says."""
        return self._loaded.map

    @property
    def loaded(self) -> LoadedMap:
        """The files that the map came from, with the places in them."""
        return self._loaded

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The initiatives, outputs, outcomes and goals."""
        return {name: element for name, element in self.elements.items() if isinstance(element, Node)}

    @cached_property
    def kpis(self) -> dict[str, Kpi]:
        """The KPIs."""
        return {name: element for name, element in self.elements.items() if isinstance(element, Kpi)}

    def __contains__(self, name: str) -> bool:
        return name in self.elements

    def __iter__(self) -> Iterator[str]:
        return iter(self.elements)

    def of_kind(self, kind: Kind) -> list[str]:
        """The ids of one kind."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> dict[Kind, list[str]]:
        found: dict[Kind, list[str]] = {kind: [] for kind in (*RUNGS, "kpi")}
        for name, element in self.elements.items():
            found[element.kind].append(name)
        return found

    def kind(self, name: str) -> Kind:
        """goal, outcome, output, initiative or kpi."""
        return self.elements[name].kind

    def rung(self, name: str) -> int:
        """Initiative 0, output 1, outcome 2, goal 3."""
        return self.nodes[name].rung

    def title(self, name: str) -> str:
        """The title of a node or KPI."""
        return self.elements[name].title

    def named(self, name: str) -> str:
        """How a remark names it: goal "Improve customer loyalty"."""
        kind = self.elements[name].kind
        return f"{'KPI' if kind == 'kpi' else kind} {quoted(self.title(name))}"

    def listed(self, names: Iterable[str], most: int = 8) -> str:
        """Titles in one line, in the order given; those beyond `most` are counted."""
        everything = list(names)
        titles = [quoted(self.title(name)) for name in everything[:most]]
        if len(everything) > most:
            titles.append(f"{len(everything) - most} more")
        return listed(titles)
