"""Nothing is ever written over a file that a command reads."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import strategymap

MAP = """\
title: Shop
include: more.yaml
measurements: numbers.csv
goals:
  loyalty: {title: Customers stay, focus: loyalty}
kpis:
  clicks: {title: Newsletter clicks, measures: loyalty, unit: count}
"""
NUMBERS = "kpi,at,value\nclicks,2026-01-31,4\n"
THEME = 'based-on = "dark"\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("more.yaml").write_text("title: More\ngoals: {profit: Profit}\n")
    Path("map.yaml").write_text(MAP)
    Path("plain.yaml").write_text("title: Shop\ngoals: {profit: Profit}\nkpis: {clicks: Clicks}\n")
    for name in ("numbers.csv", "given.csv"):
        Path(name).write_text(NUMBERS)
    for name in ("asked.toml", "held.toml"):
        Path(name).write_text(THEME)
    Path(".strategymap.toml").write_text('theme = "held.toml"\nbaseline = "old.json"\n')
    Path("old.json").write_text('{"version": 1, "maps": {}}\n')
    Path("templates").mkdir()
    Path("templates/own.css").write_text("p {}\n")


READ = ["map.yaml", "more.yaml", "numbers.csv", "given.csv", ".strategymap.toml", "held.toml", "old.json"]


@pytest.mark.parametrize("out", [*READ, "asked.toml", "link.svg"])
@pytest.mark.parametrize(
    ("words", "form"),
    [
        (("render", "map.yaml", "--theme", "asked.toml"), "svg"),
        (("narrate", "map.yaml", "--theme", "asked.toml"), "html"),
        (("diff", "map.yaml", "plain.yaml", "--theme", "asked.toml"), "svg"),
        (("diff", "plain.yaml", "map.yaml", "--theme", "asked.toml"), "svg"),
    ],
)
def test_what_a_command_reads_is_never_written_over(strategymap, words, form, out):
    if out == "link.svg":
        Path(out).symlink_to("asked.toml")
    before = Path(out).read_bytes()
    ran = strategymap(*words, "--measurements", "given.csv", "-o", out, "--format", form)
    assert (ran.code, ran.out, Path(out).read_bytes()) == (2, "", before)


@pytest.mark.parametrize("out", [*READ, "templates/own.css"])
def test_an_audit_is_never_written_over_what_it_reads(strategymap, out):
    before = Path(out).read_bytes()
    words = ("audit", "map.yaml", "--template", "templates", "--measurements", "given.csv")
    ran = strategymap(*words, "-o", out, "--format", "html")
    assert (ran.code, ran.out, Path(out).read_bytes()) == (2, "", before)


def test_a_story_is_never_written_over_its_templates_and_may_stand_beside_them(strategymap):
    Path("story.html.jinja").write_text('{% include "part.html" %}')
    Path("part.html").write_text("<p>A part</p>")
    for out in ("story.html.jinja", "part.html"):
        before = Path(out).read_bytes()
        ran = strategymap("narrate", "plain.yaml", "--template", ".", "-o", out, "--format", "html")
        assert (ran.code, Path(out).read_bytes()) == (2, before)
        assert f"{out} is read here, and is never written over" in ran.err
    for _ in range(2):
        assert strategymap("narrate", "plain.yaml", "--template", ".", "-o", "story.html").code == 0


def test_slides_are_never_written_over_their_template(strategymap):
    assert strategymap("render", "plain.yaml", "-o", "firm.pptx").code == 0
    before = Path("firm.pptx").read_bytes()
    ran = strategymap("render", "plain.yaml", "-o", "firm.pptx", "--template", "firm.pptx")
    assert (ran.code, Path("firm.pptx").read_bytes()) == (2, before)
    assert ran.err == (
        "Error: firm.pptx is read here, and is never written over; name another file for the output\n"
    )


@pytest.mark.parametrize("kept", ["held.toml", "asked.toml", ".strategymap.toml", "old.json", "more.yaml"])
def test_a_build_is_never_written_over_what_it_reads(strategymap, kept):
    before = Path(kept).read_bytes()
    Path("out").mkdir()
    Path("out/index.html").symlink_to(Path(kept).absolute())
    ran = strategymap("build", "map.yaml", "-o", "out", "--theme", "asked.toml")
    assert (ran.code, Path(kept).read_bytes()) == (2, before)


def test_a_build_is_never_written_over_what_a_faulty_map_includes(strategymap):
    Path("part.svg").write_text("title: Part\n")
    Path("part.yaml").write_text("titel: Faulty\ninclude: part.findings.json\n")
    Path("part.findings.json").write_text('{"title": "Part"}')
    ran = strategymap("build", "part.yaml", "-o", ".")
    assert (ran.code, Path("part.findings.json").read_text()) == (2, '{"title": "Part"}')


def test_a_script_never_writes_over_what_it_reads():
    before = Path("asked.toml").read_bytes()
    read = strategymap.load("plain.yaml")
    with pytest.raises(strategymap.OutputError):
        read.render("asked.toml", format="svg", theme="asked.toml")
    with pytest.raises(strategymap.OutputError):
        read.draw_diff(strategymap.load("map.yaml"), "held.toml", format="svg")
    assert Path("asked.toml").read_bytes() == before
    assert Path("held.toml").read_text() == THEME


def test_a_file_called_as_a_built_in_theme_is_no_input(strategymap):
    Path("dark").write_text("old")
    assert strategymap("render", "plain.yaml", "-o", "dark", "--format", "svg", "--theme", "dark").code == 0


def test_a_picture_of_changes_is_never_written_over_the_map_of_a_revision(strategymap):
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "plain.yaml"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    before = Path("plain.yaml").read_bytes()
    ran = strategymap(
        "diff", "git:HEAD:plain.yaml", "git:HEAD:plain.yaml", "-o", "plain.yaml", "--format", "svg"
    )
    assert (ran.code, Path("plain.yaml").read_bytes()) == (2, before)
    assert "plain.yaml is read here, and is never written over; name another file" in " ".join(
        ran.err.split()
    )
