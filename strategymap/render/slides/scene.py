"""A map as the shapes of one slide, in the order in which they lie on each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from strategymap.render.drawing import Box, Point
from strategymap.render.slides import fitting, shapes
from strategymap.render.slides.lines import LABELS, SlideLine
from strategymap.render.slides.plan import BAND_SIZE, Plan, SlideBand, SlideCard
from strategymap.render.slides.shapes import Paragraph, body, outline, run, shape
from strategymap.render.slides.signs import HARM, SIGNS, badge_shape, status_colour
from strategymap.view import Badge, Card, KpiRow, LinkKind, status_words

#: Corner in parts of the shorter side, whether it is cut, weight and dash of each kind.
KINDS: dict[str, tuple[float, bool, float, str]] = {
    "goal": (0.16, False, 2.25, ""),
    "outcome": (0.1, False, 1.0, ""),
    "output": (0.0, False, 1.25, "dash"),
    "initiative": (0.16, True, 1.25, "sysDot"),
    "kpi": (0.5, False, 1.0, ""),
}
LINES: dict[LinkKind, tuple[str, float, str, str]] = {
    "supports": ("tx2", 1.5, "", "triangle"),
    "harms": (HARM, 1.75, "dash", "triangle"),
    "feedback": ("tx2", 1.25, "sysDot", "arrow"),
}
VERBS: dict[LinkKind, str] = {"supports": "supports", "harms": "works against", "feedback": "feeds back to"}


class Scene:
    """The shapes of a map, each with an id of its own from `first` on."""

    def __init__(self, plan: Plan, first: int) -> None:
        self._plan = plan
        self._next = first
        self._ids = {card.id: self._new() for card in plan.cards}
        self._sites: dict[str, list[tuple[float, bool]]] = defaultdict(list)

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
            self._new(), f"Band {name}", box, shapes.preset("rect"), ground="bg1*96", told=f"Band: {name}"
        )
        if not self._plan.titles:
            return
        accent = "tx1" if band.number is None else f"accent{band.number % 6 + 1}"
        bar = Box(box.x, box.y, 4.5, box.height)
        yield shape(self._new(), f"Bar {name}", bar, shapes.preset("rect"), ground=accent)
        if band.title:
            size = BAND_SIZE
            leftwards = fitting.is_leftwards(band.title)
            text = Paragraph(run(band.title, size, bold=True), size * 1.15, leftwards=leftwards)
            room = Box(box.x + 10, box.y, self._plan.titles - 12, box.height)
            yield shape(
                self._new(), f"Title {name}", room, shapes.preset("rect"), words=body([text]), bare=True
            )

    def _card(self, card: SlideCard) -> str:
        content = card.content
        kind = content.kind if isinstance(content, Card) else "kpi"
        dark = isinstance(content, Card) and content.top
        corner, cut, weight, dash = KINDS[kind]
        drawn = shape(
            self._ids[card.id],
            card.id,
            card.box,
            shapes.card_geometry(corner, cut=cut, sites=self._sites[card.id]),
            ground="tx2" if dark else "bg1",
            line=outline("tx2", weight, dash),
            words=body(
                list(_texts(card, dark)),
                pad=fitting.PAD * card.size,
            ),
            told=_told(card),
        )
        if not card.badges:
            return drawn
        badges = list(self._badges(card))
        return shapes.group(self._new(), f"Group {card.id}", card.box, [drawn, *badges])

    def _badges(self, card: SlideCard) -> Iterator[str]:
        """At the upper corner where no line of text begins."""
        radius = fitting.badge_radius(card.size)
        badges = _few(card.badges, int(card.box.width / (radius * 2.3)) - 1)
        width = (len(badges) - 1) * radius * 2.2
        left = card.box.x + radius * 0.6 if _leftwards(card) else card.box.right - radius * 0.6 - width
        for place, badge in enumerate(badges):
            yield badge_shape(
                self._new(), badge, (left + place * radius * 2.2, card.box.y - radius * 0.5), radius
            )

    def _line(self, line: SlideLine) -> Iterator[str]:
        """A straight line from corner to corner; at each there is a dot to hold on to."""
        arrow = line.placed.arrow
        ink, weight, dash, head = LINES[arrow.kind]
        dots = [(self._new(), point) for point in line.points[1:-1]]
        holds = [
            (self._ids[arrow.tail], self._site(arrow.tail, line.points[0])),
            *((number, shapes.CORNER_SITE) for number, _ in dots),
            (self._ids[arrow.head], self._site(arrow.head, line.points[-1])),
        ]
        name = f"{arrow.tail} {VERBS[arrow.kind]} {arrow.head}"
        told = ". ".join([self._sentence(line), *arrow.details])
        for number, (x, y) in dots:
            box = Box(x - weight / 2, y - weight / 2, weight, weight)
            yield shape(number, f"Corner of {name}", box, shapes.corner_geometry(), ground=ink)
        parts = list(zip(pairwise(line.points), pairwise(holds), strict=True))
        for place, (ends, glued) in enumerate(parts):
            style = outline(ink, weight, dash, head if place == len(parts) - 1 else "")
            yield shapes.connector(self._new(), name, ends, glued, style, told if place == 0 else "")

    def _sentence(self, line: SlideLine) -> str:
        arrow = line.placed.arrow
        titles = {card.id: card.title for card in self._plan.cards}
        return f"“{titles[arrow.tail]}” {VERBS[arrow.kind]} “{titles[arrow.head]}”"

    def _site(self, card: str, point: Point) -> int:
        """The number of the place on a card's edge where a line ends; a new one where there is none."""
        box = next(found.box for found in self._plan.cards if found.id == card)
        if point[0] <= box.x:
            return 1
        site = (round((point[0] - box.x) / box.width, 4), point[1] <= box.y)
        sites = self._sites[card]
        if site not in sites:
            sites.append(site)
        return shapes.STANDARD_SITES + sites.index(site)

    def _label(self, line: SlideLine) -> Iterator[str]:
        kind = line.placed.arrow.kind
        if line.words is None:
            return
        size = self._plan.size * fitting.KPI_SHARE
        ink = LINES[kind][0]
        text = Paragraph(run(LABELS[kind], size, ink=ink), size * 1.2, align="ctr")
        yield shape(
            self._new(), f"Label {self._sentence(line)}", line.words, shapes.preset("roundRect"),
            ground="bg1", line=outline(ink, 0.75), words=body([text]),
        )  # fmt: skip


