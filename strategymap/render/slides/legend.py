"""The key of a slide: what the shapes, lines and marks on it mean; only those that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from strategymap.render.drawing import Box
from strategymap.render.slides import shapes
from strategymap.render.slides.fitting import is_leftwards
from strategymap.render.slides.inks import Inks
from strategymap.render.slides.scene import KINDS, LINES, line_style
from strategymap.render.slides.shapes import Paragraph, body, outline, run, shape
from strategymap.render.slides.signs import SIGNS
from strategymap.render.theme import Theme
from strategymap.render.wrap import Font
from strategymap.scorecard import Status
from strategymap.view import View, status_words

_SAMPLE, _GAP, _BETWEEN = 22.0, 4.0, 11.0
_LINE_WORDS = {"supports": "supports", "harms": "works against", "feedback": "feeds back to"}
_STATUSES = {str(status): status for status in Status}
_CUTS = "cuts"


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
    statuses |= {card.status for card in cards if not card.kpis}
    found += [(str(status), status_words(status)) for status in Status if status in statuses]
    if any(card.above or card.below for card in cards):
        found.append((_CUTS, "more above, below"))
    return found


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a view, with text of a size in points."""

    view: View
    theme: Theme
    size: float

    @property
    def line_height(self) -> float:
        """How high one line of it is."""
        return self.size * 1.6

    def lines(self, room: float) -> list[list[tuple[str, str]]]:
        """The entries, line after line."""
        found: list[list[tuple[str, str]]] = []
        left = 0.0
        for entry in entries(self.view):
            if not found or self._width(*entry) > left:
                found.append([])
                left = room
            found[-1].append(entry)
            left -= self._width(*entry)
        return found

    def shapes(self, stage: Box, first: int) -> list[str]:
        """The shapes of the key, with ids from `first` on."""
        numbers = count(first)
        found: list[str] = []
        for row, entries_of in enumerate(self.lines(stage.width)):
            x, y = stage.x, stage.y + row * self.line_height
            for what, words in entries_of:
                found += self._entry(what, words, x, y, numbers.__next__)
                x += self._width(what, words)
        return found

    def _width(self, what: str, words: str) -> float:
        return self._sample(what) + _GAP + self._words(words) + _BETWEEN

    def _words(self, words: str) -> float:
        return Font(self.size).width(words) * 1.06 * self.theme.room + 4

    def _sample(self, what: str) -> float:
        return self.size if what in _STATUSES else _SAMPLE

    def _entry(self, what: str, words: str, x: float, y: float, new: Callable[[], int]) -> Iterator[str]:
        width = self._sample(what)
        middle = y + self.line_height / 2
        yield from self._picture(what, Box(x, middle - 5, width, 10), new)
        room = Box(x + width + _GAP, y, self._words(words), self.line_height)
        text = Paragraph(run(words, self.size), self.size * 1.15, leftwards=is_leftwards(words))
        yield shape(
            new(), f"Key {words}", room, shapes.preset("rect"), words=body([text], wraps=False), bare=True
        )

    def _picture(self, what: str, box: Box, new: Callable[[], int]) -> Sequence[str]:
        name = f"Sample {what}"
        if what in _STATUSES or what == _CUTS:
            return [self._sign(what, name, box, new)]
        for kind in LINES:
            if what == kind:
                y = box.y + box.height / 2
                style = outline(*line_style(kind, Inks(self.theme)))
                return [shapes.free_line(new(), name, ((box.x, y), (box.right, y)), style)]
        corner, cut, weight, dash = KINDS["goal" if what == "top" else what]
        geometry = shapes.card_geometry(min(corner * 2, 0.5), cut=cut, sites=())
        ground = "tx2" if what == "top" else "bg1"
        return [shape(new(), name, box, geometry, ground=ground, line=outline("tx2", weight, dash))]

    def _sign(self, what: str, name: str, box: Box, new: Callable[[], int]) -> str:
        sign, ink = "↑ ↓", "tx1"
        if what != _CUTS:
            status = _STATUSES[what]
            sign, ink = SIGNS[status], Inks(self.theme).status(status)
        text = Paragraph(run(sign, self.size, ink=ink), self.size * 1.15, align="ctr")
        words = body([text], wraps=False)
        return shape(new(), name, box, shapes.preset("rect"), words=words, bare=True)
