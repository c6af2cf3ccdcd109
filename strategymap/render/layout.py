"""Where cards and links run from left to right: the layout engine's part of a picture.

The engine is given a DOT document that holds nothing but generated names and numbers: for
each row of cards a rank, in it a box of fixed width for each card and a narrow one for
each link that passes through the row, and the links from row to row. It answers with the
order in the rows, so that few links cross, and with the middles of all boxes. The rest,
heights and curves, follows from these alone; so that engines that agree on the middles
give the same picture to the byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pydot

from strategymap.render.rows import Row
from strategymap.view import LinkKind

#: Free px at both sides of a card, and between any two boxes.
MARGIN = 12
GAP = 10
#: What a link takes in a row that it passes through.
LANE = 12
#: How near to its corners a link meets a card.
INSET = 22
#: From this number of links on, those of a kind to the same card share their lanes; so do
#: those to a card that has so many.
_SHARING = 80
_SHARING_AT_A_CARD = 8
#: From this number of links on, the engine takes fewer rounds to untangle them.
_MANY = 150


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one card to another, by their numbers."""

    tail: int
    head: int
    kind: LinkKind = "supports"

    @property
    def weight(self) -> int:
        """The results chain runs straighter than what works against it."""
        return 2 if self.kind == "supports" else 1


@dataclass(slots=True)
class Plan:
    """What the engine is asked. Boxes are numbered: the cards first, then the lanes; `ways`
    names for each link the boxes that it runs through, from tail to head, both included."""

    widths: Sequence[float]
    ranks: list[list[int]]
    ways: list[tuple[int, ...]] = field(default_factory=list)
    steps: dict[tuple[int, int], int] = field(default_factory=dict)
    level: list[tuple[int, int]] = field(default_factory=list)
    many: bool = False

    @property
    def row_of(self) -> dict[int, int]:
        """The row of each box."""
        return {box: number for number, rank in enumerate(self.ranks) for box in rank}


def plan(widths: Sequence[float], rows: Sequence[Row], links: Sequence[Link]) -> Plan:
    """Cards of these widths in rows, with a lane for each link in each row that it passes."""
    place = {card: number for number, row in enumerate(rows) for card in row.cards}
    asked = Plan(widths, [list(row.cards) for row in rows], many=len(links) >= _MANY)
    lanes = _Lanes(asked)
    bearing = Counter((link.head, link.kind) for link in links)
    for number, link in enumerate(links):
        rank, last = place[link.tail], place[link.head]
        passed = range(rank + 1, last) if rank < last else range(rank - 1, last, -1)
        sharing = len(links) >= _SHARING or bearing[link.head, link.kind] >= _SHARING_AT_A_CARD
        # A link with lanes of its own is known by a number that no card has.
        owner = (link.head if sharing else -1 - number, link.kind)
        way = (link.tail, *(lanes.of(owner, row) for row in passed), link.head)
        asked.ways.append(way)
        _add_steps(asked, way if rank > last else way[::-1], link.weight, level=rank == last)
    return asked


class _Lanes:
    """Gives out lanes: one for each owner and row."""

    def __init__(self, asked: Plan) -> None:
        self._ranks = asked.ranks
        self._next = len(asked.widths)
        self._given: dict[tuple[tuple[int, LinkKind], int], int] = {}

    def of(self, owner: tuple[int, LinkKind], row: int) -> int:
        """The box of a lane."""
        if (owner, row) not in self._given:
            self._given[owner, row] = self._next
            self._ranks[row].append(self._next)
            self._next += 1
        return self._given[owner, row]


def _add_steps(asked: Plan, way: Sequence[int], weight: int, *, level: bool) -> None:
    """The steps of a way that runs upwards. Between lanes they are heavier, so that a link
    bends near its ends, if at all."""
    for lower, upper in pairwise(way):
        if level:
            asked.level.append((lower, upper))
            continue
        lanes = (lower >= len(asked.widths)) + (upper >= len(asked.widths))
        asked.steps[upper, lower] = max(asked.steps.get((upper, lower), 0), weight * (1, 2, 4)[lanes])


def document(asked: Plan) -> str:
    """The plan as DOT."""
    graph = pydot.Dot("map", graph_type="digraph", rankdir="TB", splines="none")
    graph.set("nodesep", _inches(GAP))
    graph.set("ranksep", "0.5")
    graph.set("nslimit", "0.05" if asked.many else "2")
    graph.set("mclimit", "0.05" if asked.many else "4")
    graph.set_node_defaults(shape="box", fixedsize="true", label='""', height="0.5", width=_inches(LANE))
    for number, rank in enumerate(asked.ranks):
        graph.add_subgraph(_rank(number, rank, asked.widths))
    for (upper, lower), attributes in _edges(asked):
        graph.add_edge(pydot.Edge(f"n{upper}", f"n{lower}", **attributes))
    return str(graph.to_string())


def _inches(px: float) -> str:
    return f"{px / 72:.5f}"


def _rank(number: int, boxes: Sequence[int], widths: Sequence[float]) -> pydot.Subgraph:
    rank = pydot.Subgraph(f"r{number}", rank="same")
    for box in boxes:
        wide: dict[str, Any] = {}
        if box < len(widths):
            wide["width"] = _inches(widths[box] + 2 * MARGIN)
        rank.add_node(pydot.Node(f"n{box}", **wide))
    return rank


def _edges(asked: Plan) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
    for pair, weight in asked.steps.items():
        yield pair, {"weight": str(weight)}
    for pair in asked.level:
        yield pair, {"constraint": "false"}
    rank_of = asked.row_of
    joined = {rank_of[upper] for upper, _ in asked.steps}
    for number, (rank, following) in enumerate(pairwise(asked.ranks)):
        if number not in joined:
            yield (rank[0], following[0]), {"style": "invis", "weight": "0"}


def middles(answer: Mapping[str, Any]) -> dict[int, int]:
    """The engine's answer: the middle of each box, in whole px from the left."""
    return {
        int(item["name"][1:]): round(float(item["pos"].split(",")[0]))
        for item in answer.get("objects", ())
        if "pos" in item
    }
