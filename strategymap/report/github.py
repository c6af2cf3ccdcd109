"""Findings as annotations of GitHub's workflows."""

from __future__ import annotations

from collections.abc import Sequence

from strategymap.finding import Finding, Severity
from strategymap.report import Checked, Style
from strategymap.wording import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(checked: Sequence[Checked], style: Style) -> str:
    """One annotation a finding; an accepted one is a notice, with its reason."""
    findings = sorted((f for each in checked for f in each.findings), key=lambda f: f.sort_key)
    return "".join(_annotation(finding, style) + "\n" for finding in findings)


def _annotation(finding: Finding, style: Style) -> str:
    place = finding.location
    properties = {
        "file": printable(place.file),
        "line": place.line,
        "endLine": place.end_line,
        "col": place.column,
        "endColumn": place.end_column,
        "title": f"strategymap {finding.rule}",
    }
    command, told = _COMMANDS[finding.severity], finding.told(explain=style.explain)
    if finding.accepted is not None:
        command, told = "notice", f"{told} Accepted: {finding.accepted}"
    named = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{command} {named}::{_message(told)}"


def _message(text: str) -> str:
    """A message without a line that could begin a command of its own.

    >>> _message("100 %\\n::error::x")
    '100 %25%0A::error::x'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    r"""A property's value.

    >>> _property("C:\\a,b")
    'C%3A\\a%2Cb'
    """
    return _message(text).replace(":", "%3A").replace(",", "%2C")
