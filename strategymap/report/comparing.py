"""What changed between two versions of a map, as text: in the order of reading."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from strategymap.compare import Change, Difference, FindingChange, ItemChange, LinkChange
from strategymap.compare.summary import summary
from strategymap.compare.told import DOES, in_words
from strategymap.wording import one_line, quoted

_ARROW = "→"
_MINUS = "−"
_ALIKE = {"title": "the title is the same", "links": "its links are the same"}
_NOTHING = "(nothing)"
#: The forms in which it is told.
FORMS = ("text", "json")


def write(found: Difference, form: str, old: str, new: str) -> str:
    """The report in one of FORMS, as it stands in a file."""
    if form == "json":
        return json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(lines(found, old, new)) + "\n"


def lines(found: Difference, old: str, new: str) -> list[str]:
    """The report, a line each; `old` and `new` are what the versions are called. A link stands
    below what was added or removed at its end; the others stand for themselves."""
    head = one_line(f"From {old} to {new}: {summary(found)}.")
    return [head, *(line for section in _sections(found) for line in section)]


def _sections(found: Difference) -> Iterator[list[str]]:
    renamed = [item for item in found.changed if item.was is not None]
    changed = [item for item in found.changed if item.was is None]
    said = [line for item in changed for line in _item("~", item)]
    said += [line for link in found.links_changed for line in _changed_link(link)]
    yield _section("The map itself", [_change(change, 2) for change in found.map])
    yield _section("Added", _came("+", found.added, found.links_added))
    yield _section("Removed", _came(_MINUS, found.removed, found.links_removed))
    yield _section("Renamed, it seems", [line for item in renamed for line in _renamed(item)])
    yield _section("Changed", said)
    yield _section("Findings that went", [_finding("✓", each) for each in found.findings_gone])
    yield _section("Findings that came", [_finding("!", each) for each in found.findings_come])
    yield _section("Findings that changed", [line for f in found.findings_changed for line in _other(f)])


def _section(head: str, body: Iterable[str]) -> list[str]:
    told = [*map(_printable, body)]
    return ["", head, *told] if told else []


def _printable(line: str) -> str:
    """A line that keeps its indent."""
    told = line.lstrip(" ")
    return " " * (len(line) - len(told)) + one_line(told)


def _came(sign: str, items: Sequence[ItemChange], links: Sequence[LinkChange]) -> Iterator[str]:
    """Nodes and KPIs, each with the links that begin there, and then the other links."""
    mine: dict[str, list[LinkChange]] = {item.id: [] for item in items}
    others = [link for link in links if link.source not in mine]
    for link in links:
        if link.source in mine:
            mine[link.source].append(link)
    for item in items:
        yield from _item(sign, item)
        for link in mine[item.id]:
            yield f"      {DOES[link.relation]} {quoted(link.target_title)}{_because(link)}"
    for link in others:
        yield f"  {sign} {_joined(link)}{_because(link)}"


def _item(sign: str, item: ItemChange) -> Iterator[str]:
    yield f"  {sign} {_named(item)} ({item.id})"
    yield from (_change(change, 6) for change in item.changes)


def _named(item: ItemChange) -> str:
    return f"{'KPI' if item.kind == 'kpi' else item.kind} {quoted(item.title)}"


def _renamed(item: ItemChange) -> Iterator[str]:
    assert item.alike is not None
    yield f"  ~ {_named(item)}: {item.was} seems to be {item.id} now; {_ALIKE[item.alike]}"
    yield from (_change(change, 6) for change in item.changes)


def _joined(link: LinkChange) -> str:
    return f"{quoted(link.source_title)} {DOES[link.relation]} {quoted(link.target_title)}"


def _because(link: LinkChange) -> str:
    return f", because {link.because}" if link.because else ""


def _changed_link(link: LinkChange) -> Iterator[str]:
    yield f"  ~ {_joined(link)}"
    yield from (_change(change, 6) for change in link.changes)


def _change(change: Change, indent: int) -> str:
    if "." in change.key:  # a perspective or a rule, by its name in the text
        return f"{' ' * indent}{in_words(change)}"
    return f"{' ' * indent}{change.key}: {change.old or _NOTHING} {_ARROW} {change.new or _NOTHING}"


def _finding(sign: str, each: FindingChange) -> str:
    """The message of a finding, which names its node."""
    told = f"  {sign} {each.severity.value} {each.rule}: {each.message}"
    return f"{told} (accepted: {each.accepted})" if each.accepted is not None else told


def _other(each: FindingChange) -> Iterator[str]:
    where = f"{quoted(each.title)} ({each.node})" if each.node is not None else "the whole map"
    yield f"  ~ {each.rule} on {where}"
    yield from (_change(change, 6) for change in each.changes)
