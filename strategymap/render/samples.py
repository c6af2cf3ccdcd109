"""The entries of the key as SVG."""

from __future__ import annotations

from strategymap.finding import Severity
from strategymap.model import Kind
from strategymap.render import marks, theme
from strategymap.render.drawing import KeySample
from strategymap.render.key import ACCEPTED
from strategymap.render.markup import element, escaped
from strategymap.view import LinkKind


def sample(entry: KeySample) -> str:
    """A small picture of what is meant, and its name."""
    run = entry.run
    words = element("text", escaped(run.text), x=run.x, y=run.y, font_size=run.font.size, fill=run.colour)
    return element("g", [_picture(entry), words])


def _picture(entry: KeySample) -> str:
    what, box = entry.what, entry.box
    x, y = box.x + box.width / 2, box.y + box.height / 2
    if what in theme.CARDS:
        return _card(what, box.x, box.y, box.width, box.height)
    if what in theme.ARROWS:
        return _line(what, box.x, y, box.width)
    if what in {"kpi", "figures"}:
        return marks.ring(x, y)
    if what == "rewarded":
        return marks.star(x, y)
    if what == ACCEPTED:
        return marks.tick(x, y)
    return marks.badge(Severity(what), x, y + (1 if what == Severity.WARNING else 0))


def _card(kind: Kind, x: float, y: float, width: float, height: float) -> str:
    dress = theme.CARDS[kind]
    small = theme.Dress(dress.weight, round=dress.round / 2, cut=dress.cut / 2)
    return element(
        "path",
        d=marks.outline(small, width, height),
        transform=f"translate({x:g} {y:g})",
        fill=theme.PAPER,
        stroke=theme.INK if dress.toned else theme.LINE,
        stroke_width=dress.weight,
        stroke_dasharray=dress.dashes or None,
        stroke_linecap="round" if dress.cut else None,
    )


def _line(kind: LinkKind, x: float, y: float, width: float) -> str:
    stroke = theme.ARROWS[kind]
    points = [(x, y), (x + width / 3, y), (x + width * 2 / 3, y), (x + width, y)]
    line = element(
        "path",
        d=marks.line(marks.shortened(points, 7)),
        fill="none",
        stroke=stroke.colour,
        stroke_width=stroke.weight,
        stroke_dasharray=stroke.dashes or None,
    )
    return element("g", [line, marks.arrow_head(kind, points)])
