"""`strategymap check`: findings in every format, and exit codes that a script can trust."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

ORPHAN = """\
title: Web shop
goals:
  loyalty:
    title: Improve customer loyalty
    owner: Anna
kpis:
  clicks: Newsletter clicks
  churn:
    title: Churn rate
    measures: loyalty
"""
CLEAN = "title: Web shop\n"
ORPHAN_LINE = 'KPI "Newsletter clicks" measures nothing on this map.'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "orphan.yaml").write_text(ORPHAN)
    (tmp_path / "clean.yaml").write_text(CLEAN)
    return tmp_path


def test_a_piped_check_prints_one_finding_a_line(folder, strategymap):
    ran = strategymap("check", "orphan.yaml", "--select", "orphan-kpi")
    assert ran.code == 1
    assert ran.out.startswith(f"orphan.yaml:7:3: warning[orphan-kpi] {ORPHAN_LINE}")
    assert ran.out.count("\n") == 1
    assert ran.err == "1 map: 1 warning.\n"


def test_json_has_the_agreed_shape(folder, strategymap):
    ran = strategymap("check", "orphan.yaml", "--select", "orphan-kpi", "--format", "json")
    answer = json.loads(ran.out)
    assert answer["version"] == 1
    assert answer["maps"] == [{"file": "orphan.yaml", "title": "Web shop", "nodes": 1, "kpis": 2, "links": 1}]
    (finding,) = answer["findings"]
    texts = {key: finding.pop(key) for key in ("message", "remedy", "question")}
    assert all(texts.values())
    assert finding == {
        "rule": "orphan-kpi", "severity": "warning", "file": "orphan.yaml", "line": 7, "column": 3, "end_line": 7,
        "end_column": 9, "node": "clicks", "related": [], "accepted": None,
    }  # fmt: skip
    assert answer["summary"] == {"error": 0, "warning": 1, "note": 0, "accepted": 0}


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
def test_the_exit_code_follows_fail_on(folder, strategymap, level, code):
    ran = strategymap("check", "orphan.yaml", "--select", "orphan-kpi", "--fail-on", level)
    assert ran.code == code


def test_a_clean_map_exits_with_0(folder, strategymap):
    ran = strategymap("check", "clean.yaml")
    assert (ran.code, ran.out, ran.err) == (0, "", "1 map: nothing found.\n")


def test_accepted_findings_are_listed_and_do_not_count(folder, strategymap):
    Path("accepted.yaml").write_text(
        ORPHAN.replace(
            "  clicks: Newsletter clicks\n",
            "  clicks:\n    title: Newsletter clicks\n    accept:\n      - {rule: orphan-kpi, because: the board asked}\n",
        )
    )
    ran = strategymap("check", "accepted.yaml", "--select", "orphan-kpi", "--format", "json")
    answer = json.loads(ran.out)
    assert ran.code == 0
    assert [finding["accepted"] for finding in answer["findings"]] == ["the board asked"]
    assert answer["summary"] == {"error": 0, "warning": 0, "note": 0, "accepted": 1}


def test_text_that_cannot_be_understood_exits_with_2_and_the_other_maps_are_still_checked(
    folder, strategymap
):
    Path("broken.yaml").write_text("title: Broken\ngoals:\n  a: {titel: A}\n")
    ran = strategymap("check", "broken.yaml", "orphan.yaml", "--select", "orphan-kpi", "--format", "json")
    answer = json.loads(ran.out)
    assert ran.code == 2
    assert [each["file"] for each in answer["maps"]] == ["orphan.yaml"]
    found = [(f["file"], f["rule"], f["line"], f["column"]) for f in answer["findings"]]
    assert found == [
        ("broken.yaml", "missing-key", 3, 3),
        ("broken.yaml", "unknown-key", 3, 7),
        ("orphan.yaml", "orphan-kpi", 7, 3),
    ]
    assert "title" in answer["findings"][1]["remedy"]


def test_a_folder_stands_for_the_maps_in_it(folder, strategymap):
    Path("notes.json").write_text('{"name": "no map"}')
    Path(".hidden.yaml").write_text("title: hidden")
    ran = strategymap("check", ".", "--format", "json")
    assert [each["file"] for each in json.loads(ran.out)["maps"]] == ["clean.yaml", "orphan.yaml"]


def test_a_folder_without_maps_is_refused(folder, strategymap):
    Path("empty").mkdir()
    ran = strategymap("check", "empty")
    assert ran.code == 2
    assert "there is no map in the folder empty" in ran.err


def test_a_missing_file_exits_with_2(folder, strategymap):
    ran = strategymap("check", "nothing.yaml")
    assert ran.code == 2
    assert "nothing.yaml:1:1: error[" in ran.out


def test_an_unknown_rule_is_refused_with_the_nearest(folder, strategymap):
    ran = strategymap("check", "orphan.yaml", "--select", "orphan-kip")
    assert (ran.code, ran.out) == (2, "")
    assert 'the nearest is "orphan-kpi"' in ran.err


def test_rules_can_be_left_out(folder, strategymap):
    ran = strategymap("check", "orphan.yaml", "--ignore", "orphan-kpi", "--format", "json")
    found = {finding["rule"] for finding in json.loads(ran.out)["findings"]}
    assert found
    assert "orphan-kpi" not in found


def test_explain_adds_the_reason_and_the_question(folder, strategymap):
    ran = strategymap("check", "orphan.yaml", "--select", "orphan-kpi", "--explain")
    assert "Ask in the workshop:" in ran.out
    assert "Kaplan" in ran.out


def test_sarif_names_the_rule_the_place_and_a_stable_fingerprint(folder, strategymap):
    first = json.loads(strategymap("check", "orphan.yaml", "--select", "orphan-kpi", "--format", "sarif").out)
    Path("orphan.yaml").write_text("# a comment\n" + ORPHAN)
    second = json.loads(
        strategymap("check", "orphan.yaml", "--select", "orphan-kpi", "--format", "sarif").out
    )
    (one,), (other,) = first["runs"][0]["results"], second["runs"][0]["results"]
    assert one["ruleId"] == "orphan-kpi"
    assert one["level"] == "warning"
    region = one["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 7, "startColumn": 3, "endLine": 7, "endColumn": 9}
    assert one["partialFingerprints"] == other["partialFingerprints"]


def test_github_annotations_cannot_be_injected_by_a_title(folder, strategymap):
    Path("evil.yaml").write_text('title: x\nkpis:\n  k: "a\\n::error::owned, 100 %"\n')
    ran = strategymap("check", "evil.yaml", "--select", "orphan-kpi", "--format", "github")
    (line,) = ran.out.splitlines()
    assert line.startswith(
        "::warning file=evil.yaml,line=3,endLine=3,col=3,endColumn=4,title=strategymap orphan-kpi::"
    )
    assert "%0A::error::owned, 100 %25" in line


def test_junit_counts_the_failures(folder, strategymap):
    ran = strategymap("check", "orphan.yaml", "clean.yaml", "--select", "orphan-kpi", "--format", "junit")
    root = ElementTree.fromstring(ran.out)
    suites = {suite.get("name"): (suite.get("tests"), suite.get("failures")) for suite in root}
    assert suites == {"orphan.yaml": ("1", "1"), "clean.yaml": ("1", "0")}
    assert (root.get("tests"), root.get("failures")) == ("2", "1")


def test_a_map_on_standard_input_is_called_dash(folder, strategymap, monkeypatch):
    import io
    import sys

    stream = io.TextIOWrapper(io.BytesIO(ORPHAN.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    ran = strategymap("check", "-", "--select", "orphan-kpi")
    assert ran.out.startswith("-:7:3: warning[orphan-kpi]")


def test_a_table_that_the_map_names_and_is_not_there_is_a_finding_and_no_end(folder, strategymap):
    Path("later.yaml").write_text("title: T\nmeasurements: actuals.csv\n")
    ran = strategymap("check", "later.yaml", "--select", "orphan-kpi")
    assert (ran.code, ran.out) == (
        1,
        'later.yaml:2:15: error[wrong-measurements] "actuals.csv" is not used: there is no such file; '
        "check the name and the folder.\n",
    )
    assert strategymap("check", "later.yaml", "--fail-on", "never").code == 0
