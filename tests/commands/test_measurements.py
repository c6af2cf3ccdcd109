"""Tables with measurements on the command line, in the environment and in a folder's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

MAP = """\
title: T
as_of: 2026-12-31
goals:
  g: {title: G, kpis: {fcr: {title: First-contact resolution, unit: "%", target: 75}}}
"""
HEADER = "kpi,at,value\n"


@pytest.fixture(autouse=True)
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP)
    Path("good.csv").write_text(HEADER + "fcr,2026-05,70\n")
    Path("bad.csv").write_text(HEADER + "fcr,2026-06,x\n")
    Path("other.csv").write_text(HEADER + "aht,2026-05,300\n")


def wrong_row(file: str) -> str:
    return (
        f'{file}:2:13: warning[wrong-row] The value "x" of "fcr" at 2026-06 can\'t be read; '
        "write a number, such as 12.5.\n"
    )


def test_tables_are_named_on_the_command_line_more_than_once(strategymap):
    given = ("--measurements", "good.csv", "--measurements", "bad.csv")
    ran = strategymap("check", "map.yaml", "--select", "orphan-kpi", *given)
    assert (ran.code, ran.out, ran.err) == (1, wrong_row("bad.csv"), "1 map: 1 warning.\n")
    assert strategymap("check", "map.yaml", "--ignore", "no-owner", *given).out.count("wrong-row") == 1


def test_the_environment_names_several_with_semicolons_and_the_command_line_goes_over_it(
    strategymap, monkeypatch
):
    monkeypatch.setenv("STRATEGYMAP_MEASUREMENTS", "good.csv; bad.csv")
    assert strategymap("check", "map.yaml", "--select", "orphan-kpi").out == wrong_row("bad.csv")
    ran = strategymap("check", "map.yaml", "--select", "orphan-kpi", "--measurements", "good.csv")
    assert (ran.code, ran.out) == (0, "")


def test_a_folders_settings_name_tables_from_their_own_place(strategymap):
    Path("maps").mkdir()
    Path("maps/map.yaml").write_text(MAP)
    Path(".strategymap.toml").write_text('measurements = ["bad.csv"]\n')
    ran = strategymap("check", "maps/map.yaml", "--select", "orphan-kpi")
    assert (ran.code, ran.out) == (1, wrong_row("bad.csv"))


@pytest.mark.parametrize(
    "command",
    [
        ("check", "map.yaml"),
        ("render", "map.yaml", "-o", "out.svg"),
        ("narrate", "map.yaml", "-o", "out.html"),
        ("build", "map.yaml", "-o", "out"),
        ("audit", "map.yaml"),
        ("evidence", "map.yaml"),
    ],
)
def test_a_given_table_that_cannot_be_read_is_a_usage_error(strategymap, command):
    ran = strategymap(*command, "--measurements", "god.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: god.csv: there is no such file; write good.csv\n"
    assert not list(Path().glob("out*"))


def test_a_table_that_names_no_kpi_of_the_map_is_remarked(strategymap):
    ran = strategymap("check", "map.yaml", "--select", "orphan-kpi", "--measurements", "other.csv")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "map.yaml: other.csv has no value for any of its KPIs.\n1 map: nothing found.\n"


def test_a_source_without_a_name_is_refused(strategymap):
    ran = strategymap("check", "map.yaml", "--measurements", " ")
    assert ran.code == 2
    assert "write the name of a file, or FILE#TABLE" in ran.err


def test_an_output_is_never_written_over_a_given_table(strategymap):
    Path("table.csv.svg").write_text(HEADER)
    Path("table.csv").symlink_to("table.csv.svg")
    ran = strategymap("render", "map.yaml", "-o", "table.csv.svg", "--measurements", "table.csv")
    assert ran.code == 2
    assert Path("table.csv.svg").read_text() == HEADER


def test_the_password_of_a_connection_is_printed_nowhere(strategymap, monkeypatch):
    given = "postgresql://ann:s3cret@host"
    ran = strategymap("check", "map.yaml", "--measurements", f"{given}#t")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "Error: postgresql://ann:***@host#t: this connection can't be understood; write "
    )
    Path(".strategymap.toml").write_text(f'measurements = ["{given}/d#t"]\n')
    listed = strategymap("check", "map.yaml", "--show-settings").out
    assert "  measurements  postgresql://ann:***@host/d#t " in listed
    Path(".strategymap.toml").write_text(f'measurements = ["{given}/d#t"]; x\n')
    wrong = strategymap("check", "map.yaml")
    assert wrong.code == 2
    monkeypatch.setenv("STRATEGYMAP_MEASUREMENTS", f"{given}#t")
    Path(".strategymap.toml").unlink()
    said = strategymap("render", "map.yaml", "-o", "out.svg")
    assert (said.code, "postgresql://ann:***@host#t" in said.err) == (2, True)
    assert "s3cret" not in f"{ran.err}{listed}{wrong.out}{wrong.err}{said.err}"
