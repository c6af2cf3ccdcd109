"""A document in the making: the text to read, what is refused in it, and the places found."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from strategymap.errors import MapError
from strategymap.finding import Address, Finding, Severity
from strategymap.syntax.characters import (
    REPLACEMENT,
    UNSAFE,
    UNSAFE_RUN,
    described,
    is_safe,
    shown,
    unsafe_escapes,
)
from strategymap.syntax.places import Places, Tree
from strategymap.syntax.source import Source

#: Containers within containers, the map itself counted; the map language needs eight.
MOST_LEVELS = 12
#: Characters in one value.
LONGEST_VALUE = 1_000_000
#: Characters in one file; more bytes than this are not even read.
LARGEST_TEXT = 256 * 1024 * 1024
#: Lines and commas in one file: what bounds the number of values. 100,000 nodes have 1,000,000.
MOST_SEPARATORS = 20_000_000
#: Findings of one sort in one file that are told singly; the last counts the rest.
MOST_TOLD = 100
#: Faults of one sort in one file at which the reading stops.
MOST_FAULTS = 10_000


_REPEAT = "duplicate-key"


class Stop(Exception):
    """What was refused can't be read past."""


class Draft:
    """What a reader of a syntax is given, and what it fills.

    `text` is the source's text, each unsafe character replaced by one U+FFFD: its offsets are
    the source's. A reader reports to `refuse` and goes on where it can. `what` is what the text
    should be, and `instead` what to do where it is none; by default, to write a map.
    """

    def __init__(self, source: Source, what: str = "map", instead: str | None = None) -> None:
        self.source = source
        self.what, self.instead = what, instead
        self.text = source.text
        self.places = Places()
        self.tree: Tree = None
        self.swallowed: tuple[Address, ...] = ()
        self.example = "title: Growth 2026"  # a map in the syntax of the text
        self._findings: list[Finding] = []
        self._counts: Counter[str] = Counter()
        self._repeats: list[tuple[int, dict[str, Tree], str, int, int]] = []

    @property
    def is_refused(self) -> bool:
        """Whether anything was refused so far."""
        return bool(self._counts)

    def refuse(self, rule: str, start: int, end: int, message: str, remedy: str) -> None:
        """Report a fault at the stretch from `start` to `end`. Raises Stop at the last bearable one."""
        if rule == "syntax" and UNSAFE.match(self.source.text, start):
            return  # reported as what it is
        if self._counts[rule] < MOST_TOLD:
            self._tell(rule, start, end, message, remedy)
        self._count(rule)

    def _tell(self, rule: str, start: int, end: int, message: str, remedy: str) -> None:
        place = self.source.location(start, end)
        self._findings.append(Finding(rule, Severity.ERROR, place, None, message, remedy))

    def _count(self, rule: str) -> None:
        self._counts[rule] += 1
        if self._counts[rule] >= MOST_FAULTS:
            raise Stop

    def refuse_unsafe_text(self) -> None:
        """Report unsafe characters, those in a row as one, and put harmless ones in their place.

        Raises Stop where the text is none.
        """
        if is_safe(self.text):
            return
        zeros = self.text.count("\0")
        if zeros * 3 > len(self.text):  # every second byte of UTF-16 is zero
            first = self.text.index("\0")
            self._refuse_character(first, first + 1, 0, "save the file as text in UTF-8")
            raise Stop
        for run in UNSAFE_RUN.finditer(self.text):
            self._refuse_character(run.start(), run.end(), ord(run[0][0]), "take it out")
        self.text = UNSAFE.sub(REPLACEMENT, self.text)

    def refuse_unsafe_escapes(self, start: int, end: int, *, pairs: bool = False) -> None:
        """Report the escapes of a text in double quotes that stand for unsafe characters."""
        for first, last, code in unsafe_escapes(self.text[start:end], pairs=pairs):
            self._refuse_character(start + first, start + last, code, "take the escape out")

    def _refuse_character(self, start: int, end: int, code: int, remedy: str) -> None:
        self.refuse("unsafe-text", start, end, f"the text holds {described(code)}", remedy)

    def refuse_depth(self, start: int) -> None:
        """Report a container that lies too deep; the reader has to stop there."""
        message = f"this is nested more than {MOST_LEVELS} levels deep, and no map needs that"
        self.refuse("too-deep", start, start + 1, message, "if text is meant, put it in quotes")

    def refuse_length(self, start: int, end: int, length: int) -> None:
        """Report a value that is too long."""
        message = f"a text of {length:,} characters is too long; a value can have {LONGEST_VALUE:,}"
        self.refuse("too-large", start, end, message, "shorten it")

    def note_repeat(self, entry: int, mapping: dict[str, Tree], key: str, start: int, end: int) -> str:
        """Note a key that the mapping at `entry` has already, and give the name, unlike any other,
        under which its value may be put in that mapping."""
        if self._counts[_REPEAT] < MOST_TOLD:
            self._repeats.append((entry, mapping, key, start, end))
        self._count(_REPEAT)
        return f"{key}\0{start}"

    def refuse_repeat(self, key: str, start: int, end: int, first: int) -> None:
        """Report a key that its mapping has already, at the offset `first`."""
        self.refuse(_REPEAT, start, end, *self._repeat(key, first))

    def _repeat(self, key: str, first: int) -> tuple[str, str]:
        line = self.source.line(first)
        message = f'the key "{shown(key)}" stands here a second time; the first is on line {line}'
        return message, "keep one of the two"

    def finished(self) -> dict[str, Tree]:
        """The tree. Raises MapError if anything was refused, or if it is no map."""
        for entry, mapping, key, start, end in self._repeats:
            first = self.places.key(self.places.child(entry, mapping, key))[0]
            self._tell(_REPEAT, start, end, *self._repeat(key, first))
        if isinstance(self.tree, dict) and not self._findings:
            return self.tree
        if not self._findings:
            self._refuse_top()
        raise MapError(sorted(self._counted(), key=lambda finding: finding.sort_key))

    def _refuse_top(self) -> None:
        remedy = self.instead or f"write at least {self.example}"
        if self.tree is None:
            self.refuse("syntax", 0, 0, f"there is no {self.what} in this file", remedy)
            return
        start = self.places.value(0)[0]
        what = f'the text "{shown(self.tree)}"' if isinstance(self.tree, str) else "a list"
        self.refuse(
            "syntax", start, self.source.line_end(start), f"this is {what}, not a {self.what}", remedy
        )

    def _counted(self) -> list[Finding]:
        """The findings, the last of a sort with the number of those that are not told."""
        told = list(self._findings)
        for rule, count in self._counts.items():
            if count > MOST_TOLD:
                last = max(number for number, finding in enumerate(told) if finding.rule == rule)
                more = f"{count - MOST_TOLD:,} more such faults"
                if count == MOST_FAULTS:
                    more += " so far, at which the reading stopped"
                told[last] = replace(told[last], message=f"{told[last].message} (and {more})")
        return told
