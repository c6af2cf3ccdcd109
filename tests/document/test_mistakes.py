"""What a consultant may write by mistake, and what is said about it: mistakes.txt, read by a person first."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from strategymap.document import parse
from strategymap.errors import MapError
from strategymap.syntax import yaml_events


class Case(NamedTuple):
    syntax: str
    text: str
    faults: list[str]

    def __str__(self) -> str:
        return f"{self.syntax}-{self.text[:30]!r}"


def _cases() -> list[Case]:
    """The cases of the file: `== syntax`, the text (→ is a tab, ↵ a lone CR), a line for each fault."""
    content = Path(__file__).with_name("mistakes.txt").read_text(encoding="utf-8")
    cases = []
    for block in content.split("\n== ")[1:]:
        syntax, *lines = block.splitlines()
        faults = [line[4:] for line in lines if line.startswith(" => ")]
        text = "".join(f"{line}\n" for line in lines if line and not line.startswith(" => "))
        cases.append(Case(syntax, text.replace("→", "\t").replace("↵", "\r"), faults))
    return cases


CASES = _cases()


def faults(case: Case) -> list[str]:
    with pytest.raises(MapError) as caught:
        parse(case.text, "m", case.syntax)
    return [
        f"{place.line}:{place.column}-{place.end_line}:{place.end_column} "
        f"{finding.rule}: {finding.message}; {finding.remedy}"
        for finding in caught.value.findings
        for place in [finding.location]
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_mistake_is_told_with_its_place_and_remedy(case: Case) -> None:
    assert faults(case) == case.faults


@pytest.mark.parametrize("case", [case for case in CASES if case.syntax == "yaml"], ids=str)
def test_the_parser_without_the_c_library_finds_the_same_mistakes(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_events, "LOADER", yaml.SafeLoader)
    assert faults(case) == case.faults


def test_the_file_has_cases_for_every_syntax() -> None:
    assert {case.syntax for case in CASES} == {"yaml", "json", "toml"}
    assert all(case.faults for case in CASES)
