"""Findings as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from strategymap import __version__
from strategymap.finding import Finding
from strategymap.report import Checked, Style

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(checked: Sequence[Checked], style: Style) -> str:
    """One log with one run. Old findings, which a baseline keeps, are in it as unchanged."""
    states = [(f, None if each.old is None else "new") for each in checked for f in each.findings]
    states += [(f, "unchanged") for each in checked for f in each.old or ()]
    states.sort(key=lambda state: state[0].sort_key)
    findings = [finding for finding, _ in states]
    run = {
        "tool": {"driver": {"name": "strategymap", "version": __version__, "rules": list(_rules(findings))}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, style, state) for finding, state in states],
    }
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rules(findings: Iterable[Finding]) -> Iterable[dict[str, Any]]:
    """What is known of the rules that found something."""
    seen: dict[str, Finding] = {}
    for finding in findings:
        seen.setdefault(finding.rule, finding)
    for name, finding in sorted(seen.items()):
        rule: dict[str, Any] = {"id": name}
        if finding.why:
            rule |= {
                "fullDescription": {"text": finding.why},
                "help": {
                    "text": f"{finding.why}\n\nAsk in the workshop: {finding.question}\n\n{finding.source}"
                },
            }
        yield rule


def _result(finding: Finding, style: Style, state: str | None) -> dict[str, Any]:
    place = finding.location
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.severity.value,
        "message": {"text": finding.told(explain=style.explain)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(place.file)},
                    "region": {
                        "startLine": place.line,
                        "startColumn": place.column,
                        "endLine": place.end_line,
                        "endColumn": place.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {"ruleAndNode/v1": _fingerprint(finding)},
    }
    if state is not None:
        result["baselineState"] = state
    if finding.accepted is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.accepted}]
    return result


def _uri(file: str) -> str:
    """A path as a URI, with forward slashes.

    >>> _uri("maps/my map.yaml")
    'maps/my%20map.yaml'
    """
    return quote(PurePath(file).as_posix(), errors="backslashreplace")


def _fingerprint(finding: Finding) -> str:
    """The same for the same finding after the file was edited elsewhere."""
    key = "\0".join([finding.rule, finding.node or "", *finding.related])
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
