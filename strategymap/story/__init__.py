"""What is told, before it is written: the story of a map as data.

The order of reading is the order of asking for findings here: each finding stands in one
place, where the story first speaks of what it is about.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import get_args

from strategymap.errors import UnknownName
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.links import Link, Relation
from strategymap.model import RUNGS, Kind
from strategymap.owners import owned_by, owners
from strategymap.parted import PartGraph
from strategymap.story.against import harms_of
from strategymap.story.chains import Chains
from strategymap.story.editions import CALLED, Audience, Cover, Edition
from strategymap.story.executive import executive_of
from strategymap.story.frontline import frontline_of
from strategymap.story.goals import Goals
from strategymap.story.manager import manager_of
from strategymap.story.moving import histories_of
from strategymap.story.naming import facts_of, named, reason_of
from strategymap.story.remarks import Remarks
from strategymap.story.standing import standing_of
from strategymap.story.told import Carried, Facts, Linked, Story
from strategymap.story.tracking import Tracking
from strategymap.wording import listed, nearest

__all__ = ["CALLED", "Audience", "Edition", "Story", "edition_of", "story_of"]

#: Goals that get a heading of their own, harms that are told at length, and nodes that lead
#: to no goal; the others are counted, and stand among the links in words.
MOST_GOALS = 30
MOST_HARMS = 30
MOST_ENDS = 20


def story_of(graph: MapGraph, findings: Iterable[Finding]) -> Story:
    """The story of a map and of what was found in it."""
    written, remarks, file = graph.map, Remarks(graph, findings), _file(graph)
    goals, chains, tracking = Goals(graph), Chains(graph, remarks, file), Tracking(graph)
    carried = tuple(chains.carrying(goal) for goal in goals.in_reading_order[:MOST_GOALS])
    outward = _outward(graph, chains)
    nowhere, more_nowhere = _nowhere(graph, chains)
    kpi_notes = remarks.about(sorted(graph.kpis))
    against, more_against = harms_of(graph, remarks, MOST_HARMS)
    return Story(
        title=f"{written.title}: a part" if isinstance(graph, PartGraph) else written.title,
        file=file,
        organization=written.organization or "",
        owner=written.owner or "",
        as_of=_as_of(graph),
        lead=_lead_of_part(graph, remarks) if isinstance(graph, PartGraph) else _summary(graph, remarks),
        description=written.description or "",
        url=written.url or "",
        vision=written.vision or "",
        mission=written.mission or "",
        values=written.values,
        standing=standing_of(graph),
        verdict=remarks.verdict(),
        glance=remarks.glance(),
        wants=goals.wants(MOST_GOALS),
        more_wants=max(0, len(goals.in_reading_order) - MOST_GOALS),
        goals=carried,
        nowhere=nowhere,
        more_nowhere=more_nowhere,
        tracked=tracking.groups(),
        loose=tracking.loose(),
        histories=histories_of(graph, tracking.in_reading_order),
        kpi_notes=kpi_notes,
        against=against,
        more_against=more_against,
        map_notes=remarks.about([None]),
        notes=remarks.left(),
        accepted=remarks.accepted(),
        links=_links(graph),
        parts=_parts(graph),
        part=graph.part if isinstance(graph, PartGraph) else "",
        outward=outward,
        cut=tuple(_linked(graph.whole, link) for link in graph.cut) if isinstance(graph, PartGraph) else (),
    )


def edition_of(
    graph: MapGraph, findings: Iterable[Finding], audience: str | None, owner: str | None = None
) -> Edition:
    """What one audience is told; managers and the front line of one owner, or (None) of all.
    Raises UnknownName for an audience that there isn't, and somebody who owns nothing."""
    for_whom = _audience(audience, owner)
    found = list(findings)
    who = owners(graph) if owner is None else (owned_by(graph, owner),)
    cover = Cover(
        title=graph.map.title,
        file=_file(graph),
        organization=graph.map.organization or "",
        as_of=_as_of(graph) if for_whom != "frontline" else None,
        audience=for_whom,
        owner=who[0].name if owner is not None else "",
    )
    if for_whom == "executive":
        return executive_of(graph, found, cover, _summary(graph, Remarks(graph, found)))
    if for_whom == "manager":
        return manager_of(graph, found, cover, who, cover.file)
    return frontline_of(graph, found, cover, who)


