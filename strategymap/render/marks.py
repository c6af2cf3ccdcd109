"""The shapes of a picture as SVG: outlines of cards, lines and heads of arrows, badges."""

from __future__ import annotations

import math
from collections.abc import Sequence

from strategymap.finding import Severity
from strategymap.render.cuts import HEIGHT, WIDTH
from strategymap.render.drawing import Box, Point
from strategymap.render.markup import element, number
from strategymap.render.pieces import PlacedBar, PlacedMark
from strategymap.render.theme import ARROWS, CUT, Dress, Theme, Tone
from strategymap.scorecard import Status
from strategymap.view import LinkKind


def outline(dress: Dress, width: float, height: float) -> str:
    """The path of a card's outline, from its upper left corner."""
    cut = min(dress.cut or dress.round, width / 2, height / 2)
    w, h, c = number(width), number(height), number(cut)
    right, bottom = number(width - cut), number(height - cut)
    if dress.cut:
        return f"M{c} 0H{right}L{w} {c}V{bottom}L{right} {h}H{c}L0 {bottom}V{c}Z"
    if not cut:
        return f"M0 0H{w}V{h}H0Z"
    arc = f"A{c} {c} 0 0 1"
    return f"M{c} 0H{right}{arc} {w} {c}V{bottom}{arc} {right} {h}H{c}{arc} 0 {bottom}V{c}{arc} {c} 0Z"


def line(points: Sequence[Point]) -> str:
    """The path of a line; its upright parts are written as such."""
    path = "M" + _pair(points[0])
    for place in range(1, len(points), 3):
        before, first, second, end = points[place - 1 : place + 3]
        if before[0] == first[0] == second[0] == end[0]:
            path += f"V{number(end[1])}"
        else:
            path += f"C{_pair(first)} {_pair(second)} {_pair(end)}"
    return path


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def shortened(points: Sequence[Point], length: float) -> list[Point]:
    """The line without its last few px, where the head is."""
    (x, y), (dx, dy) = points[-1], _direction(points)
    end = (x - dx * length, y - dy * length)
    before = points[-2]
    return [*points[:-2], (before[0] - dx * length, before[1] - dy * length), end]


def _direction(points: Sequence[Point]) -> Point:
    """The direction in which a line ends, of length 1."""
    (x, y), (ex, ey) = points[-2], points[-1]
    length = math.hypot(ex - x, ey - y) or 1.0
    return ((ex - x) / length, (ey - y) / length)


def arrow_head(kind: LinkKind, points: Sequence[Point], look: Theme, colour: str | None = None) -> str:
    """The end of an arrow: a solid point; an open one for feedback, a bar for harm."""
    (x, y), (dx, dy) = points[-1], _direction(points)

    def at(back: float, side: float) -> str:
        return _pair((x - dx * back - dy * side, y - dy * back + dx * side))

    colour = colour or look.of_link(kind)
    if kind == "harms":
        return element("path", d=f"M{at(4, -9)}L{at(4, 9)}", stroke=colour, stroke_width=3.4)
    point = f"M{at(10.5, -4.8)}L{at(1, 0)}L{at(10.5, 4.8)}"
    if kind == "feedback":
        return element("path", d=point, fill="none", stroke=colour, stroke_width=1.4)
    return element("path", d=point + "Z", fill=colour)


def edge(box: Box, tone: Tone) -> str:
    """The bar at the left edge of a band, broken where its tone says so."""
    if not tone.dashes:
        return element("rect", x=box.x, y=box.y, width=5, height=box.height, rx=2, fill=tone.strong)
    path = f"M{_pair((box.x + 2.5, box.y))}V{number(box.bottom)}"
    return element("path", d=path, stroke=tone.strong, stroke_width=5, stroke_dasharray=tone.dashes)


def ring(x: float, y: float, look: Theme, scale: float = 1) -> str:
    """The sign of a KPI, in the place of its status; that of one of which nothing is known."""
    return element("circle", cx=x, cy=y, r=3.6 * scale, fill="none", stroke=look.muted, stroke_width=1.3)


