"""Changes as numbers on a picture: which change has which, and the legend that tells them.

A link that came or went with the node or KPI at its end is told with that, under its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from strategymap.compare import Change, Difference, ItemChange, LinkChange, told
from strategymap.compare.ends import Ends, ended
from strategymap.finding import Severity
from strategymap.numbers import NO_BREAK
from strategymap.view.shown import Badge, ChangeKind, LegendItem, Note

#: More changes, and more findings of a kind, than these are counted.
MOST = 40
MOST_FINDINGS = 6


class Numbered:
    """The changes of two versions with their numbers, in the order in which they are told: the
    map itself, what was added, removed, renamed and changed. All are found by the ids of the newer
    version where there is one; `ids` are the names that changed."""

    def __init__(self, found: Difference, ids: Mapping[str, str]) -> None:
        self._found = found
        self._items: list[LegendItem] = []
        self._of_map: list[Badge] = []
        self._of_things: dict[str, Badge] = {}
        self._of_links: dict[Ends, Badge] = {}
        if found.map:
            self._of_map.append(self._told("changed", told.of_map(found.map), found.map))
        self._came("added", found.added, found.links_added, told.added, told.link_added, {})
        self._came("removed", found.removed, found.links_removed, told.removed, told.link_removed, ids)
        for item in sorted(found.changed, key=lambda item: item.was is None):
            self._of_things[item.id] = self._told("changed", told.changed(item), item.changes)
        for link in found.links_changed:
            badge = self._told("changed", told.link_changed(link), link.changes)
            self._of_links[ended(link.relation, link.source, link.target, {})] = badge

    @property
    def of_map(self) -> tuple[Badge, ...]:
        """What changed in the map itself."""
        return tuple(self._of_map)

    def of_thing(self, name: str) -> Badge | None:
        """What became of a node or KPI itself; None where nothing did."""
        return self._of_things.get(name)

    def of_link(self, ends: Ends) -> Badge | None:
        """What became of a link; None where nothing did."""
        return self._of_links.get(ends)

    @property
    def links(self) -> Mapping[Ends, Badge]:
        """All links that came, went or changed, in the order in which they are told."""
        return self._of_links

    @property
    def legend(self) -> tuple[LegendItem, ...]:
        """The changes that are listed."""
        return tuple(self._items[:MOST])

    @property
    def more(self) -> str:
        """How many are not listed, and how to see them."""
        count = len(self._items) - MOST
        return f"and {count} more, marked …: strategymap diff tells all as text" if count > 0 else ""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What became of the findings: those that went, came and changed, the worst first."""
        found = self._found
        notes: list[Note] = []
        for kind, became, findings in (
            ("gone", "No longer found", found.findings_gone),
            ("come", "New finding", found.findings_come),
            ("changed", "Finding changed", found.findings_changed),
        ):
            texts = [told.finding(each, became) for each in findings[:MOST_FINDINGS]]
            if len(findings) > MOST_FINDINGS:
                texts.append(f"and {len(findings) - MOST_FINDINGS}{NO_BREAK}more: {became.lower()}")
            notes += [Note(kind, text) for text in texts]  # type: ignore[arg-type]  # one of the three
        return tuple(notes)

    def _came(
        self,
        change: ChangeKind,
        items: Sequence[ItemChange],
        links: Sequence[LinkChange],
        tell: Callable[[ItemChange, Sequence[LinkChange]], str],
        tell_link: Callable[[LinkChange], str],
        ids: Mapping[str, str],
    ) -> None:
        """What was added or removed: nodes and KPIs with their links, then the other links."""
        homes = _homes({item.id for item in items}, links)
        for item in items:
            mine = homes.pop(item.id, [])
            # That what is gone is no longer led to goes without saying.
            said = [link for link in mine if change == "added" or link.source == item.id]
            badge = self._told(change, tell(item, said), item.changes)
            self._of_things[item.id] = badge
            ends = (ended(link.relation, link.source, link.target, ids) for link in mine)
            self._of_links |= dict.fromkeys(ends, badge)
        for link in homes.get(None, []):
            self._of_links[ended(link.relation, link.source, link.target, ids)] = self._told(
                change, tell_link(link), link.changes
            )

    def _told(self, change: ChangeKind, text: str, changes: Iterable[Change]) -> Badge:
        number = len(self._items) + 1
        item = LegendItem(number, Severity.NOTE, text, "", tuple(told.keys(changes)), change)
        self._items.append(item)
        return Badge(Severity.NOTE, number if number <= MOST else None, text, change=change)


def _homes(names: set[str], links: Sequence[LinkChange]) -> dict[str | None, list[LinkChange]]:
    """The links by the one of `names` with which they are told, their source if it is one; those
    that stand for themselves under None."""
    homes: dict[str | None, list[LinkChange]] = defaultdict(list)
    for link in links:
        home = next((name for name in (link.source, link.target) if name in names), None)
        homes[home].append(link)
    return homes
