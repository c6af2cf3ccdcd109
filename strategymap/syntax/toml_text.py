"""TOML: tomllib judges whether a text is valid, a scanner of our own finds the places.

The scanner goes first. It takes more than TOML allows, but stops at what tomllib can't bear
from a stranger: deep nesting, long dotted keys, and numbers of a million digits.
"""

from __future__ import annotations

import re
import tomllib

from strategymap.syntax.characters import closing_quote
from strategymap.syntax.draft import LONGEST_VALUE, MOST_LEVELS, Draft, Stop
from strategymap.syntax.places import Stretch, Tree
from strategymap.syntax.toml_faults import explain
from strategymap.syntax.toml_tree import PlacedTree

_BLANKS = re.compile(r"[ \t]*+")
_GAP = re.compile(r"[ \t\r\n]*+(?:#[^\r\n]*+)?")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
#: A value without quotes or brackets; a space may stand between date and time.
_BARE = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\[\]{}#=\"']*+|[^\s,\[\]{}#=\"']++")
#: By the quotes that open a text, what may end or break it.
_STOPS = {
    '"""': re.compile(r'\\.|"{3,5}', re.DOTALL),
    "'''": re.compile(r"'{3,5}"),
    '"': re.compile(r'\\.|["\r\n]'),
    "'": re.compile(r"['\r\n]"),
}
_LONGEST_BARE = 1_000  # characters of a number, date or word

#: A part of a dotted key, with its place.
_Part = tuple[str, int, int]


class _Invalid(Exception):
    """The scanner can't go on, because the text is no TOML."""


def read(draft: Draft) -> None:
    """Fill the draft with what the text says, and with what is refused in it."""
    draft.example = 'title = "Growth 2026"'
    scanner = _Scanner(draft)
    gave_up: int | None = None
    try:
        scanner.read()
    except _Invalid:
        gave_up = scanner.at
    try:
        tomllib.loads(draft.text)
    except (ValueError, RecursionError) as error:
        explanation = explain(error, draft.source, scanner.at)
        if explanation[0] != "duplicate-key" or not scanner.has_repeats:  # it tells of the first only
            draft.refuse(*explanation)
        return
    if gave_up is not None:
        draft.refuse("syntax", gave_up, gave_up + 1, "this can't be read as TOML", "put text in quotes")
        return
    scanner.tree.hand_over(draft)


