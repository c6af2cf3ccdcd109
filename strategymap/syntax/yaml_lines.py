"""Syntax errors of YAML that are about whole lines: indentation, missing colons, comments."""

from __future__ import annotations

import re

from strategymap.syntax.characters import shown
from strategymap.syntax.source import Source
from strategymap.syntax.yaml_failure import (
    COMMENT,
    LONGEST_KEY,
    Explanation,
    Failure,
    indentation,
    key_of,
    unreadable,
)
from strategymap.wording import listed

#: A key and a value with no space behind the colon.
_TIGHT = re.compile(r"[ ]*(?:-[ ]+)*(?P<key>[^\s:]+):(?P<value>[^\s:].*)")
_SWALLOWED = re.compile(r"\S[ \t]++(?P<comment>#\S.*)")

_NO_MAP = 'a map is made of lines such as "title: Growth 2026"'
_TOML = "if this is TOML, give the file a name that ends in .toml"


def continued(failure: Failure) -> Explanation:
    """The first colon of a line, where the line goes on with the text of a line above."""
    source, start = failure.source, failure.source.line_start(failure.at)
    indent = indentation(failure.line)
    if failure.at - start - indent > LONGEST_KEY:
        return start + indent, failure.at, "a key is too long", f"a key can have {LONGEST_KEY:,} characters"
    above = None
    for offset in _lines_above(source, start):
        line = source.line_text(offset)
        key = key_of(line)
        if key or line.lstrip().startswith("- "):
            has_text = not key or key.end() < len(line)
            if has_text and indentation(line) < indent:
                return _too_deep(failure, start + indent, key)
            break
        above = offset
        if indentation(line) < indent:
            break
    return unreadable(failure) if above is None else no_colon(source, above)


def _too_deep(failure: Failure, here: int, key: re.Match[str] | None) -> Explanation:
    """A line that is indented deeper than the one above, which has a text already."""
    name = f'"{shown(key["key"])}"' if key else "the list item above"
    message = f"this line is indented deeper than {name}, so that it is read as more of its text"
    remedy = f"line it up with {name}"
    if key and key["key"] != "title":
        text = COMMENT.sub("", key.string[key.end() :], count=1)
        remedy += f', or, if it belongs to {name}, write "title: {shown(text)}" in a line of its own above it'
    return here, failure.at, message, remedy


def no_colon(source: Source, offset: int) -> Explanation:
    """A line that should have a key, and has no colon, or no space behind it."""
    line = source.line_text(offset)
    start = source.line_start(offset) + indentation(line)
    text = COMMENT.sub("", line, count=1).strip()
    end = start + max(1, len(text))
    tight = _TIGHT.match(line)
    if tight and not tight["value"].startswith("//"):
        fixed = f"{tight['key']}: {tight['value'].strip()}"
        return start, end, f'a space is missing behind the colon of "{shown(text)}"', f"write {shown(fixed)}"
    swallowed = _SWALLOWED.search(line)
    if swallowed:
        return _comment(source, source.line_start(offset), swallowed)
    return start, end, f'"{shown(text)}" has no colon', _key_remedy(text)


def _key_remedy(text: str) -> str:
    if " = " in text:
        return _TOML
    if re.fullmatch(r"[\w-]+", text):
        return f'if it is a key, write "{shown(text)}:"; if it goes on with the text above, indent it'
    if re.fullmatch(r"[\w-]+ .*\w", text):
        return "write a colon and a space behind the key; if it goes on with the text above, indent it"
    return _NO_MAP


def _comment(source: Source, line_start: int, swallowed: re.Match[str]) -> Explanation:
    start, end = swallowed.span("comment")
    message = f'"{shown(swallowed["comment"])}" is left out: a comment begins at " #"'
    return line_start + start, line_start + end, message, "put the whole text in quotes"


def bad_line(failure: Failure) -> Explanation:
    """The first thing in a line that fits nothing above it."""
    source, at = failure.source, failure.at
    above = _lines_above(source, source.line_start(at))
    swallowed = _SWALLOWED.search(source.line_text(above[0])) if above else None
    if swallowed and not key_of(failure.line):
        return _comment(source, above[0], swallowed)
    end = source.line_end(at)
    levels = _indentations(source, above)
    among_keys = "mapping" in failure.problem
    if indentation(failure.line) in levels and failure.line.lstrip().startswith("- ") == among_keys:
        if among_keys:
            return at, end, "a list item stands among keys", "give it a key, or make all of them list items"
        remedy = 'begin the line with "- ", or line it up with a key above'
        return at, end, "a key stands among list items", remedy
    count = indentation(failure.line)
    message = f"this line is indented by {count} space{'s' * (count != 1)}, as no line above it is"
    remedy = f"line it up with what it belongs to: {_either(levels)} spaces" if levels else "line it up"
    return at, end, message, remedy


def after_map(failure: Failure) -> Explanation:
    """Something behind the end of the map."""
    source, text = failure.source, failure.source.text
    first = text.index(text.lstrip()[0])
    line = source.line_text(first)
    if key_of(line) and indentation(line) > indentation(failure.line):
        message = "the first line is indented, and later ones are not"
        return source.line_start(first), first, message, "begin both at the start of the line"
    remedy = _TOML if text[first] == "[" and "=" in failure.line else _NO_MAP
    return failure.at, source.line_end(failure.at), "this line doesn't belong to the map above it", remedy


def _lines_above(source: Source, start: int) -> list[int]:
    """The starts of the nearest 100 lines with something in them above the line at `start`,
    of the 1,000 lines there, nearest first."""
    found: list[int] = []
    number = source.line(start)
    while start and len(found) < 100 and source.line(start) > number - 1000:
        start = source.line_start(start - 1)
        line = source.line_text(start).strip()
        if line and not line.startswith("#"):
            found.append(start)
    return found


def _indentations(source: Source, above: list[int]) -> list[int]:
    """The indentations with which a line may go on, ascending."""
    found: list[int] = []
    for offset in above:
        indent = indentation(source.line_text(offset))
        if not found or indent < found[0]:
            found.insert(0, indent)
    return found


def _either(numbers: list[int]) -> str:
    """Numbers to choose from, in words.

    >>> _either([0, 2, 4])
    '0, 2 or 4'
    """
    return listed([str(number) for number in numbers], " or ")
