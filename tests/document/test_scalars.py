"""Every scalar comes as the text that was written; the field decides what it means."""

from __future__ import annotations

import pytest

from strategymap.document import parse

AS_WRITTEN = (
    "no", "No", "NO", "off", "on", "yes", "y", "true", "False", "null", "Null", "~", "nan", ".nan", ".inf", "-.inf",
    "0123", "0o17", "0x1F", "0b11", "1_000", "1,250", "1e3", "1.50", "+1", "-0", "12:30", "1:30:00", "190:20:30",
    "2026-06-30", "2026-06", "2026-Q4", "2026-06-30T12:00:00Z", "=", "1.", ".5", "75%", "€5", "R&D", "a*b", "C#", "a:b",
    "3 months", "-x", "?x", "日本語", "עברית", "naïve café", "\U0001f600", "a\u200eb", "a\u200fb", "a\u061cb", "a\u00a0b",
    "<b>", "{{", "''", "a\\nb",
)  # fmt: skip
PLAIN = tuple(text for text in AS_WRITTEN if text not in {"{{", "''"})
IN_BRACKETS = tuple(text for text in PLAIN if text != "?x" and "," not in text)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_yaml_scalar_is_the_text_that_stands_there(text: str) -> None:
    assert parse(f"a: {text}\nb:\n- {text}\n", "m").tree == {"a": text, "b": [text]}


@pytest.mark.parametrize("text", IN_BRACKETS)
def test_a_plain_yaml_scalar_in_brackets_is_the_text_that_stands_there(text: str) -> None:
    assert parse(f"a: [{text}, {text}]\nb: {{c: {text}}}\n", "m").tree == {
        "a": [text, text],
        "b": {"c": text},
    }


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_yaml_key_is_the_text_that_stands_there(text: str) -> None:
    assert parse(f"{text}: x\n", "m").tree == {text: "x"}


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_a_quoted_yaml_scalar_is_the_same_text(text: str) -> None:
    doubled = text.replace("'", "''")
    assert parse(f"a: '{doubled}'\n", "m").tree == {"a": text}


@pytest.mark.parametrize("written", ["", "''", '""', "|", ">", "|-\n\n"])
def test_only_an_empty_value_is_none_in_yaml(written: str) -> None:
    tree = {"a": None, "b": None, "c": ["x", None]}
    assert parse(f"a: {written}\nb:\nc: [x, '']\n", "m").tree == tree


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("true", "true"),
        ("false", "false"),
        ("null", None),
        ('""', None),
        ("1", "1"),
        ("-0.50", "-0.50"),
        ("1e3", "1e3"),
        ("1E+05", "1E+05"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ('"null"', "null"),
        ('"0123"', "0123"),
        ('"\\u00e9\\ud83d\\ude00\\n\\t\\/\\"\\\\"', 'é\U0001f600\n\t/"\\'),
    ],
)
def test_json_values_come_as_text(written: str, text: str | None) -> None:
    assert parse(f'{{"a": {written}, "b": [{written}]}}', "m", "json").tree == {"a": text, "b": [text]}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("true", "true"),
        ("1", "1"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("-0.50", "-0.50"),
        ("1e3", "1e3"),
        ("inf", "inf"),
        ("-nan", "-nan"),
        ("2026-06-30", "2026-06-30"),
        ("2026-06-30 12:00:00", "2026-06-30 12:00:00"),
        ("2026-06-30T12:00:00.5+02:00", "2026-06-30T12:00:00.5+02:00"),
        ("12:30:00", "12:30:00"),
        ('""', None),
        ("''", None),
        ('"null"', "null"),
        ("'C:\\x'", "C:\\x"),
        ('"\\u00e9\\U0001F600\\n"', "é\U0001f600\n"),
        ("'''\none\ntwo'''", "one\ntwo"),
        ('"""\\\n   one\\\n   two"""', "onetwo"),
        ('"""a ""quote"" b"""""', 'a ""quote"" b""'),
    ],
)
def test_toml_values_come_as_text(written: str, text: str | None) -> None:
    assert parse(f"a = {written}\nb = [{written}, # note\n]", "m", "toml").tree == {"a": text, "b": [text]}


def test_yaml_folds_and_keeps_lines_as_its_rules_say() -> None:
    text = 'a: one\n  two\n\n  three\nb: |\n  one\n   two\n\nc: >-\n  one\n  two\nd: "one\n  two\\n"\n'
    tree = parse(text, "m").tree
    assert tree == {"a": "one two\nthree", "b": "one\n two\n", "c": "one two", "d": "one two\n"}


def test_comments_that_swallow_text_are_noted_for_plain_scalars_alone() -> None:
    text = """\
a: We are #1        # fine
b: 'We are' #1
c: #1 in service
d: [We are, #1
  here]
e:   # a note
  f: C# and F#
  g: x #
  h: x   #y
list:
  - one #two
  - three
text: |
  We are #1
"""
    assert parse(text, "m").swallowed == (("a",), ("c",), ("e", "h"), ("list", 0))


def test_line_separators_are_ordinary_characters() -> None:
    text = "a: x\u2028y\u2029\nb: '\u2028'\n"
    assert parse(text, "m").tree == {"a": "x\u2028y\u2029", "b": "\u2028"}
