"""What changed in meaning between two versions of a map, and what changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import strategymap
from strategymap import Change, Difference, FindingChange, ItemChange, LinkChange, Severity
from strategymap.numbers import NO_BREAK

MAP = """\
title: Contact centre
as_of: 2026-06-30
period: {from: 2025-12-31, to: 2026-12-31}
perspectives: {money: Money, customer: {title: Customers, role: customer}}
goals:
  profit: {title: Improve profit, perspective: money}
  loyalty: {title: Improve loyalty, perspective: customer, supports: {profit: they buy again}}
outcomes:
  solved:
    title: Problems are solved
    supports: {loyalty: {because: customers who call twice leave, after: 3 months}}
    kpis:
      fcr: {title: First-contact resolution, unit: "%", baseline: 60, target: 75 %, owner: Ann}
kpis:
  aht: {title: Average handle time, measures: solved, balances: fcr, actual: [{value: 400, at: 2026-05-31}]}
"""
#: Rules that would tell of every small map the same.
QUIET = strategymap.Settings(select=("orphan-kpi", "vague-target", "no-owner", "no-baseline"))


def read(text: str = MAP, syntax: str = "yaml") -> strategymap.StrategyMap:
    return strategymap.loads(text, syntax=syntax, settings=QUIET)


def diff(old: str, new: str, text: str = MAP) -> Difference:
    """What it is to write `new` for `old`."""
    assert old in text
    return read(text).diff(read(text.replace(old, new)))


class TestNoChange:
    def test_a_map_and_itself(self) -> None:
        found = read().diff(read())
        assert found == Difference()
        assert not found

    def test_the_order_of_keys_and_sections(self) -> None:
        def backwards(tree: object) -> object:
            if isinstance(tree, dict):
                return {key: backwards(value) for key, value in reversed(tree.items())}
            return tree

        tree = yaml.load(MAP, yaml.BaseLoader)
        assert read().diff(read(yaml.safe_dump(backwards(tree), sort_keys=False))) == Difference()

    def test_json_instead_of_yaml(self) -> None:
        text = json.dumps(yaml.load(MAP, yaml.BaseLoader))
        assert read().diff(read(text, "json")) == Difference()

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("{profit: they buy again}", "{profit: {because: because they buy again.}}"),
            ("{profit: they buy again}", "{profit: {because: they buy again, evidence: assumed, feedback: no}}"),
            ('unit: "%", baseline: 60', 'unit: "%", baseline: {value: 60.0 %, at: 2025-12-31}'),
            ("target: 75 %", "target: {value: 75.0, by: 2026}"),
            ("title: Problems are solved\n", "title: >-  # all\n      Problems\n      are solved\n"),
            ("owner: Ann", "owner: Ann, headline: no"),
            ("as_of: 2026-06-30", "as_of: 2026-06"),
            ("profit: {title: Improve profit, perspective: money}", "profit: {perspective: money, title: Improve profit}"),
        ],
    )  # fmt: skip
    def test_another_way_to_write_the_same(self, old: str, new: str) -> None:
        assert diff(old, new) == Difference()

    def test_whether_a_kpi_stands_under_its_node_or_names_it(self) -> None:
        fcr = MAP.split("kpis:\n      ")[1].split("\n")[0]
        moved = (
            MAP.replace(f"    kpis:\n      {fcr}\n", "")
            + f"  {fcr.replace('title', 'measures: solved, title')}\n"
        )
        assert read().diff(read(moved)) == Difference()

    def test_which_of_two_kpis_says_that_they_balance(self) -> None:
        other = MAP.replace(", balances: fcr", "").replace("owner: Ann", "owner: Ann, balances: aht")
        assert read().diff(read(other)) == Difference()

    def test_one_file_or_two(self, tmp_path: Path) -> None:
        head, kpis = MAP.split("\nkpis:\n")
        (tmp_path / "one.yaml").write_text(MAP)
        (tmp_path / "two.yaml").write_text(f"include: kpis.yaml\n{head}\n")
        (tmp_path / "kpis.yaml").write_text(f"title: KPIs\nkpis:\n{kpis}")
        one, two = (strategymap.load(tmp_path / name, settings=QUIET) for name in ("one.yaml", "two.yaml"))
        assert one.diff(two) == Difference()


class TestNodesAndKpis:
    def test_what_is_added_comes_with_its_links_and_findings(self) -> None:
        found = diff("kpis:\n  aht", "kpis:\n  clicks: Clicks\n  aht")
        assert found.added == (ItemChange("clicks", "kpi", "Clicks"),)
        assert [(f.rule, f.severity, f.node, f.title) for f in found.findings_come] == [
            ("no-owner", Severity.WARNING, "clicks", "Clicks"),
            ("orphan-kpi", Severity.WARNING, "clicks", "Clicks"),
        ]
        assert found == Difference(added=found.added, findings_come=found.findings_come)

    def test_what_is_removed_is_the_same_the_other_way_round(self) -> None:
        more = MAP.replace("kpis:\n  aht", "kpis:\n  clicks: Clicks\n  aht")
        there, back = read().diff(read(more)), read(more).diff(read())
        assert back == Difference(removed=there.added, findings_gone=there.findings_come)

    def test_a_title_a_perspective_an_owner_and_a_kind(self) -> None:
        new = MAP.replace(
            "title: Improve profit, perspective: money", "title: Earn more, perspective: customer"
        )
        new = new.replace("owner: Ann", "owner: Ben").replace("outcomes:", "outputs:")
        assert read().diff(read(new)).changed == (
            ItemChange(
                "profit", "goal", "Earn more",
                (
                    Change("title", "Improve profit", "Earn more"),
                    Change("perspective", "Money", "Customers"),
                    Change("focus", "", "experience"),
                ),
            ),
            ItemChange("solved", "output", "Problems are solved", (Change("kind", "outcome", "output"),)),
            ItemChange("fcr", "kpi", "First-contact resolution", (Change("owner", "Ann", "Ben"),)),
        )  # fmt: skip

    def test_a_target_that_moved(self) -> None:
        found = diff("target: 75 %", "target: {between: [70, 80], by: 2027-06, for: all calls}")
        before, after = (
            f"75{NO_BREAK}% by December{NO_BREAK}2026",
            f"70–80{NO_BREAK}% by June{NO_BREAK}2027 for all calls",
        )
        changes = (Change("target", before, after),)
        assert found.changed == (ItemChange("fcr", "kpi", "First-contact resolution", changes),)
        assert [f.rule for f in found.findings_gone] == ["vague-target"]

    def test_the_end_of_the_period_is_told_once_and_not_at_every_target(self) -> None:
        found = diff("to: 2026-12-31", "to: 2027-12-31")
        days = [f"31{NO_BREAK}December{NO_BREAK}{year}" for year in (2025, 2026, 2027)]
        period = Change("period", f"{days[0]} to {days[1]}", f"{days[0]} to {days[2]}")
        assert (found.map, found.changed) == ((period,), ())

    def test_a_new_actual_and_with_it_the_status(self) -> None:
        found = diff("owner: Ann", "owner: Ann, actual: {value: 76, at: 2026-05-31}")
        actual = Change("actual", "", f"76{NO_BREAK}% on 31{NO_BREAK}May{NO_BREAK}2026")
        assert found.changed == (
            ItemChange(
                "solved", "outcome", "Problems are solved", (Change("status", "no data", "achieved"),)
            ),
            ItemChange(
                "fcr", "kpi", "First-contact resolution", (actual, Change("status", "no data", "achieved"))
            ),
        )

    def test_a_status_of_which_nothing_is_known_neither_comes_nor_goes(self) -> None:
        found = diff("kpis:\n  aht", "kpis:\n  buyers: {title: Buyers, measures: profit, owner: Ann}\n  aht")
        ends = ("buyers", "profit", "Buyers", "Improve profit")
        added = (ItemChange("buyers", "kpi", "Buyers"),)
        assert found == Difference(added=added, links_added=(LinkChange("measures", *ends),))

    def test_a_value_of_the_past_that_was_corrected_and_one_that_was_added(self) -> None:
        two = MAP.replace(
            "{value: 400, at: 2026-05-31}", "{value: 400, at: 2026-05-31}, {value: 390, at: 2026-06-30}"
        )
        corrected = read(two).diff(read(two.replace("value: 400", "value: 410")))
        assert corrected.changed == (
            ItemChange("aht", "kpi", "Average handle time", (Change("history", "2 values", "2 values"),)),
        )
        (added,) = read().diff(read(two)).changed
        assert [change.key for change in added.changes] == ["actual"]


class TestRenamedIds:
    def test_the_same_title_and_kind_under_a_new_id_seem_renamed(self) -> None:
        found = read().diff(read(MAP.replace("loyalty:", "customers:")))
        renamed = ItemChange("customers", "goal", "Improve loyalty", was="loyalty", alike="title")
        assert found == Difference(changed=(renamed,))

    def test_the_same_links_and_kind_too(self) -> None:
        found = read().diff(
            read(MAP.replace("loyalty:", "customers:").replace("Improve loyalty", "Keep customers"))
        )
        title = Change("title", "Improve loyalty", "Keep customers")
        renamed = ItemChange("customers", "goal", "Keep customers", (title,), was="loyalty", alike="links")
        assert found == Difference(changed=(renamed,))

    def test_links_between_renamed_ones_are_the_same_links(self) -> None:
        new = MAP.replace("loyalty:", "customers:").replace("profit:", "gain:").replace("solved", "mended")
        found = read().diff(read(new.replace("Problems are mended", "Problems are solved")))
        assert [(item.was, item.id, item.alike) for item in found.changed] == [
            ("loyalty", "customers", "title"), ("profit", "gain", "title"), ("solved", "mended", "title"),
        ]  # fmt: skip
        assert found == Difference(changed=found.changed)

    def test_two_that_could_be_meant_are_not_guessed_at(self) -> None:
        old = "title: A\ngoals: {a: Grow}\n"
        found = read(old).diff(read("title: A\ngoals: {b: Grow, c: Grow}\n"))
        assert ([i.id for i in found.removed], [i.id for i in found.added]) == (["a"], ["b", "c"])

    def test_one_link_in_common_is_not_enough(self) -> None:
        old = "title: A\ngoals: {top: Top, a: {title: Grow, supports: top}}\n"
        found = read(old).diff(read(old.replace("a: {title: Grow", "b: {title: Save")))
        assert ([i.id for i in found.removed], [i.id for i in found.added]) == (["a"], ["b"])


class TestLinks:
    def test_one_that_is_added_and_one_that_is_removed(self) -> None:
        found = diff("supports: {profit: they buy again}", "harms: {profit: it costs}")
        ends = ("loyalty", "profit", "Improve loyalty", "Improve profit")
        assert found == Difference(
            links_added=(LinkChange("harms", *ends, "it costs"),),
            links_removed=(LinkChange("supports", *ends, "they buy again"),),
        )

    def test_what_is_said_of_it(self) -> None:
        found = diff("after: 3 months", "after: 1 year, strength: strong, evidence: tested, feedback: yes")
        assert found.links_changed == (
            LinkChange(
                "supports", "solved", "loyalty", "Problems are solved", "Improve loyalty",
                "customers who call twice leave",
                (
                    Change("after", "3 months", "1 year"),
                    Change("strength", "", "strong"),
                    Change("evidence", "assumed", "tested"),
                    Change("feedback", "", "yes"),
                ),
            ),
        )  # fmt: skip


class TestTheMapItself:
    def test_its_keys_its_perspectives_and_its_rules(self) -> None:
        new = MAP.replace("title: Contact centre", "title: Service\nrules: {dead-end: off, orphan-kpi: note}")
        new = new.replace("money: Money", "money: Finance")
        assert read().diff(read(new)).map == (
            Change("title", "Contact centre", "Service"),
            Change("perspectives.money", "Money", "Finance"),
            Change("rules.dead-end", "", "off"),
            Change("rules.orphan-kpi", "", "note"),
        )


class TestFindings:
    def test_one_that_is_accepted_now_is_told_as_such(self) -> None:
        found = diff("owner: Ann", "owner: Ann, accept: {rule: vague-target, because: we know}")
        (accepted,) = found.findings_changed
        assert (accepted.rule, accepted.node, accepted.accepted) == ("vague-target", "fcr", "we know")
        assert accepted.changes == (Change("accepted", "", "we know"),)
        assert (found.findings_gone, found.findings_come) == ((), ())

    def test_another_severity_is_a_change(self) -> None:
        found = diff("title: Contact centre", "title: Contact centre\nrules: {vague-target: error}")
        (worse,) = found.findings_changed
        assert (worse.severity, worse.changes) == (Severity.ERROR, (Change("severity", "warning", "error"),))

    def test_what_stands_for_many_nodes_of_a_draft_neither_goes_nor_comes_when_it_grows_up(self) -> None:
        many = "title: A\nkpis: {" + ", ".join(f"k{n}: KPI {n}" for n in range(8)) + "}\n"
        owned = "title: A\nkpis: {" + ", ".join(f"k{n}: {{title: KPI {n}, owner: Ann}}" for n in range(5))
        owned += ", k5: KPI 5, k6: KPI 6, k7: KPI 7}\n"
        settings = strategymap.Settings(select=("no-owner",))
        old, new = (strategymap.loads(text, settings=settings) for text in (many, owned))
        assert [finding.node for finding in old.check()] == [None]
        found = old.diff(new)
        assert [each.node for each in found.findings_gone] == [f"k{n}" for n in range(5)]
        assert all(isinstance(each, FindingChange) for each in found.findings_gone)
        assert (found.findings_come, found.findings_changed) == ((), ())
