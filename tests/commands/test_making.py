"""`new`, `render`, `narrate`, `build` and `schema`: what is written, and what is never lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from strategymap.resources import examples

MAP = """\
title: Shop
goals:
  loyalty: {title: Customers stay, focus: loyalty}
kpis:
  clicks: Newsletter clicks
"""


#: The pages of one map in a build: for everybody, and for each audience.
PAGES = ("map.html", "map-executive.html", "map-manager.html", "map-frontline.html")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP)
    return tmp_path


def test_build_writes_picture_story_findings_and_an_index_and_can_do_so_again(strategymap):
    for _ in range(2):
        ran = strategymap("build", ".", "-o", "out")
        assert ran.code == 0
        assert sorted(os.listdir("out")) == sorted(["index.html", "map.findings.json", *PAGES, "map.svg"])
        assert ran.out.splitlines()[-7:] == [
            os.path.join("out", name) for name in (*PAGES, "map.svg", "map.findings.json", "index.html")
        ]
        assert "1 map built" in ran.err


def test_findings_beside_the_maps_are_no_map(strategymap):
    Path("findings.json").write_text(strategymap("check", "map.yaml", "--format", "json").out)
    answer = json.loads(strategymap("check", ".", "--format", "json").out)
    assert [each["file"] for each in answer["maps"]] == ["map.yaml"]


def test_build_of_a_map_in_json_in_its_own_folder_overwrites_nothing(strategymap):
    Path("plan.json").write_text('{"title": "Plan"}')
    assert strategymap("build", "plan.json", "-o", ".").code == 0
    assert Path("plan.json").read_text() == '{"title": "Plan"}'


def test_build_refuses_to_overwrite_a_map_before_it_writes_anything(strategymap):
    Path("index.html").symlink_to("map.yaml")
    ran = strategymap("build", "map.yaml", "-o", ".")
    assert ran.code == 2
    assert sorted(os.listdir()) == ["index.html", "map.yaml"]
    assert Path("map.yaml").read_text() == MAP


def test_a_map_that_cannot_be_understood_does_not_stop_the_others(strategymap):
    Path("broken.yaml").write_text("titel: x\n")
    ran = strategymap("build", "broken.yaml", "map.yaml", "-o", "out")
    assert ran.code == 2
    assert sorted(os.listdir("out")) == sorted(
        ["broken.findings.json", "index.html", "map.findings.json", *PAGES, "map.svg"]
    )
    assert "broken.yaml: 2 faults in its text" in ran.err
    assert "2 faults in its text" in Path("out/index.html").read_text()


def test_a_map_that_cannot_be_laid_out_in_time_is_still_told_and_offers_a_smaller_selection(strategymap):
    ran = strategymap("build", "map.yaml", "-o", "out", "--time-limit", "0.0001")
    assert ran.code == 2
    assert sorted(os.listdir("out")) == sorted(["index.html", "map.findings.json", *PAGES])
    assert "--select" in ran.err
    ran = strategymap("render", "map.yaml", "-o", "map.svg", "--time-limit", "0.0001")
    assert (ran.code, Path("map.svg").exists()) == (2, False)
    assert "--select" in ran.err
    ran = strategymap("narrate", "map.yaml", "-o", "map.html", "--time-limit", "0.0001")
    assert (ran.code, Path("map.html").exists()) == (2, True)
    assert "written without the picture" in ran.err


def test_a_folder_whose_map_includes_others_is_one_map(strategymap):
    Path("parts").mkdir()
    Path("parts/a.yaml").write_text("title: Part\ngoals:\n  part: {title: A part, supports: loyalty}\n")
    Path("map.yaml").write_text(MAP + "include: parts/a.yaml\n")
    answer = json.loads(strategymap("check", ".", "--format", "json").out)
    assert [each["file"] for each in answer["maps"]] == ["map.yaml"]
    assert not [f for f in answer["findings"] if f["rule"] == "unknown-id"]


def test_two_maps_with_one_name_get_two_pages(strategymap):
    Path("other").mkdir()
    Path("other/map.yaml").write_text(MAP.replace("Shop", "Other shop"))
    strategymap("build", "map.yaml", "other", "-o", "out")
    assert "Other shop" in Path("out/map-2.html").read_text()


def test_maps_whose_pages_would_have_one_name_are_numbered(strategymap):
    Path("map-manager.yaml").write_text(MAP.replace("Shop", "Other shop"))
    ran = strategymap("build", "map.yaml", "map-manager.yaml", "-o", "out")
    assert ran.code == 0
    assert "Other shop" in Path("out/map-manager-2.html").read_text()
    assert "Other shop" not in Path("out/map-manager.html").read_text()


def test_the_pages_of_a_build_lead_to_one_another_and_the_index_to_all(strategymap):
    strategymap("build", "map.yaml", "-o", "out")
    for name in PAGES:
        links = set(re.findall(r'href="\./([^"#]+)', Path("out", name).read_text()))
        assert links | {name} == set(PAGES)
    assert set(PAGES) <= set(re.findall(r'href="\./([^"]+)"', Path("out/index.html").read_text()))


def test_narrate_tells_a_part_of_the_map_in_a_theme(strategymap, monkeypatch):
    strategymap("new", "calls.yaml", "--example", "handle-time")
    done = strategymap(
        "narrate",
        "calls.yaml",
        "--focus",
        "short-calls",
        "--exclude",
        "aht",
        "--theme",
        "dark",
        "-o",
        "p.html",
    )
    page = Path("p.html").read_text("utf-8")

    assert (done.code, done.out) == (0, "")
    assert "This is a part of the map: the line of sight of “" in page and "--paper: #10151b;" in page
    monkeypatch.setenv("STRATEGYMAP_THEME", "print")
    strategymap("narrate", "calls.yaml", "-o", "q.html")
    assert "--ink: #000000;" in Path("q.html").read_text("utf-8")
    refused = strategymap("narrate", "calls.yaml", "--tag", "x", "--audience", "manager", "--format", "md")
    assert refused.code == 2 and "a part of a map is told to everybody" in " ".join(refused.err.split())


def test_narrate_tells_one_audience_or_one_owner_what_they_need(strategymap):
    Path("map.yaml").write_text(MAP + "initiatives: {course: {title: A course, owner: Head of Shops}}\n")
    told = {
        name: strategymap("narrate", "map.yaml", "--format", "md", "--audience", name).out
        for name in ("executive", "manager", "frontline")
    }
    for name, called in {"executive": "executive", "manager": "manager", "frontline": "front line"}.items():
        assert f"\nFor: {called} · drawn from map.yaml\n" in told[name]
    ran = strategymap(
        "narrate", "map.yaml", "--format", "md", "--audience", "frontline", "--owner", "head of shops"
    )
    assert "\nFor: front line, Head of Shops · " in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--audience", "manager", "--owner", "Head of Shop"],
            'the nearest is "Head of Shops"; there are Head of Shops',
        ),
        (["--audience", "executive", "--owner", "Head of Shops"], "name one of them"),
        (["--owner", "Head of Shops"], "name one of them"),
        (["--audience", "boss"], "is not one of"),
    ],
)
def test_an_audience_or_owner_that_there_is_not_is_refused(strategymap, arguments, said):
    Path("map.yaml").write_text(MAP + "initiatives: {course: {title: A course, owner: Head of Shops}}\n")
    ran = strategymap("narrate", "map.yaml", "-o", "map.html", *arguments)
    assert (ran.code, Path("map.html").exists()) == (2, False)
    assert said in ran.err


def test_new_writes_a_map_that_checks_and_never_overwrites(strategymap):
    assert strategymap("new", "mine.yaml").code == 0
    assert strategymap("check", "mine.yaml").code == 0
    before = Path("mine.yaml").read_text()
    ran = strategymap("new", "mine.yaml", "--example", "handle-time")
    assert (ran.code, Path("mine.yaml").read_text()) == (2, before)
    assert "exists already" in ran.err


def test_new_copies_the_numbers_of_an_example_beside_it(strategymap):
    Path("sub").mkdir()
    ran = strategymap("new", "sub/bank.yaml", "--example", "contact-centre")
    assert ran.err == (
        "Wrote sub/bank.yaml and sub/contact-centre.csv. Next: strategymap check sub/bank.yaml\n"
    )
    assert (
        Path("sub/contact-centre.csv").read_bytes()
        == examples()["contact-centre"].with_suffix(".csv").read_bytes()
    )


def test_new_writes_nothing_where_the_table_of_an_example_exists_already(strategymap):
    Path("contact-centre.csv").write_text("mine", encoding="utf-8")
    ran = strategymap("new", "bank.yaml", "--example", "contact-centre")
    assert (ran.code, ran.err) == (
        2,
        "Error: contact-centre.csv exists already; name another file, or move it away first\n",
    )
    assert not Path("bank.yaml").exists()
    assert Path("contact-centre.csv").read_text(encoding="utf-8") == "mine"


def test_new_prints_the_map_where_no_file_is_named(strategymap):
    assert strategymap("new").out == strategymap("new", "-").out
    assert "title:" in strategymap("new").out
    assert os.listdir() == ["map.yaml"]


def test_new_refuses_a_file_that_would_not_be_read_as_yaml(strategymap):
    assert strategymap("new", "mine.json").code == 2
    assert os.listdir() == ["map.yaml"]


def test_an_example_that_there_is_not_names_those_that_there_are(strategymap):
    ran = strategymap("new", "--example", "contact-center")
    assert ran.code == 2
    assert 'the nearest is "contact-centre"' in ran.err


@pytest.mark.parametrize(
    "args", [["check", ""], ["build", "map.yaml", "-o", ""], ["check", "map.yaml", "--select", ""]]
)
def test_an_empty_argument_is_refused(strategymap, args):
    assert strategymap(*args).code == 2


def test_an_unknown_command_names_the_nearest(strategymap):
    ran = strategymap("chek", "map.yaml")
    assert ran.code == 2
    assert "Did you mean check?" in ran.err


def run(*args: str, **how: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "strategymap", *args], text=True, check=False, **how)  # type: ignore[call-overload, no-any-return]


def test_a_full_disk_behind_standard_output_is_told_without_a_traceback():
    with open("/dev/full", "w") as full:
        ran = run("check", "map.yaml", stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 2
    assert "can't be written" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_closed_standard_output_is_no_traceback():
    ran = subprocess.run(
        f"{sys.executable} -m strategymap check map.yaml >&-",
        shell=True,
        text=True,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr


def test_a_closed_pipe_ends_quietly():
    ran = subprocess.run(
        f"{sys.executable} -m strategymap schema | head -c 10; exit ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")


def test_colour_is_forced_and_refused():
    assert (
        "\x1b[" in run("check", "map.yaml", capture_output=True, env=os.environ | {"FORCE_COLOR": "1"}).stdout
    )
    forced_and_refused = os.environ | {"FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert "\x1b[" not in run("check", "map.yaml", capture_output=True, env=forced_and_refused).stdout


@pytest.mark.parametrize("form", ["json", "sarif", "github", "junit"])
def test_a_file_name_that_is_no_text_is_no_traceback(here, form):
    name = b"bad\xff\x1b.yaml"
    Path(os.fsdecode(name)).write_text(MAP)
    ran = subprocess.run(
        [sys.executable, "-m", "strategymap", "check", name, "--format", form],
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert b"\x1b" not in ran.stdout
