"""Whatever the text, the answer is a document or findings: never another exception."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategymap.document import Document, parse
from strategymap.errors import MapError
from strategymap.finding import Finding, Location
from strategymap.syntax.characters import UNSAFE
from strategymap.syntax.places import Tree
from strategymap.syntax.source import SHOWN_LINE

MAPS = sorted((Path(__file__).parents[2] / "maps").glob("*.yaml"))
SEEDS = {
    "yaml": [path.read_text(encoding="utf-8") for path in MAPS],
    "json": ['{"a": [1, -2.5e+3, true, null, "", {"b": "\\u00e9\\ud83d\\ude00\\n"}],\n "c": {"d": "x"}}\n'],
    "toml": [
        'a.b = 1\n[c]\nd = \'x\'\n[[e]]\nf = """\\\n  y"""\n[[e.g]]\nh = [1979-05-27 07:32:00, {i = 0x1F}]\n'
    ],
}
BITS = [
    *"{}[]:,#&*!|>'\"%@`-? \n\t\r\\=~.",
    *(": ", " #", "\n  ", "- ", "? ", "&a ", "*a ", "!t ", "<<: ", "\r\n", "---\n", "...\n", '"""', "'''", "[[", "]]"),
    *("\u2028", "\x85", "\ufeff", "\x00", "\u202e", "\ud800", "\U0001f600", "\\u202e", "\\x00", "\\ud83d", "null"),
]  # fmt: skip


def changed(text: str, random: Random) -> str:
    """A piece of the text with up to five changes."""
    start = random.randrange(max(1, len(text) - 300)) if random.random() < 0.7 else 0
    text = text[start : start + random.randrange(50, 400)]
    for _ in range(random.randrange(6)):
        at = random.randrange(len(text) + 1)
        cut = random.choice([0, 0, 1, 5])
        text = text[:at] + random.choice(["", *BITS]) + text[at + cut :]
    return text


def addresses(tree: Tree, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [way, *(address for step, branch in steps for address in addresses(branch, (*way, step)))]


def check_place(place: Location) -> None:
    assert (1, 1) <= (place.line, place.column) <= (place.end_line, place.end_column)
    assert 1 <= place.text_column <= len(place.text) + 1 <= SHOWN_LINE + 3
    place.text.encode()


def check_findings(findings: tuple[Finding, ...]) -> None:
    assert findings
    for finding in findings:
        check_place(finding.location)
        assert finding.message
        assert finding.remedy
        assert not UNSAFE.search(finding.message + finding.remedy)
        assert "\n" not in finding.message + finding.remedy


def check(text: str, syntax: str) -> None:
    """Read the text, and look at every place and message that comes of it."""
    try:
        document: Document = parse(text, "m", syntax)
    except MapError as error:
        check_findings(error.findings)
        return
    for address in addresses(document.tree):
        check_place(document.key(address))
        check_place(document.value(address))


@pytest.mark.parametrize("syntax", SEEDS)
@given(text=st.text(st.one_of(st.characters(), st.sampled_from("{}[]:,#&*!|>'\"%@`-? \n=a"))))
@settings(deadline=None)
def test_any_text_is_a_document_or_findings(syntax: str, text: str) -> None:
    check(text, syntax)


@pytest.mark.parametrize("syntax", SEEDS)
@given(random=st.integers(0, 2**32).map(Random))
@settings(deadline=None)
def test_any_change_of_a_map_is_a_document_or_findings(syntax: str, random: Random) -> None:
    check(changed(random.choice(SEEDS[syntax]), random), syntax)
