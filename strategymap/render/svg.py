"""A drawing as SVG: one file that needs nothing else, with a name for everything in it.

Cards, KPIs, links and findings carry their full texts as tooltips, which screen readers
read too. A script can find cards, KPIs and links by their ids on the map (`data-card`,
`data-kpi`, `data-from`, `data-to`). There are no scripts, styles, fonts or references to
anything outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategymap.finding import Severity
from strategymap.render import marks, theme
from strategymap.render.drawing import (
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
from strategymap.render.markup import Ids, element, escaped
from strategymap.render.pieces import PlacedBadge, PlacedKpi, Run
from strategymap.render.samples import sample
from strategymap.scorecard import Status
from strategymap.view import Badge, KpiRow, View, status_words

_VERBS = {"supports": "supports", "harms": "works against", "feedback": "feeds back to"}


def svg(drawing: Drawing, *, id_prefix: str = "") -> str:
    """The SVG document. With an `id_prefix` several fit into one page."""
    ids = Ids(id_prefix)
    title, description = ids.new("title"), ids.new("desc")
    titles = {card.shape.card.id: card.shape.card.title for card in drawing.cards}
    return (
        element(
            "svg",
            [
                element("title", escaped(drawing.view.title), id=title),
                element("desc", escaped(_described(drawing.view)), id=description),
                element("rect", width=drawing.width, height=drawing.height, fill=theme.PAPER),
                *map(text, drawing.runs),
                *map(badge, drawing.badges),
                *(_band(band, ids) for band in drawing.bands),
                element("g", [_arrow(arrow, titles, ids) for arrow in drawing.arrows], id=ids.new("links")),
                *(_cards_of(band, drawing.cards, ids) for band in drawing.bands),
                element(
                    "g", [_label(arrow) for arrow in drawing.arrows], id=ids.new("labels"), aria_hidden="true"
                ),
                _strip(drawing.strip, ids) if drawing.strip else "",
                element("g", [_item(item, ids) for item in drawing.legend], id=ids.new("findings")),
                element("g", [_note(note) for note in drawing.notes], id=ids.new("notes"))
                if drawing.notes
                else "",
                element("g", [sample(entry) for entry in drawing.key], id=ids.new("key")),
            ],
            xmlns="http://www.w3.org/2000/svg",
            width=drawing.width,
            height=drawing.height,
            viewBox=f"0 0 {drawing.width:g} {drawing.height:g}",
            role="group",
            aria_labelledby=f"{title} {description}",
            font_family=theme.FAMILY,
        )
        + "\n"
    )


def _described(view: View) -> str:
    """The picture in words, for those who don't see it."""
    parts = [f"Strategy map. {view.subtitle}." if view.subtitle else "Strategy map."]
    named = [band.title for band in view.bands if band.title]
    if named:
        parts.append(f"Perspectives from top to bottom: {', '.join(named)}.")
    if view.loose:
        parts.append(f"KPIs that measure nothing: {', '.join(kpi.title for kpi in view.loose)}.")
    return " ".join(parts)


def text(run: Run) -> str:
    """A line of text."""
    return element(
        "text",
        escaped(run.text),
        x=run.x,
        y=run.y,
        font_size=run.font.size,
        font_weight="bold" if run.font.bold else None,
        fill=run.colour,
        text_anchor=run.anchor if run.anchor != "start" else None,
        letter_spacing=run.spaced or None,
        direction="rtl" if run.leftwards else None,
    )


def tooltip(lines: Iterable[str]) -> str:
    """What shows when the pointer rests on something, and what a screen reader says."""
    return element("title", escaped("\n".join(filter(None, lines))))


