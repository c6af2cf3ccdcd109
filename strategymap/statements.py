"""Chains in words: if this, then that. Titles stand as they were written, between “ and ”."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.model import Goal, Kpi, Outcome


def statement(graph: MapGraph, nodes: Sequence[str], harm: Link | None = None, harm_at: int = 0) -> str:
    """A chain as one sentence, from the bottom up. `nodes` may begin with a KPI, which then
    tells about the first node. With `harm`, the chain goes over that harmful link to the
    node at index `harm_at`, and what follows is put at risk."""
    return Teller(graph, graph.title, because).told(nodes, harm, harm_at)


def said(graph: MapGraph, name: str) -> str:
    """A node or KPI in the words of the front line (`say`), or '' where it has none."""
    element = graph.elements[name]
    return (element.say or "") if isinstance(element, (Goal, Outcome, Kpi)) else ""


def because(link: Link) -> str:
    """The reason of a link as it follows in a sentence, or ''."""
    return f", because {link.reason}" if link.reason else ""


class Teller:
    """Tells chains as sentences. `words` says what a node or KPI is called, by its id;
    `reason` what follows a link."""

    def __init__(self, graph: MapGraph, words: Callable[[str], str], reason: Callable[[Link], str]) -> None:
        self._graph = graph
        self._words = words
        self._reason = reason

    def told(self, nodes: Sequence[str], harm: Link | None = None, harm_at: int = 0) -> str:
        """A chain, as `statement` takes it."""
        chain, graph = list(nodes), self._graph
        telling = ""
        if graph.kind(chain[0]) == "kpi":
            telling = self._quoted(chain.pop(0))
            harm_at -= 1
        if len(chain) == 1:
            only = self._quoted(chain[0])
            return f"{telling} tells about {only}." if telling else f"{only}."
        told = f" ({telling} tells)" if telling else ""
        parts = [f"If {self._quoted(chain[0])}{told}"]
        for index, (source, target) in enumerate(itertools.pairwise(chain), 1):
            if harm is None or index < harm_at:
                parts.append(self._helped(graph.link(source, target), first=index == 1))
            elif index == harm_at:
                parts.append(self._harmed(harm, first=index == 1))
            else:
                parts.append(f"; and so against {self._quoted(target)}")
        return "".join(parts) + "."

    def _helped(self, link: Link, *, first: bool) -> str:
        return f"{', then' if first else '; and then'} {self._quoted(link.target)}{self._reason(link)}"

    def _harmed(self, link: Link, *, first: bool) -> str:
        lead = "," if first else "; and"
        return f"{lead} this works against {self._quoted(link.target)}{self._reason(link)}"

    def _quoted(self, name: str) -> str:
        return f"“{self._words(name)}”"