def _audience(audience: str | None, owner: str | None) -> Audience:
    if owner is not None and audience in {None, "executive"}:
        raise UnknownName("a page for one owner is for the audience manager or frontline; name one of them")
    for known in CALLED:
        if known == audience:
            return known
    close = nearest(audience or "", CALLED)
    hint = f'; the nearest is "{close}"' if close else ""
    raise UnknownName(f'"{audience}" is no audience{hint}; there are {", ".join(CALLED)}')


def _file(graph: MapGraph) -> str:
    name = graph.loaded.sources[0].document.name
    return PurePath(name).name or name


def _as_of(graph: MapGraph) -> datetime.date | None:
    """The day, unless it is today's because nobody named one: that would change every day."""
    asked = graph.as_of != datetime.date.today()
    return graph.as_of if asked or graph.map.as_of else None


def _summary(graph: MapGraph, remarks: Remarks) -> str:
    return graph.map.summary or _lead(graph, remarks)


def _lead_of_part(graph: PartGraph, remarks: Remarks) -> str:
    """What part of the map is told, and what the whole says of itself."""
    whole, found = graph.whole, remarks.verdict() or "nothing to remark"
    cards = f"{len(graph.nodes)} of its {len(whole.nodes)} cards"
    kpis = f"{len(graph.kpis)} of its {len(whole.kpis)} KPIs"
    said = (
        f"This is a part of the map: {graph.part}. It holds {cards} and {kpis}; checking found {found} there."
    )
    summary = f" Of the whole map its authors say: “{whole.map.summary}”" if whole.map.summary else ""
    return said + summary


def _lead(graph: MapGraph, remarks: Remarks) -> str:
    """The fixed sentence that opens the story of a map without a summary."""
    tops = sorted(graph.top_goals)
    wanted = f"This strategy wants {_quoted(graph, tops)}" if tops else "This strategy names no top goal"
    verdict = remarks.verdict()
    return f"{wanted}; checking its map found {verdict or 'nothing to remark'}."


def _quoted(graph: MapGraph, names: list[str]) -> str:
    """Their titles in a sentence; those beyond four are counted."""
    titles = [f"“{graph.title(name)}”" for name in names[:4]]
    if len(names) > len(titles):
        titles.append(f"{len(names) - len(titles)} more")
    return listed(titles)


def _nowhere(graph: MapGraph, chains: Chains) -> tuple[tuple[Carried, ...], int]:
    """The nodes at which chains end without a goal, each with what leads there."""
    ends = sorted(min(loop) for loop in graph.reach.ends if not graph.facts.reaches_goal(min(loop)))
    if isinstance(graph, PartGraph):
        ends = [end for end in ends if not graph.leads_out(end)]
    return tuple(chains.carrying(end) for end in ends[:MOST_ENDS]), max(0, len(ends) - MOST_ENDS)


def _outward(graph: MapGraph, chains: Chains) -> tuple[Carried, ...]:
    """Of a part of a map, the nodes at which chains lead out of it, goals apart."""
    if not isinstance(graph, PartGraph):
        return ()
    ends = (min(loop) for loop in graph.reach.ends)
    return tuple(
        chains.carrying(end) for end in sorted(ends) if graph.kind(end) != "goal" and graph.leads_out(end)
    )


def _links(graph: MapGraph) -> dict[Relation, tuple[Linked, ...]]:
    """Every link of the map, each once, by relation; those from the bottom of the chain come
    first. A relation between two KPIs that balance each other is told once."""
    links: dict[Relation, dict[tuple[str, str], Link]] = {relation: {} for relation in get_args(Relation)}
    for link in sorted(graph.links, key=lambda link: (_rung(graph, link.source), link.source, link.target)):
        ends = (link.source, link.target)
        if not (link.relation == "balances" and ends[::-1] in links["balances"]):
            links[link.relation].setdefault(ends, link)
    return {
        relation: tuple(_linked(graph, link) for link in found.values()) for relation, found in links.items()
    }


def _rung(graph: MapGraph, name: str) -> int:
    return graph.rung(name) if name in graph.nodes else len(RUNGS)


def _linked(graph: MapGraph, link: Link) -> Linked:
    reason = reason_of(link) if link.details is not None else None
    return Linked(link.relation, named(graph, link.source), named(graph, link.target), reason)


def _parts(graph: MapGraph) -> dict[Kind, tuple[Facts, ...]]:
    """Every node by kind, goals first; KPIs stand in the table."""
    kinds = Counter(node.kind for node in graph.nodes.values())
    return {
        kind: tuple(facts_of(graph, name) for name in sorted(graph.of_kind(kind)))
        for kind in reversed(RUNGS)
        if kinds[kind]
    }
