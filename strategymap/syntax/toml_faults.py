"""What tomllib says of a syntax error, said to the person who wrote the map."""

from __future__ import annotations

import re
from typing import TypeAlias

from strategymap.syntax.characters import shown
from strategymap.syntax.source import Source

#: Rule, start and end of the stretch that is wrong, what is wrong with it, what to do.
Explanation: TypeAlias = tuple[str, int, int, str, str]

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")

_WORDS = (
    ("Invalid value", "this is no value", 'put text in quotes: "like this"'),
    ("Invalid date", "there is no such date or time", "write it as 2026-12-31"),
    ("Unclosed array", 'the bracket "[" is not closed, or a comma is missing', 'write "]" or ","'),
    ("Unclosed inline table", 'the bracket "{" is not closed, or a comma is missing', 'write "}" or ","'),
    ("Expected '=' after", "an equals sign is missing behind a key", 'write the key, "=" and the value'),
    ("Expected newline", "something follows the value in its line", "put one key and value in a line, and text in quotes"),
    ("Invalid statement", "a line can't begin so", 'write a key, "=" and a value'),
    ("Invalid initial character for a key", "a key can't begin so", "put it in double quotes"),
    ("Expected ']", "the header of a table is not closed", "close it as it begins: [name] or [[name]]"),
    ("Unescaped", "a backslash begins a special character, and this is none", "write \\\\ or use single quotes"),
    ("Invalid hex", "a backslash begins a special character, and this is none", "write \\\\ or use single quotes"),
    ("Escaped character", "this is half of a character or none", "write the character itself"),
    ("Unterminated string", "the text in quotes that begins here is not closed", "write the closing quotes"),
    ('Expected "\'', "the text in quotes that begins here is not closed", "write the closing quotes"),
    ("Illegal character '\\n'", "the text in quotes that begins here is not closed in its line", "close the quotes"),
    ("Illegal character", "a character stands here that can't", "take it out"),
    ("Found invalid character", "a character stands here that can't", "take it out"),
)  # fmt: skip
_UNCLOSED = re.compile(r"Unclosed|Unterminated|Expected \"'|Illegal character '\\n'|.*end of document")
_BACKSLASH = re.compile(r"Unescaped|Invalid hex|Escaped character")
_TWICE = re.compile(r"Cannot|Duplicate")


def explain(error: Exception, source: Source, begun: int) -> Explanation:
    """The fault that tomllib found, in plain words and with its place. `begun` is where that
    began at which our own scanner gave up, if it did."""
    problem = str(error)
    place = _PLACE.search(problem)
    at = _offset(source.text, place) if place else 0
    end = source.line_end(at)
    if _UNCLOSED.match(problem):
        at = min(at, begun)
        end = source.line_end(at)
    elif _BACKSLASH.match(problem):
        at = max(0, source.text.rfind("\\", 0, at + 1))
        end = at + 2
    elif _TWICE.match(problem):
        start = source.line_start(at)
        indent = len(source.line_text(at)) - len(source.line_text(at).lstrip())
        message = "a key or table stands here a second time"
        return "duplicate-key", start + indent, end, message, "keep one of the two"
    for begin, message, remedy in _WORDS:
        if problem.startswith(begin):
            return "syntax", at, end, message, remedy
    return "syntax", at, end, f"this can't be read as TOML ({shown(problem)})", "put text in quotes"


def _offset(text: str, place: re.Match[str]) -> int:
    if not place["line"]:
        return len(text)
    start = 0
    for _ in range(int(place["line"]) - 1):
        start = text.index("\n", start) + 1
    return min(len(text), start + int(place["column"]) - 1)
