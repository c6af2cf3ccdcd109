"""The place of every key and value: trees are written in the three syntaxes, each token's place is noted
while it is written, and the document has to name the same places."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategymap.document import Document, parse
from strategymap.finding import Address, Location

Stretch = tuple[int, int]

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_UNSAFE = "\x00\x7f\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CHARACTERS = st.one_of(
    st.sampled_from("abc żσ中 \U0001f600\u2028:#-'\"\\,[]{}&*!|>%@`=?~"),
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=_UNSAFE),
)
_WORDS = st.text(_CHARACTERS, min_size=1, max_size=12)
_SCALARS = st.one_of(
    _WORDS, st.sampled_from(["no", "null", "~", "0123", "2026-06-30", "two\nlines", "\ttab"])
)
_VALUES = st.recursive(
    st.one_of(st.none(), _SCALARS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4), st.dictionaries(_WORDS, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
TREES = st.dictionaries(_WORDS, _VALUES, min_size=1, max_size=5)

_PLAIN = re.compile(r"[A-Za-z0-9ż中]([A-Za-z0-9ż中 ]*[A-Za-z0-9ż中])?")
_BARE = re.compile(r"[A-Za-z0-9]+")


class Writer:
    """Text that grows, and the stretches that the keys and values written so far take up."""

    def __init__(self, random: Random, line_break: str) -> None:
        self.text = ""
        self.random = random
        self.line_break = line_break
        self.keys: dict[Address, Stretch] = {}
        self.values: dict[Address, Stretch] = {}

    def put(self, token: str) -> Stretch:
        start = len(self.text)
        self.text += token
        return start, len(self.text)

    def chance(self) -> bool:
        return self.random.random() < 0.5


class YamlWriter(Writer):
    """Block style to a drawn depth and flow style below; plain, single and double quotes."""

    def token(self, text: str | None) -> str:
        if text is None:
            return self.random.choice(["''", '""'])
        if _PLAIN.fullmatch(text) and self.chance():
            return text
        if "\n" not in text and self.chance():
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=False)

    def mapping(self, tree: dict[str, Any], way: Address = (), indent: int = 0) -> None:
        for key, value in tree.items():
            self.put(" " * indent)
            self.entry(key, value, way, indent)

    def entry(self, key: str, value: Any, way: Address, indent: int) -> None:
        address = (*way, key)
        self.keys[address] = self.put(self.token(key))
        colon = self.put(":")
        if isinstance(value, (dict, list)) and self.chance():
            self.put(self.line_break)
            self.block(value, address, indent + 2)
            return
        if value is None and self.chance():
            self.values[address] = (colon[1], colon[1])
        else:
            self.put(" ")
            self.flow(value, address)
        self.put(self.random.choice(["", "  ", " # note"]) + self.line_break)

    def block(self, value: dict[str, Any] | list[Any], address: Address, indent: int) -> None:
        start = len(self.text) + indent
        if isinstance(value, dict):
            self.mapping(value, address, indent)
        else:
            for number, item in enumerate(value):
                self.put(" " * indent + "- ")
                self.flow(item, (*address, number))
                self.put(self.line_break)
        last = max((stretch[1] for way, stretch in self.values.items() if way[: len(address)] == address))
        self.values[address] = (start, last)

    def flow(self, value: Any, address: Address) -> None:
        if not isinstance(value, (dict, list)):
            self.values[address] = self.put(self.token(value))
            return
        start = self.put("[" if isinstance(value, list) else "{")[0]
        for number, step in enumerate(value if isinstance(value, dict) else range(len(value))):
            self.put(", " if number else self.random.choice(["", " "]))
            if isinstance(value, dict):
                self.keys[*address, step] = self.put(self.token(step))
                self.put(": ")
            self.flow(value[step], (*address, step))
        self.values[address] = (start, self.put("]" if isinstance(value, list) else "}")[1])

    def write(self, tree: dict[str, Any]) -> None:
        self.mapping(tree)


class JsonWriter(Writer):
    def token(self, text: str | None) -> str:
        if text is None:
            return self.random.choice(["null", '""'])
        return json.dumps(text, ensure_ascii=self.chance())

    def gap(self) -> None:
        self.put(self.random.choice(["", " ", self.line_break, self.line_break + "\t"]))

    def value(self, value: Any, address: Address) -> None:
        if not isinstance(value, (dict, list)):
            self.values[address] = self.put(self.token(value))
            return
        start = self.put("[" if isinstance(value, list) else "{")[0]
        for number, step in enumerate(value if isinstance(value, dict) else range(len(value))):
            self.put("," if number else "")
            self.gap()
            if isinstance(value, dict):
                self.keys[*address, step] = self.put(json.dumps(step))
                self.put(":")
                self.gap()
            self.value(value[step], (*address, step))
        self.gap()
        self.values[address] = (start, self.put("]" if isinstance(value, list) else "}")[1])

    def write(self, tree: dict[str, Any]) -> None:
        self.value(tree, ())
        del self.values[()]


class TomlWriter(Writer):
    """Inline tables, and tables with headers for the mappings at the top, which come last."""

    def token(self, text: str | None) -> str:
        if text is None:
            return self.random.choice(["''", '""', '""""""'])
        if "'" not in text and "\n" not in text and self.chance():
            return f"'{text}'"
        if self.chance():
            return '"""' + json.dumps(text, ensure_ascii=False)[1:-1] + '"""'
        return json.dumps(text, ensure_ascii=False)

    def name(self, key: str) -> str:
        return key if _BARE.fullmatch(key) and self.chance() else json.dumps(key, ensure_ascii=False)

    def pair(self, key: str, value: Any, way: Address) -> None:
        self.keys[*way, key] = self.put(self.name(key))
        self.put(self.random.choice(["=", " = "]))
        self.value(value, (*way, key))

    def value(self, value: Any, address: Address) -> None:
        if not isinstance(value, (dict, list)):
            self.values[address] = self.put(self.token(value))
            return
        start = self.put("[" if isinstance(value, list) else "{")[0]
        for number, step in enumerate(value if isinstance(value, dict) else range(len(value))):
            self.put(", " if number else "")
            if isinstance(value, dict):
                self.pair(step, value[step], address)
            else:
                self.value(value[step], (*address, step))
        self.values[address] = (start, self.put("]" if isinstance(value, list) else "}")[1])

    def table(self, key: str, value: dict[str, Any]) -> None:
        start = self.put("[ ")[0]
        self.keys[key,] = self.put(self.name(key))
        self.values[key,] = (start, self.put(" ]")[1])
        self.put(self.line_break)
        for name, inner in value.items():
            self.pair(name, inner, (key,))
            self.put(" # note" + self.line_break)

    def write(self, tree: dict[str, Any]) -> None:
        tables = {key for key, value in tree.items() if isinstance(value, dict) and self.chance()}
        for key, value in tree.items():
            if key not in tables:
                self.pair(key, value, ())
                self.put(self.line_break)
        for key in tables:
            self.table(key, tree[key])


def lines_and_columns(text: str, stretch: Stretch) -> tuple[int, int, int, int]:
    places = [_LINE_BREAK.split(text[:offset]) for offset in stretch]
    return tuple(number for lines in places for number in (len(lines), len(lines[-1]) + 1))  # type: ignore[return-value]


def place(location: Location) -> tuple[int, int, int, int]:
    return location.line, location.column, location.end_line, location.end_column


@pytest.mark.parametrize(
    ("syntax", "kind", "line_breaks"),
    [
        ("yaml", YamlWriter, ["\n", "\r\n", "\r"]),
        ("json", JsonWriter, ["\n", "\r\n", "\r"]),
        ("toml", TomlWriter, ["\n", "\r\n"]),
    ],
)
@given(tree=TREES, random=st.integers(0, 2**32).map(Random))
@settings(deadline=None)
def test_every_key_and_value_stands_where_it_was_written(
    syntax: str, kind: type[Any], line_breaks: list[str], tree: dict[str, Any], random: Random
) -> None:
    writer = kind(random, random.choice(line_breaks))
    writer.write(tree)
    document = parse(random.choice(["", "\ufeff"]) + writer.text, "a map", syntax)
    assert document.tree == tree
    for address, stretch in writer.keys.items():
        assert place(document.key(address)) == lines_and_columns(writer.text, stretch)
    for address, stretch in writer.values.items():
        assert place(document.value(address)) == lines_and_columns(writer.text, stretch)
        if isinstance(address[-1], int):
            assert document.key(address) == document.value(address)


YAML = """\
title: "We grow"   # the title
goals:
  growth: Grow
  loyalty:
    title: Customers
      stay
    supports: [growth, {id: profit}]
    summary: |
      One.
      Two.