def _few(badges: tuple[Badge, ...], most: int) -> tuple[Badge, ...]:
    return badges[: max(most, 1)]


def _texts(card: SlideCard, dark: bool) -> Iterator[Paragraph]:
    ink = "bg1" if dark else "tx1"
    if card.title:
        leftwards = fitting.is_leftwards(card.title)
        lead = fitting.LEAD * card.size
        yield Paragraph(
            run(card.title, card.size, bold=True, ink=ink),
            lead,
            leftwards=leftwards,
            mark=_standing(card, dark),
        )
    before = fitting.APART * card.size if card.title else 0
    for place, kpi in enumerate(card.kpis):
        yield _kpi(kpi, card, ink, 0 if place else before, dark=dark)


def _leftwards(card: SlideCard) -> bool:
    """Whether the first word of a card is read from right to left."""
    return fitting.is_leftwards(" ".join([card.title, *(kpi.title for kpi in card.kpis)]))


def _standing(card: SlideCard, dark: bool) -> tuple[str, str, float] | None:
    """The mark of a card that shows no KPIs, though it has some."""
    status = None if card.kpis or not isinstance(card.content, Card) else card.content.status
    return (SIGNS[status], status_colour(status, dark=dark), fitting.MARK * card.size) if status else None


def _kpi(kpi: KpiRow, card: SlideCard, ink: str, before: float, *, dark: bool) -> Paragraph:
    """A KPI in a line: the mark of its status, its name, and at the right where it stands."""
    size = card.size * fitting.KPI_SHARE
    value = fitting.shown_value(kpi)
    # LibreOffice counts from the indent, PowerPoint from the edge: this fits both.
    room = card.box.width - 2 * fitting.PAD * card.size - fitting.MARK * size
    title = fitting.shown_title(kpi)
    runs = run(title, size, ink=ink) if title else ""
    leftwards = fitting.is_leftwards(kpi.title)
    if value and leftwards:  # programs disagree where a tab from the right ends
        runs += run("\u2003" + value, size, bold=bool(kpi.now), ink=ink)
    elif value:
        runs += "" if fitting.is_beside(kpi, room, size) else "<a:br/>"
        runs += run("\t" + value, size, bold=bool(kpi.now), ink=ink)
    return Paragraph(
        runs, fitting.LEAD * size, before,
        leftwards=fitting.is_leftwards(kpi.title),
        mark=(SIGNS[kpi.status], status_colour(kpi.status, dark=dark), fitting.MARK * size), tab=room - 1 if value and not leftwards else None,
    )  # fmt: skip


def _told(card: SlideCard) -> str:
    """The card in words."""
    content = card.content
    if isinstance(content, KpiRow):
        return "; ".join(["KPI that measures nothing: " + content.title, *content.details])
    kind = "Top goal" if content.top else content.kind.capitalize()
    parts = [f"{kind}: {content.title}"]
    if content.status:
        parts.append(status_words(content.status))
    parts += content.details
    for kpi in content.kpis:
        words = [f"KPI: {kpi.title}", kpi.figures, f"now {kpi.now}" if kpi.now else ""]
        words.append(status_words(kpi.status) if kpi.status else "")
        parts.append(", ".join(filter(None, words)))
    return ". ".join(parts)