class _Scanner:
    """One pass over a text. What comes next is at `at`."""

    def __init__(self, draft: Draft) -> None:
        self.at = 0
        self.has_repeats = False
        self._draft = draft
        self._text = draft.text
        self.tree = PlacedTree()
        self._table = self.tree.top  # the table that the lines fill
        self._level = 1  # how deep it lies
        self._headers: dict[int, int] = {}  # by table, where the header of its own stands

    def read(self) -> None:
        """Scan to the end of the text."""
        while self._character():
            if self._text[self.at] == "[":
                self._header()
            else:
                self._pair(self._table, self._level)

    def _character(self) -> str:
        """The next character that is neither blank nor comment; none at the end."""
        found = _GAP.match(self._text, self.at)
        while found and found.end() > self.at:
            self.at = found.end()
            found = _GAP.match(self._text, self.at)
        return self._text[self.at : self.at + 1]

    def _skip_blanks(self) -> None:
        found = _BLANKS.match(self._text, self.at)
        self.at = found.end() if found else self.at

    def _expect(self, what: str) -> None:
        if not self._text.startswith(what, self.at):
            raise _Invalid
        self.at += len(what)

    def _header(self) -> None:
        """The header of a table or of a table in a list of tables."""
        start = self.at
        brackets = 2 if self._text.startswith("[[", start) else 1
        self.at += brackets
        parts = self._dotted_key()
        self._expect("]" * brackets)
        header = (start, self.at)
        self._table, self._level = self.tree.top, 1
        for part in parts[:-1]:
            self._descend(part, header)
        if brackets == 2:
            self._append_table(parts[-1], header)
        else:
            self._descend(parts[-1], header)
            self._check_header(parts[-1])

    def _check_header(self, part: _Part) -> None:
        """Refuse a second header of the same table."""
        name, start, end = part
        first = self._headers.setdefault(id(self._table), start)
        if first != start:
            self._draft.refuse_repeat(name, start, end, first)
            self.has_repeats = True

    def _descend(self, part: _Part, value: Stretch) -> None:
        """Go into a table, the last one of a list of tables; make it where there is none."""
        name, start, end = part
        child = self._table.get(name)
        if name not in self._table:
            child = self.tree.put(self._table, name, {}, (start, end), value)
        if isinstance(child, list) and child:
            child = child[-1]
            self._deeper(start)
        if not isinstance(child, dict):
            raise _Invalid
        self._deeper(start)
        self._table = child

    def _append_table(self, part: _Part, header: Stretch) -> None:
        name, start, end = part
        tables = self._table.get(name)
        if name not in self._table:
            tables = self.tree.put(self._table, name, [], (start, end), header)
        if not isinstance(tables, list):
            raise _Invalid
        self._deeper(start)
        self._deeper(start)
        child: dict[str, Tree] = {}
        self.tree.put(tables, len(tables), child, header, header)
        self._table = child

    def _deeper(self, start: int) -> None:
        self._level += 1
        if self._level > MOST_LEVELS:
            self._draft.refuse_depth(start)
            raise Stop

    def _dotted_key(self) -> list[_Part]:
        parts: list[_Part] = []
        while True:
            self._skip_blanks()
            parts.append(self._key_part())
            if len(parts) > MOST_LEVELS:
                self._draft.refuse_depth(parts[0][1])
                raise Stop
            self._skip_blanks()
            if self._text[self.at : self.at + 1] != ".":
                return parts
            self.at += 1

    def _key_part(self) -> _Part:
        start = self.at
        if self._text[start : start + 1] in {'"', "'"}:
            name = self._string(self._text[start])
        else:
            found = _BARE_KEY.match(self._text, start)
            if not found:
                raise _Invalid
            name, self.at = found[0], found.end()
        if not name:
            self._draft.refuse("syntax", start, self.at, "a key is empty", "write the key")
        return name, start, self.at

    def _pair(self, table: dict[str, Tree], level: int) -> None:
        """A key and its value, in a table or an inline table; a dotted key makes tables on its way."""
        around, around_level = self._table, self._level
        self._table, self._level = table, level
        *way, (name, start, end) = self._dotted_key()
        for part in way:
            self._descend(part, (part[1], part[2]))
        table, level = self._table, self._level
        self._expect("=")
        self._skip_blanks()
        value, place = self._value(level + 1)
        if name in table:
            first = self.tree.key_start(table, name)
            self._draft.refuse_repeat(name, start, end, first)
            self.has_repeats = True
            name = f"{name}\0{start}"  # unlike any other
        self.tree.put(table, name, value, (start, end), place)
        self._table, self._level = around, around_level

    def _value(self, level: int) -> tuple[Tree, Stretch]:
        """A value, and where it stands. `level` is that of a container, if it is one."""
        start = self.at
        character = self._text[start : start + 1]
        value: Tree
        if character in {"[", "{"} and character:
            if level > MOST_LEVELS:
                self._draft.refuse_depth(start)
                raise Stop
            value = self._list(level) if character == "[" else self._inline_table(level)
        elif character in {'"', "'"} and character:
            triple = character * 3
            value = self._string(triple if self._text.startswith(triple, start) else character) or None
        else:
            value = self._bare()
        return value, (start, self.at)

    def _list(self, level: int) -> list[Tree]:
        items: list[Tree] = []
        start = self.at
        self.at += 1
        while not self._closes("]", start):
            value, place = self._value(level + 1)
            self.tree.put(items, len(items), value, place, place)
            if self._character() == ",":
                self.at += 1
            elif not self._closes("]", start):
                raise _Invalid
        self.at += 1
        return items

    def _inline_table(self, level: int) -> dict[str, Tree]:
        table: dict[str, Tree] = {}
        start = self.at
        self.at += 1
        while not self._closes("}", start):
            self._pair(table, level)
            if self._character() == ",":
                self.at += 1
            elif not self._closes("}", start):
                raise _Invalid
        self.at += 1
        return table

    def _closes(self, bracket: str, start: int) -> bool:
        """Whether the bracket that closes the one at `start` comes next."""
        character = self._character()
        if not character:
            self.at = start  # where the fault is
            raise _Invalid
        return character == bracket

    def _string(self, quotes: str) -> str:
        """A text in quotes, without them."""
        start = self.at
        closing = closing_quote(self._text, start + len(quotes), _STOPS[quotes])
        if not closing or not closing[0].startswith(quotes):
            raise _Invalid
        token = self._text[start : closing.end()]
        is_plain = len(quotes) == 1 and (quotes == "'" or "\\" not in token)
        text = token[1:-1] if is_plain else self._evaluated(token)
        self.at = closing.end()
        if quotes[0] == '"' and "\\" in token:
            self._draft.refuse_unsafe_escapes(start, self.at)
        if len(text) > LONGEST_VALUE:
            self._draft.refuse_length(start, self.at, len(text))
        return text

    def _evaluated(self, token: str) -> str:
        """What a text in quotes means, with its escapes and folded lines."""
        try:
            return str(tomllib.loads(f"text = {token}")["text"])
        except tomllib.TOMLDecodeError:
            raise _Invalid from None

    def _bare(self) -> str:
        """A number, date, true or false, as it is written."""
        found = _BARE.match(self._text, self.at)
        if not found:
            raise _Invalid
        if len(found[0]) > _LONGEST_BARE:
            message = f"a number or date of {len(found[0]):,} characters is too long"
            self._draft.refuse("too-large", *found.span(), message, "shorten it, or put text in quotes")
            raise Stop
        self.at = found.end()
        return found[0]
