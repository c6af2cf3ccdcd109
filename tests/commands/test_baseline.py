"""`check --baseline`: exit codes, what is told beside the report, and every form of it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

MAP = """\
title: Shop
goals:
  loyalty: {title: Improve loyalty, kpis: {csat: {title: Satisfaction}}}
kpis:
  clicks: Newsletter clicks
"""
NEW = "  shares: Shares on the web\n"
ASKED = ("--select", "orphan-kpi", "--baseline", "old.json")
SHOWN = 'map.yaml:6:3: warning[orphan-kpi] KPI "Shares on the web" measures nothing on this map.'
TOLD = "1 old finding in old.json, not shown.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.yaml").write_text(MAP)
    return tmp_path


@pytest.fixture
def begun(strategymap) -> None:
    ran = strategymap("check", "map.yaml", *ASKED, "--update-baseline")
    assert ran == (
        0, "", "Wrote old.json: 1 old finding (1 added, 0 taken out).\n1 map: nothing new found.\n",
    )  # fmt: skip


def test_without_the_file_it_is_said_how_to_make_it(strategymap):
    assert strategymap("check", "map.yaml", *ASKED) == (
        2,
        "",
        "Error: there is no baseline old.json; make it of what is found now: "
        "strategymap check FILE --baseline old.json --update-baseline\n",
    )


def test_only_new_findings_are_shown_and_fail(begun, strategymap):
    assert strategymap("check", "map.yaml", *ASKED) == (0, "", f"{TOLD}1 map: nothing new found.\n")
    Path("map.yaml").write_text(MAP + NEW)
    ran = strategymap("check", "map.yaml", *ASKED)
    assert (ran.code, ran.out[: len(SHOWN)], ran.out.count("\n")) == (1, SHOWN, 1)
    assert ran.err == f"{TOLD}1 map: 1 warning.\n"
    assert strategymap("check", "map.yaml", *ASKED, "--fail-on", "error").code == 0


def test_a_map_without_a_name_has_no_old_findings_and_that_is_told(begun, strategymap, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MAP.encode())))
    ran = strategymap("check", "-", *ASKED)
    assert (ran.code, ran.out.count("\n")) == (1, 1)
    assert ran.err == (
        "Nothing is left out of -: standard input has no name that old.json could keep.\n1 map: 1 warning.\n"
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MAP.encode())))
    assert strategymap("check", "-", *ASKED, "--no-baseline").err == "1 map: 1 warning.\n"


def test_the_others_can_be_seen_all_the_same(begun, strategymap):
    ran = strategymap("check", "map.yaml", *ASKED, "--no-baseline")
    assert (ran.code, ran.out.count("\n"), ran.err) == (1, 1, "1 map: 1 warning.\n")
    ran = strategymap("check", "map.yaml", *ASKED, "--no-baseline", "--update-baseline")
    assert ran.code == 2
    assert ran.err.endswith(
        "Error: --no-baseline and --update-baseline don't go together; write one of them\n"
    )


def test_json_keeps_its_shape_and_leaves_old_findings_out(begun, strategymap):
    answer = json.loads(strategymap("check", "map.yaml", *ASKED, "--format", "json").out)
    assert answer == {
        "version": 1,
        "maps": [{"file": "map.yaml", "title": "Shop", "nodes": 1, "kpis": 2, "links": 0}],
        "findings": [],
        "summary": {"error": 0, "warning": 0, "note": 0, "accepted": 0},
    }


def test_sarif_says_which_findings_are_unchanged_and_which_are_new(begun, strategymap):
    Path("map.yaml").write_text(MAP + NEW)
    (run,) = json.loads(strategymap("check", "map.yaml", *ASKED, "--format", "sarif").out)["runs"]
    states = [(r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["startLine"], r["baselineState"])
              for r in run["results"]]  # fmt: skip
    assert states == [("orphan-kpi", 5, "unchanged"), ("orphan-kpi", 6, "new")]
    (run,) = json.loads(strategymap("check", "map.yaml", *ASKED, "--no-baseline", "--format", "sarif").out)[
        "runs"
    ]
    assert [result.get("baselineState") for result in run["results"]] == [None, None]


@pytest.mark.parametrize("form", ["github", "junit"])
def test_the_other_forms_leave_old_findings_out(begun, strategymap, form):
    ran = strategymap("check", "map.yaml", *ASKED, "--format", form)
    assert (ran.code, "clicks" in ran.out, ran.err) == (0, False, TOLD)


def test_the_folder_and_the_environment_can_name_it(begun, strategymap, monkeypatch):
    asked = ("check", "map.yaml", "--select", "orphan-kpi")
    Path(".strategymap.toml").write_text('baseline = "old.json"\n')
    assert strategymap(*asked).code == 0
    Path("maps").mkdir()
    Path("map.yaml").rename("maps/map.yaml")
    assert strategymap("check", "maps", "--select", "orphan-kpi").code == 1
    monkeypatch.setenv("STRATEGYMAP_BASELINE", "other.json")
    assert "there is no baseline other.json" in strategymap("check", "maps").err


def test_it_is_written_for_every_folder_that_has_one(strategymap):
    for name in ("north", "south"):
        Path(name).mkdir()
        Path(name, "map.yaml").write_text(MAP)
        Path(name, ".strategymap.toml").write_text('baseline = "old.json"\nselect = ["orphan-kpi"]\n')
    ran = strategymap("check", "north", "south", "--update-baseline")
    assert (ran.code, ran.err) == (
        0,
        "Wrote north/old.json: 1 old finding (1 added, 0 taken out).\n"
        "Wrote south/old.json: 1 old finding (1 added, 0 taken out).\n"
        "2 maps: nothing new found.\n",
    )
    assert list(json.loads(Path("south/old.json").read_text())["maps"]) == ["map.yaml"]


def test_a_text_that_cannot_be_understood_is_never_hidden(begun, strategymap):
    Path("map.yaml").write_text(MAP.replace("csat: {title: ", "csat: {titel: "))
    ran = strategymap("check", "map.yaml", *ASKED)
    assert ran.code == 2
    assert [line.split()[1] for line in ran.out.splitlines()] == ["error[missing-key]", "error[unknown-key]"]


def test_pictures_stories_and_builds_show_everything(begun, strategymap):
    Path(".strategymap.toml").write_text('baseline = "old.json"\nselect = ["orphan-kpi"]\n')
    assert "1\u00a0warning" in strategymap("render", "map.yaml").out
    ran = strategymap("build", "map.yaml", "-o", "out")
    assert (ran.code, ran.out.count("warning[orphan-kpi]")) == (0, 1)
