"""What is found, how bad it is, and where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering
from typing import NamedTuple

#: The keys and indices that lead to a place in a document, as pydantic's `loc`.
Address = tuple[str | int, ...]


class Origin(NamedTuple):
    """Where something was written: the number of its document (0 is the map itself,
    the included files follow) and the address in it."""

    document: int
    address: Address


@total_ordering
class Severity(StrEnum):
    """How bad a finding is. An error is the worst and sorts last: NOTE < WARNING < ERROR."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Severity):
            return NotImplemented
        return _RANK[self] < _RANK[other]


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

    `related` is sorted. `accepted` holds the authors' reason where they live with it.
    """

    rule: str
    severity: Severity
    location: Location
    node: str | None
    message: str
    remedy: str = ""
    question: str = ""
    related: tuple[str, ...] = ()
    accepted: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, tuple[str, ...]]:
        """By file, line, column and rule, as findings are printed."""
        place = self.location
        return (place.file, place.line, place.column, self.rule, self.node or "", self.related)
