"""The baseline: which findings are old, which are new, and which are gone."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import strategymap
from strategymap import baseline
from strategymap.baseline import Entry, entries_of
from strategymap.finding import Finding, Location, Severity
from strategymap.rules.page import page_of
from strategymap.settings import Settings

OLD = """\
title: Shop
goals:
  loyalty: Improve loyalty
  profit: {title: Improve profit, supports: nowhere}
kpis:
  clicks: Newsletter clicks
"""
ASKED = ("isolated", "orphan-kpi", "unknown-id", "unmeasured-goal")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "shop.yaml").write_text(OLD)
    return tmp_path


def survey(old: str = "hide", *files: str, **given: object) -> strategymap.Survey:
    settings = Settings(**{"baseline": Path("old.json"), "select": ASKED, **given})  # type: ignore[arg-type]
    return strategymap.survey(files or ["maps"], given=settings, settings=None, old=old)  # type: ignore[arg-type]


def short(findings: tuple[Finding, ...] | None) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.node) for finding in findings or ()]


def change(text: str, by: str) -> None:
    file = Path("maps/shop.yaml")
    assert text in file.read_text()
    file.write_text(file.read_text().replace(text, by))


def kept() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads(Path("old.json").read_text())["maps"]
    return found


ALL = [
    ("isolated", "loyalty"),
    ("unmeasured-goal", "loyalty"),
    ("isolated", "profit"),
    ("unmeasured-goal", "profit"),
    ("unknown-id", "profit"),
    ("orphan-kpi", "clicks"),
]


class TestTheFile:
    def test_has_a_line_for_each_finding_in_an_order_that_stays(self) -> None:
        found = survey("update")
        assert (
            Path("old.json").read_text()
            == """\
{
  "version": 1,
  "maps": {
    "maps/shop.yaml": [
      {"rule": "isolated", "node": "loyalty"},
      {"rule": "isolated", "node": "profit"},
      {"rule": "orphan-kpi", "node": "clicks"},
      {"rule": "unknown-id", "node": "profit", "link": "nowhere"},
      {"rule": "unmeasured-goal", "node": "loyalty"},
      {"rule": "unmeasured-goal", "node": "profit"}
    ]
  }
}
"""
        )
        assert found.remarks == ("Wrote old.json: 6 old findings (6 added, 0 taken out).",)
        assert (found.code, short(found.checked[0].findings), short(found.checked[0].old)) == (0, [], ALL)

    def test_is_left_alone_where_nothing_changes(self) -> None:
        survey("update")
        before = Path("old.json").stat().st_mtime_ns
        assert survey("update").remarks == ("old.json is up to date: 6 old findings.",)
        assert Path("old.json").stat().st_mtime_ns == before

    def test_is_one_file_whatever_the_folders_call_it(self) -> None:
        for team in ("north", "south"):
            Path(team).mkdir()
            Path(team, "shop.yaml").write_text(OLD)
            Path(team, ".strategymap.toml").write_text('baseline = "../old.json"\nselect = ["orphan-kpi"]\n')
        told = strategymap.survey(["north", "south"], old="update").remarks
        assert told == ("Wrote old.json: 2 old findings (2 added, 0 taken out).",)
        assert kept() == {
            f"{team}/shop.yaml": [{"rule": "orphan-kpi", "node": "clicks"}] for team in ("north", "south")
        }

    def test_can_be_large(self) -> None:
        # What costs the square of this takes minutes.
        names = [f"k{number}" for number in range(20_000)]
        place = Location("maps/shop.yaml", 1, 1, 1, 2)
        found = [Finding("orphan-kpi", Severity.WARNING, place, name, "") for name in names]
        old = Counter(Entry("orphan-kpi", name) for name in names)
        large = baseline.Baseline(Path("old.json"), {"maps/shop.yaml": old})
        assert large.take("maps/shop.yaml", found, lambda _: True) == ([], found)
        assert large.remarks() == ["20000 old findings in old.json, not shown."]

    def test_names_maps_as_they_lie_from_it(self) -> None:
        Path("kept").mkdir()
        survey("update", baseline=Path("kept/old.json"))
        assert list(json.loads(Path("kept/old.json").read_text())["maps"]) == ["../maps/shop.yaml"]
        assert survey(baseline=Path("kept/old.json").absolute()).code == 0

    def test_can_be_empty(self) -> None:
        survey("update", select=("no-limits",))
        assert Path("old.json").read_text() == '{\n  "version": 1,\n  "maps": {}\n}\n'

    def test_of_no_name_or_of_another_kind_is_refused(self) -> None:
        for file, told in {
            "none.json": "there is no baseline none.json; make it of what is found now: "
            "strategymap check FILE --baseline none.json --update-baseline",
            "maps/shop.yaml": 'a baseline is a .json file; "maps/shop.yaml" is none',
        }.items():
            with pytest.raises(strategymap.UnknownName) as caught:
                survey(baseline=Path(file))
            assert str(caught.value) == told

    def test_is_never_written_where_there_is_none_to_update(self) -> None:
        with pytest.raises(strategymap.UnknownName) as caught:
            survey("update", baseline=None)
        assert str(caught.value) == (
            "there is no baseline to update; name it with --baseline FILE, with STRATEGYMAP_BASELINE, "
            "or with `baseline` in the settings"
        )

    @pytest.mark.parametrize(
        ("text", "line", "column", "rule", "told"),
        [
            ("{", 1, 1, "syntax", None),
            ("", 1, 1, "syntax", "There is no baseline in this file; delete it, and make it anew with "
             "--update-baseline."),
            ("[]", 1, 1, "syntax", "This is a list, not a baseline; delete it, and make it anew with "
             "--update-baseline."),
            ('{"version": 2, "maps": {}}', 1, 13, "wrong-value", '"2" can\'t be read at `version`; this '
             "strategymap reads version 1; make the baseline anew, or update."),
            ('{"maps": {}}', 1, 1, "missing-key", "This baseline has no `version`; write version: …"),
            ('{"version": 1, "map": {}}', 1, 16, "unknown-key", 'The key "map" is not known here; write maps.'),
            ('{"version": 1, "maps": {"a": {}}}', 1, 30, "wrong-value", "A mapping can't stand at `a`; write it as "
             '--update-baseline does: {"rule": …, "node": …}.'),
            ('{"version": 1,\n "maps": {"a": [{"rul": "x", "rule": "y"}]}}', 2, 18, "unknown-key",
             'The key "rul" is not known here; write rule.'),
        ],
    )  # fmt: skip
    def test_that_is_malformed_is_refused_with_the_place(
        self, text: str, line: int, column: int, rule: str, told: str | None
    ) -> None:
        Path("old.json").write_text(text, "utf-8")
        with pytest.raises(strategymap.SettingsError) as caught:
            survey()
        (finding,) = caught.value.findings
        assert (finding.file, finding.line, finding.column, finding.rule) == ("old.json", line, column, rule)
        assert told is None or finding.told() == told
        with pytest.raises(strategymap.SettingsError):
            survey("update")
        assert Path("old.json").read_text("utf-8") == text


class TestOldAndNew:
    @pytest.fixture(autouse=True)
    def begun(self) -> None:
        survey("update")

    def test_what_it_keeps_is_left_out_and_told(self) -> None:
        found = survey()
        assert (found.code, short(found.checked[0].findings), short(found.checked[0].old)) == (0, [], ALL)
        assert found.remarks == ("6 old findings in old.json, not shown.",)

    def test_it_leaves_nothing_out_where_all_is_asked_for(self) -> None:
        found = survey("show")
        assert (found.code, short(found.checked[0].findings), found.checked[0].old, found.remarks) == (
            1, ALL, None, (),
        )  # fmt: skip

    def test_lines_titles_and_severities_may_change(self) -> None:
        change("title: Shop\n", "# a shop\ntitle: The shop\nrules: {orphan-kpi: error}\n")
        change("Newsletter clicks", "Clicks in the newsletter")
        assert short(survey().checked[0].findings) == []

    def test_a_new_node_and_a_new_rule_are_new(self) -> None:
        change("kpis:\n", "kpis:\n  shares: Shares\n")
        assert short(survey().checked[0].findings) == [("orphan-kpi", "shares")]
        found = survey(select=(*ASKED, "no-customer-goal"))
        assert short(found.checked[0].findings) == [("no-customer-goal", None), ("orphan-kpi", "shares")]
        assert (found.code, survey(fail_on="error").code) == (1, 0)

    def test_two_findings_of_a_rule_on_one_node_are_told_apart_by_the_link(self) -> None:
        change("supports: nowhere", "supports: [nowhere, elsewhere]")
        (new,) = survey().checked[0].findings
        assert (new.rule, new.node, new.link) == ("unknown-id", "profit", "elsewhere")

    def test_as_many_as_were_kept_are_old(self) -> None:
        place = Location("m.yaml", 1, 1, 1, 1)
        twice = [Finding("orphan-kpi", Severity.NOTE, place, "k", text) for text in ("one", "another")]
        kept = baseline.Baseline(Path("x.json"), {"m.yaml": Counter({Entry("orphan-kpi", "k"): 1})})
        assert kept.take("m.yaml", twice, bool) == ([twice[1]], [twice[0]])

    def test_a_finding_that_is_gone_is_told_and_taken_out_on_request(self) -> None:
        change("  clicks: Newsletter clicks", "  clicks: {title: Newsletter clicks, measures: loyalty}")
        found = survey()
        assert found.remarks == (
            "3 old findings in old.json, not shown.",
            "old.json holds what is not found any more (maps/shop.yaml: isolated on loyalty; maps/shop.yaml: "
            "orphan-kpi on clicks; maps/shop.yaml: unmeasured-goal on loyalty); take it out with "
            "--update-baseline.",
        )
        assert found.code == 0
        assert survey("update").remarks == ("Wrote old.json: 3 old findings (0 added, 3 taken out).",)
        assert survey().remarks == ("3 old findings in old.json, not shown.",)

    def test_only_some_of_many_are_named(self) -> None:
        change(OLD[OLD.index("goals") :], "goals: {}\n")
        assert survey().remarks == (
            "old.json holds what is not found any more (maps/shop.yaml: isolated on loyalty; maps/shop.yaml: "
            "isolated on profit; maps/shop.yaml: orphan-kpi on clicks; maps/shop.yaml: unknown-id on profit → "
            "nowhere; maps/shop.yaml: unmeasured-goal on loyalty; and 1 more); take it out with "
            "--update-baseline.",
        )

    @pytest.mark.parametrize("given", [{"select": ("isolated",)}, {"ignore": ("orphan-kpi",)}])
    def test_what_is_not_looked_for_is_neither_missed_nor_taken_out(self, given: dict[str, object]) -> None:
        change("  clicks: Newsletter clicks", "  clicks: {title: Newsletter clicks, measures: profit}")
        before = kept()
        assert not any("orphan-kpi" in remark for remark in survey(**given).remarks)
        survey("update", **given)
        assert {"rule": "orphan-kpi", "node": "clicks"} in kept()["maps/shop.yaml"]
        assert len(before["maps/shop.yaml"]) == 6

    def test_a_stale_accept_of_a_rule_that_is_not_run_keeps_its_entry(self) -> None:
        accepted = "  clicks: {title: Clicks, measures: profit, accept: [{rule: orphan-kpi, because: once}]}"
        change("  clicks: Newsletter clicks", accepted)
        survey("update")
        entry = {"rule": "stale-accept", "node": "clicks"}
        assert entry in kept()["maps/shop.yaml"]
        assert survey(select=("isolated",)).remarks == ("1 old finding in old.json, not shown.",)
        survey("update", select=("isolated",))
        assert entry in kept()["maps/shop.yaml"]
        change(", accept: [{rule: orphan-kpi, because: once}]", "")
        survey("update", select=("isolated",))
        assert entry not in kept()["maps/shop.yaml"]

    def test_a_rule_that_is_off_is_not_looked_for(self) -> None:
        change("title: Shop\n", "title: Shop\nrules: {orphan-kpi: off}\n")
        assert survey().remarks == ("5 old findings in old.json, not shown.",)

    def test_a_rule_that_there_is_no_more_is_missed(self) -> None:
        Path("old.json").write_text('{"version": 1, "maps": {"maps/shop.yaml": [{"rule": "long-gone"}]}}')
        assert survey().remarks == (
            "old.json holds what is not found any more (maps/shop.yaml: long-gone); take it out with "
            "--update-baseline.",
        )

    def test_other_maps_keep_their_entries_unless_they_are_not_there(self) -> None:
        Path("maps/other.yaml").write_text(OLD)
        survey("update", "maps/other.yaml")
        assert list(kept()) == ["maps/other.yaml", "maps/shop.yaml"]
        assert survey("hide", "maps/shop.yaml").remarks == ("6 old findings in old.json, not shown.",)
        Path("maps/other.yaml").unlink()
        assert survey("hide", "maps/shop.yaml").remarks[1] == (
            "old.json holds what is not found any more (maps/other.yaml is not there); take it out with "
            "--update-baseline."
        )
        assert survey("update").remarks == ("Wrote old.json: 6 old findings (0 added, 6 taken out).",)
        assert list(kept()) == ["maps/shop.yaml"]


class TestWhatNeverEnters:
    def test_accepted_findings(self) -> None:
        change("Newsletter clicks", "{title: Clicks, accept: {rule: orphan-kpi, because: the board asked}}")
        found = survey("update")
        assert [(f.rule, f.accepted) for f in found.checked[0].findings] == [
            ("orphan-kpi", "the board asked")
        ]
        assert "orphan-kpi" not in {entry["rule"] for entry in kept()["maps/shop.yaml"]}

    def test_one_that_is_accepted_now_is_not_needed_any_more(self) -> None:
        survey("update")
        change("Newsletter clicks", "{title: Clicks, accept: {rule: orphan-kpi, because: the board asked}}")
        assert survey().remarks[1] == (
            "old.json holds what is not found any more (maps/shop.yaml: orphan-kpi on clicks); take it out "
            "with --update-baseline."
        )

    def test_faults_in_a_text_and_they_cost_the_map_no_entry(self) -> None:
        survey("update")
        before = Path("old.json").read_text()
        change("clicks: Newsletter clicks", "clicks: {titel: Newsletter clicks}")
        found = survey("update")
        assert (found.code, found.checked[0].understood) == (2, False)
        assert [f.rule for f in found.checked[0].findings] == ["missing-key", "unknown-key"]
        assert Path("old.json").read_text() == before

    def test_rows_of_a_table_that_cannot_be_used(self) -> None:
        change("title: Shop\n", "title: Shop\nmeasurements: actuals.csv\n")
        Path("maps/actuals.csv").write_text("kpi,at,value\nclicks,2026-01-31,many\n")
        found = survey("update", select=("orphan-kpi",))
        assert [(f.rule, f.file, f.line) for f in found.checked[0].findings] == [
            ("wrong-row", "maps/actuals.csv", 2)
        ]
        assert kept() == {"maps/shop.yaml": [{"rule": "orphan-kpi", "node": "clicks"}]}
        assert [f.rule for f in survey(select=("orphan-kpi",)).checked[0].findings] == ["wrong-row"]

    def test_a_map_on_standard_input(self) -> None:
        with pytest.raises(strategymap.UnknownName, match="- is standard input, which has no name"):
            survey("update", "-")


class TestEarlyDrafts:
    """A finding on the map that stands for those on many nodes."""

    @staticmethod
    def draft(goals: int, with_kpi: int = 0) -> None:
        kpis = [f", kpis: {{k{n}: K}}" if n < with_kpi else "" for n in range(goals)]
        names = [f"  g{n}: {{title: G{n}{kpi}}}\n" for n, kpi in enumerate(kpis)]
        Path("maps/shop.yaml").write_text("title: Shop\ngoals:\n" + "".join(names))

    def test_is_kept_by_its_nodes_and_stays_old_when_the_draft_grows_up(self) -> None:
        self.draft(8)
        (folded,) = survey("update", select=("unmeasured-goal",)).checked[0].old or ()
        assert (folded.node, len(folded.related)) == (None, 8)
        assert kept()["maps/shop.yaml"][0] == {"rule": "unmeasured-goal", "node": "g0"}
        self.draft(8, with_kpi=4)
        found = survey(select=("unmeasured-goal",))
        assert short(found.checked[0].findings) == []
        assert short(found.checked[0].old) == [("unmeasured-goal", f"g{n}") for n in range(4, 8)]

    def test_is_new_as_soon_as_one_of_its_nodes_is(self) -> None:
        self.draft(8)
        survey("update", select=("unmeasured-goal",))
        self.draft(9)
        found = survey(select=("unmeasured-goal",))
        assert short(found.checked[0].findings) == [("unmeasured-goal", None)]
        assert found.remarks == ()


@pytest.mark.parametrize("rule", strategymap.RULES, ids=lambda rule: rule.NAME)
def test_what_a_rule_finds_is_old_once_it_is_kept(rule: strategymap.Rule) -> None:
    found = strategymap.loads(page_of(rule).fails).check(select=[rule.NAME])
    entries = Counter(entry for finding in found for entry in entries_of(finding))
    old = [finding for finding in found if finding.accepted is None]
    assert old and {entry.rule for entry in entries} <= {rule.NAME, "stale-accept"}
    new = [finding for finding in found if finding not in old]
    assert baseline.Baseline(Path("x.json"), {"m.yaml": entries}).take("m.yaml", found, bool) == (new, old)