owner:
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(YAML, "map.yaml")


def test_an_address_that_the_text_lacks_leads_to_what_it_has_of_it(document: Document) -> None:
    assert place(document.key(("goals", "loyalty", "perspective"))) == (4, 3, 4, 10)
    assert document.value(("goals", "loyalty", "str", "title")) == document.value(
        ("goals", "loyalty", "title")
    )
    assert document.value(("goals", "loyalty", "supports", "list", 1, "id")) == document.value(
        ("goals", "loyalty", "supports", 1, "id")
    )
    assert document.key(("goals", "loyalty", "supports", 2)) == document.key(("goals", "loyalty", "supports"))
    assert document.key(("goals", "loyalty", "supports", -1)) == document.key(
        ("goals", "loyalty", "supports")
    )


def test_the_empty_address_is_the_start_of_the_text(document: Document) -> None:
    start = Location("map.yaml", 1, 1, 1, 1, 'title: "We grow"   # the title', 1)
    assert document.key(()) == document.value(()) == document.key(("nothing",)) == start


def test_a_value_of_several_lines_ends_where_its_text_does(document: Document) -> None:
    assert place(document.value(("goals", "loyalty", "title"))) == (5, 12, 6, 11)
    assert place(document.value(("goals", "loyalty", "summary"))) == (8, 14, 10, 11)
    assert place(document.value(("goals",))) == (3, 3, 10, 11)


