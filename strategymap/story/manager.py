"""What managers see: for each owner what they hold, where it leads, and what was found there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.owners import Owner
from strategymap.story.chains import Chains
from strategymap.story.editions import Cover, Manager, Section
from strategymap.story.goals import Goals
from strategymap.story.moving import histories_of
from strategymap.story.naming import all_named, facts_of
from strategymap.story.remarks import Remarks
from strategymap.story.standing import standing_of
from strategymap.story.told import Carried
from strategymap.story.tracking import Tracking
from strategymap.walks import spread


def manager_of(
    graph: MapGraph, findings: Iterable[Finding], cover: Cover, owners: Sequence[Owner], file: str
) -> Manager:
    """The page for managers: a section for each of these owners."""
    found, tracking = list(findings), Tracking(graph)
    unowned = [] if cover.owner else sorted(name for name, node in graph.nodes.items() if not node.owner)
    return Manager(
        cover=cover,
        judged=standing_of(graph) is not None,
        sections=tuple(_section(graph, found, tracking, owner, file) for owner in owners),
        unowned=all_named(graph, unowned),
    )


def _section(
    graph: MapGraph, findings: list[Finding], tracking: Tracking, owner: Owner, file: str
) -> Section:
    held = frozenset(owner.holds)
    nodes = {name for name in held if name in graph.nodes}
    measured = {name for kpi in held & graph.kpis.keys() for name in graph.measured_by(kpi)}
    chosen = [k for k in tracking.in_reading_order if k in held or nodes.intersection(graph.measured_by(k))]
    remarks = Remarks(graph, findings, held)
    chains = _chains(graph, remarks, nodes | measured, file)
    return Section(
        owner=owner.name,
        holds=tuple(facts_of(graph, name) for name in _downwards(graph, held)),
        standing=standing_of(graph, chosen),
        chains=chains,
        kpis=tuple(tracking.of(kpi) for kpi in chosen),
        histories=histories_of(graph, chosen),
        notes=remarks.left(),
        touching=remarks.touching(held),
    )


def _chains(graph: MapGraph, remarks: Remarks, start: set[str], file: str) -> tuple[Carried, ...]:
    """The chains over what is held, under the goals and the ends that they reach."""
    within = graph.upward(start) | spread(graph.supporters_of, start)
    chains = Chains(graph, remarks, file, within)
    goals = [name for name in Goals(graph).in_reading_order if name in within]
    ends = sorted(
        min(loop)
        for loop in graph.reach.ends
        if min(loop) in within and not graph.facts.reaches_goal(min(loop))
    )
    return tuple(chains.carrying(name) for name in [*goals, *ends])


def _downwards(graph: MapGraph, held: Iterable[str]) -> list[str]:
    """From the top of the chain down, KPIs last."""
    return sorted(held, key=lambda n: (-graph.rung(n) if n in graph.nodes else 1, n))
