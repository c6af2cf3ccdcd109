"""Findings as text, JSON, SARIF, GitHub annotations and JUnit: one module a format.

A format is a module whose `write` turns the checks of one or many maps into one text; it
is a pure function. FORMATS lists them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from strategymap.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """The check of one map. `understood` is False where its text could not be read as a
    map: the findings are then the faults in the text, and the counts are 0. `unread` says
    what of the map this version leaves alone. `old` are the findings that a baseline keeps,
    which are not among `findings`; None without a baseline. `fail_on` is the severity from
    which it fails, or "never"."""

    file: str
    title: str
    nodes: int
    kpis: int
    links: int
    findings: tuple[Finding, ...]
    understood: bool = True
    unread: tuple[str, ...] = ()
    old: tuple[Finding, ...] | None = None
    fail_on: str = Severity.WARNING

    @property
    def fails(self) -> bool:
        """Whether anything that is not accepted is as bad as `fail_on`, or worse."""
        if self.fail_on == "never":
            return False
        return any(f.accepted is None and f.severity >= Severity(self.fail_on) for f in self.findings)


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is wanted: with reasons and questions or without; in colour; laid out
    for a reader at a terminal of that width, or one finding a line (None)."""

    explain: bool = False
    colour: bool = False
    width: int | None = None


class Format(Protocol):
    """What every report module offers."""

    def write(self, checked: Sequence[Checked], style: Style, /) -> str:
        """The report; it ends with a newline unless it is empty."""


FORMATS: dict[str, str] = {
    "text": "strategymap.report.text",
    "json": "strategymap.report.structured",
    "sarif": "strategymap.report.sarif",
    "github": "strategymap.report.github",
    "junit": "strategymap.report.junit",
}


def write(checked: Sequence[Checked], form: str = "text", style: Style | None = None) -> str:
    """The report on some maps in one of the FORMATS."""
    module = cast(Format, import_module(FORMATS[form]))
    return module.write(checked, style or Style())


def summary(checked: Sequence[Checked]) -> dict[str, int]:
    """How many errors, warnings and notes there are, and how many accepted findings besides."""
    counts = {severity.value: 0 for severity in reversed(Severity)} | {"accepted": 0}
    for finding in (f for each in checked for f in each.findings):
        counts["accepted" if finding.accepted is not None else finding.severity.value] += 1
    return counts


def counted(number: int, thing: str) -> str:
    """A number of things.

    >>> counted(1, "error"), counted(2, "warning")
    ('1 error', '2 warnings')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"
