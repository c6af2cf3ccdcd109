"""What the authors accepted is listed as accepted in every form, with the reason, and never counts."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

import strategymap as front
from strategymap.finding import Finding
from strategymap.rules import Rule
from strategymap.rules.page import page_of

REASON = "the board asked for it"
MAP = f"""\
title: Shop
goals:
  loyalty: Improve loyalty
kpis:
  clicks:
    title: Newsletter clicks
    accept: {{rule: orphan-kpi, because: {REASON}}}
"""
ASKED = ("check", "map.yaml", "--select", "orphan-kpi")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP)


def test_in_text(strategymap):
    ran = strategymap(*ASKED)
    assert ran.code == 0
    assert ran.out.startswith("map.yaml:5:3: warning[orphan-kpi] ")
    assert ran.out.endswith(f" (accepted: {REASON})\n")
    assert ran.err == "1 map: nothing found; 1 accepted.\n"


def test_in_json(strategymap):
    answer = json.loads(strategymap(*ASKED, "--format", "json").out)
    assert [(f["rule"], f["accepted"]) for f in answer["findings"]] == [("orphan-kpi", REASON)]
    assert answer["summary"] == {"error": 0, "warning": 0, "note": 0, "accepted": 1}


def test_in_sarif_as_suppressed(strategymap):
    (run,) = json.loads(strategymap(*ASKED, "--format", "sarif").out)["runs"]
    assert [result["suppressions"] for result in run["results"]] == [
        [{"kind": "inSource", "justification": REASON}]
    ]


def test_in_junit_as_a_case_that_passes(strategymap):
    root = ElementTree.fromstring(strategymap(*ASKED, "--format", "junit").out)
    (case,) = root.iter("testcase")
    assert (root.get("failures"), case.get("name"), case.find("failure")) == ("0", "orphan-kpi", None)
    assert (case.findtext("system-out") or "").endswith(f" (accepted: {REASON})")


def test_on_github_as_a_notice(strategymap):
    (line,) = strategymap(*ASKED, "--format", "github").out.splitlines()
    assert line.startswith(
        "::notice file=map.yaml,line=5,endLine=5,col=3,endColumn=9,title=strategymap orphan-kpi::"
    )
    assert line.endswith(f" Accepted: {REASON}")


def test_on_the_picture_and_on_the_page(strategymap):
    assert f"accepted because {REASON}" in strategymap("render", "map.yaml").out.replace("\n", " ")
    for form in ("html", "md"):
        assert REASON in strategymap("narrate", "map.yaml", "--format", form).out


def accepting(text: str, rule: Rule, node: str | None) -> front.StrategyMap:
    """An example map that accepts what the rule finds: on a node, or on the whole map."""
    from strategymap.document import parse

    tree = parse(text, "example").tree
    home: dict[str, object] = tree
    for section in ("goals", "outcomes", "outputs", "initiatives", "kpis"):
        entries = tree.get(section)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            under = entry.get("kpis") if isinstance(entry, dict) else None
            for owner, key in ((entries, name), *((under, kpi) for kpi in under or ())):
                if key == node:
                    owner[key] = {"title": owner[key]} if isinstance(owner[key], str) else owner[key]
                    home = owner[key]
    home["accept"] = [{"rule": rule.NAME, "because": REASON}]
    return front.loads(json.dumps(tree), syntax="json")


def about(found: list[Finding], rule: Rule) -> list[Finding]:
    return [finding for finding in found if finding.rule in {rule.NAME, "stale-accept"}]


@pytest.mark.parametrize("rule", front.RULES, ids=lambda rule: rule.NAME)
def test_what_a_rule_finds_can_be_accepted_where_it_is_found(rule: Rule) -> None:
    text = page_of(rule).fails
    for finding in about(front.loads(text).check(select=[rule.NAME]), rule):
        accepted = about(accepting(text, rule, finding.node).check(select=[rule.NAME]), rule)
        reasons = {other.accepted for other in accepted if other.node == finding.node}
        assert reasons == {REASON}, finding
        assert "stale-accept" not in {other.rule for other in accepted}


@pytest.mark.parametrize("rule", front.RULES, ids=lambda rule: rule.NAME)
def test_an_accept_is_stale_where_the_rule_is_run_and_finds_nothing(rule: Rule) -> None:
    passing = accepting(page_of(rule).passes, rule, None)
    assert [f.rule for f in about(passing.check(), rule)] == ["stale-accept"]
    assert [f.rule for f in passing.check(select=[rule.NAME])] == ["stale-accept"]
    assert about(passing.check(ignore=[rule.NAME]), rule) == []
    other = "isolated" if rule.NAME != "isolated" else "orphan-kpi"
    assert about(passing.check(select=[other]), rule) == []
