"""What was found, as a list: in columns below the bands, or in one beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from strategymap.render import theme
from strategymap.render.drawing import PlacedItem, PlacedNote
from strategymap.render.isolates import isolated, line_by_line
from strategymap.render.pieces import PlacedBadge, Run, line
from strategymap.render.wrap import wrapped
from strategymap.view import Badge, LegendItem, Note, View

Entry = TypeVar("Entry", PlacedItem, PlacedNote)

_COLUMN = 540
_BETWEEN = 28
_INDENT = 34
_LEAD = 16


@dataclass(frozen=True, slots=True)
class Legend:
    """The list in its place; `bottom` is where it ends."""

    runs: tuple[Run, ...]
    items: tuple[PlacedItem, ...]
    notes: tuple[PlacedNote, ...]
    bottom: float


def legend(view: View, left: float, top: float, right: float) -> Legend:
    """The heading, the findings in columns, how many more there are, and the notes."""
    if not view.legend and not view.more and not view.notes:
        return Legend((), (), (), top - 14)
    runs = [Run(view.heading, left, top + 20, theme.HEADING)]
    room, columns = _columns_in(right - left, len(view.legend))
    items, bottom = _in_columns([_item(item, room) for item in view.legend], columns, left, top + 38, room)
    if view.more:
        runs.append(line(view.more, left, right, bottom + 10, theme.LEGEND, "muted"))
        bottom += 24
    room, columns = _columns_in(right - left, len(view.notes))
    notes, bottom = _in_columns([_note(note, room) for note in view.notes], columns, left, bottom, room)
    return Legend(tuple(runs), tuple(items), tuple(notes), bottom)


def _columns_in(room: float, count: int) -> tuple[float, int]:
    """How wide each column is, and how many there are."""
    columns = max(1, min(4, int(room // _COLUMN), -(-count // 2)))
    return (room - _BETWEEN * (columns - 1)) / columns, columns


def _item(item: LegendItem, room: float) -> tuple[PlacedItem, float]:
    """One finding, from the upper left corner of its place, and its height."""
    lines = _told(item.text, room)
    runs = [Run(text, _INDENT, 12 + _LEAD * n, theme.LEGEND) for n, text in enumerate(lines)]
    y = 12 + _LEAD * len(lines) - 1
    if item.rule:
        runs.append(line(item.rule, _INDENT, room, y, theme.RULE, "muted"))
    badge = PlacedBadge(Badge(item.severity, item.number, "", change=item.change), 12, 9)
    return PlacedItem(item, badge, tuple(runs)), y + (15 if item.rule else 8)


def _note(note: Note, room: float) -> tuple[PlacedNote, float]:
    """One note, from the upper left corner of its place, and its height."""
    lines = _told(note.text, room)
    runs = [Run(text, _INDENT, 12 + _LEAD * n, theme.LEGEND, "muted") for n, text in enumerate(lines)]
    return PlacedNote(note, (12, 8), tuple(runs)), 12 + _LEAD * len(lines)


def _told(sentence: str, room: float) -> list[str]:
    """The lines of a sentence; what is quoted may run from right to left."""
    lines = wrapped(isolated(sentence), room - _INDENT, theme.LEGEND, most=9).lines
    return list(line_by_line(lines))


def _in_columns(
    entries: Sequence[tuple[Entry, float]], count: int, left: float, top: float, room: float
) -> tuple[list[Entry], float]:
    """The entries in columns of about the same height, one column after the other, and where
    the longest ends."""
    limit = sum(height for _, height in entries) / count
    placed: list[Entry] = []
    column, filled, lowest = 0, 0.0, top
    for entry, height in entries:
        if filled and filled + height / 2 > limit and column + 1 < count:
            column, filled = column + 1, 0.0
        placed.append(_moved(entry, left + column * (room + _BETWEEN), top + filled))
        filled += height
        lowest = max(lowest, top + filled)
    return placed, lowest


def _moved(entry: Entry, x: float, y: float) -> Entry:
    runs = tuple(run.moved(x, y) for run in entry.runs)
    if isinstance(entry, PlacedItem):
        badge = replace(entry.badge, x=entry.badge.x + x, y=entry.badge.y + y)
        return replace(entry, badge=badge, runs=runs)
    return replace(entry, mark=(entry.mark[0] + x, entry.mark[1] + y), runs=runs)
