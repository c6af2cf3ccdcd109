"""Settings of folders: where they stand, what they say, and which source goes over which."""

from __future__ import annotations

import datetime
import os
from dataclasses import fields
from pathlib import Path

import pytest
from blocks import blocks

import strategymap
from strategymap import folders
from strategymap.folders import Folders
from strategymap.model import Setting
from strategymap.picturing import layout
from strategymap.render.engine import ENGINES, VARIABLE
from strategymap.settings import KEYS, UNSAID, Settings, joined, variable

MAP = "title: Shop\ngoals: {loyalty: Improve loyalty}\nkpis: {clicks: Newsletter clicks}\n"
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: the root of a repository, with a map two folders down."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "maps" / "north").mkdir(parents=True)
    (tmp_path / "maps" / "north" / "shop.yaml").write_text(MAP)
    return tmp_path


SHOP = Path("maps/north/shop.yaml")


def write(file: str, text: str) -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(text, "utf-8")


def refused(text: str, file: str = ".strategymap.toml") -> list[tuple[int, int, str, str]]:
    """What is said of a settings file: line, column, rule, and the whole sentence."""
    write(file, text)
    with pytest.raises(strategymap.SettingsError) as caught:
        Folders().of(SHOP)
    assert {finding.file for finding in caught.value.findings} == {file}
    return [(f.line, f.column, f.rule, f.told()) for f in caught.value.findings]


class TestWhereTheyStand:
    OWN, TABLE = 'fail-on = "{}"\n', '[tool.strategymap]\nfail-on = "{}"\n'

    def test_there_are_none_where_nobody_wrote_any(self, folder: Path) -> None:
        assert Folders().of(SHOP) == Settings()

    @pytest.mark.parametrize("home", ["", "maps/", "maps/north/"])
    def test_the_map_s_folder_and_those_above_it_are_searched(self, folder: Path, home: str) -> None:
        write(f"{home}.strategymap.toml", self.OWN.format("error"))
        assert Folders().of(SHOP).fail_on == "error"
        assert Folders().of(folder / SHOP).fail_on == "error"

    def test_a_name_that_no_file_can_have_has_none(self, folder: Path) -> None:
        assert Folders().of("a/" * 2040 + "map.yaml") == Settings()
        with pytest.raises(strategymap.UnknownName, match=r"name a \.toml file that exists"):
            Folders("a" * 300 + ".toml").of(SHOP)

    def test_a_project_of_blank_lines_is_looked_through_in_no_time(self, folder: Path) -> None:
        # What costs the square of this does not end within an hour.
        write("pyproject.toml", "\n" * 1_000_000)
        assert Folders().of(SHOP) == Settings()

    def test_the_nearest_ones_hold_alone(self, folder: Path) -> None:
        write(".strategymap.toml", self.OWN.format("error") + 'ignore = ["no-focus"]\n')
        write("maps/pyproject.toml", self.TABLE.format("note"))
        assert Folders().of(SHOP) == Settings(fail_on="note")

    def test_in_one_folder_the_dedicated_file_goes_over_the_project_s(self, folder: Path) -> None:
        write("maps/pyproject.toml", self.TABLE.format("note"))
        write("maps/.strategymap.toml", self.OWN.format("never"))
        assert Folders().of(SHOP) == Settings(fail_on="never")

    @pytest.mark.parametrize("text", ["", '[project]\nname = "strategymap"\n', "[tool.ruff]\n", "[tool]\n"])
    def test_a_project_that_says_nothing_of_maps_is_passed_over(self, folder: Path, text: str) -> None:
        write("maps/pyproject.toml", text)
        write(".strategymap.toml", self.OWN.format("error"))
        assert Folders().of(SHOP).fail_on == "error"

    def test_a_broken_project_that_says_nothing_of_maps_stops_nobody(self, folder: Path) -> None:
        write("pyproject.toml", '[project\nname = "strategymap"')
        assert Folders().of(SHOP) == Settings()

    @pytest.mark.parametrize("mark", [".git", ".hg"])
    def test_the_search_ends_at_the_root_of_the_repository(self, folder: Path, mark: str) -> None:
        write(".strategymap.toml", self.OWN.format("error"))
        (folder / "maps" / mark).mkdir()
        assert Folders().of(SHOP) == Settings()
        write("maps/.strategymap.toml", self.OWN.format("note"))
        assert Folders().of(SHOP).fail_on == "note"

    def test_a_map_on_standard_input_has_those_of_the_current_folder(self, folder: Path) -> None:
        write(".strategymap.toml", self.OWN.format("error"))
        assert Folders().of("-").fail_on == "error"

    def test_a_file_is_read_once_for_all_the_maps_below_it(self, folder: Path) -> None:
        write(".strategymap.toml", self.OWN.format("error"))
        known = Folders()
        first = known.of(SHOP)
        Path(".strategymap.toml").unlink()
        assert known.of(SHOP) is known.of("maps/other.yaml") is first

    def test_another_file_can_be_named_and_none_at_all(self, folder: Path) -> None:
        write(".strategymap.toml", self.OWN.format("error"))
        write("team/strict.toml", self.OWN.format("note"))
        write("team/pyproject.toml", self.TABLE.format("never"))
        found = [
            Folders(asked).of(SHOP).fail_on for asked in ("team/strict.toml", Path("team/pyproject.toml"))
        ]
        assert found == ["note", "never"]
        assert Folders(None).of(SHOP) == Settings()
        assert Folders(Settings(fail_on="note")).of(SHOP) == Settings(fail_on="note")

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
    @pytest.mark.parametrize("name", [".strategymap.toml", "pyproject.toml"])
    def test_what_somebody_else_put_into_a_folder_for_everybody_is_passed_over(
        self, folder: Path, name: str
    ) -> None:
        write(f"maps/{name}", (self.OWN if name.startswith(".") else self.TABLE).format("error"))
        found = []
        for owner, mode in ((65534, 0o1777), (0, 0o1777), (65534, 0o755)):
            os.chown(f"maps/{name}", owner, -1)
            (folder / "maps").chmod(mode)
            found.append(Folders().of(SHOP).fail_on)
        assert found == [None, "error", "error"]

    def test_a_named_file_that_there_is_not_is_refused(self, folder: Path) -> None:
        write("pyproject.toml", "[project]\n")
        for asked, told in {
            "no.toml": 'there are no settings in "no.toml"; name a .toml file that exists',
            "maps": 'there are no settings in "maps"; name a .toml file that exists',
            str(SHOP): f'there are no settings in "{SHOP}"; name a .toml file that exists',
            "pyproject.toml": "pyproject.toml has no [tool.strategymap]; write one, or name another file",
        }.items():
            with pytest.raises(strategymap.UnknownName) as caught:
                Folders(asked).of(SHOP)
            assert str(caught.value) == told