def status(mark: PlacedMark, look: Theme) -> str:
    """The mark of a status: a tick for what is achieved, a disc on track, a triangle at risk, a
    square off track, a ring without data."""
    x, y, k, colour = mark.x, mark.y, mark.scale, look.statuses[mark.status]

    def at(*points: Point) -> str:
        return "L".join(_pair((x + dx * k, y + dy * k)) for dx, dy in points)

    match mark.status:
        case Status.ACHIEVED:
            return element(
                "path", d="M" + at((-4.2, 0.5), (-1.4, 3.4), (4.6, -3.8)), fill="none", stroke=colour,
                stroke_width=2.3 * k, stroke_linecap="round", stroke_linejoin="round",
            )  # fmt: skip
        case Status.ON_TRACK:
            return element("circle", cx=x, cy=y, r=4.3 * k, fill=colour)
        case Status.AT_RISK:
            return element(
                "path", d="M" + at((0, -4.9), (5.3, 4.3), (-5.3, 4.3)) + "Z", **_filled(mark, look)
            )
        case Status.OFF_TRACK:
            side = 8.2 * k
            square = element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, fill=colour)
            return square + _cross(mark, look)
        case Status.NO_DATA:
            return ring(x, y, look, k)


def _filled(mark: PlacedMark, look: Theme) -> dict[str, object]:
    """How a triangle is filled: with its colour, or with the ground where it is hollow."""
    colour = look.statuses[mark.status]
    if mark.status not in look.hollow:
        return {"fill": colour}
    return {"fill": look.card, "stroke": colour, "stroke_width": 1.6, "stroke_linejoin": "round"}


def _cross(mark: PlacedMark, look: Theme) -> str:
    """The cross in a mark that has one."""
    if mark.status not in look.crossed:
        return ""
    x, y, arm = mark.x, mark.y, 2.4 * mark.scale
    ends = [(x - arm, y - arm), (x + arm, y + arm), (x - arm, y + arm), (x + arm, y - arm)]
    path = "M{}L{}M{}L{}".format(*map(_pair, ends))
    return "\n" + element("path", d=path, stroke=look.card, stroke_width=1.4)


def bar(placed: PlacedBar, look: Theme) -> str:
    """The way from baseline to target: what is done of it, and a tick where it would be on plan.
    A short piece before the beginning says that it went the other way."""
    x, y, colour = placed.x, placed.y, look.statuses[placed.status]
    parts = [_slab(x, y, placed.width, look.track)]
    if placed.done:
        parts.append(_slab(x, y, max(placed.done, 2.0), colour))
    if placed.went_back:
        parts.append(_slab(x - 4, y, 4, colour))
    if placed.expected is not None:
        where = f"M{_pair((x + placed.expected, y - 5))}V{number(y + 5)}"
        parts.append(element("path", d=where, stroke=look.card, stroke_width=3.2))
        parts.append(element("path", d=where, stroke=look.ink, stroke_width=1.4))
    return "\n".join(parts)


def _slab(x: float, y: float, width: float, colour: str) -> str:
    return element("rect", x=x, y=y - 2.5, width=width, height=5, fill=colour)


def star(x: float, y: float, look: Theme) -> str:
    """The sign of a KPI that pay, bonus or ranking hangs on."""
    tips = [(5.2 if n % 2 == 0 else 2.2, math.pi * (n / 5 - 0.5)) for n in range(10)]
    points = " ".join(_pair((x + r * math.cos(angle), y + r * math.sin(angle))) for r, angle in tips)
    return element("polygon", points=points, fill=look.reward)


def becomes(x: float, y: float, length: float, look: Theme) -> str:
    """The arrow from a baseline to its target, at half the height of the figures."""
    end = x + length
    path = f"M{_pair((x, y))}H{number(end)}M{_pair((end - 4, y - 3.2))}L{_pair((end, y))}L{_pair((end - 4, y + 3.2))}"
    return element("path", d=path, fill="none", stroke=look.muted, stroke_width=1.2)


