"""The text of one file, and the line and column of every place in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from strategymap.finding import Location
from strategymap.syntax.characters import visible
from strategymap.wording import without_password

#: Characters of a line that are shown; a longer one is cut around the place.
SHOWN_LINE = 120
_BEFORE = 40  # of these, the characters that stay before the place

#: Where a line ends: LF, CRLF or a lone CR, as editors count.
LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Source:
    """A text and the name under which the user knows it.

    A byte order mark at the start belongs to the file, not to the text: it is dropped and
    takes up no column. Places are offsets in characters.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text.removeprefix("\ufeff")
        self._line_starts: array[int] | None = None

    def line(self, offset: int) -> int:
        """The number of the line that holds the offset, from 1."""
        return bisect_right(self._starts, offset)

    def line_start(self, offset: int) -> int:
        """The offset at which the line that holds the offset begins."""
        return self._starts[self.line(offset) - 1]

    def line_end(self, offset: int) -> int:
        """The offset at which the line that holds the offset ends, without its line break."""
        line = self.line(offset)
        if line == len(self._starts):
            return len(self.text)
        following = self._starts[line]
        return following - (2 if self.text.endswith("\r\n", 0, following) else 1)

    def line_text(self, offset: int) -> str:
        """The whole line that holds the offset, without its line break."""
        return self.text[self.line_start(offset) : self.line_end(offset)]

    def location(self, start: int, end: int) -> Location:
        """The stretch from `start` to `end` (exclusive) as lines and columns."""
        line, last = self.line(start), self.line(max(start, end))
        column = start - self._starts[line - 1] + 1
        end_column = max(start, end) - self._starts[last - 1] + 1
        text, text_column = self._cut(start)
        return Location(self.name, line, column, last, end_column, text, text_column)

    @property
    def _starts(self) -> array[int]:
        if self._line_starts is None:
            starts = array("I", [0])
            starts.extend(found.end() for found in LINE_BREAK.finditer(self.text))
            self._line_starts = starts
        return self._line_starts

    def _cut(self, offset: int) -> tuple[str, int]:
        """The line around the offset, fit to be printed, and the offset's column in it."""
        begin, end = self.line_start(offset), self.line_end(offset)
        first, last = begin, end
        if end - begin > SHOWN_LINE:
            first = max(begin, min(offset - _BEFORE, end - SHOWN_LINE))
            last = min(end, first + SHOWN_LINE)
        head, tail = "…" * (first > begin), "…" * (last < end)
        return f"{head}{self._fit(first, last)}{tail}", offset - first + len(head) + 1

    def _fit(self, first: int, last: int) -> str:
        """A part of a line fit to be printed, every character in its place. What stands around
        it tells whether it holds a password."""
        begin = max(self.line_start(first), first - SHOWN_LINE)
        around = self.text[begin : min(self.line_end(first), last + SHOWN_LINE)]
        return visible(without_password(around, same_length=True)[first - begin : last - begin])
