"""JSON: a strict reader (RFC 8259) that keeps places, without recursion.

Numbers, true and false come as the text that was written, null as an empty value.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from strategymap.syntax.characters import closing_quote, shown
from strategymap.syntax.draft import LONGEST_VALUE, MOST_LEVELS, Draft, Stop
from strategymap.syntax.places import Tree

_BLANKS = re.compile(r"[ \t\r\n]*+")
#: A string without escapes, and what may end or break another.
_PLAIN = re.compile(r'"[^"\\\x00-\x1f]*+"')
_STOPS = re.compile(r'\\.|["\x00-\x1f]')
_WORD = re.compile(r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+-])")
#: What a person meant as one value.
_SCRAP = re.compile(r"[^\s,:\[\]{}\"]+|.", re.DOTALL)

_SPELLINGS = {"None": "null", "True": "true", "False": "false", "undefined": "null"}


def read(draft: Draft) -> None:
    """Fill the draft with what the text says, and with what is refused in it."""
    draft.example = '{"title": "Growth 2026"}'
    reader = _Reader(draft)
    try:
        reader.read()
    finally:
        reader.close()


class _Reader:
    """One pass over a text. What comes next is at `_at`."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._text = draft.text
        self._at = 0
        self._top: list[Tree] = []
        self._here: Any = self._top  # the container that is being filled
        self._stack: list[tuple[Any, int]] = []  # what is open: the container around it, its entry
        self._spans: list[tuple[int, int]] = []

    def read(self) -> None:
        """Read to the end of the text."""
        self._value(None)
        while self._stack:
            if self._has_more():
                self._value(self._key() if isinstance(self._here, dict) else None)
        if self._character():
            self._fail(
                "something follows the end of the map", "write one map in a file, and nothing behind it"
            )

    def close(self) -> None:
        """Close what an end ahead of time left open, and hand over the tree."""
        places = self._draft.places
        following = len(places.value_starts)
        places.seal([*self._spans, *((entry, following) for _, entry in self._stack)])
        self._draft.tree = self._top[0] if self._top else None

    def _character(self) -> str:
        """The next character that is not blank; none at the end."""
        found = _BLANKS.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _has_more(self) -> bool:
        """Pass over the comma before an entry; without an entry, close the container."""
        character = self._character()
        closing = "}" if isinstance(self._here, dict) else "]"
        if character == closing:
            self._close()
            return False
        if not self._here:
            return True
        if character != ",":
            self._expected_comma(character, closing)
        comma = self._at
        self._at += 1
        if self._character() == closing:
            self._at = comma
            self._fail("a comma stands behind the last value", "take it out")
        return True

    def _key(self) -> str:
        """Read a key and its colon; its place is the first half of an entry."""
        if self._character() != '"':
            self._bad_key()
        start = self._at
        key = self._string()
        end = self._at
        if self._character() != ":":
            self._fail(f'a colon is missing behind "{shown(key)}"', "write a colon and the value")
        self._at += 1
        entry = self._stack[-1][1]
        self._draft.places.key_starts.append(start)
        self._draft.places.key_ends.append(end)
        if key in self._here:
            return self._draft.note_repeat(entry, self._here, key, start, end)
        if not key:
            self._draft.refuse("syntax", start, end, "a key is empty", "write the key")
        return key

    def _value(self, key: str | None) -> None:
        """Read a value, or begin a container, as the value of a key or as a list's next item."""
        character = self._character()
        start, entry = self._at, len(self._draft.places.value_starts)
        value: Tree
        if character in {"{", "["}:
            value = {} if character == "{" else []
            self._at += 1
        elif character == '"':
            value = self._string() or None
        else:
            value = self._word()
        if key is None:
            self._here.append(value)
            self._draft.places.add((start, self._at), (start, self._at))
        else:
            self._here[key] = value
            self._draft.places.value_starts.append(start)
            self._draft.places.value_ends.append(self._at)
        if isinstance(value, (dict, list)):
            self._open(value, entry, start)

    def _open(self, container: dict[str, Tree] | list[Tree], entry: int, start: int) -> None:
        self._stack.append((self._here, entry))
        self._here = container
        if len(self._stack) > MOST_LEVELS:
            self._draft.refuse_depth(start)
            raise Stop

    def _close(self) -> None:
        self._at += 1
        self._here, entry = self._stack.pop()
        self._draft.places.value_ends[entry] = self._at
        self._spans.append((entry, len(self._draft.places.value_ends)))

    def _string(self) -> str:
        """Read a string."""
        start = self._at
        plain = _PLAIN.match(self._text, start)
        if plain:
            text, self._at = plain[0][1:-1], plain.end()
        else:
            text = self._evaluated(start)
        if len(text) > LONGEST_VALUE:
            self._draft.refuse_length(start, self._at, len(text))
        return text

    def _evaluated(self, start: int) -> str:
        """What a string with escapes means."""
        closing = closing_quote(self._text, start + 1, _STOPS)
        if not closing or closing[0] != '"':
            self._bad_string()
        try:
            text = str(json.loads(self._text[start : closing.end()]))
        except json.JSONDecodeError as error:
            self._at = self._text.rfind("\\", start, start + error.pos + 1)
            escape = shown(self._text[self._at : self._at + 2])
            message = f'"{escape}" can\'t be read: a backslash begins a special character'
            self._fail(message, 'write "\\\\" for a backslash', self._at + 2)
        self._at = closing.end()
        self._draft.refuse_unsafe_escapes(start, self._at, pairs=True)
        return text

    def _word(self) -> str | None:
        """Read a number, true, false or null."""
        found = _WORD.match(self._text, self._at)
        if not found:
            self._bad_value()
        if len(found[0]) > LONGEST_VALUE:
            self._draft.refuse_length(found.start(), found.end(), len(found[0]))
        self._at = found.end()
        return None if found[0] == "null" else found[0]

    def _fail(self, message: str, remedy: str, end: int | None = None) -> NoReturn:
        """Refuse what stands here, and stop."""
        found = _SCRAP.match(self._text, self._at)
        last = end or (found.end() if found else self._at)
        self._draft.refuse("syntax", self._at, last, message, remedy)
        raise Stop

    def _scrap(self) -> str:
        found = _SCRAP.match(self._text, self._at)
        return found[0] if found else ""

    def _expected_comma(self, character: str, closing: str) -> NoReturn:
        if not character:
            self._unclosed()
        if character in {"]", "}"}:
            self._fail(f'"{character}" closes what it didn\'t open', f'write "{closing}"')
        self._no_comments(self._scrap())
        self._fail("a comma is missing before this", "write a comma between two values")

    def _bad_key(self) -> NoReturn:
        scrap = self._scrap()
        if not scrap:
            self._unclosed()
        self._no_comments(scrap)
        name = shown(scrap.strip("'"))
        self._fail(
            "a key in double quotes must stand here", f'write "{name}"' if name.isalnum() else "write a key"
        )

    def _bad_value(self) -> NoReturn:
        scrap = self._scrap()
        if not scrap:
            self._unclosed()
        self._no_comments(scrap)
        word = shown(scrap)
        if scrap in {",", "]", "}", ":"}:
            self._fail("a value is missing here", "write the value, or null where there is none")
        if scrap in _SPELLINGS:
            self._fail(f"{word} is no value in JSON", f"write {_SPELLINGS[scrap]}")
        if scrap[0] == "'":
            self._fail("a text in single quotes can't stand in JSON", "put it in double quotes")
        if scrap.strip("+-") in {"NaN", "Infinity", "inf", "nan"}:
            self._fail(f"{word} is no number", "write a number, or null where there is none")
        if scrap[0] in "+-.0123456789":
            self._fail(
                f"{word} is not written as JSON writes numbers",
                "write digits and a point, or put it in quotes",
            )
        self._fail(f"{word} is no value in JSON", f'if text is meant, put it in quotes: "{word}"')

    def _no_comments(self, scrap: str) -> None:
        if scrap.startswith(("//", "/*", "#")):
            self._fail("JSON has no comments", "take it out, or write the map as YAML")

    def _unclosed(self) -> NoReturn:
        """The text ends too early: the fault is at the bracket that is not closed."""
        if not self._stack:
            raise Stop
        self._at = self._draft.places.value_starts[self._stack[-1][1]]
        opening = self._text[self._at]
        closing = "}" if opening == "{" else "]"
        self._fail(f'the bracket "{opening}" is not closed', f'write "{closing}" at its end')

    def _bad_string(self) -> NoReturn:
        """A string that its line doesn't close, or with a tab in it."""
        end = self._draft.source.line_end(self._at)
        tab = self._text.find("\t", self._at, end)
        if tab >= 0 and '"' in self._text[tab:end]:
            self._at = tab
            self._fail("a tab stands in a text", 'write "\\t" in its place', tab + 1)
        self._fail("the text in quotes that begins here is not closed in its line", 'write " at its end', end)
