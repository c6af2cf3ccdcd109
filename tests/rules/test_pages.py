"""Every rule: it is listed, named as the contract says, and its page holds what its reader needs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from strategymap import rules
from strategymap.check import check
from strategymap.finding import Finding
from strategymap.graph import MapGraph
from strategymap.loader import loads
from strategymap.rules import FAMILIES, RULES, DraftRule, Rule
from strategymap.rules.listing import as_text
from strategymap.rules.page import page_of

FOLDERS = {
    "Loose ends": "loose_ends",
    "Results chain": "results_chain",
    "Customer": "customer",
    "Goodhart": "goodhart",
    "Expectations": "expectations",
    "Shape": "shape",
    "Evidence": "evidence",
}

TABLE = {
    "Loose ends": {
        "unknown-id": "error",
        "wrong-link": "error",
        "orphan-kpi": "warning",
        "unmeasured-goal": "warning",
        "loose-goal": "warning",
        "isolated": "warning",
    },
    "Results chain": {
        "dead-end": "warning",
        "skipped-rung": "warning",
        "backward-link": "warning",
        "circular-logic": "warning",
        "unmeasured-rung": "warning",
        "uncaused-outcome": "note",
        "unexplained-links": "note",
    },
    "Customer": {
        "no-customer-goal": "note",
        "efficiency-only-leaves": "error",
        "efficiency-only-branch": "note",
        "no-focus": "note",
        "numbers-first": "warning",
        "no-customer-voice": "warning",
        "single-interaction": "warning",
        "service-profit-gap": "note",
        "works-against-itself": "warning",
        "unwatched-harm": "warning",
    },
    "Goodhart": {
        "unbalanced-reward": "error",
        "rewarded-efficiency": "warning",
        "rewarded-astray": "warning",
        "stated-not-rewarded": "warning",
        "picked-respondents": "error",
        "flattering-value": "warning",
        "competing-barometers": "warning",
        "sole-measure": "note",
        "metric-as-goal": "note",
        "no-limits": "note",
    },
    "Expectations": {
        "no-target": "note",
        "vague-target": "warning",
        "no-baseline": "warning",
        "pointless-target": "warning",
        "no-owner": "warning",
        "incomplete-kpi": "note",
        "stale-actual": "warning",
        "overdue": "warning",
        "no-capability": "note",
    },
    "Shape": {
        "empty-perspective": "warning",
        "too-many-goals": "warning",
        "too-many-kpis": "note",
        "overloaded-owner": "note",
        "mixed-levels": "warning",
        "lagging-only": "note",
        "double-definition": "warning",
        "no-line-of-sight": "warning",
    },
    "Evidence": {
        "theory-in-doubt": "warning",
        "execution-gap": "note",
        "success-from-elsewhere": "note",
    },
}
"""The names and severities that maps rely on, in the order in which the rules are told."""

EARLY_DRAFT = {
    "unmeasured-goal",
    "unmeasured-rung",
    "no-focus",
    "no-target",
    "vague-target",
    "no-baseline",
    "no-owner",
    "incomplete-kpi",
    "stale-actual",
    "no-capability",
}

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)


def found_in(rule: Rule, text: str) -> list[Finding]:
    return check(MapGraph(loads(text)), [rule])


def test_the_families_hold_the_rules_of_the_contract_in_its_order() -> None:
    listed = {
        family: {rule.NAME: str(rule.SEVERITY) for rule in members} for family, members in FAMILIES.items()
    }
    assert listed == TABLE
    assert [list(family) for family in listed.values()] == [list(family) for family in TABLE.values()]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_rule_on_disk_is_listed_in_the_tuple_of_its_folder(family: str) -> None:
    folder = Path(rules.__file__).parent / FOLDERS[family]
    on_disk = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert on_disk == {rule.NAME.replace("-", "_") for rule in FAMILIES[family]}


@each_rule
def test_a_rule_is_named_after_its_file(rule: Rule) -> None:
    assert rule.__name__.rpartition(".")[2] == rule.NAME.replace("-", "_")


def test_every_folder_of_rules_is_a_family() -> None:
    folder = Path(rules.__file__).parent
    assert {path.parent.name for path in folder.glob("*/__init__.py")} == {
        FOLDERS[family] for family in FAMILIES
    }


def test_names_are_unique() -> None:
    assert len({rule.NAME for rule in RULES}) == len(RULES)


def test_the_rules_that_sum_up_an_early_draft_are_those_of_the_contract() -> None:
    assert {rule.NAME for rule in RULES if isinstance(rule, DraftRule)} == EARLY_DRAFT


@each_rule
def test_a_page_has_all_its_parts(rule: Rule) -> None:
    page = page_of(rule)
    assert all([page.finds, page.why, page.mend, page.question, page.source, page.fails, page.passes])
    assert page.finds.endswith(".") and page.why.endswith(".") and page.mend.endswith(".")
    assert page.question.endswith("?")
    assert re.search(r"\b(19|20)\d\d\b|undated", page.source), (
        "a source has its year, or is said to be undated"
    )


@each_rule
def test_a_page_fits_a_terminal_of_80_columns(rule: Rule) -> None:
    assert [line for line in as_text(rule).split("\n") if len(line) > 80] == []


@each_rule
def test_the_first_example_fails(rule: Rule) -> None:
    found = found_in(rule, page_of(rule).fails)
    assert found
    assert {finding.rule for finding in found} == {rule.NAME}


@each_rule
def test_the_second_example_passes(rule: Rule) -> None:
    assert found_in(rule, page_of(rule).passes) == []


@each_rule
def test_a_remark_begins_with_what_it_is_about_and_says_what_to_do(rule: Rule) -> None:
    for finding in found_in(rule, page_of(rule).fails):
        assert finding.message and not finding.message.endswith(".")
        assert finding.remedy[0].isupper() and finding.remedy[-1] in ".?"
        assert finding.question.endswith("?")


def test_a_page_is_read_from_the_file_where_python_was_told_to_forget_docstrings():
    code = "from strategymap.rules import RULES; from strategymap.rules.page import page_of; print([page_of(r) for r in RULES])"
    ran = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == f"{[page_of(rule) for rule in RULES]}\n"
