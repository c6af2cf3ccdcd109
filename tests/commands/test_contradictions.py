"""What contradicts itself on the command line is refused, and what stands for all pictures gives
way."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text("title: Shop\ngoals: {g: {title: Stay, owner: Ann}}\nkpis: {k: K}\n")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("render", "map.yaml", "-o", "a.pdf", "--format", "svg"),
            '"a.pdf" ends in .pdf, and svg is asked for; name a file that ends in .svg, '
            "or leave the format out",
        ),
        (
            ("render", "map.yaml", "-o", "a .SVG", "--format", "png"),
            '"a .SVG" ends in .SVG, and png is asked for; name a file that ends in .png, '
            "or leave the format out",
        ),
        (
            ("audit", "map.yaml", "-o", "a.csv", "--format", "text"),
            '"a.csv" ends in .csv, and text is asked for; name a file that ends in .txt, '
            "or leave the format out",
        ),
        (
            ("diff", "map.yaml", "map.yaml", "-o", "a.pdf", "--format", "svg"),
            '"a.pdf" ends in .pdf, and svg is asked for; name a file that ends in .svg, '
            "or leave the format out",
        ),
        (
            ("render", "map.yaml", "-o", "a.txt"),
            '".txt" is no suffix of a format here; write one of .dot, .json, .mmd, .pdf, .png, .pptx, .svg',
        ),
        (
            ("narrate", "map.yaml", "-o", "page"),
            '"page" has no suffix of a format here; write one of .html, .md',
        ),
        (
            ("render", "map.yaml", "-o", "a.svg", "--scale", "3"),
            "the scale is that of a .png; leave it out for a .svg, or write .png",
        ),
        (
            ("diff", "map.yaml", "map.yaml", "-o", "a.svg", "--scale", "2"),
            "the scale is that of a .png; leave it out for a .svg, or write .png",
        ),
    ],
)
def test_a_contradiction_is_told_and_nothing_is_written(strategymap, words, told):
    assert strategymap(*words) == (2, "", f"Error: {told}\n")
    assert [path.name for path in Path().iterdir()] == ["map.yaml"]


@pytest.mark.parametrize("name", ["picture", "picture.txt", "picture.gv"])
def test_a_format_beside_a_suffix_that_says_nothing_else_is_taken(strategymap, name):
    assert strategymap("render", "map.yaml", "-o", name, "--format", "dot").code == 0
    assert Path(name).read_text().startswith("digraph")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("render", "map.yaml", "-o", "p.svg", "--output=q.svg"), "-o or --output is given 2 times"),
        (("render", "map.yaml", "-op.svg", "--for", "a4", "--for", "a3"), "--for is given 2 times"),
        (("check", "map.yaml", "--format", "json", "--format", "text"), "--format is given 2 times"),
        (("new", "--example", "a", "--example", "b", "--example", "c"), "--example is given 3 times"),
    ],
)
def test_an_option_that_takes_one_value_is_refused_twice(strategymap, words, told):
    ran = strategymap(*words)
    assert (ran.code, ran.out) == (2, "")
    assert f"Error: {told}; write it once\n" in ran.err
    assert [path.name for path in Path().iterdir()] == ["map.yaml"]


def test_options_that_may_be_repeated_and_flags_are_taken_twice(strategymap):
    hidden = ("--hide", "kpis", "--hide", "status", "--focus", "g", "--fade", "--fade")
    assert strategymap("render", "map.yaml", "-o", "p.svg", *hidden).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("render", "map.yaml", "-o", "e.dot"),
        ("render", "map.yaml", "-o", "e.pptx", "--template", "firm.pptx"),
        ("narrate", "map.yaml", "-o", "e.md"),
        ("diff", "map.yaml", "map.yaml", "-o", "e.mmd"),
    ],
)
def test_a_theme_of_the_environment_or_the_settings_gives_way_and_one_that_is_asked_for_does_not(
    strategymap, monkeypatch, words
):
    assert strategymap("render", "map.yaml", "-o", "firm.pptx").code == 0
    expected = (0, "", f"Wrote {words[words.index('-o') + 1]}.\n")
    Path("own.toml").write_text('font = "Rare Grotesk"\n')
    Path(".strategymap.toml").write_text('theme = "own.toml"\n')
    assert strategymap(*words) == expected
    monkeypatch.setenv("STRATEGYMAP_THEME", "dark")
    assert strategymap(*words) == expected
    assert strategymap(*words, "--theme", "dark").code == 2


def test_a_theme_of_the_environment_goes_over_that_of_the_settings(strategymap, monkeypatch):
    Path(".strategymap.toml").write_text('theme = "print"\n')
    strategymap("render", "map.yaml", "-o", "asked.svg", "--theme", "dark")
    monkeypatch.setenv("STRATEGYMAP_THEME", "dark")
    strategymap("render", "map.yaml", "-o", "standing.svg")
    assert Path("standing.svg").read_text() == Path("asked.svg").read_text()
