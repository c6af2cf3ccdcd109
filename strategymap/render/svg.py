"""A drawing as SVG: one file that needs nothing else, with a name for everything in it.

Cards, KPIs, links and findings carry their full texts as tooltips, which screen readers
read too. A script can find cards, KPIs and links by their ids on the map (`data-card`,
`data-kpi`, `data-from`, `data-to`). There are no scripts, styles, fonts or references to
anything outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategymap.finding import Severity
from strategymap.render import changes, marks, theme, tips
from strategymap.render.cuts import PlacedCut
from strategymap.render.drawing import (
    Box,
    Chip,
    Drawing,
    PlacedArrow,
    PlacedBand,
    PlacedCard,
    PlacedItem,
    PlacedNote,
    Strip,
)  # fmt: skip
from strategymap.render.kpis import ARROW_LENGTH
from strategymap.render.markup import element, escaped
from strategymap.render.pen import Pen
from strategymap.render.pieces import PlacedBadge, PlacedKpi, Run
from strategymap.render.samples import sample
from strategymap.view import View


def svg(drawing: Drawing, *, id_prefix: str = "", ground: bool = True) -> str:
    """The SVG document. With an `id_prefix` several fit into one page; without its `ground` it
    lies on whatever is below it."""
    look, pen, box = drawing.theme, Pen(drawing.theme, id_prefix), drawing.box
    title, description = pen.new("title"), pen.new("desc")
    titles = {card.shape.card.id: card.shape.card.title for card in drawing.cards}
    return (
        element(
            "svg",
            [
                element("title", escaped(drawing.view.title), id=title),
                element("desc", escaped(_described(drawing.view)), id=description),
                element("rect", **_corner(box), width=box.width, height=box.height, fill=look.paper)
                if ground
                else "",
                *map(pen.text, drawing.runs),
                *(badge(placed, pen) for placed in drawing.badges),
                *(_band(band, pen) for band in drawing.bands),
                element(
                    "g", [_arrow(arrow, titles, pen) for arrow in _lowest_first(drawing)], id=pen.new("links")
                ),
                *(_cards_of(band, drawing.cards, pen) for band in drawing.bands),
                element(
                    "g",
                    [_label(arrow, pen) for arrow in drawing.arrows],
                    id=pen.new("labels"),
                    aria_hidden="true",
                ),
                _strip(drawing.strip, pen) if drawing.strip else "",
                element("g", [_item(item, pen) for item in drawing.legend], id=pen.new("findings")),
                element("g", [_note(note, pen) for note in drawing.notes], id=pen.new("notes"))
                if drawing.notes
                else "",
                element("g", [sample(entry, look) for entry in drawing.key], id=pen.new("key")),
            ],
            xmlns="http://www.w3.org/2000/svg",
            **_size(drawing),
            viewBox=f"{box.x:g} {box.y:g} {box.width:g} {box.height:g}",
            role="group",
            aria_labelledby=f"{title} {description}",
            font_family=look.family,
        )
        + "\n"
    )


def _size(drawing: Drawing) -> dict[str, str | float]:
    """How large the picture is: as its medium, or in px, with the room that its font may need."""
    if drawing.page:
        medium = drawing.page.medium
        return {side: f"{getattr(medium, side):.10g}{medium.unit}" for side in ("width", "height")}
    room = drawing.theme.room
    return {"width": drawing.width * room, "height": drawing.height * room}


def _corner(box: Box) -> dict[str, float]:
    return {name: getattr(box, name) for name in ("x", "y") if getattr(box, name)}


def _described(view: View) -> str:
    """The picture in words, for those who don't see it."""
    parts = [f"Strategy map. {view.subtitle}." if view.subtitle else "Strategy map."]
    named = [band.title for band in view.bands if band.title]
    if named:
        parts.append(f"Perspectives from top to bottom: {', '.join(named)}.")
    if view.loose:
        parts.append(f"KPIs that measure nothing: {', '.join(kpi.title for kpi in view.loose)}.")
    return " ".join(parts)


