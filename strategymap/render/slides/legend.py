"""The key of a slide: what the shapes, lines and marks on it mean; only those that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from strategymap.render.drawing import Box
from strategymap.render.slides import shapes
from strategymap.render.slides.fitting import is_leftwards
from strategymap.render.slides.scene import KINDS, LINES
from strategymap.render.slides.shapes import Paragraph, body, outline, run, shape
from strategymap.render.slides.signs import SIGNS, status_colour
from strategymap.render.wrap import Font
from strategymap.scorecard import Status
from strategymap.view import View, status_words

#: Text of the key, in points.
SIZE = 10.0
LINE_HEIGHT = 16.0
_SAMPLE, _GAP, _BETWEEN = 22.0, 4.0, 11.0
_LINE_WORDS = {"supports": "supports", "harms": "works against", "feedback": "feeds back to"}


def entries(view: View) -> list[tuple[str, str]]:
    """What the key tells: what it is, and its words."""
    cards = list(view.cards())
    found: list[tuple[str, str]] = []
    if any(card.top for card in cards):
        found.append(("top", "top goal"))
    found += [(kind, kind) for kind in KINDS if any(c.kind == kind and not c.top for c in cards)]
    kinds = {arrow.kind for arrow in view.arrows}
    found += [(kind, words) for kind, words in _LINE_WORDS.items() if kind in kinds]
    statuses = {kpi.status for card in cards for kpi in card.kpis} | {kpi.status for kpi in view.loose}
    found += [(str(status), status_words(status)) for status in Status if status in statuses]
    return found


def lines(view: View, room: float) -> list[list[tuple[str, str]]]:
    """The entries, line after line."""
    found: list[list[tuple[str, str]]] = []
    left = 0.0
    for entry in entries(view):
        if not found or _width(*entry) > left:
            found.append([])
            left = room
        found[-1].append(entry)
        left -= _width(*entry)
    return found


def _width(what: str, words: str) -> float:
    return _sample(what) + _GAP + Font(SIZE).width(words) * 1.06 + 4 + _BETWEEN


def _sample(what: str) -> float:
    return 10.0 if what in _STATUSES else _SAMPLE


_STATUSES = {str(status): status for status in Status}


def key(view: View, stage: Box, first: int) -> list[str]:
    """The shapes of the key, with ids from `first` on."""
    numbers = count(first)
    found: list[str] = []
    for row, entries_of in enumerate(lines(view, stage.width)):
        x, y = stage.x, stage.y + row * LINE_HEIGHT
        for what, words in entries_of:
            found += _entry(what, words, x, y, numbers.__next__)
            x += _width(what, words)
    return found


def _entry(what: str, words: str, x: float, y: float, new: Callable[[], int]) -> Iterator[str]:
    width = _sample(what)
    middle = y + LINE_HEIGHT / 2
    yield from _picture(what, Box(x, middle - 5, width, 10), new)
    room = Box(x + width + _GAP, y, Font(SIZE).width(words) * 1.06 + 4, LINE_HEIGHT)
    text = Paragraph(run(words, SIZE), SIZE * 1.15, leftwards=is_leftwards(words))
    yield shape(
        new(), f"Key {words}", room, shapes.preset("rect"), words=body([text], wraps=False), bare=True
    )


def _picture(what: str, box: Box, new: Callable[[], int]) -> Sequence[str]:
    name = f"Sample {what}"
    if what in _STATUSES:
        status = _STATUSES[what]
        text = Paragraph(run(SIGNS[status], SIZE, ink=status_colour(status)), SIZE * 1.15, align="ctr")
        return [shape(new(), name, box, shapes.preset("rect"), words=body([text]), bare=True)]
    for kind, (ink, weight, dash, head) in LINES.items():
        if what == kind:
            return [_line(new, name, box, outline(ink, weight, dash, head))]
    corner, cut, weight, dash = KINDS["goal" if what == "top" else what]
    geometry = shapes.card_geometry(min(corner * 2, 0.5), cut=cut, sites=())
    ground = "tx2" if what == "top" else "bg1"
    return [shape(new(), name, box, geometry, ground=ground, line=outline("tx2", weight, dash))]


def _line(new: Callable[[], int], name: str, box: Box, style: str) -> str:
    y = box.y + box.height / 2
    return shapes.free_line(new(), name, ((box.x, y), (box.right, y)), style)