def badge(severity: Severity, x: float, y: float, look: Theme) -> str:
    """The ground of a badge: an octagon for an error, a triangle for a warning, a ring for
    a note, each with a white seam."""
    colour = look.badges[severity]
    seam: dict[str, object] = {"stroke": look.paper, "stroke_width": 2, "paint_order": "stroke"}
    if severity is Severity.ERROR:
        corners = [
            (x + 10.8 * math.cos(a), y + 10.8 * math.sin(a))
            for a in (math.pi * (n + 0.5) / 4 for n in range(8))
        ]
        return element("polygon", points=" ".join(map(_pair, corners)), fill=colour, **seam)
    if severity is Severity.WARNING:
        path = f"M{_pair((x - 11.5, y + 8))}L{_pair((x, y - 12))}L{_pair((x + 11.5, y + 8))}Z"
        return element("path", d=path, fill=colour, stroke_linejoin="round", **seam)
    return element("circle", cx=x, cy=y, r=9, fill=look.paper, stroke=colour, stroke_width=1.8)


def tick(x: float, y: float, look: Theme) -> str:
    """The mark of a finding that was accepted: an open, quiet one."""
    ground = element("circle", cx=x, cy=y, r=8.5, fill=look.paper, stroke=look.line, stroke_width=1.2)
    path = f"M{_pair((x - 3.8, y + 0.2))}L{_pair((x - 1.2, y + 3))}L{_pair((x + 4, y - 3))}"
    return ground + "\n" + element("path", d=path, fill="none", stroke=look.line, stroke_width=1.6)


def cut(words: str, x: float, y: float, look: Theme) -> str:
    """The mark of neighbours that are left out: how many."""
    ground = element(
        "rect", x=x - WIDTH / 2, y=y - HEIGHT / 2, width=WIDTH, height=HEIGHT, rx=HEIGHT / 2,
        fill=look.paper, stroke=look.line, stroke_width=1.2,
    )  # fmt: skip
    return ground + "\n" + element(
        "text", words, x=x, y=y + 3.9, font_size=CUT.size / look.room, font_weight="bold", fill=look.muted,
        text_anchor="middle",
    )  # fmt: skip


def harm(x: float, y: float, look: Theme) -> str:
    """A short line of harm, as the mark of a sentence that tells of one."""
    stroke, colour = ARROWS["harms"], look.harm
    shaft = element(
        "path", d=f"M{_pair((x - 12, y))}H{number(x + 9)}", stroke=colour,
        stroke_width=stroke.weight, stroke_dasharray="6 3",
    )  # fmt: skip
    end = f"M{_pair((x + 10, y - 6))}V{number(y + 6)}"
    return shaft + "\n" + element("path", d=end, stroke=colour, stroke_width=3)


def hatch(x: float, y: float, right: float, bottom: float, look: Theme) -> str:
    """Slanted lines in a rectangle."""
    step, high = 13.0, bottom - y
    parts = []
    for n in range(int((right - x + high) // step)):
        start = x + step * (n + 1)  # where the line meets the upper edge, or would
        upper = (min(start, right), y + max(0.0, start - right))
        lower = (max(start - high, x), min(bottom, y + start - x))
        if upper[1] < lower[1]:
            parts.append(f"M{_pair(upper)}L{_pair(lower)}")
    return (
        element("path", d="".join(parts), stroke=look.hatch, stroke_width=1.2, fill="none") if parts else ""
    )


def on_badge(severity: Severity, look: Theme) -> str:
    """The colour of the number on a badge."""
    return look.badges[severity] if severity is Severity.NOTE else look.paper


def pill(box: Box, kind: LinkKind, look: Theme) -> str:
    """The ground of words that stand on an arrow."""
    return element(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=8.5,
        fill=look.harm_tint if kind == "harms" else look.paper,
        stroke=look.of_link(kind), stroke_width=0.8,
    )  # fmt: skip