class TestWhatTheySay:
    WHOLE = """\
fail-on = "error"
as-of = 2026-06-30
select = ["orphan-kpi", "no-focus"]
ignore = "no-focus"
baseline = "old.json"
measurements = ["figures/all.csv", "sales.duckdb#kpis"]
engine = "dot"
time-limit = 7.5
theme = "firm.toml"

[rules]
orphan-kpi = "error"
too-many-goals = {severity = "note", limit = 9}
"""

    def test_every_key_is_read_and_paths_count_from_the_file(self, folder: Path) -> None:
        write("maps/.strategymap.toml", self.WHOLE)
        assert Folders().of(SHOP) == Settings(
            rules={"orphan-kpi": Setting(severity="error"), "too-many-goals": Setting(severity="note", limit="9")},
            fail_on="error",
            as_of=DAY,
            select=("orphan-kpi", "no-focus"),
            ignore=("no-focus",),
            baseline=folder / "maps" / "old.json",
            measurements=(str(folder / "maps/figures/all.csv"), str(folder / "maps/sales.duckdb#kpis")),
            engine="dot",
            time_limit=7.5,
            theme=str(folder / "maps/firm.toml"),
        )  # fmt: skip

    def test_each_setting_says_in_which_line_it_stands(self, folder: Path) -> None:
        write("maps/.strategymap.toml", self.WHOLE)
        origins = {key: origin for key, _, origin in Folders().of(SHOP).rows()}
        assert origins == {
            key: f"maps/.strategymap.toml:{line}"
            for key, line in {
                "rules.orphan-kpi": 12,
                "rules.too-many-goals": 13,
                "rules.too-many-goals.limit": 13,
                **{key: number for number, key in enumerate(UNSAID, 1)},
            }.items()
        }

    def test_an_empty_value_is_the_same_as_a_missing_key(self, folder: Path) -> None:
        write(".strategymap.toml", 'select = []\nignore = []\nbaseline = ""\nmeasurements = []\n[rules]\n')
        assert Folders().of(SHOP) == Settings()

    def test_there_is_a_word_for_each_key_and_for_what_holds_without_it(self) -> None:
        said = {field.name.replace("_", "-") for field in fields(Settings)} - {"origins", "read-from"}
        written = {field.alias or name for name, field in folders._Written.model_fields.items()}
        assert KEYS.keys() == said == written == {"rules", *UNSAID}

    def test_the_engines_and_their_variable_are_those_of_the_pictures(self, folder: Path) -> None:
        assert variable("engine") == VARIABLE
        for engine in ENGINES:
            write(".strategymap.toml", f'engine = "{engine}"\n')
            assert Folders().of(SHOP).engine == engine


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "line", "column", "rule", "told"),
        [
            ('fail_on = "error"', 1, 1, "unknown-key", 'The key "fail_on" is not known here; write fail-on.'),
            ("colour = 1", 1, 1, "unknown-key", 'The key "colour" is not known here; the keys known here are '
             "rules, fail-on, as-of, select, ignore, baseline, measurements, engine, time-limit, theme."),
            ('fail-on = "warn"', 1, 11, "wrong-value", '"warn" is not known at `fail-on`; write warning (allowed: '
             "error, warning, note, never)."),
            ("as-of = 2026-06-30T10:00:00", 1, 9, "wrong-value", '"2026-06-30T10:00:00" can\'t be read at `as-of`; '
             "write a date as 2026-12-31, 2026-12, 2026-Q4 or 2026."),
            ('ignore = ["no-focus", "orphan-kip"]', 1, 23, "unknown-rule", 'There is no rule "orphan-kip"; write '
             "orphan-kpi."),
            ('select = "no-focus, orphan-kpi"', 1, 10, "unknown-rule", 'There is no rule "no-focus, orphan-kpi"; '
             'write ["no-focus", "orphan-kpi"].'),
            ('[rules]\norphan-kip = "off"', 2, 1, "unknown-rule", 'There is no rule "orphan-kip"; write orphan-kpi.'),
            ('rules.orphan-kpi = "loud"', 1, 20, "wrong-value", '"loud" is not known at `severity`; write one of '
             "error, warning, note, off."),
            ("rules.orphan-kpi = {limit = 3}", 1, 21, "wrong-value", 'The rule "orphan-kpi" has no limit to set; '
             "take the limit out."),
            ("rules.too-many-goals = {limit = 1.5}", 1, 33, "wrong-value", '"1.5" can\'t be read at `limit`; write '
             "a whole number, such as 15."),
            ('rules = "off"', 1, 9, "wrong-value", '"off" can\'t stand at `rules`; write a table, such as '
             '{orphan-kpi = "error"}.'),
            ("time-limit = 0", 1, 14, "wrong-value", '"0" can\'t be read at `time-limit`; write a number of seconds, '
             "at most 86400."),
            ('engine = "./dot"', 1, 10, "wrong-value", '"./dot" is not known at `engine`; write dot (allowed: '
             "graphviz-pure, dot)."),
            ("engine = [1]", 1, 10, "wrong-value", "A list is not known at `engine`; write one of graphviz-pure, dot."),
        ],
    )  # fmt: skip
    def test_each_slip_is_told_with_its_place_and_what_to_write(
        self, folder: Path, text: str, line: int, column: int, rule: str, told: str
    ) -> None:
        assert refused(text) == [(line, column, rule, told)]

    def test_all_of_them_are_told_at_once(self, folder: Path) -> None:
        found = refused('fail-on = "x"\nignore = ["y"]\nrules = {no-focus = "z", isolatd = "off"}\nw = 1\n')
        assert [(line, rule) for line, _, rule, _ in found] == [
            (1, "wrong-value"),
            (2, "unknown-rule"),
            (3, "wrong-value"),
            (3, "unknown-rule"),
            (4, "unknown-key"),
        ]

    def test_in_a_project_the_place_is_that_in_its_table(self, folder: Path) -> None:
        text = '[project]\nname = "x"\n\n[tool.strategymap]\nrules.orphan-kip = "off"\n'
        told = 'There is no rule "orphan-kip"; write orphan-kpi.'
        assert refused(text, "maps/pyproject.toml") == [(5, 7, "unknown-rule", told)]

    def test_a_project_s_word_for_the_table_is_refused(self, folder: Path) -> None:
        told = "A table is meant at `tool.strategymap`; write [tool.strategymap], and the keys below it."
        assert refused('[tool]\nstrategymap = "x"\n', "pyproject.toml") == [(2, 15, "wrong-value", told)]

    def test_text_that_is_no_toml_is_refused_as_in_a_map(self, folder: Path) -> None:
        assert [(line, rule) for line, _, rule, _ in refused("fail-on: error\n")] == [(1, "syntax")]
        assert [
            (line, rule) for line, _, rule, _ in refused("[tool.strategymap\n", "maps/pyproject.toml")
        ] == [(1, "syntax")]


