"""Findings as JSON, for scripts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from strategymap.finding import Finding
from strategymap.report import Checked, Style, summary

#: The version of this shape; it grows when a key changes its meaning or goes.
VERSION = 1


def write(checked: Sequence[Checked], style: Style) -> str:
    """One JSON object, indented; `style` asks for the reasons."""
    findings = sorted((f for each in checked for f in each.findings), key=lambda f: f.sort_key)
    document = {
        "version": VERSION,
        "maps": [
            {"file": c.file, "title": c.title, "nodes": c.nodes, "kpis": c.kpis, "links": c.links}
            for c in checked
            if c.understood
        ],
        "findings": [as_dict(finding, explain=style.explain) for finding in findings],
        "summary": summary(checked),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_dict(finding: Finding, *, explain: bool = False) -> dict[str, Any]:
    """One finding; with `explain` also why it matters and who says so."""
    place = finding.location
    found: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "node": finding.node,
        "related": list(finding.related),
        "message": finding.message,
        "remedy": finding.remedy,
        "question": finding.question,
        "accepted": finding.accepted,
    }
    if explain and finding.why:
        found |= {"why": finding.why, "source": finding.source}
    return found