def _band(placed: PlacedBand, ids: Ids) -> str:
    box, tone = placed.box, placed.tone
    shapes = [element("rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=4, fill=tone.tint)]
    if placed.runs:
        shapes.append(element("rect", x=box.x, y=box.y, width=5, height=box.height, rx=2, fill=tone.strong))
    return element("g", [*shapes, *map(text, placed.runs)], id=ids.new("band", placed.band.id))


def _cards_of(band: PlacedBand, cards: Sequence[PlacedCard], ids: Ids) -> str:
    """The cards of a band, as a group that bears its name."""
    members = {card.id for card in band.band.cards}
    inside = [_card(card, ids) for card in cards if card.shape.card.id in members]
    label = f"Perspective: {band.band.title}" if band.band.title else None
    return element("g", inside, role="group" if label else None, aria_label=label) if inside else ""


def _card(placed: PlacedCard, ids: Ids) -> str:
    shape, box = placed.shape, placed.box
    card = shape.card
    dress = theme.CARDS[card.kind]
    rule = None
    if shape.rule is not None:
        rule = element("path", d=f"M12 {shape.rule}H{shape.width - 12}", stroke=theme.FAINT, stroke_width=1)
    return element(
        "g",
        [
            tooltip(
                [
                    _with_status(f"{card.kind.capitalize()}: {card.title}", card.status),
                    *card.details,
                    *(line for kpi in card.kpis for line in _kpi_words(kpi)[:1]),
                    *map(_finding_words, card.badges),
                ]
            ),
            element(
                "path",
                d=marks.outline(dress, shape.width, shape.height),
                fill=theme.PAPER,
                stroke=placed.tone.strong if dress.toned else theme.LINE,
                stroke_width=dress.weight,
                stroke_dasharray=dress.dashes or None,
                stroke_linecap="round" if dress.cut else None,
            ),
            marks.status(shape.mark) if shape.mark else "",
            _pill(shape.runs[0], placed.tone) if card.top else "",
            *map(text, shape.runs),
            rule or "",
            *(_kpi(kpi, shape.width, ids) for kpi in shape.kpis),
            *map(badge, shape.badges),
        ],
        id=ids.new("card", card.id),
        data_card=card.id,
        role="img",
        transform=f"translate({box.x:g} {box.y:g})",
    )


def _pill(run: Run, tone: theme.Tone) -> str:
    """The ground of the words that mark a top goal."""
    left = run.x - run.width if run.anchor == "end" else run.x
    return element(
        "rect", x=left - 6, y=run.y - 10.5, width=run.width + 11.5, height=14, rx=4, fill=tone.strong
    )


def _kpi(placed: PlacedKpi, width: float, ids: Ids) -> str:
    """A KPI's row; the empty rectangle makes all of it answer to the pointer."""
    x, y = placed.status
    return element(
        "g",
        [
            tooltip([*_kpi_words(placed.kpi), *map(_finding_words, placed.kpi.badges)]),
            element(
                "rect",
                x=4,
                y=placed.y,
                width=width - 8,
                height=placed.height,
                fill="none",
                pointer_events="all",
            ),
            marks.status(placed.mark) if placed.mark else marks.ring(x, y),
            marks.bar(placed.bar) if placed.bar else "",
            *map(text, placed.runs),
            marks.star(*placed.star) if placed.star else "",
            marks.becomes(*placed.arrow, ARROW_LENGTH) if placed.arrow else "",
            *map(badge, placed.badges),
        ],
        id=ids.new("kpi", placed.kpi.id),
        data_kpi=placed.kpi.id,
    )


def _kpi_words(kpi: KpiRow) -> list[str]:
    parts = [f"KPI: {kpi.title}", kpi.figures, f"now {kpi.now}" if kpi.now else ""]
    name = _with_status(", ".join(filter(None, parts)), kpi.status)
    return [name + (" (rewarded)" if kpi.rewarded else ""), *kpi.details]


def _with_status(words: str, status: Status | None) -> str:
    return f"{words}, {status_words(status)}" if status else words


def _finding_words(found: Badge) -> str:
    if found.accepted:
        return f"Accepted: {found.text}"
    number = f" {found.number}" if found.number else ""
    return f"{found.severity.value.capitalize()}{number}: {found.text}"


def badge(placed: PlacedBadge) -> str:
    """The mark of a finding with its number; a plus sign where it has none."""
    found = placed.badge
    if found.accepted:
        return element("g", [tooltip([_finding_words(found)]), marks.tick(placed.x, placed.y)])
    words = str(found.number) if found.number else "+"
    lower = 1.5 if found.severity is Severity.WARNING else 0
    run = Run(words, placed.x, placed.y + 3.7 + lower, theme.BADGE, marks.on_badge(found.severity), "middle")
    return element(
        "g", [tooltip([_finding_words(found)]), marks.badge(found.severity, placed.x, placed.y), text(run)]
    )


def _arrow(placed: PlacedArrow, titles: dict[str, str], ids: Ids) -> str:
    arrow = placed.arrow
    stroke = theme.ARROWS[arrow.kind]
    line = marks.line(marks.shortened(placed.points, 7))
    words = f"“{titles[arrow.tail]}” {_VERBS[arrow.kind]} “{titles[arrow.head]}”"
    return element(
        "g",
        [
            tooltip([words, *arrow.details]),
            element("path", d=line, stroke=theme.PAPER, stroke_opacity=0, stroke_width=11, fill="none"),
            element(
                "path",
                d=line,
                fill="none",
                stroke=stroke.colour,
                stroke_width=stroke.weight,
                stroke_dasharray=stroke.dashes or None,
            ),
            marks.arrow_head(arrow.kind, placed.points),
        ],
        id=ids.new("link", arrow.tail, arrow.head), role="img",
        data_from=arrow.tail, data_to=arrow.head, data_kind=arrow.kind,
    )  # fmt: skip


def _label(placed: PlacedArrow) -> str:
    if placed.label is None:
        return ""
    arrow, words = placed.arrow, text(placed.label.run)
    if not placed.label.bare:
        words = marks.pill(placed.label.box, arrow.kind) + "\n" + words
    return element("g", words, data_from=arrow.tail, data_to=arrow.head, data_kind=arrow.kind)


def _strip(strip: Strip, ids: Ids) -> str:
    box = strip.box
    ground = element(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=4,
        fill=theme.LOOSE_TINT,
    )  # fmt: skip
    edge = element("rect", x=box.x, y=box.y, width=5, height=box.height, rx=2, fill=theme.INK)
    hatched = marks.hatch(strip.inside, box.y, box.right, box.bottom)
    return element(
        "g",
        [ground, hatched, edge, *map(text, strip.runs), *(_chip(chip, ids) for chip in strip.chips)],
        id=ids.new("loose"),
    )


def _chip(chip: Chip, ids: Ids) -> str:
    box = chip.box
    ground = element(
        "rect", width=box.width, height=box.height, rx=min(15, box.height / 2),
        fill=theme.PAPER, stroke=theme.LINE, stroke_width=1.2,
    )  # fmt: skip
    return element("g", [ground, _kpi(chip.row, box.width, ids)], transform=f"translate({box.x:g} {box.y:g})")


def _item(placed: PlacedItem, ids: Ids) -> str:
    item = placed.item
    words = f"{item.severity.value.capitalize()} {item.number}: {item.text} ({item.rule})"
    return element(
        "g", [tooltip([words, *item.details]), badge(placed.badge), *map(text, placed.runs)],
        id=ids.new("finding", str(item.number)), role="img",
    )  # fmt: skip


def _note(placed: PlacedNote) -> str:
    mark = marks.tick(*placed.mark) if placed.note.kind == "accepted" else marks.harm(*placed.mark)
    return element("g", [tooltip([placed.note.text]), mark, *map(text, placed.runs)], role="img")