def test_a_missing_value_stands_behind_the_colon(document: Document) -> None:
    assert document.value(("owner",)) == Location("map.yaml", 12, 7, 12, 7, "owner:", 7)


def test_toml_tables_are_found_wherever_they_are_written() -> None:
    text = (
        'a.b.c = 1\n[goals.growth]\ntitle = "x"\n[other]\n[goals.loyalty]\nx = 2\n[[list]]\n[[list]]\ny = 3\n'
    )
    toml = parse(text, "map.toml", "toml")
    assert toml.tree == {
        "a": {"b": {"c": "1"}},
        "goals": {"growth": {"title": "x"}, "loyalty": {"x": "2"}},
        "other": {},
        "list": [{}, {"y": "3"}],
    }
    assert place(toml.key(("a", "b"))) == (1, 3, 1, 4)
    assert place(toml.key(("goals",))) == (2, 2, 2, 7)
    assert place(toml.key(("goals", "loyalty"))) == (5, 8, 5, 15)
    assert place(toml.value(("goals", "loyalty"))) == (5, 1, 5, 16)
    assert place(toml.value(("goals", "loyalty", "x"))) == (6, 5, 6, 6)
    assert place(toml.key(("list", 1))) == (8, 1, 8, 9)
    assert place(toml.value(("list", 1, "y"))) == (9, 5, 9, 6)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(line_break: str) -> None:
    text = "\ufefftitle: a\u2028b c\n\nowner: b\n".replace("\n", line_break)
    found = parse(text, "m")
    assert found.tree == {"title": "a\u2028b c", "owner": "b"}
    assert found.key(("title",)) == Location("m", 1, 1, 1, 6, "title: a\u2028b c", 1)
    assert found.value(("owner",)) == Location("m", 3, 8, 3, 9, "owner: b", 8)


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "goals: [" + ", ".join(f"goal-{number:05}" for number in range(1_000)) + "]"
    found = parse(line, "m").value(("goals", 500))
    assert (found.line, found.column, found.end_column) == (1, 6009, 6019)
    assert found.text == line[5968:6088].join("……")
    assert found.text[found.text_column - 1 :].startswith("goal-00500,")
    start, end = parse(line, "m").value(("goals", 0)), parse(line, "m").value(("goals", 999))
    assert start.text == line[:120] + "…" and start.text[start.text_column - 1 :].startswith("goal-00000,")
    assert end.text == "…" + line[-120:] and end.text[end.text_column - 1 :] == "goal-00999]"
