"""YAML: a tree of text over the events of PyYAML's C parser.

No recursion, no resolving of types, no aliases: a hostile file can't make it crash, run wild or
see a word as something else. A scalar costs two comparisons besides what the parser itself takes.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from strategymap.syntax.characters import shown
from strategymap.syntax.draft import LONGEST_VALUE, MOST_LEVELS, Draft, Stop
from strategymap.syntax.places import Tree
from strategymap.syntax.source import LINE_BREAK
from strategymap.syntax.yaml_events import event_reader
from strategymap.syntax.yaml_failure import indentation, open_quote, put_in_quotes
from strategymap.syntax.yaml_faults import beyond_unicode, explain
from strategymap.syntax.yaml_lines import no_colon
from strategymap.syntax.yaml_traps import refuse_lost_marks, refuse_split_numbers, swallowed

_BLANK = r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|\Z)"
#: A line that may stand before the map.
_BEFORE = re.compile(rf"%YAML [^\r\n]*(?:\r\n|\n|\r)|{_BLANK}")
#: A line that may stand behind the map, which "..." ends.
_BEHIND = re.compile(rf"(?:(?<![^\r\n])\.\.\.)?{_BLANK}")

_WORD = re.compile(r"\S+")
_QUOTES = frozenset("\"'")


def read(draft: Draft) -> None:
    """Fill the draft with what the text says, and with what is refused in it."""
    start = _skip_lines(draft.text, 0, _BEFORE)
    if draft.text.startswith("%", start):  # libyaml compares each %TAG with all before it
        message = 'a line can\'t begin with "%" here'
        draft.refuse("syntax", start, draft.source.line_end(start), message, "leave the line out")
        return
    composer = _Composer(draft)
    try:
        composer.compose()
    except yaml.YAMLError as error:
        if not composer.has_open_quote:  # which explains it
            draft.refuse("syntax", *explain(error, draft.source, draft.places))
    except (ValueError, OverflowError):  # how PyYAML's own parser takes an escape beyond Unicode
        draft.refuse("syntax", *beyond_unicode(draft.source, draft.places))
    finally:
        composer.close()
    if isinstance(draft.tree, dict):
        draft.swallowed = swallowed(draft)
        refuse_lost_marks(draft)
        refuse_split_numbers(draft)
    elif isinstance(draft.tree, str) and not draft.is_refused:
        draft.refuse("syntax", *no_colon(draft.source, draft.places.value(0)[0]))


def _skip_lines(text: str, offset: int, pattern: re.Pattern[str]) -> int:
    """Where the lines of a pattern end that follow one another from `offset` on."""
    found = pattern.match(text, offset)
    while found and found.end() > offset:
        offset = found.end()
        found = pattern.match(text, offset)
    return offset


class _Composer:
    """One pass over the events of a text."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._places = draft.places
        self._starts, self._ends = draft.places.value_starts, draft.places.value_ends
        self._next = event_reader(draft.text)
        self._top: list[Tree] = []
        self._stack: list[tuple[Any, int]] = []  # what is open: the container around it, its entry
        self._spans: list[tuple[int, int]] = []
        self._keys: dict[str, str] = {}  # the keys seen so far, so that equal ones are one object
        self.has_open_quote = False

    def compose(self) -> None:
        """Read to the end of the map. The fast road: most of its lines run a million times."""
        key_start, key_end = self._places.key_starts.append, self._places.key_ends.append
        value_start, value_end = self._places.value_starts.append, self._places.value_ends.append
        next_event, known_key = self._next, self._keys.get
        here: Any = self._top  # the container that is being filled
        is_mapping, key, end = False, None, 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                text, start, end = event.value, event.start_mark.index, event.end_mark.index
                if end - start != len(text) or end - start > LONGEST_VALUE:
                    self._inspect(event, start, end, key)
                if key is not None:
                    here[key] = text or None
                    key = None
                elif is_mapping:
                    key = known_key(text)
                    if key is None or key in here:
                        key = self._new_key(event, here)
                    key_start(start)
                    key_end(end)
                    continue
                else:
                    here.append(text or None)
                    key_start(start)
                    key_end(end)
                value_start(start)
                value_end(end)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if is_mapping and key is None:
                    key = self._skip_key(event)
                else:
                    here = self._open(event, here, key)
                    is_mapping, key = kind is MappingStartEvent, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                here, end = self._close(event, end)
                is_mapping = type(here) is dict
            elif kind is AliasEvent:
                key = self._alias(event, here, is_mapping, key)
            elif kind is DocumentEndEvent:
                return self._check_end(event.end_mark.index)
            elif kind is StreamEndEvent:
                return None

    def close(self) -> None:
        """Close what an end ahead of time left open, and hand over the tree."""
        following = len(self._starts)
        self._places.seal([*self._spans, *((entry, following) for _, entry in self._stack)])
        self._draft.tree = self._top[0] if self._top else None

    def _open(self, event: Any, here: Any, key: str | None) -> Any:
        """Begin a mapping or a list, as the value of a key or as an item of a list."""
        starts, stack = self._starts, self._stack
        start = event.start_mark.index
        child: Any = {} if type(event) is MappingStartEvent else []
        stack.append((here, len(starts)))
        if key is None:
            here.append(child)
            self._places.key_starts.append(start)
            self._places.key_ends.append(start)
        else:
            here[key] = child
        starts.append(start)
        self._ends.append(start)
        if event.anchor is not None or event.tag is not None:
            word = _WORD.match(self._draft.text, start)
            self._refuse_property(start, word.end() if word else start + 1)
        if len(stack) > MOST_LEVELS:
            self._draft.refuse_depth(start)
            raise Stop
        return child

    def _close(self, event: Any, end: int) -> tuple[Any, int]:
        """End a mapping or a list. One without brackets ends where its last value does."""
        bracket_end = event.end_mark.index
        if bracket_end > event.start_mark.index:
            end = bracket_end
        here, entry = self._stack.pop()
        ends = self._ends
        ends[entry] = end
        self._spans.append((entry, len(ends)))
        return here, end

    def _inspect(self, event: Any, start: int, end: int, key: str | None) -> None:
        """Look closely at a scalar that is not one plain stretch of a line, or that is long."""
        draft, length = self._draft, len(event.value)
        raw = draft.text[start:end]
        is_quoted = event.style in _QUOTES
        if is_quoted and ("\n" in raw or "\r" in raw):
            self._check_margin(start, end, start if key is None else self._places.key_starts[-1])
        elif is_quoted and end - start == length + 2:
            return  # nothing but the quotes
        if event.anchor is not None or event.tag is not None:
            self._refuse_property(start, end)
        if length > LONGEST_VALUE:
            draft.refuse_length(start, end, length)
        if event.style == '"' and "\\" in raw:
            draft.refuse_unsafe_escapes(start, end)

    def _check_margin(self, start: int, end: int, key_start: int) -> None:
        """Refuse a text in quotes whose further lines are not indented: most often its closing
        quote is missing, and it has swallowed the keys below. libyaml lets it pass."""
        source = self._draft.source
        opener = self._starts[self._stack[-1][1]] if self._stack else start
        if source.text[opener] in "[{":
            return
        margin = indentation(source.line_text(key_start))
        for line in LINE_BREAK.split(source.text[start:end])[1:]:
            if line.strip() and indentation(line) <= margin:
                self.has_open_quote = True
                self._draft.refuse("syntax", *open_quote(source, start))
                return

    def _new_key(self, event: Any, mapping: dict[str, Tree]) -> str:
        """A key that was not seen before, or that is refused and goes by another name."""
        start, end = event.start_mark.index, event.end_mark.index
        key: str = event.value
        if key in mapping:
            return self._draft.note_repeat(self._stack[-1][1], mapping, key, start, end)
        if key == "<<" and not event.style:
            message = '"<<" takes over the keys of another mapping, and a map can\'t do that'
            self._draft.refuse("alias", start, end, message, "write the keys out here")
        elif key:
            return self._keys.setdefault(key, key)
        elif event.anchor is None and event.tag is None:
            message = "a key is missing before the colon"
            self._draft.refuse("syntax", start, max(end, start + 1), message, "write the key")
        return f"\0{start}"

    def _skip_key(self, event: Any) -> str:
        """Pass over a mapping or list that stands where a key should, and make up a key for it."""
        start, open_ones = event.start_mark.index, 1
        while open_ones:
            event = self._next()
            if isinstance(event, CollectionStartEvent):
                open_ones += 1
            elif isinstance(event, CollectionEndEvent):
                open_ones -= 1
            if len(self._stack) + open_ones > MOST_LEVELS:
                self._draft.refuse_depth(event.start_mark.index)
                raise Stop
        end, text = event.end_mark.index, self._draft.text
        if text[start - 1 : start] == "{" and text[end : end + 1] == "}":  # as in templates: {{ name }}
            start, end = start - 1, end + 1
        what = "a list" if isinstance(event, SequenceEndEvent) else "a mapping"
        message = f"{what} stands where a key should"
        self._draft.refuse("syntax", start, end, message, put_in_quotes(text[start:end]))
        return self._made_up_key(start, end)

    def _alias(self, event: Any, here: Any, is_mapping: bool, key: str | None) -> str | None:
        """Refuse a reference to an anchor, and go on as if it were a key or an empty value."""
        start, end = event.start_mark.index, event.end_mark.index
        word = self._draft.text[start:end]
        message = f'"{shown(word)}" stands for something written elsewhere, and a map has no such references'
        self._draft.refuse("alias", start, end, message, put_in_quotes(word))
        if is_mapping and key is None:
            return self._made_up_key(start, end)
        if is_mapping:
            here[key] = None
            self._places.value_starts.append(start)
            self._places.value_ends.append(end)
        else:
            here.append(None)
            self._places.add((start, end), (start, end))
        return None

    def _made_up_key(self, start: int, end: int) -> str:
        self._places.key_starts.append(start)
        self._places.key_ends.append(end)
        return f"\0{start}"

    def _refuse_property(self, start: int, end: int) -> None:
        """Refuse an anchor or a tag."""
        raw = self._draft.text[start:end]
        word = shown(raw.split(maxsplit=1)[0])
        if raw.startswith("&"):
            message = f'"{word}" names this place for use elsewhere, and a map has no such names'
            self._draft.refuse("alias", start, end, message, put_in_quotes(raw))
        else:
            message = f'"{word}" names a type, and a map has none'
            self._draft.refuse("tag", start, end, message, put_in_quotes(raw))

    def _check_end(self, offset: int) -> None:
        """Refuse what follows the map."""
        text = self._draft.text
        following = _skip_lines(text, offset, _BEHIND)
        if following == len(text):
            return
        if not text.startswith(("---", "%"), following):
            self._next()  # knows what is wrong
        message = "the map ends here, and something follows"
        if text.startswith("---", following):
            message = "a second document begins here"
        end = self._draft.source.line_end(following)
        self._draft.refuse(
            "syntax", following, end, message, "write one map in a file, and nothing behind it"
        )