def said(**values: object) -> Settings:
    return Settings(**values)  # type: ignore[arg-type]


class TestPrecedence:
    @pytest.mark.parametrize(
        ("name", "strong", "weak"),
        [
            ("fail_on", "error", "note"),
            ("as_of", DAY, datetime.date(2027, 1, 1)),
            ("select", ("no-focus",), ("isolated",)),
            ("ignore", ("no-focus",), ("isolated",)),
            ("baseline", Path("a.json"), Path("b.json")),
            ("measurements", ("a.csv",), ("b.csv",)),
            ("engine", "dot", "graphviz-pure"),
            ("time_limit", 1.0, 2.0),
            ("theme", "dark", "print"),
        ],
    )
    def test_the_first_that_says_a_key_holds(self, name: str, strong: object, weak: object) -> None:
        nothing = Settings()
        assert joined(said(**{name: strong}), nothing, said(**{name: weak})) == said(**{name: strong})
        assert joined(nothing, said(**{name: weak})) == said(**{name: weak})

    def test_rules_are_joined_by_severity_and_limit(self) -> None:
        upper = Settings(rules={"a": Setting(severity="off"), "b": Setting(limit="3")})
        lower = Settings(rules={"b": Setting(severity="note", limit="9"), "c": Setting(severity="error")})
        assert joined(upper, lower).rules == {
            "a": Setting(severity="off"),
            "b": Setting(severity="note", limit="3"),
            "c": Setting(severity="error"),
        }

    def test_who_selects_a_rule_gets_it_whatever_a_weaker_source_ignores(self) -> None:
        folder = Settings(ignore=("no-focus", "isolated"))
        assert joined(Settings(select=("no-focus",)), folder).ignore == ("isolated",)
        assert joined(Settings(select=("no-focus",), ignore=("no-focus",)), folder).ignore == ("no-focus",)
        assert joined(Settings(ignore=("no-focus",)), Settings(select=("no-focus",))).ignore == ("no-focus",)


