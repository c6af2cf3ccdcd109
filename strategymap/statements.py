"""Chains in words: if this, then that. Titles stand as they were written, between “ and ”."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.model import Goal, Kpi, Outcome

#: What a node or KPI is called in a sentence, by its id.
Words = Callable[[str], str]


def statement(
    graph: MapGraph,
    nodes: Sequence[str],
    harm: Link | None = None,
    harm_at: int = 0,
    *,
    words: Words | None = None,
) -> str:
    """A chain as one sentence, from the bottom up. `nodes` may begin with a KPI, which then
    tells about the first node. With `harm`, the chain goes over that harmful link to the
    node at index `harm_at`, and what follows is put at risk. `words` stand for the titles."""
    words = words or graph.title
    chain = list(nodes)
    telling = ""
    if graph.kind(chain[0]) == "kpi":
        telling = _quoted(words, chain.pop(0))
        harm_at -= 1
    if len(chain) == 1:
        only = _quoted(words, chain[0])
        return f"{telling} tells about {only}." if telling else f"{only}."
    told = f" ({telling} tells)" if telling else ""
    parts = [f"If {_quoted(words, chain[0])}{told}"]
    for index, (source, target) in enumerate(itertools.pairwise(chain), 1):
        if harm is None or index < harm_at:
            parts.append(_helped(words, graph.link(source, target), first=index == 1))
        elif index == harm_at:
            parts.append(_harmed(words, harm, first=index == 1))
        else:
            parts.append(f"; and so against {_quoted(words, target)}")
    return "".join(parts) + "."


def said(graph: MapGraph, name: str) -> str:
    """A node or KPI in the words of the front line (`say`), or '' where it has none."""
    element = graph.elements[name]
    return (element.say or "") if isinstance(element, (Goal, Outcome, Kpi)) else ""


def _helped(words: Words, link: Link, *, first: bool) -> str:
    return f"{', then' if first else '; and then'} {_quoted(words, link.target)}{_because(link)}"


def _harmed(words: Words, link: Link, *, first: bool) -> str:
    return f"{',' if first else '; and'} this works against {_quoted(words, link.target)}{_because(link)}"


def _quoted(words: Words, name: str) -> str:
    return f"“{words(name)}”"


def _because(link: Link) -> str:
    return f", because {link.because.rstrip('.')}" if link.because else ""
