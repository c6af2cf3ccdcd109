"""Findings as JUnit's XML: a suite a map, a case a rule that found something."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from strategymap.finding import Finding, Severity
from strategymap.report import Checked, Style
from strategymap.wording import printable


def write(checked: Sequence[Checked], style: Style) -> str:
    """One document. Errors and warnings fail; notes and accepted findings are told and pass;
    a map without findings has one case, which passes."""
    root = ElementTree.Element("testsuites", name="strategymap")
    for each in checked:
        _suite(root, each, style)
    for key in ("tests", "failures"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: ElementTree.Element, checked: Checked, style: Style) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=printable(checked.file))
    ordered = sorted(checked.findings, key=lambda f: (f.rule, f.sort_key))
    for rule, found in groupby(ordered, key=lambda f: f.rule):
        _case(suite, printable(checked.file), rule, list(found), style)
    if not checked.findings:
        ElementTree.SubElement(suite, "testcase", classname=printable(checked.file), name="no findings")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in suite)))


def _case(parent: ElementTree.Element, file: str, rule: str, found: list[Finding], style: Style) -> None:
    case = ElementTree.SubElement(parent, "testcase", classname=file, name=rule)
    failing = [f for f in found if f.accepted is None and f.severity > Severity.NOTE]
    passing = [f for f in found if f not in failing]
    if failing:
        failure = ElementTree.SubElement(
            case, "failure", message=failing[0].message, type=failing[0].severity.value
        )
        failure.text = "\n".join(_line(f, style) for f in failing)
    if passing:
        ElementTree.SubElement(case, "system-out").text = "\n".join(_line(f, style) for f in passing)


def _line(finding: Finding, style: Style) -> str:
    place = finding.location
    accepted = f" (accepted: {finding.accepted})" if finding.accepted is not None else ""
    told = finding.told(explain=style.explain)
    return f"{printable(place.file)}:{place.line}:{place.column}: {finding.severity.value}[{finding.rule}] {told}{accepted}"
