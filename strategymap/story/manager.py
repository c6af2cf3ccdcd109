"""What managers see: for each owner what they hold, where it leads, and what was found there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.owners import Owner
from strategymap.story.chains import Chains
from strategymap.story.editions import Cover, Found, Manager, Section
from strategymap.story.goals import Goals
from strategymap.story.measured import Named
from strategymap.story.moving import histories_of
from strategymap.story.naming import all_named, facts_of, named
from strategymap.story.remarks import Remarks
from strategymap.story.standing import standing_of
from strategymap.story.told import Carried
from strategymap.story.tracking import Tracking
from strategymap.walks import shortest_ways


def manager_of(
    graph: MapGraph, findings: Iterable[Finding], cover: Cover, owners: Sequence[Owner], file: str
) -> Manager:
    """The page for managers: a section for each of these owners. Where it is for one owner
    alone, the chains are told all the way up."""
    found, tracking = list(findings), Tracking(graph)
    told = set[int]()
    sections = list[Section]()
    for owner in owners:
        section, numbers = _section(graph, found, tracking, owner, file, told, whole=bool(cover.owner))
        sections.append(section)
        told |= numbers
    unowned = [] if cover.owner else sorted(name for name, node in graph.nodes.items() if not node.owner)
    return Manager(
        cover=cover,
        judged=standing_of(graph) is not None,
        sections=tuple(sections),
        unowned=all_named(graph, unowned),
    )


def _section(
    graph: MapGraph,
    findings: list[Finding],
    tracking: Tracking,
    owner: Owner,
    file: str,
    before: set[int],
    *,
    whole: bool,
) -> tuple[Section, set[int]]:
    """The section of an owner, and the numbers of the findings that it tells in full."""
    held = frozenset(owner.holds)
    nodes = {name for name in held if name in graph.nodes}
    measured = {name for kpi in held & graph.kpis.keys() for name in graph.measured_by(kpi)}
    chosen = [k for k in tracking.in_reading_order if k in held or nodes.intersection(graph.measured_by(k))]
    remarks = Remarks(graph, findings, held, ends=nodes | measured, before=before)
    chains = _chains(graph, remarks, nodes | measured, file, whole=whole)
    # A finding about an owner, such as `no-line-of-sight`, names them, and no id.
    touching = remarks.touching({*held, *measured, owner.name})
    section = Section(
        owner=owner.name,
        holds=tuple(facts_of(graph, name) for name in _downwards(graph, held)),
        standing=standing_of(graph, chosen),
        chains=chains,
        kpis=tuple(tracking.of(kpi) for kpi in chosen),
        histories=histories_of(graph, chosen),
        notes=remarks.left(),
        touching=tuple(
            Found(named(graph, found.node) if found.node is not None else None, remarks.told(found))
            for found in touching
        ),
    )
    return section, remarks.numbers


def _chains(
    graph: MapGraph, remarks: Remarks, start: set[str], file: str, *, whole: bool
) -> tuple[Carried, ...]:
    """What leads to the start and what the start leads to, each link once, under the goals and
    the ends of these links; with `whole` all the way up to the top goals."""
    links = _links(graph, start, whole=whole)
    chains = Chains(graph, remarks, file, links)
    leading, reached = {source for source, _ in links}, {target for _, target in links}
    goals = [name for name in Goals(graph).in_reading_order if name in reached]
    ends = sorted((reached | start).difference(leading, goals))
    told = [chains.carrying(name) for name in [*goals, *ends]]
    for source, target in sorted(links):
        # What is left has no end: it runs in a circle, or into one.
        if len(graph.reach.loop_of[target]) > 1 and not chains.has_told(source, target):
            told.append(chains.carrying(target))
    return tuple(replace(one, onward=_onward(graph, one.facts.part.id, leading)) for one in told)


def _links(graph: MapGraph, start: set[str], *, whole: bool) -> set[tuple[str, str]]:
    """The links to the start, those from there, and with `whole` all further up."""
    into = {(source, name) for name in start for source in graph.supporters_of(name)}
    upward = graph.upward(start) if whole else start
    links = into | {(name, target) for name in upward for target in graph.supports(name)}
    return {(source, target) for source, target in links if source != target}


def _onward(graph: MapGraph, end: str, leading: set[str]) -> tuple[Named, ...]:
    """From an end that nothing is told to follow, the shortest way on to a top goal."""
    if end in leading:
        return ()
    way = next(iter(shortest_ways(graph.supports, [end], set(graph.top_goals).__contains__, 1)), [end])
    return all_named(graph, way[1:])


def _downwards(graph: MapGraph, held: Iterable[str]) -> list[str]:
    """From the top of the chain down, KPIs last."""
    return sorted(held, key=lambda n: (-graph.rung(n) if n in graph.nodes else 1, n))
