"""Findings as text: for a reader at a terminal, or one a line for other programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from strategymap.finding import Finding, Location, Severity
from strategymap.report import Checked, Style, counted
from strategymap.wording import fitted, one_line, printable

_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.NOTE: "●"}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def write(checked: Sequence[Checked], style: Style) -> str:
    """Laid out for a reader where `style` has a width, else one finding a line."""
    if style.width is None:
        findings = sorted((f for each in checked for f in each.findings), key=lambda f: f.sort_key)
        return "".join(line(finding, style) + "\n" for finding in findings)
    return "\n".join(part for each in checked for part in _laid_out(each, style))


def line(finding: Finding, style: Style) -> str:
    """FILE:LINE:COLUMN: SEVERITY[RULE] MESSAGE"""
    place = finding.location
    accepted = f" (accepted: {finding.accepted})" if finding.accepted is not None else ""
    told = one_line(finding.told(explain=style.explain) + accepted)
    label = f"{finding.severity.value}[{finding.rule}]"
    if style.colour:
        label = _painted(label, "2" if finding.accepted is not None else _COLOURS[finding.severity])
    return f"{one_line(place.file)}:{place.line}:{place.column}: {label} {told}"


def fault(finding: Finding, style: Style) -> str:
    """A fault in the text, with the line and a marker under the place."""
    head = fitted(line(finding, style), style.width)
    return "\n".join([head, *_marked(finding.location), ""])


def _marked(place: Location) -> list[str]:
    if not place.text.strip():
        return []
    number = str(place.line)
    text = printable(place.text.replace("\t", " "))
    same_line = place.end_line == place.line
    width = place.end_column - place.column if same_line else len(place.text) - place.text_column + 1
    room = len(place.text) - place.text_column + 1
    marker = " " * (place.text_column - 1) + "^" * max(1, min(width, room))
    return [f"  {number} | {text}", f"  {' ' * len(number)} | {marker}"]


def _laid_out(checked: Checked, style: Style) -> Iterator[str]:
    """A map's findings, those on one node together as one paragraph."""
    if not checked.understood:
        yield from (fault(finding, style) for finding in checked.findings)
        return
    counts = (
        f"{counted(checked.nodes, 'node')}, {counted(checked.kpis, 'KPI')}, {counted(checked.links, 'link')}"
    )
    yield _bold(f"{one_line(checked.title)}", style) + f"  {one_line(checked.file)} ({counts})\n"
    by_node = sorted(
        checked.findings, key=lambda f: (f.file, f.line, f.column, f.node or "", -f.severity.rank, f.rule)
    )
    for (file, number, node), found in groupby(by_node, key=lambda f: (f.file, f.line, f.node)):
        where = f"{one_line(file)}:{number}" if file != checked.file else f"line {number}"
        whole = "the whole map" if file == checked.file else "a table"
        yield _bold(node if node is not None else whole, style) + f"  {where}"
        yield "\n".join(_paragraph(finding, style) for finding in found) + "\n"
    if not checked.findings:
        yield f"Nothing {'new ' if checked.old else ''}found.\n"


def _paragraph(finding: Finding, style: Style) -> str:
    accepted = finding.accepted is not None
    sign = "✓" if accepted else _SIGNS[finding.severity]
    word = "accepted" if accepted else finding.severity.value
    colour = "2" if accepted else _COLOURS[finding.severity]
    label = _painted(f"{sign} {word}", colour if style.colour else "")
    told = [
        one_line(finding.told()),
        *([f"Accepted: {one_line(finding.accepted or '')}"] if accepted else []),
    ]
    if style.explain and finding.why:
        told += [
            f"Why: {finding.why}",
            f"Ask in the workshop: {finding.question}",
            f"Source: {finding.source}",
        ]
    body = "\n".join(_wrapped(text, style) for text in told)
    return f"  {label}  {finding.rule}\n{body}"


def _wrapped(text: str, style: Style) -> str:
    width = max(40, min(style.width or 80, 100))
    return textwrap.fill(
        text,
        width,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _painted(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if colour else text


def _bold(text: str, style: Style) -> str:
    return _painted(text, "1" if style.colour else "")
