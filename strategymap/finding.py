"""What is found, how bad it is, and where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

#: The keys and indices that lead to a place in a document, as pydantic's `loc`.
Address = tuple[str | int, ...]


#: What is found in tables with measurements. No map can accept it or say how bad it is.
WRONG_ROW = "wrong-row"
WRONG_MEASUREMENTS = "wrong-measurements"


class Origin(NamedTuple):
    """Where something was written: the number of its document (0 is the map itself,
    the included files follow) and the address in it."""

    document: int
    address: Address


class Severity(StrEnum):
    """How bad a finding is. An error is the worst and sorts last: NOTE < WARNING < ERROR."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """How bad it is as a number, to sort by: 0 for a note."""
        return _RANK[self]

    # A StrEnum compares as text unless every comparison says otherwise.
    def __lt__(self, other: str) -> bool:
        return _RANK[self] < _RANK[Severity(other)]

    def __le__(self, other: str) -> bool:
        return _RANK[self] <= _RANK[Severity(other)]

    def __gt__(self, other: str) -> bool:
        return _RANK[self] > _RANK[Severity(other)]

    def __ge__(self, other: str) -> bool:
        return _RANK[self] >= _RANK[Severity(other)]


_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Location:
    """A stretch of a file. Lines and columns count from 1, columns in characters;
    `end_column` is exclusive. `text` is the line itself, cut to a readable length
    around the place; `text_column` is where the place begins in that cut."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str = ""
    text_column: int = 1


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule knows about one place of a map.

    `node` is the id that it is about, None for the map. `related` are the other ids
    that the rule names, in any order. `at` is the link or key that it stands at; without
    it, it stands at the node's id, or at the map's title.
    """

    node: str | None
    message: str
    remedy: str = ""
    question: str = ""
    related: tuple[str, ...] = ()
    at: Origin | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with its rule, severity and place: what a person is told.

    `related` is sorted. `why` it matters and the `source` come from the rule's page; they
    are empty for a fault in the text. `accepted` holds the authors' reason where they live
    with it. `link` is the id that the link names at which it stands, where it is about one.
    """

    rule: str
    severity: Severity
    location: Location
    node: str | None
    message: str
    remedy: str = ""
    question: str = ""
    related: tuple[str, ...] = ()
    why: str = ""
    source: str = ""
    accepted: str | None = None
    link: str | None = None

    @property
    def file(self) -> str:
        """The file in which it stands, as it was given."""
        return self.location.file

    @property
    def line(self) -> int:
        """The line at which it stands, counted from 1."""
        return self.location.line

    @property
    def column(self) -> int:
        """The column at which it stands, in characters, counted from 1."""
        return self.location.column

    def told(self, *, explain: bool = False) -> str:
        """The remark as one paragraph: what is wrong and what to do; with `explain` also why
        it matters, who says so and the question for the workshop."""
        if self.remedy[:1].islower():
            told = _sentence(f"{self.message}; {self.remedy}")
        else:
            told = " ".join(_sentence(part) for part in (self.message, self.remedy) if part)
        told = told[:1].upper() + told[1:]
        if explain and self.why:
            told += f" {self.why} Ask in the workshop: {self.question} Source: {_sentence(self.source)}"
        return told

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, tuple[str, ...]]:
        """By file, line, column and rule, as findings are printed."""
        place = self.location
        return (place.file, place.line, place.column, self.rule, self.node or "", self.related)


def _sentence(text: str) -> str:
    """A text that ends as a sentence does, so that another can follow."""
    return text if text[-1:] in {".", "?", "!", "…", "。"} else f"{text}."
