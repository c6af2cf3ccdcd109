"""The shipped maps load, say what is found in them, and nothing else is found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

import strategymap

ROOT = Path(__file__).parent.parent
MAPS = sorted((ROOT / "maps").glob("*.yaml"))
EXPECTED = yaml.safe_load((ROOT / "tests" / "maps_expected.yaml").read_text(encoding="utf-8"))

each_map = pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)


class Found(NamedTuple):
    """One finding, as far as it is the map's doing and not a matter of wording."""

    rule: str
    node: str
    related: tuple[str, ...]
    accepted: bool


def found_in(path: Path) -> set[Found]:
    return {
        Found(finding.rule, finding.node or "", tuple(finding.related), finding.accepted is not None)
        for finding in strategymap.load(path).check()
    }


def opening_comment(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join(lines[:end])


def test_the_nine_maps_are_those_whose_findings_are_expected() -> None:
    assert [path.stem for path in MAPS] == sorted(EXPECTED)
    assert len(MAPS) == 9


@each_map
def test_a_shipped_map_has_exactly_the_findings_that_are_meant(path: Path) -> None:
    assert found_in(path) == {
        Found(
            expected["rule"],
            expected["node"] or "",
            tuple(expected.get("related", ())),
            expected.get("accepted", False),
        )
        for expected in EXPECTED[path.stem]
    }


@each_map
def test_the_opening_comment_of_a_map_names_the_rules_that_are_found_in_it_and_no_others(path: Path) -> None:
    listed = re.findall(r"^#   ([a-z-]+)  ", opening_comment(path), flags=re.MULTILINE)
    assert sorted(listed) == sorted({finding.rule for finding in found_in(path)})


@each_map
def test_the_opening_comment_of_a_map_says_where_the_idea_comes_from(path: Path) -> None:
    assert re.search(r"^# Where (the idea|it) comes from\. .*", opening_comment(path), flags=re.MULTILINE)


def test_the_goal_behind_shorter_calls_is_cost_and_loyalty_pays() -> None:
    answer = strategymap.load(ROOT / "maps" / "handle-time.yaml").why("aht")
    assert list(answer.top_goals) == ["cost"]
    assert list(answer.harmed) == ["cost", "growth", "loyalty", "solved-first-time"]
    assert not answer.reaches_customer_goal


def test_the_starter_map_has_one_finding_and_it_is_accepted() -> None:
    assert found_in(ROOT / "templates" / "starter.yaml") == {
        Found("works-against-itself", "fast", ("growth", "loyalty", "same-day"), accepted=True)
    }
