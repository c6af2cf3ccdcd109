"""The chains that carry a goal, as if/then statements, each link told once.

The first chain of a goal is the longest line of argument below it. Each further one
starts with a node that is told already, or from the bottom, and ends at one that is told
already: so the chains branch off and join, and nothing is repeated. A chain stops at
another goal, which has a heading of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

from strategymap.graph import MapGraph
from strategymap.parted import PartGraph
from strategymap.story.naming import all_named, chips_of, facts_of, named, reason_of
from strategymap.story.remarks import Remarks
from strategymap.story.told import Carried, Chain, Note, Place, Step, Word

#: Chains that are told of one goal; the others are counted.
MOST_CHAINS = 12

NO_KPI = "no KPI: this link can’t be checked here"
NO_OWN_KPI = "no KPI of its own"
_SKIPS = "a rung is missing: no outcome stands between this {} and this goal"
_BACK = "this link runs backwards, from {} {} down to an {}"
_OPENINGS: tuple[Word, ...] = ("if", "then", "and then")
_LOOP = "this link is part of a circle, which leads back to itself"
_UNCAUSED = "the chain begins here: nothing on this map brings this outcome about"


class Chains:
    """The chains of one map, or of some of its links (each from what leads to what). Ask for
    the goals in reading order."""

    def __init__(
        self,
        graph: MapGraph,
        remarks: Remarks,
        file: str,
        links: Container[tuple[str, str]] | None = None,
    ) -> None:
        self._graph = graph
        self._chosen = links
        self._remarks = remarks
        self._file = file
        self._walked: set[str] = set()
        self._links: set[tuple[str, str]] = set()
        self._shown: set[str] = set()

    def carrying(self, end: str) -> Carried:
        """A goal, or a node that leads to none, and what carries it."""
        graph = self._graph
        self._shown.add(end)
        notes = self._notes(end)
        paths, more = self._paths(end)
        return Carried(
            facts=facts_of(graph, end),
            is_top=end in self._tops,
            chips=chips_of(graph, end),
            unmeasured="" if graph.kpis_of(end) else NO_OWN_KPI,
            works_against=all_named(graph, sorted(graph.harms[end])),
            notes=notes,
            chains=tuple(self._chain(path, end) for path in paths),
            more=more,
            ask=f"strategymap how {self._file} {end}" if more else "",
            onward=all_named(graph.whole, graph.onward(end)) if isinstance(graph, PartGraph) else (),
        )

    def has_told(self, source: str, target: str) -> bool:
        """Whether the link is in a chain that was asked for."""
        return (source, target) in self._links

    @cached_property
    def _tops(self) -> frozenset[str]:
        return frozenset(self._graph.top_goals)

    # Which way

    def _paths(self, end: str) -> tuple[list[list[str]], int]:
        """The chains to tell, each from the bottom up, and the number of those left out."""
        walk = self._walk(end)
        paths = list(islice(walk, MOST_CHAINS))
        walked, links = set(self._walked), set(self._links)
        left_out = sum(1 for _ in walk)
        self._walked, self._links = walked, links
        return paths, left_out

    def _walk(self, end: str) -> Iterator[list[str]]:
        """Every chain below a node that has not been told, those that end nearest to it first."""
        self._walked.add(end)
        queue = deque([end])
        while queue:
            node = queue.popleft()
            for supporter in self._supporters(node):
                if (supporter, node) not in self._links:
                    path = self._down(node, supporter)
                    queue.extend(path[1:-1])
                    yield path[::-1]

    def _down(self, node: str, supporter: str) -> list[str]:
        """From a node down by way of a supporter, to a goal, what is told already, or the bottom."""
        path = [node]
        while True:
            self._links.add((supporter, path[-1]))
            path.append(supporter)
            if supporter in self._walked or self._graph.kind(supporter) == "goal":
                return path
            self._walked.add(supporter)
            here = supporter
            further = (other for other in self._supporters(here) if (other, here) not in self._links)
            supporter = next(further, "")
            if not supporter:
                return path

    def _supporters(self, node: str) -> list[str]:
        """What leads to a node: the top of the longest chain first, goals last."""
        chosen = self._chosen
        others = [
            other
            for other in self._graph.supporters_of(node)
            if other != node and (chosen is None or (other, node) in chosen)
        ]
        return sorted(others, key=lambda n: (self._graph.kind(n) == "goal", -self._heights[n], n))

    @cached_property
    def _heights(self) -> dict[str, int]:
        """How many links the longest chain below each node has; a loop counts as one node."""
        heights: dict[str, int] = {}
        for component in reversed(self._graph.reach.components):
            below = (
                heights[other] + 1
                for name in component
                for other in self._graph.chain.predecessors(name)
                if other not in component
            )
            heights.update(dict.fromkeys(component, max(below, default=0)))
        return heights

    # In which words

    def _chain(self, path: list[str], end: str) -> Chain:
        below = (None, *path)
        return tuple(
            self._step(_OPENINGS[min(n, 2)], name, before, end)
            for n, (name, before) in enumerate(zip(path, below, strict=False))
        )

    def _step(self, word: Word, name: str, before: str | None, end: str) -> Step:
        graph, place = self._graph, self._place(name, end)
        step = Step(
            word=word,
            node=named(graph, name),
            reason=reason_of(graph.link(before, name)) if before is not None else None,
            place=place,
            flaw=self._flaw_of_link(before, name) if before is not None else self._flaw_of_start(name),
            notes=self._remarks.on_link(before, name) if before is not None else (),
        )
        if place != "here" or name == end:
            return step
        self._shown.add(name)
        facts = facts_of(graph, name)
        return replace(
            step,
            owner=facts.owner,
            group=facts.group,
            chips=chips_of(graph, name),
            unmeasured=self._unmeasured(name),
            works_against=all_named(graph, sorted(graph.harms[name])),
            notes=step.notes + self._notes(name),
        )

    def _unmeasured(self, name: str) -> str:
        """What is said of outputs and outcomes without a KPI; nobody asks one of initiatives."""
        is_rung = self._graph.kind(name) in {"output", "outcome"}
        return NO_KPI if is_rung and not self._graph.kpis_of(name) else ""

    def _place(self, name: str, end: str) -> Place:
        if name == end:
            return "here"
        if self._graph.kind(name) == "goal" and self._has_heading(name):
            return "own heading"
        return "above" if name in self._shown else "here"

    def _has_heading(self, goal: str) -> bool:
        """Of some links alone, a goal to which none of them leads is a step like any other."""
        return self._chosen is None or bool(self._supporters(goal))

    def _notes(self, name: str) -> tuple[Note, ...]:
        """Those about a node and its KPIs, the worst first."""
        notes = self._remarks.about([name, *sorted(self._graph.kpis_of(name))])
        return tuple(sorted(notes, key=lambda note: note.remarks[0].number))

    def _flaw_of_link(self, source: str, target: str) -> str:
        graph = self._graph
        if graph.facts.skips_rung(source, target):
            return _SKIPS.format(graph.kind(source))
        if graph.facts.runs_back(source, target):
            kind = graph.kind(source)
            return _BACK.format("a" if kind == "goal" else "an", kind, graph.kind(target))
        return _LOOP if source in graph.reach.loop_of[target] else ""

    def _flaw_of_start(self, name: str) -> str:
        graph = self._graph
        return _UNCAUSED if graph.facts.is_uncaused(name) else ""
