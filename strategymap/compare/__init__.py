"""What changed in meaning between two versions of a map.

The order of keys, comments, layout, the short or the long form, YAML or JSON, one file or many
change nothing. Everything is compared once, by id, in time linear in the size of both maps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from strategymap.compare.difference import Change, Difference, FindingChange, ItemChange, LinkChange
from strategymap.compare.ends import Ends, ends_of
from strategymap.compare.found import findings
from strategymap.compare.likeness import Successor, successors
from strategymap.compare.said import changes, of_item, of_link, of_map, reason_of
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.links import Link
from strategymap.model import RUNGS

__all__ = ["Change", "Difference", "FindingChange", "ItemChange", "LinkChange", "compare"]


def compare(
    old: MapGraph, old_findings: Iterable[Finding], new: MapGraph, new_findings: Iterable[Finding]
) -> Difference:
    """What changed from the old map to the new one, each judged from its own day. Raises
    MeasurementsError."""
    followed = successors(old, new)
    ids = {name: successor.id for name, successor in followed.items()}
    before, after = ends_of(old, ids), ends_of(new, {})
    found = findings((old, old_findings), (new, new_findings), ids)
    return Difference(
        map=changes(of_map(old), of_map(new)),
        added=_items(new, set(new) - set(old) - set(ids.values())),
        removed=_items(old, set(old) - set(new) - ids.keys()),
        changed=_sorted(_changed(old, new, followed)),
        links_added=_links(new, {ends: link for ends, link in after.items() if ends not in before}),
        links_removed=_links(old, {ends: link for ends, link in before.items() if ends not in after}),
        links_changed=tuple(_changed_links(new, before, after)),
        findings_gone=found.gone,
        findings_come=found.come,
        findings_changed=found.changed,
    )


def _items(graph: MapGraph, names: Iterable[str]) -> tuple[ItemChange, ...]:
    return _sorted(ItemChange(name, graph.kind(name), graph.title(name)) for name in names)


def _sorted(items: Iterable[ItemChange]) -> tuple[ItemChange, ...]:
    order = {kind: number for number, kind in enumerate((*reversed(RUNGS), "kpi"))}
    return tuple(sorted(items, key=lambda item: (order[item.kind], item.id)))


def _changed(old: MapGraph, new: MapGraph, followed: Mapping[str, Successor]) -> Iterator[ItemChange]:
    """The nodes and KPIs that are in both and say something else, or have another id."""
    for name in old:
        successor = followed.get(name)
        now = successor.id if successor else name
        if now not in new:
            continue
        found = changes(of_item(old, name), of_item(new, now))
        if found or successor:
            kind, title = new.kind(now), new.title(now)
            was, alike = (name, successor.alike) if successor else (None, None)
            yield ItemChange(now, kind, title, found, was, alike)


def _links(graph: MapGraph, links: Mapping[Ends, Link]) -> tuple[LinkChange, ...]:
    """Links as the map itself names their ends."""
    return tuple(
        LinkChange(
            link.relation,
            link.source,
            link.target,
            _title(graph, link.source),
            _title(graph, link.target),
            reason_of(link).told,
        )
        for _, link in sorted(links.items())
    )


def _changed_links(
    graph: MapGraph, before: Mapping[Ends, Link], after: Mapping[Ends, Link]
) -> Iterator[LinkChange]:
    for ends, link in sorted(after.items()):
        if ends in before:
            found = changes(of_link(before[ends]), of_link(link))
            if found:
                titles = (_title(graph, link.source), _title(graph, link.target))
                yield LinkChange(
                    link.relation, link.source, link.target, *titles, reason_of(link).told, found
                )


def _title(graph: MapGraph, name: str) -> str:
    """The title, or the id where nothing has it."""
    return graph.title(name) if name in graph else name