def tooltip(lines: Iterable[str]) -> str:
    """What shows when the pointer rests on something, and what a screen reader says."""
    return element("title", escaped("\n".join(filter(None, lines))))


def _band(placed: PlacedBand, pen: Pen) -> str:
    box, tone = placed.box, placed.tone
    shapes = [element("rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=4, fill=tone.tint)]
    if placed.runs:
        shapes.append(marks.edge(box, tone))
    return element("g", [*shapes, *map(pen.text, placed.runs)], id=pen.new("band", placed.band.id))


def _cards_of(band: PlacedBand, cards: Sequence[PlacedCard], pen: Pen) -> str:
    """The cards of a band, as a group that bears its name."""
    members = {card.id for card in band.band.cards}
    inside = [_card(card, pen) for card in cards if card.shape.card.id in members]
    label = f"Perspective: {band.band.title}" if band.band.title else None
    return element("g", inside, role="group" if label else None, aria_label=label) if inside else ""


def _card(placed: PlacedCard, pen: Pen) -> str:
    shape, box, card = placed.shape, placed.box, placed.shape.card
    pen = pen.of(card)
    rule = None
    if shape.rule is not None:
        rule = element(
            "path", d=f"M12 {shape.rule}H{shape.width - 12}", stroke=pen.look.faint, stroke_width=1
        )
    return element(
        "g",
        [
            tooltip(tips.of_card(card)),
            changes.frame(placed, pen.look),
            marks.status(shape.mark, pen.look) if shape.mark else "",
            _pill(shape.runs[0], placed.tone.strong) if card.top else "",
            *map(pen.text, shape.runs),
            changes.tag(shape.tag, card.change, pen) if shape.tag and card.change else "",
            changes.struck(shape.runs[1:], pen.look) if card.change == "removed" else "",
            rule or "",
            *(_kpi(kpi, shape.width, pen) for kpi in shape.kpis),
            *(_cut(cut, pen) for cut in shape.cuts),
            *(badge(placed, pen) for placed in shape.badges),
        ],
        id=pen.new("card", card.id),
        data_card=card.id,
        role="img",
        transform=f"translate({box.x:g} {box.y:g})",
    )


def _pill(run: Run, colour: str) -> str:
    """The ground of the words that mark a top goal."""
    left = run.x - run.width if run.anchor == "end" else run.x
    return element("rect", x=left - 6, y=run.y - 10.5, width=run.width + 11.5, height=14, rx=4, fill=colour)


def _kpi(placed: PlacedKpi, width: float, pen: Pen) -> str:
    """A KPI's row; the empty rectangle makes all of it answer to the pointer."""
    pen = pen.of(placed.kpi)
    return element(
        "g",
        [
            tooltip(tips.of_kpi(placed.kpi)),
            element(
                "rect",
                x=4,
                y=placed.y,
                width=width - 8,
                height=placed.height,
                fill="none",
                pointer_events="all",
            ),
            _sign(placed, pen.look),
            marks.bar(placed.bar, pen.look) if placed.bar else "",
            *map(pen.text, placed.runs),
            changes.struck(placed.runs, pen.look) if placed.kpi.change == "removed" else "",
            marks.star(*placed.star, pen.look) if placed.star else "",
            marks.becomes(*placed.arrow, ARROW_LENGTH, pen.look) if placed.arrow else "",
            *(badge(placed, pen) for placed in placed.badges),
        ],
        id=pen.new("kpi", placed.kpi.id),
        data_kpi=placed.kpi.id,
    )


def _sign(placed: PlacedKpi, look: theme.Theme) -> str:
    """What became of a KPI, or how it stands."""
    if placed.kpi.change:
        return changes.sign(placed.kpi.change, *placed.status, look)
    return marks.status(placed.mark, look) if placed.mark else marks.ring(*placed.status, look)


def _cut(cut: PlacedCut, pen: Pen) -> str:
    """The mark of neighbours that are left out; they are named where the pointer rests on it."""
    return element("g", [tooltip(cut.told), marks.cut(cut.words, cut.x, cut.y, pen.look)])


def badge(placed: PlacedBadge, pen: Pen) -> str:
    """The mark of a finding with its number; a plus sign where it has none."""
    found = placed.badge
    if found.change:
        return element("g", [tooltip([tips.of_badge(found)]), changes.badge(placed, pen)])
    if found.accepted:
        return element("g", [tooltip([tips.of_badge(found)]), marks.tick(placed.x, placed.y, pen.look)])
    words = str(found.number) if found.number else "+"
    lower = 1.5 if found.severity is Severity.WARNING else 0
    colour = marks.on_badge(found.severity, pen.look)
    run = Run(words, placed.x, placed.y + 3.7 + lower, theme.BADGE, colour, "middle")
    ground = marks.badge(found.severity, placed.x, placed.y, pen.look)
    return element("g", [tooltip([tips.of_badge(found)]), ground, pen.text(run)])


def _lowest_first(drawing: Drawing) -> list[PlacedArrow]:
    """The arrows in the order in which they are drawn: what is faded lies below the rest."""
    return sorted(drawing.arrows, key=lambda placed: not placed.arrow.faded)


def _arrow(placed: PlacedArrow, titles: dict[str, str], pen: Pen) -> str:
    arrow, pen = placed.arrow, pen.of(placed.arrow)
    line = marks.line(marks.shortened(placed.points, 7))
    return element(
        "g",
        [
            tooltip(tips.of_link(arrow, titles)),
            element("path", d=line, stroke=pen.look.paper, stroke_opacity=0, stroke_width=11, fill="none"),
            changes.line(placed, pen.look),
        ],
        id=pen.new("link", arrow.tail, arrow.head), role="img",
        data_from=arrow.tail, data_to=arrow.head, data_kind=arrow.kind,
    )  # fmt: skip


def _label(placed: PlacedArrow, pen: Pen) -> str:
    """What stands on a line: the words for what it is, and what became of it."""
    arrow, label, pen = placed.arrow, placed.label, pen.of(placed.arrow)
    parts = [changes.on_line(each, pen) if each.badge.change else badge(each, pen) for each in placed.badges]
    if label is not None:
        parts += [] if label.bare else [marks.pill(label.box, arrow.kind, pen.look)]
        parts.append(pen.text(label.run))
    named = {"data_from": arrow.tail, "data_to": arrow.head, "data_kind": arrow.kind}
    return element("g", "\n".join(parts), **named) if parts else ""


def _strip(strip: Strip, pen: Pen) -> str:
    box = strip.box
    ground = element(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=4,
        fill=pen.look.loose,
    )  # fmt: skip
    edge = element("rect", x=box.x, y=box.y, width=5, height=box.height, rx=2, fill=pen.look.ink)
    hatched = marks.hatch(strip.inside, box.y, box.right, box.bottom, pen.look)
    return element(
        "g",
        [ground, hatched, edge, *map(pen.text, strip.runs), *(_chip(chip, pen) for chip in strip.chips)],
        id=pen.new("loose"),
    )


def _chip(chip: Chip, pen: Pen) -> str:
    box, pen = chip.box, pen.of(chip.kpi)
    ground = element(
        "rect", width=box.width, height=box.height, rx=min(15, box.height / 2),
        fill=pen.look.card, stroke=pen.look.line, stroke_width=1.2,
    )  # fmt: skip
    return element("g", [ground, _kpi(chip.row, box.width, pen)], transform=f"translate({box.x:g} {box.y:g})")


def _item(placed: PlacedItem, pen: Pen) -> str:
    item = placed.item
    words = tips.of_item(item)
    return element(
        "g", [tooltip([words, *item.details]), badge(placed.badge, pen), *map(pen.text, placed.runs)],
        id=pen.new("finding", str(item.number)), role="img",
    )  # fmt: skip


def _note(placed: PlacedNote, pen: Pen) -> str:
    sign = changes.NOTES.get(placed.note.kind, marks.harm)
    return element(
        "g",
        [tooltip([placed.note.text]), sign(*placed.mark, pen.look), *map(pen.text, placed.runs)],
        role="img",
    )
