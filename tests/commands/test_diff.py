"""`diff`: two versions of a map, from files, standard input and revisions of a git repository."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from strategymap.numbers import NO_BREAK

MAP = """\
title: Contact centre
as_of: 2026-06-30
goals:
  profit: {title: Improve profit, owner: Ann, focus: financial}
  loyalty: {title: Improve loyalty, owner: Ann, supports: {profit: they buy again}}
kpis:
  churn: {title: Customers who leave, measures: loyalty, owner: Ann, unit: "%", target: {value: 5, by: 2026}}
"""
AFTER = """\
title: Contact centre
as_of: 2026-06-30
goals:
  profit: {title: Improve profit, owner: Ann, focus: financial}
  loyalty: {title: Improve loyalty, owner: Ben, supports: {profit: {because: they buy again, strength: weak}}}
outcomes:
  solved: {title: Problems are solved, owner: Ann, supports: {loyalty: nobody likes to call twice}}
kpis:
  churn: {title: Customers who leave, measures: loyalty, owner: Ann, unit: "%", target: {value: 4, by: 2026, for: all}}
"""
SETTINGS = 'select = ["vague-target", "unmeasured-rung"]\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(".strategymap.toml").write_text(SETTINGS)
    Path("old.yaml").write_text(MAP)
    Path("new.yaml").write_text(AFTER)
    return tmp_path


def git(*args: str) -> str:
    program = shutil.which("git")
    assert program is not None, "the tests of git: revisions need git"
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run([program, *who, *args], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(here: Path) -> Path:
    """A repository with the map in the folder maps; its working tree has moved on."""
    Path("maps").mkdir()
    Path("maps/map.yaml").write_text(MAP)
    git("init", "-q", "-b", "main", ".")
    git("add", "--", "maps")
    git("commit", "-q", "-m", "Morning")
    Path("maps/map.yaml").write_text(AFTER)
    return here


def test_tells_what_changed_in_the_order_of_reading(strategymap):
    ran = strategymap("diff", "old.yaml", "new.yaml")
    five, four = f"5{NO_BREAK}%", f"4{NO_BREAK}%"
    december = f"December{NO_BREAK}2026"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "From old.yaml to new.yaml: 1 node and 1 link added; 1 node, 1 KPI and 1 link changed; 1 finding gone; 1 finding new.\n"
        "\n"
        "Added\n"
        '  + outcome "Problems are solved" (solved)\n'
        '      supports "Improve loyalty", because nobody likes to call twice\n'
        "\n"
        "Changed\n"
        '  ~ goal "Improve loyalty" (loyalty)\n'
        "      owner: Ann → Ben\n"
        '  ~ KPI "Customers who leave" (churn)\n'
        f"      target: {five} by {december} → {four} by {december} for all\n"
        '  ~ "Improve loyalty" supports "Improve profit"\n'
        "      strength: (nothing) → weak\n"
        "\n"
        "Findings that went\n"
        '  ✓ warning vague-target: KPI "Customers who leave" should reach '
        f"{five} by {december}, and nobody has said for whom: it can be reached where that is easiest\n"
        "\n"
        "Findings that came\n"
        '  ! warning unmeasured-rung: outcome "Problems are solved" has no KPI: whether it brings about '
        '"Improve loyalty" can\'t be checked\n'
    )


def test_nothing_has_changed_in_meaning(strategymap):
    Path("same.json").write_text(json.dumps({"as_of": "2026-06-30", "title": "Contact centre"}))
    Path("also.yaml").write_text("title: Contact centre   # as ever\nas_of: 2026-06\n")
    ran = strategymap("diff", "same.json", "also.yaml")
    assert ran == (0, "From same.json to also.yaml: nothing has changed in meaning.\n", "")


def test_as_json_it_has_every_key_also_where_nothing_has_changed(strategymap):
    ran = strategymap("diff", "old.yaml", "old.yaml", "--format", "json")
    assert json.loads(ran.out) == {
        "map": [], "added": [], "removed": [], "changed": [],
        "links_added": [], "links_removed": [], "links_changed": [],
        "findings_gone": [], "findings_come": [], "findings_changed": [],
    }  # fmt: skip


@pytest.mark.parametrize(("name", "form"), [("x.txt", "text"), ("x.json", "json")])
def test_what_changed_is_written_to_a_file(strategymap, name, form):
    printed = strategymap("diff", "old.yaml", "new.yaml", "--format", form).out
    for words in ((), ("--format", form)):
        ran = strategymap("diff", "old.yaml", "new.yaml", "-o", name, *words)
        assert (ran, Path(name).read_text("utf-8")) == ((0, "", f"Wrote {name}.\n"), printed)


def test_perspectives_and_rules_of_the_map_are_told_in_words(strategymap):
    Path("empty.yaml").write_text("title: M\nperspectives: {geld: Geld}\n")
    Path("full.yaml").write_text("title: M\nperspectives: {finanzen: Finanzen}\nrules: {isolated: off}\n")
    assert strategymap("diff", "empty.yaml", "full.yaml").out == (
        "From empty.yaml to full.yaml: the map itself changed.\n\nThe map itself\n"
        '  no perspective "Geld" any more\n  new perspective "Finanzen"\n  rule isolated now off\n'
    )


def test_as_json_a_change_is_told_by_key_and_in_words(strategymap):
    found = json.loads(strategymap("diff", "old.yaml", "new.yaml", "--format", "json").out)
    assert found["added"] == [
        {
            "id": "solved",
            "kind": "outcome",
            "title": "Problems are solved",
            "changes": [],
            "was": None,
            "alike": None,
        }
    ]
    assert found["links_changed"] == [
        {
            "relation": "supports", "source": "loyalty", "target": "profit", "source_title": "Improve loyalty",
            "target_title": "Improve profit", "because": "they buy again",
            "changes": [{"key": "strength", "old": "", "new": "weak"}],
        }
    ]  # fmt: skip


def test_one_of_the_two_can_be_standard_input(strategymap, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MAP.encode())))
    assert strategymap("diff", "-", "old.yaml").out == "From - to old.yaml: nothing has changed in meaning.\n"
    ran = strategymap("diff", "-", "-")
    assert ran.code == 2
    assert "only one of the two can be standard input" in ran.err


def test_a_map_that_cannot_be_understood_is_refused(strategymap):
    Path("new.yaml").write_text("titel: A")
    ran = strategymap("diff", "old.yaml", "new.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "titel" in ran.err


def test_what_is_printed_obeys_no_title(strategymap):
    Path("old.json").write_text('{"title": "Red"}')
    Path("new.json").write_text('{"title": "Red", "goals": {"a": "Line\\nInjected: 1 added"}}')
    ran = strategymap("diff", "old.json", "new.json")
    assert '  + goal "Line Injected: 1 added" (a)\n' in ran.out


class TestPicture:
    def test_draws_the_map_with_the_changes_marked(self, strategymap):
        ran = strategymap("diff", "old.yaml", "new.yaml", "-o", "changes.svg")
        assert ran == (0, "", "Wrote changes.svg.\n")
        drawn = Path("changes.svg").read_text("utf-8")
        assert ">From old.yaml (as of 30" in drawn.replace(NO_BREAK, " ")
        assert ">+ NEW<" in drawn
        assert '>New outcome "Problems are solved": it supports' in drawn.replace("&quot;", '"')

    @pytest.mark.parametrize(
        ("name", "begins"),
        [
            ("x.pdf", b"%PDF"),
            ("x.png", b"\x89PNG"),
            ("x.dot", b"digraph"),
            ("x.mmd", b"---"),
        ],
    )
    def test_in_the_format_of_the_suffix(self, strategymap, name, begins):
        assert strategymap("diff", "old.yaml", "new.yaml", "-o", name).code == 0
        assert Path(name).read_bytes().startswith(begins)

    def test_prints_a_picture_where_only_its_format_is_named(self, strategymap):
        printed = strategymap("diff", "old.yaml", "new.yaml", "--format", "svg")
        assert strategymap("diff", "old.yaml", "new.yaml", "-o", "-").out == printed.out
        assert printed.out.startswith("<svg ")

    def test_where_nothing_has_changed_it_says_so(self, strategymap):
        drawn = strategymap("diff", "old.yaml", "old.yaml", "-o", "-").out
        assert ">Nothing has changed in meaning.<" in drawn

    def test_the_theme_is_that_of_the_command_or_of_the_folder(self, strategymap):
        by_hand = strategymap("diff", "old.yaml", "new.yaml", "-o", "-", "--theme", "dark").out
        Path(".strategymap.toml").write_text(SETTINGS + 'theme = "dark"\n')
        assert strategymap("diff", "old.yaml", "new.yaml", "-o", "-").out == by_hand
        assert 'fill="#10151b"' in by_hand

    @pytest.mark.parametrize("out", ["old.json", "new.json"])
    def test_never_writes_over_what_it_reads(self, strategymap, out):
        for name, text in (("old", MAP), ("new", AFTER)):
            tree = yaml.safe_load(text)
            Path(f"{name}.json").write_text(json.dumps(tree, default=str))
        before = Path(out).read_bytes()
        ran = strategymap("diff", "old.json", "new.json", "-o", out)
        assert (ran.code, ran.out, Path(out).read_bytes()) == (2, "", before)

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (("-o", "x.pptx"), '".pptx" is no suffix of a format here; write one of'),
            (("-o", "x.svg", "--format", "text"), '"x.svg" ends in .svg, and text is asked for'),
            (("-o", "x.txt", "--scale", "2"), "--for and --scale are for a picture"),
            (("--for", "a4"), "--for and --scale are for a picture"),
            (("-o", "nowhere/x.svg"), "nowhere"),
            (("-o", "x.svg", "--theme", "pink"), 'there is no theme "pink"'),
        ],
    )
    def test_what_cannot_be_drawn_is_refused(self, strategymap, options, told):
        ran = strategymap("diff", "old.yaml", "new.yaml", *options)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err
        assert not Path("x.svg").exists()


class TestRevisions:
    def test_what_the_workshop_changed_since_the_revision_is_drawn(self, strategymap, repository):
        ran = strategymap("diff", "git:HEAD:maps/map.yaml", "maps/map.yaml", "-o", "changes.svg")
        assert ran == (0, "", "Wrote changes.svg.\n")
        assert ">From git:HEAD:maps/map.yaml (as of" in Path("changes.svg").read_text("utf-8")

    def test_the_map_of_a_revision_is_compared_with_the_file(self, strategymap, repository):
        ran = strategymap("diff", "git:HEAD:maps/map.yaml", "maps/map.yaml")
        told = strategymap("diff", "old.yaml", "new.yaml").out
        assert ran.code == 0
        assert ran.out == told.replace("old.yaml", "git:HEAD:maps/map.yaml").replace(
            "new.yaml", "maps/map.yaml"
        )

    @pytest.mark.parametrize("revision", ["HEAD", "main", "HEAD~0", "HEAD@{0}", "@", "v1", "HEAD^{commit}"])
    def test_a_revision_may_have_any_of_its_names(self, strategymap, repository, revision):
        git("tag", "v1")
        ran = strategymap("diff", f"git:{revision}:maps/map.yaml", "old.yaml")
        assert ran == (
            0,
            f"From git:{revision}:maps/map.yaml to old.yaml: nothing has changed in meaning.\n",
            "",
        )

    def test_both_can_be_revisions_and_a_path_can_be_from_here(self, strategymap, repository, monkeypatch):
        git("commit", "-q", "-a", "-m", "Afternoon")
        monkeypatch.chdir("maps")
        same = strategymap("diff", "git:HEAD:./map.yaml", "map.yaml")
        assert same.out == "From git:HEAD:maps/map.yaml to map.yaml: nothing has changed in meaning.\n"
        ran = strategymap("diff", "git:HEAD~1:./map.yaml", "git:HEAD:./map.yaml")
        assert ran.out.startswith(
            "From git:HEAD~1:maps/map.yaml to git:HEAD:maps/map.yaml: 1 node and 1 link added"
        )

    def test_includes_and_measurements_are_those_of_the_revision(self, strategymap, repository):
        Path("maps/parts").mkdir()
        Path("maps/map.yaml").write_text("include: parts/more.yaml\nmeasurements: parts/now.csv\n" + MAP)
        Path("maps/parts/more.yaml").write_text("title: More\ninclude: last.yaml\n")
        Path("maps/parts/last.yaml").write_text("title: Last\ngoals: {last: Last of all}\n")
        Path("maps/parts/now.csv").write_text("kpi,at,value\nchurn,2026-05-31,7\n")
        git("add", "--", "maps")
        git("commit", "-q", "-m", "Parts")
        Path("maps/parts/last.yaml").write_text("title: Last\ngoals: {last: The very last}\n")
        Path("maps/parts/now.csv").write_text("kpi,at,value\nchurn,2026-05-31,6\n")
        found = json.loads(
            strategymap("diff", "git:HEAD:maps/map.yaml", "maps/map.yaml", "--format", "json").out
        )
        day = f"31{NO_BREAK}May{NO_BREAK}2026"
        assert [(item["id"], item["changes"]) for item in found["changed"]] == [
            ("last", [{"key": "title", "old": "Last of all", "new": "The very last"}]),
            ("churn", [
                {"key": "actual", "old": f"7{NO_BREAK}% on {day}", "new": f"6{NO_BREAK}% on {day}"},
                {"key": "history", "old": "1 value", "new": "1 value"},
            ]),
        ]  # fmt: skip

    def test_a_fault_is_told_at_the_file_of_the_revision(self, strategymap, repository):
        Path("maps/map.yaml").write_text("title: A\ninclude: part.yaml\n")
        Path("maps/part.yaml").write_text("titel: B\n")
        git("add", "--", "maps")
        git("commit", "-q", "-m", "Broken")
        ran = strategymap("diff", "git:HEAD:maps/map.yaml", "old.yaml")
        assert (ran.code, ran.out) == (2, "")
        assert "git:HEAD:maps/part.yaml:1:1: error[missing-key]" in ran.err
        assert "strategymap-" not in ran.err

    def test_what_is_wrong_in_a_table_is_told_with_the_name_that_it_has_in_the_revision(
        self, strategymap, repository
    ):
        Path("maps/map.yaml").write_text("measurements: [a.csv, b.csv]\n" + MAP)
        Path("maps/a.csv").write_text("kpi,at,value\nchurn,2026-05-31,7\n")
        Path("maps/b.csv").write_text("kpi,at,value\nchurn,2026-05-31,8\n")
        git("add", "--", "maps")
        git("commit", "-q", "-m", "Tables")
        ran = strategymap("diff", "git:HEAD:maps/map.yaml", "old.yaml")
        (line,) = (each for each in ran.out.splitlines() if "wrong-row" in each)
        assert line == (
            '  ✓ warning wrong-row: "churn" has two values for 2026-05-31: 7 in git:HEAD:maps/a.csv, line 2, '
            "and 8, which is used"
        )

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("git:HEAD", '"git:HEAD" names no file; write git:REVISION:PATH'),
            ("git::map.yaml", '"" can\'t be a revision'),
            ("git:--output=x:map.yaml", '"--output=x" can\'t be a revision'),
            ("git:main..HEAD:map.yaml", '"main..HEAD" can\'t be a revision'),
            ("git:HEAD:../old.yaml", '"../old.yaml" can\'t be a file of a revision'),
            ("git:HEAD:/etc/passwd", '"/etc/passwd" can\'t be a file of a revision'),
            ("git:HEAD:.", '"." can\'t be a file of a revision'),
            ("git:HEAD:maps/../../x", '"maps/../../x" can\'t be a file of a revision'),
            ("git:HEAD:maps", '"maps" is no file in that revision'),
            ("git:HEAD:--help", 'HEAD holds no file "--help"'),
            ("git:HEAD:*.yaml", 'HEAD holds no file "*.yaml"'),
            ("git:nowhere:maps/map.yaml", 'this repository has no revision "nowhere"'),
            ("git:HEAD:maps/mop.yaml", 'HEAD holds no file "maps/mop.yaml"'),
        ],
    )  # fmt: skip
    def test_what_names_no_file_of_a_revision_is_refused(self, strategymap, repository, name, told):
        ran = strategymap("diff", name, "old.yaml")
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err
        assert sorted(os.listdir()) == [".git", ".strategymap.toml", "maps", "new.yaml", "old.yaml"]

    def test_a_link_in_a_revision_is_not_followed(self, strategymap, repository):
        Path("maps/link.yaml").symlink_to("/etc/passwd")
        git("add", "--", "maps/link.yaml")
        git("commit", "-q", "-m", "A link")
        ran = strategymap("diff", "git:HEAD:maps/link.yaml", "old.yaml")
        assert (ran.code, ran.out) == (2, "")
        assert '"maps/link.yaml" is a link in that revision' in ran.err

    def test_outside_of_a_repository_it_says_so(self, strategymap, here, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("GIT_DIR", str(here))  # which is not passed on
        ran = strategymap("diff", "git:HEAD:old.yaml", "old.yaml")
        assert (ran.code, ran.out) == (2, "")
        assert "the current folder is in no git repository" in ran.err

    def test_without_git_it_says_so(self, strategymap, here, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("PATH", str(here))
        ran = strategymap("diff", "git:HEAD:old.yaml", "old.yaml")
        assert (ran.code, ran.out) == (2, "")
        assert "git is not installed" in ran.err

    def test_a_program_that_a_repository_names_is_not_run(self, strategymap, repository):
        trap = repository / "trap"
        trap.write_text("#!/bin/sh\ntouch sprung\n")
        trap.chmod(0o755)
        for key in ("core.fsmonitor", "core.pager", "diff.x.textconv", "filter.x.smudge", "core.sshCommand"):
            git("config", key, str(trap))
        Path(".git/info/attributes").write_text("*.yaml diff=x filter=x\n")
        assert strategymap("diff", "git:HEAD:maps/map.yaml", "old.yaml").code == 0
        assert not Path("sprung").exists()
        assert not Path("maps/sprung").exists()

    def test_a_file_that_is_called_so_goes_first(self, strategymap, repository):
        Path("git:HEAD:old.yaml").write_text(MAP)
        ran = strategymap("diff", "git:HEAD:old.yaml", "old.yaml")
        assert ran.out == "From git:HEAD:old.yaml to old.yaml: nothing has changed in meaning.\n"

    def test_a_file_whose_text_is_missing_is_told_so(self, strategymap, repository):
        text = git("rev-parse", "HEAD:maps/map.yaml")
        Path(".git/objects", text[:2], text[2:]).unlink()
        ran = strategymap("diff", "git:HEAD:maps/map.yaml", "old.yaml")
        assert (ran.code, ran.out) == (2, "")
        assert 'the text of "maps/map.yaml" is missing from this copy of the repository' in ran.err


def test_text_too_small_for_its_paper_is_told_with_what_can_be_done_about_a_comparison(strategymap):
    goals = "".join(f"  g{number}: Goal {number}\n" for number in range(60))
    Path("many.yaml").write_text(f"title: Contact centre\ngoals:\n{goals}")
    ran = strategymap("diff", "old.yaml", "many.yaml", "-o", "many.svg", "--for", "a4")
    said = " ".join(ran.err.split())
    assert ran.code == 0
    assert said.startswith("Warning: the smallest text has ")
    assert said.endswith("draw it for a screen (without --for). Wrote many.svg.")
    assert "--split" not in said and "--focus" not in said
