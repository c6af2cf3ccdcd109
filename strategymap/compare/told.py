"""Each change as a sentence, for those who see the map and not its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from strategymap.compare.difference import Change, FindingChange, ItemChange, LinkChange
from strategymap.links import Relation
from strategymap.wording import one_line, quoted

#: What a link says of its source, now and before.
DOES: Mapping[Relation, str] = {
    "supports": "supports", "harms": "works against", "measures": "tells about", "balances": "balances",
}  # fmt: skip
_DID: Mapping[Relation, str] = {
    "supports": "supported", "harms": "worked against", "measures": "told about", "balances": "balanced",
}  # fmt: skip
#: Old and new together longer than this are told elsewhere.
_LONGEST = 160
#: Keys whose values are numbers, until when and for whom.
_MEASURED = ("baseline", "target", "actual")


def of_map(changes: Sequence[Change]) -> str:
    """What the map says of itself in another way."""
    return one_line(f"The map itself: {_changes(changes)}")


def added(item: ItemChange, links: Sequence[LinkChange]) -> str:
    """What is new, with the `links` that begin or end there and are as new."""
    told = [
        f"it {_does(link)}"
        if link.source == item.id
        else f"{quoted(link.source_title)} {_does(link, to='it')}"
        for link in links
    ]
    return one_line("; ".join([f"New {_named(item)}" + (f": {told[0]}" if told else ""), *told[1:]]))


def removed(item: ItemChange, links: Sequence[LinkChange]) -> str:
    """What is gone, with the `links` that began there."""
    told = [f"it {_DID[link.relation]} {quoted(link.target_title)}" for link in links]
    return one_line("; ".join([f"Removed {_named(item)}" + (f": {told[0]}" if told else ""), *told[1:]]))


def changed(item: ItemChange) -> str:
    """What is said of a node or KPI in another way, and whether it was renamed, it seems."""
    was = [f"its id was {item.was}, it seems"] if item.was is not None else []
    told = "; ".join([*was, *filter(None, [_changes(item.changes)])])
    return one_line(_capital(f"{_named(item)}: {told}"))


def link_added(link: LinkChange) -> str:
    """A link that is new."""
    return one_line(f"{quoted(link.source_title)} now {_does(link)}")


def link_removed(link: LinkChange) -> str:
    """A link that is gone."""
    return one_line(
        f"{quoted(link.source_title)} no longer {DOES[link.relation]} {quoted(link.target_title)}"
    )


def link_changed(link: LinkChange) -> str:
    """What is said of a link in another way."""
    joined = f"{quoted(link.source_title)} {DOES[link.relation]} {quoted(link.target_title)}"
    return one_line(f"{joined}: {_changes(link.changes)}")


def finding(found: FindingChange, became: str) -> str:
    """What was found, after what became of it."""
    accepted = f"; accepted: {found.accepted}" if found.accepted else ""
    changes = f"; {_changes(found.changes)}" if found.changes else ""
    return one_line(f"{became}: {found.message} ({found.severity.value} {found.rule}{accepted}{changes})")


def keys(changes: Iterable[Change]) -> Iterator[str]:
    """Every change in full, key by key."""
    for change in changes:
        yield one_line(f"{change.key}: {change.old or '(nothing)'} → {change.new or '(nothing)'}")


def _named(item: ItemChange) -> str:
    return f"{'KPI' if item.kind == 'kpi' else item.kind} {quoted(item.title)}"


def _does(link: LinkChange, to: str = "") -> str:
    because = f", because {link.because}" if link.because else ""
    return f"{DOES[link.relation]} {to or quoted(link.target_title)}{because}"


def _changes(changes: Sequence[Change]) -> str:
    return "; ".join(map(in_words, changes))


def in_words(change: Change) -> str:
    """One change in words. Of a long text it is said only that it is another one."""
    key, old, new = change.key.replace("_", " "), change.old, change.new
    kind, _, name = change.key.partition(".")
    if kind == "perspectives":
        return _perspective(old, new)
    if name:
        key = f"{kind.removesuffix('s')} {name}"
    if {old, new} == {"yes", ""}:
        return f"now {key}" if new else f"no longer {key}"
    if len(old) + len(new) > _LONGEST:
        return f"{key} reworded" if old and new else f"{key} {'added' if new else 'removed'}"
    if key == "title":
        old, new = quoted(old), quoted(new)
    if old and new:
        return f"{key} {_becomes(old, new) if key in _MEASURED else f'{old} → {new}'}"
    return f"{key} now {new}" if new else f"no {key} any more, was {old}"


def _perspective(old: str, new: str) -> str:
    if old and new:
        return f"perspective {quoted(old)} → {quoted(new)}"
    return f"new perspective {quoted(new)}" if new else f"no perspective {quoted(old)} any more"


def _becomes(old: str, new: str) -> str:
    """Old and new, without what both end with: 5 % → 4 % by May.

    >>> _becomes("5 % by May for all", "4 % by May for all"), _becomes("Ann", "Ben")
    ('5 % → 4 % by May for all', 'Ann → Ben')
    """
    before, after = old.split(" "), new.split(" ")
    same = 0
    while same < min(len(before), len(after)) - 1 and before[-1 - same] == after[-1 - same]:
        same += 1
    first = len(before) - same
    ends = [n for n in range(first, len(before)) if before[n] in {"by", "for", "on"}]
    return f"{' '.join(before[: ends[0]]) if ends else old} → {new}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
