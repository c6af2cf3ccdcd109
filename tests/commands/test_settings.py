"""What holds on the command line: options, environment, map, folder, default; and how one sees it."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import click
import pytest

from strategymap.cli import COMMANDS, main
from strategymap.cli.options import Key
from strategymap.settings import KEYS, UNSAID, variable

MAP = "title: Shop\ngoals: {loyalty: Improve loyalty}\nkpis: {clicks: Newsletter clicks}\n"
DRAWING = ("render", "narrate", "build")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for key in (*UNSAID, "config"):
        monkeypatch.delenv(variable(key), raising=False)
    (tmp_path / "map.yaml").write_text(MAP)
    return tmp_path


def settings(text: str, file: str = ".strategymap.toml") -> None:
    Path(file).write_text(text, "utf-8")


# Each source by itself: what is given on the command line, in the environment, in the map, in
# the folder. The last two columns are what holds, and where it comes from.
ROWS = [
    ("fail-on", None, None, None, None, "warning", "default"),
    ("fail-on", None, None, None, "note", "note", ".strategymap.toml:1"),
    ("fail-on", None, "error", None, "note", "error", "STRATEGYMAP_FAIL_ON"),
    ("fail-on", "never", "error", None, "note", "never", "--fail-on"),
    ("fail-on", "never", None, None, None, "never", "--fail-on"),
    ("as-of", None, None, None, None, "today", "default"),
    ("as-of", None, None, None, "2026-01", "2026-01-31", ".strategymap.toml:1"),
    ("as-of", None, None, "2026-02", "2026-01", "2026-02-28", "map.yaml:4"),
    ("as-of", None, "2026-03", "2026-02", "2026-01", "2026-03-31", "STRATEGYMAP_AS_OF"),
    ("as-of", "2026-04", "2026-03", "2026-02", "2026-01", "2026-04-30", "--as-of"),
    ("select", None, None, None, None, "all rules", "default"),
    ("select", None, None, None, "isolated", "isolated", ".strategymap.toml:1"),
    ("select", None, "no-focus, isolated", None, "isolated", "no-focus, isolated", "STRATEGYMAP_SELECT"),
    ("select", "orphan-kpi", "no-focus", None, "isolated", "orphan-kpi", "--select"),
    ("ignore", None, None, None, None, "none", "default"),
    ("ignore", None, None, None, "isolated", "isolated", ".strategymap.toml:1"),
    ("ignore", None, "no-focus isolated", None, "isolated", "no-focus, isolated", "STRATEGYMAP_IGNORE"),
    ("ignore", "orphan-kpi", "no-focus", None, "isolated", "orphan-kpi", "--ignore"),
    ("measurements", None, None, None, None, "none", "default"),
    ("measurements", None, None, None, "a.csv", "a.csv", ".strategymap.toml:1"),
    ("measurements", None, "b.csv; c.csv", None, "a.csv", "b.csv, c.csv", "STRATEGYMAP_MEASUREMENTS"),
    ("measurements", "d.csv", "b.csv", None, "a.csv", "d.csv", "--measurements"),
    ("baseline", None, None, None, None, "none", "default"),
    ("baseline", None, None, None, "a.json", "a.json", ".strategymap.toml:1"),
    ("baseline", None, "b.json", None, "a.json", "b.json", "STRATEGYMAP_BASELINE"),
    ("baseline", "c.json", "b.json", None, "a.json", "c.json", "--baseline"),
]


@pytest.mark.parametrize(("key", "option", "environment", "map_", "folder_", "value", "origin"), ROWS)
def test_the_command_line_goes_over_the_environment_the_map_the_folder_and_the_default(
    strategymap, monkeypatch, key, option, environment, map_, folder_, value, origin
):
    if environment:
        monkeypatch.setenv(variable(key), environment)
    if map_:
        Path("map.yaml").write_text(f"{MAP}as_of: {map_}\n")
    if folder_:
        settings(f'{key} = "{folder_}"\n')
    ran = strategymap("check", "map.yaml", "--show-settings", *([f"--{key}", option] if option else []))
    assert (ran.code, ran.err) == (0, "")
    rows = {row.split()[0]: row.split(maxsplit=1)[1] for row in ran.out.splitlines()[1:]}
    assert " ".join(rows[key].split()) == f"{value} {origin}"


@pytest.mark.parametrize(
    ("sources", "code"),
    [({}, 1), ({"folder": "error"}, 0), ({"folder": "error", "environment": "note"}, 1),
     ({"folder": "error", "environment": "note", "option": "never"}, 0)],
)  # fmt: skip
def test_the_exit_code_follows_the_strongest_fail_on(strategymap, monkeypatch, sources, code):
    if "folder" in sources:
        settings(f'fail-on = "{sources["folder"]}"\n')
    if "environment" in sources:
        monkeypatch.setenv("STRATEGYMAP_FAIL_ON", sources["environment"])
    options = ["--fail-on", sources["option"]] if "option" in sources else []
    assert strategymap("check", "map.yaml", "--select", "orphan-kpi", *options).code == code


def test_each_map_fails_by_the_settings_of_its_own_folder(strategymap):
    for name in ("strict", "lenient"):
        Path(name).mkdir()
        Path(name, "map.yaml").write_text(MAP)
    settings('fail-on = "never"\n', "lenient/.strategymap.toml")
    assert strategymap("check", "lenient", "--select", "orphan-kpi").code == 0
    assert strategymap("check", "lenient", "strict", "--select", "orphan-kpi").code == 1


def test_all_that_holds_is_listed_with_where_it_comes_from(strategymap, monkeypatch):
    Path("map.yaml").write_text(f"{MAP}rules:\n  orphan-kpi: error\n")
    settings(
        'fail-on = "error"\nmeasurements = ["all.csv"]\n[rules]\norphan-kpi = "off"\n'
        "too-many-goals = {limit = 9}\n"
    )  # fmt: skip
    monkeypatch.setenv("STRATEGYMAP_AS_OF", "2026-Q2")
    ran = strategymap("check", "map.yaml", "--show-settings", "--ignore", "no-focus")
    assert ran == (
        0,
        """\
