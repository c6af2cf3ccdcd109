"""What is told of two versions of a map, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from strategymap.finding import Severity
from strategymap.links import Relation
from strategymap.model import Kind


@dataclass(frozen=True, slots=True)
class Change:
    """What was said under one key, and what is said now, in words; '' for nothing. Keys are those
    of the map language, and `kind`, `status` and `history`; `perspectives.ID` and `rules.NAME`
    for one entry of a map's own."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A node or KPI that was added, removed or changed. `was` is the id of the old version where
    it seems to have been renamed; `alike` says by what that was told: the same title and kind, or
    the same kind and all its links. None where the id is the same."""

    id: str
    kind: Kind
    title: str
    changes: tuple[Change, ...] = ()
    was: str | None = None
    alike: Literal["title", "links"] | None = None


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link that was added, removed or changed, with the titles of its ends and the reason that
    it gives (of a changed one the new). Where a KPI stands under a node or names it under
    `measures` is one; so is which of two KPIs says that they balance each other."""

    relation: Relation
    source: str
    target: str
    source_title: str
    target_title: str
    because: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that went, came or changed. `node` is None for the map and `title` is the node's;
    `accepted` holds the authors' reason where they live with it. The keys of its changes are
    `severity`, `accepted` and `related`, which are the other ids that it names."""

    rule: str
    severity: Severity
    node: str | None
    title: str
    message: str
    related: tuple[str, ...] = ()
    accepted: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in meaning from one version of a map to another. Nodes and KPIs are sorted by
    kind, the goals first, and id; links by their ends; findings by severity, the worst first, and
    rule. What was removed or went is told by the ids and titles of the old version."""

    map: tuple[Change, ...] = ()
    added: tuple[ItemChange, ...] = ()
    removed: tuple[ItemChange, ...] = ()
    changed: tuple[ItemChange, ...] = ()
    links_added: tuple[LinkChange, ...] = ()
    links_removed: tuple[LinkChange, ...] = ()
    links_changed: tuple[LinkChange, ...] = ()
    findings_gone: tuple[FindingChange, ...] = ()
    findings_come: tuple[FindingChange, ...] = ()
    findings_changed: tuple[FindingChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything has changed."""
        return self != Difference()
