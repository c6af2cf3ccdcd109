"""The place at which the YAML parser gave up, and the text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from strategymap.syntax.characters import UNSAFE, quoted, shown
from strategymap.syntax.places import Places
from strategymap.syntax.source import LINE_BREAK, Source

#: Start and end of the stretch that is wrong, what is wrong with it, what to do.
Explanation: TypeAlias = tuple[int, int, str, str]

# The key of a line, up to the place of its value: "title: " or '- "a title": '.
_KEY = re.compile(
    r"""[ ]*(?:[-?][ \t]+)*(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'].*?)[ \t]*:(?:[ \t]+|$)"""
)
#: A comment behind a text.
COMMENT = re.compile(r"(?<![ \t])[ \t]++#.*")

#: Characters of a key; a longer one is none.
LONGEST_KEY = 1024
_LONGEST_SUGGESTION = 80


@dataclass(frozen=True, slots=True)
class Failure:
    """Where the parser gave up: `at`, while it read what begins at `since`.

    `places` are those of what it had read before.
    """

    source: Source
    places: Places
    problem: str
    at: int
    since: int

    @property
    def character(self) -> str:
        """The character at which it gave up; none at the end of the text."""
        return self.source.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """The line up to that place."""
        return self.source.text[self.source.line_start(self.at) : self.at]

    @property
    def line(self) -> str:
        """That line."""
        return self.source.line_text(self.at)

    @property
    def is_one_line(self) -> bool:
        """Whether it gave up in the line in which it had begun."""
        return self.source.line(self.since) == self.source.line(self.at)

    def stretch(self, start: int) -> tuple[int, int]:
        """From `start` to the end of its key, or of its line without a comment; in brackets
        to the next comma or bracket."""
        line_start = self.source.line_start(start)
        line = self.source.line_text(start)
        key = key_of(line)
        if key and line_start + key.start("key") == start:
            return start, line_start + key.end("key")
        text = line[start - line_start :]
        before = line[: start - line_start]
        inside = sum(map(before.count, "[{")) > sum(map(before.count, "]}"))
        end = re.search(r"[,\]}]", text) if inside else None
        kept = COMMENT.sub("", text[: end.start()] if end else text, count=1).rstrip()
        return start, start + max(1, len(kept))

    def value_start(self) -> int:
        """Where the value begins in the line, if it begins before the place; else the place."""
        key = key_of(self.line)
        start = self.source.line_start(self.at) + (key.end() if key else 0)
        return start if key and start < self.at else self.at

    def token_start(self) -> int:
        """Where the text begins that ended just before the place."""
        end = self.at - (len(self.before) - len(self.before.rstrip()))
        for starts, ends in (
            (self.places.value_starts, self.places.value_ends),
            (self.places.key_starts, self.places.key_ends),
        ):
            if ends and ends[-1] == end:
                return starts[-1]
        return self.value_start()


def key_of(line: str) -> re.Match[str] | None:
    """The key of a line, as group `key`; the match ends where the value begins."""
    return _KEY.match(line[: 2 * LONGEST_KEY])


def put_in_quotes(text: str, but: str = "if text is meant, ") -> str:
    """The remedy for a text that YAML takes for something else, with the text in quotes.

    >>> put_in_quotes("*new* way")
    'if text is meant, put it in quotes: "*new* way"'
    """
    if LINE_BREAK.search(text) or UNSAFE.search(text) or not 0 < len(text) <= _LONGEST_SUGGESTION:
        return f"{but}put it in quotes"
    return f"{but}put it in quotes: {quoted(text)}"


def indentation(line: str) -> int:
    """The number of blanks at the start of a line."""
    return len(line) - len(line.lstrip(" \t"))


def open_quote(source: Source, start: int) -> Explanation:
    """A quote that is opened at `start` and not closed in its line."""
    opened = source.text[start]
    message = f"the text in quotes that begins here is not closed: {opened} is missing"
    remedy = f"write {opened} at its end, or, if it goes on in the next lines, indent these"
    if opened == "'":
        remedy += "; a text with an apostrophe goes into double quotes"
    return start, source.line_end(start), message, remedy


def unreadable(failure: Failure) -> Explanation:
    """What has no better explanation."""
    start, end = failure.stretch(failure.at)
    text = failure.source.text[start:end].strip()
    message = f'"{shown(text)}" can\'t stand here' if text else "something is missing here"
    return start, end, message, put_in_quotes(text)