map.yaml
  rules.orphan-kpi            error                    map.yaml:5
  rules.too-many-goals.limit  9                        .strategymap.toml:5
  fail-on                     error                    .strategymap.toml:1
  as-of                       2026-06-30               STRATEGYMAP_AS_OF
  select                      all rules                default
  ignore                      no-focus                 --ignore
  baseline                    none                     default
  measurements                all.csv                  .strategymap.toml:2
  engine                      graphviz-pure, else dot  default
  time-limit                  20                       default
  theme                       light                    default
""",
        "",
    )


def test_the_file_of_settings_can_be_named_or_left_out(strategymap, monkeypatch):
    settings('fail-on = "never"\n')
    settings('fail-on = "error"\n', "strict.toml")
    settings('select = ["no-owner"]\n', "owners.toml")
    asked = ["check", "map.yaml", "--select", "orphan-kpi"]
    assert strategymap(*asked).code == 0
    assert strategymap(*asked, "--no-config").code == 1
    assert strategymap(*asked, "--config", "strict.toml").code == 0
    monkeypatch.setenv("STRATEGYMAP_CONFIG", "owners.toml")
    assert strategymap(*asked).code == 1
    monkeypatch.setenv("STRATEGYMAP_CONFIG", "nowhere.toml")
    ran = strategymap(*asked)
    assert (ran.code, ran.err) == (
        2, 'Error: there are no settings in "nowhere.toml"; name a .toml file that exists\n',
    )  # fmt: skip
    assert strategymap(*asked, "--no-config").code == 1
    ran = strategymap(*asked, "--no-config", "--config", "strict.toml")
    assert ran.code == 2
    assert ran.err.endswith("Error: --config and --no-config don't go together; write one of them\n")


def test_wrong_settings_stop_the_run_with_the_place_and_what_to_write(strategymap):
    settings('fail-on = "eror"\n')
    for command in (["check", "map.yaml"], ["render", "map.yaml"], ["build", "map.yaml", "-o", "out"]):
        assert strategymap(*command) == (
            2,
            "",
            '.strategymap.toml:1:11: error[wrong-value] "eror" is not known at `fail-on`; write error (allowed: '
            'error, warning, note, never).\n  1 | fail-on = "eror"\n    |           ^^^^^^\n\n'
            "Nothing was done: 1 fault to mend first.\n",
        )  # fmt: skip
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("fail-on", "warn", "'warn' is not one of 'error', 'warning', 'note', 'never'."),
        ("as-of", "soon", "soon: write a date as 2026-12-31, 2026-12, 2026-Q4 or 2026"),
        ("select", "orphan-kip", 'there is no rule "orphan-kip"; the nearest is "orphan-kpi"'),
        ("ignore", ",", "write the name of a rule"),
    ],
)
def test_a_wrong_value_in_the_environment_is_said_to_be_the_variable_s(
    strategymap, monkeypatch, key, value, told
):
    option = strategymap("check", "map.yaml", f"--{key}", value)
    assert (option.code, option.out) == (2, "")
    assert f"Error: Invalid value for '--{key}': {told}\n" in option.err
    monkeypatch.setenv(variable(key), value)
    ran = strategymap("check", "map.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert f"Error: Invalid value for the environment variable {variable(key)}: {told}\n" in ran.err


def test_the_tables_that_a_map_names_are_listed_with_those_that_settings_add(strategymap):
    Path("map.yaml").write_text(f"{MAP}measurements: [own.csv, book.xlsx#May]\n")

    def listed() -> list[list[str]]:
        rows = strategymap("check", "map.yaml", "--show-settings").out.splitlines()[1:]
        return [re.split("  +", row.strip()) for row in rows if "measurements" in row]

    own = ["measurements", "own.csv, book.xlsx#May", f"map.yaml:{MAP.count(chr(10)) + 1}"]
    assert listed() == [own]
    settings('measurements = ["all.csv"]\n')
    assert listed() == [own, ["measurements", "all.csv", ".strategymap.toml:1"]]


def test_an_empty_variable_says_nothing(strategymap, monkeypatch):
    for key in UNSAID:
        monkeypatch.setenv(variable(key), "")
    rows = strategymap("check", "map.yaml", "--show-settings").out.splitlines()[1:]
    assert all(row.endswith("default") for row in rows)


def test_a_map_on_standard_input_has_the_settings_of_the_current_folder(strategymap, monkeypatch):
    settings('select = ["orphan-kpi"]\nrules.orphan-kpi = "error"\n')
    stream = io.TextIOWrapper(io.BytesIO(MAP.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    ran = strategymap("check", "-")
    assert ran.out.startswith("-:3:8: error[orphan-kpi] ")
    assert ran.err == "1 map: 1 error.\n"


def test_pictures_and_pages_have_the_settings_too(strategymap):
    settings('select = ["orphan-kpi"]\nas-of = 2026-06-30\nrules = {orphan-kpi = "error"}\n')
    assert "1\u00a0error" in strategymap("render", "map.yaml").out
    ran = strategymap("build", "map.yaml", "-o", "out")
    assert (ran.code, ran.out.count("error["), ran.out.count("warning[")) == (0, 1, 0)
    settings("time-limit = 0.000001\n")
    assert strategymap("render", "map.yaml").code == 2
    assert strategymap("render", "map.yaml", "--time-limit", "20").code == 0
    assert strategymap("render", "map.yaml", "--no-config").code == 0


def test_every_key_can_be_said_on_the_command_line_and_in_the_environment() -> None:
    context = click.Context(main)
    options = {
        name: {param.key: param.envvar for param in main.get_command(context, name).params if isinstance(param, Key)}
        for name in ("check", *DRAWING)
    }  # fmt: skip
    for name, keys in options.items():
        assert name in COMMANDS
        assert keys == {key: variable(key) for key in keys}
    drawing = {"engine", "time-limit"}
    assert options["check"].keys() >= (KEYS.keys() | {"config"}) - drawing - {"rules", "theme"}
    assert "theme" in options["render"]
    for name in DRAWING:
        assert options[name].keys() >= drawing | {"as-of", "config"}


def test_a_picture_has_the_theme_of_the_command_line_else_of_the_environment_else_of_the_folder(
    strategymap, monkeypatch
):
    Path("firm.toml").write_text('font = "Georgia"\n[colours]\nink = "#0a0b0c"\n')
    settings('theme = "firm.toml"\n')
    ran = strategymap("render", "map.yaml")
    assert (ran.code, "#0a0b0c" in ran.out) == (0, True)
    assert (
        ran.err
        == "Warning: Widths are reckoned for Arial and fonts like it; for Georgia there is 15 % more room.\n"
    )
    monkeypatch.setenv("STRATEGYMAP_THEME", "print")
    assert 'fill="#000000"' in strategymap("render", "map.yaml").out
    ran = strategymap("render", "map.yaml", "--theme", "drak")
    assert (ran.code, ran.out) == (2, "")
    assert 'there is no theme "drak"; write dark' in " ".join(ran.err.split())
