"""A map as the shapes of one slide, in the order in which they lie on each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from strategymap.render.drawing import Box, Point
from strategymap.render.slides import fitting, shapes
from strategymap.render.slides.inks import Inks
from strategymap.render.slides.lines import LABELS, SlideLine, words_width
from strategymap.render.slides.marks import card_marks, line_marks
from strategymap.render.slides.plan import BAND_SIZE, Plan, SlideBand, SlideCard
from strategymap.render.slides.shapes import Paragraph, body, outline, run, shape
from strategymap.render.slides.signs import badge_shape, finding_words
from strategymap.render.slides.words import texts, told
from strategymap.render.theme import Theme
from strategymap.render.wrap import Font
from strategymap.view import Card, LinkKind
from strategymap.view.cuts import VERBS

#: Corner in parts of the shorter side, whether it is cut, weight and dash of each kind.
KINDS: dict[str, tuple[float, bool, float, str]] = {
    "goal": (0.16, False, 2.25, ""),
    "outcome": (0.1, False, 1.0, ""),
    "output": (0.0, False, 1.25, "dash"),
    "initiative": (0.16, True, 1.25, "sysDot"),
    "kpi": (0.5, False, 1.0, ""),
}
#: The largest corners that leave text its room, round and cut, in sizes of the title.
_CORNER = (1.4, 0.84)
#: The titles of bands that are low become no smaller than this.
_LEAST_BAND = 6.0
#: The colour ('' for that of harm), weight, dash and end of each kind of line.
LINES: dict[LinkKind, tuple[str, float, str, str]] = {
    "supports": ("tx2", 1.5, "", "triangle"),
    "harms": ("", 1.75, "dash", "triangle"),
    "feedback": ("tx2", 1.25, "sysDot", "arrow"),
}


def line_style(kind: LinkKind, inks: Inks) -> tuple[str, float, str, str]:
    """The colour, weight, dash and end of a kind of line."""
    ink, weight, dash, end = LINES[kind]
    return ink or inks.harm, weight, dash, end


class Scene:
    """The shapes of a map, each with an id of its own from `first` on."""

    def __init__(self, plan: Plan, first: int, theme: Theme) -> None:
        self._plan, self._inks, self._room = plan, Inks(theme), theme.room
        self._next = first
        self._ids = {card.id: self._new() for card in plan.cards}
        self._cards = {card.id: card for card in plan.cards}
        # The places where lines end at a card, each with its number among them.
        self._sites: dict[str, dict[tuple[float, bool], int]] = defaultdict(dict)

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def shapes(self) -> list[str]:
        """All of them, the lowest first."""
        bands = [element for band in self._plan.bands for element in self._band(band)]
        lines = [element for line in self._plan.lines for element in self._line(line)]
        cards = [self._card(card) for card in self._plan.cards]
        labels = [element for line in self._plan.lines for element in self._label(line)]
        return [*bands, *lines, *cards, *labels]

    def _band(self, band: SlideBand) -> Iterator[str]:
        box = band.box
        name = band.title or "Map"
        yield shape(
            self._new(), f"Band {name}", box, shapes.preset("rect"), ground=f"{band.accent}@9",
            told=f"Band: {name}",
        )  # fmt: skip
        if not self._plan.titles:
            return
        bar = Box(box.x, box.y, 4.5, box.height)
        yield shape(self._new(), f"Bar {name}", bar, shapes.preset("rect"), ground=band.accent)
        if band.title:
            leftwards = fitting.is_leftwards(band.title)
            room = Box(box.x + 10, box.y, self._plan.titles - 12, box.height)
            size = self._band_size(band.title, room)
            title = fitting.parted(band.title, room.width / self._room, Font(size, bold=True))
            text = Paragraph(run(title, size, bold=True), size * 1.15, leftwards=leftwards)
            yield shape(
                self._new(), f"Title {name}", room, shapes.preset("rect"), words=body([text]), bare=True
            )

    def _band_size(self, title: str, room: Box) -> float:
        """The largest size in which the title of a band has room in it."""
        size = BAND_SIZE
        while size > _LEAST_BAND:
            font = Font(size, bold=True)
            if fitting.line_count(title, room.width / self._room, font) * size * 1.15 <= room.height:
                break
            size -= 0.5
        return size

    def _card(self, card: SlideCard) -> str:
        content = card.content
        kind = content.kind if isinstance(content, Card) else "kpi"
        filled = isinstance(content, Card) and content.top
        corner, cut, weight, dash = KINDS[kind]
        corner = min(corner, _CORNER[cut] * card.size / max(min(card.box.width, card.box.height), 1))
        drawn = shape(
            self._ids[card.id],
            card.id,
            card.box,
            shapes.card_geometry(corner, cut=cut, sites=list(self._sites[card.id])),
            ground="tx2" if filled else "bg1",
            line=outline("tx2", weight, dash),
            words=body(
                list(texts(card, self._inks, self._room)),
                pad=fitting.PAD * card.size,
            ),
            told=told(card),
        )
        if not card.badges:
            return drawn
        badges = list(self._badges(card))
        return shapes.group(self._new(), f"Group {card.id}", card.box, [drawn, *badges])

    def _badges(self, card: SlideCard) -> Iterator[str]:
        radius = fitting.badge_radius(card.size)
        for badge, middle in card_marks(card):
            yield badge_shape(self._new(), badge, middle, radius, self._inks)

    def _line(self, line: SlideLine) -> Iterator[str]:
        """A straight line from corner to corner; at each there is a dot to hold on to."""
        arrow = line.placed.arrow
        ink, weight, dash, head = line_style(arrow.kind, self._inks)
        dots = [(self._new(), point) for point in line.points[1:-1]]
        holds = [
            (self._ids[arrow.tail], self._site(arrow.tail, line.points[0])),
            *((number, shapes.CORNER_SITE) for number, _ in dots),
            (self._ids[arrow.head], self._site(arrow.head, line.points[-1])),
        ]
        name = f"{arrow.tail} {VERBS[arrow.kind]} {arrow.head}"
        told = ". ".join([self._sentence(line), *arrow.details, *map(finding_words, arrow.badges)])
        for number, (x, y) in dots:
            box = Box(x - weight / 2, y - weight / 2, weight, weight)
            yield shape(number, f"Corner of {name}", box, shapes.corner_geometry(), ground=ink)
        parts = list(zip(pairwise(line.points), pairwise(holds), strict=True))
        for place, (ends, glued) in enumerate(parts):
            style = outline(ink, weight, dash, head if place == len(parts) - 1 else "")
            yield shapes.connector(self._new(), name, ends, glued, style, told if place == 0 else "")

    def _sentence(self, line: SlideLine) -> str:
        arrow = line.placed.arrow
        tail, head = (self._cards[card].title for card in (arrow.tail, arrow.head))
        return f"“{tail}” {VERBS[arrow.kind]} “{head}”"

    def _site(self, card: str, point: Point) -> int:
        """The number of the place on a card's edge where a line ends; a new one where there is none."""
        box = self._cards[card].box
        if point[0] <= box.x:
            return 1
        site = (round((point[0] - box.x) / box.width, 4), point[1] <= box.y)
        sites = self._sites[card]
        return shapes.STANDARD_SITES + sites.setdefault(site, len(sites))

    def _label(self, line: SlideLine) -> Iterator[str]:
        """The words on a line, and the marks of what was found about it."""
        arrow, box = line.placed.arrow, line.words
        if box is None:
            return
        width = words_width(arrow.kind, self._plan.size, self._room)
        if width:
            size, ink = fitting.small(self._plan.size), line_style(arrow.kind, self._inks)[0]
            text = Paragraph(run(LABELS[arrow.kind], size, ink=ink), size * 1.2, align="ctr")
            yield shape(
                self._new(), f"Label {self._sentence(line)}", replace(box, width=width),
                shapes.preset("roundRect"), ground="bg1", line=outline(ink, 0.75), words=body([text]),
            )  # fmt: skip
        radius = fitting.badge_radius(self._plan.size)
        for badge, middle in line_marks(arrow, box, self._plan.size, self._room):
            yield badge_shape(self._new(), badge, middle, radius, self._inks)
