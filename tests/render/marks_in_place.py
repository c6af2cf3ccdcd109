"""Measures the marks at cards and arrows: what they cover, and what comes too near to them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from render.quality import badges_of, extent, points

from strategymap.render.cuts import HEIGHT, WIDTH
from strategymap.render.drawing import Box, Drawing, PlacedArrow, PlacedCard


def marks_out_of_place(drawing: Drawing) -> Counter[str]:
    """How often each kind of fault occurs; nothing in a good drawing."""
    found: Counter[str] = Counter()
    cuts = [(card, box) for card in drawing.cards for box in cut_boxes(card)]
    boxes = [box for _, box in cuts]
    others = [(card.shape.card.id, card.box) for card in drawing.cards]
    badges = [
        Box(card.box.x + badge.x - 11, card.box.y + badge.y - 12, 22, 22)
        for card in drawing.cards for badge in badges_of(card.shape)
    ]  # fmt: skip
    labels = [arrow.label.box for arrow in drawing.arrows if arrow.label]
    lines = [Box(x, y, 0, 0) for arrow in drawing.arrows for x, y in points(arrow)]
    found["cut mark over badge"] = sum(a.touches(b) for a in boxes for b in badges)
    found["cut mark over label"] = sum(a.touches(b) for a in boxes for b in labels)
    found["cut mark over cut mark"] = sum(a.touches(b) for a, b in combinations(boxes, 2))
    found["line through cut mark"] = sum(a.touches(b, gap=1) for a in boxes for b in lines)
    found["cut mark over another card"] = sum(
        box.touches(other, gap=3)
        for card, box in cuts
        for name, other in others
        if name != card.shape.card.id
    )
    found += _on_links(drawing, [*badges, *boxes])
    found["cut mark at text"] = sum(box.touches(text, gap=2) for card, box in cuts for text in _texts(card))
    return +found


def _on_links(drawing: Drawing, marks: list[Box]) -> Counter[str]:
    """What the badges of links cover."""
    found: Counter[str] = Counter()
    on_links = [box for arrow in drawing.arrows for box in link_boxes(arrow)]
    labels = [arrow.label.box for arrow in drawing.arrows if arrow.label]
    cards = [card.box for card in drawing.cards]
    heads = [head_box(arrow) for arrow in drawing.arrows]
    for what, boxes in {"card": cards, "label": labels, "head": heads, "other mark": marks}.items():
        found[f"link badge over {what}"] = sum(a.touches(b) for a in on_links for b in boxes)
    found["link badge over link badge"] = sum(a.touches(b) for a, b in combinations(on_links, 2))
    bare = [arrow for arrow in drawing.arrows if len(arrow.badges) != len(arrow.arrow.badges)]
    found["link badge that is nowhere"] = len(bare)
    return found


def link_boxes(arrow: PlacedArrow) -> list[Box]:
    """Where the badges of a link stand."""
    sizes = [(36, 18) if placed.badge.change else (23, 20) for placed in arrow.badges]
    return [
        Box(placed.x - width / 2, placed.y - height / 2, width, height)
        for placed, (width, height) in zip(arrow.badges, sizes, strict=True)
    ]


def head_box(arrow: PlacedArrow) -> Box:
    """Where the head of an arrow is."""
    (x, y), before = arrow.points[-1], arrow.points[-2]
    return Box(x - 9, y if before[1] > y else y - 11, 18, 11)


def cut_boxes(card: PlacedCard) -> list[Box]:
    """Where the marks of neighbours that are left out stand."""
    return [
        Box(card.box.x + cut.x - WIDTH / 2, card.box.y + cut.y - HEIGHT / 2, WIDTH, HEIGHT)
        for cut in card.shape.cuts
    ]


def _texts(card: PlacedCard) -> list[Box]:
    runs = [*card.shape.runs, *(run for row in card.shape.kpis for run in row.runs)]
    return [
        Box(card.box.x + left, card.box.y + run.y - 0.72 * run.font.size, right - left, 0.72 * run.font.size)
        for run in runs
        for left, right in (extent(run),)
    ]
