"""Characters that hide, reorder or break what is read are refused, raw and as escapes, in keys and values."""

from __future__ import annotations

import pytest

from strategymap.document import parse
from strategymap.errors import MapError
from strategymap.finding import Finding

CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A, 0x0D}
DIRECTIONS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
SURROGATES = {0xD800, 0xDBFF, 0xDC00, 0xDFFF}
UNSAFE = sorted(CONTROLS | DIRECTIONS | SURROGATES | {0xFEFF, 0xFFFE, 0xFFFF})
WELCOME = [0x200E, 0x200F, 0x061C, 0x200B, 0x200D, 0xA0, 0xAD, 0x2028, 0xE000, 0xFFFD, 0x1F600, 0x10FFFD]

RAW = {
    "yaml": "a: x{0}y\n'k{0}': z\n",
    "json": '{{"a": "x{0}y",\n"k{0}": "z"}}',
    "toml": "a = 'x{0}y'\n'k{0}' = 'z'\n",
}
SYNTAXES = sorted(RAW)


def refused(text: str, syntax: str) -> tuple[Finding, ...]:
    with pytest.raises(MapError) as caught:
        parse(text, "m", syntax)
    return caught.value.findings


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("code", UNSAFE, ids=hex)
def test_an_unsafe_character_is_refused_wherever_it_stands(code: int, syntax: str) -> None:
    text = RAW[syntax].format(chr(code))
    findings = refused(text, syntax)
    assert [finding.rule for finding in findings] == ["unsafe-text", "unsafe-text"]
    lines = text.splitlines() if code not in {0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85} else text.split("\n")
    for finding, line in zip(findings, lines, strict=False):
        place = finding.location
        assert line[place.column - 1 : place.end_column - 1] == chr(code)
        assert place.text[place.text_column - 1] == "\ufffd"
        assert f"U+{code:04X}" in finding.message
        assert chr(code) not in place.text + finding.message + finding.remedy


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("code", WELCOME, ids=hex)
def test_other_characters_are_welcome(code: int, syntax: str) -> None:
    assert parse(RAW[syntax].format(chr(code)), "m", syntax).tree == {
        "a": f"x{chr(code)}y",
        f"k{chr(code)}": "z",
    }


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("code", sorted(set(UNSAFE) - SURROGATES), ids=hex)
def test_an_escape_that_stands_for_an_unsafe_character_is_refused(code: int, syntax: str) -> None:
    escape = f"\\u{code:04x}"
    text = {
        "yaml": f'a: "x{escape}y"\n"k{escape}": z\n',
        "json": f'{{"a": "x{escape}y",\n"k{escape}": "z"}}',
        "toml": f'a = "x{escape}y"\n"k{escape}" = "z"\n',
    }[syntax]
    findings = refused(text, syntax)
    assert [finding.rule for finding in findings] == ["unsafe-text", "unsafe-text"]
    for finding, line in zip(findings, text.splitlines(), strict=False):
        assert line[finding.location.column - 1 : finding.location.end_column - 1] == escape
        assert f"U+{code:04X}" in finding.message


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\b", "\\e", "\\v", "\\f", "\\N", "\\x1b", "\\U0000202E"])
def test_the_other_escapes_of_yaml_are_seen_through(escape: str) -> None:
    assert [finding.rule for finding in refused(f'a: "{escape}"\n', "yaml")] == ["unsafe-text"]


@pytest.mark.parametrize("text", ['a: "\\\\u202e \\L\\P\\_ \\u200e"', "a: '\\u202e'", "a: \\u202e"])
def test_an_escape_that_is_none_or_harmless_is_text(text: str) -> None:
    parse(text, "m")


def test_pairs_of_surrogates_are_one_character_in_json_and_halves_are_refused() -> None:
    assert parse('{"a": "\\ud83d\\ude00\\uD83D\\uDE00"}', "m", "json").tree == {"a": "\U0001f600\U0001f600"}
    findings = refused('{"a": "\\ude00\\ud83d", "\\ud83dx\\ude00": 1}', "json")
    assert [(finding.rule, finding.location.column) for finding in findings] == [
        ("unsafe-text", 8),
        ("unsafe-text", 14),
        ("unsafe-text", 24),
        ("unsafe-text", 31),
    ]


def test_unsafe_characters_in_a_row_are_one_finding_and_other_faults_are_told_too() -> None:
    findings = refused("a: x\u202e\u202e\x00y\nb: \x07\na: 1\nc: @d\n", "yaml")
    assert [(finding.rule, finding.location.line, finding.location.column) for finding in findings] == [
        ("unsafe-text", 1, 5),
        ("unsafe-text", 2, 4),
        ("duplicate-key", 3, 1),
        ("syntax", 4, 4),
    ]
    assert findings[0].location.end_column == 8


def test_a_byte_order_mark_is_dropped_at_the_start_and_refused_elsewhere() -> None:
    assert parse("\ufeffa: b\n", "m").text == "a: b\n"
    assert [finding.location.column for finding in refused("\ufeff\ufeffa: b\ufeff\n", "yaml")] == [1, 6]


def test_text_in_utf16_that_was_read_as_utf8_is_one_finding() -> None:
    [finding] = refused("a: b\n".encode("utf-16-le").decode("utf-8"), "yaml")
    assert finding.remedy == "save the file as text in UTF-8"
