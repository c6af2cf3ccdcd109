"""How much changed, in a line."""

from __future__ import annotations

from collections.abc import Sequence

from strategymap.compare.difference import Difference, FindingChange, ItemChange, LinkChange
from strategymap.wording import listed


def summary(found: Difference) -> str:
    """How much changed, as the rest of a sentence: what was added, removed and changed, and the
    findings."""
    if not found:
        return "nothing has changed in meaning"
    itself = ["the map itself"] * bool(found.map)
    parts = [
        _things("added", found.added, found.links_added),
        _things("removed", found.removed, found.links_removed),
        _things("changed", found.changed, found.links_changed, itself),
        _findings("gone", found.findings_gone),
        _findings("new", found.findings_come),
        _findings("changed", found.findings_changed),
    ]
    return "; ".join(filter(None, parts))


def _things(
    what: str, items: Sequence[ItemChange], links: Sequence[LinkChange], itself: Sequence[str] = ()
) -> str:
    """How many nodes, KPIs and links, such as "1 node and 2 links added"; '' for none."""
    kpis = sum(item.kind == "kpi" for item in items)
    numbers = {"node": len(items) - kpis, "KPI": kpis, "link": len(links)}
    told = [*itself, *(_some(number, thing) for thing, number in numbers.items() if number)]
    return f"{listed(told)} {what}" if told else ""


def _findings(what: str, found: Sequence[FindingChange]) -> str:
    return f"{_some(len(found), 'finding')} {what}" if found else ""


def _some(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
