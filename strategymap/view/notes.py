"""Sentences that stand below the findings: what was accepted, and what works against what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategymap.graph import MapGraph
from strategymap.numbers import NO_BREAK
from strategymap.view.marked import Marked, accepted_text
from strategymap.view.shown import Arrow, Note

#: More than these are counted.
MOST_ACCEPTED = 3
MOST_HARMS = 4


def notes_of(graph: MapGraph, marked: Marked, arrows: Sequence[Arrow]) -> tuple[Note, ...]:
    """The accepted findings, the worst first; then the links that harm, by the ids of their
    ends, but for those whose reason a finding has told already."""
    accepted = [accepted_text(finding) for finding in marked.accepted]
    told = "\n".join([*(item.text for item in marked.legend), *accepted[:MOST_ACCEPTED]])
    harms = [_harm(graph, arrow) for arrow in arrows if arrow.kind == "harms" and not _is_told(arrow, told)]
    return (
        *(Note("accepted", text) for text in _cut(accepted, MOST_ACCEPTED, "accepted")),
        *(Note("harms", text) for text in _cut(harms, MOST_HARMS, "that work against others")),
    )


def _cut(texts: Sequence[str], most: int, words: str) -> Iterator[str]:
    yield from texts[:most]
    if len(texts) > most:
        yield f"and {len(texts) - most}{NO_BREAK}more {words}"


def _is_told(arrow: Arrow, told: str) -> bool:
    reasons = [detail.removeprefix("because ") for detail in arrow.details if detail.startswith("because ")]
    return bool(reasons) and all(reason in told for reason in reasons)


def _harm(graph: MapGraph, arrow: Arrow) -> str:
    """A link that harms, as a sentence: by way of what, and why."""
    parts = [part for part in arrow.details if part.startswith(("by way of ", "because "))]
    sentence = f'"{graph.title(arrow.tail)}" works against "{graph.title(arrow.head)}"'
    return ", ".join([sentence, *parts])