class TestMaps:
    """What a script sees."""

    @staticmethod
    def found(**options: object) -> list[tuple[str, str]]:
        read = strategymap.load(SHOP, **options)  # type: ignore[arg-type]
        asked = ["isolated", "orphan-kpi", "unmeasured-goal"]
        return [(finding.rule, finding.severity.value) for finding in read.check(select=asked)]

    PLAIN = [("isolated", "warning"), ("unmeasured-goal", "warning"), ("orphan-kpi", "warning")]  # noqa: RUF012

    def test_a_script_has_the_settings_of_the_folder_as_the_command_has(self, folder: Path) -> None:
        write(".strategymap.toml", 'rules = {isolated = "off", orphan-kpi = "error"}\n')
        assert self.found() == [("unmeasured-goal", "warning"), ("orphan-kpi", "error")]
        assert self.found(settings=None) == self.PLAIN
        write("other.toml", 'rules = {isolated = "note"}\n')
        assert self.found(settings="other.toml") == [("isolated", "note"), *self.PLAIN[1:]]

    def test_the_map_goes_over_its_folder_key_by_key(self, folder: Path) -> None:
        write(".strategymap.toml", 'rules = {isolated = "off", orphan-kpi = "error"}\nas-of = 2026-06-30\n')
        write(str(SHOP), MAP + "rules: {orphan-kpi: note}\n")
        assert self.found() == [("unmeasured-goal", "warning"), ("orphan-kpi", "note")]
        assert strategymap.load(SHOP).settings.as_of == DAY
        write(str(SHOP), MAP + "as_of: 2027\n")
        assert strategymap.load(SHOP).settings.as_of == datetime.date(2027, 12, 31)
        assert strategymap.load(SHOP, as_of=DAY).settings.as_of == DAY

    def test_the_folder_s_choice_of_rules_holds_unless_the_script_chooses(self, folder: Path) -> None:
        write(".strategymap.toml", 'select = ["orphan-kpi", "isolated"]\nignore = ["isolated"]\n')
        read = strategymap.load(SHOP)
        assert [f.rule for f in read.check()] == ["orphan-kpi"]
        assert [f.rule for f in read.check(ignore=[])] == ["isolated", "orphan-kpi"]
        assert [f.rule for f in read.check(select=["isolated"])] == ["isolated"]
        assert read.check(select=[]) == []

    def test_the_folder_s_tables_are_read_besides_those_of_the_map(self, folder: Path) -> None:
        for name, value in (("own", 3), ("folder", 4), ("given", 5)):
            write(f"maps/{name}.csv", f"kpi,at,value\nclicks,2026-0{value}-01,{value}\n")
        Path("maps/own.csv").rename("maps/north/own.csv")
        write("maps/.strategymap.toml", 'measurements = ["folder.csv"]\n')
        write(str(SHOP), MAP + "measurements: own.csv\n")

        def read(**options: object) -> list[str]:
            graph = strategymap.load(SHOP, **options).in_words  # type: ignore[arg-type]
            return [
                str(reading.value.number)
                for reading in graph.scorecard.history("clicks", datetime.date(2026, 12, 31))
            ]

        assert read() == ["3", "4"]
        assert read(measurements=["maps/given.csv"]) == ["3", "5"]
        assert read(settings=None) == ["3"]

    def test_the_picture_and_the_story_tell_what_check_finds(self, folder: Path) -> None:
        write(".strategymap.toml", 'select = ["orphan-kpi"]\nrules = {orphan-kpi = "error"}\n')
        read = strategymap.load(SHOP)
        assert read.view.subtitle.endswith(" · 1\u00a0error")
        assert "Newsletter clicks" in read.narrate(format="md")
        assert read.select("rule:orphan-kpi") == ["clicks"]

    def test_a_text_lies_in_no_folder(self, folder: Path) -> None:
        write(".strategymap.toml", 'select = ["orphan-kpi"]\n')
        assert len(strategymap.loads(MAP).check()) > 1
        assert [f.rule for f in strategymap.loads(MAP, settings=".strategymap.toml").check()] == [
            "orphan-kpi"
        ]

    def test_an_accept_for_a_rule_that_the_folder_silences_is_left_in_peace(self, folder: Path) -> None:
        accepting = MAP + "accept: [{rule: orphan-kpi, because: the board asked}]\n"
        write(str(SHOP), accepting)
        write(".strategymap.toml", 'rules = {orphan-kpi = "off"}\nselect = ["orphan-kpi"]\n')
        assert strategymap.load(SHOP).check() == []
        write(".strategymap.toml", 'ignore = ["orphan-kpi"]\n')
        assert "stale-accept" not in {f.rule for f in strategymap.load(SHOP).check()}
        write(str(SHOP), accepting + "rules: {orphan-kpi: off}\n")
        assert "stale-accept" in {f.rule for f in strategymap.load(SHOP, settings=None).check()}

    def test_the_engine_and_its_time_come_from_the_script_the_environment_then_the_folder(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(".strategymap.toml", 'engine = "dot"\ntime-limit = 3\n')
        monkeypatch.delenv(VARIABLE, raising=False)
        read = strategymap.load(SHOP)
        assert layout(read.settings, None, None) == ("dot", 3)
        assert layout(read.settings, "graphviz-pure", 5) == ("graphviz-pure", 5)
        monkeypatch.setenv(VARIABLE, "graphviz-pure")
        assert layout(read.settings, None, None) == ("graphviz-pure", 3)
        monkeypatch.delenv(VARIABLE)
        assert layout(strategymap.load(SHOP, settings=None).settings, None, None) == (None, 20)


def test_the_reference_page_shows_settings_that_are_understood(folder: Path) -> None:
    page = Path(strategymap.__file__).parent.parent / "docs" / "reference" / "settings.md"
    (shown,) = [block.text for block in blocks(page.read_text("utf-8")) if block.language == "toml"]
    write(".strategymap.toml", shown)
    found = Folders().of(SHOP)
    assert (found.fail_on, found.ignore, sorted(found.rules)) == (
        "error", ("no-limits",), ["orphan-kpi", "too-many-goals"],
    )  # fmt: skip
