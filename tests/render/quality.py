"""Measures a drawing: what overlaps, what sticks out, what runs through a card."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from strategymap.render import theme
from strategymap.render.cards import CardShape
from strategymap.render.drawing import Box, Drawing, PlacedArrow, Point
from strategymap.render.pieces import PlacedBadge, Run

#: How far apart the points of a line are that are looked at, about, in px.
STEP = 12


def faults(drawing: Drawing) -> Counter[str]:
    """How often each kind of fault occurs; nothing in a good drawing."""
    boxes = {card.shape.card.id: card.box for card in drawing.cards}
    found: Counter[str] = Counter()
    found["card over card"] = sum(a.touches(b, gap=8) for a, b in combinations(boxes.values(), 2))
    found["card outside its band"] = sum(
        not _is_in_band(drawing, card.shape.card.id) for card in drawing.cards
    )
    found["text outside its card"] = sum(_sticks_out(card.shape) for card in drawing.cards)
    found["arrow through card"] = sum(len(list(run_through(arrow, boxes))) for arrow in drawing.arrows)
    found["arrow that ends nowhere"] = sum(not _meets(arrow, boxes) for arrow in drawing.arrows)
    found["ends in one point"] = _piled(drawing)
    found |= _labels(drawing, list(boxes.values()))
    found |= _badges(drawing)
    found |= _inside_cards(drawing)
    found["name cut short"] = sum(_cut(card.shape) for card in drawing.cards)
    found["label over another line"] = sum(
        _crosses(other, arrow.label.box)
        for arrow in drawing.arrows if arrow.label
        for other in drawing.arrows if other is not arrow
    )  # fmt: skip
    found["line hidden by its label"] = sum(not _shows(arrow) for arrow in drawing.arrows)
    found["head at a corner"] = sum(not _clear_of_corners(arrow, boxes) for arrow in drawing.arrows)
    found["line through badge"] = _through_badges(drawing)
    found["line upon line"] = _upon_each_other(drawing)
    found["outside the sheet"] = sum(not _inside(drawing, box) for box in _all_boxes(drawing))
    return +found


def points(arrow: PlacedArrow, step: float = STEP) -> Iterator[Point]:
    """Points along the line of an arrow."""
    for start in range(0, len(arrow.points) - 1, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = arrow.points[start : start + 4]
        parts = max(4, int(math.hypot(dx - ax, dy - ay) / step))
        for n in range(parts + 1):
            t = n / parts
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            yield (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)


def run_through(arrow: PlacedArrow, boxes: dict[str, Box]) -> Iterator[str]:
    """The cards that an arrow runs through."""
    line = list(points(arrow))
    left, right = min(x for x, _ in line), max(x for x, _ in line)
    for name, box in boxes.items():
        if (
            left < box.right
            and box.x < right
            and any(box.x + 1 < x < box.right - 1 and box.y + 1 < y < box.bottom - 1 for x, y in line)
        ):
            yield name


def _is_in_band(drawing: Drawing, name: str) -> bool:
    card = next(card for card in drawing.cards if card.shape.card.id == name)
    band = next(band.box for band in drawing.bands if card.shape.card in band.band.cards)
    titles = max((run.x + run.width for b in drawing.bands for run in b.runs if not run.leftwards), default=0)
    return (
        band.y + 8 < card.box.y
        and card.box.bottom + 8 < band.bottom
        and card.box.right < band.right
        and max(band.x, titles) + 4 < card.box.x
    )


def _sticks_out(shape: object) -> bool:
    runs = [*shape.runs, *(run for kpi in shape.kpis for run in kpi.runs)]  # type: ignore[attr-defined]
    inside = Box(0, 0, shape.width, shape.height)  # type: ignore[attr-defined]
    return not all(_holds(inside, run) for run in runs)


def _holds(box: Box, run: Run) -> bool:
    left, right = extent(run)
    return box.x + 8 <= left and right <= box.right - 8 and box.y + 6 < run.y < box.bottom - 3


def extent(run: Run) -> tuple[float, float]:
    """Where a line of text begins and ends, from the left."""
    anchor = {"start": "end", "end": "start"}.get(run.anchor, run.anchor) if run.leftwards else run.anchor
    start = run.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * run.width
    return start, start + run.width


def _meets(arrow: PlacedArrow, boxes: dict[str, Box]) -> bool:
    tail, head = boxes[arrow.arrow.tail], boxes[arrow.arrow.head]
    return _on_edge(arrow.points[0], tail) and _on_edge(arrow.points[-1], head)


def _on_edge(point: Point, box: Box) -> bool:
    x, y = point
    if box.x < x < box.right:
        return abs(y - box.y) < 0.6 or abs(y - box.bottom) < 0.6
    return abs(x - box.x) < 0.6 and box.y < y < box.bottom


def _cut(shape: CardShape) -> int:
    """Names of a length that real maps have, and that are not shown whole."""
    names = [(shape.card.title, shape.runs[1:]), *((row.kpi.title, row.runs) for row in shape.kpis)]
    return sum(any(run.text.endswith("…") for run in runs) for name, runs in names if len(name) <= 120)


def _crosses(arrow: PlacedArrow, box: Box) -> bool:
    return any(box.touches(Box(x, y, 0, 0)) for x, y in points(arrow))


def _shows(arrow: PlacedArrow) -> bool:
    """Whether a line can be seen on both sides of its label, for 12 px at least."""
    if arrow.label is None:
        return True
    sides, covered = [0.0, 0.0], False
    for (ax, ay), (bx, by) in pairwise(points(arrow, 2)):
        if arrow.label.box.touches(Box(bx, by, 0, 0)):
            covered = True
        else:
            sides[covered] += math.hypot(bx - ax, by - ay)
    return min(sides) >= 12 if covered else True


def _clear_of_corners(arrow: PlacedArrow, boxes: dict[str, Box]) -> bool:
    """Whether the head of a line stands on the straight part of an edge."""
    x = arrow.points[-1][0]
    box = boxes[arrow.arrow.head]
    return x == box.x or (box.x + 19 <= x <= box.right - 19)


def _badges(drawing: Drawing) -> Counter[str]:
    """Badges that cover each other or a text, or come nearer than 3 px to one."""
    found: Counter[str] = Counter()
    for card in drawing.cards:
        boxes = [Box(badge.x - 10, badge.y - 10, 20, 20) for badge in badges_of(card.shape)]
        runs = [*card.shape.runs, *(run for row in card.shape.kpis for run in row.runs)]
        texts = [Box(left, run.y - 8, right - left, 9) for run in runs for left, right in (extent(run),)]
        found["badge over badge"] += sum(a.touches(b) for a, b in combinations(boxes, 2))
        found["badge at text"] += sum(a.touches(b, gap=3) for a in boxes for b in texts)
    return found


def _inside_cards(drawing: Drawing) -> Counter[str]:
    """Texts, marks and bars in cards and chips that cover each other, or come too near."""
    found: Counter[str] = Counter()
    cards = [(card.box.width, card.shape.runs, card.shape.kpis, card.shape.mark) for card in drawing.cards]
    cards += [
        (chip.box.width, (), (chip.row,), None) for chip in (drawing.strip.chips if drawing.strip else ())
    ]
    for width, runs, rows, mark in cards:
        texts = [_ink(run) for run in [*runs, *(run for row in rows for run in row.runs)]]
        marks = [Box(m.x - 5 * m.scale, m.y - 5 * m.scale, 10 * m.scale, 10 * m.scale)
                 for m in [mark, *(row.mark for row in rows)] if m]  # fmt: skip
        bars = [Box(row.bar.x, row.bar.y - 3, row.bar.width, 6) for row in rows if row.bar]
        found["text over text"] += sum(a.touches(b) for a, b in combinations(texts, 2))
        found["mark at text"] += sum(a.touches(b, gap=1.5) for a in marks for b in texts)
        found["bar at text"] += sum(a.touches(b, gap=2) for a in bars for b in texts)
        found["bar too short"] += sum(bar.width < 40 for bar in bars)
        found["bar outside its card"] += sum(bar.x < 12 or bar.right > width - 12 for bar in bars)
    return found


def _ink(run: Run) -> Box:
    """Where the letters of a line are, without what hangs below it."""
    left, right = extent(run)
    return Box(left, run.y - 0.72 * run.font.size, right - left, 0.72 * run.font.size)


def badges_of(shape: CardShape) -> list[PlacedBadge]:
    """All badges of a card."""
    return [*shape.badges, *(badge for row in shape.kpis for badge in row.badges)]


def _through_badges(drawing: Drawing) -> int:
    """Lines that come nearer than 11 px to the middle of a badge."""
    middles = [
        (card.box.x + badge.x, card.box.y + badge.y)
        for card in drawing.cards for badge in badges_of(card.shape)
    ]  # fmt: skip
    lines = [list(points(arrow)) for arrow in drawing.arrows] if middles else []
    return sum(any(math.dist(middle, point) < 11 for point in line) for line in lines for middle in middles)


def _upon_each_other(drawing: Drawing) -> int:
    """Pairs of links to different cards, or of different kinds, that run nearer than 4 px beside
    each other for more than 8 px, upright or level."""
    upright: list[tuple[float, float, float, int]] = []
    level: list[tuple[float, float, float, int]] = []
    for number, arrow in enumerate(drawing.arrows):
        for start in range(0, len(arrow.points) - 1, 3):
            (ax, ay), (bx, by) = arrow.points[start], arrow.points[start + 3]
            if ax == bx:
                upright.append((ax, *sorted((ay, by)), number))
            elif ay == by:
                level.append((ay, *sorted((ax, bx)), number))
    return len(set(_beside(upright, drawing)) | set(_beside(level, drawing)))


def _beside(parts: list[tuple[float, float, float, int]], drawing: Drawing) -> Iterator[tuple[int, int]]:
    parts.sort()
    for place, (x, low, high, one) in enumerate(parts):
        for other_x, other_low, other_high, other in parts[place + 1 :]:
            if other_x - x >= 4:
                break
            first, second = drawing.arrows[one].arrow, drawing.arrows[other].arrow
            shared = (first.head, first.kind) == (second.head, second.kind)
            if not shared and min(high, other_high) - max(low, other_low) > 8:
                yield (min(one, other), max(one, other))


def _piled(drawing: Drawing) -> int:
    """Heads that are nearer than 13 px to another one, but for links that share their last stretch."""
    heads = sorted((arrow.points[-1], arrow.points[-4:]) for arrow in drawing.arrows)
    close = 0
    for (one, way), (other, another) in combinations(heads, 2):
        if abs(one[0] - other[0]) < 13 and abs(one[1] - other[1]) < 4 and way != another:
            close += 1
    return close


def _labels(drawing: Drawing, cards: list[Box]) -> Counter[str]:
    labels = [arrow.label.box for arrow in drawing.arrows if arrow.label]
    heads = [Box(x - 9, min(y, y + up), 18, 11) for a in drawing.arrows for x, y in a.points[-1:] for up in (-11, 0)
             if (a.points[-2][1] - y) * (1 if up == 0 else -1) > 0]  # fmt: skip
    badges = [
        Box(card.box.x + badge.x - 11, card.box.y + badge.y - 12, 22, 22)
        for card in drawing.cards for badge in badges_of(card.shape)
    ]  # fmt: skip
    return Counter(
        {
            "label over card": sum(label.touches(card) for label in labels for card in cards),
            "label over arrow-head": sum(label.touches(head) for label in labels for head in heads),
            "label over badge": sum(label.touches(badge) for label in labels for badge in badges),
            "label over label": sum(a.touches(b) for a, b in combinations(labels, 2)),
        }
    )


def _all_boxes(drawing: Drawing) -> Iterator[Box]:
    for card in drawing.cards:
        yield card.box
        for badge in (*card.shape.badges, *(b for kpi in card.shape.kpis for b in kpi.badges)):
            yield Box(card.box.x + badge.x - 12, card.box.y + badge.y - 12, 24, 24)
    for arrow in drawing.arrows:
        yield from (Box(x, y, 0, 0) for x, y in points(arrow))
        if arrow.label:
            yield arrow.label.box
    runs = [
        *drawing.runs,
        *(run for item in drawing.legend for run in item.runs),
        *(s.run for s in drawing.key),
    ]
    for run in [*runs, *(run for band in drawing.bands for run in band.runs)]:
        left, right = extent(run)
        yield Box(left, run.y - run.font.size, right - left, run.font.size)
    if drawing.strip:
        yield from (chip.box for chip in drawing.strip.chips)


def _inside(drawing: Drawing, box: Box) -> bool:
    return box.x >= 4 and box.right <= drawing.width - 4 and box.y >= 0 and box.bottom <= drawing.height


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 reckons it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


__all__ = ["contrast", "extent", "faults", "points", "run_through", "theme"]
